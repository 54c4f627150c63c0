//! Phrases compare by their content words: what one says and the other does not is detail, not contradiction.

use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::content_words::content_words;

/// Share of all words from which two phrases say the same.
const SAME: f32 = 0.75;

/// Compares two phrases. Phrases with no word in common may still mean one thing, so they never contradict.
pub(super) fn compare_phrases(a: &str, b: &str) -> Comparison {
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
