//! What inputs hold, told while they are read: an archive writes it down line by line, and reads it line by line again. Nothing holds the list of
//! all articles.

use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Container, FileEnd, Held, InputState};

/// A line of the ledger. An input comes before its files, a file before its articles, and its end behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LedgerLine {
    /// An input that has at least one file.
    Input(InputState),
    /// A file of the input, by its path there.
    File(String),
    /// An article of the file. It comes before [`super::Item::Article`] or [`super::Item::Kept`] does.
    Article(Held),
    /// The end of the file.
    End(FileEnd),
}

impl LedgerLine {
    /// The line with the digest of its content, if it is that of an article that was read anew: the next one of `digests`, which are those
    /// of all new articles in their order.
    #[must_use]
    pub fn with_content(mut self, digests: &mut dyn Iterator<Item = String>) -> Self {
        if let Self::Article(held) = &mut self
            && held.content.is_empty()
        {
            held.content = digests.next().unwrap_or_default();
        }
        self
    }
}

/// A ledger as it was written: lines of JSON, in memory or mapped from a file.
#[derive(Clone)]
pub struct Ledger(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl Ledger {
    /// Of these bytes.
    pub fn new(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(bytes))
    }

    /// Its inputs with their files, while `met` is told of every article: the byte where its line begins, the path of its file, and what is held
    /// of it.
    ///
    /// # Errors
    /// Bytes that are no ledger, or not all of one.
    pub fn inputs(&self, met: &mut dyn FnMut(usize, &str, &Held)) -> io::Result<Vec<InputState>> {
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        let mut inputs = Vec::<InputState>::new();
        let mut file: Option<Container> = None;
        let mut next = 0;
        for line in self.bytes().split_inclusive(|byte| *byte == b'\n') {
            let at = next;
            next += line.len();
            match (serde_json::from_slice(line)?, &mut file) {
                (LedgerLine::Input(input), None) => inputs.push(input),
                (LedgerLine::File(path), None) => {
                    file = Some(Container {
                        path,
                        ledger: self.clone(),
                        lines: next..next,
                    });
                }
                (LedgerLine::Article(held), Some(file)) => {
                    met(at, &file.path, &held);
                    file.lines.end = next;
                }
                (LedgerLine::End(_), Some(_)) => {
                    let input = inputs.last_mut().ok_or_else(broken)?;
                    input.containers.extend(file.take());
                }
                _ => return Err(broken()),
            }
        }
        if file.is_some() { Err(broken()) } else { Ok(inputs) }
    }

    /// The article whose line begins at this byte.
    pub fn article(&self, at: usize) -> Option<Held> {
        self.held(at..self.bytes().len()).next()
    }

    /// The articles of these lines, which were understood when the ledger's inputs were read.
    pub(super) fn held(&self, lines: Range<usize>) -> impl Iterator<Item = Held> + '_ {
        self.lines(lines).map_while(|line| match line {
            LedgerLine::Article(held) => Some(held),
            _ => None,
        })
    }

    /// What the line that begins at this byte says of the end of a file.
    pub(super) fn end(&self, at: usize) -> FileEnd {
        match self.lines(at..self.bytes().len()).next() {
            Some(LedgerLine::End(end)) => end,
            _ => FileEnd::default(),
        }
    }

    fn lines(&self, range: Range<usize>) -> impl Iterator<Item = LedgerLine> + '_ {
        let lines = self.bytes().get(range).unwrap_or_default();
        lines
            .split_inclusive(|byte| *byte == b'\n')
            .map_while(|line| serde_json::from_slice(line).ok())
    }

    fn bytes(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ledger({} bytes)", self.bytes().len())
    }
}

impl Default for Ledger {
    fn default() -> Self {
        Self::new([])
    }
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Ledger {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Note;

    #[test]
    fn inputs_read_back_are_those_written() {
        let held = Held {
            id: "1~2".into(),
            wanted: Some("1".into()),
            key: u64::MAX,
            ..Held::default()
        };
        let end = FileEnd {
            digest: "00ff".into(),
            skipped: vec![Note {
                inside: String::new(),
                place: Some("line 3".into()),
                reason: "broken".into(),
            }],
            warnings: Vec::new(),
        };
        let input = InputState {
            name: "news".into(),
            ..InputState::default()
        };
        let lines = [
            LedgerLine::Input(input.clone()),
            LedgerLine::File("a/b.jsonl.gz".to_owned()),
            LedgerLine::Article(held.clone()),
            LedgerLine::End(end.clone()),
        ];
        let lines = lines.map(|line| serde_json::to_string(&line).unwrap() + "\n");
        let ledger = Ledger::new(lines.concat());
        let mut met = Vec::new();
        let inputs = ledger.inputs(&mut |at, path, held| met.push((at, path.to_owned(), held.clone())));
        let [read] = &inputs.unwrap()[..] else {
            panic!("one input")
        };
        assert_eq!((&read.name, read.containers.len()), (&input.name, 1));
        let file = &read.containers[0];
        assert!(file.articles().eq([held.clone()]));
        assert_eq!(file.end(), end);
        let [(at, path, again)] = &met[..] else {
            panic!("one article")
        };
        assert_eq!((path, again), (&"a/b.jsonl.gz".to_owned(), &held));
        assert_eq!(ledger.article(*at), Some(held));
    }

    #[test]
    fn what_is_not_all_of_a_ledger_is_none() {
        for broken in ["{\"file\":\"a\"}\n", "{\"file\":", "\n"] {
            assert!(Ledger::new(broken).inputs(&mut |_, _, _| ()).is_err(), "{broken}");
        }
        assert_eq!(Ledger::new("").inputs(&mut |_, _, _| ()).unwrap(), []);
    }
}
