//! What can be typed after `kartoteka`, and the answers to what cannot.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::{Outcome, complain, print};
use crate::link::clean_address;
use crate::period::SchoolYear;
use crate::starter::one_line;

const HELP: &str = "\
{about}

Как пользоваться: {usage}

{all-args}{after-help}
";

/// Сайт методического объединения школьных библиотекарей из папки с текстами и планами.
#[derive(Debug, Parser)]
#[command(
    name = "kartoteka",
    version,
    help_template = HELP,
    override_usage = "kartoteka <КОМАНДА> [ПАРАМЕТРЫ]",
    subcommand_help_heading = "Команды",
    subcommand_value_name = "КОМАНДА",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Подробнее о команде: kartoteka build --help"
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
    /// Показать эту справку
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "Параметры", display_order = 100)]
    help: Option<bool>,
    /// Показать номер версии
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Параметры", display_order = 101)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Создать новый сайт: небольшой образец с пояснениями к каждой строке
    #[command(
        help_template = HELP,
        about = "Создать новый сайт, план на следующий год, заседание, материал или новость",
        override_usage = "kartoteka new ПАПКА [ПАРАМЕТРЫ]\n       \
                          kartoteka new plan|meeting|material|news [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры нового сайта",
        subcommand_help_heading = "Что создать в готовом сайте (можно и по-русски: план, заседание, материал, новость)",
        after_help = "Чего нет в команде, программа спросит. Папка должна быть новой, пустой или с одними документами: их программа не трогает.\n\
                      Подробнее: kartoteka new plan --help. Папку с именем plan называют так: kartoteka new ./plan\n\
                      Коды завершения: 0 создано; 2 не создано, и на диске всё по-прежнему."
    )]
    New(NewCommand),
    /// Перенести план, заседание или материал из документа Word или таблицы Excel
    #[command(
        help_template = HELP,
        override_usage = "kartoteka import ФАЙЛ [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Читаются документы Word (.docx), LibreOffice (.odt), таблицы Excel (.xlsx) и CSV. Слова документа не меняются; то, в чём программа\n\
                      не уверена, она назовёт и пометит в файле пояснением «в документе». Сам документ не трогается, готовый файл сайта тоже.\n\
                      Коды завершения: 0 перенесено; 2 не перенесено, и на диске всё по-прежнему."
    )]
    Import(ImportArguments),
    /// Собрать сайт: прочитать content и сделать public равной ему
    #[command(
        help_template = HELP,
        override_usage = "kartoteka build [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Коды завершения: 0 сайт собран; 1 в текстах есть ошибки, сайт не тронут; 2 помешал компьютер."
    )]
    Build(BuildArguments),
    /// Проверить тексты: сказать обо всех ошибках и сомнениях, ничего не записывая
    #[command(
        help_template = HELP,
        override_usage = "kartoteka check [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Коды завершения: 0 ошибок нет; 1 в текстах есть ошибки (с --strict и предупреждения); 2 помешал компьютер.\n\
                      Предупреждение, с которым вы не согласны, выключает строка «не предупреждать: [название]» в самом файле или в site.yaml.\n\
                      Адрес другого сайта, который не отвечает, остаётся предупреждением и с --strict: чужой сервер не ваша ошибка."
    )]
    Check(CheckArguments),
    /// Показать сайт в браузере и обновлять его, пока вы пишете; public при этом не меняется
    #[command(
        help_template = HELP,
        override_usage = "kartoteka serve [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Остановить: Ctrl+C. Черновики видны только в предпросмотре; какими их увидят посетители, показывает --no-drafts."
    )]
    Serve(ServeArguments),
    /// Сверить план с тем, что сделано: что впереди, что прошло без отметки, где нет отчёта
    #[command(
        help_template = HELP,
        override_usage = "kartoteka plan <КОМАНДА> [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        subcommand_help_heading = "Команды",
        subcommand_value_name = "КОМАНДА",
        disable_help_subcommand = true,
        arg_required_else_help = true,
        after_help = "Подробнее о команде: kartoteka plan status --help"
    )]
    Plan(PlanArguments),
    /// Прочитать сроки: показать, как программа понимает «октябрь–ноябрь» или «III декада марта»
    #[command(
        help_template = HELP,
        override_usage = "kartoteka period --school-year 2024-2025 [ПАРАМЕТРЫ] [СРОК]…",
        next_help_heading = "Параметры",
        after_help = "Без сроков в команде они читаются из стандартного ввода, по одному в строке; \\n внутри строки значит перенос в ячейке."
    )]
    Period(PeriodArguments),
    /// Прочитать ответственных: показать, кого программа видит в ячейке
    #[command(
        help_template = HELP,
        override_usage = "kartoteka people [ПАРАМЕТРЫ] [ЯЧЕЙКА]…",
        next_help_heading = "Параметры",
        after_help = "Без ячеек в команде они читаются из стандартного ввода, по одной в строке; \\n внутри строки значит перенос в ячейке."
    )]
    People(PeopleArguments),
    /// Записать подсказки для редактора: какие поля бывают в каждом файле и что в них пишут
    #[command(
        help_template = HELP,
        override_usage = "kartoteka schema [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Редактор с поддержкой YAML (например VS Code с расширением YAML) узнаёт о подсказках из первой строки файла:\n\
                      # yaml-language-server: $schema=../../.kartoteka/schemas/plan.json"
    )]
    Schema(SchemaArguments),
}

