//! Names that a dictionary holds, found once for all kinds of names.

use crate::lexicon::{AliasHit, Gazetteer, flagged};
use crate::model::{Shape, Word};

/// A dictionary's name in the text.
#[derive(Debug, Clone)]
pub struct DictionaryHit<'a> {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// What it may be.
    pub hit: AliasHit<'a>,
}

/// Every longest dictionary name, left to right, none overlapping another.
pub fn dictionary_hits<'a>(gazetteer: &'a Gazetteer, text: &str, words: &[Word]) -> Vec<DictionaryHit<'a>> {
    let mut hits = Vec::new();
    let mut open = 0;
    flagged(words, |word| word.shape != Shape::Lower).for_each(|first| {
        if first >= open
            && gazetteer.may_begin(&words[first])
            && let Some(hit) = gazetteer.longest(text, words, first)
        {
            open = first + hit.len;
            hits.push(DictionaryHit {
                first,
                end: open,
                hit,
            });
        }
    });
    hits
}
