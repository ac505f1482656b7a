//! Charts as geometry: where each bar, point and word stands, in units of which [`WIDTH`] go into the width. What they show
//! stands in a table beside them, and every bar and point says its own value, so that nothing hangs on a colour.

use std::fmt::Write;

use serde::Serialize;

use crate::model::analysis::Decimal;

/// How wide a chart is. A unit is about a pixel of a phone, so that letters keep their size there.
const WIDTH: u32 = 320;
/// How tall letters are, and how much room one takes: a little more than most faces need.
const LETTER: u32 = 13;
const LETTER_WIDTH: u32 = 8;
const LINE: u32 = 17;

const BAR: u32 = 16;
const GAP: u32 = 14;
/// How many lines the words of a bar may take.
const MOST_LINES: usize = 3;

/// The room above the highest point, between the points, and for the words below.
const HEAD: u32 = 24;
const PLOT: u32 = 110;
const SIDE: u32 = 40;

/// A drawn chart.
#[derive(Serialize)]
pub struct ChartView {
    /// The id of its title on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it shows, value by value, for those who do not see it.
    pub description: String,
    /// Its width in units.
    pub width: u32,
    /// Its height in units.
    pub height: u32,
    /// Its lines and areas, in the order in which they are drawn.
    pub shapes: Vec<ShapeView>,
    /// Its words.
    pub texts: Vec<TextView>,
}

