//! From a Word plan to a stick: what Kartoteka is for, gone through once by a person at a command line.
//!
//! A plan as people keep it in Word becomes a site; one meeting's file becomes an announcement, a report, a protocol, a mark in the
//! plan and a figure in the year's analysis; the plan goes back into Word with its mark; the calendar is subscribed and stays what it
//! was; the case is taken away and searched where there is no network. What is asked of each step is what a person would see.
//!
//! `cargo test --test chain -- --nocapture` tells the story while it happens. All that was made stays in `target/chain`, and
//! `tests/full chain` goes on with it: with programs that are not ours.

#[path = "import/docx.rs"]
#[expect(dead_code, reason = "this document is made of the same parts, but not of a plan")]
mod docx;
#[path = "search/engine.rs"]
mod engine;
#[path = "data_files/events.rs"]
mod events;
#[path = "chain/person.rs"]
mod person;
#[path = "chain/plan.rs"]
mod plan;
#[path = "chain/served.rs"]
mod served;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use engine::Search;
use events::events;
use person::{Person, bytes, files_below, notes, says, seen, text};
use served::Served;

/// Before the meeting, and on the day after it.
const BEFORE: &str = "2026-09-10";
const AFTER: &str = "2026-09-25";

const TITLE: &str = "Установочное заседание «С чем мы приходим в новый учебный год»";
const MEETING: &str = "2026-09-24-ustanovochnoe-zasedanie-s-chem-my-prihodim";
const PLAN: &str = "content/plans/2026-2027.yaml";

#[test]
fn from_a_word_plan_to_a_stick() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target").join("chain");
    let mut person = Person::at_home(&home);
    make_a_site(&mut person);
    take_the_plan_out_of_word(&mut person);
    say_who_we_are(&mut person);
    publish_the_plan(&mut person);
    announce_a_meeting(&mut person);
    let subscription = subscribe_to_the_calendar(&mut person);
    move_the_meeting_by_an_hour(&mut person, &subscription);
    report_what_was_decided(&mut person, &subscription);
    see_the_mark_in_the_plan(&mut person);
    see_the_year_counted(&mut person);
    take_the_plan_back_into_word(&mut person);
    take_the_plan_as_pdf(&mut person);
    share_a_lesson(&mut person);
    put_the_case_on_a_stick(&mut person);
    println!("\nEverything is in {}", home.display());
}

fn make_a_site(person: &mut Person) {
    person.begins("A new site");
    let name = "РМО школьных библиотекарей Примерного района";
    let said = person.types(&[
        "new",
        "Наш сайт",
        "--name",
        name,
        "--district",
        "Примерный район",
        "--school-year",
        "2026-2027",
    ]);
    assert!(said.contains("Готово: сайт создан в папке Наш сайт"), "{said}");
    person.goes_to("Наш сайт");
    person.sees(
        "the texts of the site, each line explained: content/site.yaml, association.yaml, plans/…",
        PLAN,
    );
}

fn take_the_plan_out_of_word(person: &mut Person) {
    person.begins("The plan comes out of Word");
    person.puts("План 2026-2027.docx", plan::document());
    // The new site has a plan already, which is an example: it is not thrown away unless that is said.
    let said = person.is_refused(&["import", "План 2026-2027.docx"]);
    assert!(said.contains("уже есть") && said.contains("--replace"), "{said}");
    let said = person.types(&["import", "План 2026-2027.docx", "--replace"]);
    assert!(said.contains("план на 2026/2027 учебный год (1 таблица, 10 мероприятий)"), "{said}");
    for doubt in [
        "Буквы в документе стоят вразрядку, слово записано слитно; сверьте: П Л А Н",
        "слово перенесено знаком «-», и на сайте он останется: уберите его: Ответст-венный",
        "Строка, разорванная концом страницы, соединена с верхней: «рассказать о книге» + «за пять минут»",
        "Ячейка «Ответст-венный» объединена с верхней: мероприятия записаны вместе",
        "Для этих слов в плане нет поля, они остались пояснением: Руководитель РМО",
        "Для этих слов в плане нет поля, они остались пояснением: Пример: район, школы и люди вымышлены",
    ] {
        assert!(said.contains(doubt), "{doubt}\n{said}");
    }
    assert!(said.contains("Сверьте с документом 6 мест"), "{said}");
    // What is doubtful is compared with the document, put right, and the explanation wiped out.
    person.edits(PLAN, &[("Ответст-венный\n  отметка", "Ответственный\n  отметка")]);
    let plan = person.reads(PLAN);
    let settled: Vec<&str> = plan.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    person.puts(PLAN, settled.join("\n") + "\n");
    person.sees(
        "six doubts, each at its line and its place in the document; the word «Ответст-венный» is put right",
        PLAN,
    );
}

