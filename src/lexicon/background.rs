//! Words that news writes in small letters.

use rustc_hash::FxHashSet;

use super::dictionary;
use crate::split::hash_folded;

/// Folded hashes of the words of the background table.
pub(super) fn common_words() -> FxHashSet<u64> {
    let table = dictionary!("background/english.tsv");
    let terms = table
        .text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'));
    terms.map(|(term, _)| hash_folded(term)).collect()
}
