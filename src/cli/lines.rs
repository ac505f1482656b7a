//! Commands that answer line by line: what they are asked, from the command line or from standard input.

use std::io::{self, BufRead};

use super::{Outcome, complain, print};

/// Answers each of `given`, or each line of standard input where nothing is given. A `\\n` typed out is a line break.
pub(super) fn answer(given: &[String], answer: impl Fn(&str) -> String) -> Outcome {
    let one = |line: &str| print(&answer(&line.replace("\\n", "\n")));
    if !given.is_empty() {
        for line in given {
            one(line);
        }
        return Outcome::Done;
    }
    for (number, line) in (1..).zip(io::stdin().lock().split(b'\n')) {
        match line.map(String::from_utf8) {
            Ok(Ok(line)) => one(line.trim_start_matches('\u{feff}').trim_end_matches('\r')),
            Ok(Err(_)) => return refuse(&format!("строка {number} записана не в кодировке UTF-8")),
            Err(_) => return refuse(&format!("строку {number} прочитать нельзя")),
        }
    }
    Outcome::Done
}

fn refuse(what: &str) -> Outcome {
    complain(&format!("ошибка: {what}\n  = подсказка: Подайте текст в кодировке UTF-8, по одному в строке."));
    Outcome::Failed
}

/// The text on one line, as it was asked for.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
