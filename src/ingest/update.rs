//! Reading again: unchanged files are not parsed, and inputs that this run does not name stay.
//!
//! Ids are given as if everything were read anew, inputs by name and files by path, so that an archive that grew is the one that a single run would make.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::iter::Peekable;
use std::path::Path;
use std::vec::IntoIter;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::inputs::{Part, Place, Step, is_below, plan};
use super::read_ahead::{self, Ahead};
use super::walk::{self, Found};
use super::{
    Container, FileEnd, Flow, Held, InputState, Intake, Item, Kept, LedgerLine, Options, ReadError, Source,
};

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;

/// Reads what `arguments` name and hands every article to `sink`: new and changed ones as [`Item::Article`], those known from `stored` as
/// [`Item::Kept`], and with them the ledger of what is to be stored. What of `stored` lies in a named input and is no longer there is not
/// handed on.
///
/// # Errors
/// As [`super::read`].
pub fn update(
    arguments: &[String],
    options: &Options,
    stored: Vec<InputState>,
    place: &Place<'_>,
    sink: &mut dyn FnMut(Item) -> Flow,
) -> Result<(), ReadError> {
    let steps = plan(arguments, &options.listed, stored, place)?;
    let mut intake = Intake::new(options, sink)?;
    for step in steps {
        let mut update = Update {
            intake: &mut intake,
            reading: place.reading,
            named: false,
            known: BTreeMap::new(),
            input: None,
        };
        if update.step(step, place.alone).is_break() {
            break;
        }
    }
    Ok(())
}

/// One input being read.
struct Update<'a, 'b> {
    intake: &'a mut Intake<'b>,
    reading: &'a str,
    /// Whether the run names the input.
    named: bool,
    /// Files of an earlier run in the part that is read, by path.
    known: BTreeMap<String, Container>,
    /// The input, until its first file.
    input: Option<InputState>,
}

impl Update<'_, '_> {
    fn step(&mut self, step: Step, alone: bool) -> Flow {
        let Step { mut state, parts } = step;
        let same = state.reading == self.reading;
        let mut stored = std::mem::take(&mut state.containers).into_iter().peekable();
        self.named = !parts.is_empty();
        let from_stdin = state.is_stdin() && self.named;
        if parts.iter().any(|part| part.below.is_empty()) {
            self.reading.clone_into(&mut state.reading);
        } else if !parts.is_empty() && !same {
            // Read in two ways: the next run that names it parses all of it.
            state.reading.clear();
        }
        self.input = Some(state);
        if from_stdin {
            let stays = stored.next().filter(|_| !alone);
            self.stdin(stays.as_ref())
        } else {
            self.parts(&parts, &mut stored, same)
        }
    }

    /// A file begins, and the input with its first.
    fn begin(&mut self, path: &str) -> Flow {
        if let Some(input) = self.input.take() {
            self.intake.note(LedgerLine::Input(input))?;
        }
        self.intake.begin(path)
    }

    /// Reads the parts that are named, and keeps what stands before, between and behind them.
    fn parts(&mut self, parts: &[Part], stored: &mut Peekable<IntoIter<Container>>, same: bool) -> Flow {
        for part in parts {
            while let Some(container) = stored.next_if(|c| before(&c.path, &part.below)) {
                self.keep(&container)?;
            }
            self.known.clear();
            while let Some(container) = stored.next_if(|c| is_below(&c.path, &part.below)) {
                if same {
                    self.known.insert(container.path.clone(), container);
                }
            }
            self.part(part)?;
        }
        stored.try_for_each(|container| self.keep(&container))
    }

    /// Files are met in their order, and digested side by side before they are handed on in the same.
    fn part(&mut self, part: &Part) -> Flow {
        let threads = self.intake.threads();
        read_ahead::batches(&part.named, &part.below, threads, &mut |batch| self.found(batch))
    }

    fn found(&mut self, met: Vec<Ahead>) -> Flow {
        let known = &self.known;
        let is_same = |ahead: &Ahead| match &ahead.found {
            Found::File(path, source) => known
                .get(&source.path)
                .map(|known| known.end().digest)
                .filter(|known| !known.is_empty())
                .is_some_and(|known| {
                    digest_of(path, ahead.bytes.as_deref()).is_ok_and(|digest| digest == known)
                }),
            Found::Skipped(..) | Found::Warning(..) => false,
        };
        let same: Vec<bool> = met.par_iter().map(is_same).collect();
        met.into_iter()
            .zip(same)
            .try_for_each(|(Ahead { found, bytes }, same)| match found {
                Found::File(path, source) => self.file(&path, source, (bytes, same)),
                Found::Skipped(source, reason) => self.intake.skip(&source, None, &reason),
                Found::Warning(source, reason) => self.intake.warn(&source, None, &reason),
            })
    }

