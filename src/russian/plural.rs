//! Choosing the form of a noun after a number: 1 план, 2 плана, 5 планов.

/// Returns the form that agrees with `count`: `one` (1, 21, 101), `few` (2–4, 22–24) or
/// `many` (0, 5–20, 25–30, and always 11–14: 11, 112).
///
/// This is the ordinary rule of Russian grammar for whole numbers.
/// The number itself is not part of the result.
pub fn plural<'a>(count: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    if (11..=14).contains(&(count % 100)) {
        return many;
    }
    match count % 10 {
        1 => one,
        2..=4 => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    fn plans(count: u64) -> &'static str {
        plural(count, "план", "плана", "планов")
    }

    #[test]
    fn numbers_up_to_twenty_five() {
        for count in 0..=25 {
            let expected = match count {
                1 | 21 => "план",
                2..=4 | 22..=24 => "плана",
                _ => "планов",
            };
            assert_eq!(plans(count), expected, "{count}");
        }
    }

    #[test]
    fn hundreds_follow_their_last_two_digits() {
        let cases = [
            (101, "план"),
            (102, "плана"),
            (111, "планов"),
            (112, "планов"),
            (114, "планов"),
            (121, "план"),
            (1_011, "планов"),
            (1_000_003, "плана"),
            (u64::MAX, "планов"),
        ];
        for (count, expected) in cases {
            assert_eq!(plans(count), expected, "{count}");
        }
    }
}
