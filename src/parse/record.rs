//! One table of fields for every kind of record, and the reading of a record by it.
//!
//! A record is declared once, with `record!`: its struct, its Russian keys, their English aliases and, in Russian, what
//! each is for. The declaration drives the reading, the messages and the schemas for editors, so that these cannot drift
//! apart. Every mistake of a record is reported; reading goes on behind it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parse::field_name::{
    Known, compared_letters, likely, line_with, meant, mixed_alphabets, nearest, normalized,
};
use crate::parse::mend::quoted;
use crate::parse::shape::{ListInstead, Offer, RecordShape, Shape, Wording, any_of};
use crate::parse::yaml::{Document, Key, Node, Value};

mod names;
mod repeated;
mod unknown;
mod wanted;

use wanted::no_fields;
pub use wanted::{as_meant, is_one_thing, under};

/// A field as the author knows it.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The Russian key.
    pub key: &'static str,
    /// The English alias.
    pub alias: &'static str,
    /// What it is for, in Russian, as its author is told.
    pub about: &'static str,
    /// What may stand in it.
    pub shape: fn() -> Shape,
    /// Whether a record without it is a mistake.
    pub is_needed: bool,
    /// The fields of the records that stand under it.
    pub inner: fn() -> &'static [FieldSpec],
    /// Whether it holds a list.
    pub is_list: bool,
}

impl FieldSpec {
    /// A field that holds a text.
    pub const fn text(key: &'static str, alias: &'static str, about: &'static str) -> Self {
        Self { key, alias, about, shape: || Shape::Text, is_needed: false, inner: || &[], is_list: false }
    }

    /// Whether it stands for all fields that have no declaration of their own.
    pub fn is_rest(&self) -> bool {
        self.key == REST
    }

    /// Whether `name`, which is normalized, is one of its names.
    pub fn is_named(&self, name: &str) -> bool {
        [self.key, self.alias].iter().any(|own| compared_letters(own).eq(name.chars()))
    }
}

impl From<&'static FieldSpec> for Known<'static> {
    fn from(spec: &'static FieldSpec) -> Self {
        Self { name: spec.key, alias: Some(spec.alias) }
    }
}

/// A file and its text.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The file.
    pub path: &'a Arc<str>,
    /// All of its text.
    pub text: &'a str,
}

/// What reading needs besides the node: the file, and where mistakes go.
pub struct Context<'a> {
    /// The file that is being read.
    pub path: &'a Arc<str>,
    /// All of its text as typed.
    pub text: &'a str,
    /// Whether all of it could be read: what is missing may stand in a line that could not.
    pub whole: bool,
    /// What was found wrong in it.
    pub diagnostics: &'a mut Diagnostics,
}

impl Context<'_> {
    /// The line in which `span` stands, with `instead` in its place.
    pub fn line_with(&self, span: &Range<usize>, instead: &str) -> String {
        line_with(self.text, span, instead)
    }

    /// The column at which fields stand that were written at the byte `at`.
    fn column(&self, at: usize) -> usize {
        let before = self.before(at);
        let indentation = before.chars().take_while(|letter| letter.is_whitespace()).count();
        if self.is_behind_key(at) { indentation + 2 } else { before.chars().count() }
    }

    /// Whether a field's name stands in the line before the byte `at`.
    fn is_behind_key(&self, at: usize) -> bool {
        self.before(at).trim_end().ends_with(':')
    }

    /// The line up to the byte `at`.
    pub(super) fn before(&self, at: usize) -> &str {
        let before = &self.text[..at];
        &before[before.rfind('\n').map_or(0, |end| end + 1)..]
    }
}

/// What `decode` makes of a document. Where a part of it could not be read, its mistakes are found all the same, but not
/// those in the lines that have been reported already, and there is no value: nobody downstream sees half a file.
pub fn read<T>(
    document: &Document,
    Source { path, text }: Source,
    diagnostics: &mut Diagnostics,
    decode: impl FnOnce(&Node, &mut Context) -> Option<T>,
) -> Option<T> {
    let whole = document.is_whole();
    let mut found = Diagnostics::default();
    let value = decode(&document.root, &mut Context { path, text, whole, diagnostics: &mut found });
    found.retain(|diagnostic| {
        !diagnostic.place.as_ref().is_some_and(|place| document.is_unread(place.span.0))
    });
    diagnostics.append(found);
    value.filter(|_| whole)
}

