//! `kartoteka serve`: the site in the browser while it is being written.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::arguments::ServeArguments;
use super::report::{self, remarks};
use super::site::{Folders, Memory, ReadSite};
use super::{Outcome, complain, failure, print};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Severity};
use crate::render;
use crate::russian::plural::plural;
use crate::serve::{Edition, Names, Preview, Problem, Report, start};
use crate::source::ReadError;
use crate::watch::{Method, Reason, Watch};

/// How many bytes of rendered pages are remembered.
const PAGES: usize = 16 * 1024 * 1024;

/// A mistake is spoken of when nothing has changed for so long: a file that is just being saved is empty for a moment.
const SECOND_THOUGHT: Duration = Duration::from_millis(60);

/// Somebody who never stops saving must be told in the end.
const MOST_THOUGHTS: usize = 10;

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// Serves the site until the user ends the program.
pub(super) fn run(mut arguments: ServeArguments) -> Outcome {
    arguments.site.drafts = !arguments.no_drafts;
    let folders = Folders::new(&arguments.site);
    if let Err(refusal) = folders.check() {
        return failure::say(&refusal);
    }
    let watch = Watch::new(&[&folders.content, &folders.themes], arguments.poll);
    let preview = Arc::new(Preview::new());
    let interrupted = || {
        print("\nПредпросмотр остановлен.");
        std::process::exit(0);
    };
    let started = match start(&preview, arguments.port, interrupted) {
        Ok(started) => started,
        Err(problem) => return failure::say(&unserved(&problem)),
    };
    if started.port != arguments.port && arguments.port != 0 {
        print(&format!("Порт {} занят, взят {}.", arguments.port, started.port));
    }
    announce(watch.method());
    let mut session = Session::new(arguments, folders, watch, preview);
    session.begin(&format!("http://127.0.0.1:{}/", started.port));
    session.keep_up()
}

fn unserved(problem: &Problem) -> failure::Words {
    match problem {
        Problem::NoPort(first, last) => failure::no_port(*first, *last),
        Problem::Io(error) => failure::no_server(error),
    }
}

/// Says how changes become known, where it is not the usual way.
fn announce(method: Method) {
    let why = match method {
        Method::Told | Method::Polled(Reason::Asked) => return,
        Method::Polled(Reason::Remote) => "Папка сайта лежит на другом компьютере",
        Method::Polled(Reason::Refused) => "Система не сообщает о переменах в стольких папках",
    };
    print(&format!("{why}, поэтому файлы просматриваются раз в секунду."));
}

/// A preview from the first build to the last.
struct Session {
    arguments: ServeArguments,
    folders: Folders,
    watch: Watch,
    preview: Arc<Preview>,
    memory: Memory,
    pages: Arc<render::Memory>,
    /// The names of the last site, which were found good.
    names: Option<Names>,
    /// What the terminal was told last: it is not told twice.
    told: Vec<Diagnostic>,
    /// Whether the last build could be served.
    sound: bool,
}

/// What came of a build.
enum Built {
    /// There is nothing new.
    Same,
    /// It can be served.
    Good(Box<Edition>, Vec<Diagnostic>, ReadSite),
    /// It has mistakes.
    Bad(Vec<Diagnostic>, ReadSite),
    /// The sources could not be read, or the site not be written.
    Failed(failure::Words),
}

impl Session {
    fn new(arguments: ServeArguments, folders: Folders, watch: Watch, preview: Arc<Preview>) -> Self {
        let pages = Arc::new(render::Memory::new(PAGES));
        let memory = Memory::default();
        let told = Vec::new();
        Self { arguments, folders, watch, preview, memory, pages, names: None, told, sound: false }
    }

    /// The first build, and the word that everything is ready.
    fn begin(&mut self, address: &str) {
        let started = Instant::now();
        let built = self.build();
        self.show(built, started);
        // Started from the list, where nothing is typed here, it is ended there.
        let remedy = if std::io::stdin().is_terminal() { "  Остановить: Ctrl+C." } else { "" };
        print(&format!("Сайт открыт: {address}{remedy}"));
        if self.arguments.open && open::that_detached(address).is_err() {
            print("Браузер не открылся сам. Откройте его и скопируйте адрес.");
        }
    }

    /// A build after every change, for ever.
    fn keep_up(&mut self) -> ! {
        loop {
            let method = self.watch.method();
            self.watch.wait();
            if self.watch.method() != method {
                announce(self.watch.method());
            }
            let started = Instant::now();
            self.preview.set_building(true);
            let mut built = self.build();
            // What looks like a mistake may be a file that is only half saved.
            for _ in 0..MOST_THOUGHTS {
                let sound = matches!(built, Built::Same | Built::Good(..));
                if sound || !self.watch.changes_within(SECOND_THOUGHT) {
                    break;
                }
                match self.build() {
                    Built::Same => {}
                    next => built = next,
                }
            }
            self.show(built, started);
            self.preview.set_building(false);
        }
    }

    /// A build of what has changed.
    fn build(&mut self) -> Built {
        match self.read() {
            Err(words) => Built::Failed(words),
            Ok(None) => Built::Same,
            Ok(Some(read)) => self.make(read),
        }
    }

    fn read(&mut self) -> Result<Option<Checked<ReadSite>>, failure::Words> {
        self.folders.check()?;
        let read = ReadSite::read_changed(&self.arguments.site, &self.folders, &mut self.memory);
        // What was there a moment ago may be on its way to another name.
        let again = |_: ReadError| {
            self.watch.changes_within(SECOND_THOUGHT);
            ReadSite::read_changed(&self.arguments.site, &self.folders, &mut self.memory)
        };
        read.or_else(again).map_err(|failure| failure::unreadable(&failure))
    }

