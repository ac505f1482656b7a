//! A plan as a table for Excel: a row for each activity, in the order of the document.

use chrono::NaiveDate;

use super::records::{Row, rows};
use crate::model::Site;
use crate::model::Subject;
use crate::period::{Period, SchoolYear};
use crate::view::{Page, outcome};

/// The columns.
const HEADINGS: [&str; 10] = [
    "№",
    "Раздел",
    "Направление",
    "Мероприятие",
    "Срок",
    "Начало",
    "Окончание",
    "Ответственные",
    "Место",
    "Отметка",
];

/// The table of the plan with the given index, its headings first.
pub(super) fn table(site: &Site, association: usize, plan: usize) -> Vec<Vec<String>> {
    let of = &site.associations[association];
    let year = of.plans[plan].year;
    let page = Page::Of(Subject::Plan(association, plan));
    let mut table = vec![HEADINGS.map(str::to_owned).to_vec()];
    for Row { planned, number, section } in rows(of, plan) {
        let expected = planned.expected();
        let (first, last) = days(&expected.period, year);
        let text = |text: &str| text.trim().to_owned();
        let mark =
            outcome::beside_row(site, &page, of, planned).map(|outcome| outcome.text.replace('\u{a0}', " "));
        table.push(vec![
            written(number),
            section.unwrap_or_default(),
            text(planned.direction.as_deref().unwrap_or_default()),
            text(&planned.what),
            text(&planned.when.text),
            first.map(figures).unwrap_or_default(),
            last.map(figures).unwrap_or_default(),
            text(planned.who_written().unwrap_or_default()),
            text(&planned.place),
            mark.unwrap_or_default(),
        ]);
    }
    table
}

/// The first and the last day of what has days. What lasts the whole year has none that anybody named.
fn days(period: &Period, year: SchoolYear) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let dated = !period.parts().iter().any(|part| matches!(part, Period::Year { .. }));
    let of = |day: Option<NaiveDate>| day.filter(|_| dated);
    (of(period.start(year)), of(period.end(year)))
}

fn figures(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// A number as the documents of Russia have it, «1.2.», so that it is no date.
fn written(number: &str) -> String {
    let number = number.trim();
    let bare = number.contains('.') && number.ends_with(|letter: char| letter.is_ascii_digit());
    if bare { format!("{number}.") } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_date() {
        for (number, text) in
            [("1.2", "1.2."), ("1.2.", "1.2."), ("1", "1"), ("а", "а"), (" 3 ", "3"), ("", "")]
        {
            assert_eq!(written(number), text);
        }
    }
}