/// How a field is missing.
#[derive(Clone, Debug)]
pub enum Absence {
    /// The record at this place does not have it.
    LeftOut(Place),
    /// Its name stands at this place, and nothing behind it.
    Empty(Place),
}

/// The mistake of a field that must not be missing.
pub fn missing(key: &str, absence: &Absence) -> Diagnostic {
    match absence {
        Absence::LeftOut(record) => Diagnostic::error(record.clone(), format!("Не хватает поля «{key}»"))
            .hint(format!("Добавьте строку «{key}: …».")),
        Absence::Empty(name) => Diagnostic::error(name.clone(), format!("Поле «{key}» не заполнено"))
            .hint(format!("Напишите значение после двоеточия: «{key}: …».")),
    }
}

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// Whether it is read from a list.
    const IS_LIST: bool = false;
    /// Whether a record without it is a mistake, as `absent` says.
    const IS_NEEDED: bool = true;

    /// What `decode` takes.
    fn shape() -> Shape;

    /// The fields of the records that it is read from, where it is.
    fn inner() -> &'static [FieldSpec] {
        &[]
    }

    /// The value; nothing where a mistake has been reported.
    fn decode(node: &Node, context: &mut Context) -> Option<Self>;

    /// The value of an item of a list.
    fn decode_item(node: &Node, context: &mut Context) -> Option<Self> {
        Self::decode(node, context)
    }

    /// The value of a field that the author left out.
    fn absent(spec: &FieldSpec, absence: &Absence, context: &mut Context) -> Option<Self> {
        context.diagnostics.push(missing(spec.key, absence));
        None
    }

    /// The value of a field that is missing, where the reason for that has been reported.
    fn reported(spec: &FieldSpec, absence: &Absence, context: &mut Context) -> Option<Self> {
        let Context { path, text, whole, .. } = *context;
        let mut unheard = Diagnostics::default();
        Self::absent(spec, absence, &mut Context { path, text, whole, diagnostics: &mut unheard })
    }

    /// The value of the field `spec` among `fields`.
    fn take(spec: &FieldSpec, fields: &mut Fields, context: &mut Context) -> Option<Self> {
        let absence = match fields.take(spec, context) {
            Some((_, node)) if !node.is_empty() => return Self::decode(node, context),
            Some((key, _)) => Absence::Empty(place_of(context.path, key)),
            None => Absence::LeftOut(fields.place.clone()),
        };
        // The field may stand in the line that could not be read, or under a name that nobody knows.
        let is_reported = fields.has_gap || fields.has_misspelt(spec);
        let value = if is_reported { Self::reported } else { Self::absent };
        value(spec, &absence, context)
    }
}

/// A record with named fields.
pub trait Record: Sized {
    /// What the author calls it, in the prepositional case: «в плане».
    const WITHIN: &'static str;
    /// Its fields.
    const FIELDS: &'static [FieldSpec];
    /// The field that a bare text in its place is.
    const TEXT: Option<&'static str>;
    /// The field that a bare list in its place is.
    const LIST: Option<&'static str>;

    /// The record from its fields; those that it does not know stay in `fields`.
    fn read(fields: &mut Fields, context: &mut Context) -> Option<Self>;
}

