//! The analysis of a school year: what its author adds to the figures that the site counts by itself.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::analysis::{Decimal, Figure};
use crate::parse::front_matter;
use crate::parse::markdown::{self, RawBody};
use crate::parse::plan::{YearOf, school_year};
use crate::parse::record::{self, Context, Decode, Given, Source, Text, record};
use crate::parse::shape::Shape;
use crate::parse::silenced::SilencedHere;
use crate::parse::yaml::Node;
use crate::period::SchoolYear;
use crate::source::SourceText;

record! {
    /// The front matter of the analysis of a year.
    RawAnalysis "в анализе года" {
        /// The title.
        title: Option<Text> = "название" | "title":
            "Название страницы. Если строки нет: «Анализ работы за … учебный год».",
        /// What it is about.
        description: Option<Text> = "описание" | "description":
            "Главное в одном предложении: оно стоит под названием и в поисковых системах.",
        /// The school year; the file's name says it where the field does not.
        year: Given<Text> = "учебный год" | "school year":
            "За какой год анализ, например 2026/2027. Если строки нет, год берётся из имени файла.",
        /// Who works in the association.
        staff: Vec<RawColleague> = "кадровый состав" | "staff": "Кто работал в этом году, каждый со своим дефисом.",
        /// Contests.
        contests: Vec<RawContest> = "конкурсы" | "contests": "Участие в конкурсах, каждое со своим дефисом.",
        /// Courses.
        courses: Vec<RawCourse> = "курсы" | "courses": "Повышение квалификации, каждые курсы со своим дефисом.",
        /// Surveys.
        surveys: Vec<RawSurvey> = "опросы" | "surveys": "Опросы и мониторинги: что спрашивали и что вышло по датам.",
        /// What became of the plan's indicators.
        indicators: Vec<RawResult> = "показатели" | "indicators":
            "Что вышло по показателям плана; значения встанут рядом с запланированными.",
        /// Whether it is a draft.
        draft: bool = "черновик" | "draft": "«да», если страницу пока не публиковать.",
        /// Doubts that are switched off in this file.
        silenced: SilencedHere = "не предупреждать" | "allow": "Предупреждения, выключенные в этом файле.",
    }
}

record! {
    /// Somebody who works in the association.
    RawColleague "в кадровом составе" text = "кто" {
        /// The name.
        who: Text = "кто" | "who": "Имя, например: Околицына М.П.",
        /// The school.
        school: Option<Text> = "школа" | "school": "Школа, например: школа № 2.",
        /// The position.
        position: Option<Text> = "должность" | "position": "Должность, например: педагог-библиотекарь.",
        /// The education.
        education: Option<Text> = "образование" | "education": "Образование, например: высшее.",
        /// How long they have worked.
        experience: Option<Text> = "стаж" | "experience": "Стаж, например: 12 лет.",
        /// The category.
        category: Option<Text> = "категория" | "category": "Категория, например: первая.",
        /// Their courses.
        courses: Option<Text> = "курсы" | "courses": "Когда и какие курсы пройдены, в нескольких словах.",
    }
}

record! {
    /// A contest.
    RawContest "в сведениях о конкурсе" text = "название" {
        /// What it is called.
        title: Text = "название" | "title": "Как называется конкурс.",
        /// Of the district, of the region …
        level: Option<Text> = "уровень" | "level": "Уровень, например: районный.",
        /// Who took part.
        participant: Option<Text> = "участник" | "participant": "Кто участвовал: имя или школа.",
        /// With what success.
        result: Option<Text> = "результат" | "result": "Результат, например: второе место.",
        /// When.
        date: Option<Text> = "дата" | "date": "Когда, например: март 2027.",
    }
}

record! {
    /// A course.
    RawCourse "в сведениях о курсах" text = "название" {
        /// Who went through it.
        who: Option<Text> = "кто" | "who": "Кто учился.",
        /// What it is called.
        title: Text = "название" | "title": "Как называются курсы.",
        /// How many hours it took.
        hours: Option<Text> = "часы" | "hours": "Сколько часов, например 72.",
        /// When.
        date: Option<Text> = "дата" | "date": "Когда, например: ноябрь 2026.",
    }
}

record! {
    /// A survey.
    RawSurvey "в опросе" {
        /// What was asked or measured.
        question: Text = "вопрос" | "question": "Что спрашивали или измеряли.",
        /// In which unit.
        unit: Option<Text> = "единица" | "unit": "В чём измеряли, например: балл. Знак % можно ставить прямо в значениях.",
        /// The figures.
        measures: Vec<RawMeasure> = "замеры" | "measures": "Значения по датам, каждое со своим дефисом.",
    }
}

