//! Which activities of a plan a document carries out: «пункты плана», by number or by code.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::plan::{Activity, PlanItem};
use crate::parse::Located;
use crate::parse::plan::ParsedPlan;
use crate::parse::record::Text;
use crate::period::SchoolYear;

/// The first month in which people already work by the plan of the school year to come.
const MONTH_OF_NEW_PLANS: u32 = 6;

/// How many activities are named where a number is that of several.
const MOST_NAMED: usize = 4;

/// The activities of an association's plans, for the documents that name them.
pub(super) struct Activities<'p> {
    plans: Vec<(SchoolYear, Vec<Activity<'p>>)>,
}

/// The activity that `reference` names in `plans`, latest first, as a document of the day `date` would name it; else what is
/// wrong with it, and the remedy.
///
/// # Errors
/// When there is no such activity or more than one.
pub fn activity(
    plans: &[Located<ParsedPlan>],
    reference: &str,
    date: Option<NaiveDate>,
) -> Result<PlanItem, (String, String)> {
    Activities::of(plans).find(reference.trim(), date)
}

impl<'p> Activities<'p> {
    /// Those of `plans`, which keep their order.
    pub(super) fn of(plans: &'p [Located<ParsedPlan>]) -> Self {
        let plans = plans.iter().map(|plan| &plan.value.plan);
        Self { plans: plans.map(|plan| (plan.year, plan.activities())).collect() }
    }

    /// Those that the fields of a document of the day `date` name; what names none is reported.
    pub(super) fn named(
        &self,
        fields: &[Text],
        date: Option<NaiveDate>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<PlanItem> {
        let mut found = Vec::new();
        for field in fields {
            for reference in references(&field.value) {
                match self.find(reference, date) {
                    Ok(item) if found.contains(&item) => {}
                    Ok(item) => found.push(item),
                    Err((message, hint)) => {
                        diagnostics.push(Diagnostic::error(field.place.clone(), message).hint(hint));
                    }
                }
            }
        }
        found
    }

    fn find(&self, reference: &str, date: Option<NaiveDate>) -> Result<PlanItem, (String, String)> {
        let (year, name) = match reference.split_once(':') {
            Some((year, name)) => (SchoolYear::parse(year), name.trim()),
            None => (None, reference),
        };
        let years: Vec<SchoolYear> = year.map_or_else(|| self.years_of(date), |year| vec![year]);
        let plans: Vec<usize> =
            years.iter().filter_map(|year| self.plans.iter().position(|(known, _)| known == year)).collect();
        if plans.is_empty() {
            return Err(no_plan(&years));
        }
        for plan in plans {
            let activities = &self.plans[plan].1;
            match matching(activities, name).as_slice() {
                [] => {}
                [activity] => return Ok(PlanItem { plan, activity: activity.id.clone() }),
                several => return Err(ambiguous(name, several)),
            }
        }
        Err((
            format!("Такого пункта в плане нет: «{name}»"),
            "Напишите номер из первого столбца плана. Если номера в разделах повторяются, поставьте перед ним раздел: 2.4 это четвёртый пункт второго раздела.".to_owned(),
        ))
    }

    /// The years by whose plan a document of the day `date` may be, the likelier first.
    fn years_of(&self, date: Option<NaiveDate>) -> Vec<SchoolYear> {
        let Some(date) = date else {
            return self.plans.iter().map(|(year, _)| *year).take(1).collect();
        };
        let year = SchoolYear::of(date);
        let coming = SchoolYear::beginning(year.year() + 1);
        let is_summer = (MONTH_OF_NEW_PLANS..=8).contains(&date.month());
        if is_summer { vec![year, coming] } else { vec![year] }
    }
}

/// What a field names: «1, 2 и 4».
fn references(field: &str) -> impl Iterator<Item = &str> {
    let parts = field.split([',', ';']).flat_map(|part| part.split(" и "));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The activities that `name` is the code of, else the number, else the end of the id, which begins with table and section.
fn matching<'a, 'p>(activities: &'a [Activity<'p>], name: &str) -> Vec<&'a Activity<'p>> {
    let name = bare(name);
    let end = format!(".{name}");
    let ways: [&dyn Fn(&Activity) -> bool; 3] =
        [&|activity| activity.id.0 == name, &|activity| bare(activity.number) == name, &|activity| {
            activity.id.0.ends_with(&end)
        }];
    let found = ways.into_iter().map(|way| activities.iter().filter(|activity| way(activity)).collect());
    found.into_iter().find(|found: &Vec<&Activity>| !found.is_empty()).unwrap_or_default()
}

/// A number without what people write around it: `п. 2.4.` is `2.4`.
fn bare(number: &str) -> String {
    let number = number.trim().to_lowercase();
    let number = ["пункт", "п.", "№"]
        .iter()
        .fold(number.as_str(), |number, word| number.strip_prefix(word).unwrap_or(number).trim_start());
    number.trim_end_matches(['.', ')', ' ']).to_owned()
}

fn no_plan(years: &[SchoolYear]) -> (String, String) {
    let message = match years.first() {
        Some(year) => format!("Названы пункты плана, а плана на {year} учебный год нет"),
        None => "Названы пункты плана, а планов здесь нет".to_owned(),
    };
    let hint = "Проверьте дату в шапке. Пункт плана другого года называют вместе с годом: «2024/2025: 3».";
    (message, hint.to_owned())
}

fn ambiguous(name: &str, several: &[&Activity]) -> (String, String) {
    let named: Vec<String> = several
        .iter()
        .take(MOST_NAMED)
        .map(|activity| format!("{} «{}»", activity.id.0, first_words(activity.what)))
        .collect();
    (
        format!("В плане несколько пунктов «{name}»"),
        format!("Напишите тот, который имели в виду, вместе с разделом: {}.", named.join("; ")),
    )
}

fn first_words(text: &str) -> String {
    const MOST_WORDS: usize = 6;
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown = words.iter().take(MOST_WORDS).copied().collect::<Vec<_>>().join(" ");
    if words.len() > MOST_WORDS { format!("{shown} …") } else { shown }
}
