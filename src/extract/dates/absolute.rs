//! Days and months in words: `3 April 2017`, `April 3rd`, `the 25th of August`, `Monday, April 3, 2017`, `Sept. 30`, `March`.

use super::calendar::{self, Stretch};
use super::expression::{Found, Piece, Time, Which, YearRef};
use super::month_names::is_month;
use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::{Gap, Shape};

/// The expression around the month name at `at`.
pub(super) fn around_month(scan: &Scan<'_>, at: usize, month: i8) -> Option<Found> {
    if let Some(found) = year_first(scan, at, month).or_else(|| joined_year(scan, at, month)) {
        return Some(found);
    }
    let after = day_after(scan, at);
    let glued = scan.gap(at).is_hyphen() && at > 1 && matches!(scan.term(at - 2), Some(Term::Month(_)));
    let before = if glued || after.is_some_and(|(_, _, end)| year_after(scan, end).is_some()) {
        None
    } else {
        day_before(scan, at)
    };
    let (first, end, day) = match (before, after) {
        (Some((first, day)), _) => (first, at + 1, Some(day)),
        (None, Some((day, _, end))) => (at, end, Some(day)),
        (None, None) => (at, at + 1, None),
    };
    let (year, end) = year_after(scan, end)
        .or_else(|| clock_and_year(scan, end))
        .unwrap_or((YearRef::None, end));
    match day {
        Some(day) => with_day(scan, (first, end), month, day, year),
        None => month_alone(scan, (at, end), month, year),
    }
}

/// `2008-May-31`, and `(2017, 1 January)` as in lists of references.
fn year_first(scan: &Scan<'_>, at: usize, month: i8) -> Option<Found> {
    let known = |first, end, y, d| {
        let time = Time::Known(Stretch::Day(calendar::day(y, month, d)?));
        Some(Found {
            score: 0.95,
            ..Found::new(first, end, time, "dates/day")
        })
    };
    if at > 0
        && scan.gap(at).is_hyphen()
        && scan.gap(at + 1).is_hyphen()
        && let Some(y) = scan.year(at - 1)
    {
        return known(at - 1, at + 2, y, scan.day_of_month(at + 1)?.0);
    }
    let (first, day) = day_before(scan, at)?;
    let listed =
        first > 0 && scan.gap(first) == Gap::COMMA | Gap::SPACE && scan.gap(first - 1).has(Gap::OPEN);
    let year = listed.then(|| scan.year(first - 1)).flatten()?;
    known(first - 1, at + 1, year, day)
}

/// `January 20,2021`: without a blank, day and year are one word.
fn joined_year(scan: &Scan<'_>, at: usize, month: i8) -> Option<Found> {
    if !scan.follows(at + 1) || scan.shape(at + 1) != Shape::Number {
        return None;
    }
    let (day, year) = scan.reading.word(at + 1).split_once(',')?;
    let (day, year): (i8, i16) = (
        day.parse().ok()?,
        year.parse().ok().filter(|y| (1000..2200).contains(y))?,
    );
    let time = Time::Known(Stretch::Day(calendar::day(year, month, day)?));
    let first = weekday_before(scan, at).unwrap_or(at);
    Some(Found {
        score: 0.95,
        ..Found::new(first, at + 2, time, "dates/day")
    })
}

/// `10:12:58 2018` after a day, as the C library's `ctime` writes it.
fn clock_and_year(scan: &Scan<'_>, at: usize) -> Option<(YearRef, usize)> {
    let colons = scan.gap(at + 1) == Gap::COLON && scan.gap(at + 2) == Gap::COLON;
    let digits = (0..3).all(|n| scan.digits(at + n).is_some_and(|(_, length)| length == 2));
    if !(scan.follows(at) && colons && digits && scan.follows(at + 3)) {
        return None;
    }
    Some((YearRef::Given(scan.year(at + 3)?), at + 4))
}

/// A month with a day, and the weekday before them.
fn with_day(
    scan: &Scan<'_>,
    (first, end): (usize, usize),
    month: i8,
    day: i8,
    year: YearRef,
) -> Option<Found> {
    let mut first = weekday_before(scan, first).unwrap_or(first);
    let time = if let YearRef::Given(y) = year {
        Time::Known(Stretch::Day(calendar::day(y, month, day)?))
    } else {
        // A leap year holds every day that any year holds.
        calendar::day(2000, month, day)?;
        let which = which_day(scan, first).filter(|_| year == YearRef::None);
        first = which.map_or(first, |(start, _)| start);
        Time::Piece {
            piece: Piece::MonthDay(month, day),
            year,
            which: which.map_or(Which::Bare, |(_, which)| which),
        }
    };
    Some(Found {
        score: 0.98,
        ..Found::new(first, end, time, "dates/day")
    })
}

/// "last Oct. 13", "next May 1": a single word before the day says which.
fn which_day(scan: &Scan<'_>, first: usize) -> Option<(usize, Which)> {
    let (start, which) = scan.which_before(first)?;
    (start + 1 == first && matches!(which, Which::Last | Which::Next)).then_some((start, which))
}

