//! What stories and facts need of every article: of new ones on disk while a build runs, of those that stay in the archive. Memory holds the
//! window, not the corpus.
//!
//! New articles go to one file, `reports.spill` in the archive's folder: for each, in the order they come, its sketch, its ties and the rest of its
//! claims as `model` packs them. The file goes when the build ends; one that a killed build left is removed by the next. Of articles
//! that stay, sketches are read from the archive's file of sketches, and the rest, where a story is told anew, from the index.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::sketches::{Sketches, write_table};
use super::{Archive, ArchiveError};
use crate::model::{ArticleClaims, Shelf, Sketch, Ties};

const NAME: &str = "reports.spill";

/// Bytes that are written and read at a time.
const BUFFER: usize = 1 << 16;

/// An article's bytes as they are written.
#[derive(Debug)]
pub(super) struct Packed {
    day: Option<Date>,
    id: String,
    bytes: Vec<u8>,
    /// Lengths of the sketch and of the ties, with which the bytes begin.
    sketch: u32,
    ties: u32,
}

impl From<&ArticleClaims> for Packed {
    fn from(article: &ArticleClaims) -> Self {
        let mut bytes = Vec::new();
        Sketch::from(article).pack(&mut bytes);
        let sketch = bytes.len() as u32;
        Ties::from(article).pack(&mut bytes);
        let ties = bytes.len() as u32 - sketch;
        article.pack(&mut bytes);
        Self {
            day: article.date,
            id: article.id.clone(),
            bytes,
            sketch,
            ties,
        }
    }
}

/// Where an article lies.
#[derive(Debug, Clone, Copy)]
enum Lies {
    /// In the spill: its first byte, and how many there are.
    New { start: u64, length: u32 },
    /// In this row of the sketches.
    Kept { row: u32 },
}

/// An article and where it lies.
#[derive(Debug)]
struct Place {
    day: Option<Date>,
    id: String,
    lies: Lies,
    sketch: u32,
    ties: u32,
}

/// The file while it is written.
#[derive(Debug, Default)]
pub(super) struct Spill {
    file: Option<BufWriter<File>>,
    path: PathBuf,
    length: u64,
    places: Vec<Place>,
}

impl Spill {
    /// One in this folder, with no article yet; what a killed build left there goes.
    pub(super) fn new(folder: &Path) -> Self {
        let path = folder.join(NAME);
        remove(&path);
        Self {
            file: None,
            path,
            length: 0,
            places: Vec::new(),
        }
    }

    /// Adds an article.
    pub(super) fn add(&mut self, article: Packed) -> Result<(), ArchiveError> {
        let (path, file) = (&self.path, &mut self.file);
        let failed = |e: &io::Error| ArchiveError::io("cannot write the archive", path, e);
        let out = if let Some(out) = file {
            out
        } else {
            let mut options = File::options();
            options.create(true).truncate(true).read(true).write(true);
            let opened = options.open(path).map_err(|e| failed(&e))?;
            file.insert(BufWriter::with_capacity(BUFFER, opened))
        };
        out.write_all(&article.bytes).map_err(|e| failed(&e))?;
        let length = article.bytes.len() as u32;
        self.places.push(Place {
            day: article.day,
            id: article.id,
            lies: Lies::New {
                start: self.length,
                length,
            },
            sketch: article.sketch,
            ties: article.ties,
        });
        self.length += u64::from(length);
        Ok(())
    }

    /// All articles by (day, id), to be read: those added, and those of `old` that stay.
    pub(super) fn finish(
        mut self,
        old: Option<(Sketches, Arc<Archive>)>,
        stays: impl Fn(&str) -> bool,
    ) -> Result<Reports, ArchiveError> {
        let file = self.file.take().map(BufWriter::into_inner).transpose();
        let file = file.map_err(|e| ArchiveError::io("cannot write the archive", &self.path, e.error()))?;
        let mut places = std::mem::take(&mut self.places);
        let rows = old
            .iter()
            .flat_map(|(sketches, _)| sketches.rows.iter().enumerate());
        places.extend(rows.filter(|(_, row)| stays(&row.id)).map(|(at, row)| Place {
            day: row.day,
            id: row.id.clone(),
            lies: Lies::Kept { row: at as u32 },
            sketch: row.sketch,
            ties: row.ties,
        }));
        places.sort_unstable_by(|x, y| (x.day, &x.id).cmp(&(y.day, &y.id)));
        Ok(Reports {
            file: Mutex::new(file),
            path: std::mem::take(&mut self.path),
            places,
            old,
        })
    }
}

