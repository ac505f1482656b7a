//! The command line: the only code that prints, and that asks for today's date. One file a command.

mod arguments;
mod build;
mod check;
mod external;
mod failure;
mod lines;
mod people;
mod period;
mod plain;
mod progress;
mod report;
mod schema;
mod serve;
mod site;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Command;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// The content has mistakes; nothing was changed.
    Mistakes,
    /// The machine failed, or the command was not understood.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Mistakes => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Carries out the command that `arguments` give.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match arguments::parse(arguments) {
        Ok(Command::Build(options)) => build::run(&options).into(),
        Ok(Command::Check(options)) => check::run(&options).into(),
        Ok(Command::Serve(options)) => serve::run(options).into(),
        Ok(Command::Period(options)) => period::run(&options).into(),
        Ok(Command::People(options)) => people::run(&options).into(),
        Ok(Command::Schema(options)) => schema::run(&options).into(),
        Err(answer) => answer.print().into(),
    }
}

/// Prints an answer. A reader who has gone away (`kartoteka … | head`) is no reason to complain.
fn print(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints what went wrong, beside the answers.
fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
