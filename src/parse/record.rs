//! One table of fields for every kind of record, and the reading of a record by it.
//!
//! A record is declared once, with `record!`: its struct, its Russian keys, their English aliases and what each is
//! for. The declaration drives the reading, the messages and whatever else must know the fields, so that these cannot
//! drift apart. Every mistake of a record is reported; reading goes on behind it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parse::yaml::{Key, Node, Value};

/// A field as the author knows it.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The Russian key.
    pub key: &'static str,
    /// The English alias.
    pub alias: &'static str,
}

/// What reading needs besides the node: the file, and where mistakes go.
pub struct Context<'a> {
    /// The file that is being read.
    pub path: &'a Arc<str>,
    /// What was found wrong in it.
    pub diagnostics: &'a mut Diagnostics,
}

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// The value; nothing where a mistake has been reported.
    fn decode(node: &Node, context: &mut Context) -> Option<Self>;

    /// The value of a field that the author left out.
    fn absent(spec: &FieldSpec, record: &Place, context: &mut Context) -> Option<Self> {
        context.diagnostics.push(
            Diagnostic::error(record.clone(), format!("Не хватает поля «{}»", spec.key))
                .hint(format!("Добавьте строку «{}: …».", spec.key)),
        );
        None
    }

    /// The value of the field `spec` among `fields`.
    fn take(spec: &FieldSpec, fields: &mut Fields, context: &mut Context) -> Option<Self> {
        match fields.take(spec, context) {
            Some(node) if !node.is_empty() => Self::decode(node, context),
            _ => Self::absent(spec, &fields.place, context),
        }
    }
}

/// A record with named fields.
pub trait Record: Sized {
    /// What the author calls it, in the prepositional case: «в плане».
    const WITHIN: &'static str;
    /// Its fields.
    const FIELDS: &'static [FieldSpec];

    /// The record from its fields; those that it does not know stay in `fields`.
    fn read(fields: &mut Fields, context: &mut Context) -> Option<Self>;
}

/// Declares a record: `record! { Name "within" { field: Type = "ключ" | "alias", … } }`.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident $within:literal {
        $($(#[$field_meta:meta])* $field:ident: $kind:ty = $key:literal | $alias:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Where the record begins.
            pub place: $crate::diagnostic::Place,
            $($(#[$field_meta])* pub $field: $kind,)*
        }

        impl $crate::parse::record::Record for $name {
            const WITHIN: &'static str = $within;
            const FIELDS: &'static [$crate::parse::record::FieldSpec] =
                &[$($crate::parse::record::FieldSpec { key: $key, alias: $alias },)*];

            fn read(
                fields: &mut $crate::parse::record::Fields,
                context: &mut $crate::parse::record::Context,
            ) -> Option<Self> {
                let mut specs = Self::FIELDS.iter();
                $(let $field = specs
                    .next()
                    .and_then(|spec| <$kind as $crate::parse::record::Decode>::take(spec, fields, context));)*
                Some(Self { place: fields.place.clone(), $($field: $field?,)* })
            }
        }

        impl $crate::parse::record::Decode for $name {
            fn decode(
                node: &$crate::parse::yaml::Node,
                context: &mut $crate::parse::record::Context,
            ) -> Option<Self> {
                let mut fields = $crate::parse::record::Fields::of(node, context)?;
                let record = <Self as $crate::parse::record::Record>::read(&mut fields, context);
                fields.refuse_rest::<Self>(&[], context);
                record
            }
        }
    };
}
pub(crate) use record;

/// The fields of one record in the order of the file, and which of them have been read.
pub struct Fields<'n> {
    /// Where the record begins.
    pub place: Place,
    entries: Vec<(&'n Key, &'n Node)>,
    order: Vec<String>,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping; a mistake is reported where the node is none.
    pub fn of(node: &'n Node, context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, first_line(node));
        let Value::Mapping(entries) = &node.value else {
            let place = Place::new(context.path, node.span.clone());
            context.diagnostics.push(
                Diagnostic::error(place, "Здесь нужны поля вида «название: значение»")
                    .hint("Запишите каждое поле с новой строки, сдвинув её на два пробела вправо."),
            );
            return None;
        };
        let order: Vec<String> = entries.iter().map(|(key, _)| normalized(&key.text)).collect();
        let mut once = Vec::with_capacity(entries.len());
        let mut repeated = Vec::new();
        let mut seen = BTreeSet::new();
        for ((key, node), name) in entries.iter().zip(&order) {
            let list = if seen.insert(name) { &mut once } else { &mut repeated };
            list.push((key, node));
        }
        report_repeated(&repeated, context);
        Some(Self { place, entries: once, order })
    }

    /// The normalized keys in the order of the file.
    pub fn order(&self) -> &[String] {
        &self.order
    }

    /// Takes the field `spec`; one given twice is reported.
    fn take(&mut self, spec: &FieldSpec, context: &mut Context) -> Option<&'n Node> {
        let (key, alias) = (normalized(spec.key), normalized(spec.alias));
        let mut taken = None;
        self.entries.retain(|(found, node)| {
            let name = normalized(&found.text);
            let wanted = name == key || name == alias;
            if wanted && taken.is_some() {
                context.diagnostics.push(
                    Diagnostic::error(
                        place_of(context.path, found),
                        format!("Поле «{}» записано дважды", found.text),
                    )
                    .hint("Оставьте одну из записей."),
                );
            } else if wanted {
                taken = Some(*node);
            }
            !wanted
        });
        taken
    }

    /// Takes everything that has not been read.
    pub fn take_rest(&mut self) -> Vec<(&'n Key, &'n Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports what no field of `R`, nor of `more`, has taken.
    pub fn refuse_rest<R: Record>(&mut self, more: &[FieldSpec], context: &mut Context) {
        for (key, _) in self.take_rest() {
            let known = || R::FIELDS.iter().chain(more).map(|spec| spec.key).filter(|key| *key != REST);
            context.diagnostics.push(unknown_field(context.path, key, R::WITHIN, known()));
        }
    }
}

