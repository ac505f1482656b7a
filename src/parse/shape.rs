//! What a file may hold, as data: the shape of every field, told by the type that reads it.
//!
//! A type says in `Decode::shape` what its `decode` takes; whoever explains the files to other programs (the schemas for
//! editors) reads the shapes and knows nothing of the types.

use super::record::FieldSpec;

/// What may stand in place of a value. Nothing at all may stand in place of each of them: whether a field may be left
/// empty is said by the field.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text, also where YAML sees a number or an answer in it: `2`, `10.30`, `нет`.
    Text,
    /// A text of certain words.
    Words(Wording),
    /// A list of such values; one of them without a dash is a list of one.
    List(Box<Self>),
    /// Fields.
    Record(RecordShape),
    /// Fields; where there are none, something else.
    RecordOr(RecordShape, Box<Self>),
    /// Either of two records, whichever fits.
    OneOf([RecordShape; 2]),
}

impl Shape {
    /// A list of values of the shape `item`.
    pub fn list(item: Self) -> Self {
        Self::List(Box::new(item))
    }
}

/// The words that a value may have.
#[derive(Clone, Debug)]
pub struct Wording {
    /// What the wording is called in the code, each by a name of its own.
    pub name: &'static str,
    /// Those that an editor offers, in Russian.
    pub offered: Vec<Offer>,
    /// A regular expression for all that are understood, whatever their letters and language.
    pub understood: String,
    /// Whether YAML's `true` and `false` are among them.
    pub or_boolean: bool,
    /// What to say where it is none of them.
    pub wanted: &'static str,
}

/// A word that an editor offers.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// The word.
    pub word: &'static str,
    /// What it means; empty where it says so itself.
    pub about: &'static str,
}

impl Offer {
    /// A word that needs no explanation.
    pub fn plain(word: &'static str) -> Self {
        Self { word, about: "" }
    }
}

/// The fields of a record.
#[derive(Clone, Debug)]
pub struct RecordShape {
    /// What the record is called in the code, each by a name of its own.
    pub name: &'static str,
    /// Its fields; one for all others, where there is any, among them.
    pub fields: Vec<FieldSpec>,
    /// Whether a text without a field's name may stand in its place.
    pub or_text: bool,
    /// What a list in its place is.
    pub or_list: ListInstead,
}

/// What a list is where fields are wanted.
#[derive(Clone, Copy, Debug)]
pub enum ListInstead {
    /// A mistake.
    Refused,
    /// The record itself behind a dash, where it is the only one.
    Only,
    /// The value of one of the fields, which has this shape.
    Field(fn() -> Shape),
}

/// A regular expression for any of `words`, compared as field names are: capital letters, ё, spaces and hyphens make no
/// difference.
pub fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(spelt).collect();
    format!("^\\s*(?:{})\\s*$", words.join("|"))
}

/// A regular expression for a word, whatever its capital letters.
pub fn spelt(word: &str) -> String {
    let any_case = |letter: char| match letter {
        'е' | 'ё' => "[ЕеЁё]".to_owned(),
        letter if letter.is_alphabetic() => format!("[{}{letter}]", letter.to_uppercase()),
        ' ' | '-' => r"[\s_-]*".to_owned(),
        letter => letter.to_string(),
    };
    word.chars().map(any_case).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood_in_any_case() {
        assert_eq!(any_of(["да", "day off"]), r"^\s*(?:[Дд][Аа]|[Dd][Aa][Yy][\s_-]*[Oo][Ff][Ff])\s*$");
        assert_eq!(spelt("ёж"), "[ЕеЁё][Жж]");
    }
}
