//! Words and phrases that are an expression as they stand: `now`, `recently`, `annually`, `Christmas`; `today` and its like.

use super::expression::{Found, Time};
use super::holidays;
use super::scan::Scan;
use super::vocabulary::Saying;
use crate::lexicon::Phrase;
use crate::model::{Gap, Shape};

/// The longest saying that begins at `at`.
pub(super) fn saying(scan: &Scan<'_>, at: usize, phrase: &Phrase<'_, Saying>) -> Option<Found> {
    let end = at + phrase.len;
    match phrase.value {
        Saying::Holiday(named) => holidays::named(scan, at, end, *named),
        Saying::Reference(value) => reference(scan, at, end, value),
        Saying::Set(value) => {
            let time = Time::Set {
                value: value.clone(),
                quant: Some("EVERY"),
                freq: None,
            };
            named(scan, at, end).then(|| {
                super::sets::with_times(
                    scan,
                    Found {
                        score: 0.8,
                        ..Found::new(at, end, time, "dates/set")
                    },
                )
            })
        }
    }
}

/// Not part of a name: "Daily Mail", "Future Group", "the Weekly Standard".
fn named(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if scan.shape(at) == Shape::Lower {
        return true;
    }
    let next = scan.follows(end) && scan.shape(end).is_capital();
    scan.shape(at) == Shape::Capitalised && scan.starts_sentence(at) && !next
}

fn reference(scan: &Scan<'_>, at: usize, end: usize, value: &'static str) -> Option<Found> {
    let blocked = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.not_after));
    // "the Future Group"
    if end > at + 1 && scan.shape(end - 1) == Shape::Capitalised {
        return None;
    }
    let noun = scan.says(end - 1, "past") || scan.says(end - 1, "present");
    let cues = &scan.vocabulary.cues;
    let restricts =
        noun && scan.follows(end) && !(scan.is(end, &cues.after_noun) || scan.is(end, &cues.before));
    // "up to date" is no time.
    let idiom = scan.before(at).is_some_and(|n| scan.says(n, "up")) && scan.says(end - 1, "date");
    if blocked
        || idiom
        || restricts
        || !named(scan, at, end)
        || end == at + 1 && alone(scan, at) == Some(false)
    {
        return None;
    }
    Some(Found {
        score: 0.7,
        ..Found::new(at, end, Time::Reference(value), "dates/reference")
    })
}

/// Whether a single word that has other senses means a time here; nothing to say of the others.
fn alone(scan: &Scan<'_>, at: usize) -> Option<bool> {
    match () {
        // "the future is", "a future president" and "the past" are told apart by the article, which has phrases of its own.
        () if scan.says(at, "future") => {
            Some(scan.follows(at + 1) && scan.before(at).is_none_or(|n| !scan.says(n, "a")))
        }
        () if scan.says(at, "now") => Some(!scan.says(at + 1, "that")),
        () if scan.says(at, "soon") => Some(is_promised(scan, at)),
        () => None,
    }
}

/// "Today, many people own one": at a sentence's head, with nothing but what is always so after it.
fn is_nowadays(scan: &Scan<'_>, at: usize) -> bool {
    if !scan.starts_sentence(at) || scan.gap(at + 1) != Gap::COMMA | Gap::SPACE {
        return false;
    }
    let sentence = scan.reading.split.sentence_of(at);
    let end = scan
        .reading
        .sentences()
        .get(sentence)
        .map_or(at, |s| s.words.end as usize);
    let cues = &scan.vocabulary.cues;
    let told = |n: usize| {
        let word = scan.reading.word(n);
        let formed = scan.shape(n) == Shape::Lower
            && word.len() > 4
            && (word.ends_with("ed") || word.ends_with("ing"));
        let here = ["is", "are"].iter().any(|w| scan.says(n, w));
        formed || here || scan.is(n, &cues.past) || scan.is(n, &cues.future)
    };
    end > at + 4 && !(at + 1..end.min(at + 16)).any(told)
}

/// "will soon open": ahead; "soon left", "as soon as" and "soon after" are of their own story.
fn is_promised(scan: &Scan<'_>, at: usize) -> bool {
    let measured = ["as", "too", "so", "how", "very", "no"]
        .iter()
        .any(|w| at > 0 && scan.says(at - 1, w));
    let other = ["after", "as", "enough", "to"]
        .iter()
        .any(|w| scan.says(at + 1, w));
    let cues = &scan.vocabulary.cues;
    let sentence = scan.reading.split.sentence_of(at);
    let start = scan
        .reading
        .sentences()
        .get(sentence)
        .map_or(0, |s| s.words.start as usize);
    let ahead =
        (start.max(at.saturating_sub(6))..at).any(|n| scan.is(n, &cues.future) || scan.is(n, &cues.modals));
    ahead && !measured && !other
}

/// `today`, `yesterday`, `tomorrow`.
pub(super) fn day(scan: &Scan<'_>, at: usize, days: i8) -> Option<Found> {
    // "USA Today", "Today Show"
    let in_name = scan.shape(at).is_capital()
        && !scan.starts_sentence(at)
        && scan.before(at).is_some_and(|n| scan.shape(n).is_capital());
    // NBC's "Today" show
    if scan.shape(at).is_capital() && scan.gap(at).has(Gap::QUOTE) && scan.gap(at + 1).has(Gap::QUOTE) {
        return None;
    }
    // "as popular today as", "more than ever today": nowadays.
    let compared = scan.follows(at + 1) && (scan.says(at + 1, "than") || scan.says(at + 1, "as"));
    let still = (1..5).any(|n| scan.says(at.saturating_sub(n), "still"));
    if days == 0 && (compared || still || is_nowadays(scan, at)) {
        return (!in_name).then(|| Found::new(at, at + 1, Time::Reference("PRESENT_REF"), "dates/reference"));
    }
    (!in_name).then(|| Found {
        score: 0.95,
        ..Found::new(at, at + 1, Time::Day(days), "dates/today")
    })
}