/// A line or an area.
#[derive(Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum ShapeView {
    /// The outline of all that a bar could be.
    Track {
        /// Its left edge.
        x: u32,
        /// Its upper edge.
        y: u32,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A bar.
    Bar {
        /// Its left edge.
        x: u32,
        /// Its upper edge.
        y: u32,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The line from which values are counted.
    Base {
        /// Where it stands.
        y: u32,
    },
    /// A line through points that follow each other.
    Line {
        /// «x,y x,y …»
        points: String,
    },
    /// The way over a gap, where nothing was measured.
    Gap {
        /// «x,y x,y»
        points: String,
    },
    /// A point.
    Dot {
        /// Its place.
        x: u32,
        /// Its place.
        y: u32,
    },
}

/// Words of a chart.
#[derive(Serialize)]
pub struct TextView {
    /// Where they stand.
    pub x: u32,
    /// The line on which they stand.
    pub y: u32,
    /// `start`, `middle` or `end`, as SVG has it.
    pub anchor: &'static str,
    /// `label` or `value`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// A bar: what it stands for, how much of how much, and its value in words.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) part: u64,
    pub(super) whole: u64,
    pub(super) value: String,
}

/// A point of a line: when, and what was measured then.
pub(super) struct Point {
    pub(super) label: String,
    pub(super) value: Option<Decimal>,
    pub(super) words: String,
}

/// Bars below each other, each under its own words. With `tracks`, the outline of the whole stands around each.
pub(super) fn bars(id: &str, title: &str, bars: &[Bar], tracks: bool) -> ChartView {
    let (mut shapes, mut texts) = (Vec::new(), Vec::new());
    let longest = bars.iter().map(|bar| letters(&bar.value)).max().unwrap_or(0);
    let room = WIDTH.saturating_sub(longest * LETTER_WIDTH + 8).max(WIDTH / 4);
    let mut y = 0;
    for bar in bars {
        for line in wrapped(&bar.label, WIDTH / LETTER_WIDTH, MOST_LINES) {
            texts.push(text(0, y + LETTER, "start", "label", line));
            y += LINE;
        }
        y += 2;
        let length = scaled(bar.part, bar.whole, room);
        if tracks {
            shapes.push(ShapeView::Track { x: 0, y, width: room, height: BAR });
        }
        if length > 0 {
            shapes.push(ShapeView::Bar { x: 0, y, width: length, height: BAR });
        }
        let end = if tracks { room } else { length };
        texts.push(text(end + 6, y + LETTER, "start", "value", bar.value.clone()));
        y += BAR + GAP;
    }
    let said: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    ChartView {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("{}.", said.join("; ")),
        width: WIDTH,
        height: y.saturating_sub(GAP) + 2,
        shapes,
        texts,
    }
}

/// A line through `points` from the least to the most that `bounds` allow; where nothing was measured, it has a gap.
pub(super) fn line(id: &str, title: &str, points: &[Point], (least, most): (Decimal, Decimal)) -> ChartView {
    let (mut shapes, mut texts) = (Vec::new(), Vec::new());
    let height_of = |value: Decimal| {
        let value = value.in_thousandths().abs_diff(least.in_thousandths());
        HEAD + PLOT - scaled(value, most.in_thousandths().abs_diff(least.in_thousandths()), PLOT)
    };
    shapes.push(ShapeView::Base { y: height_of(Decimal::default().clamp(least, most)) });
    let count = u32::try_from(points.len()).unwrap_or(u32::MAX);
    let place = |index: usize| {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        if count > 1 { SIDE + (WIDTH - 2 * SIDE) * index / (count - 1) } else { WIDTH / 2 }
    };
    let room = if count > 1 { (WIDTH - 2 * SIDE) / (count - 1) } else { WIDTH };
    let each = every(room, points.iter().map(|point| letters(&point.words)).max().unwrap_or(0));
    let mut run: Vec<(u32, u32)> = Vec::new();
    let mut before_gap = None;
    for (index, point) in points.iter().enumerate() {
        let Some(value) = point.value else {
            before_gap = run.last().copied().or(before_gap);
            shapes.extend(polyline(&std::mem::take(&mut run)));
            continue;
        };
        let (x, y) = (place(index), height_of(value));
        if let Some((before, height)) = before_gap.take() {
            shapes.push(ShapeView::Gap { points: format!("{before},{height} {x},{y}") });
        }
        run.push((x, y));
        if is_said(index, points.len(), each) {
            texts.push(text(x, y - 9, "middle", "value", point.words.clone()));
        }
    }
    shapes.extend(polyline(&run));
    for (index, point) in points.iter().enumerate() {
        if let Some(value) = point.value {
            shapes.push(ShapeView::Dot { x: place(index), y: height_of(value) });
        }
    }
    let longest =
        points.iter().flat_map(|point| point.label.split_whitespace()).map(letters).max().unwrap_or(0);
    let each = every(room, longest);
    let mut below = 0;
    for (index, point) in points.iter().enumerate().filter(|(index, _)| is_said(*index, points.len(), each)) {
        let is_edge = count > 1 && (index == 0 || index + 1 == points.len());
        let space = if is_edge { (room * each - 4).min(2 * SIDE) } else { room * each - 4 };
        let lines = wrapped(&point.label, space / LETTER_WIDTH, 2);
        for (row, line) in (1..).zip(lines) {
            below = below.max(row);
            texts.push(text(place(index), HEAD + PLOT + 6 + row * LINE, "middle", "label", line));
        }
    }
    let said: Vec<String> = points.iter().map(|point| format!("{}: {}", point.label, point.words)).collect();
    ChartView {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("{}.", said.join("; ")),
        width: WIDTH,
        height: HEAD + PLOT + 12 + below * LINE,
        shapes,
        texts,
    }
}

/// Points that follow each other; a single one needs no line.
fn polyline(points: &[(u32, u32)]) -> Option<ShapeView> {
    let mut written = String::new();
    for (x, y) in points {
        let _ = write!(written, "{}{x},{y}", if written.is_empty() { "" } else { " " });
    }
    (points.len() > 1).then_some(ShapeView::Line { points: written })
}

/// Of how many neighbours one has room for so many letters, where each has `room`.
fn every(room: u32, letters: u32) -> u32 {
    (letters * LETTER_WIDTH + 4).div_ceil(room.max(1)).max(1)
}

/// Whether a point has its words: every so many, counted from the last, which is what one looks for.
fn is_said(index: usize, count: usize, each: u32) -> bool {
    (count - 1 - index).is_multiple_of(each as usize)
}

/// How much of `room` the `part` of `whole` is.
fn scaled(part: u64, whole: u64, room: u32) -> u32 {
    let length = (u128::from(part) * u128::from(room)).checked_div(u128::from(whole)).unwrap_or(0);
    u32::try_from(length).unwrap_or(room).min(room)
}

fn text(x: u32, y: u32, anchor: &'static str, kind: &'static str, text: String) -> TextView {
    TextView { x, y, anchor, kind, text }
}

fn letters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX / LETTER_WIDTH).min(1000)
}

