//! The inputs of an archive, as a file of JSON Lines beside the index: the ledger of the run, with the digest of each article's content.
//!
//! A build writes it as it reads, to `inputs.spill` in the archive's folder, and copies it to its place when it ends.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ArchiveError;
use super::scratch::Scratch;
use crate::ingest::{LedgerLine, Skipped};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{FileEnd, Note};

    #[test]
    fn lines_are_written_as_they_come_and_what_was_skipped_is_kept() {
        let note = Note {
            inside: "/b.txt".to_owned(),
            place: Some("line 3".to_owned()),
            reason: "broken".to_owned(),
        };
        let end = FileEnd {
            skipped: vec![note],
            ..FileEnd::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let mut catalog = Catalog::new(folder.path());
        let lines = [LedgerLine::File("a.zip".to_owned()), LedgerLine::End(end)];
        for line in &lines {
            catalog.add(line).unwrap();
        }
        let mut bytes = Vec::new();
        catalog.copy(&mut bytes).unwrap();
        let written = bytes.split_inclusive(|byte| *byte == b'\n');
        let written: Vec<LedgerLine> = written
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect();
        assert_eq!(written, lines);
        assert_eq!(catalog.digest(), format!("{:x}", Sha256::digest(&bytes)));
        assert_eq!(catalog.skipped()[0].path, "a.zip/b.txt");
    }
}
