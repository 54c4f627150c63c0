//! What a time is compared with a year before: `the year-earlier quarter`, `the year-ago period`, and "a year earlier" after a quarter.

use super::anchor::Anchor;
use super::calendar::Stretch;
use super::expression::{Found, Origin, Time, Unit};
use super::scan::Scan;

/// `year-earlier`, `year-ago` at the unit at `at`, with the noun that it describes if that is a time.
pub(super) fn year_earlier(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let compared = scan.gap(at + 1).is_hyphen() && (scan.says(at + 1, "earlier") || scan.says(at + 1, "ago"));
    if unit != Unit::Year || !compared || !scan.says(at, "year") {
        return None;
    }
    let noun = at + 2;
    let period = scan.follows(noun)
        && ["quarter", "period", "half", "month", "week", "year"]
            .iter()
            .any(|w| scan.says(noun, w));
    let quarter = scan.says(noun, "quarter")
        || !scan.says(noun, "year") && super::anaphors::is_business(scan, at, noun);
    let (first, end) = if period {
        (scan.article_before(at), noun + 1)
    } else {
        (at, noun)
    };
    Some(Found::new(
        first,
        end,
        Time::YearEarlier { quarter },
        "dates/comparison",
    ))
}

/// The stretch a year before the one spoken of; else a year before the last whole quarter, or before now.
pub(super) fn before(anchor: &Anchor, quarter: bool) -> Option<Stretch> {
    let spoken = anchor.reference.filter(|r| {
        matches!(
            r,
            Stretch::Quarter(..) | Stretch::Half(..) | Stretch::Month(..) | Stretch::Year(_)
        )
    });
    if let Some(there) = spoken.and_then(|r| earlier(r, 1)) {
        return Some(there);
    }
    if quarter {
        return earlier(anchor.last_quarter()?, 1);
    }
    Some(Stretch::Year(anchor.base()?.year() - 1))
}

/// "a year earlier" is the same quarter, half or month of the year before, where the text compares.
pub(super) fn same_part(
    scan: &Scan<'_>,
    found: &Found,
    (years, back): (f64, bool),
    from: Origin,
    (reference, near): (Option<Stretch>, bool),
) -> Option<Stretch> {
    let compares = scan
        .before(found.first)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.comparing));
    let holds = match reference? {
        Stretch::Quarter(..) | Stretch::Half(..) => near || from == Origin::Text,
        Stretch::Month(..) => near && compares,
        _ => false,
    };
    let whole = years.fract() == 0.0 && years <= 20.0;
    (holds && whole && back)
        .then(|| earlier(reference?, years as i16))
        .flatten()
}

/// The same part of an earlier year.
fn earlier(stretch: Stretch, years: i16) -> Option<Stretch> {
    Some(match stretch {
        Stretch::Quarter(y, q) => Stretch::Quarter(y - years, q),
        Stretch::Half(y, h) => Stretch::Half(y - years, h),
        Stretch::Month(y, m) => Stretch::Month(y - years, m),
        Stretch::Year(y) => Stretch::Year(y - years),
        _ => return None,
    })
}
