//! The sheet on which a document stands: A4 with the margins of ГОСТ Р 7.0.97-2016, 3.6. Lengths are twentieths of a point.

/// Its sides, the short one first.
pub(in crate::export) const SHEET: (u64, u64) = (11_906, 16_838);

/// Its margins: 20 mm, on the right of an upright one 10 mm.
pub(in crate::export) const MARGIN: u64 = 1_134;
pub(in crate::export) const RIGHT_MARGIN: u64 = 567;

/// The room between the words of a cell and its lines.
pub(in crate::export) const PADDING: u64 = 85;

/// How wide a line of text is.
pub(in crate::export) const fn line_width(wide: bool) -> u64 {
    if wide { SHEET.1 - 2 * MARGIN } else { SHEET.0 - MARGIN - RIGHT_MARGIN }
}
