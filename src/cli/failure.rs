//! Failures of the machine, and refusals to touch what is not ours, in the words of whoever sees them.

use std::io;
use std::path::Path;

use super::{Outcome, complain, plain};
use crate::import::Refusal as ImportRefusal;
use crate::period::SchoolYear;
use crate::source::ReadError;
use crate::write::{IoAction, IoFailure, Refusal};

/// What happened, and what to do about it.
pub(super) struct Words {
    /// What went wrong; empty where nothing did, and somebody only thought better of it.
    what: String,
    remedy: String,
}

impl Words {
    /// Both in one sentence after the other, for a page.
    pub(super) fn in_one(&self) -> String {
        let mut letters = self.what.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
        format!("{}{}. {}", first.unwrap_or_default(), letters.as_str(), self.remedy)
    }
}

/// Prints a failure.
pub(super) fn say(words: &Words) -> Outcome {
    complain(&said(words));
    Outcome::Failed
}

fn said(Words { what, remedy }: &Words) -> String {
    let remedy = plain::text(remedy);
    if what.is_empty() {
        remedy
    } else {
        format!("ошибка: {}\n  = подсказка: {remedy}", plain::line(what))
    }
}

/// There is no folder with content.
pub(super) fn no_content(folder: &Path) -> Words {
    Words {
        what: format!("нет папки с текстами: {}", folder.display()),
        remedy: "Запустите программу в папке сайта или укажите её: kartoteka build --root ПАПКА. Новый сайт создаёт \
                 команда kartoteka new ПАПКА"
            .to_owned(),
    }
}

/// There is no folder with a site.
pub(super) fn no_root(folder: &Path) -> Words {
    Words {
        what: format!("нет папки сайта: {}", folder.display()),
        remedy: "Запустите программу в папке сайта или укажите её: kartoteka schema --root ПАПКА".to_owned(),
    }
}

/// The schemas could not be written.
pub(super) fn unwritable_schemas(folder: &Path, error: &io::Error) -> Words {
    Words {
        what: format!("не удалось записать подсказки в папку {}: {}", folder.display(), reason(error)),
        remedy: "Проверьте, что в папку можно писать и что на её месте не стоит файл.".to_owned(),
    }
}

/// The output would overwrite the content, or be read as content.
pub(super) fn folders_overlap(content: &Path, out: &Path) -> Words {
    Words {
        what: format!(
            "папка для сайта {} и папка с текстами {} лежат одна в другой",
            out.display(),
            content.display()
        ),
        remedy: "Выберите для готового сайта отдельную папку: kartoteka build --out ПАПКА".to_owned(),
    }
}

/// No port from `first` to `last` can be had.
pub(super) fn no_port(first: u16, last: u16) -> Words {
    Words {
        what: format!("порты с {first} по {last} заняты другими программами"),
        remedy: "Укажите другой: kartoteka serve --port 9000".to_owned(),
    }
}

/// The system does not let us serve.
pub(super) fn no_server(error: &io::Error) -> Words {
    Words {
        what: format!("не удалось открыть сайт на этом компьютере: {}", reason(error)),
        remedy: "Проверьте, не запрещает ли это защитная программа.".to_owned(),
    }
}

/// A source could not be read.
pub(super) fn unreadable(failure: &ReadError) -> Words {
    Words {
        what: format!("не удалось прочитать {}: {}", failure.path.display(), reason(&failure.error)),
        remedy: "Проверьте, что файл не открыт в другой программе и что к папке есть доступ.".to_owned(),
    }
}

/// A file named on the command line could not be read.
pub(super) fn unreadable_file(file: &Path, error: &io::Error) -> Words {
    Words {
        what: format!("не удалось прочитать {}: {}", file.display(), reason(error)),
        remedy: "Проверьте имя файла и что он сохранён в кодировке UTF-8.".to_owned(),
    }
}

