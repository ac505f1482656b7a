//! The text of an author's Markdown, as HTML, to paragraphs and tables. Links become their words, pictures what they show:
//! whoever holds a sheet can follow none of them.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::grid;
use super::text::{Block, Cell, Letters, Look, Paragraph, Run, Style, Table};

/// Elements that stand in a line and change how words look, or not even that.
const IN_LINE: [&str; 19] = [
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup",
];

/// The blocks of `html`, on lines of this width.
pub(super) fn blocks(html: &str, width: u64) -> Vec<Block> {
    let mut reader = Reader::from_str(html);
    // HTML leaves ends out.
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk { width, ..Walk::default() };
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => walk.open(&tag),
            Event::End(tag) => walk.close(&tag.name().as_ref().to_ascii_lowercase()),
            Event::Text(text) => walk.words(&text.xml10_content()),
            Event::GeneralRef(reference) => walk.words(&meant(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    walk.end_paragraph();
    walk.end_table();
    walk.blocks
}

/// The sign that a reference means; one that nobody knows stays as it is.
fn meant(reference: &BytesRef) -> String {
    if let Ok(Some(sign)) = reference.resolve_char_ref() {
        return sign.to_string();
    }
    let name: &str = reference;
    match resolve_predefined_entity(name) {
        Some(sign) => sign.to_owned(),
        None if name == "nbsp" => "\u{a0}".to_owned(),
        None => format!("&{name};"),
    }
}

#[derive(Default)]
struct Walk {
    width: u64,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    style: Option<Style>,
    bold: usize,
    italic: usize,
    struck: usize,
    raised: usize,
    quoted: usize,
    /// Whether line ends of the text stay.
    is_as_typed: bool,
    /// A way back from a footnote, which leads nowhere on a sheet.
    is_way_back: bool,
    /// The lists that are open; of a numbered one the number of its next item.
    lists: Vec<Option<u64>>,
    table: Option<Grid>,
}

/// A table while it is read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Vec<Block>>>,
    headings: usize,
    is_heading: bool,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart) {
        let name = tag.name().as_ref().to_ascii_lowercase();
        let attribute = |name: &str| {
            let value = tag.try_get_attribute(name).ok().flatten()?;
            Some(value.value.into_owned())
        };
        match name.as_str() {
            "br" => self.runs.push(Run::Break),
            "img" => {
                let words = attribute("alt").filter(|words| !words.is_empty());
                let words = words.map(|words| format!("[Рисунок: {words}]"));
                let look = Look { italic: true, ..Look::default() };
                self.runs.extend(words.map(|words| Run::Words(unescaped(&words), look)));
            }
            "a" => {
                let class = attribute("class").unwrap_or_default();
                self.is_way_back = class.contains("footnote-back");
            }
            _ if IN_LINE.contains(&name.as_str()) => self.look(&name, true),
            _ => self.open_block(&name, attribute("start").and_then(|start| start.parse().ok())),
        }
    }

    fn open_block(&mut self, name: &str, start: Option<u64>) {
        if name != "p" || !self.is_item_begun() {
            self.end_paragraph();
        }
        match name {
            "h1" | "h2" => self.style = Some(Style::Heading(2)),
            "h3" | "h4" | "h5" | "h6" => self.style = Some(Style::Heading(3)),
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(start.unwrap_or(1))),
            "li" => {
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "–".to_owned(),
                };
                self.style = Some(Style::NumberedItem);
                self.runs = vec![Run::words(sign), Run::Tab];
            }
            "blockquote" => self.quoted += 1,
            "pre" => self.is_as_typed = true,
            "table" => {
                self.end_table();
                self.table = Some(Grid::default());
            }
            "tr" => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                    table.headings += usize::from(table.is_heading);
                }
            }
            "thead" => {
                if let Some(table) = &mut self.table {
                    table.is_heading = true;
                }
            }
            "th" | "td" => {
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.is_way_back = false,
            _ if IN_LINE.contains(&name) => self.look(name, false),
            _ => {
                self.end_paragraph();
                self.close_block(name);
            }
        }
    }

    fn close_block(&mut self, name: &str) {
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "blockquote" => self.quoted = self.quoted.saturating_sub(1),
            "pre" => self.is_as_typed = false,
            "thead" => {
                if let Some(table) = &mut self.table {
                    table.is_heading = false;
                }
            }
            "table" => self.end_table(),
            _ => {}
        }
    }

    fn look(&mut self, name: &str, opens: bool) {
        let count = match name {
            "b" | "strong" => &mut self.bold,
            "em" | "i" | "cite" | "dfn" => &mut self.italic,
            "del" | "s" => &mut self.struck,
            "sup" => &mut self.raised,
            _ => return,
        };
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
    }

    /// Whether nothing but the sign of an item stands in the paragraph: a paragraph inside the item begins behind it.
    fn is_item_begun(&self) -> bool {
        matches!(self.runs.as_slice(), [_, Run::Tab])
    }

    fn words(&mut self, text: &str) {
        if self.is_way_back {
            return;
        }
        let look = Look {
            bold: self.bold > 0,
            italic: self.italic > 0,
            struck: self.struck > 0,
            raised: self.raised > 0,
        };
        if self.is_as_typed {
            for (number, line) in text.split('\n').enumerate() {
                self.runs.extend((number > 0).then_some(Run::Break));
                self.runs.push(Run::Words(line.to_owned(), look));
            }
            return;
        }
        let mut words = String::new();
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\n' | '\t' | '\r');
            if !is_space {
                words.push(letter);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if self.begins_line() {
            words.drain(..words.len() - words.trim_start_matches(' ').len());
        }
        if !words.is_empty() {
            self.runs.push(Run::Words(words, look));
        }
    }

    /// Whether no word stands before what comes next.
    fn begins_line(&self) -> bool {
        match self.runs.last() {
            None | Some(Run::Break | Run::Tab) => true,
            Some(Run::Words(words, _)) => words.ends_with(' '),
        }
    }

    fn end_paragraph(&mut self) {
        while let Some(last) = self.runs.last_mut() {
            match last {
                Run::Words(words, _) => {
                    words.truncate(words.trim_end_matches([' ', '\n']).len());
                    if !words.is_empty() {
                        break;
                    }
                }
                Run::Tab => break,
                Run::Break => {}
            }
            self.runs.pop();
        }
        let runs = std::mem::take(&mut self.runs);
        let style = self.style.take();
        if runs.is_empty() {
            return;
        }
        let is_listed = !self.lists.is_empty();
        let usual = if self.quoted > 0 {
            Style::Quotation
        } else if is_listed {
            Style::Item
        } else {
            Style::Normal
        };
        let paragraph = Block::Paragraph(Paragraph { style: style.unwrap_or(usual), runs });
        match self.table.as_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            Some(cell) => cell.push(paragraph),
            None => self.blocks.push(paragraph),
        }
    }

    fn end_table(&mut self) {
        let Some(Grid { rows, headings, .. }) = self.table.take() else { return };
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        if count == 0 {
            return;
        }
        let letters = if count > 5 { Letters::Small } else { Letters::Usual };
        let rows = rows.into_iter().enumerate().map(|(number, cells)| {
            let style = if number < headings { Style::ColumnHeading(letters) } else { Style::Cell(letters) };
            let mut cells: Vec<Cell> =
                cells.into_iter().map(|blocks| Cell::of(styled(blocks, style))).collect();
            cells.resize_with(count, || Cell::words(style, ""));
            cells
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let widths = grid::widths(self.width, letters, &rows);
        self.blocks.push(Block::Table(Table { ruled: true, widths, headings, rows }));
    }
}

/// The same paragraphs as the words of a cell, which has at least one.
fn styled(mut blocks: Vec<Block>, style: Style) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.style = style;
        }
    }
    if blocks.is_empty() { vec![Block::words(style, "")] } else { blocks }
}

