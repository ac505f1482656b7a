//! What moves to the next year, and what does not.

use std::fs;
use std::path::Path;

use super::*;
use crate::model::plan::{Cell, PlanPart, PlanTable};
use crate::parse::plan::{self, ParsedPlan};

/// The plan for 2027/2028 of a text for 2026/2027.
fn next(text: &str) -> Renewal {
    renew(text, SchoolYear::beginning(2026), SchoolYear::beginning(2027), &[])
}

fn check(old: &str, new: &str) {
    assert_eq!(next(old).text(), new, "{old}");
}

/// What a plan says in `field` of an activity, a year later.
fn check_field(field: &str, old: &str, new: &str) {
    let plan = |words: &str| format!("мероприятия:\n  - {field}: {words}\n");
    check(&plan(old), &plan(new));
}

#[test]
fn the_years_of_the_plan_move() {
    check("учебный год: 2026/2027\n", "учебный год: 2027/2028\n");
    check("Учебный год: \"2026-27\" # наш\n", "Учебный год: \"2027-28\" # наш\n");
    check("учебный год: 2025/2026\n", "учебный год: 2027/2028\n");
    check(
        "название: |\n  План\n  на 2026 – 2027 учебный год\n\nтема: Год 2026\n",
        "название: |\n  План\n  на 2027 – 2028 учебный год\n\nтема: Год 2026\n",
    );
    check("название: План на 2026 год\n", "название: План на 2027 год\n");
    check("# План на 2026/2027, черновик\nтема: Т\n", "# План на 2027/2028, черновик\nтема: Т\n");
}

#[test]
fn periods_move() {
    for (old, new) in [
        ("ноябрь 2026 года", "ноябрь 2027 года"),
        ("10.12.2026", "10.12.2027"),
        ("08.05.27", "08.05.28"),
        ("с ноября 2026 по март 2027", "с ноября 2027 по март 2028"),
        ("\"26 августа 2026 г.\"", "\"26 августа 2027 г.\""),
        ("август-сентябрь 2026 года", "август-сентябрь 2027 года"),
        ("08.10.2026 МБОУ СОШ №5", "08.10.2027 МБОУ СОШ №5"),
        ("от 10.12.2026 до 15.12.2026", "от 10.12.2027 до 15.12.2027"),
        ("2026-12-10", "2027-12-10"),
        ("зима 2027", "зима 2028"),
        ("2-я неделя сент. 2026", "2-я неделя сент. 2027"),
        (">-\n      10.12.2026,\n      14.01.2027", ">-\n      10.12.2027,\n      14.01.2028"),
        ("октябрь", "октябрь"),
        ("ноябрь 2020", "ноябрь 2020"),
        ("29.02.2027", "29.02.2027"),
    ] {
        check_field("когда", old, new);
    }
    for (old, new) in [("2026-12/2027-03", "2027-12/2028-03"), ("2027-03 # срок", "2028-03 # срок")] {
        check_field("период", old, new);
    }
}

#[test]
fn words_move_only_where_they_mean_the_school_year() {
    for (old, new) in [
        ("Анализ за 2025/2026 уч. год", "Анализ за 2026/2027 уч. год"),
        ("Заказ на 2027-2028 учебный год", "Заказ на 2028-2029 учебный год"),
        (
            ">-\n      Заказ учебников на 2026-\n      2027 учебный год",
            ">-\n      Заказ учебников на 2027-\n      2028 учебный год",
        ),
        ("Вебинары в III – IV квартале 2026 г.", "Вебинары в III – IV квартале 2027 г."),
        ("Встреча в марте 2027 года", "Встреча в марте 2028 года"),
        ("Год семьи 2024", "Год семьи 2024"),
        ("Год книги 2026", "Год книги 2026"),
        ("По приказу от 12.10.2023", "По приказу от 12.10.2023"),
        ("По приказу от 12.10.2026 № 5", "По приказу от 12.10.2026 № 5"),
        ("Письмо министерства (20 мая 2027 г. № 254)", "Письмо министерства (20 мая 2027 г. № 254)"),
        ("273-ФЗ от 29.12.2012", "273-ФЗ от 29.12.2012"),
        ("Программа 2026-2027 гг.", "Программа 2026-2027 гг."),
        ("К 80-летию Победы 1941-1945 г.г.", "К 80-летию Победы 1941-1945 г.г."),
        ("ГОСТ Р 7.0.97-2026", "ГОСТ Р 7.0.97-2026"),
        ("Приказ № 2026-2027", "Приказ № 2026-2027"),
        ("Отчёт 2019/2020 учебного года", "Отчёт 2019/2020 учебного года"),
        ("Мартынова 2026", "Мартынова 2026"),
        ("Телефон 8-2026-20-27", "Телефон 8-2026-20-27"),
    ] {
        check_field("что", old, new);
    }
}

