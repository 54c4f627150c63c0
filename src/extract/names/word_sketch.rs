//! Whether a word is one of the few of one article: some bits a word, asked before a table.

/// Words of the sketch's numbers: 128 bytes in all, cleared for every article at no cost to speak of.
const SIZE: usize = 16;

/// A set of words that may hold words it was not given, and never lacks one it was (Bloom 1970, with one hash).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordSketch([u64; SIZE]);

impl WordSketch {
    fn place(hash: u64) -> (usize, u64) {
        (hash as usize % SIZE, 1 << (hash >> 8 & 63))
    }

    /// Adds the word with this folded hash.
    pub(crate) fn add(&mut self, hash: u64) {
        let (number, bit) = Self::place(hash);
        self.0[number] |= bit;
    }

    /// Whether the word with this folded hash may have been added.
    #[inline]
    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        let (number, bit) = Self::place(hash);
        self.0[number] & bit != 0
    }
}

impl FromIterator<u64> for WordSketch {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut sketch = Self::default();
        hashes.into_iter().for_each(|hash| sketch.add(hash));
        sketch
    }
}
