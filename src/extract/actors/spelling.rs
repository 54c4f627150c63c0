//! One edit apart: insertion, deletion, substitution or a swap of neighbours.

use crate::lexicon::WordSet;
use crate::split::{fold, hash_folded};

/// Words shorter than this are never forgiven an edit: at nine letters, open lists of actors hold no two actors one edit apart, and
/// 27 MB of news without actors gave 5 false hits (567 at eight).
pub(super) const LEAST: usize = 9;

/// Words to which a misspelling may lead.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: Vec<(String, u32)>,
    /// Hash of a word with at most one letter left out, with an index of `words`, in order (symmetric deletion, after W. Garbe's SymSpell).
    deletions: Vec<(u64, u32)>,
    /// First and last four letters of the words: one edit in a word of nine letters leaves the one or the other whole, so that most
    /// words of a text are let go without looking at their deletions.
    ends: WordSet,
}

impl Spelling {
    /// Of words that stand for values. Words with other than letters, or too short ones, are passed over.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut spelling = Self::default();
        words
            .into_iter()
            .for_each(|(word, value)| spelling.insert(word, value));
        spelling.deletions.sort_unstable();
        spelling
    }

    fn insert(&mut self, word: &str, value: u32) {
        let folded = fold(word);
        if folded.chars().count() + 1 < LEAST || !folded.chars().all(char::is_alphabetic) {
            return;
        }
        let index = self.words.len() as u32;
        self.deletions.extend(deletions(&folded).map(|key| (key, index)));
        let bytes = folded.as_bytes();
        let first = bytes.first_chunk().map(|end| end_hash(*end, 0));
        let last = bytes.last_chunk().map(|end| end_hash(*end, LAST));
        self.ends.extend(first.into_iter().chain(last));
        self.words.push((folded, value));
    }

    /// Whether a word begins or ends with the four letters of one of the words.
    fn has_known_end(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let first = bytes.first_chunk().map(|end| end_hash(*end, 0));
        let last = bytes.last_chunk().map(|end| end_hash(*end, LAST));
        first.is_some_and(|end| self.ends.contains(&end)) || last.is_some_and(|end| self.ends.contains(&end))
    }

    /// The value of the one word that `word` misspells by one edit; `None` where it is spelt right or leads to several values.
    pub(super) fn correct(&self, word: &str) -> Option<u32> {
        if word.len() < LEAST || (word.is_ascii() && !self.has_known_end(word)) {
            return None;
        }
        let folded = fold(word);
        if folded.chars().count() < LEAST || !folded.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut found = None;
        for key in deletions(&folded) {
            let first = self.deletions.partition_point(|(known, _)| *known < key);
            let same = self.deletions[first..]
                .iter()
                .take_while(|(known, _)| *known == key);
            for (_, index) in same {
                let (known, value) = &self.words[*index as usize];
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
        }
        found
    }
}

/// Marks the last letters of a word, which may be the first of another.
const LAST: u64 = 1 << 40;

/// Four letters, small, as the hash of a word.
fn end_hash(end: [u8; 4], side: u64) -> u64 {
    let letters = u32::from_le_bytes(end.map(|b| b.to_ascii_lowercase()));
    let number = (side | u64::from(letters)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    number ^ number >> 32
}

/// Hashes of the word and of the word with one letter left out.
fn deletions(word: &str) -> impl Iterator<Item = u64> + '_ {
    let mut shorter = String::with_capacity(word.len());
    let shorter = word.char_indices().map(move |(at, c)| {
        shorter.clear();
        shorter.push_str(&word[..at]);
        shorter.push_str(&word[at + c.len_utf8()..]);
        hash_folded(&shorter)
    });
    std::iter::once(hash_folded(word)).chain(shorter)
}

fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => {
            let rest = short[(same + 1).min(short.len())..] == long[(same + 1).min(long.len())..];
            let swapped = same + 1 < short.len()
                && short[same] == long[same + 1]
                && short[same + 1] == long[same]
                && short[same + 2..] == long[same + 2..];
            rest || swapped
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