fn say_who_we_are(person: &mut Person) {
    person.begins("Who we are, and where the site will stand");
    person.puts(
        "content/association.yaml",
        "вид: районное методическое объединение школьных библиотекарей\n\
         название: РМО школьных библиотекарей Примерного района\n\
         кратко: РМО Примерного района\n\
         район: Примерный район\n\
         руководитель: Перелескина Т.А., педагог-библиотекарь, школа № 1\n\
         состав:\n  \
           - кто: Перелескина Т.А.\n    должность: педагог-библиотекарь\n    школа: школа № 1\n  \
           - кто: Околицына М.П.\n    должность: педагог-библиотекарь\n    школа: школа № 2\n\
         # Таких района, школ и людей нет.\n\
         пример: да\n",
    );
    person.puts(
        "content/site.yaml",
        "название: Школьные библиотекари Примерного района\nадрес: https://school.example/biblioteka/\n",
    );
    let said = person.types(&["check", "--strict", "--today", BEFORE]);
    assert_eq!(said.trim(), "Ошибок нет, сомнений тоже.");
}

fn publish_the_plan(person: &mut Person) {
    person.begins("The plan is a page, as it was approved");
    let said = person.types(&["build", "--today", BEFORE]);
    assert!(said.contains("Откройте в браузере"), "{said}");
    let page = person.page("plans/2026-2027/");
    let approved = approved(&page);
    for words in [
        "СОГЛАСОВАНО Методист районного методического кабинета С.Ю. Криницына «27» августа 2026 г.",
        "УТВЕРЖДАЮ Начальник отдела образования Примерного района А.Д. Полевников «28» августа 2026 г.",
        "ПЛАН работы методического объединения школьных библиотекарей Примерного района на 2026-2027 учебный год",
        "1. Заседания",
        "Итоги анкетирования: где нужна помощь Перелескина Т.А.",
        "3 Круглый стол «Как рассказать о книге за пять минут» 10.12.2026 Школа № 2, видеосвязь Околицына М.П.",
        "2. Методическая помощь",
        "5 Взаимные посещения библиотечных уроков октябрь–ноябрь Школы района Криничкина О.И. \
         6 Консультации для начинающих библиотекарей В течение года По телефону",
        "10 Заказ учебников январь - февраль Криничкина О.И., все библиотекари",
    ] {
        assert!(approved.contains(words), "{words}\n{approved}");
    }
    assert!(page.contains("rowspan=\"2\""), "one person answers for two rows");
    assert!(text(&page).contains("Пример Это объединение придумано"), "it says that it is an example");
    let months = person.text_of("plans/2026-2027/months/");
    assert!(months.contains("Взаимные посещения библиотечных уроков октябрь–ноябрь 2026 г."), "{months}");
    let home = person.text_of("");
    assert!(home.contains(&format!("24 сентября 2026 г. По плану {TITLE} Школа № 1")), "{home}");
    person.sees(
        "the plan word for word, and by month; its first meeting is on the home page already",
        "public/index.html",
    );
}

