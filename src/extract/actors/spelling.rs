//! One edit apart: insertion, deletion, substitution or a swap of neighbours.

use crate::lexicon::WordMap;
use crate::split::fold;

/// Words shorter than this are never forgiven an edit: at nine letters, open lists of actors hold no two actors one edit apart, and
/// 27 MB of news without actors gave 5 false hits (567 at eight).
pub(super) const LEAST: usize = 9;

/// Words to which a misspelling may lead.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: Vec<(String, u32)>,
    /// Indices of `words` by the four letters that they begin and end with, and by each length that one edit may give them: an edit in a
    /// word of nine letters leaves the one or the other whole.
    ends: WordMap<Vec<u32>>,
}

impl Spelling {
    /// Of words that stand for values. Words with other than letters, or too short ones, are passed over.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut spelling = Self::default();
        words
            .into_iter()
            .for_each(|(word, value)| spelling.insert(word, value));
        spelling
    }

    fn insert(&mut self, word: &str, value: u32) {
        let folded = fold(word);
        let letters = folded.chars().count();
        if letters + 1 < LEAST || !folded.chars().all(char::is_alphabetic) {
            return;
        }
        let index = self.words.len() as u32;
        for length in letters - 1..=letters + 1 {
            for end in end_hashes(&folded, length) {
                self.ends.or_default(end).push(index);
            }
        }
        self.words.push((folded, value));
    }

    /// The value of the one word that `word` misspells by one edit; `None` where it is spelt right or leads to several values.
    pub(super) fn correct(&self, word: &str) -> Option<u32> {
        // Most words of a text begin and end as none of these.
        if word.len() < LEAST || word.is_ascii() && self.near(word).next().is_none() {
            return None;
        }
        let folded = fold(word);
        if folded.chars().count() < LEAST || !folded.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut found = None;
        for (known, value) in self.near(&folded) {
            if *known == folded {
                return None;
            }
            if one_edit(known, &folded) {
                if found.is_some_and(|v| v != *value) {
                    return None;
                }
                found = Some(*value);
            }
        }
        found
    }

    /// The words that begin or end with the same four letters as `word` and are as long but for a letter.
    fn near(&self, word: &str) -> impl Iterator<Item = &(String, u32)> {
        let ends = end_hashes(word, word.chars().count()).filter_map(|end| self.ends.get(end));
        ends.flatten().map(|index| &self.words[*index as usize])
    }
}

/// Marks the last letters of a word, which may be the first of another.
const LAST: u64 = 1 << 20;

/// The first and the last four bytes of a word, small, each with a number of letters, as hashes of words.
fn end_hashes(word: &str, letters: usize) -> impl Iterator<Item = u64> {
    let hash = |end: &[u8; 4], side: u64| {
        let end = u32::from_le_bytes(end.map(|b| b.to_ascii_lowercase()));
        let number = ((side + letters as u64) << 32 | u64::from(end)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        number ^ number >> 32
    };
    let first = word.as_bytes().first_chunk().map(|end| hash(end, 0));
    let last = word.as_bytes().last_chunk().map(|end| hash(end, LAST));
    first.into_iter().chain(last)
}

/// Whether two words are the same but for one letter more, less or changed, or two neighbours swapped.
fn one_edit(a: &str, b: &str) -> bool {
    let head = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = a.chars().rev().zip(b.chars().rev());
    let tail = tail.take_while(|(x, y)| x == y).count();
    let (letters, others) = (a.chars().count(), b.chars().count());
    let apart = letters.max(others).saturating_sub(head + tail);
    let two = |word: &str| {
        let mut rest = word.chars().skip(head);
        (rest.next(), rest.next())
    };
    let swapped = || letters == others && apart == 2 && two(a) == (two(b).1, two(b).0);
    letters.abs_diff(others) <= 1 && (apart <= 1 || swapped())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_edit_is_forgiven_in_long_words_only() {
        let spelling = Spelling::new([("STRONTIUM", 1), ("Charcoal", 2), ("Ke3changer", 3)]);
        assert_eq!(spelling.correct("Strontrium"), Some(1));
        assert_eq!(spelling.correct("Strontuim"), Some(1));
        assert_eq!(spelling.correct("Strontium"), None);
        assert_eq!(spelling.correct("Strontiumm"), Some(1));
        assert_eq!(spelling.correct("Stronntiumm"), None);
        assert_eq!(spelling.correct("Charcoa"), None);
        assert_eq!(spelling.correct("Ke4changer"), None);
    }

    /// Every word that an edit at most with the letters a and b makes of `word`.
    fn edits(word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut made = vec![letters.clone()];
        for at in 0..=letters.len() {
            for (taken, put) in [(0, "a"), (0, "b"), (1, ""), (1, "a"), (1, "b")] {
                let mut word = letters.clone();
                word.splice(at..(at + taken).min(letters.len()), put.chars());
                made.push(word);
            }
            let mut swapped = letters.clone();
            swapped[at.saturating_sub(1)..(at + 1).min(letters.len())].reverse();
            made.push(swapped);
        }
        made.iter().map(|word| word.iter().collect()).collect()
    }

    proptest! {
        #[test]
        fn one_edit_makes_the_one_word_of_the_other(a in "[ab]{0,6}", b in "[ab]{0,6}") {
            prop_assert_eq!(one_edit(&a, &b), edits(&a).contains(&b));
        }

        #[test]
        fn what_is_found_is_what_a_look_at_every_word_finds(
            words in proptest::collection::vec("[abé]{8,11}", 1..12),
            asked in "[abé]{8,12}",
        ) {
            let spelling = Spelling::new(words.iter().zip(0..).map(|(word, value)| (word.as_str(), value)));
            let near: Vec<u32> = words.iter().zip(0..).filter(|(word, _)| one_edit(word, &asked)).map(|(_, value)| value).collect();
            let expected = match near[..] {
                [only] if asked.chars().count() >= LEAST && !words.contains(&asked) => Some(only),
                _ => None,
            };
            prop_assert_eq!(spelling.correct(&asked), expected);
        }
    }
}
