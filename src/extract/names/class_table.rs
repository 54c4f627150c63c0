//! The lists of every word, asked at every word of a text: one look at one place of memory for most.
//!
//! Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), at most half full. A place holds 32 bits of the word's hash, and
//! the number of its set of lists: words are many, sets few.

use rustc_hash::FxHashMap;

use super::vocabulary::Classes;

/// Sets of lists by word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClassTable {
    /// High bits of the hash and 1 + number of the set; their number is a power of two. The set 0 is a free place.
    pub(crate) places: Vec<(u32, u32)>,
    /// The different sets, as [`Classes`] holds them; the first is empty.
    pub(crate) sets: Vec<u64>,
}

impl ClassTable {
    /// Of words by their folded hash.
    pub(crate) fn new(words: impl ExactSizeIterator<Item = (u64, Classes)>) -> Self {
        let (mut places, mut sets) = (vec![(0, 0); (2 * words.len() + 1).next_power_of_two()], vec![0]);
        let mut numbers: FxHashMap<Classes, u32> = FxHashMap::default();
        for (hash, classes) in words {
            let next = sets.len() as u32;
            let number = *numbers.entry(classes).or_insert(next);
            if number == next {
                sets.push(classes.0);
            }
            put(&mut places, hash, number);
        }
        Self { places, sets }
    }

    /// The lists that hold the word with this folded hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Classes {
        let last = self.places.len() - 1;
        let mut place = hash as usize & last;
        loop {
            let (high, set) = self.places[place & last];
            if set == 0 || high == (hash >> 32) as u32 {
                return Classes(self.sets.get(set as usize).copied().unwrap_or_default());
            }
            place += 1;
        }
    }
}

fn put(places: &mut [(u32, u32)], hash: u64, set: u32) {
    let last = places.len() - 1;
    let mut place = hash as usize & last;
    while places[place].1 != 0 {
        place = (place + 1) & last;
    }
    places[place] = ((hash >> 32) as u32, set);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(
            words in proptest::collection::btree_map(any::<u64>(), 1u64..9, 0..60),
            asked in any::<u64>(),
        ) {
            let words: BTreeMap<u64, Classes> = words.into_iter().map(|(w, c)| (w, Classes(c))).collect();
            let table = ClassTable::new(words.iter().map(|(w, c)| (*w, *c)));
            for word in words.keys().copied().chain([asked]) {
                prop_assert_eq!(table.get(word), words.get(&word).copied().unwrap_or_default());
            }
        }
    }
}
