//! How far to the right a line begins: tabs and Word's spaces as the spaces that they stand for.

use super::shape::{Shape, is_invisible};
use crate::parse::field_name::normalized;

/// The columns at which the structure around a line begins, from the outermost.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Vec<Level>);

/// The items of one list, or the fields of one record.
#[derive(Clone, Debug)]
struct Level {
    column: usize,
    /// The names of the fields above the line; nothing where the hyphens of a list stand here.
    fields: Option<Vec<String>>,
}

impl Levels {
    /// The column that the indentation `space` means; nothing where its tabs fit no level.
    ///
    /// Somebody who indents with tabs presses the key once for each level, whatever its width is in the lines above.
    pub(super) fn column(&self, space: &str) -> Option<usize> {
        let first = space.find('\t').unwrap_or(space.len());
        let (before, rest) = space.split_at(first);
        let tabs = rest.len() - rest.trim_start_matches('\t').len();
        let after = &rest[tabs..];
        if tabs == 0 {
            return Some(width(before));
        }
        if after.contains('\t') {
            return None;
        }
        let outer = match width(before) {
            0 => 0,
            column => self.0.binary_search_by_key(&column, |level| level.column).ok()?,
        };
        let level = outer + tabs;
        let column = match self.0.get(level) {
            Some(level) => level.column,
            None if level == self.0.len() => self.0.last().map_or(0, |last| last.column + 2),
            None => return None,
        };
        Some(column + width(after))
    }

    /// The column of a line of fields or items that is indented by tabs and is no text: as `column` has it where such a line
    /// may stand there, else the only one where it may. `waiting` is the column of a field or a dash without a value above,
    /// and `spaced` is whether the file is indented by spaces elsewhere.
    pub(super) fn meant(
        &self,
        column: Option<usize>,
        (line, shape): (&str, &Shape),
        waiting: Option<usize>,
        spaced: bool,
    ) -> Option<usize> {
        let name = shape.key.as_ref().map(|key| normalized(&line[key.name.clone()]));
        let is_item = shape.is_item();
        if let (Some(column), Some(outer)) = (column, waiting)
            && (column > outer || (column == outer && is_item))
        {
            return Some(column);
        }
        let place = column.and_then(|column| self.0.iter().position(|level| level.column == column));
        if let Some(place) = place.filter(|place| self.0[*place].fields.is_none() == is_item) {
            let may_be_below = is_item && waiting.is_some() && spaced;
            let goes_on = || self.0.get(place + 1).is_some_and(|level| level.has(name.as_deref()));
            return column.filter(|_| !may_be_below || goes_on());
        }
        if is_item && place.is_none() && column.is_some() {
            return column;
        }
        let fits = |level: &&Level| {
            let is_free = level.column > 0 && !level.has(name.as_deref());
            if is_item { level.fields.is_none() } else { level.fields.is_some() && is_free }
        };
        let mut fitting = self.0.iter().filter(fits);
        let only = fitting.next().filter(|_| waiting.is_none() && fitting.next().is_none());
        only.map(|level| level.column)
    }

    /// Whether a field or an item already stands at `column`.
    pub(super) fn contains(&self, column: usize) -> bool {
        self.0.iter().any(|level| level.column == column)
    }

    /// An item begins at `column`: what stood further to the right is over.
    pub(super) fn begin_item(&mut self, column: usize) {
        while self.0.pop_if(|level| level.column >= column).is_some() {}
        self.0.push(Level { column, fields: None });
    }

    /// The field `name` begins at `column`: what stood further to the right is over.
    pub(super) fn begin_field(&mut self, column: usize, name: &str) {
        let is_over =
            |level: &mut Level| level.column > column || (level.column == column && level.fields.is_none());
        while self.0.pop_if(is_over).is_some() {}
        match self.0.last_mut() {
            Some(Level { column: last, fields: Some(fields) }) if *last == column => {
                fields.push(normalized(name));
            }
            _ => self.0.push(Level { column, fields: Some(vec![normalized(name)]) }),
        }
    }

    /// A new document begins.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Level {
    /// Whether a field of this `name` stands here.
    fn has(&self, name: Option<&str>) -> bool {
        let fields = self.fields.iter().flatten();
        name.is_some_and(|name| fields.into_iter().any(|field| field == name))
    }
}

/// How many columns `space` takes, every kind of space counted as one.
pub(super) fn width(space: &str) -> usize {
    space.chars().filter(|letter| !is_invisible(*letter)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_a_level() {
        let mut levels = Levels::default();
        levels.begin_field(0, "мероприятия");
        levels.begin_item(2);
        levels.begin_field(4, "что");
        for (space, column) in [
            ("", Some(0)),
            ("    ", Some(4)),
            ("\t", Some(2)),
            ("\t\t", Some(4)),
            ("\t\t\t", Some(6)),
            ("\t\t\t\t", None),
            ("\t  ", Some(4)),
            ("  \t", Some(4)),
            (" \t", None),
            ("\u{a0}\u{2003} ", Some(3)),
        ] {
            assert_eq!(levels.column(space), column, "{space:?}");
        }
    }
}