/// One of the commands about plans.
#[derive(Args, Debug)]
pub(super) struct PlanArguments {
    #[command(subcommand)]
    pub(super) command: PlanCommand,
}

/// The commands about plans.
#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    /// Показать, что из плана проведено, что скоро и что прошло без отметки, с файлом и строкой
    #[command(
        help_template = HELP,
        override_usage = "kartoteka plan status [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Коды завершения: 0 ответ дан, что бы в нём ни стояло; 1 в текстах есть ошибки; 2 помешал компьютер."
    )]
    Status(PlanStatusArguments),
    /// Записать каждому мероприятию плана его постоянный код, чтобы адрес не менялся, когда план правят
    #[command(
        help_template = HELP,
        override_usage = "kartoteka plan codes ФАЙЛ [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Коды, которые уже есть, не меняются; адреса мероприятий тоже. Остальные строки файла остаются как были.\n\
                      Коды завершения: 0 коды записаны; 1 в плане есть ошибки, файл не тронут; 2 помешал компьютер."
    )]
    Codes(PlanCodesArguments),
}

/// What the writing of codes can be told.
#[derive(Args, Debug)]
pub(super) struct PlanCodesArguments {
    /// Файл плана, например content/plans/2026-2027.yaml
    #[arg(value_name = "ФАЙЛ", help_heading = "Какой план")]
    pub(super) file: PathBuf,
    /// Только показать, что изменится
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What the status of plans can be told.
#[derive(Args, Debug)]
pub(super) struct PlanStatusArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// Учебный год вместо текущего, например 2024-2025
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(super) school_year: Option<SchoolYear>,
    /// Вид ответа: text или json
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, value_parser = format)]
    pub(super) format: Format,
}

/// Where the schemas go.
#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
    /// Папка сайта (иначе текущая)
    #[arg(long, value_name = "ПАПКА", default_value = ".", hide_default_value = true)]
    pub(super) root: PathBuf,
    /// Папка для подсказок вместо .kartoteka/schemas
    #[arg(long, value_name = "ПАПКА")]
    pub(super) out: Option<PathBuf>,
}

/// What shall be new: one of the kinds, or a site in a folder of any other name.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct NewCommand {
    #[command(subcommand)]
    pub(super) kind: Option<NewKind>,
    #[command(flatten)]
    pub(super) site: NewArguments,
}

/// What can be new in a site.
#[derive(Debug, Subcommand)]
pub(super) enum NewKind {
    /// План на следующий год из текста нынешнего
    #[command(
        alias = "план",
        help_template = HELP,
        override_usage = "kartoteka new plan [ГОД] [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Пример: kartoteka new plan 2027/2028\n\
                      Меняются только годы и сроки; порядок, слова и ваши пояснения остаются. Что изменилось, программа покажет.\n\
                      Прежний план не трогается, готовый файл на новый год тоже."
    )]
    Plan(NewPlanArguments),
    /// Заседание: черновик объявления, из которого потом получится отчёт
    #[command(
        alias = "заседание",
        help_template = HELP,
        override_usage = "kartoteka new meeting [--item ПУНКТ] [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Пример: kartoteka new meeting --item 2.4\n\
                      Название, день, место и люди берутся из пункта плана; черновик не попадёт на сайт, пока в нём стоит «черновик: да»."
    )]
    Meeting(NewDocumentArguments),
    /// Материал электронного кейса: черновик карточки
    #[command(
        alias = "материал",
        help_template = HELP,
        override_usage = "kartoteka new material [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Пример: kartoteka new material --title \"Урок о каталоге\" --type \"библиотечный урок\" --author \"Фамилия И.О.\""
    )]
    Material(NewMaterialArguments),
    /// Новость: черновик
    #[command(
        alias = "новость",
        help_template = HELP,
        override_usage = "kartoteka new news [ПАРАМЕТРЫ]",
        next_help_heading = "Параметры",
        after_help = "Пример: kartoteka new news --title \"Открылась выставка\""
    )]
    News(NewDocumentArguments),
}

