//! Units of time with a direction: `last week`, `that year`, `two years ago`, `three days later`, `the end of the month`.

use super::durations;
use super::expression::{Found, Origin, Time, Unit, Which};
use super::scan::Scan;
use crate::model::{Gap, Modifier, Shape};

/// The expression around the unit at `at`.
pub(super) fn around_unit(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    if matches!(unit, Unit::Century | Unit::Millennium)
        && let Some(century) = super::decades::century(scan, at, unit == Unit::Millennium)
    {
        return Some(century);
    }
    if unit == Unit::Quarter
        && let Some(quarter) = super::seasons_quarters::quarter(scan, at)
    {
        return Some(quarter);
    }
    if let Some(found) = with_its_noun(scan, at, unit, plural) {
        return Some(found);
    }
    if let Some((first, amount)) = scan.amount_before(at).filter(|(first, _)| {
        is_amount_of(scan, at, unit, plural) && !is_name(scan, *first, at) && !is_year(scan, at, unit, plural)
    }) {
        let (last, amount) = and_a_half(scan, at, amount);
        return shifted(scan, first, last, amount, unit)
            .or_else(|| durations::counted(scan, first, last, amount, unit));
    }
    if plural {
        return shifted(scan, at, at, None, unit)
            .or_else(|| durations::uncounted(scan, at, unit))
            .or_else(|| super::hours::small(scan, at).filter(|_| unit == Unit::Hour));
    }
    named(scan, at, unit)
}

/// Units that a word beside them makes another kind of time: `fiscal year`, `every week`, `year-earlier`, `month-long`.
fn with_its_noun(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    let counted = at > 0 && scan.number_at(at - 1).is_some();
    super::fiscal_years::of_word(scan, at)
        .filter(|_| unit == Unit::Year && !plural)
        .or_else(|| super::sets::around_unit(scan, at, unit))
        .or_else(|| super::comparisons::year_earlier(scan, at, unit))
        .or_else(|| super::lasting::joined(scan, at, unit, plural).filter(|_| !counted))
        .or_else(|| super::lasting::quarter_century(scan, at, unit))
}

/// "a year and a half", "two hours and a half": the last word of the length, and the amount.
fn and_a_half(scan: &Scan<'_>, at: usize, amount: Option<f64>) -> (usize, Option<f64>) {
    let says = |n: usize, word: &str| scan.follows(at + n) && scan.says(at + n, word);
    let half = says(1, "and") && says(2, "a") && says(3, "half");
    match amount.filter(|_| half) {
        Some(amount) => (at + 3, Some(amount + 0.5)),
        None => (at, amount),
    }
}

/// "2018 day five": a year, and no amount of days.
fn is_year(scan: &Scan<'_>, at: usize, unit: Unit, plural: bool) -> bool {
    unit == Unit::Day && !plural && scan.follows(at) && scan.year(at - 1).is_some()
}

/// "Another Day in Paradise": capitals inside a sentence of small letters.
fn is_name(scan: &Scan<'_>, first: usize, at: usize) -> bool {
    scan.number_at(first).is_none()
        && scan.shape(first) == Shape::Capitalised
        && scan.shape(at) == Shape::Capitalised
        && !scan.starts_sentence(first)
        && scan.follows(at + 1)
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
    if from == Origin::Now
        && back
        && let Some(found) = super::exact_days::ago(scan, first, end, amount, unit)
    {
        return Some(found);
    }
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
    if let Some(found) = unit_end(scan, at, unit)
        .or_else(|| super::lasting::whole(scan, at, unit))
        .or_else(|| super::exact_days::beyond(scan, at, unit))
    {
        return Some(found);
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
        () => return super::anaphors::the_unit(scan, first, at, unit),
    };
    Some(Found::new(first, at + 2, Time::Unit(unit, which), "dates/unit"))
}

/// `month's end`, `year-end`
fn unit_end(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let possessive = scan.gap(at + 1) == Gap::NONE && scan.follows(at + 2);
    let end = if possessive { at + 2 } else { at + 1 };
    if unit < Unit::Month || !(possessive || scan.gap(end).is_hyphen()) || !scan.says(end, "end") {
        return None;
    }
    let found = Found::new(
        scan.article_before(at),
        end + 1,
        Time::Unit(unit, Which::Bare),
        "dates/unit",
    );
    Some(Found {
        modifier: Some(Modifier::End),
        ..found
    })
}

fn which_unit(scan: &Scan<'_>, first: usize, at: usize, unit: Unit, which: Which) -> Option<Found> {
    if scan
        .before(first)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.possessives))
    {
        return None;
    }
    let past = scan.says(at - 1, "past") && !scan.says(first, "this");
    // "the latest week" is the last whole one.
    let the_last = which == Which::Last
        && scan.says(first, "the")
        && unit != Unit::Quarter
        && !scan.says(at - 1, "latest")
        && !scan.says(at - 1, "recent");
    let vast = unit >= Unit::Century;
    let over = scan.before(first).is_some_and(|n| {
        ["over", "for", "during", "within", "throughout"]
            .iter()
            .any(|w| scan.says(n, w) && !(vast && *w == "for"))
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
    // "the last quarter of the pie"
    if unit == Unit::Quarter && scan.follows(at + 1) && scan.says(at + 1, "of") {
        return None;
    }
    // "last day", "this hour",, "next minute" name no calendar day; "the previous day" does.
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
