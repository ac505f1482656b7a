//! Going on behind a mistake of syntax: its line is reported and made harmless, and the file is read again.
//!
//! A line is given up bit by bit: first it is read as the message proposes, then without its value, then not at all. So
//! what stands around it keeps its shape, and one mistake does not make others.

use std::ops::Range;
use std::sync::Arc;

use super::mend::{Line, Mended, Shape, State};
use super::yaml_message::{Extent, Words};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// After so many mistakes nobody reads on.
const MOST_MISTAKES: usize = 50;

/// A file that so many repairs have not mended is no file of fields at all.
const MOST_REPAIRS: usize = 120;

/// A mistake of syntax.
pub(super) struct Mistake {
    /// What is wrong.
    pub(super) words: Words,
    /// Where in the text to be read.
    pub(super) at: usize,
}

/// The mistakes of a file and what has been done about them.
#[derive(Default)]
pub(super) struct Repairs {
    found: Vec<(Range<usize>, Words)>,
    steps: usize,
    /// Where the reading was given up.
    given_up: Option<Range<usize>>,
}

impl Repairs {
    /// Notes the mistake and makes its line harmless; `false` where it is time to give up.
    pub(super) fn repair(&mut self, mended: &mut Mended, mistake: Mistake) -> bool {
        self.steps += 1;
        let typed = mended.typed(&letter_at(mended.text(), mistake.at));
        let line = mended.line_at(mistake.at);
        let is_new = mended.lines[line].state == State::Meant && !mended.lines[line].read.trim().is_empty();
        let given_up = self.steps > MOST_REPAIRS || (is_new && self.found.len() == MOST_MISTAKES);
        let Some(line) = nearest_standing(&mended.lines, line).filter(|_| !given_up) else {
            self.given_up = Some(typed);
            return false;
        };
        give_up_line(&mut mended.lines, line, mistake.words.correction.as_deref(), mistake.words.extent);
        if is_new || self.found.is_empty() {
            self.found.push((typed, mistake.words));
        }
        mended.rewrite();
        true
    }

