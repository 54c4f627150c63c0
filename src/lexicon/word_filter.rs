//! Whether a word can stand in a table at all: one bit a word, asked before the table.

use crate::model::{Shape, Word};

/// Bits of a filter: 512 bytes, few enough for the first cache, enough for the tables of some hundred words that are asked at every
/// word of a text.
const BITS: usize = 1 << 12;

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
        self.0.iter_mut().zip(other.0.iter()).for_each(|(own, bits)| *own |= bits);
    }

    /// Whether the word with this folded hash may have been added.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let bit = hash as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Where the words stand that may have been added, and those of a shape that `or` takes.
    ///
    /// Every place is written and only kept by moving on, so that there is no branch to foretell (the compaction of Ross, "Selection
    /// conditions in main memory", 2004): one word in ten is a trigger, at no regular distance.
    pub fn places(&self, words: &[Word], or: impl Fn(Shape) -> bool) -> Vec<u32> {
        let mut places = vec![0; words.len()];
        let mut next = 0;
        for (at, word) in words.iter().enumerate() {
            places[next] = at as u32;
            next += usize::from(self.may_hold(word.hash) | or(word.shape));
        }
        places.truncate(next);
        places
    }
}

impl FromIterator<u64> for WordFilter {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut filter = Self::default();
        hashes.into_iter().for_each(|hash| filter.add(hash));
        filter
    }
}
