//! How far to the right a line begins: tabs and Word's spaces as the spaces that they stand for.

use super::shape::is_invisible;

/// The columns at which the structure around a line begins, from the outermost.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Vec<usize>);

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
            column => self.0.binary_search(&column).ok()?,
        };
        let level = outer + tabs;
        let column = match self.0.get(level) {
            Some(column) => *column,
            None if level == self.0.len() => self.0.last().map_or(0, |last| last + 2),
            None => return None,
        };
        Some(column + width(after))
    }

    /// Whether a field or an item already stands at `column`.
    pub(super) fn contains(&self, column: usize) -> bool {
        self.0.contains(&column)
    }

    /// A field or an item begins at `column`: what stood further to the right is over.
    pub(super) fn begin(&mut self, column: usize) {
        while self.0.last().is_some_and(|last| *last >= column) {
            self.0.pop();
        }
        self.0.push(column);
    }

    /// A new document begins.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
        for column in [0, 2, 4] {
            levels.begin(column);
        }
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