/// Where in a site something new belongs.
#[derive(Args, Debug)]
pub(super) struct PlaceArguments {
    /// Папка сайта (иначе текущая)
    #[arg(long, value_name = "ПАПКА", default_value = ".", hide_default_value = true)]
    pub(super) root: PathBuf,
    /// Чьё это: папка объединения внутри content, если их несколько
    #[arg(long, value_name = "ПАПКА")]
    pub(super) association: Option<String>,
    /// Какой день считать сегодняшним, например 2024-10-08
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(super) today: Option<NaiveDate>,
}

/// What a new plan can be told.
#[derive(Args, Debug)]
pub(super) struct NewPlanArguments {
    /// Учебный год нового плана, например 2027/2028 (иначе следующий)
    #[arg(value_name = "ГОД", help_heading = "На какой год", value_parser = school_year)]
    pub(super) year: Option<SchoolYear>,
    /// Учебный год плана, из которого делается новый (иначе последний)
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(super) from: Option<SchoolYear>,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
}

/// What a new document can be told.
#[derive(Args, Debug)]
pub(super) struct NewDocumentArguments {
    /// Пункт плана: номер или код, например 2.4
    #[arg(long, value_name = "ПУНКТ")]
    pub(super) item: Option<String>,
    /// День, например 12.11.2026
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(super) date: Option<NaiveDate>,
    /// Название (иначе слова плана)
    #[arg(long, value_name = "НАЗВАНИЕ", value_parser = name)]
    pub(super) title: Option<String>,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
}

/// What a new material can be told.
#[derive(Args, Debug)]
pub(super) struct NewMaterialArguments {
    #[command(flatten)]
    pub(super) document: NewDocumentArguments,
    /// Тип, например: библиотечный урок, сценарий, список литературы
    #[arg(long = "type", value_name = "ТИП", value_parser = name)]
    pub(super) kind: Option<String>,
    /// Автор; если их несколько, параметр повторяют
    #[arg(long = "author", value_name = "ИМЯ", value_parser = name)]
    pub(super) authors: Vec<String>,
}

/// What a new site can be told.
#[derive(Args, Debug)]
pub(super) struct NewArguments {
    /// Папка нового сайта
    #[arg(value_name = "ПАПКА", help_heading = "Где создать", required = true)]
    pub(super) folder: Option<PathBuf>,
    /// Название объединения
    #[arg(long, value_name = "НАЗВАНИЕ", value_parser = name)]
    pub(super) name: Option<String>,
    /// Район или город
    #[arg(long, value_name = "РАЙОН")]
    pub(super) district: Option<String>,
    /// Учебный год плана, например 2026-2027
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(super) school_year: Option<SchoolYear>,
    /// Какой день считать сегодняшним, например 2024-10-08
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(super) today: Option<NaiveDate>,
}

/// What an import can be told.
#[derive(Args, Debug)]
pub(super) struct ImportArguments {
    /// Документ, например план.docx
    #[arg(value_name = "ФАЙЛ", help_heading = "Что перенести")]
    pub(super) file: PathBuf,
    /// Что это: plan (план), meeting (заседание) или material (материал); иначе план
    #[arg(long = "as", value_name = "ВИД", value_parser = import_kind)]
    pub(super) kind: Option<ImportKind>,
    /// Учебный год плана, если в документе его нет, например 2026-2027
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(super) school_year: Option<SchoolYear>,
    /// День заседания или материала, если в документе его нет, например 12.11.2026
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(super) date: Option<NaiveDate>,
    /// Заменить файл, который уже есть
    #[arg(long)]
    pub(super) replace: bool,
    /// Только показать, что получится
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
}

/// What a document becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportKind {
    /// A year's plan.
    Plan,
    /// A meeting.
    Meeting,
    /// A material of the electronic case.
    Material,
}

