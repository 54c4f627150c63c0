//! Years: `1939`, `493 BC`, `1914-18`, `'99`; which numbers of four digits are one.

use super::calendar::Stretch;
use super::expression::{Found, Time};
use super::scan::Scan;
use crate::model::{Gap, Shape};
use crate::split::hash_folded;

/// A number with an era at `at`: `480 BC`, `149 B.C.`, `44 BCE`, `79 AD`, `AD 79`: the astronomical year and one past its words.
pub(super) fn with_era(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    if is_anno_domini(scan, at) && scan.follows(at + 1) {
        let (year, _) = scan.digits(at + 1).filter(|(y, _)| (1..=2100).contains(y))?;
        return Some((year as i16, at + 2));
    }
    let anno = scan.before(at).is_some_and(|n| is_anno_domini(scan, n));
    if !anno && (!scan.follows(at + 1) || scan.shape(at + 1) != Shape::Upper) {
        return None;
    }
    let (year, _) = scan.digits(at).filter(|(y, _)| (1..=9000).contains(y))?;
    if anno && year <= 2100 {
        return Some((year as i16, at + 1));
    }
    if is_before_christ(scan, at + 1) {
        return Some((1 - year as i16, at + 2));
    }
    is_anno_domini(scan, at + 1).then_some((year as i16, at + 2))
}

/// What stands after a year before Christ, always in capitals.
const BEFORE_CHRIST: [&str; 4] = ["BC", "B.C", "BCE", "B.C.E"];

/// The same as words.
pub(super) fn before_christ() -> impl Iterator<Item = u64> {
    BEFORE_CHRIST.into_iter().map(hash_folded)
}

/// "BC" or "BCE".
pub(super) fn is_before_christ(scan: &Scan<'_>, at: usize) -> bool {
    scan.shape(at) == Shape::Upper && BEFORE_CHRIST.contains(&scan.reading.word(at))
}

fn is_anno_domini(scan: &Scan<'_>, at: usize) -> bool {
    scan.shape(at) == Shape::Upper && matches!(scan.reading.word(at), "AD" | "A.D" | "CE" | "C.E")
}

/// The year, range of years or decade at the number at `at`.
pub(super) fn at_number(scan: &Scan<'_>, at: usize, found: &mut Vec<Found>) {
    if let Some((year, end)) = with_era(scan, at) {
        let first = at
            .checked_sub(1)
            .filter(|n| scan.follows(at) && is_anno_domini(scan, *n))
            .unwrap_or(at);
        found.push(Found {
            score: 0.97,
            ..Found::new(first, end, Time::Known(Stretch::Year(year)), "dates/era")
        });
        return era_range(scan, at, year, found);
    }
    if let Some(decade) = super::decades::decade(scan, at) {
        found.push(decade);
    } else if let Some(year) = scan.year(at) {
        bare_year(scan, at, year, found);
    } else {
        found.extend(super::short_years::at_number(scan, at));
        ancient_year(scan, at, found);
    }
}

/// "264-241 BC": the first of two years shares the era of the second.
fn era_range(scan: &Scan<'_>, at: usize, year: i16, found: &mut Vec<Found>) {
    let joined = at > 0 && matches!(scan.gap(at), Gap::HYPHEN | Gap::DASH);
    let first = joined.then(|| scan.digits(at - 1)).flatten();
    if let Some((value, _)) = first.filter(|(v, _)| year <= 0 && (1..=9000).contains(v)) {
        let time = Time::Known(Stretch::Year(1 - value as i16));
        found.push(Found::new(at - 1, at, time, "dates/era"));
    }
}

/// Whether the number of four digits at `at` stands for a year, and the second year after a dash.
fn bare_year(scan: &Scan<'_>, at: usize, year: i16, found: &mut Vec<Found>) {
    if !is_year(scan, at, year) {
        return;
    }
    let score = if cued(scan, at) { 0.95 } else { 0.8 };
    // "the year 2000"
    let first = scan
        .before(at)
        .filter(|n| scan.says(*n, "year"))
        .map_or(at, |n| scan.article_before(n));
    found.push(Found {
        score,
        ..Found::new(
            if first + 2 == at { first } else { at },
            at + 1,
            Time::Known(Stretch::Year(year)),
            "dates/year",
        )
    });
    let joint = scan.gap(at + 1);
    if joint != Gap::HYPHEN && joint != Gap::DASH && joint != Gap::SLASH {
        return;
    }
    let Some((second, 2)) = scan.digits(at + 1) else {
        return;
    };
    let full = year - year % 100 + second as i16;
    let ends = !matches!(scan.gap(at + 2), Gap::HYPHEN | Gap::SLASH | Gap::NONE);
    if full > year && ends && (joint != Gap::HYPHEN || second > 12 || full - year < 3) {
        found.push(Found::new(
            at + 1,
            at + 2,
            Time::Known(Stretch::Year(full)),
            "dates/year-range",
        ));
    }
}

