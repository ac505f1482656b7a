//! What the site counts by itself: meetings, the plan, decisions, talks and materials.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::table::{CellView, TableView, numbers, words};
use super::years::{self, Turnout};
use super::{Asked, BlockView, MATERIALS, MEETINGS, PEOPLE, PartView, counted, percent};
use crate::model::analysis::share;
use crate::model::material::Material;
use crate::model::meeting::Meeting;
use crate::model::outcome::Outcome;
use crate::model::plan::{ActivityId, Plan};
use crate::model::progress::{State, Tally};
use crate::model::schedule::Planned;
use crate::model::{Document, Subject};
use crate::people::{self, Name};
use crate::russian::collation;
use crate::russian::plural::plural;
use crate::view::chart::{self, Bar};
use crate::view::date::DateView;
use crate::view::{LinkView, Page, frame, route};

/// With so few bars a chart says no more than a sentence.
const FEWEST_BARS: usize = 2;

impl Asked<'_> {
    /// «Заседания»
    pub(super) fn meetings(&self) -> Option<PartView> {
        let meetings = self.reported();
        if meetings.is_empty() {
            return None;
        }
        let rows = meetings.iter().map(|(index, meeting)| {
            vec![
                CellView::maybe(meeting.number.as_ref()),
                CellView::as_written(DateView::new(meeting.date).text),
                CellView::link(self.meeting(*index)),
                CellView::maybe(meeting.form.as_ref()),
                meeting.attendance.count().map(|count| CellView::count(count as usize)).unwrap_or_default(),
                number(meeting.agenda.len()),
            ]
        });
        let columns = vec![
            words("№"),
            words("Дата"),
            words("Тема"),
            words("Форма"),
            numbers("Присутствовало"),
            numbers("Вопросов"),
        ];
        let table = TableView::new(None, columns, rows.collect(), None);
        let summary = BlockView::text(&meetings_in_words(&meetings));
        let mut blocks = vec![summary, BlockView::Table { table }];
        let most = meetings.iter().filter_map(|(_, meeting)| meeting.attendance.count()).max().unwrap_or(0);
        let bars = meetings.iter().filter_map(|(_, meeting)| {
            let count = meeting.attendance.count()?;
            let label = DateView::new(meeting.date).text;
            Some(Bar { label, part: count.into(), whole: most.into(), value: count.to_string() })
        });
        let bars: Vec<Bar> = bars.collect();
        if bars.len() >= FEWEST_BARS {
            let chart = chart::bars("_chart-attendance", "Сколько человек было на заседаниях", &bars, false);
            blocks.push(BlockView::Chart { chart });
        }
        PartView::filled("_meetings", "Заседания", blocks)
    }

    /// «План и выполнение», where anybody has recorded what came of the plan.
    pub(super) fn plan(&self) -> Option<PartView> {
        let plan = self.plan_index().filter(|plan| self.association.records_outcomes(*plan))?;
        let groups = groups(&self.association.plans[plan]);
        let planned = self.association.activities_of(plan);
        let planned: Vec<(&Planned, State)> =
            planned.map(|planned| (planned, self.association.state(planned))).collect();
        let mut tallies = vec![Tally::default(); groups.headings.len()];
        let all = self.association.tally(plan);
        for (planned, state) in &planned {
            if let Some(tally) = groups.of.get(&planned.activity).and_then(|group| tallies.get_mut(*group)) {
                tally.add(*state);
            }
        }
        let sections: Vec<(&String, Tally)> =
            groups.headings.iter().zip(tallies).filter(|(_, tally)| tally.planned > 0).collect();
        let mut blocks = vec![BlockView::text(&plan_in_words(&all))];
        let row = |heading: &str, tally: &Tally| {
            let counts = [tally.planned, tally.done, tally.moved, tally.cancelled, tally.open()];
            let counts = counts.into_iter().map(CellView::count);
            std::iter::once(CellView::as_written(heading)).chain(counts).collect::<Vec<_>>()
        };
        let total = row("Весь план", &all);
        let (rows, total) = if sections.len() > 1 {
            (sections.iter().map(|(heading, tally)| row(heading, tally)).collect(), Some(total))
        } else {
            (vec![total], None)
        };
        let columns = ["Запланировано", "Выполнено", "Перенесено", "Отменено", "Без отметки"];
        let first = if groups.are_directions { "Направление" } else { "Раздел" };
        let columns = std::iter::once(words(first)).chain(columns.into_iter().map(numbers)).collect();
        blocks.push(BlockView::Table { table: TableView::new(None, columns, rows, total) });
        let bars = std::iter::once(done_bar("Весь план", &all));
        let bars: Vec<Bar> = bars
            .chain(
                sections
                    .iter()
                    .filter(|_| sections.len() > 1)
                    .map(|(heading, tally)| done_bar(heading, tally)),
            )
            .collect();
        let chart = chart::bars("_chart-plan", "Какая часть плана выполнена", &bars, true);
        blocks.push(BlockView::Chart { chart });
        blocks.extend(self.moved(plan, &planned));
        blocks.extend(self.cancelled(plan, &planned));
        PartView::filled("_plan", "План и выполнение", blocks)
    }

    fn moved(&self, plan: usize, planned: &[(&Planned, State)]) -> Option<BlockView> {
        let moved = planned.iter().filter(|(_, state)| matches!(state, State::Moved { .. }));
        let rows = moved.map(|(planned, _)| {
            let (to, reason) = match &planned.outcome {
                Some(Outcome::Moved { to, reason }) => (Some(&to.text), reason.as_ref()),
                _ => (None, None),
            };
            let when = CellView::as_written(planned.when.text.clone());
            vec![self.activity(plan, planned), when, CellView::maybe(to), CellView::maybe(reason)]
        });
        let columns = ["Мероприятие", "Срок по плану", "Перенесено на", "Причина"].map(words).into();
        block("Перенесено", columns, rows.collect())
    }

    fn cancelled(&self, plan: usize, planned: &[(&Planned, State)]) -> Option<BlockView> {
        let cancelled = planned.iter().filter(|(_, state)| matches!(state, State::Cancelled { .. }));
        let rows = cancelled.map(|(planned, _)| {
            let reason = match &planned.outcome {
                Some(Outcome::Cancelled { reason }) => reason.as_ref(),
                _ => None,
            };
            let when = CellView::as_written(planned.when.text.clone());
            vec![self.activity(plan, planned), when, CellView::maybe(reason)]
        });
        let columns = ["Мероприятие", "Срок по плану", "Причина"].map(words).into();
        block("Отменено", columns, rows.collect())
    }

    /// «Решения и поручения»
    pub(super) fn decisions(&self) -> Option<PartView> {
        let meetings = self.reported();
        let made: Vec<(usize, [usize; 3])> = meetings
            .iter()
            .map(|(index, meeting)| {
                let counts = meeting.decisions().fold([0; 3], |[made, charged, done], decision| {
                    let is_charged = decision.responsible.is_some();
                    let is_done = decision.done.is_some();
                    [made + 1, charged + usize::from(is_charged), done + usize::from(is_done)]
                });
                (*index, counts)
            })
            .filter(|(_, [made, ..])| *made > 0)
            .collect();
        let [made_in_all, charged, done] = made.iter().fold([0; 3], |[made, charged, done], (_, counts)| {
            [made + counts[0], charged + counts[1], done + counts[2]]
        });
        if made_in_all == 0 {
            return None;
        }
        // Where no decision is ever marked as carried out, nobody keeps a record of it, and nothing is to be said.
        let is_recorded = done > 0;
        let count =
            |count: usize, shown: bool| if shown { CellView::count(count) } else { CellView::default() };
        let row = |first: CellView, [made, charged_here, done]: [usize; 3]| {
            vec![first, CellView::count(made), count(charged_here, charged > 0), count(done, is_recorded)]
        };
        let rows: Vec<Vec<CellView>> =
            made.iter().map(|(index, counts)| row(CellView::link(self.meeting(*index)), *counts)).collect();
        let total = CellView::as_written("Всего");
        let total = (rows.len() > 1).then(|| row(total, [made_in_all, charged, done]));
        let columns =
            vec![words("Заседание"), numbers("Решений"), numbers("С ответственным"), numbers("Выполнено")];
        let mut summary = format!("Принято {}", counted(made_in_all, ["решение", "решения", "решений"]));
        if is_recorded {
            let share = share(done, made_in_all).map(percent).unwrap_or_default();
            let _ = write!(summary, ", выполнено {done} ({share})");
        }
        let summary = BlockView::text(&format!("{summary}."));
        let table = TableView::new(None, columns, rows, total);
        PartView::filled("_decisions", "Решения и поручения", vec![summary, BlockView::Table { table }])
    }

    /// «Выступления и обобщение опыта»
    pub(super) fn talks(&self) -> Option<PartView> {
        let mut shared = Vec::new();
        for (index, meeting) in self.reported() {
            let place = self.meeting(index);
            for item in &meeting.agenda {
                let spoken = item.speaker.iter().map(|who| (who, &item.question));
                let speeches = item.speeches.iter();
                let said =
                    speeches.map(|speech| (&speech.who, speech.about.as_ref().unwrap_or(&item.question)));
                shared.extend(spoken.chain(said).map(|(who, topic)| Shared {
                    who,
                    topic: CellView::set(&frame::sentence(topic)),
                    place: CellView::link(place.clone()),
                    is_talk: true,
                }));
            }
        }
        for index in years::materials(self.association, self.year) {
            let material = &self.association.materials[index];
            let kind = material.kind.as_deref().map_or_else(|| "Материал".to_owned(), frame::sentence);
            shared.extend(material.authors.iter().map(|author| Shared {
                who: &author.text,
                topic: CellView::link(self.material(index)),
                place: CellView::as_written(kind.clone()),
                is_talk: false,
            }));
        }
        if shared.is_empty() {
            return None;
        }
        let talks = shared.iter().filter(|shared| shared.is_talk).count();
        let authored = years::materials(self.association, self.year)
            .filter(|index| !self.association.materials[*index].authors.is_empty())
            .count();
        let summary = [
            (talks > 0).then(|| counted(talks, ["выступление", "выступления", "выступлений"])),
            (authored > 0).then(|| counted(authored, MATERIALS)),
        ];
        let summary: Vec<String> = summary.into_iter().flatten().collect();
        let summary = BlockView::text(&format!("{}.", summary.join(", ")));
        let columns = ["Кто", "Откуда", "О чём", "Где"].map(words).into();
        let table = TableView::new(None, columns, self.by_person(&shared), None);
        PartView::filled("_talks", "Выступления и обобщение опыта", vec![summary, BlockView::Table { table }])
    }

    /// A row for each talk and material, by the people behind them; whoever was not read as a person keeps their words
    /// and stands at the end.
    fn by_person(&self, shared: &[Shared]) -> Vec<Vec<CellView>> {
        let readings: Vec<people::Reading> = shared.iter().map(|shared| people::read(shared.who)).collect();
        let mentions = readings.iter().zip(shared);
        let named = mentions
            .clone()
            .flat_map(|(reading, shared)| reading.persons.iter().map(move |person| (person, shared)));
        let mut joined = people::join(named);
        joined.sort_by_cached_key(|person| collation::key(&person.name.to_string()));
        let mut rows = Vec::new();
        for person in &joined {
            let from = person.schools.first().cloned().or_else(|| self.school_of(&person.name));
            let from = from.or_else(|| (!person.roles.is_empty()).then(|| person.roles.join(", ")));
            for shared in &person.mentions {
                let who = CellView::set(&person.name.to_string());
                rows.push(vec![
                    who,
                    CellView::maybe(from.as_ref()),
                    shared.topic.clone(),
                    shared.place.clone(),
                ]);
            }
        }
        let unnamed = mentions.filter(|(reading, _)| reading.persons.is_empty());
        rows.extend(unnamed.map(|(_, shared)| {
            let who = CellView::as_written(frame::sentence(shared.who));
            vec![who, CellView::default(), shared.topic.clone(), shared.place.clone()]
        }));
        rows
    }

    /// The school that the association's list of members or the analysis says of a person.
    fn school_of(&self, name: &Name) -> Option<String> {
        let is_meant = |who: &str| Name::parse(who).is_some_and(|known| known.is_same_person(name));
        let staff = super::stated(self.association, self.year).map_or(&[][..], |analysis| &analysis.staff);
        let staff = staff.iter().map(|colleague| (&colleague.who, &colleague.school));
        let members = self.association.members.iter().map(|member| (&member.who, &member.school));
        let mut known = staff.chain(members).filter(|(who, school)| school.is_some() && is_meant(who));
        known.next().and_then(|(_, school)| school.clone())
    }

    /// «Материалы» by type.
    pub(super) fn materials(&self) -> Option<PartView> {
        let mut kinds: BTreeMap<(bool, collation::Key, String), Vec<LinkView>> = BTreeMap::new();
        for index in years::materials(self.association, self.year) {
            let Material { kind, .. } = &*self.association.materials[index];
            let name = kind.as_deref().map_or_else(|| "Другие материалы".to_owned(), frame::sentence);
            let key = (kind.is_none(), collation::key(&name), name);
            kinds.entry(key).or_default().push(self.material(index));
        }
        let count: usize = kinds.values().map(Vec::len).sum();
        if count == 0 {
            return None;
        }
        let rows = kinds.into_iter().map(|((_, _, name), links)| {
            vec![CellView::as_written(name), CellView::count(links.len()), CellView::links(links)]
        });
        let columns = vec![words("Тип"), numbers("Сколько"), words("Материалы")];
        let table = TableView::new(None, columns, rows.collect(), None);
        let added = plural(count as u64, "Добавлен", "Добавлено", "Добавлено");
        let summary = BlockView::text(&format!("{added} {}.", counted(count, MATERIALS)));
        let heading = frame::sentence(&self.association.case_name);
        PartView::filled("_materials", &heading, vec![summary, BlockView::Table { table }])
    }

    fn meeting(&self, index: usize) -> LinkView {
        self.document(Document::Meeting(self.index, index))
    }

    fn material(&self, index: usize) -> LinkView {
        self.document(Document::Material(self.index, index))
    }

    fn document(&self, document: Document) -> LinkView {
        let to = Page::Of(Subject::Document(document));
        frame::link(self.site, self.page, &to, &frame::title(self.site, &to))
    }

    /// An activity in the words of the plan, with the way to its row.
    fn activity(&self, plan: usize, planned: &Planned) -> CellView {
        let page = route::link(self.site, self.page, &Page::Of(Subject::Plan(self.index, plan)));
        let title = planned.what.split_whitespace().collect::<Vec<_>>().join(" ");
        CellView::link(LinkView { title, href: format!("{page}#{}", planned.activity.0) })
    }
}

