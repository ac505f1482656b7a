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
    for line in io::stdin().lock().lines() {
        match line {
            Ok(line) => one(line.trim_start_matches('\u{feff}').trim_end_matches('\r')),
            Err(_) => {
                complain(
                    "ошибка: ввод прочитать нельзя\n  = подсказка: Подайте текст в кодировке UTF-8, по одному в строке.",
                );
                return Outcome::Failed;
            }
        }
    }
    Outcome::Done
}

/// The text on one line, as it was asked for.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