#[test]
fn documents_and_codes_stay() {
    for text in [
        "документы:\n  - Перечень учебников на 2026-2027 учебный год\n  - Письмо от 10.12.2026\n",
        "документы:\n  заголовок: На 2026/2027 год\n  пункты:\n  - Закон, 10.12.2026\n",
        "мероприятия:\n  - что: Семинар\n    код: seminar-2026-2027\n",
    ] {
        check(text, text);
    }
}

#[test]
fn what_may_belong_to_the_year_is_pointed_at() {
    let text = "документы:\n  - 2026\nмероприятия:\n  - что: Год книги 2027\n  - что: По приказу от 12.10.2026\n  - что: 2019\n";
    let lines: Vec<usize> = next(text).left.iter().map(|left| left.line).collect();
    assert_eq!(lines, [4, 5]);
}

#[test]
fn approvals_wait_to_be_filled_in() {
    check(
        "утверждаю:\n  должность: Директор школы № 2026\n  кто: И.О. Фамилия\n  дата: «28» августа 2026 г.\n  основание: приказ № 12-А от 28.08.2026\n",
        "утверждаю:\n  должность: Директор школы № 2026\n  кто: И.О. Фамилия\n  дата: «___» __________ 2027 г.\n  основание: приказ № ___ от «___» __________ 2027 г.\n",
    );
    check("согласовано:\n  дата: 27.08.26\n", "согласовано:\n  дата: «___» __________ 2027 г.\n");
    check("принято:\n  дата: 5 сентября 2026 года\n", "принято:\n  дата: «___» __________ 2027 г.\n");
    // Once more, a year later.
    check("принято:\n  дата: «___» __________ 2026 г.\n", "принято:\n  дата: «___» __________ 2027 г.\n");
}

#[test]
fn outcomes_stay_with_their_year() {
    check(
        "мероприятия:\n  - что: А\n    # Прошло хорошо.\n    проведено: 14.10.2026\n    кто: Б\n  - проведено: да\n    что: В\n  - что: Г\n    перенесено: >-\n      на\n      февраль\n    причина: карантин\n",
        "мероприятия:\n  - что: А\n    # Прошло хорошо.\n    кто: Б\n  - что: В\n  - что: Г\n",
    );
    let indicators =
        "показатели:\n  столбцы:\n    что: Показатель\n  строки:\n    - что: А\n      причина: Б\n";
    check(indicators, indicators);
    assert!(next("мероприятия:\n  - что: А\n    отменено: да\n").removes_outcomes());
}

#[test]
fn days_off_are_noted_once() {
    let text =
        "мероприятия:\n  - когда: 11.12.2026\n    что: А\n  - что: Б\n    когда: >-\n      10.12.2026\n";
    let noted = "мероприятия:\n  # 11.12.2027 суббота: проверьте\n  - когда: 11.12.2027\n    что: А\n  - что: Б\n    когда: >-\n      10.12.2027\n";
    check(text, noted);
    let again = renew(noted, SchoolYear::beginning(2027), SchoolYear::beginning(2028), &[]);
    let text = again.text();
    assert!(!text.contains("2027") && text.contains("  - когда: 11.12.2028\n"), "{text}");
    assert!(text.contains("    # 10.12.2028 воскресенье: проверьте\n    когда: >-\n"), "{text}");
    assert_eq!(again.days_off(), 1);
}

#[test]
fn what_was_not_carried_out_is_noted_once() {
    let text = "мероприятия:\n  - что: А\n    кто: Б\n  - что: В\n";
    let at = text.find("что: В").expect("an activity");
    let renewal = renew(text, SchoolYear::beginning(2026), SchoolYear::beginning(2027), &[at]);
    let noted = renewal.text();
    assert!(
        noted.contains("кто: Б\n  # не отмечено как выполненное в 2026/2027 году\n  - что: В\n"),
        "{noted}"
    );
    assert_eq!(renewal.unfinished(), 1);
    assert_eq!(next(&noted).text(), text);
}

#[test]
fn years_may_be_skipped() {
    let renewal = renew(
        "учебный год: 2024/2025\nмероприятия:\n  - когда: 29.02.2024\n  - когда: 28.02.2025\n  - что: За 2023-24\n",
        SchoolYear::beginning(2024),
        SchoolYear::beginning(2026),
        &[],
    );
    assert_eq!(
        renewal.text(),
        "учебный год: 2026/2027\nмероприятия:\n  - когда: 29.02.2024\n  # 28.02.2027 воскресенье: проверьте\n  - когда: 28.02.2027\n  - что: За 2025-26\n"
    );
    let leap = renew(
        "мероприятия:\n  - когда: 29.02.2024\n",
        SchoolYear::beginning(2023),
        SchoolYear::beginning(2024),
        &[],
    );
    assert_eq!(leap.text(), "мероприятия:\n  - когда: 28.02.2025\n");
}

