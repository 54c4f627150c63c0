//! Phrases matched on words: longest first, never inside a word, across line ends.
//!
//! A phrase is a path of word hashes; all paths live in one hash table keyed by the hash of the path so far, so a step costs one
//! look-up. Against aho-corasick at 50,000 names this is about eight times as fast, and word-aligned by construction
//! (`benches/speed.md`).

use super::word_filter::WordFilter;
use super::word_map::WordMap;
use crate::model::{Gap, Word};
use crate::split::words;

/// Phrases with a value each.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    steps: WordMap<Step>,
    values: Vec<T>,
    /// The first words: most words of a text begin no phrase.
    firsts: WordFilter,
    /// The phrases of one word.
    singles: WordFilter,
    /// The words after the first: "the" begins phrases, and what follows it seldom goes on with one.
    inner: WordFilter,
    /// The last words: most words end none.
    lasts: WordFilter,
    /// Words of the longest phrase.
    longest: usize,
}

/// A phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase<'a, T> {
    /// How many words.
    pub len: usize,
    /// The phrase's value.
    pub value: &'a T,
}

#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// 1 + index of the value of the phrase that ends here; 0 if none does.
    value: u32,
    /// Whether a longer phrase goes on from here.
    goes_on: bool,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self {
            steps: WordMap::default(),
            values: Vec::new(),
            firsts: WordFilter::default(),
            singles: WordFilter::default(),
            inner: WordFilter::default(),
            lasts: WordFilter::default(),
            longest: 0,
        }
    }
}

impl<T> PhraseTable<T> {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many phrases more, so that a large table is laid out once.
    pub fn make_room(&mut self, phrases: usize) {
        // Of two words each on the average: a step for the first, and one for both.
        self.steps.make_room(2 * phrases);
        self.values.reserve(phrases);
    }

    /// Adds a phrase; the last value given to it counts. A phrase without a word is passed over.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let value = self.push(value);
        if let Some(step) = self.path(&words(phrase)) {
            step.value = value;
        }
    }

    /// The value of a phrase, made by `default` if it is new.
    pub fn entry(&mut self, phrase: &str, default: impl FnOnce() -> T) -> Option<&mut T> {
        self.entry_of(&words(phrase), default)
    }

    /// The same of a phrase's words.
    pub fn entry_of(&mut self, phrase: &[Word], default: impl FnOnce() -> T) -> Option<&mut T> {
        let next = self.values.len() as u32 + 1;
        let step = self.path(phrase)?;
        if step.value == 0 {
            step.value = next;
            self.values.push(default());
            return self.values.last_mut();
        }
        let at = step.value as usize - 1;
        self.values.get_mut(at)
    }

    /// The longest phrase that begins at word `at`.
    #[inline]
    pub fn longest(&self, words: &[Word], at: usize) -> Option<Phrase<'_, T>> {
        if self.may_begin(words, at) {
            self.longest_of(&words[at..])
        } else {
            None
        }
    }

    fn longest_of(&self, words: &[Word]) -> Option<Phrase<'_, T>> {
        let next = words.get(1).is_some_and(|w| self.inner.may_hold(w.hash));
        if !next {
            let value = self.word(words.first()?.hash)?;
            return Some(Phrase { len: 1, value });
        }
        let (mut path, mut found) = (0, (0, 0));
        for (n, word) in words.iter().enumerate() {
            path = step_hash(path, if n == 0 { Gap::NONE } else { word.gap }, word.hash);
            let Some(step) = self.steps.get(path) else { break };
            if step.value > 0 {
                found = (n + 1, step.value as usize);
            }
            if !step.goes_on {
                break;
            }
        }
        let (len, value) = found;
        let value = self.values.get(value.wrapping_sub(1))?;
        Some(Phrase { len, value })
    }

    /// The longest phrase whose last word is the one before `end`: its first word and its value.
    #[inline]
    pub fn ending(&self, words: &[Word], end: usize) -> Option<(usize, &T)> {
        if !self.lasts.may_hold(words.get(end.checked_sub(1)?)?.hash) {
            return None;
        }
        (end.saturating_sub(self.longest)..end).find_map(|first| {
            let phrase = self.all(words, first).find(|p| first + p.len == end)?;
            Some((first, phrase.value))
        })
    }

    /// The words that begin phrases.
    pub fn firsts(&self) -> &WordFilter {
        &self.firsts
    }

    /// The phrases of one word, as hashes.
    pub fn single_words(&self) -> impl Iterator<Item = u64> {
        self.steps
            .words()
            .filter(|path| self.firsts.may_hold(*path) && self.word(*path).is_some())
    }

    /// Every phrase that begins at word `at`, shortest first.
    pub fn all<'a, 'w>(
        &'a self,
        words: &'w [Word],
        at: usize,
    ) -> impl Iterator<Item = Phrase<'a, T>> + use<'a, 'w, T> {
        let mut path = Some(0);
        let phrase = if self.may_begin(words, at) {
            &words[at..]
        } else {
            &[]
        };
        phrase
            .iter()
            .enumerate()
            .map_while(move |(n, word)| {
                let here = step_hash(path?, if n == 0 { Gap::NONE } else { word.gap }, word.hash);
                let step = self.steps.get(here)?;
                path = step.goes_on.then_some(here);
                Some(
                    self.values
                        .get((step.value as usize).wrapping_sub(1))
                        .map(|value| Phrase { len: n + 1, value }),
                )
            })
            .flatten()
    }

    /// Whether a phrase may begin at word `at`: the word alone, or it and the next one.
    #[inline]
    fn may_begin(&self, words: &[Word], at: usize) -> bool {
        let next = |at: usize| words.get(at).is_some_and(|w| self.inner.may_hold(w.hash));
        words
            .get(at)
            .is_some_and(|w| self.firsts.may_hold(w.hash) && (self.singles.may_hold(w.hash) || next(at + 1)))
    }

    /// The value of a single word, by its hash.
    #[inline]
    pub fn word(&self, hash: u64) -> Option<&T> {
        if !self.firsts.may_hold(hash) {
            return None;
        }
        let step = self.steps.get(step_hash(0, Gap::NONE, hash))?;
        self.values.get((step.value as usize).checked_sub(1)?)
    }

    /// The value of exactly this phrase.
    pub fn exact(&self, phrase: &str) -> Option<&T> {
        let words = words(phrase);
        self.longest(&words, 0)
            .filter(|found| found.len == words.len())
            .map(|found| found.value)
    }

    /// How many phrases.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn push(&mut self, value: T) -> u32 {
        self.values.push(value);
        self.values.len() as u32
    }

    /// The last step of a phrase's path, made where it does not exist.
    fn path(&mut self, words: &[Word]) -> Option<&mut Step> {
        self.firsts.add(words.first()?.hash);
        self.lasts.add(words.last()?.hash);
        self.longest = self.longest.max(words.len());
        if let [word] = words {
            self.singles.add(word.hash);
        }
        let mut path = 0;
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                self.steps.or_default(path).goes_on = true;
                self.inner.add(word.hash);
            }
            path = step_hash(path, if n == 0 { Gap::NONE } else { word.gap }, word.hash);
        }
        Some(self.steps.or_default(path))
    }
}