/// Declares a record: `record! { Name "within" { field: Type = "ключ" | "alias": "Что это.", … } }`; the last of a field
/// is what its author is told about it. Behind `within` may stand the field that a text without a field's name is,
/// `text = "ключ"`, and the one that a bare list is, `list = "ключ"`.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident $within:literal $(text = $main:literal)? $(list = $list:literal)? {
        $($(#[$field_meta:meta])* $field:ident: $kind:ty = $key:literal | $alias:literal: $about:literal,)*
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
                &[$($crate::parse::record::FieldSpec {
                    key: $key,
                    alias: $alias,
                    about: $about,
                    shape: <$kind as $crate::parse::record::Decode>::shape,
                    is_needed: <$kind as $crate::parse::record::Decode>::IS_NEEDED,
                    inner: <$kind as $crate::parse::record::Decode>::inner,
                    is_list: <$kind as $crate::parse::record::Decode>::IS_LIST,
                },)*];
            const TEXT: Option<&'static str> = [$(Some($main),)? None][0];
            const LIST: Option<&'static str> = [$(Some($list),)? None][0];

            fn read(
                fields: &mut $crate::parse::record::Fields,
                context: &mut $crate::parse::record::Context,
            ) -> Option<Self> {
                fields.expect(Self::FIELDS);
                let mut specs = Self::FIELDS.iter();
                $(let $field = specs
                    .next()
                    .and_then(|spec| <$kind as $crate::parse::record::Decode>::take(spec, fields, context));)*
                Some(Self { place: fields.place.clone(), $($field: $field?,)* })
            }
        }

        impl $crate::parse::record::Decode for $name {
            fn shape() -> $crate::parse::shape::Shape {
                $crate::parse::shape::Shape::Record($crate::parse::record::shape_of::<Self>(stringify!($name)))
            }

            fn inner() -> &'static [$crate::parse::record::FieldSpec] {
                <Self as $crate::parse::record::Record>::FIELDS
            }

            fn decode(
                node: &$crate::parse::yaml::Node,
                context: &mut $crate::parse::record::Context,
            ) -> Option<Self> {
                let meant = $crate::parse::record::as_meant::<Self>(node, context.text);
                let node = meant.as_ref().unwrap_or(node);
                let mut fields = $crate::parse::record::Fields::of::<Self>(node, context)?;
                let record = <Self as $crate::parse::record::Record>::read(&mut fields, context);
                fields.refuse_rest::<Self>(context);
                record
            }
        }
    };
}
pub(crate) use record;

/// What the record `R`, which the code calls `name`, is read from.
pub fn shape_of<R: Record>(name: &'static str) -> RecordShape {
    let list = R::FIELDS.iter().find(|spec| R::LIST == Some(spec.key));
    RecordShape {
        name,
        fields: R::FIELDS.to_vec(),
        or_text: R::TEXT.is_some(),
        or_list: list.map_or(ListInstead::Only, |spec| ListInstead::Field(spec.shape)),
    }
}

/// The fields of one record in the order of the file, and which of them have been read.
pub struct Fields<'n> {
    /// Where the record begins.
    pub place: Place,
    /// Whether a line of it could not be read, which may have held any field.
    pub has_gap: bool,
    /// All of them.
    all: Vec<(&'n Key, &'n Node)>,
    /// Those that have not been read.
    entries: Vec<(&'n Key, &'n Node)>,
    order: Vec<String>,
    /// The fields that may stand here.
    known: Vec<&'static FieldSpec>,
}

impl<'n> Fields<'n> {
    /// The fields of the record `R`; a mistake is reported where the node has no fields.
    pub fn of<R: Record>(node: &'n Node, context: &mut Context) -> Option<Self> {
        Self::among(node, R::FIELDS, context)
    }