/// What the reading of periods can be told.
#[derive(Args, Debug)]
pub(super) struct PeriodArguments {
    /// Учебный год, например 2024-2025
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(super) school_year: SchoolYear,
    /// Файл calendar.yaml с четвертями и каникулами
    #[arg(long, value_name = "ФАЙЛ")]
    pub(super) calendar: Option<PathBuf>,
    /// Вид ответа: text или json
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, value_parser = format)]
    pub(super) format: Format,
    /// Сроки
    #[arg(value_name = "СРОК", help_heading = "Что прочитать")]
    pub(super) expressions: Vec<String>,
}

/// What the reading of people can be told.
#[derive(Args, Debug)]
pub(super) struct PeopleArguments {
    /// Вид ответа: text или json
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, value_parser = format)]
    pub(super) format: Format,
    /// Ячейки «кто»
    #[arg(value_name = "ЯЧЕЙКА", help_heading = "Что прочитать")]
    pub(super) expressions: Vec<String>,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What every command that reads a site can be told.
#[derive(Args, Debug)]
pub(super) struct SiteArguments {
    /// Папка сайта, в которой лежат content, themes и public (иначе текущая)
    #[arg(long, value_name = "ПАПКА", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
    /// Папка с текстами вместо content
    #[arg(long, value_name = "ПАПКА")]
    pub content: Option<PathBuf>,
    /// Адрес сайта вместо указанного в site.yaml
    #[arg(long, value_name = "АДРЕС", value_parser = address)]
    pub base_url: Option<String>,
    /// Какой день считать сегодняшним, например 2024-10-08
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub today: Option<NaiveDate>,
    /// Взять и черновики
    #[arg(long)]
    pub drafts: bool,
    /// Считать предупреждения ошибками
    #[arg(long)]
    pub strict: bool,
}

/// What a build can be told.
#[derive(Args, Debug)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// Папка для готового сайта вместо public
    #[arg(long, value_name = "ПАПКА")]
    pub out: Option<PathBuf>,
    /// Сделать вместо папки один архив для хостинга (site.zip, если имя не названо)
    #[arg(long, value_name = "ФАЙЛ", num_args = 0..=1, default_missing_value = "", conflicts_with = "out")]
    pub zip: Option<OsString>,
    /// Сколько страниц делать одновременно (иначе по числу ядер)
    #[arg(long, value_name = "ЧИСЛО", value_parser = jobs)]
    pub jobs: Option<NonZeroUsize>,
}

/// What a check can be told.
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// Вид отчёта: text, json или github
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, value_parser = report_format)]
    pub format: ReportFormat,
    /// Проверить и ссылки на другие сайты: нужна сеть, ответы хранятся в .kartoteka
    #[arg(long)]
    pub external: bool,
}

/// What a preview can be told.
#[derive(Args, Debug)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// Не показывать черновики
    #[arg(long, conflicts_with = "drafts")]
    pub no_drafts: bool,
    /// Номер порта; занятый пропускается
    #[arg(long, value_name = "ЧИСЛО", default_value = "8017", hide_default_value = true, value_parser = port)]
    pub port: u16,
    /// Сразу открыть сайт в браузере
    #[arg(long)]
    pub open: bool,
    /// Самой просматривать файлы раз в секунду: для папок, о переменах в которых система не сообщает
    #[arg(long)]
    pub poll: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReportFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For the checks of GitHub: a command of its workflows a line.
    Github,
}

/// What is printed instead of carrying out a command.
pub(super) struct Answer {
    text: String,
    outcome: Outcome,
}

impl Answer {
    /// Prints it where it belongs.
    pub(super) fn print(&self) -> Outcome {
        match self.outcome {
            Outcome::Done => print(self.text.trim_end()),
            _ => complain(self.text.trim_end()),
        }
        self.outcome
    }
}

/// The command in `arguments`, or what to say instead.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Answer> {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let mut command = CommandLine::command();
    let parsed = command.try_get_matches_from_mut(&words);
    let parsed = parsed.and_then(|matches| CommandLine::from_arg_matches(&matches));
    parsed.map(|line| line.command).map_err(|error| answer(&error, &words, &mut command))
}

