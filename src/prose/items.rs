//! Lists as people type them and Word copies them: bullets, dashes, numbers at the beginning of lines.

/// What stands at the beginning of a line in place of a list's hyphen and space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A hyphen with its word right behind it.
    GluedHyphen,
    /// One of the signs that look like a hyphen.
    Dash,
    /// A bullet, those among them that only Word's own fonts know.
    Bullet(char),
    /// `1.`, `1)`
    Number(u32),
}

impl Mark {
    /// The mark at the beginning of `line`, and what stands behind it.
    pub fn of(line: &str) -> Option<(Self, &str)> {
        let content = line.trim_start();
        let sign = content.chars().next()?;
        let rest = &content[sign.len_utf8()..];
        let spaced = rest.starts_with(char::is_whitespace);
        let mark = match sign {
            '-' if rest.starts_with(char::is_alphabetic) => Self::GluedHyphen,
            '\u{2010}'..='\u{2015}' | '\u{2212}' if spaced => Self::Dash,
            '•' | '▪' | '●' | '■' | '►' | '➢' | '✓' | '✔' | '\u{f000}'..='\u{f0ff}' => {
                Self::Bullet(sign)
            }
            '*' | '·' | '○' | '◦' | '□' if spaced => Self::Bullet(sign),
            '1'..='9' => return number(content),
            _ => return None,
        };
        Some((mark, rest.trim_start()))
    }

    /// Whether an item with this mark may stand below one with `above`.
    fn follows(self, above: Self) -> bool {
        match (above, self) {
            (Self::Number(above), Self::Number(number)) => number == above + 1,
            (Self::Number(_), _) | (_, Self::Number(_)) => false,
            _ => true,
        }
    }
}

fn number(content: &str) -> Option<(Mark, &str)> {
    let digits = content.find(|sign: char| !sign.is_ascii_digit()).filter(|digits| *digits < 4)?;
    let rest = content[digits..].strip_prefix(['.', ')'])?;
    let parted = rest.starts_with(|sign: char| sign.is_whitespace() || sign.is_alphabetic());
    let number = content[..digits].parse().ok()?;
    parted.then_some((Mark::Number(number), rest.trim_start()))
}

/// Where in `text` the second item of a list begins whose lines have run together. A dash or a number may begin a line by
/// chance, so the list begins with the text or behind a colon.
pub fn merged(text: &str) -> Option<usize> {
    let mut above = None;
    let mut opened = true;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        match (Mark::of(line), above) {
            (Some((mark, _)), Some(above)) if mark.follows(above) => return Some(start),
            (Some((mark @ Mark::Bullet(_), _)), None) => above = Some(mark),
            (Some((mark, _)), None) if opened => above = Some(mark),
            _ => {}
        }
        opened = line.trim_end().ends_with(':');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for (line, mark, rest) in [
            ("  •\tчтение", Mark::Bullet('•'), "чтение"),
            ("\u{f0b7}   Закон.", Mark::Bullet('\u{f0b7}'), "Закон."),
            ("* Чтение.", Mark::Bullet('*'), "Чтение."),
            ("‑ что", Mark::Dash, "что"),
            ("− что", Mark::Dash, "что"),
            ("-что", Mark::GluedHyphen, "что"),
            ("1)Первое", Mark::Number(1), "Первое"),
            ("12. Первое", Mark::Number(12), "Первое"),
        ] {
            assert_eq!(Mark::of(line), Some((mark, rest)), "{line}");
        }
        for line in ["- что", "1.5 часа", "2024. Год", "*важно*", "—", "-5 градусов", "слово", "", "5 шагов"]
        {
            assert_eq!(Mark::of(line), None, "{line}");
        }
    }

    #[test]
    fn lists_that_have_run_together_are_found() {
        for (text, second) in [
            ("– Изучать.\n  – Помогать.", "– Помогать."),
            ("-каталоги\n  -чтение", "-чтение"),
            ("1. Собрать\nкопилку.\n  2. Описать.", "2. Описать."),
            ("Взять с собой:\n•\tкнигу;\n•\tблокнот.", "•\tблокнот."),
            ("Слово\n• книгу\n• блокнот", "• блокнот"),
            ("Повестка:\n1)Первое\n2)Второе", "2)Второе"),
        ] {
            assert_eq!(merged(text).map(|at| &text[at..]), Some(second), "{text}");
        }
        for text in [
            "Одна строка\n  и её продолжение",
            "– реплика",
            "Мы\n— это\n— мы",
            "1. Раз\n3. Три",
            "в\n1. Да\n2. Нет",
        ] {
            assert_eq!(merged(text), None, "{text}");
        }
    }
}