    /// The fields of a mapping, `wanted` among them; a mistake is reported where the node is none.
    pub fn among(node: &'n Node, wanted: &'static [FieldSpec], context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, first_line(node));
        let entries = match &node.value {
            Value::Mapping(entries) => entries,
            Value::Lost => return None,
            _ => {
                context.diagnostics.push(no_fields(node, wanted, context));
                return None;
            }
        };
        if node.in_brackets && entries.iter().any(|(_, value)| is_missing(value)) {
            context.diagnostics.push(split_by_commas(node, entries, context));
            return None;
        }
        let has_gap = entries.iter().any(is_gap);
        let entries = entries.iter().filter(|entry| !is_gap(entry));
        let order: Vec<String> = entries.clone().map(|(key, _)| normalized(&key.text)).collect();
        let all: Vec<(&Key, &Node)> = entries.clone().map(|(key, node)| (key, node)).collect();
        let mut once = Vec::with_capacity(order.len());
        let mut repeated = Vec::new();
        let mut seen = BTreeSet::new();
        for ((key, node), name) in entries.zip(&order) {
            let list = if seen.insert(name) { &mut once } else { &mut repeated };
            list.push((key, node));
        }
        repeated::report(node, &repeated, context);
        Some(Self { place, has_gap, all, entries: once, order, known: Vec::new() })
    }

    /// Takes note that `fields` may stand here.
    pub fn expect(&mut self, fields: &'static [FieldSpec]) {
        self.known.extend(fields.iter().filter(|spec| spec.key != REST));
    }

    /// Whether a field that nobody knows was meant to be `spec`: that is reported as such.
    pub fn has_misspelt(&self, spec: &FieldSpec) -> bool {
        let mut unknown = self.entries.iter().filter(|(key, _)| !self.is_known(key)).peekable();
        if unknown.peek().is_none() {
            return false;
        }
        let known: Vec<Known> = self.known.iter().copied().map(Known::from).collect();
        unknown.any(|(key, _)| likely(&key.text, &known).is_some_and(|likely| likely.name == spec.key))
    }

    fn is_known(&self, key: &Key) -> bool {
        self.spec_of(key).is_some()
    }

    fn spec_of(&self, key: &Key) -> Option<&'static FieldSpec> {
        let name = normalized(&key.text);
        self.known.iter().copied().find(|spec| spec.is_named(&name))
    }

    /// Whether the field `key` stands here with something in it, or may stand here under a wrong name.
    pub fn says(&self, key: &str) -> bool {
        let Some(spec) = self.known.iter().find(|spec| spec.key == key) else { return false };
        let is_said =
            |(found, node): &(&Key, &Node)| spec.is_named(&normalized(&found.text)) && !node.has_nothing();
        self.all.iter().any(is_said) || self.has_misspelt(spec)
    }

    /// The normalized keys in the order of the file.
    pub fn order(&self) -> &[String] {
        &self.order
    }

    /// Takes the field `spec`; one given twice is reported.
    fn take(&mut self, spec: &FieldSpec, context: &mut Context) -> Option<(&'n Key, &'n Node)> {
        let mut taken = None;
        self.entries.retain(|(found, node)| {
            let wanted = spec.is_named(&normalized(&found.text));
            if wanted && taken.is_some() {
                context.diagnostics.push(
                    Diagnostic::error(
                        place_of(context.path, found),
                        format!("Поле «{}» записано дважды", found.text),
                    )
                    .hint("Оставьте одну из записей."),
                );
            } else if wanted {
                context.diagnostics.extend(mixed_alphabets(context.path, context.text, found));
                taken = Some((*found, *node));
            }
            !wanted
        });
        taken
    }

    /// Takes everything that has not been read.
    pub fn take_rest(&mut self) -> Vec<(&'n Key, &'n Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports what no field of `R`, nor of any other record that was read from these, has taken.
    pub fn refuse_rest<R: Record>(&mut self, context: &mut Context) {
        let rest = unknown::without_displaced(self, context);
        self.entries.clear();
        let own = R::FIELDS.iter().filter(|spec| spec.key != REST);
        let others =
            self.known.iter().copied().filter(|spec| !R::FIELDS.iter().any(|own| own.key == spec.key));
        let known: Vec<Known> = own.chain(others).map(Known::from).collect();
        for key in rest {
            context.diagnostics.push(unknown::field(key, R::WITHIN, &known, self, context));
        }
    }
}

/// A line that could not be read, in place of whatever field it held.
fn is_gap((key, node): &(Key, Node)) -> bool {
    key.text.is_empty() && node.is_lost()
}

/// An entry in braces that has no value, because there was a comma in the text.
fn is_missing(node: &Node) -> bool {
    node.is_empty() || node.span.is_empty()
}

