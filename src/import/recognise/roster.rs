//! A table of people: who belongs to an association stands beside a plan, and is no part of it.

use super::{Column, Member, grid};
use crate::import::document::{Cell, Row, Table};
use crate::model::plan::Role;

/// Headings of columns with names.
const NAMES: [&str; 5] = ["фио", "ф.и.о", "ф. и. о", "фамилия", "фамилии"];

/// Headings of columns with places of work.
const SCHOOLS: [&str; 6] = ["школ", "оу", "организац", "учрежд", "место работы", "оо"];

/// Headings of what else is known of people.
const OTHERS: [&str; 10] =
    ["должност", "телефон", "почт", "e-mail", "стаж", "образован", "категори", "адрес", "рожд", "нагрузк"];

/// The people of a table, where its columns and what stands above it say that it is one of people.
pub(super) fn members(
    table: &Table,
    columns: &[Column],
    headings: &[String],
    leaves: &[grid::Leaf],
    first: usize,
) -> Option<Vec<Member>> {
    let begins = |heading: &str, words: &[&str]| {
        let lower = heading.to_lowercase();
        words.iter().any(|word| {
            let mut parts = lower.split([' ', ',', '/', '(']);
            lower.starts_with(word)
                || parts.any(|part| part.starts_with(word) && (word.chars().count() > 2 || part == *word))
        })
    };
    let is_name = |column: &Column| begins(&column.heading, &NAMES);
    let is_school = |column: &Column| begins(&column.heading, &SCHOOLS);
    let is_other = |column: &Column| begins(&column.heading, &OTHERS);
    let name = columns.iter().position(is_name)?;
    let plans = |column: &Column| {
        column.role == Role::When && !is_other(column) || column.role == Role::What && !is_school(column)
    };
    let is_headed = headings.iter().any(|heading| {
        let lower = heading.to_lowercase();
        lower.starts_with("состав") || lower.starts_with("список") || lower.contains(" состав")
    });
    let describes = columns.iter().any(|column| is_school(column) || is_other(column));
    if columns.iter().any(plans) || !(is_headed || describes) {
        return None;
    }
    let mut members: Vec<Member> = Vec::new();
    for row in &table.rows[first..] {
        let cells = grid::placed(row, leaves);
        if cells.iter().all(grid::Placed::is_empty) {
            continue;
        }
        let mut member = Member::default();
        for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let words = cell.words();
            let field = if index == name {
                &mut member.who
            } else if is_school(column) && member.school.is_empty() {
                &mut member.school
            } else if begins(&column.heading, &["должност"]) && member.position.is_empty() {
                &mut member.position
            } else {
                if !words.is_empty() {
                    member.others.push((column.role, column.heading.clone(), words));
                }
                continue;
            };
            *field = words;
        }
        members.push(member);
    }
    Some(members).filter(|members| members.iter().any(|member| !member.who.is_empty()))
}

/// The words of the heading, for what is said of the table.
pub(super) fn words(table: &Table, first: usize) -> String {
    let words = table.rows[..first].iter().flat_map(Row::filled).map(Cell::words);
    words.collect::<Vec<_>>().join(" | ")
}
