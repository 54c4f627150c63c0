//! Inverse document frequencies by word, dense: eight bytes a word and a free place beside it, so that the whole table lies in the second
//! cache, where every word of every article asks it; and the commonest words apart, most of all that are met, in the first.
//!
//! Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L). The place is told by the low bits of the word's hash and the word
//! by its high half: two of a million words that a text may hold share both with a chance below one in ten million.

/// Words with their inverse document frequencies.
#[derive(Debug)]
pub(crate) struct Frequencies {
    common: Table,
    others: Table,
}

/// Words that stand apart.
const COMMON: usize = 480;

#[allow(dead_code, reason = "tables are made when the program is built")]
impl Frequencies {
    /// From (folded hash, inverse document frequency); the last one given to a word counts.
    pub(crate) fn new(words: &[(u64, f32)]) -> Self {
        let mut commonest = words.to_vec();
        commonest.sort_by(|a, b| a.1.total_cmp(&b.1));
        commonest.truncate(COMMON);
        let others = Table::new(words);
        // What holds of a word that was given twice is decided in one place.
        let common = commonest
            .iter()
            .filter_map(|(hash, _)| Some((*hash, others.get(*hash)?)));
        Self {
            common: Table::new(&common.collect::<Vec<_>>()),
            others,
        }
    }

    /// The places of its two tables: of the commonest words, and of all.
    pub(crate) fn places(self) -> [Places; 2] {
        [self.common.places, self.others.places]
    }

    /// Of what [`Frequencies::places`] gave.
    pub(crate) fn of([common, others]: [Places; 2]) -> Self {
        Self {
            common: Table { places: common },
            others: Table { places: others },
        }
    }

    /// The inverse document frequency of the word with this folded hash, if it is listed.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<f32> {
        self.common.get(hash).or_else(|| self.others.get(hash))
    }
}

/// High half of the hash (0 where the place is free) and inverse document frequency; their number is a power of two.
pub(crate) type Places = Vec<(u32, f32)>;

#[derive(Debug)]
struct Table {
    places: Places,
}

#[allow(dead_code, reason = "as above")]
impl Table {
    fn new(words: &[(u64, f32)]) -> Self {
        let mut places = vec![(0, 0.0); (2 * words.len() + 1).next_power_of_two()];
        for (hash, idf) in words {
            let place = find(&places, *hash);
            places[place] = (tag(*hash), *idf);
        }
        Self { places }
    }

    #[inline]
    fn get(&self, hash: u64) -> Option<f32> {
        let (places, tag) = (&self.places[..], tag(hash));
        let last = places.len() - 1;
        let mut place = hash as usize & last;
        loop {
            match places[place & last] {
                (found, idf) if found == tag => return Some(idf),
                (0, _) => return None,
                _ => place += 1,
            }
        }
    }
}

/// The place of a word, or the free place where it would stand. Half of the places are free, so there is one.
#[inline]
fn find(places: &[(u32, f32)], hash: u64) -> usize {
    let last = places.len() - 1;
    let mut place = hash as usize & last;
    while places[place].0 != tag(hash) && places[place].0 != 0 {
        place = (place + 1) & last;
    }
    place
}

fn tag(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(words in proptest::collection::vec((any::<u64>(), 0f32..9.0), 0..40), more in any::<u64>()) {
            // Neighbours in the table: the same low bits.
            let words: Vec<(u64, f32)> = words.into_iter().map(|(hash, idf)| (hash & !0xFFF8, idf)).collect();
            let tree: BTreeMap<u32, f32> = words.iter().map(|(hash, idf)| (tag(*hash), *idf)).collect();
            prop_assume!(tree.len() == words.len());
            let table = Frequencies::new(&words);
            for hash in words.iter().map(|(hash, _)| *hash).chain([more]) {
                prop_assert_eq!(table.get(hash), tree.get(&tag(hash)).copied());
            }
        }
    }
}
