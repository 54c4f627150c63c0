//! Word and phrase lists: a TOML file of arrays, one phrase a line.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{DictionaryError, PhraseTable, Source};
use crate::split::hash_folded;

/// The arrays of one file, by key.
#[derive(Debug, Clone)]
pub struct WordLists {
    source: Source,
    lists: BTreeMap<String, Vec<String>>,
}

/// Single words, by folded hash.
pub type WordSet = FxHashSet<u64>;

impl WordLists {
    /// Reads a file whose top-level keys hold arrays of strings (`[meta]` is passed over).
    ///
    /// # Errors
    /// TOML that does not parse, or a value that is no array of strings.
    pub fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let table: toml::Table =
            toml::from_str(&source.text).map_err(|e| DictionaryError::toml(source, &e))?;
        let mut lists = BTreeMap::new();
        for (key, value) in table {
            if key == "meta" {
                continue;
            }
            let list = value.try_into::<Vec<String>>().map_err(|_| {
                DictionaryError::near(
                    source,
                    &key,
                    format!("`{key}` must be an array of strings, one phrase a line"),
                )
            })?;
            lists.insert(key, list);
        }
        Ok(Self {
            source: source.clone(),
            lists,
        })
    }

    /// The phrases under `key`.
    ///
    /// # Errors
    /// A key the file does not have.
    pub fn list(&self, key: &str) -> Result<impl Iterator<Item = &str> + Clone, DictionaryError> {
        let list = self.lists.get(key).ok_or_else(|| {
            DictionaryError::at(
                &self.source,
                0,
                format!("the list `{key}` is missing; add `{key} = [ … ]`"),
            )
        })?;
        Ok(list.iter().map(String::as_str))
    }

    /// The single words under `key`, as hashes. A final stop is dropped, as words have none.
    ///
    /// # Errors
    /// A key the file does not have.
    pub fn words(&self, key: &str) -> Result<WordSet, DictionaryError> {
        Ok(self
            .list(key)?
            .map(|w| hash_folded(w.strip_suffix('.').unwrap_or(w)))
            .collect())
    }

    /// All keys with their phrases as one table: phrase to key index in the order of `keys`.
    ///
    /// # Errors
    /// A key the file does not have.
    pub fn table<T: Clone>(&self, keys: &[(&str, T)]) -> Result<PhraseTable<T>, DictionaryError> {
        let mut table = PhraseTable::new();
        for (key, value) in keys {
            for phrase in self.list(key)? {
                table.insert(phrase, value.clone());
            }
        }
        Ok(table)
    }
}
