//! Whether a word can stand in a table at all: one bit a word, asked before the table.

use super::flagged::flagged;
use crate::model::Word;

/// Bits of a filter: 512 bytes, few enough for the first cache, enough for the tables of some hundred words that are asked at every
/// word of a text.
const BITS: usize = Word::DIGIT_KEYS;

/// A set of words that may hold words it was not given, and never lacks one it was: most words of a text are let go at the price of a
/// bit (Bloom 1970, with one hash).
#[derive(Debug, Clone)]
pub struct WordFilter(Box<[u64; BITS / 64]>);

impl Default for WordFilter {
    fn default() -> Self {
        Self(Box::new([0; BITS / 64]))
    }
}

impl WordFilter {
    /// Adds the word with this folded hash.
    pub fn add(&mut self, hash: u64) {
        let bit = hash as usize % BITS;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Adds the words of another filter.
    pub fn add_all(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0.iter())
            .for_each(|(own, bits)| *own |= bits);
    }

    /// Whether the word with this folded hash may have been added.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let bit = hash as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Finds the words of a text that rules start from.
///
/// One byte for each key of words: it is asked at every word, and a byte needs no shift.
#[derive(Debug, Clone)]
pub struct Triggers(Box<[bool; Word::KEYS]>);

impl Triggers {
    /// For the words of a filter and, where `digits` are triggers too, for all words that hold any.
    pub fn new(words: &WordFilter, digits: bool) -> Self {
        let mut table = Box::new([digits; Word::KEYS]);
        for (key, slot) in table.iter_mut().take(Word::DIGIT_KEYS).enumerate() {
            *slot = words.may_hold(key as u64);
        }
        Self(table)
    }

    /// Where the words stand that may be triggers, in order.
    #[inline]
    pub fn places<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        flagged(words, |word| self.0[word.key as usize % Word::KEYS])
    }
}

impl FromIterator<u64> for WordFilter {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut filter = Self::default();
        hashes.into_iter().for_each(|hash| filter.add(hash));
        filter
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn triggers_stand_where_their_words_stand() {
        let text = "a bee and a cat, ".repeat(40) + "90";
        let words = words(&text);
        let filter: WordFilter = [words[1].hash].into_iter().collect();
        let found: Vec<usize> = Triggers::new(&filter, true).places(&words).collect();
        assert!((0..40).all(|n| found.contains(&(5 * n + 1))));
        assert_eq!(found.last(), Some(&(words.len() - 1)));
        assert!(found.is_sorted());
    }
}