record! {
    /// A figure of a survey.
    RawMeasure "в замере" {
        /// When it was taken.
        when: Text = "когда" | "when": "Когда измеряли, например: сентябрь 2026.",
        /// The figure.
        value: Figure = "значение" | "value": "Число, например 62,5 %. Если данных нет, поставьте тире.",
    }
}

record! {
    /// What became of an indicator.
    RawResult "в показателе" {
        /// The indicator in the words of the plan.
        indicator: Text = "показатель" | "indicator": "Показатель словами плана.",
        /// What came of it.
        actual: Text = "факт" | "actual": "Что вышло, например 22.",
    }
}

/// The analysis of a year as its file says it.
#[derive(Clone, Debug)]
pub struct ParsedAnalysis {
    /// The year.
    pub year: SchoolYear,
    /// The fields.
    pub fields: RawAnalysis,
    /// The text.
    pub body: RawBody,
}

impl ParsedAnalysis {
    /// Every field that names people.
    pub fn people(&mut self) -> impl Iterator<Item = &mut Text> {
        let RawAnalysis { staff, contests, courses, .. } = &mut self.fields;
        let staff = staff.iter_mut().map(|colleague| &mut colleague.who);
        let participants = contests.iter_mut().filter_map(|contest| contest.participant.as_mut());
        staff.chain(participants).chain(courses.iter_mut().filter_map(|course| course.who.as_mut()))
    }
}

/// Reads the analysis in the file `text`, which is called `stem`.
pub(super) fn parse(text: &SourceText, stem: &str, diagnostics: &mut Diagnostics) -> Option<ParsedAnalysis> {
    let split = front_matter::split(&text.path, &text.text, diagnostics);
    let body = markdown::parse(&text.path, split.body, split.body_start, diagnostics);
    let source = Source { path: &text.path, text: &text.text };
    let (fields, year) = record::read(&split.fields?, source, diagnostics, |root, context| {
        let fields = RawAnalysis::decode(root, context)?;
        let year = school_year(&fields.year, stem, YearOf::Analysis, context)?;
        Some((fields, year))
    })?;
    Some(ParsedAnalysis { year, fields, body })
}

const WANTED: &str = "Напишите число, дробь через запятую: 62,5 или 62,5 %. Если данных нет, поставьте тире";

impl Decode for Figure {
    fn shape() -> Shape {
        Shape::Text
    }

    fn decode(node: &Node, context: &mut Context) -> Option<Self> {
        let Text { value: text, place } = Text::decode(node, context)?;
        let figure = figure(&text);
        if figure.is_none() {
            context
                .diagnostics
                .push(Diagnostic::error(place, format!("Это не число: «{text}»")).hint(format!("{WANTED}.")));
        }
        figure
    }
}

/// A number as people write it, or a dash where there is none.
fn figure(text: &str) -> Option<Figure> {
    let bare: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if matches!(bare.as_str(), "-" | "–" | "—" | "−") {
        return Some(Figure { value: None, percent: false });
    }
    let (number, percent) = bare.strip_suffix('%').map_or((bare.as_str(), false), |number| (number, true));
    Some(Figure { value: Some(decimal(number)?), percent })
}

/// The most digits before and behind the comma.
const MOST_WHOLE: usize = 9;
const MOST_PARTS: usize = 3;

fn decimal(text: &str) -> Option<Decimal> {
    let (text, sign) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest, -1),
        None => (text.strip_prefix('+').unwrap_or(text), 1),
    };
    let (whole, parts) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let is_number = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    if !is_number(whole, MOST_WHOLE) || !is_number(parts, MOST_PARTS) {
        return None;
    }
    let parts: i64 = format!("{parts:0<MOST_PARTS$}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(Decimal::thousandths(sign * (whole * 1000 + parts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_as_people_write_them() {
        let number = |value: i64, percent| Some(Figure { value: Some(Decimal::thousandths(value)), percent });
        for (text, read) in [
            ("62,5 %", number(62_500, true)),
            ("62.5%", number(62_500, true)),
            ("1 250", number(1_250_000, false)),
            ("0,125", number(125, false)),
            ("−3", number(-3_000, false)),
            ("—", Some(Figure { value: None, percent: false })),
            ("-", Some(Figure { value: None, percent: false })),
            ("много", None),
            ("%", None),
            ("62,", None),
            ("1,2345", None),
            ("5 из 8", None),
            ("9999999999", None),
            ("", None),
        ] {
            assert_eq!(figure(text), read, "{text}");
        }
    }
}