/// The hash of a path with one more word. The gap is part of it: "AT&T" is not "at t".
#[inline]
fn step_hash(path: u64, gap: Gap, word: u64) -> u64 {
    let mixed = path.rotate_left(23) ^ word ^ u64::from(gap.folded().0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    if path == 0 {
        mixed
    } else {
        mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> PhraseTable<u8> {
        let mut table = PhraseTable::new();
        for (phrase, value) in [
            ("more than", 1),
            ("more", 2),
            ("no more than", 3),
            ("AT&T", 4),
            ("St. Louis", 5),
            ("a.k.a.", 6),
        ] {
            table.insert(phrase, value);
        }
        table
    }

    fn found(text: &str, at: usize) -> Option<(usize, u8)> {
        let table = table();
        let words = words(text);
        table.longest(&words, at).map(|p| (p.len, *p.value))
    }

    #[test]
    fn the_longest_phrase_wins_across_line_ends() {
        assert_eq!(found("More\nthan 80", 0), Some((2, 1)));
        assert_eq!(found("more of them", 0), Some((1, 2)));
        assert_eq!(found("No more than 80", 0), Some((3, 3)));
        assert_eq!(found("No more", 0), None);
    }

    #[test]
    fn the_gap_is_part_of_a_phrase() {
        assert_eq!(found("at t", 0), None);
        assert_eq!(found("AT&T said", 0), Some((2, 4)));
        assert_eq!(found("st. louis", 0), Some((2, 5)));
        assert_eq!(found("more. Than", 0), Some((1, 2)));
        assert_eq!(found("a.k.a. Fancy", 0), Some((1, 6)));
    }

    #[test]
    fn single_words_by_hash() {
        assert_eq!(table().word(words("MORE")[0].hash), Some(&2));
        assert_eq!(table().word(words("no")[0].hash), None);
        assert_eq!(table().exact("no more than"), Some(&3));
        assert_eq!(table().exact("no more than this"), None);
    }
}