/// A file named on the command line could not be written.
pub(super) fn unwritable_file(file: &Path, error: &io::Error) -> Words {
    Words {
        what: format!("не удалось записать {}: {}", file.display(), reason(error)),
        remedy: "Проверьте, что файл не открыт в другой программе и что в папку можно писать. Файл остался как был.".to_owned(),
    }
}

/// The output could not be written.
pub(super) fn unwritable(failure: &IoFailure) -> Words {
    let action = match failure.action {
        IoAction::Inspect | IoAction::Read => "прочитать",
        IoAction::Write => "записать",
        IoAction::CreateFolder => "создать папку",
        IoAction::Move => "поставить на место",
        IoAction::Remove => "удалить",
        IoAction::Lock => "занять для сборки",
        IoAction::StartThreads => "начать сборку в",
    };
    Words {
        what: format!("не удалось {action} {}: {}", failure.path.display(), reason(&failure.error)),
        remedy: "Исправьте причину и соберите сайт ещё раз: начатое будет закончено, ничего не потеряется."
            .to_owned(),
    }
}

/// Going on could have destroyed what is not ours.
pub(super) fn refused(refusal: &Refusal, out: &Path) -> Words {
    let out = out.display();
    match refusal {
        Refusal::ForeignFolder { examples, .. } => Words {
            what: format!("в папке {out} уже лежит что-то чужое: {}", examples.join(", ")),
            remedy: "Картотека пишет только в пустую папку или в ту, которую сделала сама. Выберите другую: \
                     kartoteka build --out ПАПКА, или уберите из этой всё лишнее."
                .to_owned(),
        },
        Refusal::ForeignFiles { paths } => Words {
            what: format!("в папке {out} на месте файлов сайта стоят чужие: {}", paths.join(", ")),
            remedy: "Перенесите эти файлы в другое место и соберите сайт ещё раз.".to_owned(),
        },
        Refusal::UnusablePaths { paths } => Words {
            what: format!("такие имена не могут стоять в сайте: {}", paths.join(", ")),
            remedy: "Переименуйте файлы, из которых получились эти имена.".to_owned(),
        },
        Refusal::DamagedJournal | Refusal::DamagedManifest => Words {
            what: format!("служебные файлы в папке {out} повреждены, и неизвестно, что в ней наше"),
            remedy: format!("Удалите папку {out}, если в ней нет ничего вашего, и соберите сайт ещё раз."),
        },
        Refusal::NoArchive => Words {
            what: format!("архив сайта не может называться {out}"),
            remedy: "Имя архива кончается на .zip, и папки с таким именем быть не должно: kartoteka build --zip site.zip"
                .to_owned(),
        },
        Refusal::Busy => Words {
            what: format!("папку {out} прямо сейчас собирает другая Картотека"),
            remedy: "Дождитесь, пока та закончит, и повторите.".to_owned(),
        },
    }
}

/// A new site must not be mixed with what is there.
pub(super) fn not_empty(folder: &Path, examples: &[String]) -> Words {
    Words {
        what: format!("в папке {} новому сайту мешает: {}", folder.display(), examples.join(", ")),
        remedy: "Документы и снимки рядом с ним лежать могут, а файлы других программ и другого сайта нет: они остались как \
                 были. Назовите новую папку: kartoteka new ПАПКА"
            .to_owned(),
    }
}

/// A new site could not be written.
pub(super) fn not_created(failure: &IoFailure) -> Words {
    Words {
        what: format!("сайт не создан: {}: {}", failure.path.display(), reason(&failure.error)),
        remedy: "Исправьте причину или выберите другую папку и повторите; на диске ничего не изменилось."
            .to_owned(),
    }
}

/// Nobody says what the association is called, and nobody can be asked.
pub(super) fn no_name(folder: &Path) -> Words {
    Words {
        what: "не сказано, как называется объединение, а спросить некого".to_owned(),
        remedy: format!(
            "Допишите в команду параметры: kartoteka new \"{}\" --name \"Название объединения\" --district \"Район\" \
             --school-year 2026-2027",
            folder.display()
        ),
    }
}

