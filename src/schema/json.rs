//! A shape as JSON Schema, with the words that the YAML extension of VS Code knows beyond the standard.
//!
//! `errorMessage` is what that extension says instead of its English words, and `doNotSuggest` keeps the English names
//! out of its offers. What is refused is refused behind an `if`: a list of types would be offered to the author as
//! `true`, `false` and `null`.

use std::collections::BTreeSet;

use super::value::Json;
use crate::parse::record::FieldSpec;
use crate::parse::shape::{ListInstead, RecordShape, Shape, Wording};

/// The definitions that values refer to, each made when the first does.
#[derive(Default)]
pub(super) struct Definitions {
    made: Vec<(String, Json)>,
    begun: BTreeSet<String>,
}

impl Definitions {
    /// All of them.
    pub(super) fn finish(self) -> Json {
        Json::Object(self.made)
    }

    /// A value of this shape, or nothing.
    pub(super) fn value(&mut self, shape: &Shape) -> Json {
        match shape {
            Shape::Text => self.defined("text", |_| text()),
            Shape::Words(wording) => self.defined(wording.name, |_| words(wording)),
            Shape::List(item) => self.list(item),
            Shape::Record(record) => self.record(record),
            Shape::RecordOr(record, other) => Json::empty()
                .with("if", types(&["array", "string", "number", "boolean"]))
                .with("then", self.value(other))
                .with("else", self.record(record)),
            // The fields of both once more, because an editor offers those of the alternative that fits best only.
            Shape::OneOf(records) => {
                let alternatives: Vec<Json> = records.iter().map(|record| self.record(record)).collect();
                let fields = records.iter().flat_map(|record| &record.fields);
                Json::empty().with("anyOf", alternatives).with("properties", self.properties(fields))
            }
        }
    }

    fn list(&mut self, item: &Shape) -> Json {
        if matches!(item, Shape::Text) {
            return self.defined("texts", |definitions| {
                refusing(&["object"], "array", "Здесь нужен список: начинайте каждую строку с дефиса")
                    .with("items", definitions.item(item))
            });
        }
        Json::empty()
            .with("if", types(&["array"]))
            .with("then", Json::empty().with("items", self.item(item)))
            .with("else", self.value(item))
    }

    /// «Семинар: итоги» behind a dash is a field to YAML, and a text to the reader.
    fn item(&mut self, shape: &Shape) -> Json {
        if !matches!(shape, Shape::Text) {
            return self.value(shape);
        }
        self.defined("item", |definitions| {
            refusing(&["array"], "string", "Здесь нужен текст, а записан список")
                .with("maxProperties", Json::Number(1))
                .with("additionalProperties", definitions.value(shape))
                .with("errorMessage", "Здесь нужен текст, а записаны поля")
        })
    }

    fn record(&mut self, record: &RecordShape) -> Json {
        self.defined(defined_name(record), |definitions| definitions.fields(record))
    }

    fn fields(&mut self, record: &RecordShape) -> Json {
        let texts: &[&str] = if record.or_text { &[] } else { &["string", "number", "boolean"] };
        let lists: &[&str] = if matches!(record.or_list, ListInstead::Refused) { &["array"] } else { &[] };
        let wanted = "Здесь нужны поля, каждое с новой строки: название, двоеточие, значение";
        let refusing = refusing(&[texts, lists].concat(), "object", wanted);
        let rest = record.fields.iter().find(|field| field.is_rest());
        let rest = rest.map_or(Json::Bool(false), |field| self.field(field));
        let properties = self.properties(record.fields.iter().filter(|field| !field.is_rest()));
        let schema = refusing
            .with("properties", properties)
            .with("additionalProperties", rest)
            .with("errorMessage", "Такого поля здесь нет");
        let list = match record.or_list {
            ListInstead::Refused => None,
            // The record itself behind a dash, where nothing else stands there.
            ListInstead::Only => {
                Some(Json::empty().with("maxItems", Json::Number(1)).with("items", self.record(record)))
            }
            ListInstead::Field(shape) => match shape() {
                Shape::List(item) => Some(Json::empty().with("items", self.item(&item))),
                only => Some(Json::empty().with("items", self.item(&only))),
            },
        };
        // Behind an `if`, because the extension of VS Code looks for what to offer in items of items without an end.
        let list = list.map(|list| Json::empty().with("if", types(&["array"])).with("then", list));
        let needed = record.fields.iter().filter(|field| field.is_needed).map(|field| one_of_them([*field]));
        let more: Vec<Json> = needed.chain(list).collect();
        if more.is_empty() { schema } else { schema.with("allOf", more) }
    }

