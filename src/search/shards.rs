//! The index in pieces, so that a browser loads only those that a question touches.

use super::Index;

/// Parts `sizes` into `count` runs of about equal size, in order; gives the first item of each run. A run may be empty.
pub fn cut(sizes: &[usize], count: usize) -> Vec<usize> {
    let total: usize = sizes.iter().sum::<usize>().max(1);
    let mut firsts = Vec::with_capacity(count);
    let mut before = 0;
    for (item, size) in sizes.iter().enumerate() {
        while firsts.len() < count && before * count >= firsts.len() * total {
            firsts.push(item);
        }
        before += size;
    }
    firsts.resize(count, sizes.len());
    firsts
}

/// All terms in the order of their letters, or of their letters from the end, each with its most frequent form: where a
/// misspelt word is looked for by the half that is right.
pub fn lexicon(index: &Index, from_end: bool) -> Vec<(String, &str)> {
    let entries = index.forms.iter().map(|(term, form)| {
        let letters = if from_end { term.chars().rev().collect() } else { term.clone() };
        (letters, form.as_str())
    });
    let mut entries: Vec<(String, &str)> = entries.collect();
    entries.sort_unstable();
    entries
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn runs_are_of_about_equal_size() {
        assert_eq!(cut(&[1, 1, 1, 1], 2), [0, 2]);
        assert_eq!(cut(&[9, 1, 1, 1], 2), [0, 1]);
        assert_eq!(cut(&[1, 1, 1, 9], 3), [0, 4, 4]);
        assert_eq!(cut(&[], 2), [0, 0]);
        assert_eq!(cut(&[0, 0], 1), [0]);
    }
}
