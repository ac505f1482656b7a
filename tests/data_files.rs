//! Files for other programs: each lesson that other calendars, feeds and tables have taught is a test here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;
use kartoteka::link::Options;
use kartoteka::model::Site;
use kartoteka::source;
use kartoteka::view::{data_file, route};

/// The files of a site by their path.
type Files = BTreeMap<String, String>;

const PASSPORT: (&str, &str) = ("association.yaml", "название: РМО библиотекарей\n");
const SETTINGS: (&str, &str) = ("site.yaml", "название: РМО\nадрес: https://school.example/biblioteka/\n");

fn site(content: &[(&str, &str)], today: &str, drafts: bool) -> Site {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in content {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let tree = source::read(folder.path(), "content").expect("the content can be read");
    let today = today.parse::<NaiveDate>().expect("a date");
    let built = kartoteka::build(&tree.value, &Options { today, drafts, base_url: None });
    assert!(!built.diagnostics.has_errors(), "{:#?}", built.diagnostics.sorted());
    built.value
}

fn files_of(site: &Site) -> Files {
    let files = data_file::all(site).into_iter();
    files.map(|file| (route::data_file_path(site, &file), data_file::text(site, &file))).collect()
}

fn files(content: &[(&str, &str)]) -> Files {
    files_of(&site(content, "2026-11-20", false))
}

/// The calendar of everything of an association at the root, whose plan has these rows.
fn calendar(settings: &str, rows: &str) -> String {
    let plan = format!("учебный год: 2026/2027\nмероприятия:\n{rows}");
    let settings = format!("{}{settings}", SETTINGS.1);
    let content = [PASSPORT, ("site.yaml", &*settings), ("plans/2026-2027.yaml", &*plan)];
    files(&content).remove("calendar.ics").unwrap_or_default()
}

/// The events of a calendar: the values of their properties by name.
fn events(calendar: &str) -> Vec<BTreeMap<String, String>> {
    let text = calendar.replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT\r\n").skip(1);
    let event = |event: &str| {
        let lines = event.lines().take_while(|line| *line != "END:VEVENT");
        let properties = lines.filter_map(|line| line.split_once(':'));
        properties
            .map(|(name, value)| {
                let name = name.split(';').next().unwrap_or(name);
                (name.to_owned(), value.replace("\\,", ",").replace("\\;", ";"))
            })
            .collect()
    };
    events.map(event).collect()
}

fn values<'e>(events: &'e [BTreeMap<String, String>], name: &str) -> Vec<&'e str> {
    events.iter().map(|event| event.get(name).map_or("", String::as_str)).collect()
}

#[test]
fn an_event_of_a_day_ends_on_the_next() {
    let found = events(&calendar("", "  - что: Семинар\n    когда: 8 октября\n"));
    assert_eq!(values(&found, "DTSTART"), ["20261008"]);
    assert_eq!(values(&found, "DTEND"), ["20261009"]);
    assert_eq!(values(&found, "TRANSP"), ["TRANSPARENT"]);
    let whole = calendar("месяцы в календаре: целиком\n", "  - что: Обзор\n    когда: октябрь-ноябрь\n");
    let found = events(&whole);
    assert_eq!(values(&found, "DTSTART"), ["20261001"]);
    assert_eq!(values(&found, "DTEND"), ["20261201"]);
    assert_eq!(values(&found, "SUMMARY"), ["Обзор"]);
}

#[test]
fn a_deadline_stands_on_its_day_and_says_so() {
    let found = events(&calendar("", "  - что: Сдать отчёты\n    когда: до 25 мая 2027 г.\n"));
    assert_eq!(values(&found, "DTSTART"), ["20270525"]);
    assert_eq!(values(&found, "SUMMARY"), ["До 25 мая 2027 г., вторник: Сдать отчёты"]);
    assert_eq!(values(&found, "CATEGORIES"), ["Срок"]);
}

