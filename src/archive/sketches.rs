//! What stories are found by, of every article of the archive: a file beside the index, so that an update reads no record of an article that stays.
//!
//! The articles stand by (day, id). First the sketch and the ties of each as `model` packs them, then a table of them, then where the table
//! begins. Each article says who is the first of its story, so that a story whose articles are the same is known again.

use std::io::{self, Write};

use jiff::civil::Date;
use tantivy::directory::OwnedBytes;

use super::schema::day_number;

/// An article of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) day: Option<Date>,
    /// The row of the first article of its story.
    pub(super) home: u32,
    /// Bytes of its sketch, and of its ties behind.
    pub(super) sketch: u32,
    pub(super) ties: u32,
}

/// The file.
#[derive(Debug)]
pub(super) struct Sketches {
    bytes: OwnedBytes,
    /// Where each article's row begins, and its sketch.
    starts: Vec<(u64, u64)>,
}

impl Sketches {
    /// Reads the table; nothing if the bytes are not such a file.
    pub(super) fn read(bytes: OwnedBytes) -> Option<Self> {
        let end = bytes.len().checked_sub(8)?;
        let table = u64::from_le_bytes(bytes.get(end..)?.try_into().ok()?);
        let mut rest = bytes.get(table as usize..end)?;
        let (mut starts, mut start, mut last_home) = (Vec::new(), 0, 0);
        while !rest.is_empty() {
            starts.push(((end - rest.len()) as u64, start));
            let row = Row::take(&mut rest)?;
            last_home = last_home.max(row.home as usize);
            start += u64::from(row.sketch) + u64::from(row.ties);
        }
        let homes = starts.is_empty() || last_home < starts.len();
        (start == table && homes).then_some(Self { bytes, starts })
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The row of an article.
    pub(super) fn row(&self, at: u32) -> Row<'_> {
        let (row, _) = self.starts[at as usize];
        // The table was read once, row by row.
        Row::take(&mut &self.bytes[row as usize..]).unwrap_or_default()
    }

    /// All rows, in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len() as u32).map(|at| self.row(at))
    }

    /// The sketch of an article and its ties behind.
    pub(super) fn both(&self, at: u32) -> OwnedBytes {
        let (row, (_, start)) = (self.row(at), self.starts[at as usize]);
        let start = start as usize;
        self.bytes.slice(start..start + (row.sketch + row.ties) as usize)
    }
}

impl<'a> Row<'a> {
    /// The row that `rest` begins with, which then begins behind it.
    fn take(rest: &mut &'a [u8]) -> Option<Self> {
        let [day, home, sketch, ties, id] = fixed(rest)?;
        let (text, behind) = rest.split_at_checked(id as usize)?;
        *rest = behind;
        Some(Self {
            id: std::str::from_utf8(text).ok()?,
            day: day_of(day)?,
            home,
            sketch,
            ties,
        })
    }
}

/// Writes the table behind the bytes of all articles, which `out` was given in the order of `rows`.
pub(super) fn write_table(
    rows: impl Iterator<Item = io::Result<(String, Option<Date>, u32, [u32; 2])>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut start = 0u64;
    for row in rows {
        let (id, day, home, [sketch, ties]) = row?;
        let day = day.map_or(0, |day| day_number(day) as u32);
        for number in [day, home, sketch, ties, id.len() as u32] {
            out.write_all(&number.to_le_bytes())?;
        }
        out.write_all(id.as_bytes())?;
        start += u64::from(sketch) + u64::from(ties);
    }
    out.write_all(&start.to_le_bytes())
}

fn fixed(rest: &mut &[u8]) -> Option<[u32; 5]> {
    let (head, behind) = rest.split_at_checked(20)?;
    *rest = behind;
    let mut numbers = [0; 5];
    for (number, bytes) in numbers.iter_mut().zip(head.as_chunks::<4>().0) {
        *number = u32::from_le_bytes(*bytes);
    }
    Some(numbers)
}

/// A day of a number like 20170403, no day of 0; nothing for a number that is neither.
// The outer option says whether the file is one, the inner one whether the article has a day.
#[allow(clippy::option_option)]
pub(super) fn day_of(number: u32) -> Option<Option<Date>> {
    if number == 0 {
        return Some(None);
    }
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let year = i16::try_from(year).ok()?;
    Date::new(year, month as i8, day as i8).ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn rows_read_back_are_those_written() {
        let mut bytes = b"aabbb".to_vec();
        let rows = [("x", None, 0, [1, 1]), ("yé", Some(date(2017, 4, 3)), 0, [3, 0])];
        let rows = rows.map(|(id, day, home, lengths)| Ok((id.to_owned(), day, home, lengths)));
        write_table(rows.into_iter(), &mut bytes).unwrap();
        let read = Sketches::read(OwnedBytes::new(bytes.clone())).unwrap();
        let ids: Vec<&str> = read.rows().map(|row| row.id).collect();
        assert_eq!(ids, ["x", "yé"]);
        assert_eq!(read.row(1).day, Some(date(2017, 4, 3)));
        assert_eq!(read.both(0).as_slice(), b"aa");
        assert_eq!(read.both(1).as_slice(), b"bbb");
        for cut in 0..bytes.len() {
            assert!(
                Sketches::read(OwnedBytes::new(bytes[..cut].to_vec())).is_none(),
                "{cut}"
            );
        }
    }
}
