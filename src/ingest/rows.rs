//! Rows of a table in text (RFC 4180): a row is a line, or several where a cell in quotation marks holds line ends. A quotation mark that
//! never closes costs its own line, not the rest of the table.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::lines::{Line, next_line};

/// Lines of a table, some of them read ahead.
pub(super) struct Rows<'s> {
    stream: &'s mut dyn BufRead,
    /// Lines that were read ahead for a row that did not close; none stands for one over the limit.
    ahead: VecDeque<Option<Vec<u8>>>,
    delimiter: u8,
    limit: u64,
    /// How far an open mark is followed now.
    followed: u64,
    /// The number of the last line taken, from 1.
    line: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// The cells of a row.
    Cells(Vec<Vec<u8>>),
    /// A row whose quotation mark does not close before the table or the limit ends.
    Open,
    /// A line over the limit.
    TooLong,
    /// The end of the table.
    End,
}

/// How far an open quotation mark is followed, in bytes; a longer cell is rarer than a mark that was forgotten.
const FOLLOWED: u64 = 8 << 20;
const FOLLOWED_AT_LEAST: u64 = 4 << 10;

impl<'s> Rows<'s> {
    /// The rows of a stream; no line over `limit` bytes is read.
    pub(super) fn new(stream: &'s mut dyn BufRead, delimiter: u8, limit: u64) -> Self {
        Self {
            stream,
            ahead: VecDeque::new(),
            delimiter,
            limit,
            followed: FOLLOWED,
            line: 0,
        }
    }

    /// The next row and the number of its first line. `columns` is how many cells a row has, once that is known.
    pub(super) fn next(&mut self, columns: Option<usize>) -> io::Result<(u64, Row)> {
        let first = match self.take()? {
            Ok(line) => line,
            Err(row) => return Ok((self.line, row)),
        };
        let at = self.line;
        let mut row = first.clone();
        let mut taken = Vec::new();
        let mut quoting = Quoting::default();
        quoting.add(&row, self.delimiter);
        while quoting.is_open() {
            let next = if row.len() as u64 > self.followed.min(self.limit) {
                Err(Row::End)
            } else {
                self.take()?
            };
            if let Ok(line) = next {
                quoting.add(b"\n", self.delimiter);
                quoting.add(&line, self.delimiter);
                row.push(b'\n');
                row.extend_from_slice(&line);
                taken.push(Some(line));
                continue;
            }
            if next == Err(Row::TooLong) {
                taken.push(None);
            }
            // Where marks are used without a meaning, no more time is spent on each.
            self.followed = (self.followed / 2).max(FOLLOWED_AT_LEAST);
            // Cut off in a cell, the last row looks the same; what follows shows whether the mark was meant.
            let meant = !matches!(taken.first(), Some(Some(line)) if self.plain(line, columns).is_some());
            self.give_back(taken);
            let row = if meant {
                Row::Open
            } else {
                self.alone(&first, columns)
            };
            return Ok((at, row));
        }
        let found = cells(&row, self.delimiter);
        // A mark that opens by mistake closes at the next one, rows later; alone the line has as many cells as the others.
        if !taken.is_empty() && (quoting.wrong || columns.is_some_and(|columns| columns != found.len())) {
            let alone = self.alone(&first, columns);
            if quoting.wrong || matches!(alone, Row::Cells(_)) {
                self.give_back(taken);
                return Ok((at, alone));
            }
        }
        Ok((at, Row::Cells(found)))
    }

    /// A line whose quotation marks are no more than characters, if that gives the right number of cells.
    fn alone(&self, line: &[u8], columns: Option<usize>) -> Row {
        self.plain(line, columns).map_or(Row::Open, Row::Cells)
    }

    fn plain(&self, line: &[u8], columns: Option<usize>) -> Option<Vec<Vec<u8>>> {
        let cells = line.split(|byte| *byte == self.delimiter).map(<[u8]>::to_vec);
        let cells: Vec<Vec<u8>> = cells.collect();
        (Some(cells.len()) == columns).then_some(cells)
    }

