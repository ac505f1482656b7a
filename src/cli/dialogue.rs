//! Talking with whoever sits at the terminal.
//!
//! Plain lines, a question and an answer, without colours and keys: the consoles of old Windows show them, and screen
//! readers read them.

use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};

use super::print;

/// Somebody who can be asked.
pub(super) trait Dialogue {
    /// Whether anybody is there to answer.
    fn is_live(&self) -> bool;
    /// Whether they came here from the list of what can be done, and will go back to it.
    fn has_list(&self) -> bool;
    /// Says something.
    fn say(&mut self, text: &str);
    /// What is answered to `question`, without the spaces around it; nothing where there will be no answers any more.
    fn ask(&mut self, question: &str) -> Option<String>;
    /// What becomes of a command whose question is answered with nothing, for the end of that question, without a stop.
    fn way_out(&self) -> &'static str {
        if self.has_list() {
            "Просто Enter вернёт к списку"
        } else {
            "Просто Enter отменит всё"
        }
    }
}

/// A person at a terminal, where standard input and output are one.
#[derive(Default)]
pub(super) struct Terminal {
    pub(super) has_list: bool,
}

impl Dialogue for Terminal {
    fn is_live(&self) -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    fn has_list(&self) -> bool {
        self.has_list
    }

    fn say(&mut self, text: &str) {
        print(text);
    }

    fn ask(&mut self, question: &str) -> Option<String> {
        let mut stdout = io::stdout();
        let _ = write!(stdout, "{question}\n> ");
        let _ = stdout.flush();
        let mut line = Vec::new();
        // The lock ends with the question: whatever an answer starts may want to read for itself.
        match io::stdin().lock().read_until(b'\n', &mut line) {
            Ok(0) => {
                print("");
                None
            }
            // Windows calls so what is no text; the question will be asked again.
            Ok(_) => Some(String::from_utf8_lossy(&line).trim().to_owned()),
            Err(error) if error.kind() == ErrorKind::InvalidData => Some(String::new()),
            Err(_) => None,
        }
    }
}

/// Answers prepared for a test, and everything that was said.
#[cfg(test)]
pub(super) struct Script {
    answers: Vec<&'static str>,
    pub(super) said: String,
}

#[cfg(test)]
impl Script {
    pub(super) fn new(answers: &[&'static str]) -> Self {
        Self { answers: answers.iter().rev().copied().collect(), said: String::new() }
    }
}

#[cfg(test)]
impl Dialogue for Script {
    fn is_live(&self) -> bool {
        true
    }

    fn has_list(&self) -> bool {
        true
    }

    fn say(&mut self, text: &str) {
        use std::fmt::Write;
        let _ = writeln!(self.said, "{text}");
    }

    fn ask(&mut self, question: &str) -> Option<String> {
        use std::fmt::Write;
        let answer = self.answers.pop();
        let _ = writeln!(self.said, "{question}\n> {}", answer.unwrap_or("^D"));
        answer.map(|answer| answer.trim().to_owned())
    }
}