/// The day of the month before the month at `at`: `3`, `the 25th of`.
fn day_before(scan: &Scan<'_>, at: usize) -> Option<(usize, i8)> {
    let hyphen = at > 0 && scan.gap(at).is_hyphen();
    if hyphen {
        let (day, _) = scan.day_of_month(at - 1)?;
        return Some((at - 1, day));
    }
    let mut last = scan.before(at)?;
    let of = scan.says(last, "of");
    if of {
        last = scan.before(last)?;
        if matches!(
            scan.term(last),
            Some(Term::Unit(super::expression::Unit::Day, false))
        ) {
            last = scan.before(last)?;
        }
    }
    let (day, ordinal) = scan.day_of_month(last)?;
    let named = scan
        .before(last)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.naming));
    if (of && !ordinal) || named || scan.gap(last).has_any(Gap::COLON | Gap::SLASH) && !scan.follows(last) {
        return None;
    }
    let article = scan.article_before(last);
    Some((article, day))
}

/// The day of the month after the month at `at`: day, whether an ordinal, one past its word.
fn day_after(scan: &Scan<'_>, at: usize) -> Option<(i8, bool, usize)> {
    let mut next = at + 1;
    let gap = scan.gap(next);
    let dotted = gap == Gap::STOP | Gap::SPACE;
    if !(scan.joins(next) || dotted) {
        return None;
    }
    if scan.says(next, "the") && scan.follows(next + 1) {
        next += 1;
        scan.ordinal(next)?;
    }
    let (day, ordinal) = scan.day_of_month(next)?;
    // "March 10:30" is a month and a clock time; "Sept. 11.5" no day.
    let clock = scan.gap(next + 1) == Gap::COLON && scan.digits(next + 1).is_some_and(|(_, n)| n == 2);
    let apart = scan.number_at(next).is_some_and(|n| n.end > next + 1);
    (!clock && !apart).then_some((day, ordinal, next + 1))
}

/// The year from word `at` on, after a month or a day: `2017`, `, 2017`, `of 2017`, `of that year`, `last year`, `480 BC`.
pub(super) fn year_after(scan: &Scan<'_>, at: usize) -> Option<(YearRef, usize)> {
    let gap = scan.gap(at);
    let comma = gap == Gap::COMMA | Gap::SPACE || gap == Gap::COMMA;
    let dotted =
        (gap == Gap::STOP | Gap::SPACE || gap == Gap::STOP) && scan.is(at - 1, &scan.vocabulary.short_months);
    if comma || dotted || scan.joins(at) {
        if let Some((year, end)) = super::years::with_era(scan, at) {
            return Some((YearRef::Given(year), end));
        }
        if let Some(year) = scan.year(at) {
            let counted = scan.follows(at + 1) && scan.is(at + 1, &scan.vocabulary.cues.counted);
            return (!counted).then_some((YearRef::Given(year), at + 1));
        }
    }
    if gap == Gap::SPACE | Gap::APOSTROPHE {
        let (year, length) = scan.digits(at)?;
        return (length == 2).then(|| (YearRef::Given(super::short_years::century_of(year)), at + 1));
    }
    if !scan.follows(at) && !comma {
        return None;
    }
    let start = if scan.says(at, "of") || scan.says(at, "in") {
        at + 1
    } else {
        at
    };
    if start > at
        && scan.follows(start)
        && let Some(year) = scan.year(start)
    {
        return (scan.says(at, "of")).then_some((YearRef::Given(year), start + 1));
    }
    if comma { None } else { relative_year(scan, start) }
}

/// `last year`, `this year`, `that year`, `the following year` at word `at`.
pub(super) fn relative_year(scan: &Scan<'_>, at: usize) -> Option<(YearRef, usize)> {
    let phrase = scan.vocabulary.which.longest(scan.words, at)?;
    let unit = at + phrase.len;
    if !scan.follows(unit) || !scan.says(unit, "year") {
        return None;
    }
    Some((YearRef::Relative(*phrase.value), unit + 1))
}

/// The weekday before the date that begins at `at`: `Monday, `, `Mon. `, `Monday the `.
fn weekday_before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    let gap = scan.gap(at);
    let near = scan.follows(at)
        || gap == Gap::COMMA | Gap::SPACE
        || gap == Gap::STOP | Gap::SPACE
        || gap == Gap::STOP | Gap::COMMA | Gap::SPACE;
    let is_day = matches!(scan.term(last), Some(Term::Weekday(_))) && scan.shape(last).is_capital();
    // "Edmonton Sun, August 16, 2008": a newspaper.
    let name = scan.is(last, &scan.vocabulary.short_weekdays)
        && scan
            .before(last)
            .is_some_and(|n| scan.shape(n) == Shape::Capitalised && scan.term(n).is_none());
    (near && is_day && !name).then_some(last)
}

/// A month without a day.
fn month_alone(scan: &Scan<'_>, (at, end): (usize, usize), month: i8, year: YearRef) -> Option<Found> {
    if let YearRef::Given(y) = year {
        if scan.shape(at) == Shape::Lower && scan.gap(at + 1).has(Gap::COMMA) {
            return None;
        }
        let time = Time::Known(Stretch::Month(y, month));
        return Some(Found {
            score: 0.97,
            ..Found::new(at, end, time, "dates/month")
        });
    }
    let (first, which) = scan.which_before(at).unwrap_or((at, Which::Bare));
    let related = year != YearRef::None || which != Which::Bare;
    if !related && !is_month(scan, at) || related && scan.shape(at) == Shape::Lower {
        return None;
    }
    let first = if which == Which::That { at } else { first };
    let time = Time::Piece {
        piece: Piece::Month(month),
        year,
        which,
    };
    Some(Found::new(first, end, time, "dates/month"))
}
