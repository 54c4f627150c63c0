//! Names that a dictionary holds, found once for all kinds of names.

use crate::lexicon::{AliasHit, Gazetteer};
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
    let mut at = 0;
    while at < words.len() {
        let hit = if words[at].shape == Shape::Lower {
            None
        } else {
            gazetteer.longest(text, words, at)
        };
        match hit {
            Some(hit) => {
                let end = at + hit.len;
                hits.push(DictionaryHit { first: at, end, hit });
                at = end;
            }
            None => at += 1,
        }
    }
    hits
}
