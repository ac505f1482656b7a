//! Which years have an analysis, and how they compare.

use std::collections::BTreeSet;

use super::table::{CellView, TableView, numbers, words};
use super::{Asked, BlockView, PartView, percent};
use crate::model::Subject;
use crate::model::analysis::{Decimal, share};
use crate::model::association::Association;
use crate::model::meeting::Meeting;
use crate::model::progress::Tally;
use crate::period::SchoolYear;
use crate::view::chart::{self, Bar};
use crate::view::{Page, frame};

/// With how many years before it a year is compared.
const MOST_EARLIER: usize = 4;

/// The years that have an analysis: those that somebody has written one for, those of reported meetings, and those of plans
/// of which it is recorded what came of them.
pub(in crate::view) fn years(association: &Association) -> BTreeSet<SchoolYear> {
    let stated = association.analyses.iter().map(|analysis| analysis.year);
    let held = association.meetings.iter().map(|meeting| (meeting, SchoolYear::of(meeting.date)));
    let held = held.filter(|(meeting, year)| is_counted(meeting, *year)).map(|(_, year)| year);
    let plans = association.plans.iter().enumerate();
    let recorded = plans.filter(|(plan, _)| association.records_outcomes(*plan)).map(|(_, plan)| plan.year);
    stated.chain(held).chain(recorded).collect()
}

/// The latest of them.
pub(in crate::view) fn latest(association: &Association) -> Option<SchoolYear> {
    years(association).pop_last()
}

/// Whether a meeting counts in the analysis of `year`: it says what happened, and it is no draft.
pub(super) fn is_counted(meeting: &Meeting, year: SchoolYear) -> bool {
    SchoolYear::of(meeting.date) == year && meeting.is_reported() && !meeting.article.draft
}

/// How many came to the meetings of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turnout {
    /// All together.
    pub(super) sum: u64,
    /// At how many meetings, as far as it is known.
    pub(super) meetings: usize,
}

impl Turnout {
    pub(super) fn of<'m>(meetings: impl IntoIterator<Item = &'m Meeting>) -> Self {
        let counts = meetings.into_iter().filter_map(|meeting| meeting.attendance.count());
        counts.fold(Self::default(), |Self { sum, meetings }, count| Self {
            sum: sum + u64::from(count),
            meetings: meetings + 1,
        })
    }

    pub(super) fn average(self) -> Option<Decimal> {
        Decimal::average(self.sum, self.meetings as u64)
    }
}

/// The figures of one year.
struct Figures {
    year: SchoolYear,
    meetings: usize,
    average: Option<Decimal>,
    /// How many activities were carried out of how many, where that is recorded.
    done: Option<Tally>,
    materials: usize,
}

impl Figures {
    fn of(association: &Association, year: SchoolYear) -> Self {
        let meetings = association.meetings.iter().map(|meeting| &**meeting);
        let meetings: Vec<&Meeting> = meetings.filter(|meeting| is_counted(meeting, year)).collect();
        let plan = association.plans.iter().position(|plan| plan.year == year);
        let plan = plan.filter(|plan| association.records_outcomes(*plan));
        let done = plan.map(|plan| association.tally(plan));
        Self {
            year,
            meetings: meetings.len(),
            average: Turnout::of(meetings).average(),
            done,
            materials: materials(association, year).count(),
        }
    }

    fn is_empty(&self) -> bool {
        self.meetings == 0 && self.done.is_none() && self.materials == 0
    }

    fn share(&self) -> Option<usize> {
        self.done.and_then(|tally| share(tally.done, tally.planned))
    }
}

/// The materials of a year, each by its place on the shelf; drafts do not count.
pub(super) fn materials(association: &Association, year: SchoolYear) -> impl Iterator<Item = usize> {
    let materials = association.materials.iter().enumerate();
    let counted =
        materials.filter(move |(_, material)| !material.article.draft && material.year() == Some(year));
    counted.map(|(index, _)| index)
}

impl Asked<'_> {
    /// «Сравнение с прошлыми годами»
    pub(super) fn comparison(&self) -> Option<PartView> {
        let dated = self.association.materials.iter().filter_map(|material| material.year());
        let known = years(self.association).into_iter().chain(dated).collect::<BTreeSet<_>>();
        let earlier = known.range(..self.year).rev().map(|year| Figures::of(self.association, *year));
        let mut earlier: Vec<Figures> =
            earlier.filter(|figures| !figures.is_empty()).take(MOST_EARLIER).collect();
        let own = Figures::of(self.association, self.year);
        if earlier.is_empty() || own.is_empty() {
            return None;
        }
        earlier.reverse();
        earlier.push(own);
        let analysed = years(self.association);
        let rows = earlier.iter().map(|figures| {
            let to = Page::Of(Subject::Analysis(self.index, figures.year));
            let is_elsewhere = figures.year != self.year && analysed.contains(&figures.year);
            let words = figures.year.to_string();
            vec![
                if is_elsewhere {
                    CellView::link(frame::link(self.site, self.page, &to, &words))
                } else {
                    CellView::as_written(words)
                },
                CellView::count(figures.meetings),
                CellView::as_written(figures.average.map(|average| average.to_string()).unwrap_or_default()),
                CellView::as_written(figures.share().map(percent).unwrap_or_default()),
                CellView::count(figures.materials),
            ]
        });
        let columns = vec![
            words("Учебный год"),
            numbers("Заседаний"),
            numbers("Присутствовало в среднем"),
            numbers("Выполнено плана"),
            numbers("Материалов"),
        ];
        let table = TableView::new(None, columns, rows.collect(), None);
        let mut blocks = vec![BlockView::Table { table }];
        let most = earlier.iter().map(|figures| figures.meetings).max().unwrap_or(0);
        let meetings: Vec<Bar> =
            earlier.iter().map(|figures| bar(figures, figures.meetings, most, None)).collect();
        let shares = earlier.iter().filter_map(|figures| {
            figures.share().map(|share| bar(figures, share, 100, Some(percent(share))))
        });
        let shares: Vec<Bar> = shares.collect();
        if most > 0 {
            let chart = chart::bars("_chart-meetings-by-year", "Заседания по годам", &meetings, false);
            blocks.push(BlockView::Chart { chart });
        }
        if shares.len() > 1 {
            let chart = chart::bars("_chart-plan-by-year", "Выполнено плана по годам", &shares, true);
            blocks.push(BlockView::Chart { chart });
        }
        PartView::filled("_years", "Сравнение с прошлыми годами", blocks)
    }
}

fn bar(figures: &Figures, part: usize, whole: usize, value: Option<String>) -> Bar {
    Bar {
        label: figures.year.to_string(),
        part: part as u64,
        whole: whole as u64,
        value: value.unwrap_or_else(|| part.to_string()),
    }
}