/// The value of an attribute as the author wrote it.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each paragraph with its style, and what stands in the rows of tables.
    fn said(blocks: &[Block]) -> Vec<String> {
        let block = |block: &Block| match block {
            Block::Paragraph(Paragraph { style, runs }) => {
                let runs = runs.iter().map(|run| match run {
                    Run::Words(words, Look { bold: true, .. }) => format!("*{words}*"),
                    Run::Words(words, Look { italic: true, .. }) => format!("_{words}_"),
                    Run::Words(words, Look { raised: true, .. }) => format!("^{words}"),
                    Run::Words(words, _) => words.clone(),
                    Run::Break => "/".to_owned(),
                    Run::Tab => "→".to_owned(),
                });
                format!("{style:?}: {}", runs.collect::<String>())
            }
            Block::Table(table) => {
                let row =
                    |row: &Vec<Cell>| row.iter().flat_map(|cell| said(&cell.blocks)).collect::<Vec<_>>();
                let rows: Vec<String> = table.rows.iter().map(|cells| row(cells).join(" | ")).collect();
                format!("{} of {}", table.headings, rows.join(" / "))
            }
            Block::Chart(_) => "a chart".to_owned(),
        };
        blocks.iter().map(block).collect()
    }

    #[test]
    fn what_an_author_writes() {
        let html = "<h2 id=\"a\">Что <em>удалось</em></h2>\n<p><strong>Мы</strong> узнали,\nчего <a href=\"x\">хотят</a>&nbsp;&amp; ещё<br>так\
            <sup>1</sup>.</p>\n<ol start=\"3\">\n<li>раз</li>\n<li><p>два</p><p>дальше</p></li>\n</ol><ul><li>три</li></ul>\
            <blockquote>\n<p>слова</p>\n</blockquote><p><img src=\"\" alt=\"полка &quot;А&quot;\"></p>";
        assert_eq!(
            said(&blocks(html, 9_000)),
            [
                "Heading(2): Что _удалось_",
                "Normal: *Мы* узнали, чего хотят\u{a0}& ещё/так^1.",
                "NumberedItem: 3.→раз",
                "NumberedItem: 4.→два",
                "Item: дальше",
                "NumberedItem: –→три",
                "Quotation: слова",
                "Normal: _[Рисунок: полка \"А\"]_",
            ]
        );
    }

    #[test]
    fn a_table_and_what_nobody_closes() {
        let html = "<table><thead><tr><th>А</th><th>Б</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><p>и < &what; <b>";
        let usual = "Cell(Usual)";
        assert_eq!(
            said(&blocks(html, 9_000)),
            [
                &format!("1 of ColumnHeading(Usual): А | ColumnHeading(Usual): Б / {usual}: 1 | {usual}: "),
                "Normal: и",
            ]
        );
    }
}
