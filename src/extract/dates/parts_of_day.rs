//! Parts of the day: `this morning`, `last night`, `tonight`, `overnight`; `Monday morning` is joined in `joining.rs`.

use super::expression::{Found, Time, Unit, Which};
use super::hours;
use super::scan::Scan;

/// Score of a part that is an expression only when something joins it.
pub(super) const LOOSE: f32 = 0.2;

/// The part of day at `at`, `suffix` in TIMEX3's letters.
pub(super) fn part(scan: &Scan<'_>, at: usize, suffix: &'static str) -> Option<Found> {
    let rule = "dates/part-of-day";
    let clock = suffix.len() > 3;
    if let Some(found) = hours::of_the_part(scan, at, suffix).filter(|_| !clock) {
        return Some(found);
    }
    if let Some(found) = before_that(scan, at, suffix).filter(|_| !clock) {
        return Some(found);
    }
    if let Some((first, which)) = scan.which_before(at).filter(|_| !clock) {
        let day = match which {
            // "last night" is the night before the anchor.
            Which::Last if suffix == "TNI" => Time::Day(-1),
            Which::This => Time::Day(0),
            Which::That | Which::Previous | Which::Following => Time::Unit(Unit::Day, which),
            Which::Next => Time::Unit(Unit::Day, Which::Following),
            _ => return None,
        };
        return Some(Found::new(
            first,
            at + 1,
            Time::Timed(Some(Box::new(day)), suffix.to_owned()),
            rule,
        ));
    }
    if clock {
        let time = Time::Timed(None, suffix.to_owned());
        // "noon-8 p.m." are two times; "post-midnight" is none.
        let range = scan.gap(at + 1).is_hyphen() && scan.digits(at + 1).is_some();
        let joined = scan.gap(at).is_hyphen() || scan.gap(at + 1).is_hyphen() && !range;
        return (!joined).then(|| Found {
            score: 0.7,
            ..Found::new(at, at + 1, time, "dates/clock")
        });
    }
    let first = scan.article_before(at);
    let in_the =
        first < at && scan.before(first).is_some_and(|n| scan.says(n, "in")) && !scan.says(at + 1, "of");
    let score = if in_the { 0.6 } else { LOOSE };
    Some(Found {
        score,
        ..Found::new(first, at + 1, Time::Timed(None, suffix.to_owned()), rule)
    })
}

/// `tonight`: this day's night. `overnight`: the night before it.
pub(super) fn night(at: usize, days: i8) -> Found {
    let time = Time::Timed(Some(Box::new(Time::Day(days))), "TNI".to_owned());
    Found {
        score: 0.85,
        ..Found::new(at, at + 1, time, "dates/part-of-day")
    }
}

/// `the night before`, `the night before last`: of the part at `at`.
fn before_that(scan: &Scan<'_>, at: usize, suffix: &str) -> Option<Found> {
    let first = scan.article_before(at);
    if first == at || !scan.follows(at + 1) || !scan.says(at + 1, "before") {
        return None;
    }
    let last = scan.follows(at + 2) && scan.says(at + 2, "last");
    let (day, end) = match () {
        () if last => (Time::Day(-2), at + 3),
        () if !scan.follows(at + 2) => (Time::Unit(Unit::Day, Which::Previous), at + 2),
        () => return None,
    };
    let time = Time::Timed(Some(Box::new(day)), suffix.to_owned());
    Some(Found::new(first, end, time, "dates/part-of-day"))
}
