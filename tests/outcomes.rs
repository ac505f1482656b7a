//! A plan against what was done: nothing is said of it where nothing is recorded, reminders are for authors only, and
//! codes change nothing but the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TODAY: &str = "2024-11-20";

const PLAN: &str = "\
# Как утверждён
столбцы:
  номер: №
  что: Содержание
  когда: Срок
мероприятия:
  - номер: 1
    что: Семинар
    когда: октябрь
  - номер: 2
    что: Урок
    когда: 5 декабря 2024 г.
  - номер: 3
    что: Поездка
    когда: сентябрь
";

const MEETING: &str = "\
---
название: Первое
дата: 24.09.2024
решили:
  - текст: Собрать список
    ответственный: Околицына М.П.
    срок: до 15.10.2024
---
";

const ANNOUNCEMENT: &str = "---\nназвание: Второе\nдата: 21.10.2024\n---\nПриходите.\n";

/// A portal whose first association records nothing, and whose second says `outcome` of the third activity of its plan.
fn portal(outcome: &str) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = site.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("site.yaml", "название: Портал\n");
    for folder in ["odno", "drugoe"] {
        write(&format!("{folder}/association.yaml"), &format!("название: Объединение {folder}\n"));
        let outcome = if folder == "drugoe" { outcome } else { "" };
        write(&format!("{folder}/plans/2024-2025.yaml"), &format!("{PLAN}{outcome}"));
        write(&format!("{folder}/meetings/pervoe.md"), MEETING);
        write(&format!("{folder}/meetings/vtoroe.md"), ANNOUNCEMENT);
    }
    site
}