/// Prose in braces falls apart at its commas: what has no value of its own belongs to the value before it.
fn split_by_commas(node: &Node, entries: &[(Key, Node)], context: &Context) -> Diagnostic {
    let place = Place::new(context.path, node.span.clone());
    let margin = " ".repeat(context.column(node.span.start));
    let mut lines: Vec<String> = Vec::new();
    for (key, value) in entries {
        match lines.last_mut() {
            Some(line) if is_missing(value) => {
                let _ = write!(line, ", {}", key.text);
            }
            _ => lines.push(format!("{}: {}", key.text, &context.text[value.span.clone()])),
        }
    }
    let fields = lines.join(&format!("\n{margin}"));
    let instead = if context.is_behind_key(node.span.start) { format!("\n{margin}{fields}") } else { fields };
    Diagnostic::error(place, "Текст в фигурных скобках распался по запятым на части")
        .hint("Уберите скобки и напишите каждое поле с новой строки:")
        .correction(context.line_with(&node.span, &instead))
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

/// Where a mistake in a text has been reported there is no text: whoever reads more from it says nothing of its own.
impl Decode for Text {
    fn shape() -> Shape {
        Shape::Text
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let mistake = match &node.value {
            Value::Scalar(text) => {
                let place = Place::new(context.path, node.span.clone());
                return Some(Self { value: text.trim().to_owned(), place });
            }
            Value::Lost => return None,
            _ if node.in_brackets && node.is_one_line(context.text) => {
                return Some(Self::as_typed(node, context));
            }
            Value::Sequence(items) => list_for_text(node, items, context),
            Value::Mapping(_) => fields_for_text(node, context),
        };
        context.diagnostics.push(mistake);
        None
    }

    /// «Семинар: итоги» on a line of its own is a field to YAML; in a list of texts it is a text.
    fn decode_item(node: &Node, context: &mut Context) -> Option<Self> {
        let single = matches!(&node.value, Value::Mapping(entries) if entries.len() == 1);
        if single && node.is_one_line(context.text) {
            return Some(Self::as_typed(node, context));
        }
        Self::decode(node, context)
    }
}

impl Text {
    fn as_typed(node: &Node, context: &Context) -> Self {
        let typed = context.text[node.span.clone()].trim();
        // Several words in square brackets are a list, and its brackets are no words; a single one may be meant so.
        let inside = match &node.value {
            Value::Sequence(items) if items.len() > 1 => {
                typed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            }
            _ => None,
        };
        let typed = inside.unwrap_or(typed).trim();
        Self { value: typed.to_owned(), place: Place::new(context.path, node.span.clone()) }
    }
}

impl Node {
    /// Whether nothing at all stands in it.
    fn has_nothing(&self) -> bool {
        match &self.value {
            Value::Sequence(items) => items.iter().all(Self::has_nothing),
            Value::Mapping(entries) => entries.is_empty(),
            _ => self.is_empty(),
        }
    }

    /// Whether it stands on one line of `text`, the file's.
    pub(super) fn is_one_line(&self, text: &str) -> bool {
        text.get(self.span.clone()).is_some_and(|typed| !typed.contains('\n'))
    }
}

/// A list where a text is wanted.
fn list_for_text(node: &Node, items: &[Node], context: &Context) -> Diagnostic {
    let place = Place::new(context.path, node.span.clone());
    let mistake = Diagnostic::error(place, "Здесь нужен текст, а записан список");
    match items {
        _ if node.in_brackets => {
            mistake.hint("Напишите одно значение; текст, который начинается со скобки, заключите в кавычки.")
        }
        [only] if matches!(only.value, Value::Scalar(_)) && node.is_one_line(context.text) => mistake
            .hint("Уберите дефис:")
            .correction(context.line_with(&node.span, &context.text[only.span.clone()])),
        _ => mistake.hint("Напишите одно значение в одной строке, без дефиса."),
    }
}

/// Fields where a text is wanted. On one line they are a text with a colon, most likely.
fn fields_for_text(node: &Node, context: &Context) -> Diagnostic {
    let place = Place::new(context.path, node.span.clone());
    let mistake = Diagnostic::error(place, "Здесь нужен текст, а записаны поля");
    if node.is_one_line(context.text) {
        let typed = &context.text[node.span.clone()];
        return mistake
            .hint("Если двоеточие принадлежит тексту, заключите его в кавычки:")
            .correction(context.line_with(&node.span, &quoted(typed)));
    }
    mistake.hint("Если двоеточие или фигурная скобка принадлежат тексту, заключите его в кавычки.")
}

/// The words for «да» and for «нет», the Russian one first.
const YES: [&str; 3] = ["да", "yes", "true"];
const NO: [&str; 3] = ["нет", "no", "false"];

/// «да» or «нет».
impl Decode for bool {
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        Shape::Words(Wording {
            name: "YesOrNo",
            offered: [YES[0], NO[0]].map(Offer::plain).to_vec(),
            understood: any_of(YES.into_iter().chain(NO)),
            or_boolean: true,
            wanted: "Здесь нужно «да» или «нет»",
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Some(text) = Text::decode(node, context) else { return Some(false) };
        match normalized(text.value.trim_end_matches(['.', '!'])).as_str() {
            word if YES.contains(&word) => Some(true),
            word if NO.contains(&word) => Some(false),
            _ => {
                context.diagnostics.push(neither_yes_nor_no(&text, context));
                Some(false)
            }
        }
    }

    fn absent(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(false)
    }
}

fn neither_yes_nor_no(text: &Text, context: &Context) -> Diagnostic {
    let message = format!("Здесь нужно «да» или «нет», а стоит «{}»", text.value);
    let mistake = Diagnostic::error(text.place.clone(), message);
    match nearest(&text.value, &["да", "нет"].map(Known::only)) {
        Some(likely) => mistake
            .hint(meant(&likely))
            .correction(context.line_with(&(text.place.span.0..text.place.span.1), likely.name)),
        None => mistake.hint("Оставьте одно из этих двух слов."),
    }
}

/// A field that may be left out. A mistake in it is reported and the field taken as left out, so that the others are
/// read and their mistakes reported too.
impl<T: Decode> Decode for Option<T> {
    const IS_LIST: bool = T::IS_LIST;
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        T::shape()
    }

    fn inner() -> &'static [FieldSpec] {
        T::inner()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        Some(T::decode(node, context))
    }

    fn absent(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(None)
    }
}

