//! Values by word, and sets of words, keyed by the word's folded hash.
//!
//! The key is a good hash already, so nothing is hashed again: open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L),
//! at most a third full, so that most words a table does not hold are let go at their first, empty slot.

/// A value for each of some words. The last value given to a word counts.
#[derive(Debug, Clone)]
pub struct WordMap<T> {
    /// Hashes by place; 0 is a free place. Their number is a power of two.
    keys: Vec<u64>,
    /// Where in `values` the value of the key at the same place stands.
    places: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self {
            keys: vec![0; SMALLEST],
            places: vec![0; SMALLEST],
            values: Vec::new(),
        }
    }
}

/// Places of an empty map.
const SMALLEST: usize = 8;

impl<T> WordMap<T> {
    /// The value of the word with this folded hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<&T> {
        let place = self.find(hash).ok()?;
        self.values.get(self.places[place] as usize)
    }

    /// Whether the word with this folded hash has a value.
    #[inline]
    pub fn holds(&self, hash: u64) -> bool {
        self.find(hash).is_ok()
    }

    /// Makes room for so many words more, so that the table is laid out once and not again whenever it is full.
    pub fn make_room(&mut self, words: usize) {
        let places = (3 * (self.values.len() + words)).next_power_of_two();
        if places > self.keys.len() {
            self.values.reserve(words);
            self.lay_out(places);
        }
    }

    /// Gives a word its value.
    pub fn insert(&mut self, hash: u64, value: T) {
        match self.find(hash) {
            Ok(place) => self.values[self.places[place] as usize] = value,
            Err(_) => {
                self.add(hash, value);
            }
        }
    }

    /// The value of a word, made if it has none.
    pub fn or_default(&mut self, hash: u64) -> &mut T
    where
        T: Default,
    {
        let at = match self.find(hash) {
            Ok(place) => self.places[place] as usize,
            Err(_) => self.add(hash, T::default()),
        };
        &mut self.values[at]
    }

    /// The words that have a value, in the order they were given.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        let mut words = vec![0; self.values.len()];
        for (key, place) in self.keys.iter().zip(&self.places).filter(|(key, _)| **key != 0) {
            words[*place as usize] = *key;
        }
        words.into_iter()
    }

    /// The words with their values, in the order they were given.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u64, &T)> {
        let words: Vec<u64> = self.words().collect();
        words.into_iter().zip(&self.values)
    }

    /// The place of a word, or the free place where it would stand.
    #[inline]
    fn find(&self, hash: u64) -> Result<usize, usize> {
        let key = hash.max(1);
        let last = self.keys.len() - 1;
        let mut place = key as usize & last;
        loop {
            match self.keys[place] {
                0 => return Err(place),
                found if found == key => return Ok(place),
                _ => place = (place + 1) & last,
            }
        }
    }

    /// Adds a word that has no value; gives where its value stands.
    fn add(&mut self, hash: u64, value: T) -> usize {
        if (self.values.len() + 1) * 3 > self.keys.len() {
            self.lay_out(2 * self.keys.len());
        }
        let at = self.values.len();
        self.values.push(value);
        self.put(hash.max(1), at as u32);
        at
    }

    fn put(&mut self, key: u64, at: u32) {
        if let Err(free) = self.find(key) {
            (self.keys[free], self.places[free]) = (key, at);
        }
    }

    fn lay_out(&mut self, places: usize) {
        let keys = std::mem::replace(&mut self.keys, vec![0; places]);
        let old = std::mem::replace(&mut self.places, vec![0; places]);
        for (key, at) in keys.into_iter().zip(old).filter(|(key, _)| *key != 0) {
            self.put(key, at);
        }
    }
}

impl<T> Extend<(u64, T)> for WordMap<T> {
    fn extend<I: IntoIterator<Item = (u64, T)>>(&mut self, pairs: I) {
        pairs
            .into_iter()
            .for_each(|(hash, value)| self.insert(hash, value));
    }
}

impl<T> FromIterator<(u64, T)> for WordMap<T> {
    fn from_iter<I: IntoIterator<Item = (u64, T)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        let mut map = Self::default();
        map.make_room(pairs.size_hint().0);
        map.extend(pairs);
        map
    }
}

/// Single words, by folded hash.
#[derive(Debug, Clone, Default)]
pub struct WordSet(WordMap<()>);

impl WordSet {
    /// Whether the word with this folded hash is in the set.
    #[inline]
    pub fn contains(&self, hash: &u64) -> bool {
        self.0.holds(*hash)
    }

    /// Adds the word with this folded hash.
    pub fn insert(&mut self, hash: u64) {
        self.0.insert(hash, ());
    }

    /// The hashes, in the order they were given.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.0.words()
    }
}

impl Extend<u64> for WordSet {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, hashes: I) {
        hashes.into_iter().for_each(|hash| self.insert(hash));
    }
}

impl FromIterator<u64> for WordSet {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        Self(hashes.into_iter().map(|hash| (hash, ())).collect())
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
            pairs in proptest::collection::vec((0u64..40, any::<u8>()), 0..60),
            asked in 0u64..50,
        ) {
            // Zero stands for one: no word has either.
            let pairs: Vec<(u64, u8)> = pairs.into_iter().map(|(k, v)| (k.max(1), v)).collect();
            let map: WordMap<u8> = pairs.iter().copied().collect();
            let tree: BTreeMap<u64, u8> = pairs.iter().copied().collect();
            prop_assert_eq!(map.get(asked), tree.get(&asked.max(1)));
            let mut words: Vec<u64> = map.words().collect();
            words.sort_unstable();
            prop_assert_eq!(words, tree.keys().copied().collect::<Vec<_>>());
        }
    }

    #[test]
    fn sets_and_defaults() {
        let set: WordSet = [3, 8, 3].into_iter().collect();
        assert!(set.contains(&3) && !set.contains(&4));
        let mut map = WordMap::<u8>::default();
        *map.or_default(7) += 2;
        *map.or_default(7) += 2;
        assert_eq!(map.get(7), Some(&4));
    }
}