/// Whether a word before `at` says that a time follows.
fn cued(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.before))
}

fn is_year(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    let cues = &scan.vocabulary.cues;
    let gap = scan.gap(at);
    // Part of a longer number, a code or a price: "555-1984", "CVE-2017-0144", "#2012", "$2000", "2012:12".
    let codes = Gap::CURRENCY | Gap::COLON | Gap::SLASH | Gap::OTHER | Gap::AMPERSAND;
    if gap.has_any(codes) && !gap.has_any(Gap::SPACE | Gap::LINE) && !year_before(scan, at)
        || gap == Gap::NONE
    {
        return false;
    }
    if gap == Gap::HYPHEN && !(year_before(scan, at) || mid(scan, at)) {
        return false;
    }
    let after = scan.gap(at + 1);
    // "2017-02-31", "2017-0221": no day, and no year either.
    let parts = after == Gap::HYPHEN && scan.gap(at + 2) == Gap::HYPHEN && scan.digits(at + 2).is_some();
    let code = after == Gap::HYPHEN
        && scan.digits(at + 1).is_some_and(|(_, n)| n == 4)
        && scan.year(at + 1).is_none();
    if parts || code {
        return false;
    }
    if after == Gap::NONE && !scan.says(at + 1, "'s") && !scan.says(at + 1, "’s") {
        return false;
    }
    if matches!(after, Gap::COLON | Gap::STOP | Gap::HYPHEN | Gap::SLASH)
        && scan.digits(at + 1).is_some_and(|(_, n)| n != 4 && n != 2)
    {
        return false;
    }
    let named = scan.before(at).is_some_and(|n| scan.is(n, &cues.naming));
    let numbered = gap == Gap::STOP | Gap::SPACE && (scan.says(at - 1, "no") || scan.says(at - 1, "nos"));
    let modern = (1900..=2059).contains(&year);
    let in_range = year_before(scan, at) || range_after(scan, at, year);
    if named || numbered || is_address(scan, at) || is_count(scan, at, year) {
        return false;
    }
    modern || in_range || told(scan, at, year) || in_brackets(scan, at) && year >= 1500
}

/// "the 1900 block", "1600 Harbour Road", "1998 West 5th Avenue": capitals up to the name of a street.
fn is_address(scan: &Scan<'_>, at: usize) -> bool {
    let cues = &scan.vocabulary.cues;
    if scan.follows(at + 1) && scan.is(at + 1, &cues.addresses) {
        return true;
    }
    let mut next = at + 1;
    while next < at + 5 && scan.follows(next) {
        if next > at + 1 && scan.shape(next).is_capital() && scan.is(next, &cues.streets) {
            return true;
        }
        if !(scan.shape(next).is_capital() || scan.shape(next) == Shape::Alphanumeric) {
            return false;
        }
        next += 1;
    }
    false
}

/// Whether the number counts what follows: "2000 people", "over 1900 homes"; "2021 figures" and "in 2012 runners" are of a year.
fn is_count(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    let cues = &scan.vocabulary.cues;
    let before = scan.before(at);
    if ends_range(scan, at) {
        return false;
    }
    let or_more = scan.says(at + 1, "or")
        && ["more", "so", "fewer", "less"]
            .iter()
            .any(|w| scan.says(at + 2, w));
    if scan.follows(at + 1) && (or_more || scan.is(at + 1, &cues.counted)) {
        return !before.is_some_and(|n| scan.is(n, &cues.owners));
    }
    if before.is_some_and(|n| scan.is(n, &cues.strong)) {
        return false;
    }
    let amount = before.is_some_and(|n| scan.is(n, &cues.amounts));
    let since = amount
        && before
            .and_then(|n| scan.before(n))
            .is_some_and(|n| scan.is(n, &cues.strong));
    let owned = before.is_some_and(|n| scan.is(n, &cues.owners));
    let counted = scan.follows(at + 1) && counts(scan, at + 1);
    let round = year % 50 == 0;
    amount && !since && (counted || round) || counted && round && !owned
}