/// A field of which others must know why it has no value.
#[derive(Clone, Debug)]
pub enum Given<T> {
    /// What stands there.
    Read(T),
    /// What is wrong with it has been reported.
    Reported,
    /// The author left it out.
    Absent(Absence),
}

impl<T> Given<T> {
    /// What stands there.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Reported | Self::Absent(_) => None,
        }
    }
}

impl<T: Decode> Decode for Given<T> {
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        T::shape()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        Some(T::decode(node, context).map_or(Self::Reported, Self::Read))
    }

    fn absent(_: &FieldSpec, absence: &Absence, _: &mut Context) -> Option<Self> {
        Some(Self::Absent(absence.clone()))
    }

    fn reported(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(Self::Reported)
    }
}

/// A field that must stand there, of a record whose other mistakes are found without it.
#[derive(Clone, Debug)]
pub struct Needed<T>(pub Option<T>);

impl<T: Decode> Decode for Needed<T> {
    const IS_NEEDED: bool = T::IS_NEEDED;

    fn shape() -> Shape {
        T::shape()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        Some(Self(T::decode(node, context)))
    }

    fn absent(spec: &FieldSpec, absence: &Absence, context: &mut Context) -> Option<Self> {
        Some(Self(T::absent(spec, absence, context)))
    }
}

/// A list; one value without a dash is a list of one.
impl<T: Decode> Decode for Vec<T> {
    const IS_LIST: bool = true;
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        Shape::list(T::shape())
    }

    fn inner() -> &'static [FieldSpec] {
        T::inner()
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        match &node.value {
            Value::Sequence(items) => {
                let present = items.iter().filter(|item| !item.is_empty());
                Some(present.filter_map(|item| T::decode_item(item, context)).collect())
            }
            Value::Scalar(_) => {
                let lines = names::lines(node, context.text).unwrap_or_else(|| vec![node.clone()]);
                Some(lines.iter().filter_map(|line| T::decode(line, context)).collect())
            }
            Value::Mapping(entries) if T::inner().is_empty() && !node.in_brackets => {
                context.diagnostics.push(wanted::no_list(node, entries, context));
                Some(Vec::new())
            }
            _ => Some(T::decode(node, context).into_iter().collect()),
        }
    }

    fn absent(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(Vec::new())
    }
}

/// The key that stands for «all other fields» in a declaration.
pub(super) const REST: &str = "…";
