//! Whether the verb that a time belongs to speaks of the future: `will meet on Monday`, against `said Monday it will meet`.
//!
//! Only the words of the time's own clause count; a naive look at the whole sentence lowers weekdays from 90 to 84 % right on newswire.

use super::expression::Found;
use super::scan::Scan;
use crate::model::{Gap, Shape};

/// No clause is searched further than this many words.
const REACH: usize = 16;

/// Gaps that end a clause.
const CLAUSE: Gap = Gap(Gap::COMMA.0
    | Gap::SEMICOLON.0
    | Gap::QUOTE.0
    | Gap::COLON.0
    | Gap::OPEN.0
    | Gap::CLOSE.0
    | Gap::DASH.0
    | Gap::PARAGRAPH.0
    | Gap::TERMINAL.0);

/// Whether a future cue governs the expression; nothing if no verb tells.
pub(super) fn is_future(scan: &Scan<'_>, found: &Found) -> Option<bool> {
    at_once(scan, found)
        .or_else(|| before(scan, found.first))
        .or_else(|| after(scan, found.end))
}

/// Whether the word at `at` says that what it governs is to come.
fn is_cue(scan: &Scan<'_>, at: usize) -> bool {
    let cues = &scan.vocabulary.cues;
    let next = |words: &[&str]| words.iter().any(|w| scan.says(at + 1, w));
    let before = |words: &[&str]| at > 0 && words.iter().any(|w| scan.says(at - 1, w));
    if scan.is(at, &cues.future) {
        return true;
    }
    if scan.is(at, &cues.future_to) {
        return next(&["to"]);
    }
    if scan.is(at, &cues.modals) {
        return !next(&["have", "not"]);
    }
    if scan.is(at, &cues.present_plurals) {
        return !before(&["did", "not", "didn't", "to"]);
    }
    // "is to vote", "were to meet"; "ahead of the vote"
    scan.says(at, "to") && before(&["is", "are", "was", "were"]) || scan.says(at, "ahead") && next(&["of"])
}

/// "the vote is on Sunday", "a meeting for Monday": what stands right before the time.
fn at_once(scan: &Scan<'_>, found: &Found) -> Option<bool> {
    let near = scan.before(found.first)?;
    let weekday = found.rule == "dates/weekday";
    let possessive = scan.gap(found.end) == Gap::NONE;
    if weekday && scan.says(near, "for") {
        return (!possessive).then_some(true);
    }
    let preposition = ["in", "on", "for"].iter().any(|w| scan.says(near, w));
    let verb = if preposition { scan.before(near)? } else { near };
    (scan.says(verb, "is") || scan.says(verb, "are")).then_some(true)
}

/// Looks back to the clause's start: the first cue met decides; nothing if none is met and the clause begins with the time.
fn before(scan: &Scan<'_>, first: usize) -> Option<bool> {
    let sentence = scan.reading.split.sentence_of(first);
    let start = scan.reading.sentences().get(sentence)?.words.start as usize;
    let mut words = 0;
    let mut cut = false;
    for at in (start.max(first.saturating_sub(REACH))..first).rev() {
        if scan.gap(at + 1).has_any(CLAUSE) {
            cut = true;
            break;
        }
        words += 1;
        if is_cue(scan, at) {
            return Some(true);
        }
        let be = || at > start && is_to_be(scan, at - 1);
        if (scan.is(at, &scan.vocabulary.cues.past) || is_past_form(scan, at)) && !be() {
            return Some(false);
        }
    }
    // "On Monday the court …": a preposition and perhaps an article are all there is before the verb. A search that has not come to the
    // clause's start says nothing.
    (words > 2 && words < REACH && !cut).then_some(false)
}

/// "be", "to", or an adverb after them: the form that follows is no past ("expected to be formally sentenced").
fn is_to_be(scan: &Scan<'_>, at: usize) -> bool {
    let says = |n: usize| scan.says(n, "be") || scan.says(n, "to");
    says(at) || at > 0 && scan.reading.word(at).ends_with("ly") && says(at - 1)
}

/// Looks on from a time that begins its clause.
fn after(scan: &Scan<'_>, end: usize) -> Option<bool> {
    for at in end..scan.words.len().min(end + REACH) {
        let gap = scan.gap(at);
        if gap.has_any(CLAUSE) && !(at == end && gap == Gap::COMMA | Gap::SPACE) || gap.has(Gap::STOP) {
            return None;
        }
        if scan.is(at, &scan.vocabulary.cues.past) || is_past_form(scan, at) {
            return Some(false);
        }
        let be_to = scan.says(at, "to") && (scan.says(at - 1, "is") || scan.says(at - 1, "are"));
        if be_to || ["will", "shall", "would"].iter().any(|w| scan.says(at, w)) {
            return Some(true);
        }
    }
    None
}

fn is_past_form(scan: &Scan<'_>, at: usize) -> bool {
    if scan.shape(at) != Shape::Lower {
        return false;
    }
    let word = scan.reading.word(at);
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed")
}