fn run(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
    command.args(arguments).current_dir(site).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn built(site: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = run(site, &["build", "--today", TODAY]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!said(&output).contains("прошёл"), "a build reminds nobody: {}", said(&output));
    files(&site.join("public"), &site.join("public"))
}

fn files(folder: &Path, root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let inside = entries.flat_map(|path| {
        if path.is_dir() {
            files(&path, root)
        } else {
            let name = path.strip_prefix(root).expect("a path below").to_owned();
            BTreeMap::from([(name, fs::read(&path).expect("a file"))])
        }
    });
    inside.collect()
}

/// What stands between the tags of the element that shows the plan as approved.
fn approved(page: &str) -> String {
    let (_, rest) = page.split_once("data-view=\"approved\"").expect("the approved plan");
    let (article, _) = rest.split_once("</article>").expect("its end");
    let texts = article.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect()
}

#[test]
fn an_association_that_records_nothing_has_the_pages_it_always_had() {
    let (without, with) = (built(portal("").path()), built(portal("    проведено: 14.11.2024\n").path()));
    let own = |files: &BTreeMap<PathBuf, Vec<u8>>| {
        let own = files.iter().filter(|(path, _)| path.starts_with("odno"));
        own.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert!(own(&without) == own(&with));
    let marked = Path::new("drugoe/plans/2024-2025/done/index.html");
    assert!(with.contains_key(marked) && !without.contains_key(marked));
    for (path, page) in own(&with) {
        let page = String::from_utf8_lossy(&page).into_owned();
        for word in ["Проведено", "Выполнено", "Перенесено", "Отменено", "о выполнении", "проведено "]
        {
            assert!(!page.contains(word), "{}: {word}", path.display());
        }
    }
    let plan = Path::new("drugoe/plans/2024-2025/index.html");
    let page = |files: &BTreeMap<PathBuf, Vec<u8>>| String::from_utf8_lossy(&files[plan]).into_owned();
    assert_ne!(page(&with), page(&without));
    assert_eq!(approved(&page(&with)), approved(&page(&without)), "the words of the document");
    // Whether something is late is nobody's business but the author's.
    for (path, page) in &with {
        let page = String::from_utf8_lossy(page).to_lowercase();
        assert!(!page.contains("просроч") && !page.contains("прошёл"), "{}", path.display());
    }
}

#[test]
fn a_check_reminds_those_who_record_outcomes() {
    let site = portal("    проведено: 14.11.2024\n");
    for strict in [&["check", "--today", TODAY][..], &["check", "--strict", "--today", TODAY]] {
        let output = run(site.path(), strict);
        let said = said(&output);
        assert!(output.status.success(), "{said}");
        let warnings: Vec<&str> = said.lines().filter(|line| line.starts_with("предупреждение")).collect();
        assert_eq!(
            warnings,
            [
                "предупреждение[поручение просрочено]: Срок решения («до 15.10.2024») прошёл, а выполнено ли оно, не сказано",
                "предупреждение[нет отчёта]: Заседание 21.10.2024 прошло, а отчёта о нём нет",
                "предупреждение[срок прошёл]: Срок «октябрь» прошёл, а что стало с мероприятием, не сказано",
            ],
            "{said}"
        );
        assert!(!said.contains("content/odno/"), "{said}");
    }
    let early = said(&run(site.path(), &["check", "--today", "2024-09-25"]));
    assert_eq!(early.trim(), "Ошибок нет, сомнений тоже.");
    fs::write(
        site.path().join("content/site.yaml"),
        "название: Портал\nне предупреждать: [срок прошёл, нет отчёта, поручение просрочено]\n",
    )
    .expect("a file");
    assert_eq!(said(&run(site.path(), &["check", "--today", TODAY])).trim(), "Ошибок нет, сомнений тоже.");
}

#[test]
fn the_status_names_each_thing_with_its_line() {
    let site = portal("    отменено: не нашлось автобуса\n");
    let output = run(site.path(), &["plan", "status", "--today", TODAY]);
    assert_eq!(
        said(&output),
        "\
Планы на 2024/2025 учебный год, состояние на 20.11.2024

Объединение drugoe
  Всего мероприятий: 3. Проведено: 0, перенесено: 0, отменено: 1, срок прошёл: 1, в ближайшие 30 дней: 1.

  Срок прошёл, а что стало, не сказано:
    content/drugoe/plans/2024-2025.yaml:8  Семинар (октябрь)

  Скоро:
    content/drugoe/plans/2024-2025.yaml:11  Урок (5 декабря 2024 г.)

  Отменено:
    content/drugoe/plans/2024-2025.yaml:14  Поездка (сентябрь)

  Заседания без отчёта:
    content/drugoe/meetings/vtoroe.md:3  21.10.2024 Второе

  Решения, срок которых прошёл:
    content/drugoe/meetings/pervoe.md:5  Собрать список (до 15.10.2024, Околицына М.П.)

Объединение odno
  Всего мероприятий: 3. Проведено: 0, перенесено: 0, отменено: 0, срок прошёл: 2, в ближайшие 30 дней: 1.
  Отметок в этом плане ещё нет, и на сайте о выполнении ничего не говорится. Отметьте первое мероприятие:
  строка «проведено: 14.11.2026» рядом с ним или «пункты плана: 3» в отчёте о заседании.

  Срок прошёл, а что стало, не сказано:
    content/odno/plans/2024-2025.yaml:8  Семинар (октябрь)
    content/odno/plans/2024-2025.yaml:14  Поездка (сентябрь)

  Скоро:
    content/odno/plans/2024-2025.yaml:11  Урок (5 декабря 2024 г.)

  Заседания без отчёта:
    content/odno/meetings/vtoroe.md:3  21.10.2024 Второе

  Решения, срок которых прошёл:
    content/odno/meetings/pervoe.md:5  Собрать список (до 15.10.2024, Околицына М.П.)
"
    );
    let json = run(site.path(), &["plan", "status", "--today", TODAY, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let plan = &json["associations"][0]["plan"];
    assert_eq!((&plan["records_outcomes"], &plan["planned"]), (&true.into(), &3.into()));
    assert_eq!(plan["overdue"][0]["id"], "1.1.1");
    assert_eq!(plan["ahead"][0]["line"], 11);
    assert_eq!(json["associations"][0]["decisions_overdue"][0]["term"], "до 15.10.2024");
    let other = said(&run(site.path(), &["plan", "status", "--today", TODAY, "--school-year", "2023-2024"]));
    assert!(other.contains("Плана на этот год нет."), "{other}");
}

#[test]
fn codes_are_written_into_the_file_and_change_no_page() {
    let site = portal("");
    let before = built(site.path());
    let file = "content/odno/plans/2024-2025.yaml";
    let dry = run(site.path(), &["plan", "codes", file, "--dry-run"]);
    assert_eq!(
        said(&dry).lines().take(4).collect::<Vec<_>>(),
        ["строка 7:", "-  - номер: 1", "+  - код: 1.1.1", "+    номер: 1"]
    );
    assert_eq!(fs::read_to_string(site.path().join(file)).expect("the plan"), PLAN);
    let output = run(site.path(), &["plan", "codes", file]);
    assert_eq!(said(&output).trim(), "Записано кодов: 3. Адреса мероприятий остались прежними.");
    let mut coded = PLAN.to_owned();
    for number in 1..=3 {
        coded = coded.replace(
            &format!("  - номер: {number}\n"),
            &format!("  - код: 1.1.{number}\n    номер: {number}\n"),
        );
    }
    assert_eq!(fs::read_to_string(site.path().join(file)).expect("the plan"), coded);
    assert!(built(site.path()) == before);
    let again = run(site.path(), &["plan", "codes", file]);
    assert_eq!(said(&again).trim(), "Коды есть у всех мероприятий.");
}

#[test]
fn a_plan_with_mistakes_gets_no_codes() {
    let site = portal("    сделано: да\n");
    let output = run(site.path(), &["plan", "codes", "content/drugoe/plans/2024-2025.yaml"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let text = fs::read_to_string(site.path().join("content/drugoe/plans/2024-2025.yaml")).expect("the plan");
    assert!(!text.contains("код:"));
}

#[test]
fn the_report_of_the_very_day_is_offered_for_what_has_passed() {
    let site = portal("    проведено: да\n");
    let report = "---\nназвание: Третье\nдата: 05.12.2024\n---\nПрошло заседание. Обсудили урок.\n";
    fs::write(site.path().join("content/drugoe/meetings/tretje.md"), report).expect("a file");
    let remedy = "В этот день прошло заседание. Если это оно, добавьте в шапку content/drugoe/meetings/tretje.md строку «пункты плана: 1.1.2».";
    for command in [&["check"][..], &["plan", "status"]] {
        let said = said(&run(site.path(), &[command, &["--today", "2024-12-20"]].concat()));
        assert_eq!(said.matches(remedy).count(), 1, "{said}");
    }
    let named = report.replace("дата:", "пункты плана: 1.1.2\nдата:");
    fs::write(site.path().join("content/drugoe/meetings/tretje.md"), named).expect("a file");
    for command in [&["check"][..], &["plan", "status"]] {
        let said = said(&run(site.path(), &[command, &["--today", "2024-12-20"]].concat()));
        assert!(!said.contains("В этот день"), "{said}");
    }
}

#[test]
fn the_term_of_a_decision_may_be_a_term_of_the_calendar() {
    let site = portal("    проведено: да\n");
    let write =
        |path: &str, text: &str| fs::write(site.path().join("content").join(path), text).expect("a file");
    write("drugoe/meetings/pervoe.md", &MEETING.replace("до 15.10.2024", "до конца I четверти"));
    let late = "Срок решения («до конца I четверти») прошёл";
    let check = || said(&run(site.path(), &["check", "--today", TODAY]));
    assert!(!check().contains(late));
    write(
        "drugoe/calendar.yaml",
        "учебный год: 2024/2025\nчетверти:\n  - 02.09.2024–25.10.2024\n  - 05.11.2024–28.12.2024\n",
    );
    assert!(check().contains(late), "{}", check());
}
