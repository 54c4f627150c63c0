//! Words and phrases that are an expression as they stand: `now`, `recently`, `annually`, `Christmas`; `today` and its like.

use super::expression::{Found, Time};
use super::holidays;
use super::scan::Scan;
use super::vocabulary::Saying;
use crate::lexicon::Phrase;
use crate::model::Shape;

/// The longest saying that begins at `at`.
pub(super) fn saying(scan: &Scan<'_>, at: usize, phrase: &Phrase<'_, Saying>) -> Option<Found> {
    let end = at + phrase.len;
    match phrase.value {
        Saying::Holiday(named) => holidays::named(scan, at, end, *named),
        Saying::Reference(value) => reference(scan, at, end, value),
        Saying::Set(value) => {
            let time = Time::Set {
                value: value.clone(),
                quant: Some("EVERY"),
                freq: None,
            };
            named(scan, at, end).then(|| Found {
                score: 0.8,
                ..Found::new(at, end, time, "dates/set")
            })
        }
    }
}

/// Not part of a name: "Daily Mail", "Future Group", "the Weekly Standard".
fn named(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if scan.shape(at) == Shape::Lower {
        return true;
    }
    let next = scan.follows(end) && scan.shape(end).is_capital();
    scan.shape(at) == Shape::Capitalised && scan.starts_sentence(at) && !next
}

fn reference(scan: &Scan<'_>, at: usize, end: usize, value: &'static str) -> Option<Found> {
    let blocked = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.not_after));
    let noun = scan.says(end - 1, "past") || scan.says(end - 1, "present");
    let cues = &scan.vocabulary.cues;
    let restricts =
        noun && scan.follows(end) && !(scan.is(end, &cues.after_noun) || scan.is(end, &cues.before));
    if blocked || restricts || !named(scan, at, end) || end == at + 1 && alone(scan, at) == Some(false) {
        return None;
    }
    Some(Found {
        score: 0.7,
        ..Found::new(at, end, Time::Reference(value), "dates/reference")
    })
}

/// Whether a single word that has other senses means a time here; nothing to say of the others.
fn alone(scan: &Scan<'_>, at: usize) -> Option<bool> {
    match () {
        // "the future is", "a future president" and "the past" are told apart by the article, which has phrases of its own.
        () if scan.says(at, "future") => {
            Some(scan.follows(at + 1) && scan.before(at).is_none_or(|n| !scan.says(n, "a")))
        }
        () if scan.says(at, "now") => Some(!scan.says(at + 1, "that")),
        () => None,
    }
}

/// `today`, `yesterday`, `tomorrow`.
pub(super) fn day(scan: &Scan<'_>, at: usize, days: i8) -> Option<Found> {
    // "USA Today", "Today Show"
    let in_name = scan.shape(at).is_capital()
        && !scan.starts_sentence(at)
        && scan.before(at).is_some_and(|n| scan.shape(n).is_capital());
    // "as popular today as", "more than ever today": nowadays.
    let compared = scan.follows(at + 1) && (scan.says(at + 1, "than") || scan.says(at + 1, "as"));
    let still = (1..5).any(|n| scan.says(at.saturating_sub(n), "still"));
    if days == 0 && (compared || still) {
        return (!in_name).then(|| Found::new(at, at + 1, Time::Reference("PRESENT_REF"), "dates/reference"));
    }
    (!in_name).then(|| Found {
        score: 0.95,
        ..Found::new(at, at + 1, Time::Day(days), "dates/today")
    })
}