/// A talk or a material of somebody.
struct Shared<'s> {
    who: &'s str,
    topic: CellView,
    place: CellView,
    is_talk: bool,
}

fn block(caption: &str, columns: Vec<super::table::Column>, rows: Vec<Vec<CellView>>) -> Option<BlockView> {
    (!rows.is_empty()).then(|| BlockView::Table { table: TableView::new(Some(caption), columns, rows, None) })
}

/// A number, where there is anything to count.
fn number(count: usize) -> CellView {
    if count > 0 { CellView::count(count) } else { CellView::default() }
}

/// «3 заседания, 7 вопросов. 29 посещений, в среднем 14,5 на заседание (по данным о 2 заседаниях из 3).» Whoever comes to each of
/// them is counted each time, so that they are no number of people.
fn meetings_in_words(meetings: &[(usize, &Meeting)]) -> String {
    let questions: usize = meetings.iter().map(|(_, meeting)| meeting.agenda.len()).sum();
    let mut summary = counted(meetings.len(), MEETINGS);
    if questions > 0 {
        let _ = write!(summary, ", {}", counted(questions, ["вопрос", "вопроса", "вопросов"]));
    }
    summary.push('.');
    let turnout = Turnout::of(meetings.iter().map(|(_, meeting)| *meeting));
    let Some(average) = turnout.average() else { return summary };
    let (sum, known) = (usize::try_from(turnout.sum).unwrap_or(usize::MAX), turnout.meetings);
    let _ = if known == 1 {
        write!(summary, " Присутствовало {}", counted(sum, PEOPLE))
    } else {
        let visits = counted(sum, ["посещение", "посещения", "посещений"]);
        write!(summary, " {visits}, в среднем {average} на заседание")
    };
    if known < meetings.len() {
        let of = plural(known as u64, "заседании", "заседаниях", "заседаниях");
        let _ = write!(summary, " (по данным о {known}\u{a0}{of} из {})", meetings.len());
    }
    summary.push('.');
    summary
}

