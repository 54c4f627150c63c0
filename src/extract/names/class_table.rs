//! The lists of every word, asked at every word of a text: one look at one place of memory for most.
//!
//! Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), at most half full. A place holds 32 bits of the word's hash, and
//! the number of its set of lists: words are many, sets few.

use rustc_hash::FxHashMap;

use super::vocabulary::Classes;

/// Sets of lists by word.
#[derive(Debug)]
pub(crate) struct ClassTable {
    /// High bits of the hash and 1 + number of the set; their number is a power of two. The set 0 is a free place.
    places: Vec<(u32, u32)>,
    /// The different sets; the first is empty.
    sets: Vec<Classes>,
}

impl ClassTable {
    /// Of words by their folded hash.
    pub(crate) fn new(words: impl ExactSizeIterator<Item = (u64, Classes)>) -> Self {
        let mut table = Self {
            places: vec![(0, 0); (2 * words.len() + 1).next_power_of_two()],
            sets: vec![Classes::default()],
        };
        let mut numbers: FxHashMap<Classes, u32> = FxHashMap::default();
        for (hash, classes) in words {
            let next = table.sets.len() as u32;
            let number = *numbers.entry(classes).or_insert(next);
            if number == next {
                table.sets.push(classes);
            }
            table.put(hash, number);
        }
        table
    }

    fn put(&mut self, hash: u64, set: u32) {
        let last = self.places.len() - 1;
        let mut place = hash as usize & last;
        while self.places[place].1 != 0 {
            place = (place + 1) & last;
        }
        self.places[place] = ((hash >> 32) as u32, set);
    }

    /// The lists that hold the word with this folded hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Classes {
        let last = self.places.len() - 1;
        let mut place = hash as usize & last;
        loop {
            let (high, set) = self.places[place & last];
            if set == 0 || high == (hash >> 32) as u32 {
                return self.sets.get(set as usize).copied().unwrap_or_default();
            }
            place += 1;
        }
    }
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
