//! Phrases compare by their content words: what one says and the other does not is detail, not contradiction.

use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::content_words::content_words;

/// Share of all words from which two phrases say the same.
const SAME: f32 = 0.75;

/// Compares two phrases. Phrases with no word in common may still mean one thing, so they never contradict.
/// Two results do: a game ends 54-51 or 54-52.
pub(super) fn compare_phrases(a: &str, b: &str) -> Comparison {
    if is_result(a) && is_result(b) {
        return if a == b {
            Comparison::Same
        } else {
            Comparison::Apart
        };
    }
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (content_words(a), content_words(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    if all == 0 || common as f32 >= SAME * all as f32 {
        return Comparison::Same;
    }
    // The phrase with fewer words allows more.
    match Comparison::of_sets(a.is_subset(&b), b.is_subset(&a), true) {
        Comparison::Apart => Comparison::Overlap,
        other => other,
    }
}

/// Whether two phrases are results with no number in common: of two games or votes, for a slip changes one number.
pub(super) fn are_of_other_games(a: &str, b: &str) -> bool {
    let numbers = |result: &str| {
        result
            .split([' ', '-'])
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    is_result(a) && is_result(b) && numbers(a).is_disjoint(&numbers(b))
}

/// Whether a phrase is a pair of numbers, or several: `54-51`, `6-4 6-3`.
fn is_result(phrase: &str) -> bool {
    let pair = |set: &str| {
        set.split_once('-').is_some_and(|(a, b)| {
            let digits = |side: &str| !side.is_empty() && side.bytes().all(|b| b.is_ascii_digit());
            digits(a) && digits(b)
        })
    };
    !phrase.is_empty() && phrase.split(' ').all(pair)
}