fn announce_a_meeting(person: &mut Person) {
    person.begins("One meeting's file: first an announcement");
    let said = person.types(&["new", "meeting", "--item", "1.1", "--today", BEFORE]);
    let file = format!("content/meetings/{MEETING}.md");
    assert!(said.contains(&format!("черновик записан в файл {file}")), "{said}");
    let draft = person.reads(&file);
    for line in [
        "дата: 24.09.2026\n",
        "где: \"Школа № 1\"\n",
        "  - вопрос: \"Итоги анкетирования: где нужна помощь\"\n    докладчик: \"Перелескина Т.А.\"\n",
        "пункты плана: 1.1\n",
    ] {
        assert!(draft.contains(line), "{line}\n{draft}");
    }
    person.edits(&file, &[("черновик: да\n", ""), ("# время: 14:00\n", "время: 14:00\n")]);
    person.writes_below(
        &file,
        "Собираемся в читальном зале. Возьмите с собой анкету, которую рассылали в августе.\n",
    );
    person.types(&["build", "--today", BEFORE]);
    let page = person.text_of(&format!("meetings/{MEETING}/"));
    for words in [
        "Когда 24 сентября 2026 г., четверг, 14:00",
        "Кто отвечает Перелескина Т.А.",
        "Возьмите с собой анкету",
        "Библиотечный урок о каталоге Околицына М.П.",
        "Текст для мессенджера",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Протокол"), "there is nothing to record yet: {page}");
    let home = person.text_of("");
    let next = home.split("Ближайшее заседание").nth(1).expect("the next meeting");
    assert!(next.contains(&format!("24 сентября 2026 г. {TITLE} 14:00 Школа № 1 Собираемся")), "{home}");
    // Who was sent the address of the plan's own page of it is led to the new one.
    assert!(person.page("meetings/2026-09-24/").contains(&format!("../{MEETING}/")));
    person.sees(
        "the announcement, its text for a messenger, and «Ближайшее заседание» on the home page",
        &format!("public/meetings/{MEETING}/index.html"),
    );
}

/// A calendar as a program has it that once was given its address.
struct Subscription {
    server: Served,
    names: BTreeSet<String>,
}

/// The calendar as it is now, which must still know the same events by the same names.
fn asked_again(subscription: &Subscription) -> BTreeMap<String, String> {
    notes(&format!("GET {}", subscription.server.address("calendar.ics")));
    let events = events(&subscription.server.get("calendar.ics"));
    let mut kept: BTreeMap<&str, &BTreeMap<String, String>> = BTreeMap::new();
    for event in &events {
        assert!(kept.insert(&event["UID"], event).is_none(), "twice: {}", event["UID"]);
    }
    let names: BTreeSet<String> = kept.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(names, subscription.names, "what was known is known by its name, and nothing is there twice");
    meeting_of(&events)
}

fn meeting_of(events: &[BTreeMap<String, String>]) -> BTreeMap<String, String> {
    let title = "Установочное заседание";
    let found: Vec<_> = events.iter().filter(|event| event["SUMMARY"].contains(title)).collect();
    assert_eq!(found.len(), 1, "the plan's row and the meeting's file are one event: {found:#?}");
    found[0].clone()
}

fn subscribe_to_the_calendar(person: &mut Person) -> Subscription {
    person.begins("The calendar is subscribed");
    let page = person.text_of("subscribe/");
    assert!(page.contains("https://school.example/biblioteka/calendar.ics"), "{page}");
    let server = Served::folder(&person.place("public"));
    notes(&format!("GET {}", server.address("calendar.ics")));
    let events = events(&server.get("calendar.ics"));
    let names: BTreeSet<String> = events.iter().map(|event| event["UID"].clone()).collect();
    assert_eq!(names.len(), events.len(), "{events:#?}");
    // Four meetings, five other activities with a time, one of them each quarter.
    assert_eq!(events.len(), 11, "{events:#?}");
    let meeting = meeting_of(&events);
    assert_eq!(meeting["DTSTART"], "20260924T110000Z", "14:00 in Moscow");
    assert_eq!(meeting["LOCATION"], "Школа № 1");
    says(&format!("{} events; the meeting at 14:00 of Moscow ({})", events.len(), meeting["DTSTART"]));
    Subscription { server, names }
}

fn move_the_meeting_by_an_hour(person: &mut Person, subscription: &Subscription) {
    person.begins("The meeting moves by an hour, and so it does in the calendars of those who subscribed");
    person.edits(&format!("content/meetings/{MEETING}.md"), &[("время: 14:00", "время: 15:00")]);
    person.types(&["build", "--today", BEFORE]);
    let meeting = asked_again(subscription);
    assert_eq!(meeting["DTSTART"], "20260924T120000Z");
    says(&format!(
        "the same {} events by the same names, none twice; the meeting at 15:00",
        subscription.names.len()
    ));
}

fn report_what_was_decided(person: &mut Person, subscription: &Subscription) {
    person.begins("The same file: a report and a protocol");
    let file = format!("content/meetings/{MEETING}.md");
    person.edits(
        &file,
        &[
            ("# номер: 1\n", "номер: 1\n"),
            ("# председатель: Фамилия И.О.\n", "председатель: Перелескина Т.А.\n"),
            ("# секретарь: Другая И.О.\n", "секретарь: Околицына М.П.\n"),
            ("# присутствовали:\n#   всего: 10 человек\n", "присутствовали: 12\n"),
            (
                "    докладчик: \"Перелескина Т.А.\"\n",
                "    докладчик: \"Перелескина Т.А.\"\n    решили:\n      - текст: Провести взаимные посещения уроков\n        \
                 ответственный: Криничкина О.И.\n        срок: до 30 ноября\n    голосовали: единогласно\n",
            ),
            (
                "    докладчик: \"Околицына М.П.\"\n",
                "    докладчик: \"Околицына М.П.\"\n    решили:\n      - Собрать уроки о каталоге в общую копилку\n",
            ),
        ],
    );
    person.writes_below(
        &file,
        "Прошло первое заседание года: разобрали анкеты и посмотрели урок о каталоге.\n",
    );
    person.types(&["build", "--today", AFTER]);
    let address = format!("meetings/{MEETING}/");
    let page = person.text_of(&address);
    for words in [
        "Заседание № 1",
        "Присутствовали 12 человек",
        "Провести взаимные посещения уроков",
        "Протокол для печати",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Возьмите с собой анкету") && !page.contains("Текст для мессенджера"), "{page}");
    let protocol = person.text_of(&format!("{address}protocol/"));
    for words in [
        "ПРОТОКОЛ № 1",
        "1. СЛУШАЛИ: Перелескина Т.А. — Итоги анкетирования: где нужна помощь",
        "1.1. Провести взаимные посещения уроков. Срок: до 30 ноября. Ответственный: Криничкина О.И.",
        "ГОЛОСОВАЛИ: единогласно",
        "Секретарь М.П. Околицына",
        "Протокол для Word",
    ] {
        assert!(protocol.contains(words), "{words}\n{protocol}");
    }
    let decisions = person.text_of("meetings/decisions/");
    assert!(decisions.contains("Собрать уроки о каталоге в общую копилку"), "{decisions}");
    let home = person.text_of("");
    let past = home.split("Прошедшие заседания").nth(1).expect("past meetings");
    assert!(past.contains(&format!("{TITLE} 12 человек")), "{home}");
    let next = home.split("Ближайшее заседание").nth(1).expect("the next meeting");
    assert!(next.contains("15 октября 2026 г. По плану Семинар"), "{home}");
    assert_eq!(asked_again(subscription)["DTSTART"], "20260924T120000Z");
    person.sees("the report at the address of the announcement, the protocol beside it, and the decisions of all meetings", &format!("public/{address}protocol/index.html"));
}

fn see_the_mark_in_the_plan(person: &mut Person) {
    person.begins("The report has marked the plan");
    let page = person.page("plans/2026-2027/");
    assert!(page.contains("data-outcome=\"Проведено 24.09.2026\""), "the mark beside the row");
    let page = text(&page);
    assert!(page.contains("Состояние на 25 сентября 2026 г.: проведено 1 из 10"), "{page}");
    let done = person.page("plans/2026-2027/done/");
    let row = text(&done).split("Отметка о выполнении").nth(1).expect("the column").to_owned();
    assert!(row.contains("24.09.2026 Школа № 1 Перелескина Т.А. Проведено 24.09.2026"), "{row}");
    let said = person.types(&["plan", "status", "--today", AFTER]);
    assert!(said.contains("Всего мероприятий: 10. Проведено: 1, перенесено: 0"), "{said}");
    assert!(said.contains(&format!("24.09.2026 {TITLE}")), "{said}");
    person.sees(
        "«Проведено 24.09.2026» beside the row, and in the column «Отметка о выполнении»",
        "public/plans/2026-2027/done/index.html",
    );
}

fn see_the_year_counted(person: &mut Person) {
    person.begins("The year's analysis has counted the meeting");
    let analysis = person.text_of("analysis/2026-2027/");
    for words in [
        "1 заседание, 2 вопроса. Присутствовало 12 человек.",
        "В плане 10 мероприятий: выполнено 1 (10 %), без отметки 9.",
        "Принято 2 решения.",
        "Анализ для Word",
    ] {
        assert!(analysis.contains(words), "{words}\n{analysis}");
    }
    person.sees(
        "one meeting of 12 people, 1 of 10 activities done, two decisions",
        "public/analysis/2026-2027/index.html",
    );
}

fn take_the_plan_back_into_word(person: &mut Person) {
    person.begins("The plan for signature, in Word; read back it is the same plan with its mark");
    let plan = approved(&person.page("plans/2026-2027/"));
    let marked = document_of(person, "plans/2026-2027/done/");
    let plain = document_of(person, "plans/2026-2027/");
    for (name, document, mark) in
        [("Подписать", plain, None), ("С отметками", marked, Some("Проведено 24.09.2026"))]
    {
        person.goes_home();
        person.types(&["new", name, "--name", "РМО Примерного района", "--school-year", "2026-2027"]);
        person.goes_to(name);
        person.puts("План.docx", document);
        let said = person.types(&["import", "План.docx", "--replace"]);
        assert!(said.contains("(1 таблица, 10 мероприятий)"), "{said}");
        // Under the table stands on what day it was so: of the plan it is no part.
        if mark.is_some() {
            person.edits(
                PLAN,
                &[("примечания:\n  - \"Состояние на 25 сентября 2026 г.: проведено 1 из 10\"\n", "")],
            );
        }
        person.types(&["build", "--today", AFTER]);
        let back = person.page("plans/2026-2027/");
        assert_eq!(approved(&back), plan, "{name}");
        let marks = back.matches("data-outcome=").count();
        assert_eq!(marks, usize::from(mark.is_some()), "{name}");
        assert!(mark.is_none_or(|mark| back.contains(&format!("data-outcome=\"{mark}\""))), "{name}");
    }
    person.goes_home();
    person.goes_to("Наш сайт");
    person.sees(
        "word for word the plan that was imported, out of a document that Word opens",
        "../С отметками/План.docx",
    );
}

/// The document of Word that a page offers.
fn document_of(person: &Person, address: &str) -> Vec<u8> {
    let page = person.page(address);
    let (before, _) = page.split_once(".docx\"").expect("a link to a document");
    let name = before.rsplit('"').next().expect("its address");
    bytes(&person.place(&format!("public/{address}{name}.docx")))
}

/// A program that is built with the feature `pdf` writes each document as PDF too, beside the one of Word, and calendars for the
/// wall, which have none of Word.
fn take_the_plan_as_pdf(person: &mut Person) {
    person.begins("The plan for signature, as PDF");
    let is_of = |ending: &str| {
        let files = files_below(&person.place("public")).into_iter();
        let files = files.filter(move |path| path.extension().is_some_and(|found| found == ending));
        files.map(|path| path.with_extension("")).collect::<BTreeSet<PathBuf>>()
    };
    let (pdf, word) = (is_of("pdf"), is_of("docx"));
    if pdf.is_empty() {
        says("left out: this program is built without the feature `pdf`, so it has written no PDF");
        return;
    }
    assert!(pdf.is_superset(&word), "each document is there as both: {pdf:?} {word:?}");
    let walls: Vec<&PathBuf> = pdf.difference(&word).collect();
    assert!(!walls.is_empty(), "nothing for the wall");
    assert!(
        walls.iter().all(|path| path.components().any(|part| part.as_os_str() == "calendar")),
        "{walls:?}"
    );
    for document in &pdf {
        let bytes = bytes(&document.with_extension("pdf"));
        assert!(
            bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            "{}",
            document.display()
        );
    }
    says(&format!(
        "{} documents as PDF beside those of Word, {} calendars for the wall",
        word.len(),
        walls.len()
    ));
}

fn share_a_lesson(person: &mut Person) {
    person.begins("What was shown at the meeting goes into the electronic case");
    let said = person.types(&[
        "new",
        "material",
        "--title",
        "Урок о каталоге",
        "--type",
        "библиотечный урок",
        "--author",
        "Околицына М.П.",
        "--today",
        AFTER,
    ]);
    let file = "content/materials/urok-o-kataloge.md";
    assert!(said.contains(file), "{said}");
    person.puts("content/materials/Карточки.csv", "автор;название\nБианки В.В.;Лесная газета\n");
    person.edits(
        file,
        &[
            ("черновик: да\n", ""),
            ("# классы: 5-6\n", "классы: 5-6\n"),
            ("# темы:\n#   - библиотечные уроки\n", "темы:\n  - каталог\n"),
            ("# представлен: заседание объединения\n", &format!("представлен: ../meetings/{MEETING}.md\n")),
            (
                "# файлы:\n#   - файл: Карточки.docx\n#     название: Карточки для игры\n",
                "файлы:\n  - файл: Карточки.csv\n    название: Карточки для игры\n",
            ),
        ],
    );
    person.writes_below(file, "Как найти книгу по каталогу.\n\n## Ход урока\n\n1. Каждому карточка с автором и названием.\n2. Находим по ней полку.\n");
    person.types(&["build", "--today", AFTER]);
    let card = person.text_of("case/urok-o-kataloge/");
    for words in [
        "Классы 5–6",
        &format!("Где представлен {TITLE}"),
        "Карточки для игры",
        "Околицына, М. П. Урок о каталоге",
    ] {
        assert!(card.contains(words), "{words}\n{card}");
    }
    let meeting = person.text_of(&format!("meetings/{MEETING}/"));
    assert!(
        meeting.contains("Материалы Урок о каталоге"),
        "the meeting names what was shown there: {meeting}"
    );
    person.sees(
        "a catalogue card with its description to cite; the meeting names it",
        "public/case/urok-o-kataloge/index.html",
    );
}

fn put_the_case_on_a_stick(person: &mut Person) {
    person.begins("The case is taken away, and searched where there is no network");
    let offer = person.text_of("case/");
    assert!(offer.contains("Скачать весь кейс (ZIP, 1 файл, около 70 КБ)"), "{offer}");
    let archive = person.place("public/case/case.zip");
    let size = bytes(&archive).len() / 1024;
    assert!((50..100).contains(&size), "{size} KB, and the page says about 70");
    person.goes_home();
    let stick = person.unpacks(&archive, "Флешка/Кейс РМО");
    let names: Vec<String> = files_below(&stick)
        .iter()
        .map(|path| path.strip_prefix(&stick).expect("a path below").to_string_lossy().replace('\\', "/"))
        .collect();
    for name in [
        "index.html",
        "case/urok-o-kataloge/index.html",
        "files/materials/kartochki.csv",
        "search/index.html",
    ] {
        assert!(names.iter().any(|found| found == name), "{name}: {names:#?}");
    }
    assert!(
        !names.iter().any(|name| name.starts_with("plans") || name.starts_with("meetings")),
        "{names:#?}"
    );
    let contents = seen(&stick.join("contents.txt"));
    assert!(contents.contains("Урок о каталоге") && contents.contains("Карточки.csv"), "{contents}");
    let card = seen(&stick.join("case/urok-o-kataloge/index.html"));
    assert!(card.contains("href=\"../../files/materials/kartochki.csv\""), "{card}");
    let meeting = format!("href=\"https://school.example/biblioteka/meetings/{MEETING}/\"");
    assert!(card.contains(&meeting), "what is not on the stick is on the site: {card}");
    let data = files_below(&stick.join("search/data")).into_iter();
    let data =
        data.map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), seen(&path)));
    let search = Search::new(&seen(&stick.join("assets/search-engine.js")), data.collect());
    // Other forms of the words, a slip, and the keyboard left in Latin letters.
    for query in ["уроки о каталогах", "катлог", "rfnfkju", "Околицыной"] {
        let found = search.call("ask", query);
        assert!(found.lines().any(|address| address.contains("case/urok-o-kataloge/")), "{query}: {found}");
        notes(&format!("search: «{query}» → {}", found.lines().next().unwrap_or_default()));
    }
    assert_eq!(search.call("ask", "абракадабра"), "");
    person.sees("the card is found on the stick by any form of its words", "Флешка/Кейс РМО/index.html");
}

/// The words of the plan as it was approved, out of its page.
fn approved(page: &str) -> String {
    let (_, rest) = page.split_once("data-view=\"approved\"").expect("the approved plan");
    let (article, _) = rest.split_once("</article>").expect("its end");
    text(article.split_once('>').expect("the element").1)
}
