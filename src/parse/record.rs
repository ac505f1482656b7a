//! One table of fields for every kind of record, and the reading of a record by it.
//!
//! A record is declared once, with `record!`: its struct, its Russian keys, their English aliases and what each is
//! for. The declaration drives the reading, the messages and whatever else must know the fields, so that these cannot
//! drift apart. Every mistake of a record is reported; reading goes on behind it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parse::field_name::{Known, line_with, mixed_alphabets, normalized, unknown_field};
use crate::parse::mend::quoted;
use crate::parse::yaml::{Document, Key, Node, Value};

/// A field as the author knows it.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The Russian key.
    pub key: &'static str,
    /// The English alias.
    pub alias: &'static str,
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
    fn before(&self, at: usize) -> &str {
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

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// The value; nothing where a mistake has been reported.
    fn decode(node: &Node, context: &mut Context) -> Option<Self>;

    /// The value of an item of a list.
    fn decode_item(node: &Node, context: &mut Context) -> Option<Self> {
        Self::decode(node, context)
    }

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
            _ if fields.has_gap => {
                // The field may stand in the line that could not be read.
                let Context { path, text, whole, .. } = *context;
                let mut unheard = Diagnostics::default();
                let context = &mut Context { path, text, whole, diagnostics: &mut unheard };
                Self::absent(spec, &fields.place, context)
            }
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
    /// Whether a line of it could not be read, which may have held any field.
    pub has_gap: bool,
    entries: Vec<(&'n Key, &'n Node)>,
    order: Vec<String>,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping; a mistake is reported where the node is none.
    pub fn of(node: &'n Node, context: &mut Context) -> Option<Self> {
        let place = Place::new(context.path, first_line(node));
        let entries = match &node.value {
            Value::Mapping(entries) => entries,
            Value::Lost => return None,
            _ => {
                context.diagnostics.push(no_fields(node, context));
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
        let mut once = Vec::with_capacity(order.len());
        let mut repeated = Vec::new();
        let mut seen = BTreeSet::new();
        for ((key, node), name) in entries.zip(&order) {
            let list = if seen.insert(name) { &mut once } else { &mut repeated };
            list.push((key, node));
        }
        report_repeated(&repeated, context);
        Some(Self { place, has_gap, entries: once, order })
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
                context.diagnostics.extend(mixed_alphabets(context.path, context.text, found));
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
    pub fn refuse_rest<R: Record>(&mut self, more: &'static [FieldSpec], context: &mut Context) {
        for (key, _) in self.take_rest() {
            let known = R::FIELDS.iter().chain(more).filter(|spec| spec.key != REST).map(Known::from);
            context.diagnostics.push(unknown_field(context.path, context.text, key, R::WITHIN, known));
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

fn no_fields(node: &Node, context: &Context) -> Diagnostic {
    let place = Place::new(context.path, node.span.clone());
    Diagnostic::error(place, "Здесь нужны поля вида «название: значение»")
        .hint("Запишите каждое поле с новой строки, сдвинув её на два пробела вправо.")
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

/// Fields given twice. Several at once are no slip: where they begin, a dash got lost, and to delete them would lose a
/// record.
fn report_repeated(repeated: &[(&Key, &Node)], context: &mut Context) {
    let Some((key, _)) = repeated.first() else { return };
    let (message, hint) = if repeated.len() > 1 {
        (
            "Отсюда поля повторяются: похоже, потерян дефис".to_owned(),
            format!("Поставьте перед «{}» дефис и пробел:", key.text),
        )
    } else {
        (
            format!("Поле «{}» записано дважды", key.text),
            "Если здесь начинается новая запись, поставьте перед полем дефис; если нет, оставьте одно из двух.".to_owned(),
        )
    };
    let mistake = Diagnostic::error(place_of(context.path, key), message).hint(hint);
    let indented = context.text[..key.span.start].ends_with("  ");
    context.diagnostics.push(if repeated.len() > 1 && indented {
        let with_hyphen = context.line_with(&(key.span.start - 2..key.span.end), &format!("- {}", key.text));
        mistake.correction(with_hyphen)
    } else {
        mistake
    });
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
        let is_text = node.in_brackets && node.is_one_line(context.text);
        let mistake = match &node.value {
            Value::Scalar(text) => return Some(Self { value: text.trim().to_owned(), place }),
            Value::Lost => return Some(Self { value: String::new(), place }),
            _ if is_text => return Some(Self::as_typed(node, context)),
            Value::Sequence(_) => Diagnostic::error(place.clone(), "Здесь нужен текст, а записан список")
                .hint("Напишите одно значение; текст, который начинается со скобки, заключите в кавычки."),
            Value::Mapping(_) => fields_for_text(node, context),
        };
        context.diagnostics.push(mistake);
        Some(Self { value: String::new(), place })
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
        Self { value: typed.to_owned(), place: Place::new(context.path, node.span.clone()) }
    }
}

impl Node {
    /// Whether it stands on one line of `text`, the file's.
    pub(super) fn is_one_line(&self, text: &str) -> bool {
        text.get(self.span.clone()).is_some_and(|typed| !typed.contains('\n'))
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
                Some(present.filter_map(|item| T::decode_item(item, context)).collect())
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
pub struct Rest {
    /// The fields.
    pub fields: Vec<(Key, Node)>,
    has_gap: bool,
}

impl Rest {
    /// Whether some of the record could not be read.
    pub fn has_gap(&self) -> bool {
        self.has_gap || self.fields.iter().any(|(_, node)| node.is_lost())
    }
}

impl Decode for Rest {
    fn decode(_: &Node, _: &mut Context) -> Option<Self> {
        None
    }

    fn take(_: &FieldSpec, fields: &mut Fields, _: &mut Context) -> Option<Self> {
        let rest = fields.take_rest().into_iter();
        let rest = rest.map(|(key, node)| (key.clone(), node.clone())).collect();
        Some(Self { fields: rest, has_gap: fields.has_gap })
    }
}
