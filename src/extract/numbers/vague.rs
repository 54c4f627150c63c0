//! Amounts without a number: "dozens", "hundreds of thousands", "several". `dictionaries/numbers/vague.toml`.

use super::tables::values;
use crate::lexicon::{DictionaryError, PhraseTable, WordFilter, dictionary};
use crate::model::Word;
use crate::split::hash_folded;

/// The vague amounts of English news.
#[derive(Debug)]
pub struct VagueAmounts {
    phrases: PhraseTable<Entry>,
    of: u64,
}

/// A vague amount found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VagueAmount {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// The least it can mean; the number itself where `exact`.
    pub value: f64,
    /// "a couple": a number after all.
    pub exact: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    value: f64,
    exact: bool,
    before_of: bool,
}

impl VagueAmounts {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("numbers/vague.toml");
        let file: toml::Table = source.table()?;
        let mut phrases = PhraseTable::new();
        for (key, exact, before_of) in [
            ("least", false, false),
            ("least_before_of", false, true),
            ("exact", true, false),
        ] {
            for (phrase, value) in values(&source, &file, key)? {
                let entry = Entry {
                    value,
                    exact,
                    before_of,
                };
                phrases.insert(&phrase, entry);
            }
        }
        Ok(Self {
            phrases,
            of: hash_folded("of"),
        })
    }

    /// Adds the words that begin vague amounts.
    pub fn add_firsts(&self, filter: &mut WordFilter) {
        filter.add_all(self.phrases.firsts());
    }

    /// The longest vague amount that begins at word `at`.
    pub fn at(&self, words: &[Word], at: usize) -> Option<VagueAmount> {
        let fits = |end: usize| {
            words
                .get(end)
                .is_some_and(|w| w.gap.is_blank() && w.hash == self.of)
        };
        let found = self
            .phrases
            .all(words, at)
            .filter(|p| !p.value.before_of || fits(at + p.len))
            .last()?;
        Some(VagueAmount {
            first: at,
            end: at + found.len,
            value: found.value.value,
            exact: found.value.exact,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::words;

    #[test]
    fn the_longest_phrase_counts() {
        let vague = VagueAmounts::built_in().unwrap();
        let at = |text: &str| vague.at(&words(text), 0).map(|v| (v.end, v.value, v.exact));
        assert_eq!(at("hundreds of millions of dollars"), Some((3, 2e8, false)));
        assert_eq!(at("hundreds of people"), Some((1, 200.0, false)));
        assert_eq!(at("a couple of boats"), Some((2, 2.0, true)));
        assert_eq!(at("scores of people"), Some((1, 40.0, false)));
        assert_eq!(at("scores were level"), None);
    }
}
