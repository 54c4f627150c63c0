//! Names as hashes of their words: a filter that lets most words go, and a sorted table of whole names.
//!
//! A name is a path of words, and the path's hash says all of it. The filter knows every beginning of every name, the table the whole names
//! alone, so that a million names take about 15 MB. Hashes of 64 bits are not compared again: see [`crate::split::fold`] for the odds.

use std::borrow::Cow;

use crate::model::{Gap, Word};

/// An array that was read or made, or stands in the program itself.
pub(super) type Flat<T> = Cow<'static, [T]>;

/// The hash of a path that has no word yet.
pub(super) const START: u64 = 0;

/// Names of hashes that share their first bits: few enough to look through.
const IN_BUCKET: usize = 4;

/// The hash of a path with one more word. What stands between the words is part of it: "AT&T" is not "at t".
#[inline]
pub(super) fn step(path: u64, gap: Gap, word: u64) -> u64 {
    let before = if path == START { Gap::NONE } else { gap.folded() };
    let gap = u64::from(before.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    fold_product((path ^ gap).rotate_left(23) ^ word, 0xD6E8_FEB8_6659_FD93)
}

/// Both halves of the 128-bit product, as in wyhash: every bit of the hash depends on every bit of the words.
#[inline]
pub(super) fn fold_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

/// The hashes of the beginnings of a phrase, one for each of its words; the last is that of the whole phrase.
pub(super) fn paths(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.iter().scan(START, |path, word| {
        *path = step(*path, word.gap, word.hash);
        Some(*path)
    })
}

/// A set of hashes that may hold hashes it was not given, and never lacks one it was (Bloom 1970; both bits of a hash in one machine word,
/// so that a question costs one access to memory).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beginnings(pub(super) Flat<u64>);

impl Beginnings {
    /// Room for `count` hashes: at least eight bits each, which lets in one of twenty that it was not given.
    pub(super) fn with_room_for(count: usize) -> Self {
        Self(vec![0; (count / 8 + 1).next_power_of_two()].into())
    }

    /// Adds the hash of a whole name: a beginning, and an end.
    pub(super) fn add_whole(&mut self, hash: u64) {
        self.add(end_of(hash));
    }

    /// Whether a whole name may have this hash: most beginnings are none, and need no look at the table.
    pub(super) fn may_end(&self, hash: u64) -> bool {
        self.may_hold(end_of(hash))
    }

    pub(super) fn add(&mut self, hash: u64) {
        if let Some(word) = self.place(hash).and_then(|at| self.0.to_mut().get_mut(at)) {
            *word |= Self::bits(hash);
        }
    }

    /// Whether the hash may have been added.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let word = self.place(hash).and_then(|at| self.0.get(at));
        word.is_some_and(|word| word & Self::bits(hash) == Self::bits(hash))
    }

    fn place(&self, hash: u64) -> Option<usize> {
        // The length is a power of two.
        Some((hash >> 12) as usize & self.0.len().checked_sub(1)?)
    }

    fn bits(hash: u64) -> u64 {
        1 << (hash & 63) | 1 << (hash >> 6 & 63)
    }
}

/// Another hash of a path, by which its end is known.
fn end_of(hash: u64) -> u64 {
    hash.rotate_left(29) ^ 0xA076_1D64_78BD_642F
}

/// Numbers by hash: hashes in order, found by their first bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HashIndex {
    /// Where the hashes with given first bits begin.
    pub(super) starts: Flat<u32>,
    pub(super) hashes: Flat<u64>,
    pub(super) values: Flat<u32>,
}

impl HashIndex {
    /// From pairs in any order; values of one hash stay in their own order.
    pub(super) fn new(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        let buckets = (pairs.len() / IN_BUCKET + 1).next_power_of_two();
        let mut starts = vec![0; buckets + 1];
        for (hash, _) in &pairs {
            starts[bucket(*hash, buckets) + 1] += 1;
        }
        for bucket in 0..buckets {
            starts[bucket + 1] += starts[bucket];
        }
        Self {
            starts: starts.into(),
            hashes: pairs.iter().map(|(hash, _)| *hash).collect(),
            values: pairs.iter().map(|(_, value)| *value).collect(),
        }
    }

    /// The values of a hash, in order.
    pub(super) fn get(&self, hash: u64) -> &[u32] {
        let bucket = bucket(hash, self.starts.len().saturating_sub(1).max(1));
        let (Some(&from), Some(&to)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return &[];
        };
        let in_bucket = self.hashes.get(from as usize..to as usize).unwrap_or_default();
        let Some(first) = in_bucket.iter().position(|h| *h == hash) else {
            return &[];
        };
        let count = in_bucket[first..].iter().take_while(|h| **h == hash).count();
        let first = from as usize + first;
        self.values.get(first..first + count).unwrap_or_default()
    }
}

/// The number that the first bits of a hash make: as many bits as there are buckets.
fn bucket(hash: u64, buckets: usize) -> usize {
    ((u128::from(hash) * buckets as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn values_of_a_hash() {
        let index = HashIndex::new(vec![(9, 4), (u64::MAX, 1), (9, 2), (0, 3)]);
        assert_eq!(index.get(9), [2, 4]);
        assert_eq!(index.get(u64::MAX), [1]);
        assert_eq!(index.get(0), [3]);
        assert!(index.get(10).is_empty());
        assert!(HashIndex::default().get(10).is_empty());
        assert!(HashIndex::new(Vec::new()).get(10).is_empty());
    }

    #[test]
    fn beginnings_lack_nothing_and_let_little_in() {
        let hash = |n: u64| fold_product(n + 1, 0x9E37_79B9_7F4A_7C15);
        let mut beginnings = Beginnings::with_room_for(10_000);
        (0..10_000).for_each(|n| beginnings.add(hash(n)));
        assert!((0..10_000).all(|n| beginnings.may_hold(hash(n))));
        let let_in = (10_000..20_000).filter(|n| beginnings.may_hold(hash(*n))).count();
        assert!(let_in < 1000, "{let_in} of 10,000");
        assert!(!Beginnings::default().may_hold(3));
    }

    #[test]
    fn what_stands_between_words_is_part_of_a_path() {
        let path = |text: &str| paths(&words(text)).last();
        assert_eq!(path("More\nThan"), path("more than"));
        assert_ne!(path("AT&T"), path("at t"));
        assert_eq!(path(" x"), path("x"));
    }
}
