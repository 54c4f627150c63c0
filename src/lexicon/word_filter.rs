//! Whether a word can stand in a table at all: one bit a word, asked before the table.

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

    /// Whether the word with this folded hash may have been added.
    pub fn may_hold(&self, hash: u64) -> bool {
        let bit = hash as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

impl FromIterator<u64> for WordFilter {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut filter = Self::default();
        hashes.into_iter().for_each(|hash| filter.add(hash));
        filter
    }
}