/// "from 2003 to 2011 troops": the later of two years.
fn ends_range(scan: &Scan<'_>, at: usize) -> bool {
    let link = scan
        .before(at)
        .filter(|n| scan.is(*n, &scan.vocabulary.cues.connectors));
    let start = link.and_then(|n| scan.before(n));
    let cued = start
        .and_then(|n| scan.before(n))
        .is_some_and(|n| ["from", "between", "in", "since"].iter().any(|w| scan.says(n, w)));
    let first = start.filter(|_| cued).and_then(|n| scan.year(n));
    first
        .zip(scan.year(at))
        .is_some_and(|(first, second)| first < second && second - first < 100)
}

/// Whether a year of another age than ours is told as one: "in 1863", "the 1784 treaty", "Virginia, 1861".
fn told(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    let cues = &scan.vocabulary.cues;
    let verb = scan.is(at + 1, &cues.past) || scan.reading.word(at + 1).ends_with("ed");
    let noun = !verb
        && scan.follows(at + 1)
        && scan.shape(at + 1) == Shape::Lower
        && !scan.is(at + 1, &cues.before)
        && !scan.says(at + 1, "the");
    let Some(before) = scan.before(at) else {
        return scan.gap(at) == Gap::COMMA | Gap::SPACE && !scan.follows(at + 1) && year >= 1500;
    };
    let owned = scan.is(before, &cues.owners) && year >= 1500 && year % 50 != 0 && !counts(scan, at + 1);
    scan.is(before, &cues.strong) || owned || scan.is(before, &cues.before) && !noun || is_month(scan, before)
}

fn is_month(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.term(at), Some(super::vocabulary::Term::Month(_)))
}

/// A later year after a dash: this one begins a range.
fn range_after(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    matches!(scan.gap(at + 1), Gap::HYPHEN | Gap::DASH)
        && scan
            .year(at + 1)
            .is_some_and(|next| next > year && next - year < 200)
}

/// "mid-2015", "pre-1990"
fn mid(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && ["mid", "early", "late", "pre", "post"]
            .iter()
            .any(|w| scan.says(at - 1, w))
}

/// Whether word `at` is what a number counts: a known one, or by its ending a plural.
pub(super) fn counts(scan: &Scan<'_>, at: usize) -> bool {
    if scan.is(at, &scan.vocabulary.cues.counted) {
        return true;
    }
    let word = scan.reading.word(at);
    scan.shape(at) == Shape::Lower
        && word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "as"].iter().any(|e| word.ends_with(e))
        && ![
            "has", "was", "does", "sees", "brings", "marks", "begins", "starts",
        ]
        .contains(&word)
}

/// A year joined by a dash before: the second of a range, not of a code ("CVE-2015-2051").
fn year_before(scan: &Scan<'_>, at: usize) -> bool {
    let joined = at > 0 && matches!(scan.gap(at), Gap::HYPHEN | Gap::DASH | Gap::SLASH);
    let coded = at > 1 && matches!(scan.gap(at - 1), Gap::HYPHEN | Gap::SLASH | Gap::NONE);
    joined
        && !coded
        && scan
            .year(at - 1)
            .zip(scan.year(at))
            .is_some_and(|(first, second)| first < second)
}

fn in_brackets(scan: &Scan<'_>, at: usize) -> bool {
    scan.gap(at).has(Gap::OPEN) && scan.gap(at + 1).has_any(Gap::CLOSE | Gap::DASH | Gap::HYPHEN)
}

/// "in 499" in a text that counts years before Christ.
fn ancient_year(scan: &Scan<'_>, at: usize, found: &mut Vec<Found>) {
    let Some((year, length)) = scan.digits(at).filter(|_| scan.before_christ) else {
        return;
    };
    let alone = !scan.follows(at + 1)
        || scan.shape(at + 1) == Shape::Lower && !counts(scan, at + 1) && scan.term(at + 1).is_none();
    let in_time = scan.before(at).is_some_and(|n| {
        ["in", "since", "by", "until", "from", "of", "to", "and"]
            .iter()
            .any(|w| scan.says(n, w))
    });
    if length == 3 && in_time && alone {
        let time = Time::Known(Stretch::Year(1 - year as i16));
        found.push(Found {
            score: 0.7,
            ..Found::new(at, at + 1, time, "dates/era")
        });
    }
}
