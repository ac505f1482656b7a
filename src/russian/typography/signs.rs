//! The number sign and the ellipsis.

use super::passage::{Edit, NBSP, Passage};

/// `№5` becomes `№ 5`, `СОШ№5` becomes `СОШ № 5`, three dots become an ellipsis.
pub(super) fn propose(passage: &Passage) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (place, character) in passage.characters.iter().enumerate() {
        if passage.is_protected(place) {
            continue;
        }
        match character {
            '№' => space_number_sign(passage, place, &mut edits),
            '.' if is_three_dots(passage, place) => edits.push(Edit { range: place..place + 3, text: "…" }),
            _ => {}
        }
    }
    edits
}

fn space_number_sign(passage: &Passage, place: usize, edits: &mut Vec<Edit>) {
    let before = passage.character_before(place);
    if before.is_some_and(char::is_alphanumeric) {
        edits.push(insertion(place));
    }
    let after = passage.character_at(place + 1);
    if after.is_some_and(|after| after.is_ascii_digit()) {
        edits.push(insertion(place + 1));
    }
}

fn insertion(place: usize) -> Edit {
    Edit { range: place..place, text: NBSP }
}

/// Whether exactly three dots begin here: «?..» and dotted lines of forms stay.
fn is_three_dots(passage: &Passage, place: usize) -> bool {
    let is_dot = |place| passage.character_at(place) == Some('.');
    let is_border = |character| !matches!(character, Some('.' | '…'));
    is_dot(place + 1)
        && is_dot(place + 2)
        && is_border(passage.character_before(place))
        && is_border(passage.character_at(place + 3))
        && passage.is_editable(place..place + 3)
}