#[test]
fn a_month_is_no_banner() {
    let rows = "  - что: Обзор\n    когда: октябрь\n  - что: Акция\n    когда: январь\n  - что: Неделя книги\n    когда: 22-28 марта\n";
    let found = events(&calendar("", rows));
    assert_eq!(
        values(&found, "SUMMARY"),
        ["Октябрь 2026 г.: Обзор", "Январь 2027 г.: Акция", "Неделя книги"]
    );
    // Nobody works from 1 to 8 January, and the 9th and 10th of 2027 are a weekend.
    assert_eq!(values(&found, "DTSTART"), ["20261001", "20270111", "20270322"]);
    assert_eq!(values(&found, "DTEND"), ["20261002", "20270112", "20270329"]);
    let found = events(&calendar("месяцы в календаре: нет\n", rows));
    assert_eq!(values(&found, "SUMMARY"), ["Неделя книги"]);
}

#[test]
fn what_has_no_time_is_no_event() {
    let rows = "  - что: Сайт\n    когда: в течение года\n  - что: Помощь\n    когда: по заявкам\n  - что: Связь\n    когда: постоянно\n  - что: Без срока\n  - что: Семинар\n    когда: 8 октября\n";
    assert_eq!(values(&events(&calendar("", rows)), "SUMMARY"), ["Семинар"]);
    let without = calendar("", "  - что: Сайт\n    когда: в течение года\n");
    assert_eq!(without, "", "there is no calendar of nothing");
}

