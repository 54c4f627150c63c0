//! Where the articles of a build lie, by (day, id): sorted on disk, so that memory does not grow with their number.
//!
//! Runs of places are sorted as they come and written to one file; at the end they are merged to another, of which all rows have one length
//! (external merge sort: Knuth, The Art of Computer Programming 3, 5.4). Both are in the archive's folder, and go when the build ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use jiff::civil::Date;
use tantivy::HasLen as _;
use tantivy::directory::FileHandle as _;

use super::schema::day_number;
use super::scratch::Scratch;
use super::sketches::day_of;
use super::unmapped::Unmapped;

const RUNS: &str = "places.spill";
const ORDER: &str = "order.spill";

/// Places in a run: some 5 MB.
const RUN: usize = 1 << 16;
/// Bytes of a row.
const ROW: usize = 28;
/// Bytes of rows that are read at a time: what stands together is of one day.
const WINDOW: usize = 1 << 13;

/// Where an article lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lies {
    /// In the spill: its first byte, and how many there are.
    New { start: u64, length: u32 },
    /// In this row of the sketches.
    Kept { row: u32 },
}

/// An article's day, where it lies, and the lengths of what lies there first: its id, its sketch and its ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) day: Option<Date>,
    pub(super) lies: Lies,
    pub(super) id: u32,
    pub(super) sketch: u32,
    pub(super) ties: u32,
}

/// A place with the article's day and id, by which they are sorted.
type Keyed = (Option<Date>, String, Place);

/// A place as it is written.
type Row = [u8; ROW];

/// Places in the order they come.
#[derive(Debug)]
pub(super) struct Runs {
    size: usize,
    /// The run that is filled.
    last: Vec<Keyed>,
    file: Scratch,
    order: Scratch,
    /// Where each run begins in the file, and how many places it has.
    ended: Vec<(u64, usize)>,
    length: u64,
}

impl Runs {
    /// None yet; what a killed build left in the folder goes.
    pub(super) fn new(folder: &Path) -> Self {
        Self::of_size(folder, RUN)
    }

    fn of_size(folder: &Path, size: usize) -> Self {
        Self {
            size,
            last: Vec::new(),
            file: Scratch::new(folder, RUNS),
            order: Scratch::new(folder, ORDER),
            ended: Vec::new(),
            length: 0,
        }
    }

    /// Adds the place of the article with this id.
    pub(super) fn add(&mut self, id: &str, place: Place) -> io::Result<()> {
        self.last.push((place.day, id.to_owned(), place));
        if self.last.len() < self.size {
            Ok(())
        } else {
            self.end_run()
        }
    }

    fn end_run(&mut self) -> io::Result<()> {
        self.last.sort_unstable();
        let out = self.file.out()?;
        self.ended.push((self.length, self.last.len()));
        for (_, id, place) in self.last.drain(..) {
            out.write_all(&place.row())?;
            out.write_all(id.as_bytes())?;
            self.length += (ROW + id.len()) as u64;
        }
        Ok(())
    }

    /// All places by (day, id).
    pub(super) fn finish(&mut self) -> io::Result<Places> {
        if self.ended.is_empty() {
            // What fits in memory is not written first.
            self.last.sort_unstable();
            let last = std::mem::take(&mut self.last);
            return Places::write(self.order.take(), last.into_iter().map(|(_, _, place)| Ok(place)));
        }
        self.end_run()?;
        let path = self.file.written()?.ok_or(io::ErrorKind::NotFound)?;
        let runs = self.ended.iter().map(|&run| Run::open(path, run));
        let merged = Merged::new(runs.collect::<io::Result<_>>()?)?;
        Places::write(self.order.take(), merged)
    }
}

/// A run that is read again.
struct Run {
    file: BufReader<File>,
    left: usize,
}

impl Run {
    fn open(path: &Path, (start, places): (u64, usize)) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let file = BufReader::new(file);
        Ok(Self { file, left: places })
    }

    fn next(&mut self) -> io::Result<Option<Keyed>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let mut row = [0; ROW];
        self.file.read_exact(&mut row)?;
        let place = Place::of(&row).ok_or(io::ErrorKind::InvalidData)?;
        let mut id = vec![0; place.id as usize];
        self.file.read_exact(&mut id)?;
        let id = String::from_utf8(id).map_err(io::Error::other)?;
        Ok(Some((place.day, id, place)))
    }
}

