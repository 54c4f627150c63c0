//! Over which time two counts are: deaths of a night and of a weekend need not be equal.

use crate::model::{Claim, FrameKind};

/// Words for a length of time, each with the unit that it stands for.
const UNITS: &[(&str, &str)] = &[
    ("weekend", "weekend"),
    ("overnight", "night"),
    ("night", "night"),
    ("nights", "night"),
    ("hour", "hour"),
    ("hours", "hour"),
    ("day", "day"),
    ("days", "day"),
    ("week", "week"),
    ("weeks", "week"),
    ("month", "month"),
    ("months", "month"),
    ("year", "year"),
    ("years", "year"),
];

/// Whether two counts are over times of different lengths, as far as their words say it.
pub(super) fn differ(a: &Claim, b: &Claim) -> bool {
    let cue = |claim: &Claim| {
        let frame = claim.frame.as_ref().filter(|f| f.kind == FrameKind::Period);
        frame.map(|f| f.cue.to_lowercase())
    };
    cue(a).zip(cue(b)).is_some_and(|(a, b)| differ_by_words(&a, &b))
}

fn differ_by_words(a: &str, b: &str) -> bool {
    length(a)
        .zip(length(b))
        .is_some_and(|((a, of_a), (b, of_b))| a != b || of_a.zip(of_b).is_some_and(|(a, b)| a != b))
}

/// The unit of a time, and the word before it where it is one of several: ("month", "six"). "The past month" is one.
fn length(cue: &str) -> Option<(&'static str, Option<&str>)> {
    let words: Vec<&str> = cue.split(|c: char| !c.is_alphanumeric()).collect();
    let unit = |word: &str| {
        UNITS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, unit)| *unit)
    };
    let at = words.iter().position(|word| unit(word).is_some())?;
    let before = at.checked_sub(1).map(|n| words[n]);
    Some((unit(words[at])?, before.filter(|_| words[at].ends_with('s'))))
}

#[cfg(test)]
mod tests {
    use super::differ_by_words;

    #[test]
    fn lengths_must_be_equal() {
        assert!(differ_by_words("over the weekend", "overnight"));
        assert!(differ_by_words("in six months", "in the past year"));
        assert!(differ_by_words("in six months", "in two months"));
        assert!(!differ_by_words("over the weekend", "during the weekend"));
        assert!(!differ_by_words("over the past week", "this week"));
        assert!(!differ_by_words("shootings across", "overnight"));
    }
}