#[test]
fn every_quarter_is_an_event_of_its_own() {
    let found = events(&calendar("", "  - что: Подписка\n    когда: ежеквартально\n"));
    assert_eq!(
        values(&found, "SUMMARY"),
        [
            "III квартал 2026 г.: Подписка",
            "IV квартал 2026 г.: Подписка",
            "I квартал 2027 г.: Подписка",
            "II квартал 2027 г.: Подписка"
        ]
    );
    let names: BTreeSet<&str> = values(&found, "UID").into_iter().collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn one_thing_is_one_event_however_long_it_lasts() {
    let calendar = calendar(
        "месяцы в календаре: целиком\n",
        "  - что: Конкурс\n    когда: декабрь-март\n  - что: Встречи\n    когда: 3, 10 и 17 октября\n",
    );
    let found = events(&calendar);
    assert_eq!(found.iter().filter(|event| event["SUMMARY"] == "Конкурс").count(), 1);
    let names = values(&found, "UID");
    let different: BTreeSet<&&str> = names.iter().collect();
    assert_eq!((names.len(), different.len()), (4, 4), "{names:?}");
}

#[test]
fn what_an_event_is_known_by_outlives_edits() {
    let before =
        calendar("", "  - что: Семинар\n    когда: 8 октября\n  - что: Встреча\n    когда: 9 октября\n");
    let edited = "  - что: Семинар о книге\n    когда: 15 октября\n    где: школа № 2\n  - что: Встреча\n    когда: 9, 10 октября\n";
    let after = calendar("часовой пояс: Омск\n", edited);
    let names = |calendar: &str| -> BTreeSet<String> {
        events(calendar).into_iter().map(|event| event["UID"].clone()).collect()
    };
    let (before, after) = (names(&before), names(&after));
    assert!(before.is_subset(&after), "{before:?} {after:?}");
    assert_eq!(before.len() + 1, after.len(), "a second day has a name of its own");
    assert!(before.contains("plans/2026-2027/1.1.1@school.example/biblioteka"), "{before:?}");
}

#[test]
fn a_code_keeps_an_event_wherever_its_row_goes() {
    let coded = "  - код: seminar\n    что: Семинар\n    когда: 8 октября\n";
    let first = events(&calendar("", coded));
    let moved = events(&calendar("", &format!("  - что: Новое\n    когда: 1 октября\n{coded}")));
    let of = |found: &[BTreeMap<String, String>]| {
        found.iter().find(|event| event["SUMMARY"] == "Семинар").map(|event| event["UID"].clone())
    };
    assert_eq!(of(&first), of(&moved));
    assert_eq!(of(&first).as_deref(), Some("plans/2026-2027/seminar@school.example/biblioteka"));
}

#[test]
fn what_is_put_otherwise_than_planned_is_a_later_edition() {
    let row = "  - что: Семинар\n    когда: 8 октября\n";
    let editions =
        ["", "    перенесено: 22 октября\n", "    проведено: 23.10.2026\n", "    отменено: карантин\n"];
    let editions = editions.map(|outcome| events(&calendar("", &format!("{row}{outcome}"))).remove(0));
    let names: BTreeSet<&String> = editions.iter().map(|event| &event["UID"]).collect();
    assert_eq!(names.len(), 1);
    let [planned, moved, held, cancelled] = &editions;
    assert_eq!([planned, moved, held, cancelled].map(|event| &*event["SEQUENCE"]), ["0", "1", "2", "2"]);
    assert_eq!(moved["DTSTART"], "20261022");
    assert!(planned["LAST-MODIFIED"] < held["LAST-MODIFIED"]);
    assert_eq!((&*planned["STATUS"], &*cancelled["STATUS"]), ("CONFIRMED", "CANCELLED"));
}

const MEETING: &str = "---\nназвание: Круглый стол\nдата: 08.10.2026\nвремя: 14:00–15:30\nгде: школа № 2\nпункты плана: 1\n---\nПриглашаем.\n";

#[test]
fn a_meeting_takes_the_place_of_its_activity() {
    let plan = "учебный год: 2026/2027\nмероприятия:\n  - что: Заседание\n    когда: 8 октября\n";
    let content = [PASSPORT, SETTINGS, ("plans/2026-2027.yaml", plan)];
    let planned = events(&files(&content)["calendar.ics"]);
    let with_file = [&content[..], &[("meetings/stol.md", MEETING)]].concat();
    let found = events(&files(&with_file)["calendar.ics"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["UID"], planned[0]["UID"], "whoever has the one does not get a second");
    assert_eq!(found[0]["SUMMARY"], "Круглый стол");
    assert_eq!(found[0]["URL"], "https://school.example/biblioteka/meetings/stol/");
    let draft = MEETING.replace("название:", "черновик: да\nназвание:");
    let with_draft = [&content[..], &[("meetings/stol.md", &*draft)]].concat();
    let shown = files_of(&site(&with_draft, "2026-11-20", true));
    assert_eq!(
        values(&events(&shown["calendar.ics"]), "SUMMARY"),
        ["Заседание"],
        "a draft is no meeting yet"
    );
}

#[test]
fn hours_are_those_of_the_association() {
    for (zone, start, end) in [
        ("", "20261008T110000Z", "20261008T123000Z"),
        ("часовой пояс: Екатеринбург\n", "20261008T090000Z", "20261008T103000Z"),
        ("часовой пояс: МСК+4\n", "20261008T070000Z", "20261008T083000Z"),
    ] {
        let meeting = MEETING.replace("пункты плана: 1\n", "");
        let passport = format!("{}{zone}", PASSPORT.1);
        let content = [("association.yaml", &*passport), SETTINGS, ("meetings/stol.md", &*meeting)];
        let files = files(&content);
        let found = events(&files["calendar.ics"]);
        assert_eq!((&*found[0]["DTSTART"], &*found[0]["DTEND"]), (start, end));
        assert_eq!(found[0]["TRANSP"], "OPAQUE");
        assert!(!files["calendar.ics"].contains("TZID"));
    }
    let vague = MEETING.replace("14:00–15:30", "после уроков").replace("пункты плана: 1\n", "");
    let found = events(&files(&[PASSPORT, SETTINGS, ("meetings/stol.md", &*vague)])["calendar.ics"]);
    assert_eq!((&*found[0]["DTSTART"], &*found[0]["TRANSP"]), ("20261008", "TRANSPARENT"));
    assert!(found[0]["DESCRIPTION"].contains("после уроков"));
}

#[test]
fn lines_are_short_and_end_as_they_must() {
    let long = "Методический семинар, посвящённый чтению; «круглый стол» ".repeat(8);
    let text = calendar("", &format!("  - что: {long}\n    когда: 8 октября\n    где: {long}\n"));
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let found = events(&text);
    assert!(found[0]["DESCRIPTION"].contains(long.trim()), "all of a long title is there");
    assert!(found[0]["SUMMARY"].chars().count() <= 141);
}

const PORTAL: &[(&str, &str)] = &[
    ("site.yaml", "название: Картотека\nадрес: https://school.example/\n"),
    ("nevyansk/association.yaml", "название: ММО Невьянска\nкратко: Невьянск\n"),
    (
        "nevyansk/plans/2026-2027.yaml",
        "учебный год: 2026/2027\nстолбцы:\n  когда: Дата\n  чтение: Работа с книгой\nстроки:\n  - когда: 8 октября\n    чтение:\n      - что: Семинар\n        кто: Перелескина Т.А.\n",
    ),
    (
        "nevyansk/people.yaml",
        "- кто: Перелескина Тамара Алексеевна\n  школа: школа № 1\n  согласие: да\n- кто: Молчунова А.Б.\n",
    ),
    ("nevyansk/schools.yaml", "- школа № 1\n"),
    (
        "nevyansk/meetings/stol.md",
        "---\nназвание: Круглый стол\nдата: 12.11.2026\nгде: школа № 1\nпредседатель: Молчунова А.Б.\n---\nПриглашаем.\n",
    ),
    ("primer/association.yaml", "название: Пример\nпример: да\n"),
    (
        "primer/plans/2026-2027.yaml",
        "учебный год: 2026/2027\nмероприятия:\n  - что: Придумка\n    когда: 9 октября\n",
    ),
];

#[test]
fn every_view_has_an_address_of_its_own() {
    let files = files(PORTAL);
    let calendars: Vec<&String> = files.keys().filter(|path| path.ends_with(".ics")).collect();
    assert_eq!(
        calendars,
        [
            "calendar.ics",
            "calendar/2026-2027/calendar.ics",
            "calendar/2026/10/calendar.ics",
            "calendar/2026/11/calendar.ics",
            "nevyansk/calendar.ics",
            "nevyansk/calendar/2026-2027/calendar.ics",
            "nevyansk/calendar/2026/10/calendar.ics",
            "nevyansk/calendar/2026/11/calendar.ics",
            "nevyansk/calendar/direction/rabota-s-knigoy.ics",
            "nevyansk/people/pereleskina-t-a/calendar.ics",
            "nevyansk/schools/shkola-1/calendar.ics",
            "primer/calendar.ics",
            "primer/calendar/2026-2027/calendar.ics",
            "primer/calendar/2026/10/calendar.ics",
        ]
    );
    let summaries = |path: &str| {
        let found = events(&files[path]);
        values(&found, "SUMMARY").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(summaries("calendar/2026/10/calendar.ics"), ["Семинар", "Пример. Придумка"]);
    assert_eq!(summaries("nevyansk/people/pereleskina-t-a/calendar.ics"), ["Семинар"]);
    assert_eq!(summaries("nevyansk/schools/shkola-1/calendar.ics"), ["Семинар", "Круглый стол"]);
    assert_eq!(summaries("nevyansk/calendar/direction/rabota-s-knigoy.ics"), ["Семинар"]);
    let name = |path: &str| files[path].lines().find_map(|line| line.strip_prefix("X-WR-CALNAME:"));
    assert_eq!(name("primer/calendar.ics"), Some("Пример (пример)"));
    // In the calendar of all each event says whose it is, and is the same as in the calendar of one.
    let (all, one) = (events(&files["calendar.ics"]), events(&files["nevyansk/calendar.ics"]));
    let names = values(&all, "UID");
    assert!(values(&one, "UID").iter().all(|uid| names.contains(uid)));
    assert!(all[0]["DESCRIPTION"].contains("ММО Невьянска"));
}

#[test]
fn no_file_knows_the_day_of_the_build() {
    let (early, late) = (site(PORTAL, "2026-08-01", false), site(PORTAL, "2030-01-01", false));
    assert_eq!(files_of(&early), files_of(&late));
}

#[test]
fn without_an_address_there_are_files_and_no_promises() {
    let plan = (
        "plans/2026-2027.yaml",
        "учебный год: 2026/2027\nмероприятия:\n  - что: Семинар\n    когда: 8 октября\n",
    );
    let files = files(&[PASSPORT, ("site.yaml", "название: РМО Лесного\n"), plan]);
    let calendar = &files["calendar.ics"];
    assert!(!calendar.contains("URL") && !calendar.contains("SOURCE"), "{calendar}");
    assert_eq!(values(&events(calendar), "UID"), ["plans/2026-2027/1.1.1@rmo-lesnogo"]);
}
