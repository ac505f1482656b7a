//! Who was there.

use crate::import::recognise::approval;

/// Who was there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Attendance {
    pub(in crate::import) total: Option<String>,
    pub(in crate::import) list: Vec<String>,
    pub(in crate::import) guests: Vec<String>,
    pub(in crate::import) absent: Option<String>,
}

/// The names of people, each alone where they are nothing but names.
pub(super) fn names(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = parts.len() > 1 && parts.iter().all(|part| approval::person(part.trim_end_matches('.')));
    if all { parts.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}
