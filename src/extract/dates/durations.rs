//! How long: `three weeks`, `a two-year ban`, `the past three months`, `for years`, `half an hour`; ages: `34-year-old`.

use super::expression::{Found, Time, Unit, Which};
use super::scan::Scan;
use crate::model::{Gap, Shape};

/// An amount (from word `first`) of the unit at `at`.
pub(super) fn counted(
    scan: &Scan<'_>,
    first: usize,
    at: usize,
    amount: Option<f64>,
    unit: Unit,
) -> Option<Found> {
    if amount == Some(0.0) {
        // "zero-day" is a kind of flaw.
        return None;
    }
    let time = Time::Duration(unit.duration(amount));
    if let Some(end) = age(scan, at, unit) {
        return Some(Found {
            score: 0.95,
            ..Found::new(first, end, time, "dates/age")
        });
    }
    let one = scan.says(first, "one") || scan.says(first, "a");
    // "One day, he left" is no length.
    if unit == Unit::Day && amount == Some(1.0) && one && !scan.follows(first) && scan.says(first, "one") {
        return None;
    }
    if let Some((start, which)) = scan.which_before(first)
        && matches!(
            which,
            Which::Last | Which::Next | Which::Following | Which::Previous
        )
    {
        return Some(Found {
            score: 0.95,
            ..Found::new(start, at + 1, time, "dates/span")
        });
    }
    let first_of = scan
        .before(first)
        .filter(|n| scan.says(*n, "first") || scan.says(*n, "final"));
    if let Some(start) = first_of.filter(|n| scan.article_before(*n) < *n) {
        return Some(Found::new(start - 1, at + 1, time, "dates/span"));
    }
    // "the nine months"; in "the two-year ban" the article is the ban's.
    let plural = scan.reading.word(at).ends_with('s') && scan.shape(at) != Shape::Capitalised;
    let first = if scan.follows(at) && plural {
        scan.article_before(first)
    } else {
        first
    };
    let first = lower_bound(scan, first).unwrap_or(first);
    Some(Found::new(first, at + 1, time, "dates/duration"))
}

/// The first number of "two or three weeks", "three to five years"; the value is the second's.
fn lower_bound(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let link = scan
        .before(first)
        .filter(|n| scan.says(*n, "or") || scan.says(*n, "to"))?;
    let number = scan
        .before(link)
        .and_then(|n| scan.number_at(n))
        .filter(|n| n.end == link)?;
    let second = scan.number_at(first)?;
    let money = scan.gap(number.first).has_any(Gap::CURRENCY);
    (number.value < second.value && second.value < 100.0 && !money).then_some(number.first)
}

/// `-old`, ` old`, ` of age`, `-long` after the unit: one past its words.
fn age(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<usize> {
    if scan.gap(at + 1).is_hyphen() && scan.says(at + 1, "long") {
        return Some(at + 2);
    }
    if unit < Unit::Day {
        return None;
    }
    if (scan.joins(at + 1)) && (scan.says(at + 1, "old") || scan.says(at + 1, "olds")) {
        return Some(at + 2);
    }
    let of_age =
        scan.follows(at + 1) && scan.says(at + 1, "of") && scan.says(at + 2, "age") && scan.follows(at + 2);
    of_age.then_some(at + 3)
}

/// Words before a bare plural that make it a length.
const BEFORE_PLURAL: [&str; 12] = [
    "for", "in", "within", "over", "take", "took", "takes", "taking", "after", "lasted", "last", "spent",
];

/// A plural without a number: `for years`, `the coming weeks`.
pub(super) fn uncounted(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let time = Time::Duration(unit.duration(None));
    if let Some((first, which)) = scan.which_before(at) {
        let pointing = matches!(
            which,
            Which::Last | Which::Next | Which::Following | Which::Previous
        );
        // "this years festival" is a slip for "this year's".
        let slip = which == Which::This && unit == Unit::Year && scan.follows(at + 1);
        if slip {
            let time = Time::Unit(unit, which);
            return Some(Found {
                score: 0.6,
                ..Found::new(first, at + 1, time, "dates/unit")
            });
        }
        return pointing.then(|| Found::new(first, at + 1, time, "dates/span"));
    }
    if is_before_event(scan, at) && unit > Unit::Second {
        return Some(Found {
            score: 0.7,
            ..Found::new(at, at + 1, time, "dates/duration")
        });
    }
    let before = scan.before(at)?;
    let long = BEFORE_PLURAL.iter().any(|w| scan.says(before, w));
    // "within seconds" is soon, no length.
    (long && unit > Unit::Second).then(|| Found {
        score: 0.7,
        ..Found::new(at, at + 1, time, "dates/duration")
    })
}

/// "days before the vote", "just hours after he left": how long, though nobody says how many.
fn is_before_event(scan: &Scan<'_>, at: usize) -> bool {
    let link = scan.follows(at + 1) && (scan.says(at + 1, "before") || scan.says(at + 1, "after"));
    let counted = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.owners));
    link && scan.follows(at + 2) && !counted
}
