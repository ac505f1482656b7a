//! What is pasted from Word into a file of fields as it is: tables and numbered lists.

use super::mend::Shape;
use crate::prose::items::Mark;

/// Whether `line` is a row of a table: cells between tabs, or between the strokes of Markdown.
pub(super) fn is_row(line: &str) -> bool {
    let content = line.trim();
    if content.len() > 2 && content.starts_with('|') && content.ends_with('|') {
        return true;
    }
    let name = Shape::of(content).key.map(|key| &content[key.name]);
    let words = Mark::of(content).map_or(content, |(_, words)| words);
    let cells = words.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    cells > 1 && name.is_none_or(|name| name.contains('\t'))
}

/// Whether `line` begins with a number as the item of a list does.
pub(super) fn is_numbered(line: &str) -> bool {
    matches!(Mark::of(line), Some((Mark::Number(_), _)))
}

/// What is wrong where a table stands.
pub(super) const TABLE: (&str, &str) = (
    "Похоже, сюда вставлена таблица, а её строки здесь не читаются",
    "Запишите каждую строку таблицы полями: «- что: Заседание», а под ней с отступом в четыре пробела «когда: сентябрь» и «кто: …». Строку с названиями столбцов не переносите.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_from_fields_and_items() {
        for line in [
            "№ п/п\tМероприятие\tСроки",
            "1.\tЗаседание\tсентябрь",
            "1\tУрок: чтение\tмай",
            "| № | Что |",
            "|---|---|",
        ] {
            assert!(is_row(line), "{line}");
        }
        for line in
            ["1)\tСобрать копилку.", "что: Семинар\tмай", "•\tчтение", "просто текст", "|", "когда:\tмай"]
        {
            assert!(!is_row(line), "{line}");
        }
    }
}
