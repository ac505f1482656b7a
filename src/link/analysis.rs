//! The analyses of school years as published.

use super::document::Linker;
use super::value;
use crate::model::analysis::{Analysis, Colleague, Contest, Course, IndicatorResult, Measure, Survey};
use crate::parse::Located;
use crate::parse::analysis::{ParsedAnalysis, RawAnalysis, RawColleague, RawContest, RawCourse, RawSurvey};

impl Linker<'_> {
    /// What the authors of analyses say.
    pub(super) fn analyses(&mut self, parsed: Vec<Located<ParsedAnalysis>>) -> Vec<Analysis> {
        parsed.into_iter().map(|analysis| self.analysis(analysis)).collect()
    }

    fn analysis(&mut self, located: Located<ParsedAnalysis>) -> Analysis {
        let ParsedAnalysis { year, fields, body } = located.value;
        let RawAnalysis { title, description, draft, staff, contests, courses, surveys, indicators, .. } =
            fields;
        let results = indicators
            .into_iter()
            .map(|raw| IndicatorResult { indicator: raw.indicator.value, actual: raw.actual.value });
        Analysis {
            body: self.body(&located.source, &body),
            source: located.path,
            year,
            title: value(title.as_ref()),
            description: value(description.as_ref()),
            draft,
            staff: staff.into_iter().map(colleague).collect(),
            contests: contests.into_iter().map(contest).collect(),
            courses: courses.into_iter().map(course).collect(),
            surveys: surveys.into_iter().map(survey).collect(),
            results: results.collect(),
        }
    }
}

fn colleague(raw: RawColleague) -> Colleague {
    Colleague {
        who: raw.who.value,
        school: value(raw.school.as_ref()),
        position: value(raw.position.as_ref()),
        education: value(raw.education.as_ref()),
        experience: value(raw.experience.as_ref()),
        category: value(raw.category.as_ref()),
        courses: value(raw.courses.as_ref()),
    }
}

fn contest(raw: RawContest) -> Contest {
    Contest {
        title: raw.title.value,
        level: value(raw.level.as_ref()),
        participant: value(raw.participant.as_ref()),
        result: value(raw.result.as_ref()),
        date: value(raw.date.as_ref()),
    }
}

fn course(raw: RawCourse) -> Course {
    Course {
        who: value(raw.who.as_ref()),
        title: raw.title.value,
        hours: value(raw.hours.as_ref()),
        date: value(raw.date.as_ref()),
    }
}

fn survey(raw: RawSurvey) -> Survey {
    let measures = raw.measures.into_iter();
    let measures = measures.map(|raw| Measure { when: raw.when.value, figure: raw.value });
    Survey { question: raw.question.value, unit: value(raw.unit.as_ref()), measures: measures.collect() }
}
