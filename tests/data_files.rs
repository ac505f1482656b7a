//! Files for other programs: each lesson that other calendars, feeds and tables have taught is a test here.

#[path = "data_files/events.rs"]
mod events;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;
use kartoteka::link::Options;
use kartoteka::model::Site;
use kartoteka::source;
use kartoteka::view::{self, Offer, data_file, route};

use events::events;

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
    let calendars: Vec<&String> = files.keys().filter(|path| path.contains(".ics")).collect();
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

const NEWS: &str = "---\nназвание: Праздник & книга\nдата: 27.10.2026\nтемы: чтение\nфайлы: [Афиша.txt]\n---\nТекст со [ссылкой](../../meetings/stol.md#itog) и ![зал](zal.jpg).\n";
const LIFE: &[(&str, &str)] = &[
    ("association.yaml", "название: РМО библиотекарей\nрайон: Лесной район\nчасовой пояс: Омск\n"),
    (
        "plans/2026-2027.yaml",
        "учебный год: 2026/2027\nутверждаю:\n  кто: А.Д. Полевников\n  дата: 28.08.2026\nмероприятия:\n  - номер: '1.1'\n    что: Семинар\n    когда: 8 октября\n    кто: Перелескина Т.А.\n    проведено: 9.10.2026\n  - номер: '1.2'\n    что: '=СУММ(A1); «план»'\n    когда: в течение года\n",
    ),
    ("news/prazdnik/index.md", NEWS),
    ("news/prazdnik/Афиша.txt", "Приходите"),
    ("news/bez-daty.md", "---\nназвание: Без даты\n---\nТекст.\n"),
    ("news/chernovik.md", "---\nназвание: Задумка\nдата: 28.10.2026\nчерновик: да\n---\nЕщё нет.\n"),
    (
        "meetings/stol.md",
        "---\nназвание: Круглый стол\nдата: 12.11.2026\nвремя: 14:00\nгде: школа № 2\nформат: очно\nповестка:\n  - вопрос: Книга <за> пять минут\n    докладчик: Околицына М.П.\n    решили: Собрать кейс\n---\n## Итог {#itog}\n\nПрошло хорошо.\n",
    ),
    (
        "materials/kvest.md",
        "---\nназвание: Квест\nдата: 12.11.2026\nавторы: Околицына М.П.\nклассы: 5-6\nтемы: [Каталоги]\n---\nХод урока.\n",
    ),
    ("materials/zadumka.md", "---\nназвание: Задумка\nдата: 12.11.2026\nчерновик: да\n---\nНет.\n"),
];

/// The site of [`LIFE`] with these settings, a photograph where one is shown, drafts built too.
fn life(settings: &str) -> Site {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    for (name, text) in LIFE {
        put(name, text.as_bytes());
    }
    put("site.yaml", settings.as_bytes());
    put("news/prazdnik/zal.jpg", include_bytes!("cases/meetings-in-full/content/meetings/zal.jpg"));
    let tree = source::read(folder.path(), "content").expect("the content can be read");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let built = kartoteka::build(&tree.value, &Options { today, drafts: true, base_url: None });
    assert!(!built.diagnostics.has_errors(), "{:#?}", built.diagnostics.sorted());
    built.value
}

#[test]
fn a_draft_is_in_no_file_even_where_it_is_shown() {
    let files = files_of(&life(SETTINGS.1));
    assert!(files.len() > 8, "{:?}", files.keys());
    for (path, text) in &files {
        assert!(!text.contains("Задумка") && !text.contains("zadumka"), "{path}");
    }
}