    fn take(&mut self) -> io::Result<Result<Vec<u8>, Row>> {
        let line = if let Some(line) = self.ahead.pop_front() {
            line
        } else {
            let mut line = Vec::new();
            match next_line(self.stream, &mut line, self.limit)? {
                Line::End => return Ok(Err(Row::End)),
                Line::TooLong => None,
                Line::Whole => {
                    if line.ends_with(b"\r") {
                        line.pop();
                    }
                    Some(line)
                }
            }
        };
        self.line += 1;
        Ok(line.ok_or(Row::TooLong))
    }

    fn give_back(&mut self, lines: Vec<Option<Vec<u8>>>) {
        self.line = self.line.saturating_sub(lines.len() as u64);
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
        }
    }
}

/// How the quotation marks of a row stand, byte by byte. A mark counts only where a cell begins, as in every reader of tables.
#[derive(Debug, Clone, Copy, Default)]
struct Quoting {
    at: Place,
    /// A cell went on behind its closing mark.
    wrong: bool,
}

/// A place in a row.
#[derive(Debug, Clone, Copy, Default)]
enum Place {
    /// Where a cell begins.
    #[default]
    Start,
    /// In a cell without marks, or behind the closing one.
    Cell,
    /// Inside marks.
    Quoted,
    /// Behind a mark inside of marks: their end, or, if another follows, a mark of the cell.
    Mark,
}

impl Quoting {
    fn is_open(self) -> bool {
        matches!(self.at, Place::Quoted) && !self.wrong
    }

    fn add(&mut self, bytes: &[u8], delimiter: u8) {
        for byte in bytes {
            self.at = match (self.at, *byte) {
                (Place::Quoted, b'"') => Place::Mark,
                (Place::Start | Place::Mark, b'"') | (Place::Quoted, _) => Place::Quoted,
                (_, next) if next == delimiter => Place::Start,
                (Place::Mark, next) => {
                    self.wrong |= !matches!(next, b' ' | b'\r' | b'\n');
                    Place::Cell
                }
                (Place::Start | Place::Cell, _) => Place::Cell,
            };
        }
    }
}

/// The cells of a whole row.
fn cells(row: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(row);
    let mut record = csv::ByteRecord::new();
    match reader.read_byte_record(&mut record) {
        Ok(true) => record.iter().map(<[u8]>::to_vec).collect(),
        _ => Vec::new(),
    }
}

/// How many cells a line has, and what they are.
pub(super) fn cells_of_line(line: &str, delimiter: u8) -> Vec<String> {
    let text = |cell: Vec<u8>| String::from_utf8_lossy(&cell).trim().to_owned();
    cells(line.as_bytes(), delimiter).into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, String)> {
        let mut stream = text.as_bytes();
        let mut rows = Rows::new(&mut stream, b',', 1000);
        let mut found = Vec::new();
        loop {
            let (line, row) = rows.next(Some(2)).unwrap();
            let shown = match row {
                Row::End => return found,
                Row::Cells(cells) => cells
                    .iter()
                    .map(|cell| String::from_utf8_lossy(cell))
                    .collect::<Vec<_>>()
                    .join("|"),
                other => format!("{other:?}"),
            };
            found.push((line, shown));
        }
    }

    #[test]
    fn rows_may_hold_line_ends_and_an_open_mark_costs_its_line() {
        let cases: [(&str, &[(u64, &str)]); 5] = [
            ("a,b\r\nc,d", &[(1, "a|b"), (2, "c|d")]),
            ("a,\"b\n\nc\"\nd,e", &[(1, "a|b\n\nc"), (4, "d|e")]),
            (
                "1,\"never closed\n2,b\n3,c",
                &[(1, "1|\"never closed"), (2, "2|b"), (3, "3|c")],
            ),
            ("\"x,y,z\n2,b", &[(1, "Open"), (2, "2|b")]),
            (
                "1,\"odd\n2,b\n3,\"c\"\n4,d",
                &[(1, "1|\"odd"), (2, "2|b"), (3, "3|c"), (4, "4|d")],
            ),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(n, row)| (*n, (*row).to_owned())).collect();
            assert_eq!(rows(text), expected, "{text}");
        }
    }
}
