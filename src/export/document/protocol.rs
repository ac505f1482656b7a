//! The protocol of a meeting as a document, ready to be signed.

use super::sheet::line_width;
use super::text::{Block, Cell, Paragraph, Run, Style, Table};
use crate::view::{ProtocolView, QuestionView, SignatureView};

/// Where nobody knows what stands there, it is written by hand.
const BY_HAND: &str = "______";

/// The protocol.
pub(super) fn blocks(view: &ProtocolView) -> Vec<Block> {
    let number = view.number.as_deref().unwrap_or(BY_HAND);
    let mut blocks = vec![
        Block::words(Style::Subtitle, &view.association),
        Block::words(Style::Title, format!("ПРОТОКОЛ № {number}")),
        Block::words(Style::Subtitle, "заседания методического объединения"),
    ];
    let day = Cell::words(Style::Approval, &view.date.text);
    let place = Cell::words(Style::PlaceRight, view.place.as_deref().unwrap_or_default());
    let half = line_width(false) / 2;
    blocks.push(Block::Table(Table {
        ruled: false,
        widths: vec![half; 2],
        headings: 0,
        rows: vec![vec![day, place]],
    }));
    blocks.push(Block::words(Style::Normal, ""));
    let came = view.came.as_ref().map(|came| match view.present.as_slice() {
        [] => came.clone(),
        names => format!("{came}: {}", names.join("; ")),
    });
    let guests = (!view.guests.is_empty()).then(|| view.guests.join("; "));
    let facts = [
        ("Тема:", Some(view.theme.clone())),
        ("Председатель:", view.chair.clone()),
        ("Секретарь:", view.secretary.clone()),
        ("Присутствовали:", came),
        ("Приглашённые:", guests),
        ("Отсутствовали:", view.absent.clone()),
    ];
    let facts = facts.iter().filter_map(|(label, words)| Some((label, words.as_deref()?)));
    blocks.extend(facts.map(|(label, words)| Block::labelled(Style::Item, label, words)));
    if !view.agenda.is_empty() {
        blocks.push(Block::words(Style::Heading(2), "ПОВЕСТКА ДНЯ:"));
    }
    for (number, question) in (1..).zip(&view.agenda) {
        let mut runs = vec![Run::words(format!("{number}.")), Run::Tab, Run::words(&question.item.question)];
        if let Some(speaker) = &question.item.speaker {
            runs.extend([Run::Break, Run::words(format!("Докладчик: {speaker}"))]);
        }
        blocks.push(Block::Paragraph(Paragraph { style: Style::NumberedItem, runs }));
    }
    for (number, question) in (1..).zip(&view.agenda) {
        blocks.extend(proceedings(number, question));
    }
    if !view.decisions.is_empty() {
        blocks.push(Block::words(Style::Heading(2), "РЕШИЛИ:"));
        let decided = view.decisions.iter();
        blocks.extend(decided.map(|decision| numbered(&decision.number, &decision.text)));
    }
    blocks.extend(view.signatures.iter().map(signature));
    blocks
}

fn proceedings(number: usize, question: &QuestionView) -> Vec<Block> {
    let Some(told) = &question.told else { return Vec::new() };
    let mut blocks =
        vec![Block::words(Style::Heading(2), format!("{number}. СЛУШАЛИ:")), Block::words(Style::Item, told)];
    if !question.item.speeches.is_empty() {
        blocks.push(Block::words(Style::Label, "ВЫСТУПИЛИ:"));
    }
    blocks.extend(question.item.speeches.iter().map(|speech| {
        let about = speech.about.as_ref().map(|about| format!(" — {about}")).unwrap_or_default();
        Block::words(Style::Item, format!("{}{about}", speech.who))
    }));
    if !question.resolved.is_empty() {
        blocks.push(Block::words(Style::Label, "РЕШИЛИ:"));
    }
    blocks.extend(question.resolved.iter().map(|decision| numbered(&decision.number, &decision.text)));
    if let Some(vote) = &question.item.vote {
        blocks.push(Block::words(Style::Label, "ГОЛОСОВАЛИ:"));
        blocks.push(Block::words(Style::Item, vote));
    }
    blocks
}

fn numbered(number: &str, words: &str) -> Block {
    let runs = vec![Run::words(number), Run::Tab, Run::words(words)];
    Block::Paragraph(Paragraph { style: Style::NumberedItem, runs })
}

/// Office, a line to sign on, the name at the right edge.
fn signature(signature: &SignatureView) -> Block {
    let name = signature.name.as_deref().unwrap_or("______________________");
    let runs = vec![Run::words(signature.office), Run::Tab, Run::Tab, Run::Tab, Run::words(name)];
    Block::Paragraph(Paragraph { style: Style::Signature, runs })
}
