//! The command line: the only code that prints, and that asks for today's date. One file a command.

mod arguments;
mod build;
mod check;
mod dialogue;
mod external;
mod failure;
mod import;
mod lines;
mod menu;
mod new;
mod people;
mod period;
mod plain;
mod plan;
mod progress;
mod report;
mod schema;
mod serve;
mod site;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{ExitCode, Stdio};

use arguments::Command;
use dialogue::{Dialogue, Terminal};

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

/// Carries out the command that `arguments` give. Where there is none and somebody sits at the terminal, as after a double
/// click on Windows, they choose.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let outcome = if arguments.len() < 2 && Terminal::default().is_live() {
        let folder = std::env::current_dir().unwrap_or_else(|_| ".".into());
        menu::run(&folder, &mut Terminal { has_list: true }, &mut OwnCommands)
    } else {
        carry_out(arguments, &mut Terminal::default())
    };
    outcome.into()
}

/// The commands of this program: those that have an end here, the others as a program of their own.
struct OwnCommands;

impl menu::Commands for OwnCommands {
    fn carry_out(&mut self, arguments: Vec<OsString>) -> Outcome {
        carry_out(arguments, &mut Terminal { has_list: true })
    }

    fn start(&mut self, arguments: Vec<OsString>) -> Option<Box<dyn FnOnce()>> {
        let started = std::env::current_exe().and_then(|program| {
            std::process::Command::new(program).args(arguments.iter().skip(1)).stdin(Stdio::null()).spawn()
        });
        match started {
            Ok(mut child) => Some(Box::new(move || {
                // A preview writes nothing, so that it can be stopped at any moment; and it may have ended before.
                let _ = child.kill();
                let _ = child.wait();
            })),
            Err(error) => {
                failure::say(&failure::no_second_start(&error));
                None
            }
        }
    }
}

fn carry_out(arguments: Vec<OsString>, terminal: &mut Terminal) -> Outcome {
    match arguments::parse(arguments) {
        Ok(Command::New(options)) => new::run(&options, terminal),
        Ok(Command::Import(options)) => import::run(&options, terminal),
        Ok(Command::Build(options)) => build::run(&options),
        Ok(Command::Check(options)) => check::run(&options),
        Ok(Command::Serve(options)) => serve::run(options),
        Ok(Command::Plan(options)) => plan::run(&options.command),
        Ok(Command::Period(options)) => period::run(&options),
        Ok(Command::People(options)) => people::run(&options),
        Ok(Command::Schema(options)) => schema::run(&options),
        Err(answer) => answer.print(),
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
