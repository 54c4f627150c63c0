//! What stories and facts need of every article: of new ones on disk while a build runs, of those that stay in the archive. Memory holds the
//! window, not the corpus.
//!
//! New articles go to one file, `reports.spill` in the archive's folder: for each, in the order they come, its id, its sketch, its ties and the
//! rest of its claims as `model` packs them. The file goes when the build ends; one that a killed build left is removed by the next. Of articles
//! that stay, sketches are read from the archive's file of sketches, and the rest, where a story is told anew, from the index.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::directory::{FileSlice, OwnedBytes};

use super::places::{Lies, Place, Places, Runs};
use super::scratch::Scratch;
use super::sketches::{Row, Sketches, write_table};
use super::{Archive, ArchiveError};
use crate::model::{ArticleClaims, Shelf, Sketch, Ties};

const NAME: &str = "reports.spill";

/// An article's bytes as they are written: its id, its sketch, its ties and the rest.
#[derive(Debug)]
pub(super) struct Packed {
    id: String,
    bytes: Vec<u8>,
    /// As if they lay at the beginning.
    place: Place,
}

impl Packed {
    /// The id of the article.
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

impl From<&ArticleClaims> for Packed {
    fn from(article: &ArticleClaims) -> Self {
        let mut bytes = article.id.clone().into_bytes();
        let id = bytes.len();
        Sketch::from(article).pack(&mut bytes);
        let sketch = bytes.len();
        Ties::from(article).pack(&mut bytes);
        let ties = bytes.len();
        article.pack(&mut bytes);
        Self {
            id: article.id.clone(),
            place: Place {
                day: article.date,
                lies: Lies::New {
                    start: 0,
                    length: bytes.len() as u32,
                },
                id: id as u32,
                sketch: (sketch - id) as u32,
                ties: (ties - sketch) as u32,
            },
            bytes,
        }
    }
}

/// The file while it is written.
#[derive(Debug)]
pub(super) struct Spill {
    file: Scratch,
    length: u64,
    runs: Runs,
}

impl Spill {
    /// One in this folder, with no article yet; what a killed build left there goes.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            file: Scratch::new(folder, NAME),
            length: 0,
            runs: Runs::new(folder),
        }
    }

    /// Adds an article.
    pub(super) fn add(&mut self, article: &Packed) -> Result<(), ArchiveError> {
        let written = self.write(article);
        written.map_err(|e| ArchiveError::io("cannot write the archive", self.file.path(), &e))
    }

    fn write(&mut self, article: &Packed) -> io::Result<()> {
        self.file.out()?.write_all(&article.bytes)?;
        let length = article.bytes.len() as u32;
        let start = self.length;
        self.length += u64::from(length);
        let place = Place {
            lies: Lies::New { start, length },
            ..article.place
        };
        self.runs.add(&article.id, place)
    }

    /// All articles by (day, id), to be read: those added, and those of `old` that stay.
    pub(super) fn finish(
        &mut self,
        old: Option<(Sketches, Arc<Archive>)>,
        stays: impl Fn(&str) -> bool,
    ) -> Result<Reports, ArchiveError> {
        let rows = old.iter().flat_map(|(sketches, _)| sketches.rows());
        let (file, places) = self
            .ended((0..).zip(rows).filter(|(_, row)| stays(row.id)))
            .map_err(|e| ArchiveError::io("cannot write the archive", self.file.path(), &e))?;
        Ok(Reports {
            file,
            scratch: self.file.take(),
            places,
            old,
        })
    }

    fn ended<'a>(
        &mut self,
        kept: impl Iterator<Item = (u32, Row<'a>)>,
    ) -> io::Result<(Option<FileSlice>, Places)> {
        for (at, row) in kept {
            let place = Place {
                day: row.day,
                lies: Lies::Kept { row: at },
                id: row.id.len() as u32,
                sketch: row.sketch,
                ties: row.ties,
            };
            self.runs.add(row.id, place)?;
        }
        let places = self.runs.finish()?;
        let file = self.file.written()?.map(FileSlice::open).transpose()?;
        Ok((file, places))
    }
}

/// The articles of a build as stories and facts read them.
#[derive(Debug)]
pub struct Reports {
    file: Option<FileSlice>,
    scratch: Scratch,
    places: Places,
    old: Option<(Sketches, Arc<Archive>)>,
}

impl Reports {
    /// The row of the old archive's sketches that the article came from, if it stayed as it was.
    pub(super) fn row(&self, at: u32) -> Result<Option<u32>, ArchiveError> {
        Ok(match self.place(at)?.lies {
            Lies::Kept { row } => Some(row),
            Lies::New { .. } => None,
        })
    }

