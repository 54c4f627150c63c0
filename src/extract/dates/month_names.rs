//! Whether a month's name that stands without day and year means the month: `in May`, `the June report`, against `Theresa May`, `June
//! Carter`, `the March on Rome`.

use super::scan::Scan;
use super::vocabulary::Term;
use crate::model::{Gap, Shape};

/// Whether the name at `at` is a month's.
pub(super) fn is_month(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.words[at];
    let doubtful = scan.vocabulary.doubtful_months.contains(&word.hash);
    if scan.shape(at) != Shape::Capitalised {
        // "MARCH" or "MAY" in a headline may be anything; "JANUARY" is a month.
        return scan.shape(at) == Shape::Upper
            && !doubtful
            && !scan.vocabulary.short_months.contains(&word.hash);
    }
    if is_led(scan, at) || is_listed(scan, at) {
        return true;
    }
    // "May Day", "June Carter", "August Wilson": a name goes on.
    let name_after = capital_after(scan, at) && scan.term(at + 1).is_none();
    let name_before = scan.before(at).is_some_and(|n| {
        let cues = &scan.vocabulary.cues;
        let led = scan.is(n, &cues.before) || scan.is(n, &cues.owners);
        scan.shape(n).is_capital() && scan.term(n).is_none() && !led
    });
    if !doubtful {
        return is_cued(scan, at) || !name_before && !name_after;
    }
    let title = scan.gap(at).has(Gap::STOP) && !scan.starts_sentence(at);
    let named = name_after || name_before || title;
    !named && (is_cued(scan, at) && !is_march(scan, at) || describes(scan, at) || is_topic(scan, at))
}

fn capital_after(scan: &Scan<'_>, at: usize) -> bool {
    scan.follows(at + 1) && scan.shape(at + 1).is_capital()
}

/// "in March on a charge", "since April Nokia": after these words a month is a month whatever follows, but "in August Wilson's play".
fn is_led(scan: &Scan<'_>, at: usize) -> bool {
    let possessive = capital_after(scan, at) && scan.gap(at + 2) == Gap::NONE;
    let led = scan
        .before(at)
        .is_some_and(|n| scan.is(n, &scan.vocabulary.cues.month_leads));
    led && !possessive
}

/// "March and August 2020", "(August-September 1950)", "in May, June and July".
fn is_listed(scan: &Scan<'_>, at: usize) -> bool {
    let month =
        |n: usize| matches!(scan.term(n), Some(Term::Month(_))) && scan.shape(n) == Shape::Capitalised;
    let connected = scan.is(at + 1, &scan.vocabulary.cues.connectors);
    let dash = scan.gap(at + 1).has_any(Gap::HYPHEN | Gap::DASH);
    let comma = at > 0 && scan.gap(at) == Gap::COMMA | Gap::SPACE && month(at - 1);
    (dash && month(at + 1)) || (connected && month(at + 2)) || (comma && is_month(scan, at - 1))
}

/// Whether a word before the month says that a time follows.
fn is_cued(scan: &Scan<'_>, at: usize) -> bool {
    let near = scan
        .before(at)
        .or_else(|| scan.gap(at).is_hyphen().then(|| at.wrapping_sub(1)));
    near.is_some_and(|n| scan.is(n, &scan.vocabulary.cues.before))
}

/// "the March on Rome", "March for Life".
fn is_march(scan: &Scan<'_>, at: usize) -> bool {
    scan.says(at, "march") && ["on", "for", "of"].iter().any(|w| scan.says(at + 1, w))
}

/// "the May vote", "its June report", "an April letter": the month tells which one is meant.
fn describes(scan: &Scan<'_>, at: usize) -> bool {
    let owned = scan.before(at).is_some_and(|n| owns(scan, n));
    let noun = scan.follows(at + 1)
        && scan.shape(at + 1) == Shape::Lower
        && !scan.is(at + 1, &scan.vocabulary.cues.after_event);
    owned && noun
}

/// A determiner or a possessive; of "the Women's March" the owners are people who march.
fn owns(scan: &Scan<'_>, at: usize) -> bool {
    let possessive = at > 0 && scan.gap(at) == Gap::NONE && matches!(scan.reading.word(at), "'s" | "’s");
    let marchers = possessive
        && ["women", "people", "men", "workers"]
            .iter()
            .any(|w| scan.says(at - 1, w));
    (possessive || scan.is(at, &scan.vocabulary.cues.owners)) && !marchers
}

/// "March was cold": a month that is no one's name may begin a sentence.
fn is_topic(scan: &Scan<'_>, at: usize) -> bool {
    let verb = ["was", "is", "saw", "has", "brought"]
        .iter()
        .any(|w| scan.says(at + 1, w));
    scan.says(at, "march") && scan.starts_sentence(at) && scan.follows(at + 1) && verb
}