/// The program cannot start itself a second time.
pub(super) fn no_second_start(error: &io::Error) -> Words {
    Words {
        what: format!("программа не запустилась второй раз: {}", reason(error)),
        remedy: "Закройте это окно и запустите программу снова.".to_owned(),
    }
}

/// Whoever was asked for a site has gone or passed the question over.
pub(super) fn no_answers() -> Words {
    Words {
        what: String::new(),
        remedy: "Сайт пока не создан. Начните ещё раз, когда будете готовы.".to_owned(),
    }
}

/// Nothing can be made without an answer, and whoever was asked has gone or passed the question over.
pub(super) fn unanswered() -> Words {
    Words {
        what: String::new(),
        remedy: "Ничего не изменилось. Начните ещё раз, когда будете готовы.".to_owned(),
    }
}

/// A file for the author could not be written.
pub(super) fn not_added(failure: &IoFailure) -> Words {
    Words {
        what: format!("не удалось записать {}: {}", failure.path.display(), reason(&failure.error)),
        remedy: "Исправьте причину и повторите; остальные файлы не тронуты.".to_owned(),
    }
}

/// The command does not say which of several associations is meant.
pub(super) fn which_association(command: &str, folders: &[String]) -> Words {
    Words {
        what: "на сайте несколько объединений, и не сказано, для какого из них".to_owned(),
        remedy: format!(
            "Допишите папку объединения: kartoteka {command} --association {}\nПапки объединений: {}",
            folders.first().map_or("ПАПКА", String::as_str),
            folders.join(", ")
        ),
    }
}

/// There is no such association.
pub(super) fn no_association(wanted: &str, folders: &[String]) -> Words {
    let remedy = if folders.is_empty() {
        "На этом сайте одно объединение: параметр --association не нужен.".to_owned()
    } else {
        format!("Папки объединений: {}", folders.join(", "))
    };
    Words { what: format!("объединения с папкой «{wanted}» нет"), remedy }
}

/// There is no plan to make the next one of.
pub(super) fn no_plan(year: Option<SchoolYear>, years: &[SchoolYear]) -> Words {
    let what = match year {
        Some(year) => format!("плана на {year} учебный год нет или его не удалось прочитать"),
        None => "планов здесь ещё нет или их не удалось прочитать".to_owned(),
    };
    let remedy = if years.is_empty() {
        "Новый план делается из прежнего. Проверьте тексты: kartoteka check. Образец первого плана создаёт команда \
         kartoteka new ПАПКА"
            .to_owned()
    } else {
        let years: Vec<String> = years.iter().map(|year| year.slug()).collect();
        format!("Назовите год плана, который есть: --from {}", years.join(", --from "))
    };
    Words { what, remedy }
}

/// The plan that is wanted is there already.
pub(super) fn plan_is_there(year: SchoolYear, file: &str) -> Words {
    Words {
        what: format!("план на {year} учебный год уже есть: {file}"),
        remedy: format!(
            "Готовый файл программа не трогает. Другой год называют так: kartoteka new plan {}",
            SchoolYear::beginning(year.year() + 1)
        ),
    }
}

/// A plan cannot be made of a later one.
pub(super) fn plan_backwards(from: SchoolYear, to: SchoolYear) -> Words {
    Words {
        what: format!("план на {to} учебный год не сделать из плана на {from}: он не раньше нового"),
        remedy: "Новый план делается из плана прошлых лет: kartoteka new plan 2027/2028 --from 2026-2027"
            .to_owned(),
    }
}

/// The new plan would not be the same table; nothing was written.
pub(super) fn plan_lost(file: &str) -> Words {
    Words {
        what: format!("из файла {file} новый план не получается: часть строк пропала бы"),
        remedy: "Скопируйте файл под новым именем и замените годы сами; на диске ничего не изменилось."
            .to_owned(),
    }
}

