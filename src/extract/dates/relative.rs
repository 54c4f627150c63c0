//! Units of time with a direction: `last week`, `that year`, `two years ago`, `three days later`, `the end of the month`.

use super::durations;
use super::expression::{Found, Origin, Time, Unit, Which};
use super::scan::Scan;

/// The expression around the unit at `at`.
pub(super) fn around_unit(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    if matches!(unit, Unit::Century | Unit::Millennium) {
        if let Some(century) = super::years::century(scan, at, unit == Unit::Millennium) {
            return Some(century);
        }
    }
    if unit == Unit::Quarter {
        if let Some(quarter) = super::seasons_quarters::quarter(scan, at) {
            return Some(quarter);
        }
    }
    if let Some(set) = super::sets::around_unit(scan, at, unit) {
        return Some(set);
    }
    if let Some((first, amount)) = scan
        .amount_before(at)
        .filter(|_| is_amount_of(scan, at, unit, plural))
    {
        return shifted(scan, first, at, amount, unit)
            .or_else(|| durations::counted(scan, first, at, amount, unit));
    }
    if plural {
        return shifted(scan, at, at, None, unit).or_else(|| durations::uncounted(scan, at, unit));
    }
    named(scan, at, unit)
}

/// Whether a number before this unit counts it: not "the second", "a quarter", "three quarters of".
fn is_amount_of(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> bool {
    match unit {
        Unit::Second => plural || scan.gap(at).is_hyphen(),
        Unit::Quarter => plural && !scan.says(at + 1, "of"),
        // "five minute" is a slip for "five-minute"; "one minute" is fine.
        _ => true,
    }
}

/// `… ago`, `… later`, `… earlier`, `… from now` after the unit at `at`.
fn shifted(scan: &Scan<'_>, first: usize, at: usize, amount: Option<f64>, unit: Unit) -> Option<Found> {
    if !scan.follows(at + 1) {
        return None;
    }
    let cues = &scan.vocabulary.cues;
    let next = at + 1;
    let ends = !scan.follows(next + 1);
    let (back, from, end) = if scan.is(next, &cues.ago) && (ends || !scan.says(next, "back")) {
        (true, Origin::Now, next + 1)
    } else if scan.is(next, &cues.later) {
        (false, Origin::Text, next + 1)
    } else if scan.is(next, &cues.earlier) && (ends || scan.says(next, "earlier")) {
        (true, Origin::Text, next + 1)
    } else if scan.says(next, "from") && scan.says(next + 1, "now") && scan.follows(next + 1) {
        (false, Origin::Now, next + 2)
    } else {
        return None;
    };
    let time = Time::Shift {
        amount,
        unit,
        back,
        from,
    };
    Some(Found::new(first, end, time, "dates/shift"))
}

/// A unit without an amount: `last week`, `the same day`, `the end of the year`, `the day before`.
fn named(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    if unit < Unit::Hour {
        return None;
    }
    if let Some((first, which)) = scan.which_before(at) {
        return which_unit(scan, first, at, unit, which);
    }
    let first = scan.article_before(at);
    if first == at {
        return None;
    }
    let ends = !scan.follows(at + 2);
    let which = match () {
        () if scan.follows(at + 1) && ends && scan.is(at + 1, &scan.vocabulary.cues.earlier) => {
            Which::Previous
        }
        () if scan.follows(at + 1)
            && ends
            && (scan.says(at + 1, "after") || scan.says(at + 1, "following")) =>
        {
            Which::Following
        }
        () => return anaphoric(scan, first, at, unit),
    };
    Some(Found::new(first, at + 2, Time::Unit(unit, which), "dates/unit"))
}

/// `the year`, where a part of it is named: "the end of the year", "later in the month".
fn anaphoric(scan: &Scan<'_>, first: usize, at: usize, unit: Unit) -> Option<Found> {
    let blurred = scan
        .lead(first, &scan.vocabulary.blurs)
        .is_some_and(|(_, blur)| blur.is_part());
    if !blurred || unit < Unit::Day || scan.says(at + 1, "of") && scan.follows(at + 1) {
        return None;
    }
    Some(Found {
        score: 0.8,
        ..Found::new(first, at + 1, Time::Unit(unit, Which::Bare), "dates/unit")
    })
}

fn which_unit(scan: &Scan<'_>, first: usize, at: usize, unit: Unit, which: Which) -> Option<Found> {
    let past = scan.says(at - 1, "past") && !scan.says(first, "this");
    let the_last = which == Which::Last && scan.says(first, "the");
    let over = scan.before(first).is_some_and(|n| {
        ["over", "for", "during", "within", "throughout"]
            .iter()
            .any(|w| scan.says(n, w))
    });
    let length = past
        || the_last
        || over && scan.says(first, "the") && matches!(which, Which::Next | Which::Following);
    if length && unit > Unit::Hour {
        return Some(Found::new(
            first,
            at + 1,
            Time::Duration(unit.duration(Some(1.0))),
            "dates/span",
        ));
    }
    let pointing = matches!(which, Which::That | Which::Previous | Which::Following);
    // "last day", "this hour", "next minute" name no calendar day; "the previous day" does.
    if unit <= Unit::Hour
        || unit == Unit::Day && !(pointing || which == Which::Next || scan.says(first, "this"))
    {
        return None;
    }
    Some(Found {
        score: 0.95,
        ..Found::new(first, at + 1, Time::Unit(unit, which), "dates/unit")
    })
}
