//! Where an article comes from.

use std::io::BufRead;
use std::path::PathBuf;

/// An input as messages and ids name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Relative to the argument given, `/` between folders, `-` for standard input.
    pub path: String,
    /// The file's name without what names its format, for ids and dates: `northwire-20190707`.
    pub stem: String,
    /// Lower case, without the dot, empty if there is none.
    pub extension: String,
    /// How many times it was unpacked.
    pub unpacked: u32,
    /// The file itself, if it is one and not packed: what reads by places needs more than a stream.
    pub file: Option<PathBuf>,
    /// The table that is asked for, of a database.
    pub table: Option<String>,
}

impl Source {
    /// A source of this path.
    pub fn new(path: String) -> Self {
        let name = match path.rsplit('/').next() {
            Some("-") | None => "stdin",
            Some(name) => name,
        };
        let (stem, extension) = split_name(name);
        Self {
            stem: stem.to_owned(),
            extension: extension.to_ascii_lowercase(),
            path,
            unpacked: 0,
            file: None,
            table: None,
        }
    }

    /// The source inside a compressed one: `a.jsonl.gz` is `a` with the extension `jsonl`.
    #[must_use]
    pub fn unpack(&self, packed: &[&str]) -> Self {
        let inner = Self {
            unpacked: self.unpacked + 1,
            file: None,
            table: None,
            ..self.clone()
        };
        if !packed.contains(&self.extension.as_str()) {
            return inner;
        }
        let (stem, extension) = split_name(&self.stem);
        Self {
            stem: stem.to_owned(),
            extension: extension.to_ascii_lowercase(),
            ..inner
        }
    }
}

/// A name and its extension: up to six letters and digits after the last dot, so that `report-v1.2 final` has none.
fn split_name(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=6).contains(&extension.len())
                && extension.bytes().all(|b| b.is_ascii_alphanumeric())
                && extension.bytes().any(|b| b.is_ascii_alphabetic()) =>
        {
            (stem, extension)
        }
        _ => (name, ""),
    }
}

/// What a reader reads: a source and its bytes from the first one on.
pub struct Input<'a> {
    /// Where it comes from.
    pub source: Source,
    /// The bytes.
    pub stream: &'a mut dyn BufRead,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_where_the_extension_starts() {
        let cases = [
            ("a/b/001.txt", "001", "txt"),
            ("a.b/readme", "readme", ""),
            ("x.2017.04.03", "x.2017.04.03", ""),
            ("Story No. 5", "Story No. 5", ""),
            ("page.HTML", "page", "html"),
            ("-", "stdin", ""),
            ("stream.ndjson", "stream", "ndjson"),
        ];
        for (path, stem, extension) in cases {
            let source = Source::new(path.to_owned());
            assert_eq!(
                (source.stem.as_str(), source.extension.as_str()),
                (stem, extension),
                "{path}"
            );
        }
    }

    #[test]
    fn unpacking_takes_one_extension_off() {
        let source = Source::new("news.jsonl.gz".to_owned()).unpack(&["gz"]);
        assert_eq!(
            (source.stem.as_str(), source.extension.as_str()),
            ("news", "jsonl")
        );
    }
}