/// A new document needs a title, and nobody can be asked.
pub(super) fn no_title(command: &str) -> Words {
    Words {
        what: "не сказано, как это назвать, а спросить некого".to_owned(),
        remedy: format!(
            "Допишите название: kartoteka new {command} --title \"Название\". Или пункт плана: --item 2.4"
        ),
    }
}

/// The command names an activity that cannot be found.
pub(super) fn no_activity(message: &str, remedy: &str) -> Words {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    Words { what: format!("{first}{}", letters.as_str()), remedy: remedy.to_owned() }
}

/// A document could not be read from the disk.
pub(super) fn no_document(file: &Path, error: &io::Error) -> Words {
    Words {
        what: format!("не удалось прочитать {}: {}", file.display(), reason(error)),
        remedy: "Проверьте имя файла и закройте документ в Word.".to_owned(),
    }
}

/// A document is larger than any plan.
pub(super) fn document_too_large(file: &Path, most: u64) -> Words {
    Words {
        what: format!("файл {} больше {most} МБ", file.display()),
        remedy: "Скопируйте в новый документ Word только нужное и перенесите его.".to_owned(),
    }
}

/// A document cannot be imported.
pub(super) fn not_imported(file: &Path, refusal: &ImportRefusal) -> Words {
    Words {
        what: format!("не удалось перенести {}: {}", file.display(), refusal.what),
        remedy: refusal.remedy.clone(),
    }
}

/// Nobody says that a protocol is to become a plan.
pub(super) fn looks_like_protocol(file: &Path) -> Words {
    let shown = file.display();
    Words {
        what: format!("{shown} похож на протокол заседания, а не на план"),
        remedy: format!(
            "Протокол переносят так: kartoteka import \"{shown}\" --as meeting\nЕсли это всё-таки план: kartoteka \
             import \"{shown}\" --as plan"
        ),
    }
}

/// What a document would become is there already.
pub(super) fn import_is_there(said: &str, shown: &str) -> Words {
    Words {
        what: format!("файл {shown} уже есть, и {said} в него не записан"),
        remedy: "Если его можно заменить, повторите команду со словом --replace. Прежний файл при этом пропадёт: если он нужен, \
                 сначала скопируйте его."
            .to_owned(),
    }
}

/// The plan of a document would not be read; nothing was written.
pub(super) fn import_lost(file: &Path) -> Words {
    Words {
        what: format!("из документа {} план не получается", file.display()),
        remedy: "Скопируйте таблицу в новый документ Word и перенесите его; на диске ничего не изменилось."
            .to_owned(),
    }
}

/// What the system said, where it is one of the things that happen to people.
fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "такого файла или папки нет",
        io::ErrorKind::PermissionDenied => "нет доступа, или файл открыт в другой программе",
        io::ErrorKind::StorageFull => "на диске кончилось место",
        io::ErrorKind::ReadOnlyFilesystem => "диск только для чтения",
        io::ErrorKind::NotADirectory => "на месте папки стоит файл",
        io::ErrorKind::IsADirectory => "на месте файла стоит папка",
        io::ErrorKind::InvalidData => "файл сохранён не в кодировке UTF-8",
        io::ErrorKind::AlreadyExists => "там уже лежит файл с таким именем",
        io::ErrorKind::InvalidFilename => "такое имя файла невозможно",
        _ => {
            return error
                .raw_os_error()
                .map_or_else(|| "причина неизвестна".to_owned(), |code| format!("код ошибки {code}"));
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_passes_a_question_over_made_no_mistake() {
        for words in [no_answers(), unanswered()] {
            assert!(said(&words).ends_with("Начните ещё раз, когда будете готовы."), "{}", said(&words));
            assert!(!said(&words).contains("ошибка") && !said(&words).contains("подсказка"));
        }
        assert!(said(&no_content("content".as_ref())).starts_with("ошибка: нет папки"));
    }
}
