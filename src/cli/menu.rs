//! `kartoteka` alone, as after a double click: a list of what can be done here, chosen by number.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::dialogue::Dialogue;
use super::new::place;
use super::{Outcome, new, plain};

#[cfg(test)]
mod tests;

/// The commands, as the menu gives them: program and arguments.
pub(super) trait Commands {
    /// Carries one out to its end.
    fn carry_out(&mut self, arguments: Vec<OsString>) -> Outcome;
    /// Starts one that has no end of its own; what is given back ends it. Nothing where it did not start.
    fn start(&mut self, arguments: Vec<OsString>) -> Option<Box<dyn FnOnce()>>;
}

/// A command as it is chosen.
struct Entry {
    words: &'static str,
    command: &'static [&'static str],
    /// Whether it goes on until the person has had enough of it.
    lasts: bool,
}

/// What can be done with the site of a folder, the most wanted first; the folder is added as `--root`.
const FOR_SITE: [Entry; 5] = [
    Entry {
        words: "Показать сайт в браузере и обновлять, пока вы пишете",
        command: &["serve", "--open"],
        lasts: true,
    },
    simple("Проверить тексты: сказать об ошибках, ничего не записывая", &["check"]),
    simple("Собрать сайт: сделать папку public, которую публикуют", &["build"]),
    simple("Собрать сайт в один архив site.zip, если хостинг берёт архивы", &["build", "--zip"]),
    simple("Посмотреть, что из плана сделано, что впереди и что забыто", &["plan", "status"]),
];

/// What can be new in it.
const NEW_IN_SITE: [Entry; 4] = [
    simple("Начать план на следующий год", &["new", "plan"]),
    simple("Добавить заседание", &["new", "meeting"]),
    simple("Добавить материал", &["new", "material"]),
    simple("Добавить новость", &["new", "news"]),
];

/// How taking something over from Word is called.
const IMPORT: &str = "Перенести из Word план, протокол или материал";

/// What a document can be, and what it becomes then.
const KINDS: [(&str, &str); 3] = [
    ("план", "plan"),
    ("протокол или отчёт о заседании", "meeting"),
    ("материал: урок, сценарий", "material"),
];

