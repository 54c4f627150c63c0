//! Days of the week and weekends: `Monday`, `last Friday`, `Monday last week`, `over the weekend`, `Mondays`.

use super::expression::{Found, Piece, Time, Unit, Which, YearRef};
use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::{Gap, Shape};

/// The weekday at `at`, if it is one.
pub(super) fn day(scan: &Scan<'_>, at: usize, day: i8) -> Option<Found> {
    let word = scan.words[at];
    if scan.vocabulary.short_weekdays.contains(&word.hash) && !beside_a_date(scan, at) {
        return None;
    }
    // "Black Friday", "Sunday Times": names of other things.
    let epithet = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.epithets) && scan.shape(n).is_capital());
    let title = scan.follows(at + 1)
        && scan.is(at + 1, &scan.vocabulary.cues.titles)
        && scan.shape(at + 1).is_capital();
    if epithet || title {
        return None;
    }
    let (first, which) = scan.which_before(at).unwrap_or((at, Which::Bare));
    let (piece, end) = match of_week(scan, at + 1) {
        Some((weeks, end)) => (Piece::WeekdayIn(day, weeks), end),
        None => the_nth(scan, at + 1).unwrap_or((Piece::Weekday(day), at + 1)),
    };
    // "on a Monday" is any Monday.
    let any = scan
        .before(at)
        .filter(|n| scan.says(*n, "a") && piece == Piece::Weekday(day) && !describes(scan, at));
    if let Some(article) = any {
        let time = Time::Set {
            value: format!("XXXX-WXX-{day}"),
            quant: None,
            freq: None,
        };
        return Some(Found {
            score: 0.7,
            ..Found::new(article, end, time, "dates/set")
        });
    }
    let time = Time::Piece {
        piece,
        year: YearRef::None,
        which,
    };
    Some(Found {
        score: 0.95,
        ..Found::new(first, end, time, "dates/weekday")
    })
}

/// "in a Friday statement": the day of a thing, not any Friday.
fn describes(scan: &Scan<'_>, at: usize) -> bool {
    let cues = &scan.vocabulary.cues;
    let other = [
        "like", "when", "where", "or", "and", "that", "he", "she", "they", "we", "i", "you",
    ];
    let part = usize::from(matches!(scan.term(at + 1), Some(Term::Part(_))));
    let noun = at + 1 + part;
    scan.follows(noun)
        && scan.shape(noun) == Shape::Lower
        && !scan.is(noun, &cues.before)
        && !scan.is(noun, &cues.after_noun)
        && !other.iter().any(|w| scan.says(noun, w))
}

/// "Friday the 13th": the day of the month says which, and one past its words.
fn the_nth(scan: &Scan<'_>, at: usize) -> Option<(Piece, usize)> {
    if !scan.follows(at) || !scan.says(at, "the") || !scan.follows(at + 1) {
        return None;
    }
    let (day, ordinal) = scan.day_of_month(at + 1)?;
    let named = scan.follows(at + 2) && (scan.says(at + 2, "of") || scan.shape(at + 2).is_capital());
    (ordinal && !named).then_some((Piece::MonthlessDay(day), at + 2))
}

/// "last week" after a weekday: how many weeks from this one, and one past its words.
fn of_week(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let start = if scan.says(at, "of") && scan.follows(at) {
        at + 1
    } else {
        at
    };
    if !scan.follows(start) {
        return None;
    }
    let phrase = scan.vocabulary.which.longest(scan.words, start)?;
    let unit = start + phrase.len;
    let week = scan.follows(unit) && matches!(scan.term(unit), Some(Term::Unit(Unit::Week, false)));
    let weeks = match phrase.value {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
        _ => return None,
    };
    week.then_some((weeks, unit + 1))
}

/// Whether a day of a month stands beside the abbreviation at `at`: "Tue 4 Apr", "Tue., April 4"; "the sun may set" and "SUN, MAR" are
/// no days.
fn beside_a_date(scan: &Scan<'_>, at: usize) -> bool {
    let gap = scan.gap(at + 1);
    let near = gap.has(Gap::SPACE) && !gap.has_any(Gap::PARAGRAPH | Gap::SEMICOLON | Gap::QUOTE);
    let month = |n: usize| matches!(scan.term(n), Some(Term::Month(_)));
    let day = |n: usize| scan.day_of_month(n).is_some() || scan.reading.word(n).contains(',');
    let dated = month(at + 1) && day(at + 2) || day(at + 1) && month(at + 2);
    scan.shape(at).is_capital() && near && dated
}

/// The weekend at `at`: `the weekend`, `last weekend`.
pub(super) fn weekend(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let joined = scan.gap(at + 1).is_hyphen();
    if joined {
        return None;
    }
    if let Some((first, which)) = scan.which_before(at) {
        let which = if scan.says(at - 1, "past") {
            Which::Last
        } else {
            which
        };
        return Some(Found::new(first, at + 1, Time::Weekend(which), "dates/weekend"));
    }
    let first = scan.article_before(at);
    (first < at).then(|| Found::new(first, at + 1, Time::Weekend(Which::Bare), "dates/weekend"))
}