fn done_share(tally: &Tally) -> String {
    share(tally.done, tally.planned).map(percent).unwrap_or_default()
}

/// «В плане 12 мероприятий: выполнено 8 (67 %), перенесено 1, без отметки 3.»
fn plan_in_words(tally: &Tally) -> String {
    let planned = counted(tally.planned, ["мероприятие", "мероприятия", "мероприятий"]);
    let rest = [("перенесено", tally.moved), ("отменено", tally.cancelled), ("без отметки", tally.open())];
    let mut said = format!("В плане {planned}: выполнено {} ({})", tally.done, done_share(tally));
    for (words, count) in rest.into_iter().filter(|(_, count)| *count > 0) {
        let _ = write!(said, ", {words} {count}");
    }
    said.push('.');
    said
}

fn done_bar(label: &str, tally: &Tally) -> Bar {
    let value = format!("{} из {} ({})", tally.done, tally.planned, done_share(tally));
    Bar { label: label.to_owned(), part: tally.done as u64, whole: tally.planned as u64, value }
}

/// The sections or directions of a plan, and which of them each activity belongs to.
struct Groups<'p> {
    headings: Vec<String>,
    of: BTreeMap<&'p ActivityId, usize>,
    are_directions: bool,
}

fn groups(plan: &Plan) -> Groups<'_> {
    let mut groups = Groups { headings: Vec::new(), of: BTreeMap::new(), are_directions: false };
    for table in plan.tables() {
        let mut headings: BTreeMap<&ActivityId, String> = BTreeMap::new();
        for section in &table.sections {
            let of_table = table.headings.join(" ");
            let heading = section.heading.clone().unwrap_or(of_table);
            let ids = section.rows.iter().flat_map(|row| &row.lines).map(|line| &line.id);
            headings.extend(ids.map(|id| (id, heading.clone())));
        }
        for activity in table.activities() {
            groups.are_directions |= activity.direction.is_some();
            let heading = activity.direction.map(str::to_owned);
            let heading = heading.or_else(|| headings.get(activity.id).cloned()).unwrap_or_default();
            let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
            let heading = if heading.is_empty() { "Без раздела".to_owned() } else { heading };
            let known = groups.headings.iter().position(|known| *known == heading);
            let group = known.unwrap_or_else(|| {
                groups.headings.push(heading);
                groups.headings.len() - 1
            });
            groups.of.insert(activity.id, group);
        }
    }
    groups
}
