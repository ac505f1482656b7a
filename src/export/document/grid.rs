//! How wide the columns of a table are: as much as their longest word takes, and of the rest the more the more stands in
//! them. Programs would find out by themselves, but each otherwise, and slowly.

use super::sheet::PADDING;
use super::text::{Block, Cell, Letters, Run};

/// An em of the letters of a table, in twentieths of a point.
const EM: u64 = 240;
const SMALL_EM: u64 = 200;

/// Longer words than fifteen letters are parted in narrow columns, by Word as it parts them in a line.
const LONGEST_WHOLE_WORD: u64 = 15 * LETTER;

/// Shorter words stay whole though they have a stroke in them.
const SHORTEST_PARTED: usize = 7;

/// What a column without a word is given: room to write by hand.
const BY_HAND: u64 = 10 * LETTER;

/// Most letters of Times New Roman, in thousandths of an em.
const LETTER: u64 = 520;

/// How wide a text is in Times New Roman, in thousandths of an em; a little more rather than less.
fn length(text: &str) -> u64 {
    let width = |letter: char| match letter {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '!' | '-' | '(' | ')' | '/' => 330,
        'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' => 740,
        'Ж' | 'М' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' | '—' | '№' => 1_000,
        letter if letter.is_uppercase() => 720,
        _ => LETTER,
    };
    text.chars().map(width).sum()
}

/// The widths of as many columns as the first row has, together `whole`.
pub(super) fn widths(whole: u64, letters: Letters, rows: &[Vec<Cell>]) -> Vec<u64> {
    let em = match letters {
        Letters::Usual => EM,
        Letters::Small => SMALL_EM,
    };
    let count = rows.first().map_or(0, Vec::len);
    let columns: Vec<Column> = (0..count).map(|column| Column::of(rows, column, letters)).collect();
    let room = |length: u64| (length * em).div_ceil(1_000) + 2 * PADDING + em / 10;
    let least: Vec<u64> = columns.iter().map(|column| room(column.longest_word)).collect();
    let most: Vec<u64> = columns.iter().map(|column| room(column.longest_line)).collect();
    let weights: Vec<u64> = columns.iter().map(Column::weight).collect();
    shared(whole, &least, &most, &weights)
}

/// How long what stands in a column is.
struct Column {
    longest_word: u64,
    longest_line: u64,
    all: u64,
    filled: u64,
    /// The fullest cell.
    most: u64,
}

impl Column {
    fn of(rows: &[Vec<Cell>], index: usize, letters: Letters) -> Self {
        let mut column = Self { longest_word: LETTER, longest_line: LETTER, all: 0, filled: 0, most: 0 };
        let whole = rows.iter().filter(|row| row.len() > index && row.iter().all(|cell| cell.columns == 1));
        for (number, row) in whole.enumerate() {
            let lines = lines(&row[index].blocks);
            // The letters of a heading are bold, and a little wider.
            let bold = |count: u64| if number == 0 { count + count / 14 } else { count };
            for line in &lines {
                let words =
                    line.split([' ', '-', '–']).flat_map(parts_of_word).map(|word| bold(length(word)));
                let longest = words.max().unwrap_or(0);
                let is_parted = number > 0 && letters == Letters::Small;
                let longest = if is_parted { longest.min(LONGEST_WHOLE_WORD) } else { longest };
                column.longest_word = column.longest_word.max(longest);
                column.longest_line = column.longest_line.max(bold(length(line)));
            }
            if number > 0 && !lines.is_empty() {
                let all = lines.iter().map(|line| length(line)).sum();
                column.all += all;
                column.most = column.most.max(all);
                column.filled += 1;
            }
        }
        if column.filled == 0 {
            column.longest_line = column.longest_line.max(BY_HAND);
        }
        column
    }

    /// How much of the rest it wants: as much as stands in its cells, the fullest of which makes its row as high as it is.
    fn weight(&self) -> u64 {
        (self.all.checked_div(self.filled).unwrap_or(BY_HAND) + self.most).max(1)
    }
}

/// A stroke parts long words; «п/п» stays whole.
fn parts_of_word(word: &str) -> impl Iterator<Item = &str> {
    let is_short = word.chars().count() <= SHORTEST_PARTED;
    word.split(move |letter| letter == '/' && !is_short)
}

/// The lines of a cell; a table inside counts as what stands in its rows.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let mut line = String::new();
                for run in &paragraph.runs {
                    match run {
                        Run::Words(words, _) => line.push_str(words),
                        Run::Tab => line.push(' '),
                        Run::Break => found.push(std::mem::take(&mut line)),
                    }
                }
                found.push(line);
            }
            Block::Table(table) => {
                let cells =
                    |row: &Vec<Cell>| row.iter().flat_map(|cell| lines(&cell.blocks)).collect::<Vec<_>>();
                found.extend(table.rows.iter().map(|row| cells(row).join(" ")));
            }
            Block::Chart(_) => {}
        }
    }
    found.retain(|line| !line.is_empty());
    found
}

/// Shares `whole`: each column has at least what its words take, and of what is left what its weight says, as long as it
/// has a use for it.
fn shared(whole: u64, least: &[u64], most: &[u64], weights: &[u64]) -> Vec<u64> {
    let needed: u64 = least.iter().sum();
    let mut widths = least.to_vec();
    if needed >= whole {
        for width in &mut widths {
            *width = *width * whole / needed.max(1);
        }
    }
    while widths.iter().sum::<u64>() < whole {
        let left = whole - widths.iter().sum::<u64>();
        let open: Vec<usize> = (0..widths.len()).filter(|column| widths[*column] < most[*column]).collect();
        let weight: u64 = open.iter().map(|column| weights[*column]).sum();
        let mut given = 0;
        for column in open {
            let share = (left * weights[column] / weight.max(1)).min(most[column] - widths[column]);
            widths[column] += share;
            given += share;
        }
        if given == 0 {
            break;
        }
    }
    // What nobody has a use for goes to the widest, so that the table is as wide as the text.
    let left = whole.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::document::text::Style;

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|text| Cell::words(Style::Cell(Letters::Usual), *text)).collect()
    }

    #[test]
    fn a_column_has_room_for_its_longest_word_and_the_table_is_as_wide_as_the_text() {
        let rows = [
            row(&["№", "Мероприятия", "Сроки"]),
            row(&["1", "Установочное заседание: знакомство, выбор руководителя и секретаря", "сентябрь"]),
            row(&["2", "Консультации", "в течение года"]),
        ];
        let widths = widths(10_205, Letters::Usual, &rows);
        assert_eq!(widths.iter().sum::<u64>(), 10_205);
        assert!(widths[0] < widths[2] && widths[2] < widths[1], "{widths:?}");
        assert!(widths[2] > 8 * LETTER * EM / 1_000, "{widths:?}");
    }

    #[test]
    fn a_stroke_parts_long_words_only() {
        let parts = |word| parts_of_word(word).collect::<Vec<_>>();
        assert_eq!(parts("п/п"), ["п/п"]);
        assert_eq!(parts("сентябрь/октябрь"), ["сентябрь", "октябрь"]);
    }

    #[test]
    fn where_words_take_more_than_there_is_each_column_gives_way() {
        let long = "соответственноисполненное".repeat(3);
        let widths = widths(4_000, Letters::Usual, &[row(&["", ""]), row(&[&long, "да"])]);
        assert!(widths.iter().sum::<u64>() <= 4_000 && widths.iter().all(|width| *width > 0), "{widths:?}");
    }
}
