//! Years of two digits: `'99`, and "in 88 and 92" where nothing is counted.

use super::expression::{Found, Time};
use super::scan::Scan;
use crate::model::Gap;

/// A year of two digits: 00 to 49 are of this century, as in POSIX's `%y` but for the middle of the range.
pub(super) fn century_of(two_digits: u32) -> i16 {
    if two_digits < 50 {
        2000 + two_digits as i16
    } else {
        1900 + two_digits as i16
    }
}

/// The year of two digits at `at`.
pub(super) fn at_number(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (year, 2) = scan.digits(at)? else { return None };
    let score = if is_marked(scan, at) {
        0.7
    } else if is_told(scan, at, year) {
        0.6
    } else {
        return None;
    };
    Some(Found {
        score,
        ..Found::new(at, at + 1, Time::ShortYear(year as u8), "dates/short-year")
    })
}

/// `'99`, but not the `'80 points'` of a quotation.
fn is_marked(scan: &Scan<'_>, at: usize) -> bool {
    let gap = scan.gap(at);
    let marked = gap == Gap::APOSTROPHE | Gap::SPACE || gap == Gap::APOSTROPHE;
    let counts = scan.follows(at + 1) && super::years::counts(scan, at + 1);
    // "the players' 80 yards": the mark is of the word before.
    let leads = scan.reading.gap_text(at).ends_with(['\'', '’', '‘']);
    marked && leads && !scan.gap(at + 1).is_hyphen() && !scan.gap(at + 1).has(Gap::APOSTROPHE) && !counts
}

/// "in 88 and 92,": after "in", with nothing counted, and no share as "5 in 90" is.
fn is_told(scan: &Scan<'_>, at: usize, year: u32) -> bool {
    let old = year >= 60 || scan.reading.word(at).starts_with('0');
    old && (is_led(scan, at) && is_closed(scan, at + 1) || follows_one(scan, at) && is_ended(scan, at + 1))
}

fn is_led(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).is_some_and(|n| {
        let share = n > 0 && scan.number_at(n - 1).is_some();
        scan.says(n, "in") && !share
    })
}

/// The second of two: "in 88 and 92".
fn follows_one(scan: &Scan<'_>, at: usize) -> bool {
    let and = scan
        .before(at)
        .filter(|n| scan.says(*n, "and") || scan.says(*n, "or"));
    let first = and.and_then(|n| scan.before(n));
    first.is_some_and(|n| scan.digits(n).is_some_and(|(_, length)| length == 2) && is_led(scan, n))
}

/// A mark ends the clause, or another year follows.
fn is_closed(scan: &Scan<'_>, at: usize) -> bool {
    let another = (scan.says(at, "and") || scan.says(at, "or"))
        && scan.follows(at)
        && scan.digits(at + 1).is_some_and(|(_, length)| length == 2)
        && is_ended(scan, at + 2);
    another || is_ended(scan, at)
}

fn is_ended(scan: &Scan<'_>, at: usize) -> bool {
    let gap = scan.gap(at);
    let ends = Gap(Gap::COMMA.0
        | Gap::STOP.0
        | Gap::TERMINAL.0
        | Gap::SEMICOLON.0
        | Gap::CLOSE.0
        | Gap::PARAGRAPH.0);
    gap.has_any(ends) && gap.has_any(Gap::SPACE | Gap::LINE | Gap::PARAGRAPH)
}
