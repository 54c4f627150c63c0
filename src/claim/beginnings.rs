//! Whether a phrase of a large table can begin at a word: one bit for each word that is a phrase, one for each pair of words that a longer
//! phrase begins with.
//!
//! Sixteen kilobytes, asked before the table itself, which is ten times as large and out of the near caches by the next article (Bloom
//! 1970, with one hash; at some thousand phrases one word in fifty passes that begins none).

use crate::model::Word;

/// The beginnings of phrases: they may hold some that were not given, and lack none that was.
#[derive(Debug)]
pub(super) struct Beginnings {
    words: Vec<u64>,
    pairs: Vec<u64>,
}

/// Bits of each of the two.
const BITS: usize = 1 << 16;

impl Beginnings {
    /// Without any.
    pub(super) fn new() -> Self {
        Self {
            words: vec![0; BITS / 64],
            pairs: vec![0; BITS / 64],
        }
    }

    /// Adds that of a phrase.
    pub(super) fn add(&mut self, phrase: &[Word]) {
        match phrase {
            [] => {}
            [word] => set(&mut self.words, word.hash),
            [first, second, ..] => set(&mut self.pairs, both(first, second)),
        }
    }

    /// Whether a phrase may begin at word `at`.
    #[inline]
    pub(super) fn may_stand(&self, words: &[Word], at: usize) -> bool {
        let Some(word) = words.get(at) else { return false };
        let pair = words
            .get(at + 1)
            .is_some_and(|next| is_set(&self.pairs, both(word, next)));
        pair || is_set(&self.words, word.hash)
    }
}

fn both(first: &Word, second: &Word) -> u64 {
    first.hash ^ second.hash.rotate_left(29)
}

/// The low bits of hashes tell places in other tables; these are others.
fn place(hash: u64) -> (usize, u64) {
    let bit = (hash >> 40) as usize % BITS;
    (bit / 64, 1 << (bit % 64))
}

fn set(bits: &mut [u64], hash: u64) {
    let (at, bit) = place(hash);
    bits[at] |= bit;
}

fn is_set(bits: &[u64], hash: u64) -> bool {
    let (at, bit) = place(hash);
    bits[at] & bit != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn phrases_may_stand_where_they_stand_and_hardly_elsewhere() {
        let mut beginnings = Beginnings::new();
        for phrase in ["killed", "death toll", "made it public"] {
            beginnings.add(&words(phrase));
        }
        let text = words("the death toll was made it up killed toll public it death");
        let found: Vec<usize> = (0..text.len())
            .filter(|at| beginnings.may_stand(&text, *at))
            .collect();
        assert_eq!(found, [1, 4, 7]);
        assert!(!beginnings.may_stand(&text, text.len()));
    }
}
