//! `не предупреждать`: the doubts that an author has looked at and does not want to hear of again.

use super::field_name::{Known, meant, nearest, normalized};
use super::record::{Absence, Context, Decode, FieldSpec, Text};
use super::shape::{Offer, Shape, Wording, any_of};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Lint};

/// Doubts that are switched off, in the file that names them or everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Silenced<const EVERYWHERE: bool>;

/// Doubts that are switched off in the file that names them.
pub type SilencedHere = Silenced<false>;

/// Doubts that are switched off for the whole site.
pub type SilencedEverywhere = Silenced<true>;

impl<const EVERYWHERE: bool> Decode for Silenced<EVERYWHERE> {
    const IS_NEEDED: bool = false;

    fn shape() -> Shape {
        let offer = |lint: Lint| Offer { word: lint.name(), about: lint.reason().unwrap_or_default() };
        Shape::list(Shape::Words(Wording {
            name: "Lint",
            offered: Lint::all().map(offer).collect(),
            understood: any_of(Lint::all().flat_map(|lint| [lint.name(), lint.alias()])),
            or_boolean: false,
            wanted: "Предупреждения с таким названием нет",
        }))
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        for lint in lints(node, context)? {
            context.diagnostics.silence(lint, (!EVERYWHERE).then_some(context.path));
        }
        Some(Self)
    }

    fn absent(_: &FieldSpec, _: &Absence, _: &mut Context) -> Option<Self> {
        Some(Self)
    }
}

fn lints(node: &Node, context: &mut Context) -> Option<Vec<Lint>> {
    let names = Vec::<Text>::decode(node, context)?;
    Some(names.into_iter().filter_map(|name| lint(&name, context)).collect())
}

fn lint(name: &Text, context: &mut Context) -> Option<Lint> {
    let wanted = normalized(&name.value);
    let found =
        Lint::all().find(|lint| wanted == normalized(lint.name()) || wanted == normalized(lint.alias()));
    if found.is_none() {
        let known: Vec<Known> =
            Lint::all().map(|lint| Known { name: lint.name(), alias: Some(lint.alias()) }).collect();
        let hint = match nearest(&name.value, &known) {
            Some(likely) => meant(&likely),
            None => "Название предупреждения стоит в его первой строке в квадратных скобках.".to_owned(),
        };
        context.diagnostics.push(
            Diagnostic::error(name.place.clone(), format!("Предупреждения «{}» нет", name.value)).hint(hint),
        );
    }
    found
}
