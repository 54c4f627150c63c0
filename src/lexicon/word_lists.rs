//! Word and phrase lists: a TOML file of arrays, one phrase a line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memchr_iter};

use super::{DictionaryError, PhraseTable, Source, WordSet};
use crate::split::hash_folded;

/// The arrays of one file, by key.
#[derive(Debug, Clone)]
pub struct WordLists {
    source: Source,
    lists: Lists,
}

/// Phrases by key. Those of our own files are not copied.
type Lists = BTreeMap<String, Vec<Cow<'static, str>>>;

impl WordLists {
    /// Reads a file whose top-level keys hold arrays of strings (`[meta]` is passed over).
    ///
    /// # Errors
    /// TOML that does not parse, or a value that is no array of strings.
    pub fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let plain = match &source.text {
            Cow::Borrowed(text) => plain_lists(text).map(|lists| each(lists, Cow::Borrowed)),
            Cow::Owned(text) => plain_lists(text).map(|lists| each(lists, |p| Cow::Owned(p.to_owned()))),
        };
        let lists = match plain {
            Some(lists) => lists,
            None => Self::toml_lists(source)?,
        };
        Ok(Self {
            source: source.clone(),
            lists,
        })
    }

    fn toml_lists(source: &Source) -> Result<Lists, DictionaryError> {
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
            lists.insert(key, list.into_iter().map(Cow::Owned).collect());
        }
        Ok(lists)
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
        Ok(list.iter().map(AsRef::as_ref))
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

fn each<'a>(lists: BTreeMap<&'a str, Vec<&'a str>>, phrase: impl Fn(&'a str) -> Cow<'static, str>) -> Lists {
    let list = |list: Vec<&'a str>| list.into_iter().map(&phrase).collect();
    lists
        .into_iter()
        .map(|(key, phrases)| (key.to_owned(), list(phrases)))
        .collect()
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
                let lists = each(lists, |phrase| Cow::Owned(phrase.to_owned()));
                let source = Source {
                    path: file.to_string_lossy().into(),
                    text: text.clone().into(),
                };
                assert_eq!(
                    lists,
                    WordLists::toml_lists(&source).unwrap(),
                    "{}",
                    file.display()
                );
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
