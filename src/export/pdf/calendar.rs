//! A month and a school year for the wall, each to what its template reads: a sheet for all year says nothing of today and
//! leads nowhere.

use serde_json::{Value, json};

use super::copy::marks;
use crate::model::Site;
use crate::view::calendar::{CalendarMonthView, CalendarYearView, EntryView};
use crate::view::{self, Offer, Page, View};

/// What every sheet says, with what only this one says.
pub(super) fn sheet(site: &Site, page: &Page, (title, example, own): (String, bool, Value)) -> Option<Value> {
    Some(json!({
        "title": title,
        "owner": view::owner_name(site, page)?,
        "marks": marks(example, false),
        "of": own,
    }))
}

/// A month: its days, and what lasts all of it.
pub(super) fn month(view: &CalendarMonthView) -> (String, bool, Value) {
    let weeks = view.weeks.iter().map(|week| {
        let days =
            week.days.iter().map(|day| json!({ "number": day.number, "entries": entries(&day.entries) }));
        let spans = week.spans.iter().filter(|span| stands(&span.entry)).map(|span| {
            json!({
                "before": span.before, "length": span.length, "after": span.after,
                "continued": span.continued, "continues": span.continues, "entry": entry(&span.entry),
            })
        });
        json!({ "days": days.collect::<Vec<_>>(), "spans": spans.collect::<Vec<_>>() })
    });
    let own = json!({ "weeks": weeks.collect::<Vec<_>>(), "whole": entries(&view.whole) });
    (view.frame.title.clone(), view.frame.example, own)
}

/// A school year: what begins in each month, and what has no month. What goes on for months stands where it begins.
pub(super) fn year(site: &Site, page: &Page, view: &CalendarYearView) -> (String, bool, Value) {
    let months = view.months.iter().enumerate().map(|(number, card)| {
        let own = |all: &[EntryView]| -> Vec<Value> {
            let begins = |one: &&EntryView| one.date.as_deref() >= Some(&card.first_day) || number == 0;
            all.iter().filter(begins).filter(|one| stands(one)).map(entry).collect()
        };
        let mut dated = own(&card.dated);
        if card.more > 0
            && let Page::CalendarYear(owner, _) = page
            && let View::CalendarMonth(month) =
                view::view(site, &Page::CalendarMonth(*owner, card.month), &|_, _| Offer::Nothing)
        {
            dated = own(&month.dated);
        }
        // What lasts the month and no longer has said so by standing in it.
        let mut whole = own(&card.whole);
        for entry in &mut whole {
            if entry["days"].as_str().is_some_and(|days| !days.contains('.')) {
                entry["days"] = json!("");
            }
        }
        let all = [whole, dated].concat();
        json!({ "title": card.title, "entries": all })
    });
    let beside =
        [("В течение года", &view.beside.all_year), ("По плану и по запросу", &view.beside.on_request)];
    let beside = beside.map(|(title, all)| json!({ "title": title, "entries": entries(all) }));
    let own = json!({ "months": months.collect::<Vec<_>>(), "beside": beside });
    (view.frame.title.clone(), view.frame.example, own)
}

fn entries(all: &[EntryView]) -> Vec<Value> {
    all.iter().filter(|one| stands(one)).map(entry).collect()
}

/// Whether it is there where it stands: what was moved hangs at its new time only.
fn stands(entry: &EntryView) -> bool {
    entry.outcome.as_ref().is_none_or(|outcome| outcome.kind != "gone")
}

fn entry(entry: &EntryView) -> Value {
    json!({
        "title": entry.title,
        "days": entry.days,
        "kind": entry.kind,
        "association": entry.association,
        "cancelled": entry.outcome.as_ref().is_some_and(|outcome| outcome.kind == "cancelled"),
    })
}