/// Fields given twice. Several at once are no slip: where they begin, a dash got lost, and to delete them would lose a
/// record.
fn report_repeated(repeated: &[(&Key, &Node)], context: &mut Context) {
    let Some((key, _)) = repeated.first() else { return };
    let (message, hint) = if repeated.len() > 1 {
        (
            "Отсюда поля повторяются: похоже, потерян дефис".to_owned(),
            format!("Поставьте перед «{}» дефис и пробел.", key.text),
        )
    } else {
        (
            format!("Поле «{}» записано дважды", key.text),
            "Если здесь начинается новая запись, поставьте перед полем дефис; если нет, оставьте одно из двух.".to_owned(),
        )
    };
    context.diagnostics.push(Diagnostic::error(place_of(context.path, key), message).hint(hint));
}

/// The message for a field that nobody knows, with the likeliest of `known`.
pub fn unknown_field<'k>(
    path: &Arc<str>,
    key: &Key,
    within: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let message = format!("Неизвестное поле «{}» {within}", key.text);
    let synonym = SYNONYMS.iter().find(|(word, name)| *word == normalized(&key.text) && known.contains(name));
    let likely = synonym.map(|(_, name)| *name).or_else(|| nearest(&key.text, &known));
    let hint = match likely {
        Some(likely) => format!("Возможно, вы имели в виду «{likely}»."),
        None => format!("Здесь могут стоять поля: {}.", known.join(", ")),
    };
    Diagnostic::error(place_of(path, key), message).hint(hint)
}

/// The name by which keys are compared: case, ё, spaces, hyphens and underscores make no difference, nor do Latin letters
/// in a Russian word that look like Russian ones.
pub fn normalized(key: &str) -> String {
    let russian = key.chars().any(|letter| ('а'..='я').contains(&letter) || ('А'..='Я').contains(&letter));
    key.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
        .map(|letter| if russian { russian_look_alike(letter) } else { letter })
        .collect()
}

/// The Russian letter that looks like a Latin one: fingers and keyboards mix them up inside Russian words.
fn russian_look_alike(letter: char) -> char {
    match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        letter => letter,
    }
}

/// The headings that people see in their documents, and the fields that these are.
const SYNONYMS: [(&str, &str); 16] = [
    ("срок", "когда"),
    ("сроки", "когда"),
    ("месяц", "когда"),
    ("период", "когда"),
    ("дата", "когда"),
    ("ответственный", "кто"),
    ("ответственные", "кто"),
    ("исполнитель", "кто"),
    ("исполнители", "кто"),
    ("место", "где"),
    ("мероприятие", "что"),
    ("название", "что"),
    ("содержание", "что"),
    ("заголовок", "название"),
    ("автор", "авторы"),
    ("№", "номер"),
];