/// The plans of the project's own content, with their texts.
fn plans() -> Vec<(String, String, ParsedPlan)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    [
        "balakhta/plans/2020-2021",
        "gmo/plans/2019-2020",
        "kamensky/plans/2021-2022",
        "nevyansk/plans/2024-2025",
        "polotsk/plans/2024-2025",
        "primer/plans/2026-2027",
    ]
    .into_iter()
    .map(|name| {
        let text = fs::read_to_string(content.join(format!("{name}.yaml"))).expect("a plan");
        let plan = parsed(&text, name);
        (name.to_owned(), text, plan)
    })
    .collect()
}

fn parsed(text: &str, name: &str) -> ParsedPlan {
    let read = plan::parse(&name.into(), text, name.rsplit('/').next().unwrap_or_default());
    assert!(!read.diagnostics.has_errors(), "{name}");
    read.value.expect("a plan")
}

/// Everything that a plan says, without figures.
fn words(plan: &ParsedPlan) -> Vec<String> {
    let mut said = Vec::new();
    for part in &plan.plan.parts {
        match part {
            PlanPart::Title(lines) => said.extend(lines.clone()),
            PlanPart::Paragraphs(paragraphs) => said.extend(paragraphs.items.clone()),
            PlanPart::Approval(approval) => {
                said.extend([&approval.position, &approval.who].into_iter().flatten().cloned());
            }
            PlanPart::Table(table) => cells(table, &mut said),
        }
    }
    said.iter().map(|text| text.chars().filter(|sign| !sign.is_ascii_digit()).collect()).collect()
}

fn cells(table: &PlanTable, said: &mut Vec<String>) {
    said.extend(table.headings.iter().cloned());
    said.extend(table.columns.iter().map(|column| column.heading.clone()));
    for section in &table.sections {
        said.push(format!("{:?} {:?}", section.number, section.heading));
        for cell in section.rows.iter().flat_map(|row| &row.lines).flat_map(|line| &line.cells) {
            match cell {
                Cell::Text(text) => said.push(text.clone()),
                Cell::Continued => said.push("↑".to_owned()),
                Cell::Agenda(text, talks) => {
                    said.push(text.clone());
                    cells(talks, said);
                }
                Cell::Activities(activities) => said.extend(
                    activities.iter().map(|activity| format!("{} {:?}", activity.what, activity.who)),
                ),
            }
        }
    }
}

#[test]
fn the_real_plans_keep_their_words() {
    for (name, text, plan) in plans() {
        let (from, to) = (plan.plan.year, SchoolYear::beginning(plan.plan.year.year() + 1));
        let renewal = renew(&text, from, to, &[]);
        let stem = to.slug();
        let new = parsed(&renewal.text(), &stem);
        assert_eq!(new.plan.year, to, "{name}");
        assert_eq!(words(&plan), words(&new), "{name}");
        for line in &renewal.lines {
            if let Line::Changed { old, new } = line {
                let bare = |line: &str| line.replace(|sign: char| sign.is_ascii_digit(), "");
                assert!(bare(old) == bare(new) || new.contains("«___»"), "{name}: {old} / {new}");
            }
            if let Line::Removed(old) = line {
                let outcomes = ["проведено:", "перенесено:", "отменено:", "причина:"];
                assert!(outcomes.iter().any(|key| old.trim_start().starts_with(key)), "{name}: {line:?}");
            }
        }
    }
}

/// Two years one after the other are one step of two, but for the notes.
#[test]
fn the_real_plans_are_renewed_again() {
    for (name, text, plan) in plans() {
        let year = |by: i32| SchoolYear::beginning(plan.plan.year.year() + by);
        let twice = renew(&renew(&text, year(0), year(1), &[]).text(), year(1), year(2), &[]).text();
        assert_eq!(twice, renew(&text, year(0), year(2), &[]).text(), "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_the_text_every_line_is_accounted_for(text in "([ #:|>«»№\"'а-яё0-9./\\-\n-]|2026|2027|когда: |  - |учебный год: |утверждаю:\n|основание: ){0,60}") {
        let renewal = next(&text);
        let old: Vec<&str> = renewal.lines.iter().filter_map(Line::old_words).collect();
        proptest::prop_assert_eq!(old, text.lines().collect::<Vec<_>>());
    }
}