#[test]
fn a_feed_tells_all_and_can_be_read_anywhere() {
    let files = files_of(&life(SETTINGS.1));
    let news = &files["news/feed.xml"];
    for part in [
        "<id>https://school.example/biblioteka/news/feed.xml</id>",
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://school.example/biblioteka/news/feed.xml\"/>",
        "<title>Праздник &amp; книга</title>",
        "<updated>2026-10-27T00:00:00+06:00</updated>",
        "<id>https://school.example/biblioteka/news/prazdnik/</id>",
        "<category term=\"чтение\"/>",
        "href=&quot;https://school.example/biblioteka/meetings/stol/#itog&quot;",
        "src=&quot;https://school.example/biblioteka/news/prazdnik/zal",
        "<link rel=\"enclosure\" href=\"https://school.example/biblioteka/news/prazdnik/afisha.txt\" length=\"18\" title=\"Афиша.txt\"/>",
    ] {
        assert!(news.contains(part), "{part}\n{news}");
    }
    assert!(!news.contains("Без даты"), "nobody knows when it was new");
    let meetings = &files["meetings/feed.xml"];
    for part in ["Книга &amp;lt;за&amp;gt; пять минут", "Собрать кейс", "Прошло хорошо"]
    {
        assert!(meetings.contains(part), "{part}\n{meetings}");
    }
    assert!(files["case/feed.xml"].contains("<name>Околицына М.П.</name>"));
}

#[test]
fn a_feed_without_an_address_is_one_all_the_same() {
    let files = files_of(&life("название: РМО\n"));
    let news = &files["news/feed.xml"];
    assert!(news.contains("<id>urn:uuid:"), "{news}");
    assert!(news.contains("href=\"prazdnik/index.html\"") && news.contains("href=\"feed.xml\""), "{news}");
    assert!(news.contains("href=&quot;../meetings/stol/index.html#itog&quot;"), "{news}");
    assert_eq!(files, files_of(&life("название: РМО\n")));
}

#[test]
fn a_plan_is_data() {
    let files = files_of(&life(SETTINGS.1));
    let plan: serde_json::Value = serde_json::from_str(&files["plans/2026-2027/plan.json"]).expect("JSON");
    assert_eq!(plan["version"], 1);
    assert_eq!(plan["$schema"], "https://school.example/biblioteka/subscribe/plan-1.schema.json");
    assert!(files.contains_key("subscribe/plan-1.schema.json"));
    assert_eq!((&plan["approved"], &plan["school_year"]), (&"2026-08-28".into(), &"2026/2027".into()));
    let first = &plan["activities"][0];
    assert_eq!((&first["id"], &first["number"]), (&"1.1.1-1".into(), &"1.1".into()));
    assert_eq!(first["when"]["parts"][0]["first"], "2026-10-08");
    assert_eq!((&first["outcome"]["state"], &first["who"]), (&"done".into(), &"Перелескина Т.А.".into()));
    assert_eq!(plan["activities"][1]["when"]["parts"][0]["kind"], "year");
    let meetings: serde_json::Value = serde_json::from_str(&files["meetings/meetings.json"]).expect("JSON");
    let time = &meetings["meetings"][0]["time"];
    assert_eq!((&time["from"], &time["utc_offset"]), (&"14:00".into(), &"+06:00".into()));
    let materials: serde_json::Value = serde_json::from_str(&files["case/materials.json"]).expect("JSON");
    assert_eq!(materials["materials"].as_array().map(Vec::len), Some(1));
    assert_eq!(materials["materials"][0]["classes"], serde_json::json!([5, 6]));
}

#[test]
fn what_a_file_says_stands_in_its_schema() {
    let files = files_of(&life(SETTINGS.1));
    for (file, schema) in [
        ("plans/2026-2027/plan.json", "subscribe/plan-1.schema.json"),
        ("meetings/meetings.json", "subscribe/meetings-1.schema.json"),
        ("case/materials.json", "subscribe/materials-1.schema.json"),
    ] {
        let read = |path: &str| -> serde_json::Value { serde_json::from_str(&files[path]).expect("JSON") };
        let (file, schema) = (read(file), read(schema));
        let mut told = BTreeSet::new();
        names(&schema, true, &mut told);
        let mut said = BTreeSet::new();
        names(&file, false, &mut said);
        assert!(said.is_subset(&told), "{:?}", said.difference(&told));
    }
}

/// The names of all fields of a file, or those that a schema explains.
fn names(value: &serde_json::Value, schema: bool, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                if !schema {
                    found.insert(name.clone());
                } else if let ("properties", Some(properties)) = (&**name, value.as_object()) {
                    found.extend(properties.keys().cloned());
                }
                names(value, schema, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, schema, found)),
        _ => {}
    }
}