/// The one of `known` that `typed` was most likely meant to be.
pub fn nearest<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let typed = normalized(typed);
    let allowed = (typed.chars().count() / 4).max(1);
    known
        .iter()
        .map(|candidate| (strsim::osa_distance(&typed, &normalized(candidate)), *candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn place_of(path: &Arc<str>, key: &Key) -> Place {
    Place::new(path, key.span.clone())
}

/// A record is pointed at by its first key, not by all its lines.
fn first_line(node: &Node) -> Range<usize> {
    match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span.clone(), |(key, _)| key.span.clone()),
        _ => node.span.clone(),
    }
}

/// Text with its place.
#[derive(Clone, Debug)]
pub struct Text {
    /// As typed.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// A mistake in a text has been reported, and counts as empty text: that the field is missing would be no second mistake.
impl Decode for Text {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, node.span.clone());
        let mistake = match &node.value {
            Value::Scalar(text) => return Some(Self { value: text.trim().to_owned(), place }),
            Value::Sequence(_) => Diagnostic::error(place.clone(), "Здесь нужен текст, а записан список")
                .hint("Напишите одно значение; текст, который начинается со скобки, заключите в кавычки."),
            Value::Mapping(entries) => text_with_colon(&place, entries),
        };
        context.diagnostics.push(mistake);
        Some(Self { value: String::new(), place })
    }
}

/// «Семинар: итоги» on a line of its own is read as a field; the author meant text.
fn text_with_colon(place: &Place, entries: &[(Key, Node)]) -> Diagnostic {
    let hint = match entries {
        [(key, Node { value: Value::Scalar(value), .. })] => {
            format!("Если двоеточие принадлежит тексту, заключите его в кавычки:\n\"{}: {value}\"", key.text)
        }
        _ => "Если двоеточие или фигурная скобка принадлежат тексту, заключите его в кавычки.".to_owned(),
    };
    Diagnostic::error(place.clone(), "Здесь нужен текст, а записаны поля").hint(hint)
}

/// «да» or «нет».
impl Decode for bool {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let text = Text::decode(node, context)?;
        match text.value.to_lowercase().as_str() {
            "да" | "yes" | "true" => Some(true),
            "нет" | "no" | "false" => Some(false),
            _ => {
                context.diagnostics.push(
                    Diagnostic::error(text.place, "Здесь нужно «да» или «нет»")
                        .hint("Напишите «да» или «нет»."),
                );
                Some(false)
            }
        }
    }

    fn absent(_: &FieldSpec, _: &Place, _: &mut Context) -> Option<Self> {
        Some(false)
    }
}

/// A field that may be left out. A mistake in it is reported and the field taken as left out, so that the others are
/// read and their mistakes reported too.
impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        Some(T::decode(node, context))
    }

    fn absent(_: &FieldSpec, _: &Place, _: &mut Context) -> Option<Self> {
        Some(None)
    }
}

/// A list; one value without a dash is a list of one.
impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        match &node.value {
            Value::Sequence(items) => {
                let present = items.iter().filter(|item| !item.is_empty());
                Some(present.filter_map(|item| T::decode(item, context)).collect())
            }
            _ => Some(T::decode(node, context).into_iter().collect()),
        }
    }

    fn absent(_: &FieldSpec, _: &Place, _: &mut Context) -> Option<Self> {
        Some(Vec::new())
    }
}

/// A part that is read later, when its columns are known.
impl Decode for Node {
    fn decode(node: &Node, _: &mut Context) -> Option<Self> {
        Some(node.clone())
    }
}

/// The key that stands for «all other fields» in a declaration.
const REST: &str = "…";

/// The fields of a record that only its table knows: one for each declared column.
#[derive(Clone, Debug)]
pub struct Rest(pub Vec<(Key, Node)>);

impl Decode for Rest {
    fn decode(_: &Node, _: &mut Context) -> Option<Self> {
        None
    }

    fn take(_: &FieldSpec, fields: &mut Fields, _: &mut Context) -> Option<Self> {
        Some(Self(fields.take_rest().into_iter().map(|(key, node)| (key.clone(), node.clone())).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_as_people_read_them() {
        assert_eq!(normalized("Учебный год"), normalized("учебный_год"));
        assert_eq!(normalized("Отчёт"), normalized("отчет"));
        assert_eq!(normalized("кoгда"), "когда");
        assert_eq!(normalized("topic"), "topic");
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("когад", &["кто", "когда", "где"]), Some("когда"));
        assert_eq!(nearest("когдаа", &["кто", "когда", "где"]), Some("когда"));
        assert_eq!(nearest("мероприятие", &["мероприятия", "разделы"]), Some("мероприятия"));
        assert_eq!(nearest("погода на завтра", &["кто", "когда"]), None);
    }
}