/// The runs as one.
struct Merged {
    runs: Vec<Run>,
    /// The next of each, with the run it is of.
    next: BinaryHeap<Reverse<(Keyed, usize)>>,
}

impl Merged {
    fn new(runs: Vec<Run>) -> io::Result<Self> {
        let next = BinaryHeap::with_capacity(runs.len());
        let mut merged = Self { runs, next };
        for run in 0..merged.runs.len() {
            merged.fetch(run)?;
        }
        Ok(merged)
    }

    fn fetch(&mut self, run: usize) -> io::Result<()> {
        let next = self.runs[run].next()?;
        self.next.extend(next.map(|next| Reverse((next, run))));
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = io::Result<Place>;

    fn next(&mut self) -> Option<io::Result<Place>> {
        let Reverse(((_, _, place), run)) = self.next.pop()?;
        Some(self.fetch(run).map(|()| place))
    }
}

/// All places, to be read by where they stand.
#[derive(Debug)]
pub(super) struct Places {
    rows: Unmapped,
    _file: Scratch,
}

impl Places {
    fn write(mut file: Scratch, places: impl Iterator<Item = io::Result<Place>>) -> io::Result<Self> {
        let out = file.out()?;
        for place in places {
            out.write_all(&place?.row())?;
        }
        let path = file.written()?.ok_or(io::ErrorKind::NotFound)?;
        Ok(Self {
            rows: Unmapped::open(path, WINDOW)?,
            _file: file,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// The place that stands `at`.
    pub(super) fn get(&self, at: usize) -> io::Result<Place> {
        let bytes = self.rows.read_bytes(at * ROW..(at + 1) * ROW)?;
        let row = bytes.as_slice().try_into().ok();
        row.and_then(Place::of)
            .ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

impl Place {
    fn row(&self) -> Row {
        let (start, length) = match self.lies {
            Lies::New { start, length } => (start, length),
            Lies::Kept { row } => (u64::from(row), u32::MAX),
        };
        let day = self.day.map_or(0, |day| day_number(day) as u32);
        let numbers = [day, length, self.id, self.sketch, self.ties];
        let mut row = [0; ROW];
        row[..8].copy_from_slice(&start.to_le_bytes());
        for (bytes, number) in row[8..].as_chunks_mut::<4>().0.iter_mut().zip(numbers) {
            *bytes = number.to_le_bytes();
        }
        row
    }

    fn of(row: &Row) -> Option<Self> {
        let start = u64::from_le_bytes(*row.first_chunk()?);
        let (numbers, _) = row[8..].as_chunks::<4>();
        let number = |n: usize| numbers.get(n).map(|bytes| u32::from_le_bytes(*bytes));
        let lies = match number(1)? {
            u32::MAX => Lies::Kept { row: start as u32 },
            length => Lies::New { start, length },
        };
        Some(Self {
            day: day_of(number(0)?)?,
            lies,
            id: number(2)?,
            sketch: number(3)?,
            ties: number(4)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_sorted_however_many_fit_in_a_run(
            days in prop::collection::btree_map("[a-zé]{0,3}", prop::option::of(1i8..5), 0..40),
            size in 1usize..50,
        ) {
            let mut wanted: Vec<Keyed> = days.iter().enumerate().map(|(n, (id, day))| {
                let day = day.map(|day| date(2017, 4, day));
                let lies = if n % 3 == 0 { Lies::Kept { row: n as u32 } } else { Lies::New { start: n as u64, length: 7 } };
                (day, id.clone(), Place { day, lies, id: id.len() as u32, sketch: 1, ties: 2 })
            }).collect();
            let folder = tempfile::tempdir().unwrap();
            let mut runs = Runs::of_size(folder.path(), size);
            for (_, id, place) in &wanted {
                runs.add(id, *place).unwrap();
            }
            let places = runs.finish().unwrap();
            wanted.sort();
            prop_assert_eq!(places.len(), wanted.len());
            for (at, (_, _, place)) in wanted.iter().enumerate() {
                prop_assert_eq!(places.get(at).unwrap(), *place);
            }
            drop((runs, places));
            prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