/// Words in lines of so many letters; what has no room in the last is left out with an ellipsis.
fn wrapped(words: &str, width: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let is_full = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if letters(line) + 1 + letters(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if is_full => {
                line.push('…');
                *line = cut(line, width);
                break;
            }
            _ => lines.push(cut(word, width)),
        }
    }
    lines
}

/// So many letters of a text, with an ellipsis where some are left out.
fn cut(text: &str, width: u32) -> String {
    if letters(text) <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1) as usize).collect();
    format!("{}…", kept.trim_end_matches('…'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn bar(label: &str, part: u64, whole: u64) -> Bar {
        Bar { label: label.to_owned(), part, whole, value: part.to_string() }
    }

    fn point(label: &str, value: Option<i64>) -> Point {
        let value = value.map(|value| Decimal::thousandths(value * 1000));
        let words = value.map_or_else(|| "нет данных".to_owned(), |value| value.to_string());
        Point { label: label.to_owned(), value, words }
    }

    fn hundred() -> (Decimal, Decimal) {
        (Decimal::default(), Decimal::thousandths(100_000))
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        let chart = bars("_c", "Заседания", &[bar("а", 0, 10), bar("б", 5, 10), bar("в", 10, 10)], false);
        let widths = chart.shapes.iter().filter_map(|shape| match shape {
            ShapeView::Bar { width, .. } => Some(*width),
            _ => None,
        });
        let widths: Vec<u32> = widths.collect();
        assert_eq!(widths.len(), 2);
        assert_eq!(widths[0], widths[1] / 2);
        assert!(chart.texts.iter().all(|text| text.x + letters(&text.text) * LETTER_WIDTH <= WIDTH));
        assert_eq!(chart.description, "а: 0; б: 5; в: 10.");
    }

    #[test]
    fn nothing_of_nothing_is_no_bar() {
        assert!(bars("_c", "", &[bar("а", 0, 0)], false).shapes.is_empty());
        assert!(bars("_c", "", &[], true).shapes.is_empty());
    }

    #[test]
    fn a_line_has_a_gap_where_nothing_was_measured() {
        let points = [("1", Some(10)), ("2", Some(20)), ("3", None), ("4", Some(40)), ("5", Some(50))];
        let points: Vec<Point> = points.iter().map(|(label, value)| point(label, *value)).collect();
        let chart = line("_c", "Опрос", &points, hundred());
        let lines = chart.shapes.iter().filter(|shape| matches!(shape, ShapeView::Line { .. })).count();
        let dots = chart.shapes.iter().filter(|shape| matches!(shape, ShapeView::Dot { .. })).count();
        assert_eq!((lines, dots), (2, 4));
        assert!(chart.description.contains("3: нет данных"));
    }

    #[test]
    fn words_of_many_points_do_not_run_into_each_other() {
        for count in 1..40 {
            let points: Vec<Point> = (0..count).map(|index| point("сентябрь 2026", Some(index))).collect();
            let chart = line("_c", "Опрос", &points, hundred());
            let mut rows: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
            for text in chart.texts.iter().filter(|text| text.kind == "label") {
                let half = letters(&text.text) * LETTER_WIDTH / 2;
                assert!(text.x >= half && text.x + half <= WIDTH, "{count}: {}", text.x);
                rows.entry(text.y).or_default().push((text.x - half, text.x + half));
            }
            for pair in rows.values().flat_map(|row| row.windows(2)) {
                assert!(pair[0].1 <= pair[1].0, "{count}: {pair:?}");
            }
        }
    }

    #[test]
    fn long_words_are_cut_and_many_lines_left_out() {
        assert_eq!(wrapped("один два три четыре", 8, 2), ["один два", "три…"]);
        assert_eq!(wrapped("достопримечательность", 8, 2), ["достопр…"]);
        assert_eq!(wrapped("", 8, 2), [""; 0]);
    }
}
