//! Whether a word is one of the few of one article: a flag a word, asked before a table.

use crate::lexicon::flagged;
use crate::model::Word;

/// A set of words that may hold words it was not given, and never lacks one it was (Bloom 1970, with one hash).
#[derive(Debug, Clone)]
pub(crate) struct WordSketch([bool; FLAGS]);

/// Few enough to be cleared for every article at no cost to speak of, and many against the names of one.
const FLAGS: usize = 512;

impl WordSketch {
    /// Whether the word with this folded hash may have been added.
    #[inline]
    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        self.0[hash as usize % FLAGS]
    }

    /// Where words may stand that were added, in order.
    #[inline]
    pub(crate) fn places<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        flagged(words, |word| self.0[word.key as usize % FLAGS])
    }
}

impl FromIterator<u64> for WordSketch {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut sketch = Self([false; FLAGS]);
        for hash in hashes {
            sketch.0[hash as usize % FLAGS] = true;
        }
        sketch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn words_added_are_found_where_they_stand() {
        let text = "a bee and a cat, ".repeat(40) + "APT90";
        let words = words(&text);
        let sketch: WordSketch = [words[1].hash, words[words.len() - 1].hash].into_iter().collect();
        let places: Vec<usize> = sketch.places(&words).collect();
        assert!((0..40).all(|n| places.contains(&(5 * n + 1))));
        assert_eq!(places.last(), Some(&(words.len() - 1)));
        assert!(places.iter().all(|at| sketch.may_hold(words[*at].hash)));
    }
}