fn answer(error: &clap::Error, words: &[OsString], command: &mut clap::Command) -> Answer {
    let said = |text: String| Answer {
        text: format!("{text}\nСправка: kartoteka --help"),
        outcome: Outcome::Failed,
    };
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::DisplayHelp => Answer { text: error.to_string(), outcome: Outcome::Done },
        ErrorKind::DisplayVersion => {
            Answer { text: format!("kartoteka {}", env!("CARGO_PKG_VERSION")), outcome: Outcome::Done }
        }
        // The help of the group whose command is missing.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Answer { text: error.to_string(), outcome: Outcome::Failed }
        }
        ErrorKind::MissingSubcommand => {
            Answer { text: command.render_help().to_string(), outcome: Outcome::Failed }
        }
        ErrorKind::InvalidSubcommand => {
            let typed = context(error, ContextKind::InvalidSubcommand);
            said(format!("Команды «{typed}» нет.{}", likely(error, ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::UnknownArgument if let Some(name) = torn_name(words) => {
            said(format!("В имени файла есть пробелы: возьмите его в кавычки, \"{name}\"."))
        }
        ErrorKind::UnknownArgument => {
            said(format!("Параметра «{argument}» нет.{}", likely(error, ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            said(format!("После «{argument}» не хватает значения."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let reason = reason.filter(|reason| reason.starts_with(|letter: char| !letter.is_ascii()));
            said(format!("Значение «{value}» не подходит для «{argument}». {}", reason.unwrap_or_default()))
        }
        ErrorKind::MissingRequiredArgument => said(format!("Не хватает параметра «{argument}».")),
        ErrorKind::ArgumentConflict if argument.is_empty() => said(
            "После «kartoteka new» стоит что-то одно: папка нового сайта или слово plan, meeting, material, news."
                .to_owned(),
        ),
        ErrorKind::ArgumentConflict => said(match context(error, ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => {
                format!("Параметр «{argument}» указан дважды.")
            }
            prior => format!("Параметры «{argument}» и «{prior}» не подходят друг к другу."),
        }),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            said(format!("У параметра «{argument}» лишнее значение."))
        }
        _ => said("Команда записана непонятно.".to_owned()),
    }
}

/// The name of a file that `words` give without its quotes, so that its spaces have torn it.
fn torn_name(words: &[OsString]) -> Option<String> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let runs = (1..words.len()).flat_map(|begin| {
        let ends = (begin + 2..=words.len()).rev();
        ends.map(move |end| begin..end)
    });
    runs.map(|run| words[run].join(" ")).find(|name| Path::new(name).is_file())
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.split(' ').next().unwrap_or_default().to_owned(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// The likeliest of what clap suggests, which it puts last.
fn likely(error: &clap::Error, kind: ContextKind) -> String {
    let likeliest = match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => context(error, kind),
    };
    match likeliest.as_str() {
        "" => String::new(),
        likely => format!(" Возможно, вы имели в виду «{likely}»."),
    }
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "Напишите число от 1, например 2.".to_owned())
}

fn port(text: &str) -> Result<u16, String> {
    let port = text.parse().ok().filter(|port| *port == 0 || *port >= 1024);
    port.ok_or_else(|| {
        "Напишите число от 1024 до 65535, например 8017, или 0: тогда возьмётся любой свободный порт."
            .to_owned()
    })
}

fn name(text: &str) -> Result<String, String> {
    Some(one_line(text))
        .filter(|name| !name.is_empty())
        .ok_or_else(|| "Название не может быть пустым.".to_owned())
}

fn school_year(text: &str) -> Result<SchoolYear, String> {
    SchoolYear::parse(text).ok_or_else(|| "Напишите учебный год как 2024-2025.".to_owned())
}

fn import_kind(text: &str) -> Result<ImportKind, String> {
    match text.to_lowercase().as_str() {
        "plan" | "план" => Ok(ImportKind::Plan),
        "meeting" | "заседание" => Ok(ImportKind::Meeting),
        "material" | "материал" => Ok(ImportKind::Material),
        _ => Err("Напишите plan, meeting или material.".to_owned()),
    }
}

fn format(text: &str) -> Result<Format, String> {
    match text {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        _ => Err("Напишите text или json.".to_owned()),
    }
}

fn report_format(text: &str) -> Result<ReportFormat, String> {
    match text {
        "text" => Ok(ReportFormat::Text),
        "json" => Ok(ReportFormat::Json),
        "github" => Ok(ReportFormat::Github),
        _ => Err("Напишите text, json или github.".to_owned()),
    }
}

fn date(text: &str) -> Result<NaiveDate, String> {
    crate::parse::date::parse(text).ok_or_else(|| "Напишите дату как 2024-10-08 или 08.10.2024.".to_owned())
}

fn address(text: &str) -> Result<String, String> {
    clean_address(text).map_err(|mistake| format!("{}. {}", mistake.message, mistake.hint))
}
