//! How often: `daily`, `every other week`, `each Tuesday`, `twice a year`, `per month`, `Mondays`.

use super::expression::{Found, Time, Unit};
use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::Gap;

/// The keys of `dictionaries/dates/sets.toml`.
pub(super) const LENGTHS: &[&str] = &[
    "PT1H",
    "P1D",
    "P1W",
    "P2W",
    "P1M",
    "P2M",
    "P3M",
    "P6M",
    "P1Y",
    "P2Y",
    "P4Y",
    "P1DE",
    "XXXX-XX-XXTNI",
];

fn set(first: usize, end: usize, value: String, quant: Option<&'static str>, freq: Option<String>) -> Found {
    Found::new(first, end, Time::Set { value, quant, freq }, "dates/set")
}

/// The set around the unit at `at`.
pub(super) fn around_unit(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let before = scan.before(at)?;
    if let Some(quant) = every(scan, before) {
        let value = unit.duration(Some(1.0));
        let (first, freq) = scan
            .before(before)
            .and_then(|n| length(scan, n, unit))
            .map_or((before, None), |(first, freq)| (first, Some(freq)));
        return Some(set(first, at + 1, value, Some(quant), freq));
    }
    if scan.says(before, "other") {
        let every = scan.before(before).filter(|n| scan.says(*n, "every"))?;
        return Some(set(every, at + 1, unit.duration(Some(2.0)), Some("EVERY"), None));
    }
    if scan.says(before, "per") || scan.says(before, "a") || scan.says(before, "an") {
        return per(scan, before, at, unit);
    }
    let (first, amount) = scan.amount_before(at)?;
    let every = scan.before(first).filter(|n| scan.says(*n, "every"))?;
    Some(set(every, at + 1, unit.duration(amount), Some("EVERY"), None))
}

fn every(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    match () {
        () if scan.says(at, "every") => Some("EVERY"),
        () if scan.says(at, "each") => Some("EACH"),
        () => None,
    }
}

/// `twice a week`, `$3 per day`, `40,000 a year`.
fn per(scan: &Scan<'_>, article: usize, at: usize, unit: Unit) -> Option<Found> {
    let value = unit.duration(Some(1.0));
    if let Some((first, times)) = scan.before(article).and_then(|n| times(scan, n)) {
        return Some(set(first, at + 1, value, None, Some(format!("{times}X"))));
    }
    if let Some((first, freq)) = scan.before(article).and_then(|n| length(scan, n, unit))
        && !ends_later(scan, at)
    {
        return Some(set(first, at + 1, value, None, Some(freq)));
    }
    if scan.says(article, "per") {
        return Some(set(article, at + 1, value, None, None));
    }
    let before = scan
        .before(article)
        .or_else(|| (article > 0 && scan.gap(article).has_any(Gap::PERCENT)).then(|| article - 1))?;
    let rate = scan.number_at(before).is_some() || counted_noun(scan, before);
    (rate && !ends_later(scan, at)).then(|| Found {
        score: 0.75,
        ..set(article, at + 1, value, None, None)
    })
}

/// "a week ago", "a year later": no rate.
fn ends_later(scan: &Scan<'_>, at: usize) -> bool {
    let cues = &scan.vocabulary.cues;
    scan.follows(at + 1)
        && [&cues.ago, &cues.later, &cues.earlier]
            .iter()
            .any(|set| scan.is(at + 1, set))
}

/// "five days" ending at word `at`, before "a week": its first word, and TIMEX3's freq `5D`.
fn length(scan: &Scan<'_>, at: usize, per: Unit) -> Option<(usize, String)> {
    let Some(Term::Unit(unit, _)) = scan.term(at).filter(|_| scan.follows(at)) else {
        return None;
    };
    let (first, amount) = scan.amount_before(at).filter(|_| unit < per)?;
    let freq = unit.duration(amount);
    Some((first, freq.trim_start_matches(['P', 'T']).to_owned()))
}

/// "people", "dollars" two words at most after a number.
fn counted_noun(scan: &Scan<'_>, at: usize) -> bool {
    let plural = scan.reading.word(at).ends_with('s') || scan.is(at, &scan.vocabulary.cues.counted);
    let numbered = |n: Option<usize>| n.is_some_and(|n| scan.number_at(n).is_some());
    let before = scan.before(at);
    plural && (numbered(before) || numbered(before.and_then(|n| scan.before(n)))) && scan.term(at).is_none()
}

/// `once`, `twice`, `three times` ending at word `at`.
fn times(scan: &Scan<'_>, at: usize) -> Option<(usize, String)> {
    match () {
        () if scan.says(at, "once") => Some((at, "1".to_owned())),
        () if scan.says(at, "twice") => Some((at, "2".to_owned())),
        () if scan.says(at, "times") => {
            let (first, amount) = scan.amount_before(at)?;
            Some((first, amount.map_or_else(|| "X".to_owned(), |n| n.to_string())))
        }
        () => None,
    }
}

/// "twice yearly": the word before a set says how often.
pub(super) fn with_times(scan: &Scan<'_>, found: Found) -> Found {
    let (Time::Set { value, .. }, Some((first, times))) =
        (&found.time, scan.before(found.first).and_then(|n| times(scan, n)))
    else {
        return found;
    };
    set(first, found.end, value.clone(), None, Some(format!("{times}X")))
}

/// A weekday, month, season or part of day after "every" or "each", and weekdays in the plural.
pub(super) fn around_name(scan: &Scan<'_>, at: usize, term: Term) -> Option<Found> {
    if matches!(
        term,
        Term::Unit(..) | Term::Day(_) | Term::Half | Term::Meridiem(_)
    ) {
        return None;
    }
    let every = scan.before(at).and_then(|n| Some((n, every(scan, n)?)));
    let other = scan
        .before(at)
        .filter(|n| every.is_none() && scan.says(*n, "other"))
        .and_then(|n| scan.before(n))
        .filter(|n| scan.says(*n, "every"));
    if every.is_none() && other.is_none() && !matches!(term, Term::Weekdays(_)) {
        return None;
    }
    let value = match term {
        Term::Weekday(day) | Term::Weekdays(day) => format!("XXXX-WXX-{day}"),
        Term::Month(month) => format!("XXXX-{month:02}"),
        Term::Season(season) => format!(
            "XXXX{}",
            &super::calendar::Stretch::Season(1, season).value()[4..]
        ),
        Term::Part(part) if part.len() == 3 => format!("XXXX-XX-XX{part}"),
        Term::Weekend => "XXXX-WXX-WE".to_owned(),
        _ => return None,
    };
    Some(match (every, other) {
        (Some((before, quant)), _) => set(before, at + 1, value, Some(quant), None),
        (None, Some(first)) => set(first, at + 1, value, Some("EVERY OTHER"), None),
        (None, None) => set(at, at + 1, value, None, None),
    })
}
