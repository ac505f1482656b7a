//! Where a block of approval stands in the document: `место: после таблицы`.

use crate::diagnostic::Diagnostic;
use crate::parse::field_name::normalized;
use crate::parse::record::{Context, Decode, Text};
use crate::parse::shape::{Offer, Shape, Wording, spelt};
use crate::parse::yaml::Node;

/// Where a block of approval stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDocument {
    /// Where it stands in the file.
    AsInFile,
    /// Behind the tables.
    BehindTables,
}

/// The words with which each begins.
const BEHIND: [&str; 1] = ["после"];
const BEFORE: [&str; 2] = ["до", "перед"];

impl Decode for InDocument {
    fn shape() -> Shape {
        let words: Vec<String> = BEHIND.into_iter().chain(BEFORE).map(spelt).collect();
        Shape::Words(Wording {
            name: "InDocument",
            offered: vec![Offer::plain("после таблицы"), Offer::plain("до таблицы")],
            understood: format!(r"^\s*(?:{})", words.join("|")),
            or_boolean: false,
            wanted: "Здесь нужно «после таблицы» или «до таблицы»",
        })
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let text = Text::decode(node, context)?;
        let place = normalized(&text.value);
        let begins = |words: &[&str]| words.iter().any(|word| place.starts_with(word));
        if begins(&BEHIND) {
            return Some(Self::BehindTables);
        }
        if begins(&BEFORE) {
            return Some(Self::AsInFile);
        }
        context.diagnostics.push(Diagnostic::error(text.place, "Непонятно, где стоит гриф").hint(
            "Напишите «место: после таблицы» или уберите строку: тогда гриф стоит там же, где в файле.",
        ));
        None
    }
}