    fn make(&mut self, read: Checked<ReadSite>) -> Built {
        let Checked { value: read, mut diagnostics } = read;
        let Some(output) = read.output(self.arguments.site.strict, &mut diagnostics) else {
            return Built::Bad(diagnostics.sorted(), read);
        };
        // To typeset a document takes as long as a build; whoever wants one asks for it.
        let edition = Edition::new(output.without_lengths_of_pdf(), &self.pages);
        if let Err(refusal) = edition.check_names(&mut self.names) {
            return Built::Failed(failure::refused(&refusal, Path::new("public")));
        }
        if let Err(mistakes) = edition.check_templates() {
            diagnostics.append(mistakes.into_iter().collect::<Diagnostics>());
            return Built::Bad(diagnostics.sorted(), read);
        }
        diagnostics.append(read.reminders());
        Built::Good(Box::new(edition), diagnostics.sorted(), read)
    }

    /// Puts a build before the reader, or what is wrong with it.
    fn show(&mut self, built: Built, started: Instant) {
        match built {
            Built::Same => {}
            Built::Good(edition, found, read) => {
                let pages = edition.page_count();
                let report = Report { remarks: remarks(&found, &read.sources()), failure: None };
                let last = self.preview.publish(*edition, report);
                self.say_built(&read, pages, last.is_none(), started.elapsed());
                self.tell(found, &read);
                self.sound = true;
            }
            Built::Bad(found, read) => {
                let report = Report { remarks: remarks(&found, &read.sources()), failure: None };
                self.preview.refuse(report);
                self.tell(found, &read);
                self.say_kept("Исправьте ошибки, и он обновится сам.");
                self.sound = false;
            }
            Built::Failed(words) => {
                failure::say(&words);
                self.preview.refuse(Report { remarks: Vec::new(), failure: Some(words.in_one()) });
                self.say_kept("Программа ждёт и попробует снова.");
                self.told.clear();
                self.sound = false;
                self.memory.forget_whether_complete();
            }
        }
    }

    /// What the reader sees instead of a build that came to nothing.
    fn say_kept(&self, remedy: &str) {
        let kept = if self.preview.has_edition() {
            "Сайт не обновлён: в браузере остался прежний."
        } else {
            "Сайт не собран: показывать пока нечего."
        };
        complain(&format!("{kept} {remedy}"));
    }

    /// One line for a build: how long it took, and what it was for.
    fn say_built(&self, read: &ReadSite, pages: usize, first: bool, time: Duration) {
        let time = super::build::seconds(time);
        if first {
            let pages = pages as u64;
            print(&format!(
                "Собрано за {time}: {pages} {}.",
                plural(pages, "страница", "страницы", "страниц")
            ));
            return;
        }
        let mended = if self.sound { "" } else { "Ошибки исправлены. " };
        print(&format!("{mended}Обновлено за {time}: {}.", named(&self.changed(read))));
    }

    /// The files that have changed, as their authors know them.
    fn changed(&self, read: &ReadSite) -> Vec<String> {
        let sources = self.memory.sources.changed().iter().map(ToString::to_string);
        sources.chain(read.changed_theme.iter().map(|file| format!("{}/{file}", read.site.theme))).collect()
    }

    /// Prints what is wrong: mistakes as long as they are there, doubts when they are new.
    fn tell(&mut self, found: Vec<Diagnostic>, read: &ReadSite) {
        let news = new_ones(&self.told, &found);
        if !news.is_empty() {
            complain(&report::text(&news, &read.sources(), &report::renderer(&std::io::stderr())));
        }
        if found.iter().any(is_error) {
            // A mistake hides doubts that are not looked for then; they are not new when it is gone.
            self.told.extend(news.into_iter().filter(|diagnostic| !is_error(diagnostic)));
        } else {
            self.told = found;
        }
    }
}

/// What of `found` has not been `told`: all mistakes, and the doubts that are new, wherever in their file they stand, since
/// what is typed above them shifts them.
fn new_ones(told: &[Diagnostic], found: &[Diagnostic]) -> Vec<Diagnostic> {
    let said = |diagnostic: &Diagnostic| {
        (diagnostic.message.clone(), diagnostic.place.as_ref().map(|place| Arc::clone(&place.path)))
    };
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in told.iter().filter(|diagnostic| !is_error(diagnostic)) {
        *left.entry(said(diagnostic)).or_default() += 1;
    }
    let mut is_new = |diagnostic: &&Diagnostic| match left.get_mut(&said(diagnostic)) {
        Some(left @ 1..) => {
            *left -= 1;
            false
        }
        _ => true,
    };
    found.iter().filter(|diagnostic| is_new(diagnostic)).cloned().collect()
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

fn named(files: &[String]) -> String {
    let named = files.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(MOST_NAMED) {
        0 if files.is_empty() => "изменений нет".to_owned(),
        0 => named,
        more => format!("{named} и ещё {more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Lint, Place};

    #[test]
    fn a_doubt_is_told_once_wherever_it_has_been_shifted_to() {
        let path: Arc<str> = "a.md".into();
        let doubt = |at: usize, message: &str| {
            Diagnostic::warning(Lint::UnreadPeriod, Place::new(&path, at..at + 1), message)
        };
        let told = [doubt(1, "а"), doubt(5, "б")];
        assert_eq!(new_ones(&told, &[doubt(3, "а"), doubt(7, "б")]), []);
        assert_eq!(new_ones(&told, &[doubt(3, "а"), doubt(4, "а")]), [doubt(4, "а")]);
        let mistakes = [Diagnostic::error(Place::new(&path, 1..2), "в")];
        assert_eq!(new_ones(&mistakes, &mistakes), mistakes);
    }
}