    /// The sketches of the old archive.
    pub(super) fn old_sketches(&self) -> Option<&Sketches> {
        self.old.as_ref().map(|(sketches, _)| sketches)
    }

    /// Writes the sketches of all articles, whose stories begin with the articles at `homes`.
    pub(super) fn write_sketches(&self, homes: &[u32], out: &mut dyn io::Write) -> io::Result<()> {
        for at in 0..self.len() as u32 {
            let head = self.place(at).and_then(|place| self.head(&place));
            out.write_all(&head.map_err(io::Error::other)?)?;
        }
        let row = |(at, home): (u32, &u32)| {
            let place = self.place(at)?;
            Ok((self.id(&place)?, place.day, *home, [place.sketch, place.ties]))
        };
        let rows = (0..)
            .zip(homes)
            .map(|one| row(one).map_err(|e: ArchiveError| io::Error::other(e)));
        write_table(rows, out)
    }

    fn place(&self, at: u32) -> Result<Place, ArchiveError> {
        self.places.get(at as usize).map_err(|e| self.unread(&e))
    }

    fn id(&self, place: &Place) -> Result<String, ArchiveError> {
        match place.lies {
            Lies::New { start, .. } => {
                String::from_utf8(self.read(start, 0..place.id)?.to_vec()).map_err(|_| self.broken())
            }
            Lies::Kept { row } => Ok(self.kept()?.0.row(row).id.to_owned()),
        }
    }

    /// Sketch and ties.
    fn head(&self, place: &Place) -> Result<OwnedBytes, ArchiveError> {
        match place.lies {
            Lies::New { start, .. } => self.read(start, place.id..place.id + place.sketch + place.ties),
            Lies::Kept { row } => Ok(self.kept()?.0.both(row)),
        }
    }

    /// These bytes of the article that begins at `start`.
    fn read(&self, start: u64, range: Range<u32>) -> Result<OwnedBytes, ArchiveError> {
        let file = self.file.as_ref().ok_or_else(|| self.broken())?;
        let at = |offset: u32| start as usize + offset as usize;
        file.read_bytes_slice(at(range.start)..at(range.end))
            .map_err(|e| self.unread(&e))
    }

    fn kept(&self) -> Result<&(Sketches, Arc<Archive>), ArchiveError> {
        self.old.as_ref().ok_or_else(|| self.broken())
    }

    fn unread(&self, error: &io::Error) -> ArchiveError {
        ArchiveError::io("cannot read what the build wrote", self.scratch.path(), error)
    }

    fn broken(&self) -> ArchiveError {
        self.unread(&io::ErrorKind::InvalidData.into())
    }
}

impl Shelf for Reports {
    type Error = ArchiveError;

    fn len(&self) -> usize {
        self.places.len()
    }

    fn day(&self, at: u32) -> Result<Option<Date>, ArchiveError> {
        Ok(self.place(at)?.day)
    }

    fn sketch(&self, at: u32) -> Result<Sketch<'_>, ArchiveError> {
        let place = self.place(at)?;
        let bytes = match place.lies {
            Lies::New { start, .. } => self.read(start, place.id..place.id + place.sketch)?,
            Lies::Kept { .. } => self.head(&place)?,
        };
        Sketch::unpack(&bytes[..place.sketch as usize], place.day).ok_or_else(|| self.broken())
    }

    fn ties(&self, at: u32) -> Result<Ties<'_>, ArchiveError> {
        let place = self.place(at)?;
        let bytes = self.head(&place)?;
        Ties::unpack(&bytes[place.sketch as usize..]).ok_or_else(|| self.broken())
    }

    fn article(&self, at: u32) -> Result<Cow<'_, ArticleClaims>, ArchiveError> {
        let place = self.place(at)?;
        let article = match place.lies {
            Lies::New { start, length } => {
                let bytes = self.read(start, place.id..length)?;
                let (sketch, rest) = bytes.split_at(place.sketch as usize);
                Sketch::unpack(sketch, place.day)
                    .and_then(|sketch| ArticleClaims::unpack(sketch, &rest[place.ties as usize..]))
            }
            Lies::Kept { .. } => {
                let (_, archive) = self.kept()?;
                let article = archive.article(&self.id(&place)?)?;
                article.map(|article| ArticleClaims::from(&article.record))
            }
        };
        article.map(Cow::Owned).ok_or_else(|| self.broken())
    }
}