    /// Reads a file, of which the bytes may be at hand, unless they are the same as in an earlier run.
    fn file(&mut self, path: &Path, source: Source, (bytes, same): (Option<Vec<u8>>, bool)) -> Flow {
        if let Some(known) = self.known.remove(&source.path).filter(|_| same) {
            return self.keep(&known);
        }
        if let Some(bytes) = bytes {
            return self.parse(source, &mut bytes.as_slice());
        }
        match walk::open(path) {
            Ok(mut file) => self.parse(source, &mut file),
            Err(reason) => self.intake.skip(&source, None, &reason),
        }
    }

    fn parse(&mut self, source: Source, file: &mut dyn Read) -> Flow {
        let path = source.path.clone();
        self.begin(&path)?;
        let mut hashing = Hashing::new(file);
        self.intake
            .open(source, &mut BufReader::with_capacity(BUFFER, &mut hashing))?;
        let end = FileEnd {
            digest: hashing.finish().unwrap_or_default(),
            ..self.intake.end()
        };
        self.intake.note(LedgerLine::End(end))
    }

    /// Hands on what a container gave when it was read, with the ids that it has by now.
    fn keep(&mut self, container: &Container) -> Flow {
        self.begin(&container.path)?;
        let end = container.end();
        self.again(container, &end)?;
        self.intake.end();
        self.intake.note(LedgerLine::End(end))
    }

    fn again(&mut self, container: &Container, end: &FileEnd) -> Flow {
        let source = |inside: &str| Source::new(container.path_of(inside));
        // What a run does not name, it does not speak of.
        if self.named {
            for note in &end.skipped {
                self.intake
                    .skip_for(&source(&note.inside), note.place.clone(), note.reason.clone())?;
            }
            for note in &end.warnings {
                self.intake
                    .warn(&source(&note.inside), note.place.clone(), &note.reason)?;
            }
        }
        container
            .articles()
            .try_for_each(|held| self.keep_article(&held, &container.path_of(&held.inside)))
    }

    fn keep_article(&mut self, held: &Held, path: &str) -> Flow {
        let kept = Kept {
            was: held.id.clone(),
            held: self.intake.identify_again(held),
            path: path.to_owned(),
            named: self.named,
        };
        self.intake.keep(kept, &Source::new(path.to_owned()))
    }

    /// Articles of standard input stay until one of their id comes again.
    fn stdin(&mut self, stored: Option<&Container>) -> Flow {
        let source = Source::new(InputState::STDIN.to_owned());
        self.begin(&source.path)?;
        if stored.is_some() {
            self.intake.keep_wanted();
        }
        self.intake.open(source, &mut io::stdin().lock())?;
        let came = self.intake.take_wanted();
        if let Some(stored) = stored {
            for held in stored.articles().filter(|held| !came.contains(held.wanted())) {
                self.keep_article(&held, &stored.path_of(&held.inside))?;
            }
        }
        self.intake.end();
        // What was skipped is gone with the stream.
        self.intake.note(LedgerLine::End(FileEnd::default()))
    }
}

/// Whether a path comes before all that is in the folder or file `part`, in the order of a walk.
fn before(path: &str, part: &str) -> bool {
    !is_below(path, part) && path.split('/').lt(part.split('/'))
}

fn digest_of(path: &Path, bytes: Option<&[u8]>) -> io::Result<String> {
    if let Some(mut bytes) = bytes {
        return Hashing::new(&mut bytes).finish();
    }
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Hashing::new(&mut File::open(path)?).finish()
}

/// A file whose bytes are digested as they are read.
struct Hashing<'a> {
    file: &'a mut dyn Read,
    sha: Sha256,
    failed: bool,
}

impl<'a> Hashing<'a> {
    fn new(file: &'a mut dyn Read) -> Self {
        Self {
            file,
            sha: Sha256::new(),
            failed: false,
        }
    }

    /// The digest of all bytes, those not asked for too.
    fn finish(mut self) -> io::Result<String> {
        let mut rest = [0; BUFFER / 4];
        while self.read(&mut rest)? > 0 {}
        if self.failed {
            return Err(io::ErrorKind::Other.into());
        }
        Ok(format!("{:x}", self.sha.finalize())[..32].to_owned())
    }
}

impl Read for Hashing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer);
        match &read {
            Ok(n) => self.sha.update(&buffer[..*n]),
            Err(_) => self.failed = true,
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_a_walk() {
        assert!(before("a/b.txt", "a/c") && before("a/z", "b") && !before("b/x", "b") && !before("c", "b"));
        // `a.txt` stands behind the folder `a`, as its name is longer.
        assert!(before("a/z.txt", "a.txt") && !before("a.txt", "a"));
        assert!(is_below("a/b", "a") && is_below("a", "a") && is_below("x", "") && !is_below("ab", "a"));
    }
}
