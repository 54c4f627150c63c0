//! Did you mean: what there is that is most like what was asked for.

/// How many letters must be changed, added, left out or swapped with their neighbour to make `b` of `a` (optimal string alignment).
pub(in crate::archive) fn edits(a: &str, b: &str) -> usize {
    within(a, b, usize::MAX).unwrap_or(usize::MAX)
}

/// The same if it is not more than `most`. Most pairs are told apart by their lengths, and the rest after a few rows.
pub(in crate::archive) fn within(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() && a.len().abs_diff(b.len()) > most {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        if row.iter().chain(&last).all(|n| *n > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last[b.len()]).filter(|apart| *apart <= most)
}

/// Most letters that may differ for a suggestion: none in words of three letters, one up to six, two in longer ones.
pub(in crate::archive) fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn letters_apart() {
        for (a, b, expected) in [
            ("strontrium", "strontium", 1),
            ("teh", "the", 1),
            ("", "ab", 2),
            ("same", "same", 0),
            ("äb", "ab", 1),
        ] {
            assert_eq!(edits(a, b), expected);
        }
    }
}