    /// Reports the mistakes in the file `path`, where the text begins at `base`; the lines that could not be read.
    pub(super) fn report(
        self,
        path: &Arc<str>,
        base: usize,
        mended: &Mended,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Range<usize>> {
        let place = |typed: Range<usize>| Place::new(path, base + typed.start..base + typed.end);
        for (typed, Words { message, hint, correction, .. }) in self.found {
            diagnostics.push(Diagnostic::error(place(typed), message).hint(hint).correction(correction));
        }
        let lost = mended.lines.iter().filter(|line| line.state != State::Meant);
        let mut unread: Vec<Range<usize>> =
            lost.map(|line| base + line.typed.start..base + line.typed.end).collect();
        if let Some(typed) = self.given_up {
            unread.push(base + typed.start..base + mended.lines.last().map_or(0, |line| line.typed.end));
            unread.sort_by_key(|lines| lines.start);
            diagnostics.push(
                Diagnostic::error(place(typed), "Дальше файл не прочитан: в нём слишком много ошибок")
                    .hint("Исправьте те, что показаны, и соберите сайт ещё раз."),
            );
        }
        unread
    }
}

/// The bytes of the letter at `at`, none at the end of a line.
fn letter_at(text: &str, at: usize) -> Range<usize> {
    let letter = text[at..].chars().next().filter(|letter| *letter != '\n');
    at..at + letter.map_or(0, char::len_utf8)
}

/// The line itself; where nothing is left of it, the one below, and else the last one above, because there the parser
/// stumbled.
fn nearest_standing(lines: &[Line], line: usize) -> Option<usize> {
    let stands = |line: &usize| lines[*line].state < State::Blank(0) && !lines[*line].read.trim().is_empty();
    (line..lines.len()).find(stands).or_else(|| (0..line).rev().find(stands))
}

/// Takes the next step: the corrected line, the field without its value, nothing.
fn give_up_line(lines: &mut [Line], line: usize, correction: Option<&str>, extent: Extent) {
    let (current, below) = lines[line..].split_at_mut(1);
    let current = &mut current[0];
    let alone = !matches!(extent, Extent::Run(_));
    if let Some(correction) = correction.filter(|line| alone && helps(current, below, line)) {
        if matches!(extent, Extent::Block) {
            shift(below, &current.read, correction);
        }
        let marked = !Shape::of(&current.read).is_item() && Shape::of(correction).is_item();
        current.replace(correction.to_owned(), State::Corrected);
        if marked {
            align(below, &Shape::of(correction), correction);
        }
        return;
    }
    let shape = Shape::of(&current.read);
    let inner = width_of(&current.read, inner_start(&shape));
    let column = width_of(&current.read, shape.indentation);
    if shape.is_structural() && current.state < State::Emptied(0) && matches!(extent, Extent::Line) {
        let kept = current.read[..shape.value].trim_end().to_owned() + " ";
        current.replace(format!("{kept}\"\""), State::Emptied(kept.len()));
        leave_out(below, |_, further| further > inner);
    } else {
        current.replace(String::new(), State::Blank(column));
        leave_out(below, |line, further| further > column || extent.covers(line, further == column));
    }
}

/// Whether the file can be read on with the corrected line: not where fields or items of its own stand below it, for
/// then a value beside it was not all there is.
fn helps(current: &Line, below: &[Line], corrected: &str) -> bool {
    let shape = Shape::of(corrected);
    let inner = width_of(corrected, inner_start(&shape));
    let next = below.iter().find(|line| !line.read.trim().is_empty());
    let has_fields_below = next.is_some_and(|line| {
        let shape = Shape::of(&line.read);
        shape.is_structural() && width_of(&line.read, shape.indentation) > inner
    });
    let has_value = shape.value < corrected.len();
    current.state == State::Meant && current.read != corrected && !(has_value && has_fields_below)
}

/// Where a hyphen and a space have taken the place of another sign, the fields below move with the first of their item.
fn align(below: &mut [Line], shape: &Shape, item: &str) {
    let column = |line: &Line| width_of(&line.read, Shape::of(&line.read).indentation);
    let blank = |line: &Line| line.read.trim().is_empty();
    let (outer, inner) = (width_of(item, shape.indentation), width_of(item, inner_start(shape)));
    let Some(typed) = below.iter().find(|line| !blank(line)).map(column) else { return };
    if typed <= outer || typed == inner {
        return;
    }
    for line in below.iter_mut().take_while(|line| blank(line) || column(line) > outer) {
        let moved = (column(line) + inner).saturating_sub(typed);
        let content = line.read.trim_start();
        if !content.is_empty() {
            line.replace(format!("{}{content}", " ".repeat(moved)), State::Corrected);
        }
    }
}

/// The lines below that were shifted like the line that was `typed` move with it: its neighbours, or where it is an item the
/// fields behind its hyphen.
fn shift(below: &mut [Line], typed: &str, corrected: &str) {
    let (was, is) = (Shape::of(typed), Shape::of(corrected));
    let beside = width_of(typed, inner_start(&was));
    let moved = |column: usize| (column + width_of(corrected, inner_start(&is))).saturating_sub(beside);
    for line in below {
        let shape = Shape::of(&line.read);
        let content = line.read[shape.indentation..].to_owned();
        if width_of(&line.read, shape.indentation) != beside || shape.is_item() || content.is_empty() {
            break;
        }
        line.replace(format!("{}{content}", " ".repeat(moved(beside))), State::Corrected);
    }
}

/// Leaves out the lines that go on with one that was given up.
fn leave_out(lines: &mut [Line], goes_on: impl Fn(&str, usize) -> bool) {
    let blank = |line: &Line| line.read.trim().is_empty();
    let further = |line: &Line| goes_on(&line.read, width_of(&line.read, Shape::of(&line.read).indentation));
    for line in lines.iter_mut().take_while(|line| blank(line) || further(line)) {
        if !blank(line) {
            line.replace(String::new(), State::Gone);
        }
    }
}

fn inner_start(shape: &Shape) -> usize {
    let dash = shape.dashes.last();
    shape.key.as_ref().map_or_else(|| dash.map_or(0, |dash| dash.at), |key| key.name.start)
}

fn width_of(line: &str, end: usize) -> usize {
    line[..end].chars().count()
}
