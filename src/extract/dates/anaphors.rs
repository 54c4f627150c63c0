//! Units that stand for the one the text speaks of: `for the quarter`, `during the week`, `earlier in the day`, `the week ended Aug. 14`.

use super::absolute;
use super::expression::{Found, Time, Unit, Which};
use super::scan::Scan;
use super::vocabulary::Term;

/// Words before "the week" that make it a time.
const IN: [&str; 3] = ["for", "during", "in"];

/// `the year` at the unit at `at`, whose article is at `first`.
pub(super) fn the_unit(scan: &Scan<'_>, first: usize, at: usize, unit: Unit) -> Option<Found> {
    if let Some(found) = ended(scan, first, at, unit).or_else(|| of_day(scan, first, at, unit)) {
        return Some(found);
    }
    if scan.says(at + 1, "of") && scan.follows(at + 1) {
        return None;
    }
    let holds = if unit == Unit::Day {
        is_part_of_day(scan, first)
    } else {
        unit >= Unit::Week && (is_part(scan, first) || is_spoken_of(scan, first, at, unit))
    };
    holds.then(|| Found {
        score: 0.8,
        ..Found::new(first, at + 1, Time::Unit(unit, Which::Bare), "dates/unit")
    })
}

/// "the end of the year", "later in the month": a part of it is named.
fn is_part(scan: &Scan<'_>, first: usize) -> bool {
    scan.lead(first, &scan.vocabulary.blurs)
        .is_some_and(|(_, blur)| blur.is_part())
}

/// "earlier in the day"; "at the end of the day" is mostly a figure of speech.
fn is_part_of_day(scan: &Scan<'_>, first: usize) -> bool {
    is_part(scan, first) && scan.before(first).is_some_and(|n| scan.says(n, "in"))
}

/// "sales for the quarter rose": no clause restricts it, and for a quarter the talk is of business.
fn is_spoken_of(scan: &Scan<'_>, first: usize, at: usize, unit: Unit) -> bool {
    let led = scan
        .before(first)
        .is_some_and(|n| IN.iter().any(|w| scan.says(n, w)) || scan.says(n, "of") && is_whole_of(scan, n));
    let closed = !scan.joins(at + 1) || scan.is(at + 1, &scan.vocabulary.cues.after_noun);
    let fits = match unit {
        Unit::Quarter => is_business(scan, first, at),
        Unit::Week | Unit::Month | Unit::Year => true,
        _ => false,
    };
    led && closed && fits
}

/// "the first six months of the year", "the rest of the week", with "of" at `at`.
fn is_whole_of(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).is_some_and(|n| {
        let unit = matches!(scan.term(n), Some(Term::Unit(_, true)));
        unit || scan.says(n, "rest") || scan.says(n, "remainder")
    })
}

/// Whether the words around speak of business: profits, sales, shares.
pub(super) fn is_business(scan: &Scan<'_>, first: usize, end: usize) -> bool {
    (first.saturating_sub(12)..end + 12).any(|n| scan.is(n, &scan.vocabulary.cues.business))
}

/// "the week ended Aug. 14": the unit that holds the day, which is an expression of its own.
fn ended(scan: &Scan<'_>, first: usize, at: usize, unit: Unit) -> Option<Found> {
    let verb = scan.follows(at + 1) && (scan.says(at + 1, "ended") || scan.says(at + 1, "ending"));
    if !verb || !scan.follows(at + 2) || !(Unit::Week..=Unit::Year).contains(&unit) {
        return None;
    }
    let day = date_from(scan, at + 2)?;
    let time = if unit == Unit::Year {
        Time::Duration(unit.duration(Some(1.0)))
    } else {
        Time::Holding(unit, Box::new(day.time))
    };
    Some(Found::new(first, at + 1, time, "dates/unit-ended"))
}

/// "the week of Aug. 14", "the month of March": the whole is one expression.
fn of_day(scan: &Scan<'_>, first: usize, at: usize, unit: Unit) -> Option<Found> {
    let of = scan.follows(at + 1) && (scan.says(at + 1, "of") || scan.says(at + 1, "beginning"));
    let date = date_from(scan, at + 2).filter(|_| of && scan.follows(at + 2))?;
    let time = match unit {
        Unit::Week => Time::Holding(unit, Box::new(date.time)),
        Unit::Month => date.time,
        _ => return None,
    };
    Some(Found::new(first, date.end, time, "dates/unit-of"))
}

/// The day or month that begins at word `at`: "Aug. 14", "14 August", "March 2016".
fn date_from(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (month_at, month) = (at..at + 2).find_map(|n| match scan.term(n) {
        Some(Term::Month(month)) => Some((n, month)),
        _ => None,
    })?;
    absolute::around_month(scan, month_at, month).filter(|found| found.first == at)
}
