//! Word and phrase lists: a TOML file of arrays, one phrase a line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memchr_iter};

use super::built_in;
use super::pieces::{Pieces, push_piece};
use super::{DictionaryError, PhraseTable, Source, WordSet};
use crate::split::hash_folded;

/// The arrays of one file, by key.
#[derive(Debug, Clone)]
pub struct WordLists {
    source: Source,
    /// Each key and its phrases, as [`Pieces`] of pieces. Those of our own files stand so in the program and are not copied.
    lists: Cow<'static, str>,
}

impl WordLists {
    /// Reads a file whose top-level keys hold arrays of strings (`[meta]` is passed over).
    ///
    /// # Errors
    /// TOML that does not parse, or a value that is no array of strings.
    pub fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let lists = match built_in::lists(source) {
            Some(lists) => Cow::Borrowed(lists),
            None => Cow::Owned(Self::compile(source)?),
        };
        Ok(Self {
            source: source.clone(),
            lists,
        })
    }

    /// The lists of a file as they are kept.
    ///
    /// # Errors
    /// As [`WordLists::parse`].
    pub(super) fn compile(source: &Source) -> Result<String, DictionaryError> {
        let packed = match plain_lists(&source.text) {
            Some(lists) => packed(&lists),
            None => packed(&toml_lists(source)?),
        };
        packed.ok_or_else(|| {
            DictionaryError::at(source, 0, "a list of 2 MB is too long; make it an entity layer")
        })
    }

    /// The phrases under `key`.
    ///
    /// # Errors
    /// A key the file does not have.
    pub fn list(&self, key: &str) -> Result<impl Iterator<Item = &str> + Clone, DictionaryError> {
        let mut pieces = Pieces::of(&self.lists);
        while let (Some(name), Some(phrases)) = (pieces.next(), pieces.next()) {
            if name == key {
                return Ok(Pieces::of(phrases));
            }
        }
        Err(DictionaryError::at(
            &self.source,
            0,
            format!("the list `{key}` is missing; add `{key} = [ … ]`"),
        ))
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

/// The lists of a file in the plain form that most have: `key = [`, lines of quoted phrases, `]`, comments on lines of their own and
/// `meta.` lines. `None` for whatever else TOML allows: then TOML reads it. A program that reads one article spends most of its time on
/// reading dictionaries, and TOML's lexer, tables and values cost much more than these lines need.
fn plain_lists(text: &str) -> Option<BTreeMap<&str, Vec<&str>>> {
    let odd = |b: u8| (b < b' ' && b != b'\n') || b == 0x7F || b == b'\\';
    if text.bytes().fold(false, |any, b| any | odd(b)) {
        return None;
    }
    let mut lists = BTreeMap::new();
    let mut open: Option<(&str, Vec<&str>)> = None;
    let mut from = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(from..end).unwrap_or_default().trim_ascii();
        from = end + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        open = match open {
            Some((key, list)) if line == "]" => {
                if lists.insert(key, list).is_some() {
                    return None; // a key twice is an error that TOML names
                }
                None
            }
            Some((key, mut list)) => {
                push_phrases(line, &mut list)?;
                Some((key, list))
            }
            None if line.starts_with("meta.") && !line.contains(['[', '{']) => None,
            None => Some((plain_key(line)?, Vec::new())),
        };
    }
    open.is_none().then_some(lists)
}

/// The lists of any file, as TOML reads it.
fn toml_lists(source: &Source) -> Result<BTreeMap<String, Vec<String>>, DictionaryError> {
    let table: toml::Table = toml::from_str(&source.text).map_err(|e| DictionaryError::toml(source, &e))?;
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
    Ok(lists)
}

/// Keys and phrases as one text; `None` where one of them is too long.
fn packed<K: AsRef<str>, P: AsRef<str>>(lists: &BTreeMap<K, Vec<P>>) -> Option<String> {
    let mut all = String::new();
    for (key, list) in lists {
        let mut phrases = String::new();
        list.iter()
            .try_for_each(|phrase| push_piece(phrase.as_ref(), &mut phrases))?;
        push_piece(key.as_ref(), &mut all)?;
        push_piece(&phrases, &mut all)?;
    }
    Some(all)
}

/// The key of `key = [`.
fn plain_key(line: &str) -> Option<&str> {
    let key = line.strip_suffix("= [")?.trim_end();
    let plain =
        !key.is_empty() && key != "meta" && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    plain.then_some(key)
}

/// Adds the phrases of a line like `"above all", "after",`; `None` where it is no such line.
fn push_phrases<'a>(line: &'a str, list: &mut Vec<&'a str>) -> Option<()> {
    let mut rest = line;
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"')?;
        let end = memchr(b'"', quoted.as_bytes())?;
        list.push(&quoted[..end]);
        rest = quoted[end + 1..].strip_prefix(',')?.trim_ascii_start();
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_plain_form_reads_as_toml_does() {
        let mut plain = 0;
        let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries");
        for folder in folders.read_dir().unwrap().map(|f| f.unwrap().path()) {
            for file in folder.read_dir().into_iter().flatten().map(|f| f.unwrap().path()) {
                let text = std::fs::read_to_string(&file).unwrap();
                let Some(lists) = plain_lists(&text) else { continue };
                let source = Source {
                    path: file.to_string_lossy().into(),
                    text: text.clone().into(),
                };
                let by_toml = toml_lists(&source).unwrap();
                assert_eq!(packed(&lists), packed(&by_toml), "{}", file.display());
                plain += 1;
            }
        }
        assert!(plain >= 10, "{plain} files are plain");
    }

    #[test]
    fn what_is_not_plain_is_left_to_toml() {
        for text in [
            "a = [\n  \"b\",\n",
            "a = [\n  \"b\\u0041\",\n]",
            "a = [\n  \"b\" \"c\",\n]",
            "a = [\n]\na = [\n]",
            "a = [\n  1,\n]",
            "[meta]\nname = \"x\"",
            "a.b = [\n]",
        ] {
            assert_eq!(plain_lists(text), None, "{text}");
        }
        let lists = plain_lists("meta.name = \"x\"\n# y\na = [\n  \"b, c\", \"d\",\n]\n").unwrap();
        assert_eq!(lists["a"], ["b, c", "d"]);
    }
}
