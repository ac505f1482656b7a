//! Tables for spreadsheets: CSV as Russian Excel opens it, with a mark of UTF-8, semicolons and lines ended as on
//! Windows.

use csv::{Terminator, WriterBuilder};

use crate::russian::calendar::{MONTHS, MONTHS_GENITIVE};

/// The text of a table. A cell never becomes a formula, a date or a number that nobody meant.
pub fn text(rows: &[Vec<String>]) -> String {
    let mut builder = WriterBuilder::new();
    let builder = builder.delimiter(b';').terminator(Terminator::CRLF).flexible(true);
    let mut writer = builder.from_writer(Vec::new());
    for row in rows {
        // Nothing is refused by what is written into memory.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// A cell with an apostrophe before it, by which Excel marks what is a text, where a program would calculate it, or take
/// `10-12` for a day in December.
fn harmless(cell: &str) -> String {
    let cell = cell.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let begins_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_doubtful = begins_formula || is_mistaken(&cell) || names_a_day(&cell);
    if is_doubtful { format!("'{cell}") } else { cell }
}

/// Whether a cell is a month with a number and nothing else: «8 октября» would become a day of whatever year it is opened in,
/// «Сентябрь 2024» its first day.
fn names_a_day(cell: &str) -> bool {
    let is_figure = |letter: char| letter.is_ascii_digit() || letter == '.';
    let words: Vec<String> = cell.split_whitespace().map(str::to_lowercase).collect();
    // In either case, or short: «окт.»
    let names = || MONTHS.iter().chain(&MONTHS_GENITIVE);
    let is_month = |word: &&String| {
        let word = word.trim_end_matches('.');
        word.chars().count() >= 3 && names().any(|name| name.starts_with(word))
    };
    let months = words.iter().filter(is_month).count();
    let figures = words.iter().filter(|word| word.chars().all(is_figure)).count();
    let others = words.iter().filter(|word| ["г", "г.", "года"].contains(&word.as_str())).count();
    months == 1 && figures > 0 && months + figures + others == words.len()
}

/// Whether a program would see in figures with signs between them something else than they are. A day in full is one.
fn is_mistaken(cell: &str) -> bool {
    let cell = cell.trim();
    let of_figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = cell.split(['.', ',', '/', '-', ':', ' ']).collect();
    let day = cell.matches('.').count() == 2 && parts.iter().map(|part| part.len()).eq([2, 2, 4]);
    let long = of_figures(cell) && cell.len() > 11;
    let leading_zero = of_figures(cell) && cell.len() > 1 && cell.starts_with('0');
    long || leading_zero || (parts.len() > 1 && !day && parts.iter().all(|part| of_figures(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_table_is_calculated() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+7 900 000-00-00", "'+7 900 000-00-00"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\t=1", "' =1"),
            ("\r=1", "'\n=1"),
            ("— Пайвина Н.Б.", "— Пайвина Н.Б."),
            ("10-12", "'10-12"),
            ("1.2", "'1.2"),
            ("1.2.", "1.2."),
            ("8/10", "'8/10"),
            ("14:00", "'14:00"),
            ("0123", "'0123"),
            ("08.10.2026", "08.10.2026"),
            ("12", "12"),
            ("8 октября", "'8 октября"),
            ("Сентябрь 2024", "'Сентябрь 2024"),
            ("8 октября 2026 г.", "'8 октября 2026 г."),
            ("до 8 октября", "до 8 октября"),
            ("Мастер 5", "Мастер 5"),
            ("Май 5 книг", "Май 5 книг"),
            ("октябрь", "октябрь"),
            ("Семинар", "Семинар"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), written, "{cell}");
        }
    }

    #[test]
    fn a_table_is_as_excel_opens_it() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let table = text(&[row(["№", "Что", "Кто"]), row(["1.", "«Книга»; \"чтение\"\nи кино", ""])]);
        assert_eq!(table, "\u{feff}№;Что;Кто\r\n1.;\"«Книга»; \"\"чтение\"\"\nи кино\";\r\n");
    }
}
