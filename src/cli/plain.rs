//! Words of others made fit for a terminal: what is in a file or its name may have been put there to deceive.

/// Quotations of more letters than this are cut.
const LONGEST: usize = 120;

/// How much is left of a cut quotation, before the cut and behind it.
const KEPT: (usize, usize) = (60, 20);

/// `text` with signs to be seen in place of those that control a terminal or turn the direction of writing; lines stay.
pub(super) fn text(text: &str) -> String {
    text.chars().map(|sign| if matches!(sign, '\n' | '\t') { sign } else { visible(sign) }).collect()
}

/// The same for what must stay on one line.
pub(super) fn line(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(sign: char) -> char {
    match sign {
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(sign)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        sign => sign,
    }
}

/// `text` with its long quotations cut in their middle.
pub(super) fn brief(text: &str) -> String {
    let mut brief = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('«').map(|at| at + '«'.len_utf8()) {
        let Some(length) = quotation(&rest[start..]) else { break };
        brief.push_str(&rest[..start]);
        brief.push_str(&cut(&rest[start..start + length]));
        rest = &rest[start + length..];
    }
    brief + rest
}

/// The bytes up to the mark that closes a quotation, which may hold others.
fn quotation(text: &str) -> Option<usize> {
    let mut open = 1;
    text.char_indices().find_map(|(at, sign)| {
        match sign {
            '«' => open += 1,
            '»' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })
}

fn cut(quotation: &str) -> String {
    let letters: Vec<char> = quotation.chars().collect();
    if letters.len() <= LONGEST {
        return quotation.to_owned();
    }
    let (first, last) = (&letters[..KEPT.0], &letters[letters.len() - KEPT.1..]);
    first.iter().chain(&['…']).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gives_orders_to_a_terminal() {
        assert_eq!(line("а\u{1b}[2J\r\nб\u{202e}в\u{7f}"), "а␛[2J␍␊б\u{fffd}в␡");
        assert_eq!(text("а\n\tб\u{7}\u{9b}"), "а\n\tб␇\u{fffd}");
        assert_eq!(line("Ёж — «да» №\u{a0}1"), "Ёж — «да» №\u{a0}1");
    }

    #[test]
    fn long_quotations_are_cut() {
        let long = "я".repeat(500);
        let cut = format!("{}…{}", "я".repeat(60), "я".repeat(20));
        assert_eq!(brief(&format!("Нет «{long}» и «да»")), format!("Нет «{cut}» и «да»"));
        assert_eq!(brief("Нет «а «б» в»."), "Нет «а «б» в».");
        assert_eq!(brief(&format!("Нет «{long}")), format!("Нет «{long}"));
    }
}