/// A command that comes to its end by itself.
const fn simple(words: &'static str, command: &'static [&'static str]) -> Entry {
    Entry { words, command, lasts: false }
}

/// What a new folder is called where nobody says.
const NEW_FOLDER: &str = "Сайт объединения";

/// No more neighbours than this are named: the list stays short.
const MOST_NEIGHBOURS: usize = 5;

/// No more names of what is in the way are shown.
const MOST_NAMES: usize = 3;

/// What is done when it is chosen.
enum Deed {
    Command(&'static Entry),
    Import,
    CreateHere,
    CreateElsewhere,
    Enter(PathBuf),
    Find,
    Leave,
}

/// Offers what can be done in `folder`, and after each deed again, until there is nothing more to do.
pub(super) fn run(folder: &Path, dialogue: &mut dyn Dialogue, commands: &mut dyn Commands) -> Outcome {
    let mut menu = Menu { folder: folder.to_owned(), dialogue, commands };
    menu.dialogue.say("Картотека: сайт методического объединения школьных библиотекарей");
    loop {
        match menu.chosen() {
            None | Some(Deed::Leave) => return Outcome::Done,
            Some(deed) => menu.carry_out(deed),
        }
    }
}

struct Menu<'m> {
    folder: PathBuf,
    dialogue: &'m mut dyn Dialogue,
    commands: &'m mut dyn Commands,
}

impl Menu<'_> {
    /// What the person wants; nothing where there will be no answers any more.
    fn chosen(&mut self) -> Option<Deed> {
        let in_the_way = in_the_way(&self.folder);
        let mut choices = choices(&self.folder, in_the_way.as_deref());
        let mut list = format!("\nПапка: {}", plain::line(&self.folder.display().to_string()));
        if let Some(names) = in_the_way.filter(|names| !names.is_empty()) {
            let names: Vec<String> = names.iter().take(MOST_NAMES).map(|name| plain::line(name)).collect();
            let _ = write!(list, "\nСайт прямо в ней не создать, мешает: {}", names.join(", "));
        }
        for (number, (words, _)) in (1..).zip(&choices) {
            let _ = write!(list, "\n  {number}. {words}");
        }
        self.dialogue.say(&list);
        loop {
            let answer = self.dialogue.ask("Напишите номер и нажмите Enter:")?;
            let number = answer.trim_end_matches(['.', ')']).parse::<usize>().ok();
            if let Some(index) =
                number.and_then(|number| number.checked_sub(1)).filter(|index| *index < choices.len())
            {
                return Some(choices.swap_remove(index).1);
            }
            if !answer.is_empty() {
                self.dialogue.say(&format!("Такого номера нет. Напишите число от 1 до {}.", choices.len()));
            }
        }
    }

    fn carry_out(&mut self, deed: Deed) {
        match deed {
            Deed::Command(entry) => {
                let arguments = entry.command.iter().map(OsString::from).chain(self.root());
                if entry.lasts {
                    self.command_until_enter(arguments);
                } else {
                    self.command(arguments);
                }
            }
            Deed::Import => self.import(),
            Deed::CreateHere => {
                self.create(self.folder.clone());
            }
            Deed::CreateElsewhere => self.create_elsewhere(),
            Deed::Enter(folder) => self.folder = folder,
            Deed::Find => self.find(),
            Deed::Leave => {}
        }
    }

    /// The site of the folder, as a command is told of it.
    fn root(&self) -> [OsString; 2] {
        ["--root".into(), self.folder.clone().into_os_string()]
    }

    /// Takes over a document, once it is said which and what it is.
    fn import(&mut self) {
        let question =
            "Напишите путь к документу Word или таблице Excel или перетащите его мышью в это окно.";
        let Some(answer) = self.asked(question) else { return };
        let file = self.folder.join(unquoted(&answer)).into_os_string();
        let question = format!("Что это? {}.", self.dialogue.way_out());
        let Ok(Some(kind)) =
            place::chosen(&question, &KINDS.map(|(words, _)| words.to_owned()), self.dialogue)
        else {
            return;
        };
        let arguments = ["import".into(), file, "--as".into(), KINDS[kind].1.into()];
        self.command(arguments.into_iter().chain(self.root()));
    }

    /// What is answered to `question`; nothing where that is passed over.
    fn asked(&mut self, question: &str) -> Option<String> {
        let question = format!("{question}\n{}:", self.dialogue.way_out());
        self.dialogue.ask(&question).filter(|answer| !answer.is_empty())
    }

    fn command(&mut self, arguments: impl IntoIterator<Item = OsString>) -> Outcome {
        self.dialogue.say("");
        self.commands.carry_out(std::iter::once("kartoteka".into()).chain(arguments).collect())
    }

    fn command_until_enter(&mut self, arguments: impl IntoIterator<Item = OsString>) {
        self.dialogue.say("");
        let arguments = std::iter::once("kartoteka".into()).chain(arguments).collect();
        if let Some(end) = self.commands.start(arguments) {
            self.dialogue.ask("Чтобы вернуться к списку, нажмите Enter.");
            end();
        }
    }

    fn create(&mut self, folder: PathBuf) {
        if self.command(["new".into(), folder.clone().into_os_string()]) == Outcome::Done {
            self.folder = folder;
        }
    }

    /// Beside a site, not inside it.
    fn create_elsewhere(&mut self) {
        let above = self.folder.parent().filter(|_| has_site(&self.folder));
        let above = above.unwrap_or(&self.folder).to_owned();
        let question = format!(
            "Как назвать новую папку? Она появится в {}\nЕсли «{NEW_FOLDER}», просто нажмите Enter:",
            plain::line(&above.display().to_string())
        );
        let Some(answer) = self.dialogue.ask(&question) else { return };
        let name = unquoted(&answer);
        self.create(above.join(if name.is_empty() { NEW_FOLDER } else { name }));
    }

    fn find(&mut self) {
        let Some(answer) = self.asked("Напишите путь к папке сайта или перетащите её мышью в это окно.")
        else {
            return;
        };
        let folder = self.folder.join(unquoted(&answer));
        let above = folder.parent().filter(|above| folder.ends_with("content") && has_site(above));
        let folder = above.unwrap_or(&folder);
        if has_site(folder) {
            folder.clone_into(&mut self.folder);
        } else {
            self.dialogue.say("Сайта там нет: в папке сайта лежит папка content.");
        }
    }
}

/// What keeps a site from being made in `folder`; nothing where there is one, or where nobody can look into it.
fn in_the_way(folder: &Path) -> Option<Vec<String>> {
    if has_site(folder) { None } else { new::in_the_way(folder).ok() }
}

/// What makes sense in `folder`, where a site can be made unless something is `in_the_way`.
fn choices(folder: &Path, in_the_way: Option<&[String]>) -> Vec<(String, Deed)> {
    let mut choices: Vec<(String, Deed)> = Vec::new();
    if has_site(folder) {
        let command = |entry: &'static Entry| (entry.words.to_owned(), Deed::Command(entry));
        choices.extend(FOR_SITE.iter().map(command));
        choices.push((IMPORT.to_owned(), Deed::Import));
        choices.extend(NEW_IN_SITE.iter().map(command));
    } else {
        choices.extend(neighbours(folder).into_iter().map(|neighbour| {
            let name = neighbour.file_name().unwrap_or_default().to_string_lossy();
            (format!("Открыть сайт «{}»", plain::line(&name)), Deed::Enter(neighbour.clone()))
        }));
        if in_the_way.is_some_and(<[String]>::is_empty) {
            choices.push(("Создать сайт в этой папке".to_owned(), Deed::CreateHere));
        }
    }
    choices.push(("Создать сайт в новой папке".to_owned(), Deed::CreateElsewhere));
    choices.push(("Открыть другую папку".to_owned(), Deed::Find));
    choices.push(("Выйти".to_owned(), Deed::Leave));
    choices
}

fn has_site(folder: &Path) -> bool {
    folder.join("content").is_dir()
}

/// The sites that lie in `folder`, by name.
fn neighbours(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut sites: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| has_site(path)).collect();
    sites.sort();
    sites.truncate(MOST_NEIGHBOURS);
    sites
}

/// A path as a console writes it when a folder is dragged into its window: in quotes, where it has spaces.
fn unquoted(path: &str) -> &str {
    let inside = |quote| path.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(path).trim()
}
