//! Dates in digits: `2017-04-03`, `3/4/2017`, `03.04.2017`, `20170403`, `2017/04/03`, `2017-04-03T14:30:00Z`.
//!
//! ISO 8601 has the year first; day and month are ambiguous otherwise (`Either`) unless one is above twelve.

use jiff::civil::Date;

use super::calendar::{self, Stretch};
use super::expression::{Found, Time};
use super::scan::Scan;
use super::short_years::century_of;
use crate::model::Gap;

/// The numeric date that begins at word `at`.
pub(super) fn date(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if at > 0 && is_joint(scan.gap(at)) && !scan.gap(at).has_any(Gap::SPACE) {
        return None;
    }
    dotted(scan, at)
        .or_else(|| compact(scan, at))
        .or_else(|| parts(scan, at))
        .or_else(|| nine_eleven(scan, at))
}

/// `9/11`: since 2001 that day, as news writes it.
fn nine_eleven(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let written = scan.reading.word(at) == "9" && scan.reading.word(at + 1) == "11";
    let alone = scan.gap(at + 1) == Gap::SLASH && !is_joint(scan.gap(at + 2)) && at + 1 < scan.words.len();
    let time = Time::Known(Stretch::Day(day(2001, 9, 11)?));
    let year = scan.reading.published().is_none_or(|d| d.year() >= 2001);
    (written && alone && year).then(|| Found {
        score: 0.8,
        ..Found::new(at, at + 2, time, "dates/numeric")
    })
}

/// Whether a gap can stand between the parts of a number: a longer one is no date.
fn is_joint(gap: Gap) -> bool {
    gap == Gap::HYPHEN || gap == Gap::SLASH || gap == Gap::NONE || gap == Gap::STOP || gap == Gap::COLON
}

/// Three numbers with equal marks between.
fn parts(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let mark = scan.gap(at + 1);
    if mark != Gap::HYPHEN && mark != Gap::SLASH || scan.gap(at + 2) != mark {
        return None;
    }
    let (a, a_len) = scan.digits(at)?;
    let (b, b_len) = scan.digits(at + 1)?;
    if b_len > 2 {
        return None;
    }
    if a_len == 4
        && let Some(stamp) = timestamp(scan, at, a, b)
    {
        return Some(stamp);
    }
    let (c, c_len) = scan.digits(at + 2)?;
    if is_joint(scan.gap(at + 3)) {
        return None;
    }
    let time = match (a_len, c_len) {
        (4, 1..=2) => Time::Known(Stretch::Day(day(a, b, c)?)),
        (1..=2, 4) => either(a, b, c as i16)?,
        // Two digits of a year only after two full parts, as in a form; "3-4-12" is a score or a formation.
        (2, 2) if b_len == 2 && mark == Gap::SLASH => either(a, b, century_of(c))?,
        _ => return None,
    };
    Some(Found {
        score: 0.97,
        ..Found::new(at, at + 3, time, "dates/numeric")
    })
}

/// `2017-04-03T14:30:00Z`: the day's digits and the hour's are one word.
fn timestamp(scan: &Scan<'_>, at: usize, year: u32, month: u32) -> Option<Found> {
    let word = scan.reading.word(at + 2);
    let (days, hour) = word.split_once(['T', 't'])?;
    let (days, hour) = (days.parse().ok()?, hour.parse::<u32>().ok()?);
    let minute = scan.reading.word(at + 3).trim_end_matches(['Z', 'z']);
    let minute: u32 = minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?;
    if hour > 24 || scan.gap(at + 3) != Gap::COLON {
        return None;
    }
    let end = if scan.gap(at + 4) == Gap::COLON {
        at + 5
    } else {
        at + 4
    };
    let zone = if scan.reading.word(end - 1).ends_with(['Z', 'z']) {
        "Z"
    } else {
        ""
    };
    let time = Time::Timed(
        Some(Box::new(Time::Known(Stretch::Day(day(year, month, days)?)))),
        format!("T{hour:02}:{minute:02}{zone}"),
    );
    Some(Found {
        score: 0.98,
        ..Found::new(at, end, time, "dates/timestamp")
    })
}

/// `03.04.2017`, one word.
fn dotted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !matches!(scan.words[at].span.len(), 8..=10) {
        return None;
    }
    let word = scan.reading.word(at);
    let mut parts = word.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() > 2 || b.len() > 2 || c.len() != 4 {
        return None;
    }
    // Stops between the parts are the custom of countries that write the day first.
    let (a, b, c): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let time = Time::Known(Stretch::Day(day(c, b, a).or_else(|| day(c, a, b))?));
    Some(Found {
        score: 0.9,
        ..Found::new(at, at + 1, time, "dates/numeric")
    })
}

/// `20170403`
fn compact(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (value, length) = scan.digits(at)?;
    let (year, month, of_month) = (value / 10_000, value / 100 % 100, value % 100);
    if length != 8 || !(1950..2100).contains(&year) || is_joint(scan.gap(at + 1)) {
        return None;
    }
    let time = Time::Known(Stretch::Day(day(year, month, of_month)?));
    Some(Found {
        score: 0.7,
        ..Found::new(at, at + 1, time, "dates/numeric")
    })
}

/// Day and month in either order.
fn either(a: u32, b: u32, year: i16) -> Option<Time> {
    let day_first = day(year as u32, b, a);
    let month_first = day(year as u32, a, b);
    Some(match (day_first, month_first) {
        (Some(d), Some(m)) if d != m => Time::Either(Stretch::Day(d), Stretch::Day(m)),
        (Some(day), _) | (None, Some(day)) => Time::Known(Stretch::Day(day)),
        (None, None) => return None,
    })
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1000..=2199).contains(&year) || month > 12 || day > 31 {
        return None;
    }
    calendar::day(year as i16, month as i8, day as i8)
}
