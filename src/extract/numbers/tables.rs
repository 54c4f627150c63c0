//! The number words: `dictionaries/numbers/words.toml`.

use crate::lexicon::{DictionaryError, Source, Triggers, WordMap, dictionary};
use crate::split::hash_folded;

/// What a word says inside a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NumberWord {
    /// 0 to 19
    Unit(f64),
    /// 20, 30 … 90
    Tens(f64),
    /// Multiplies what stands before it: dozen, hundred, million.
    Scale(f64),
    /// "third"
    Ordinal(f64),
    /// "half", "quarter", before "a million"
    Fraction(f64),
    /// "a", "an"
    Article,
}

/// The words by hash, and the letters that may be written onto digits.
#[derive(Debug)]
pub(super) struct NumberTables {
    words: WordMap<NumberWord>,
    /// The words that begin a number.
    pub(super) triggers: Triggers,
    suffixes: WordMap<f64>,
    prefixes: WordMap<f64>,
    pub(super) and: u64,
    pub(super) of: u64,
    pub(super) article: u64,
    pub(super) half: u64,
    pub(super) quarter: u64,
}

impl NumberTables {
    /// Reads the built-in file.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("numbers/words.toml");
        let file: toml::Table = source.table()?;
        let mut words = WordMap::default();
        for (key, make) in KINDS {
            let values = values(&source, &file, key)?;
            words.extend(
                values
                    .iter()
                    .map(|(word, value)| (hash_folded(word), make(*value))),
            );
        }
        for article in ["a", "an"] {
            words.insert(hash_folded(article), NumberWord::Article);
        }
        let hashed = |key| {
            Ok::<_, DictionaryError>(
                values(&source, &file, key)?
                    .iter()
                    .map(|(w, v)| (hash_folded(w), *v))
                    .collect(),
            )
        };
        Ok(Self {
            triggers: Triggers::new(&words.words().collect(), true),
            words,
            suffixes: hashed("suffixes")?,
            prefixes: hashed("prefixes")?,
            and: hash_folded("and"),
            of: hash_folded("of"),
            article: hash_folded("a"),
            half: hash_folded("half"),
            quarter: hash_folded("quarter"),
        })
    }

    /// What the word with this hash says, if it is a number word.
    #[inline]
    pub(super) fn word(&self, hash: u64) -> Option<NumberWord> {
        self.words.get(hash).copied()
    }

    /// The factor of letters written onto digits: the `m` of `1.5m`.
    pub(super) fn suffix(&self, letters: &str) -> Option<f64> {
        self.suffixes.get(hash_folded(letters)).copied()
    }

    /// Whether these letters may be written before digits: the `RM` of `RM1`.
    pub(super) fn is_prefix(&self, letters: &str) -> bool {
        self.prefixes.holds(hash_folded(letters))
    }
}

type Make = fn(f64) -> NumberWord;

const KINDS: [(&str, Make); 5] = [
    ("units", NumberWord::Unit),
    ("tens", NumberWord::Tens),
    ("scales", NumberWord::Scale),
    ("ordinals", NumberWord::Ordinal),
    ("fractions", NumberWord::Fraction),
];

/// The words of one table with their values.
pub(super) fn values(
    source: &Source,
    file: &toml::Table,
    key: &str,
) -> Result<Vec<(String, f64)>, DictionaryError> {
    let wrong = || DictionaryError::near(source, key, format!("`[{key}]` must hold lines like `three = 3`"));
    let table = file.get(key).and_then(toml::Value::as_table).ok_or_else(wrong)?;
    let number = |v: &toml::Value| v.as_float().or_else(|| v.as_integer().map(|n| n as f64));
    table
        .iter()
        .map(|(word, value)| number(value).map(|v| (word.clone(), v)).ok_or_else(wrong))
        .collect()
}
