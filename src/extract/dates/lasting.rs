//! Lengths in one word or with `long`: `yearlong`, `a month-long siege`, `decades-old`, and whole units: `all day`, `all week`.

use super::expression::{Found, Time, Unit};
use super::scan::Scan;

fn length(first: usize, end: usize, amount: Option<f64>, unit: Unit) -> Found {
    Found::new(
        first,
        end,
        Time::Duration(unit.duration(amount)),
        "dates/duration",
    )
}

/// `yearlong`, one word at `at`.
pub(super) fn one_word(at: usize, unit: Unit) -> Found {
    length(at, at + 1, Some(1.0), unit)
}

/// `month-long`, `years-long`, `decades-old` at the unit at `at`, which no number counts.
pub(super) fn joined(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    if !scan.gap(at + 1).is_hyphen() {
        return None;
    }
    let long = scan.says(at + 1, "long");
    let old = plural && scan.says(at + 1, "old");
    let amount = (!plural).then_some(1.0);
    (long || old).then(|| length(at, at + 2, amount, unit))
}

/// `all day`, `all year`.
pub(super) fn whole(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let all = scan.before(at).filter(|n| scan.says(*n, "all"))?;
    let joined = scan.gap(at + 1).is_hyphen() || scan.gap(all).is_hyphen();
    let fits = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    // "around all day" is no "about".
    (fits && !joined).then(|| Found {
        rule: "dates/span",
        ..length(all, at + 1, Some(1.0), unit)
    })
}

/// `a quarter-century`, `a quarter of a century`.
pub(super) fn quarter_century(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    if unit != Unit::Century || !scan.joins(at) {
        return None;
    }
    let of_a = scan.says(at - 1, "a") && at > 2 && scan.says(at - 2, "of");
    let quarter = if of_a { at - 3 } else { at - 1 };
    if !scan.says(quarter, "quarter") {
        return None;
    }
    let first = scan
        .before(quarter)
        .filter(|n| scan.says(*n, "a"))
        .unwrap_or(quarter);
    Some(length(first, at + 1, Some(25.0), Unit::Year))
}
