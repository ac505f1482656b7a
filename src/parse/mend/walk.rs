//! The walk through the lines of a file: which of them say something of their own, and what each is read as.

use std::ops::Range;

use super::indentation::{Levels, width};
use super::line::{Change, Line};
use super::shape::{KeyShape, Shape, comment, end_of_quote, is_space, skip_space, text_end};
use super::value::{Brackets, Scan, Value, is_over};

/// Further than this many bytes nobody's brackets reach, and nobody's are looked for.
const LONGEST_BRACKETS: usize = 16 * 1024;

/// The lines of `text` as they are to be read.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let typed: Vec<&str> = body.split('\n').collect();
    let mut walk = Walk {
        changes: vec![Vec::new(); typed.len()],
        lines: typed,
        levels: Levels::default(),
        waiting: None,
        unclosed: false,
        spaced: false,
    };
    walk.spaced = walk.lines.iter().any(|line| is_spaced(line));
    let mut at = 0;
    while at < walk.lines.len() {
        at = walk.line(at);
    }
    walk.finish()
}

struct Walk<'t> {
    lines: Vec<&'t str>,
    changes: Vec<Vec<Change>>,
    levels: Levels,
    /// The column of the field or dash whose value stands in the next lines.
    waiting: Option<usize>,
    /// Whether brackets round everything have been found that nobody closes: they are not looked for again.
    unclosed: bool,
    /// Whether fields or items are indented by spaces.
    spaced: bool,
}

