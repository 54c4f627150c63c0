//! Decades and centuries: `the 1870s`, `the late '90s`, `the sixties`, `the 20th century`, `the 5th century BC`.

use super::calendar::Stretch;
use super::expression::{Found, Time};
use super::scan::Scan;
use super::years::is_before_christ;
use crate::model::{Gap, Shape};

/// `1870s`, `the 1990's`, `'90s`
pub(super) fn decade(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.shape(at) == Shape::Number && scan.gap(at + 1) != Gap::NONE {
        return None;
    }
    let word = scan.reading.word(at);
    let possessive = scan.gap(at + 1) == Gap::NONE && matches!(scan.reading.word(at + 1), "'s" | "’s");
    let (digits, end) = match word.strip_suffix(['s', 'S']) {
        Some(digits) => (digits, at + 1),
        None if possessive && article(scan, at) => (word, at + 2),
        None => return None,
    };
    let value: i16 = digits.parse().ok().filter(|v| v % 10 == 0 && *v >= 0)?;
    // "in his early 50s": an age.
    let owner = if at > 1 && article(scan, at) {
        at - 2
    } else {
        at.saturating_sub(1)
    };
    if digits.len() == 2 && scan.is(owner, &scan.vocabulary.cues.possessives) {
        return None;
    }
    let time = match digits.len() {
        4 if (1000..2200).contains(&value) => Time::Known(Stretch::Decade(value / 10)),
        2 if scan.gap(at).has(Gap::APOSTROPHE) || article(scan, at) => Time::ShortDecade(value as u8),
        _ => return None,
    };
    let joined = scan.gap(at) == Gap::HYPHEN;
    let near = scan.gap(at) == Gap::SPACE | Gap::APOSTROPHE && at > 0 && scan.says(at - 1, "the");
    let first = match () {
        () if joined => at,
        () if near => at - 1,
        () => scan.article_before(at),
    };
    Some(Found::new(first, end, time, "dates/decade"))
}

/// "the", "early", "late", "mid" before.
fn article(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && ["the", "early", "late", "mid"]
            .iter()
            .any(|w| scan.says(at - 1, w))
}

/// A decade in words: "the sixties".
pub(super) fn worded_decade(scan: &Scan<'_>, at: usize, decade: u8) -> Option<Found> {
    let first = scan.article_before(at);
    let nineteen = scan.before(at).is_some_and(|n| scan.says(n, "nineteen"));
    if nineteen {
        let time = Time::Known(Stretch::Decade(190 + i16::from(decade) / 10));
        let first = scan.article_before(at - 1);
        return Some(Found::new(first, at + 1, time, "dates/decade"));
    }
    (article(scan, at)).then(|| Found {
        score: 0.75,
        ..Found::new(first, at + 1, Time::ShortDecade(decade), "dates/decade")
    })
}

/// The century (or millennium) named at the unit at `at`: `the 20th century`, `5th century BC`.
pub(super) fn century(scan: &Scan<'_>, at: usize, millennium: bool) -> Option<Found> {
    if !scan.joins(at) {
        return None;
    }
    let number = scan
        .ordinal(at - 1)
        .filter(|n| n.end == at && (1.0..=30.0).contains(&n.value))?;
    let n = number.value as i16;
    let (stretch, end) = match (millennium, scan.follows(at + 1) && is_before_christ(scan, at + 1)) {
        (true, _) => (Stretch::Millennium(n - 1), at + 1),
        (false, true) => (Stretch::CenturyBc(n), at + 2),
        (false, false) => (Stretch::Century(n - 1), at + 1),
    };
    let first = if scan.gap(at).is_hyphen() {
        number.first
    } else {
        scan.article_before(number.first)
    };
    Some(Found::new(first, end, Time::Known(stretch), "dates/century"))
}