    fn properties<'f>(&mut self, fields: impl Iterator<Item = &'f FieldSpec>) -> Json {
        fields.fold(Json::empty(), |all, field| {
            all.with(field.key, self.field(field)).with(field.alias, self.alias(field))
        })
    }

    /// The value of a field. That it has `items` or `properties`, which refuse nothing here, and that a text is one of
    /// `anyOf`, tells the extension of VS Code what to write behind the name: a dash, a new line or a space.
    fn field(&mut self, field: &FieldSpec) -> Json {
        let shape = (field.shape)();
        let title = if field.is_rest() { Json::empty() } else { Json::empty().with("title", field.key) };
        let schema = title.with("description", field.about);
        // A list of one, because what stands beside a reference counts for nothing.
        let value = vec![self.value(&shape)];
        let schema = match shape {
            Shape::List(_) | Shape::RecordOr(..) => schema.with("items", Json::empty()).with("allOf", value),
            Shape::Record(_) => schema.with("properties", Json::empty()).with("allOf", value),
            Shape::Text | Shape::Words(_) | Shape::OneOf(_) => schema.with("anyOf", value),
        };
        if field.is_needed { schema.and(filled()) } else { schema }
    }

    fn alias(&mut self, field: &FieldSpec) -> Json {
        let about = format!("То же, что «{}». {}", field.key, field.about);
        self.field(field).with("description", about).with("doNotSuggest", true)
    }

    /// A reference to the definition `name`. Its place among the others is that of the first reference, and it may refer
    /// to itself.
    fn defined(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if self.begun.insert(name.to_owned()) {
            let place = self.made.len();
            self.made.push((name.to_owned(), Json::Null));
            self.made[place].1 = make(self);
        }
        Json::empty().with("$ref", format!("#/definitions/{name}"))
    }
}

/// The name of a record among the definitions.
pub(super) fn defined_name(record: &RecordShape) -> &'static str {
    record.name.trim_start_matches("Raw")
}

/// One of `fields` must stand there, under either of its names.
pub(super) fn one_of_them(fields: impl IntoIterator<Item = FieldSpec>) -> Json {
    let fields: Vec<FieldSpec> = fields.into_iter().collect();
    let message = fields.first().map_or_else(String::new, |field| format!("Не хватает поля «{}»", field.key));
    let names = fields.iter().flat_map(|field| [field.key, field.alias]);
    let each = names.map(|name| {
        Json::empty().with("required", Json::texts([name])).with("errorMessage", message.as_str())
    });
    Json::empty().with("anyOf", each.collect::<Vec<_>>())
}

fn types(types: &[&str]) -> Json {
    Json::empty().with("type", Json::texts(types.iter().copied()))
}

/// Any value but those of the `refused` types, in place of which `wanted` is asked for.
fn refusing(refused: &[&str], wanted: &str, message: &str) -> Json {
    if refused.is_empty() {
        return Json::empty();
    }
    let wanted = Json::empty().with("type", wanted).with("errorMessage", message);
    Json::empty().with("if", types(refused)).with("then", wanted)
}

fn text() -> Json {
    let message = "Здесь нужен текст: одно значение, без дефисов и полей под ним";
    refusing(&["array", "object"], "string", message)
}

/// Neither nothing nor an empty text. Neither is an object, so that asking for one refuses them with a message.
fn filled() -> Json {
    let nothing = Json::List(vec![Json::Null, "".into()]);
    let wanted = Json::empty().with("type", "object").with("errorMessage", "Поле не заполнено");
    Json::empty().with("if", Json::empty().with("enum", nothing)).with("then", wanted)
}

/// The offered words, or any other way of writing what is understood.
fn words(wording: &Wording) -> Json {
    let boolean: &[&str] = if wording.or_boolean { &[] } else { &["boolean"] };
    let refused = [&["array", "object", "number"], boolean].concat();
    let understood = refusing(&refused, "string", wording.wanted)
        .with("pattern", wording.understood.as_str())
        .with("patternErrorMessage", wording.wanted);
    if wording.offered.is_empty() {
        return understood;
    }
    let words = Json::texts(wording.offered.iter().map(|offer| offer.word));
    let abouts = Json::texts(wording.offered.iter().map(|offer| offer.about));
    let offered = Json::empty()
        .with("enum", words)
        .with("enumDescriptions", abouts)
        .with("errorMessage", wording.wanted);
    Json::empty().with("anyOf", vec![offered, understood])
}