impl Walk<'_> {
    /// Reads the line `at` and what belongs to it; the line to go on with.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let content = &line[skip_space(line, 0)..];
        if content.is_empty() {
            self.indent(at, 0);
            return at + 1;
        }
        let Some(column) = self.column(at) else { return at + 1 };
        if content.starts_with('#') {
            self.indent(at, column);
            return at + 1;
        }
        if column == 0 && (is_marker(line) || line.starts_with('%')) {
            self.levels.clear();
            self.waiting = None;
            return at + 1;
        }
        self.indent(at, column);
        let shape = Shape::of(line);
        let key = shape.key.as_ref().filter(|key| !key.glued || self.is_field(at, column, &shape));
        if shape.dashes.is_empty() && key.is_none() {
            return self.text_below(at, column, shape.indentation);
        }
        let inner = self.structure(at, column, &shape, key);
        let value = key.map_or_else(|| shape.dashes.last().map_or(0, |dash| dash.content), |_| shape.value);
        self.value(at, value, inner, key.is_some())
    }

    /// Takes up the dashes and the field of a line; the column of the innermost.
    fn structure(&mut self, at: usize, column: usize, shape: &Shape, key: Option<&KeyShape>) -> usize {
        let line = self.lines[at];
        let (mut inner, mut column) = (column, column);
        for dash in &shape.dashes {
            inner = column;
            self.levels.begin_item(column);
            let gap = dash.at + 1..dash.content;
            column += 1 + if line[gap.clone()].contains('\t') { 1 } else { width(&line[gap.clone()]) };
            self.space(at, gap);
        }
        if let Some(key) = key {
            inner = column;
            self.levels.begin_field(column, &line[key.name.clone()]);
            if key.glued {
                self.change(at, key.colon + 1..key.colon + 1, " ");
            } else {
                self.space(at, key.colon + 1..shape.value);
            }
        }
        inner
    }

    /// Text that stands below its field, or is nothing that anybody understands.
    fn text_below(&mut self, at: usize, column: usize, start: usize) -> usize {
        match self.waiting.take() {
            Some(outer) if column > outer => self.value(at, start, outer, false),
            None if self.levels.is_empty() && !self.unclosed => self.root_brackets(at, start),
            _ => at + 1,
        }
    }

    /// A file whose fields all stand in brackets, as JSON has them: the columns of its lines mean nothing.
    fn root_brackets(&mut self, at: usize, start: usize) -> usize {
        let Value::OpenBracket(mut brackets) = Value::of(&self.lines[at][start..], false) else {
            return at + 1;
        };
        for next in at + 1..self.lines.len() {
            let line = self.lines[next];
            match brackets.read(line) {
                Scan::Open => {}
                Scan::Closed(end) if is_over(&line[end..]) => {
                    for inside in at + 1..=next {
                        self.indent(inside, width(&self.lines[inside][..skip_space(self.lines[inside], 0)]));
                    }
                    return next + 1;
                }
                Scan::Closed(_) | Scan::Crossed => break,
            }
        }
        self.unclosed = true;
        at + 1
    }

    /// Reads the value that begins at `start` of the line `at` and belongs to what stands at the column `inner`.
    fn value(&mut self, at: usize, start: usize, inner: usize, of_field: bool) -> usize {
        self.waiting = None;
        match Value::of(&self.lines[at][start..], of_field) {
            Value::Below => {
                self.waiting = Some(inner);
                at + 1
            }
            Value::Whole => at + 1,
            // «>6» with nothing below it is a text, although a block may begin so.
            Value::Block
                if self.lines[at][start..].contains(|sign: char| sign.is_ascii_digit())
                    && self.below(at, inner, Self::text_column).next().is_none() =>
            {
                let end = text_end(self.lines[at], start);
                self.text(at, start..end, start, inner)
            }
            Value::Block => self.block(at, inner),
            Value::OpenQuote(quote) => self.open_quote(at, inner, quote),
            Value::OpenBracket(brackets) => self.open_bracket(at, inner, brackets),
            Value::Plain => self.continuation(at, start, inner),
            Value::Text(text) => self.text(at, start..start + text.end, start + text.start, inner),
        }
    }

    /// Lines behind `|` or `>` are text as it is; only their indentation must be one.
    fn block(&mut self, at: usize, inner: usize) -> usize {
        let mut next = at + 1;
        let mut block = None;
        while next < self.lines.len() {
            let line = self.lines[next];
            let content = skip_space(line, 0);
            if content < line.len() {
                let Some(column) = self.text_column(next).filter(|column| *column > inner) else { break };
                let spaces = line.len() - line.trim_start_matches(' ').len();
                if spaces < *block.get_or_insert(column) {
                    self.indent(next, column);
                }
            }
            next += 1;
        }
        next
    }

    /// A quote that is closed further down is left alone, and so is one that never is: that is a mistake.
    fn open_quote(&mut self, at: usize, inner: usize, quote: char) -> usize {
        let closing = self
            .below(at, inner, Self::text_column)
            .find_map(|next| Some((next, end_of_quote(quote, self.lines[next])?)));
        match closing {
            Some((next, end)) if is_over(&self.lines[next][end..]) => self.indent_lines(at + 1..next + 1),
            _ => at + 1,
        }
    }

    /// Brackets that are closed further down are left alone, and so are those that never are.
    fn open_bracket(&mut self, at: usize, inner: usize, mut brackets: Brackets) -> usize {
        let mut length = 0;
        for next in at + 1..self.lines.len() {
            let line = self.lines[next];
            length += line.len();
            let content = line[skip_space(line, 0)..].chars().next();
            let outside = self.text_column(next).is_none_or(|column| column <= inner);
            let outside = outside && content.is_some_and(|sign| sign != ']' && sign != '}');
            if outside || length > LONGEST_BRACKETS {
                break;
            }
            match brackets.read(line) {
                Scan::Open => {}
                Scan::Closed(end) if is_over(&line[end..]) => return self.indent_lines(at + 1..next + 1),
                Scan::Closed(_) | Scan::Crossed => break,
            }
        }
        at + 1
    }

    /// The lines that go on with the text which begins at `start` of the line `at`.
    fn continuation(&mut self, at: usize, start: usize, inner: usize) -> usize {
        let line = self.lines[at];
        self.plain_signs(at, start);
        if comment(line, start).is_some() {
            return at + 1;
        }
        let end = self.text_lines(at, inner);
        for next in at + 1..end {
            self.plain_signs(next, 0);
        }
        self.indent_lines(at + 1..end)
    }

    /// Puts the text that begins at `from` in quotes; `outer` are the bytes of the line that these replace.
    fn text(&mut self, at: usize, outer: Range<usize>, from: usize, inner: usize) -> usize {
        let line = self.lines[at];
        // Where nothing but a comment stands behind an opening quotation mark, the text ends before it begins.
        let from = from.min(outer.end);
        let stripped = from > outer.start || outer.end < text_end(line, outer.start);
        let end = if stripped || comment(line, outer.start).is_some() {
            at + 1
        } else {
            self.text_lines(at, inner)
        };
        let prose = (at + 1..end).all(|next| is_prose(self.lines[next]));
        let last = if prose { end - 1 } else { at };
        if last == at && end > at + 1 && line[from..].starts_with('-') {
            // A list that begins beside its field is a list.
            return end;
        }
        self.change(at, outer.start..from, "'");
        self.double_quotes(at, from..outer.end);
        if last > at {
            for next in at + 1..=last {
                let line = self.lines[next];
                let column = self.text_column(next).unwrap_or_default();
                self.indent(next, column);
                self.double_quotes(next, skip_space(line, 0)..text_end(line, 0).max(skip_space(line, 0)));
            }
            let end = text_end(self.lines[last], 0);
            self.change(last, end..end, "'");
        } else {
            let line = self.lines[at];
            let closing =
                if stripped { outer.end..closing_end(line, outer.end) } else { outer.end..outer.end };
            self.change(at, closing, "'");
        }
        end
    }

    /// The end of the lines that YAML reads as one text with the line `at`.
    fn text_lines(&self, at: usize, inner: usize) -> usize {
        self.below(at, inner, Self::column)
            .take_while(|next| !self.lines[*next].trim_start_matches(is_space).starts_with('#'))
            .filter(|next| !self.lines[*next].trim_matches(is_space).is_empty())
            .last()
            .map_or(at + 1, |last| last + 1)
    }

    /// The lines below `at` that stand further to the right than `inner`, blank ones among them.
    fn below(
        &self,
        at: usize,
        inner: usize,
        column: fn(&Self, usize) -> Option<usize>,
    ) -> impl Iterator<Item = usize> {
        (at + 1..self.lines.len()).take_while(move |next| {
            let blank = self.lines[*next].trim_matches(is_space).is_empty();
            blank || column(self, *next).is_some_and(|column| column > inner)
        })
    }

    /// Whether a name with its value right behind the colon is a field: in a list's item, beside other fields, or where
    /// the next line is one.
    fn is_field(&self, at: usize, column: usize, shape: &Shape) -> bool {
        let beside = self.levels.contains(column) && self.waiting.is_none_or(|outer| column <= outer);
        beside || !shape.dashes.is_empty() || self.levels.is_empty() || self.goes_on(at, column)
    }

    fn goes_on(&self, at: usize, column: usize) -> bool {
        let next = self.lines.get(at + 1);
        next.is_some_and(|next| self.column(at + 1) == Some(column) && Shape::of(next).key.is_some())
    }

    /// Where the line begins.
    fn column(&self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let column = self.text_column(at);
        if !line[..skip_space(line, 0)].contains('\t') {
            return column;
        }
        let shape = Shape::of(line);
        if shape.is_structural() && !shape.key.as_ref().is_some_and(|key| key.glued) {
            self.levels.meant(column, (line, &shape), self.waiting, self.spaced)
        } else {
            column
        }
    }

    /// Where the line begins, if it is a part of a text.
    fn text_column(&self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        self.levels.column(&line[..skip_space(line, 0)])
    }

    fn indent_lines(&mut self, lines: Range<usize>) -> usize {
        for next in lines.clone() {
            if let Some(column) = self.text_column(next) {
                self.indent(next, column);
            }
        }
        lines.end
    }

    /// Makes the indentation of a line spaces.
    fn indent(&mut self, at: usize, column: usize) {
        let line = self.lines[at];
        let space = skip_space(line, 0);
        if line[..space].chars().any(|letter| letter != ' ') {
            let column = if space == line.len() { 0 } else { column };
            self.change(at, 0..space, &" ".repeat(column));
        }
    }

    /// Makes the space behind a dash or a colon one that YAML knows.
    fn space(&mut self, at: usize, gap: Range<usize>) {
        let space = &self.lines[at][gap.clone()];
        if space.contains('\t') {
            self.change(at, gap, " ");
        } else if space.chars().any(|letter| letter != ' ') {
            let columns = " ".repeat(width(space));
            self.change(at, gap, &columns);
        }
    }

    /// Signs that nobody sees and YAML refuses, such as Word's line breaks, are spaces.
    fn plain_signs(&mut self, at: usize, from: usize) {
        let line = self.lines[at];
        let from = from.max(skip_space(line, 0));
        for (sign, letter) in line[from..].char_indices().filter(|(_, letter)| is_refused(*letter)) {
            self.change(at, from + sign..from + sign + letter.len_utf8(), " ");
        }
    }

    fn double_quotes(&mut self, at: usize, text: Range<usize>) {
        let line = self.lines[at];
        for (sign, letter) in line[text.clone()].char_indices() {
            let typed = text.start + sign..text.start + sign + letter.len_utf8();
            if letter == '\'' {
                self.change(at, typed, "''");
            } else if is_refused(letter) {
                self.change(at, typed, " ");
            }
        }
    }

    fn change(&mut self, at: usize, typed: Range<usize>, read: &str) {
        self.changes[at].push(Change { typed, read: read.to_owned() });
    }

    fn finish(self) -> Vec<Line> {
        let mut start = 0;
        let mut lines = Vec::with_capacity(self.lines.len());
        for (line, mut changes) in self.lines.into_iter().zip(self.changes) {
            changes.sort_by_key(|change| change.typed.start);
            lines.push(Line::new(start, line, &changes));
            start += line.len() + 1;
        }
        lines
    }
}

/// The byte behind the quote that closes at `end`.
fn closing_end(line: &str, end: usize) -> usize {
    line[end..].chars().next().map_or(end, |quote| end + quote.len_utf8())
}

fn is_marker(line: &str) -> bool {
    ["---", "..."].iter().any(|marker| {
        line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(is_space))
    })
}

/// Whether the line is a field or an item that is indented by spaces.
fn is_spaced(line: &str) -> bool {
    let space = &line[..skip_space(line, 0)];
    !space.is_empty() && !space.contains('\t') && Shape::of(line).is_structural()
}

/// Whether a line further down is a part of the text and not a field or an item that slipped to the right.
fn is_prose(line: &str) -> bool {
    comment(line, 0).is_none() && !Shape::of(line).is_structural()
}

fn is_refused(letter: char) -> bool {
    (letter.is_control() && letter != '\t' && letter != '\u{85}') || matches!(letter, '\u{fffe}' | '\u{ffff}')
}