impl Drop for Spill {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            remove(&self.path);
        }
    }
}

/// The articles of a build as stories and facts read them.
#[derive(Debug)]
pub struct Reports {
    file: Mutex<Option<File>>,
    path: PathBuf,
    places: Vec<Place>,
    old: Option<(Sketches, Arc<Archive>)>,
}

impl Reports {
    /// The publication day of the article that stands `at`.
    pub fn day(&self, at: u32) -> Option<Date> {
        self.places[at as usize].day
    }

    /// The row of the old archive's sketches that the article came from, if it stayed as it was.
    pub(super) fn row(&self, at: u32) -> Option<u32> {
        match self.places[at as usize].lies {
            Lies::Kept { row } => Some(row),
            Lies::New { .. } => None,
        }
    }

    /// The sketches of the old archive.
    pub(super) fn old_sketches(&self) -> Option<&Sketches> {
        self.old.as_ref().map(|(sketches, _)| sketches)
    }

    /// Writes the sketches of all articles, whose stories begin with the articles at `homes`.
    pub(super) fn write_sketches(&self, homes: &[u32], out: &mut dyn io::Write) -> io::Result<()> {
        for place in &self.places {
            let bytes = self.head(place).map_err(io::Error::other)?;
            out.write_all(&bytes)?;
        }
        let rows = self.places.iter().zip(homes);
        write_table(
            rows.map(|(place, home)| (place.id.as_str(), place.day, *home, [place.sketch, place.ties])),
            out,
        )
    }

    /// Sketch and ties.
    fn head(&self, place: &Place) -> Result<Cow<'_, [u8]>, ArchiveError> {
        match place.lies {
            Lies::New { start, .. } => self.read(start, place.sketch + place.ties).map(Cow::Owned),
            Lies::Kept { row } => {
                let (sketches, _) = self.old.as_ref().ok_or_else(|| self.broken())?;
                Ok(Cow::Borrowed(sketches.both(&sketches.rows[row as usize])))
            }
        }
    }

    /// `length` bytes of the file from `start` on.
    fn read(&self, start: u64, length: u32) -> Result<Vec<u8>, ArchiveError> {
        let mut bytes = vec![0; length as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = match file.as_mut() {
            Some(file) => file
                .seek(SeekFrom::Start(start))
                .and_then(|_| file.read_exact(&mut bytes)),
            None => Err(io::ErrorKind::NotFound.into()),
        };
        read.map_err(|e| ArchiveError::io("cannot read what the build wrote", &self.path, &e))?;
        Ok(bytes)
    }

    fn broken(&self) -> ArchiveError {
        let error = io::ErrorKind::InvalidData.into();
        ArchiveError::io("cannot read what the build wrote", &self.path, &error)
    }
}

impl Shelf for Reports {
    type Error = ArchiveError;

    fn len(&self) -> usize {
        self.places.len()
    }

    fn sketch(&self, at: u32) -> Result<Sketch<'_>, ArchiveError> {
        let place = &self.places[at as usize];
        let bytes = match place.lies {
            Lies::New { start, .. } => Cow::Owned(self.read(start, place.sketch)?),
            Lies::Kept { .. } => self.head(place)?,
        };
        Sketch::unpack(&bytes[..place.sketch as usize], place.day).ok_or_else(|| self.broken())
    }

    fn ties(&self, at: u32) -> Result<Ties<'_>, ArchiveError> {
        let place = &self.places[at as usize];
        let bytes = self.head(place)?;
        Ties::unpack(&bytes[place.sketch as usize..]).ok_or_else(|| self.broken())
    }

    fn article(&self, at: u32) -> Result<Cow<'_, ArticleClaims>, ArchiveError> {
        let place = &self.places[at as usize];
        let article = match (place.lies, &self.old) {
            (Lies::New { start, length }, _) => {
                let bytes = self.read(start, length)?;
                let (sketch, rest) = bytes.split_at(place.sketch as usize);
                Sketch::unpack(sketch, place.day)
                    .and_then(|sketch| ArticleClaims::unpack(sketch, &rest[place.ties as usize..]))
            }
            (Lies::Kept { .. }, Some((_, archive))) => archive
                .article(&place.id)?
                .map(|article| ArticleClaims::from(&article.record)),
            (Lies::Kept { .. }, None) => None,
        };
        article.map(Cow::Owned).ok_or_else(|| self.broken())
    }
}

impl Drop for Reports {
    fn drop(&mut self) {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        if file.take().is_some() {
            remove(&self.path);
        }
    }
}

/// What cannot be removed now is removed by the next build.
fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}
