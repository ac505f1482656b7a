//! How large a table may be, whatever it comes from.

use super::refusal::Refusal;

/// Word has 63 columns at most; a spreadsheet more, but no plan.
const MOST_COLUMNS: usize = 200;

/// The largest number of cells of one table: a plan of a thousand pages.
const MOST_CELLS: usize = 50_000;

/// The cells that were read so far.
#[derive(Debug, Default)]
pub(super) struct Limits {
    cells: usize,
}

impl Limits {
    /// Counts one more cell.
    pub(super) fn cell(&mut self) -> Result<(), Refusal> {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(Refusal::too_large(&format!("в таблице больше {MOST_CELLS} ячеек")));
        }
        Ok(())
    }

    /// A column that a table may have.
    pub(super) fn column(column: usize) -> Result<usize, Refusal> {
        if column > MOST_COLUMNS {
            return Err(Refusal::too_large(&format!("в таблице больше {MOST_COLUMNS} столбцов")));
        }
        Ok(column)
    }
}