#[test]
fn a_table_is_safe_and_nothing_in_it_shifts() {
    let files = files_of(&life(SETTINGS.1));
    let table = &files["plans/2026-2027/plan.csv"];
    let mut lines = table.trim_start_matches('\u{feff}').split("\r\n");
    assert!(table.starts_with('\u{feff}'));
    assert_eq!(
        lines.next(),
        Some("№;Раздел;Направление;Мероприятие;Срок;Начало;Окончание;Ответственные;Место;Отметка")
    );
    assert_eq!(
        lines.next(),
        Some("1.1.;;;Семинар;'8 октября;08.10.2026;08.10.2026;Перелескина Т.А.;;Проведено 09.10.2026")
    );
    assert_eq!(lines.next(), Some("1.2.;;;\"'=СУММ(A1); «план»\";в течение года;;;;;"));
}

#[test]
fn search_engines_are_told_in_their_words() {
    let site = life(SETTINGS.1);
    let structured = |wanted: &str| {
        let page = view::pages(&site).into_iter().find(|page| route::path(&site, page) == wanted);
        let view = view::view(&site, &page.unwrap_or_else(|| panic!("{wanted}")), &|_, _| Offer::Nothing);
        let view = serde_json::to_value(&view).expect("JSON");
        let structured = view["structured"].as_str().map(str::to_owned);
        structured.map(|json| serde_json::from_str::<serde_json::Value>(&json).expect("JSON"))
    };
    let home = structured("index.html").expect("an organization");
    assert_eq!((&home["@type"], &home["name"]), (&"Organization".into(), &"РМО библиотекарей".into()));
    assert_eq!(home["areaServed"], "Лесной район");
    let meeting = structured("meetings/stol/index.html").expect("an event");
    assert_eq!(meeting["@type"], "EducationEvent");
    assert_eq!(meeting["startDate"], "2026-11-12T14:00:00+06:00");
    assert_eq!(meeting["location"][0]["name"], "школа № 2");
    assert_eq!(meeting["eventAttendanceMode"], "https://schema.org/OfflineEventAttendanceMode");
    assert_eq!(meeting["organizer"]["url"], "https://school.example/biblioteka/");
    let material = structured("case/kvest/index.html").expect("a resource");
    assert_eq!(material["@type"], "LearningResource");
    assert!(structured("case/zadumka/index.html").is_none(), "a draft is nothing yet");
}

#[test]
fn the_way_to_each_file_stands_where_one_looks_for_it() {
    let site = life(SETTINGS.1);
    let said = |wanted: &str| {
        let page = view::pages(&site).into_iter().find(|page| route::path(&site, page) == wanted);
        serde_json::to_value(view::view(&site, &page.unwrap_or_else(|| panic!("{wanted}")), &|_, _| {
            Offer::Nothing
        }))
        .expect("JSON")
    };
    let heads = |wanted: &str| {
        let said = said(wanted);
        let files = said["frame"]["alternates"].as_array().expect("a list").iter();
        files.map(|file| file["href"].as_str().expect("an address").to_owned()).collect::<Vec<_>>()
    };
    let all = ["calendar.ics", "news/feed.xml", "meetings/feed.xml", "case/feed.xml"];
    assert_eq!(heads("index.html"), all);
    assert_eq!(heads("plans/2026-2027/index.html")[4..], ["plan.json", "plan.csv"]);
    assert_eq!(heads("meetings/index.html")[4..], ["meetings.json"]);
    assert!(heads("404.html").is_empty(), "nobody knows at which depth it is shown");
    let page = said("subscribe/index.html");
    assert_eq!(page["calendar"]["address"], "https://school.example/biblioteka/calendar.ics");
    assert_eq!(page["calendar"]["subscription"], "webcal://school.example/biblioteka/calendar.ics");
    let note = page["calendar"]["note"].as_str().expect("a note").replace('\u{a0}', " ");
    assert!(note.starts_with("ICS, ") && note.ends_with(" КБ"), "{note}");
    let plan = said("plans/2026-2027/index.html");
    assert_eq!(plan["offer"]["subscribe"]["href"], "../../subscribe/index.html");
    assert_eq!(plan["offer"]["files"][0]["href"], "plan.csv");
}
