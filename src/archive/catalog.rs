//! The inputs of an archive, as a file of JSON Lines beside the index: the ledger of the run, with the digest of each article's content.
//!
//! A build writes it as it reads, to `inputs.spill` in the archive's folder, and copies it to its place when it ends.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ArchiveError;
use super::scratch::Scratch;
use crate::ingest::{Container, InputState, LedgerLine, Skipped};

const NAME: &str = "inputs.spill";

/// The file while it is written.
#[derive(Debug)]
pub(super) struct Catalog {
    file: Scratch,
    sha: Sha256,
    /// The path of the last file in its input.
    last: String,
    skipped: Vec<Skipped>,
}

impl Catalog {
    /// One in this folder, with no line yet; what a killed build left there goes.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            file: Scratch::new(folder, NAME),
            sha: Sha256::new(),
            last: String::new(),
            skipped: Vec::new(),
        }
    }

    /// Adds a line.
    pub(super) fn add(&mut self, line: &LedgerLine) -> Result<(), ArchiveError> {
        match line {
            LedgerLine::File(path) => path.clone_into(&mut self.last),
            LedgerLine::End(end) => self.skipped.extend(end.skipped.iter().map(|note| Skipped {
                path: format!("{}{}", self.last, note.inside),
                place: note.place.clone(),
                reason: note.reason.clone(),
            })),
            LedgerLine::Input(_) | LedgerLine::Article(_) => {}
        }
        self.write(line)
            .map_err(|e| ArchiveError::io("cannot write the archive", self.file.path(), &e))
    }

    fn write(&mut self, line: &LedgerLine) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.sha.update(&bytes);
        self.file.out()?.write_all(&bytes)
    }

    /// What was skipped in all files.
    pub(super) fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Digest of all lines, in hex.
    pub(super) fn digest(&self) -> String {
        format!("{:x}", self.sha.clone().finalize())
    }

    /// Writes all lines to `out`.
    pub(super) fn copy(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.file.written()? {
            Some(path) => io::copy(&mut File::open(path)?, out).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// The inputs of a catalogue; an error for anything else.
pub(super) fn read(bytes: &[u8]) -> io::Result<Vec<InputState>> {
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    let mut inputs = Vec::<InputState>::new();
    let mut file: Option<Container> = None;
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match (serde_json::from_slice(line)?, &mut file) {
            (LedgerLine::Input(input), None) => inputs.push(input),
            (LedgerLine::File(path), None) => {
                file = Some(Container {
                    path,
                    ..Container::default()
                });
            }
            (LedgerLine::Article(held), Some(file)) => file.articles.push(held),
            (LedgerLine::End(end), Some(_)) => {
                let input = inputs.last_mut().ok_or_else(broken)?;
                input
                    .containers
                    .extend(file.take().map(|file| Container { end, ..file }));
            }
            _ => return Err(broken()),
        }
    }
    if file.is_some() { Err(broken()) } else { Ok(inputs) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{FileEnd, Held, Note};

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
        let path = "a/b.jsonl.gz".to_owned();
        let folder = tempfile::tempdir().unwrap();
        let mut catalog = Catalog::new(folder.path());
        for line in [
            LedgerLine::Input(input.clone()),
            LedgerLine::File(path.clone()),
            LedgerLine::Article(held.clone()),
            LedgerLine::End(end.clone()),
        ] {
            catalog.add(&line).unwrap();
        }
        let mut bytes = Vec::new();
        catalog.copy(&mut bytes).unwrap();
        let articles = vec![held];
        let containers = vec![Container { path, articles, end }];
        assert_eq!(read(&bytes).unwrap(), [InputState { containers, ..input }]);
        assert_eq!(catalog.digest(), format!("{:x}", Sha256::digest(&bytes)));
        assert!(read(&bytes[..bytes.len() - 9]).is_err() && read(b"{\"file\":\"a\"}").is_err());
        drop(catalog);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
