//! What stories and facts need of every article, on disk while a build runs: memory holds the window, not the corpus.
//!
//! One file, `reports.spill` in the archive's folder: for each article, in the order they come, its sketch and the rest of its claims as
//! [`ArticleClaims::pack`] writes them. Where each lies is kept in memory with its day (and, until all are sorted, its id), some
//! hundred bytes an article. The file goes when the build ends; one that a killed build left is removed by the next.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::ArchiveError;
use crate::model::{ArticleClaims, Shelf, Sketch};

const NAME: &str = "reports.spill";

/// Bytes that are written and read at a time.
const BUFFER: usize = 1 << 16;

/// An article's bytes as they are written.
#[derive(Debug)]
pub(super) struct Packed {
    day: Option<Date>,
    id: String,
    bytes: Vec<u8>,
    /// Length of the sketch, with which the bytes begin.
    sketch: u32,
}

impl From<&ArticleClaims> for Packed {
    fn from(article: &ArticleClaims) -> Self {
        let mut bytes = Vec::new();
        Sketch::from(article).pack(&mut bytes);
        let sketch = bytes.len() as u32;
        article.pack(&mut bytes);
        Self {
            day: article.date,
            id: article.id.clone(),
            bytes,
            sketch,
        }
    }
}

/// Where an article lies in the file.
#[derive(Debug, Clone, Copy)]
struct Place {
    day: Option<Date>,
    start: u64,
    sketch: u32,
    length: u32,
}

/// The file while it is written.
#[derive(Debug, Default)]
pub(super) struct Spill {
    file: Option<BufWriter<File>>,
    path: PathBuf,
    length: u64,
    places: Vec<(Place, String)>,
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
        let place = Place {
            day: article.day,
            start: self.length,
            sketch: article.sketch,
            length: article.bytes.len() as u32,
        };
        self.length += article.bytes.len() as u64;
        self.places.push((place, article.id));
        Ok(())
    }

    /// All articles by (day, id), to be read.
    pub(super) fn finish(mut self) -> Result<Reports, ArchiveError> {
        let file = self.file.take().map(BufWriter::into_inner).transpose();
        let file = file.map_err(|e| ArchiveError::io("cannot write the archive", &self.path, e.error()))?;
        let mut places = std::mem::take(&mut self.places);
        places.sort_unstable_by(|(x, a), (y, b)| (x.day, a).cmp(&(y.day, b)));
        Ok(Reports {
            file: Mutex::new(file),
            path: std::mem::take(&mut self.path),
            places: places.into_iter().map(|(place, _)| place).collect(),
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
}

impl Reports {
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
        let place = self.places[at as usize];
        let bytes = self.read(place.start, place.sketch)?;
        Sketch::unpack(&bytes, place.day).ok_or_else(|| self.broken())
    }

    fn article(&self, at: u32) -> Result<Cow<'_, ArticleClaims>, ArchiveError> {
        let place = self.places[at as usize];
        let bytes = self.read(place.start, place.length)?;
        let (sketch, rest) = bytes.split_at(place.sketch as usize);
        let article =
            Sketch::unpack(sketch, place.day).and_then(|sketch| ArticleClaims::unpack(sketch, rest));
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
