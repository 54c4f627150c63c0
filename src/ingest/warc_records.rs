//! The records of a WARC stream. A record whose length is wrong takes no other along: the next one is looked for at its first line.

use std::io::{self, BufRead, Cursor, Read};

use super::lines::{Line, next_line};

/// A record with its headers and its block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Names in small letters.
    headers: Vec<(String, String)>,
    /// What it holds.
    pub(super) block: Vec<u8>,
}

impl Record {
    /// The value of a header, by its name in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Its sort: `response`.
    pub(super) fn sort(&self) -> &str {
        self.header("warc-type").unwrap_or("record of no type")
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A record.
    Record(Record),
    /// A record over the limit, without its block.
    TooLarge(Record),
    /// A record that the end of the stream cuts.
    CutShort,
    /// Something that is no record, or one without a length.
    Damaged,
    /// The end.
    End,
}

/// The longest line of headers, and how many there may be.
const HEADER: u64 = 1 << 16;
const HEADERS: usize = 1000;

/// A stream of records.
pub(super) struct Records<'s> {
    stream: &'s mut dyn BufRead,
    /// The first line of the next record was taken already.
    begun: bool,
    /// Bytes that were taken for part of a block and are not.
    ahead: Vec<u8>,
    limit: u64,
}

impl<'s> Records<'s> {
    /// The records of a stream; no block over `limit` bytes is held.
    pub(super) fn new(stream: &'s mut dyn BufRead, limit: u64) -> Self {
        Self {
            stream,
            begun: false,
            ahead: Vec::new(),
            limit,
        }
    }

    /// The next record.
    pub(super) fn next(&mut self) -> io::Result<Found> {
        let ahead = std::mem::take(&mut self.ahead);
        let mut rest = Cursor::new(ahead);
        let found = {
            let mut stream = (&mut rest).chain(&mut *self.stream);
            next(&mut stream, &mut self.begun, self.limit)
        };
        let at = rest.position() as usize;
        let mut ahead = rest.into_inner();
        ahead.drain(..at.min(ahead.len()));
        match found? {
            (found, Some(mut tail)) => {
                tail.extend(ahead);
                self.ahead = tail;
                Ok(found)
            }
            (found, None) => {
                self.ahead = ahead;
                Ok(found)
            }
        }
    }
}

/// The next record, and what follows it of the bytes that were taken.
fn next(stream: &mut dyn BufRead, begun: &mut bool, limit: u64) -> io::Result<(Found, Option<Vec<u8>>)> {
    if !std::mem::take(begun) {
        match to_first_line(stream)? {
            FirstLine::Here => {}
            FirstLine::BehindSomething => {
                *begun = true;
                return Ok((Found::Damaged, None));
            }
            FirstLine::Nowhere(blank) => {
                return Ok((if blank { Found::End } else { Found::Damaged }, None));
            }
        }
    }
    let Some(headers) = headers(stream)? else {
        return Ok((Found::CutShort, None));
    };
    let mut record = Record {
        headers,
        block: Vec::new(),
    };
    let length = record
        .header("content-length")
        .and_then(|length| length.trim().parse::<u64>().ok());
    let Some(length) = length else {
        return Ok((Found::Damaged, None));
    };
    if length > limit {
        let gone = io::copy(&mut stream.take(length), &mut io::sink())?;
        let found = if gone < length {
            Found::CutShort
        } else {
            Found::TooLarge(record)
        };
        return Ok((found, None));
    }
    stream.take(length).read_to_end(&mut record.block)?;
    let whole = record.block.len() as u64 == length;
    let tail = if whole && ends_well(stream)? {
        None
    } else {
        tail(&mut record.block)
    };
    Ok(match (whole, &tail) {
        (true, None) => (Found::Record(record), None),
        (false, None) => (Found::CutShort, None),
        (_, Some(_)) => (Found::Damaged, tail),
    })
}

/// Whether a blank line or the end follows.
fn ends_well(stream: &mut dyn BufRead) -> io::Result<bool> {
    let next = stream.fill_buf()?;
    Ok(matches!(next.first(), None | Some(b'\r' | b'\n')))
}

/// Cuts off a block what begins another record: its length was wrong.
fn tail(block: &mut Vec<u8>) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(block, b"\nWARC/1.")?;
    Some(block.split_off(at + 1))
}

enum FirstLine {
    /// After nothing but blank lines.
    Here,
    /// After something that is no record.
    BehindSomething,
    /// The end came; true if there was nothing but blank lines.
    Nowhere(bool),
}

fn to_first_line(stream: &mut dyn BufRead) -> io::Result<FirstLine> {
    let mut line = Vec::new();
    let mut blank = true;
    loop {
        match next_line(stream, &mut line, HEADER)? {
            Line::End => return Ok(FirstLine::Nowhere(blank)),
            Line::Whole if line.trim_ascii().is_empty() => {}
            Line::Whole if line.starts_with(b"WARC/") => {
                return Ok(if blank {
                    FirstLine::Here
                } else {
                    FirstLine::BehindSomething
                });
            }
            Line::Whole | Line::TooLong => blank = false,
        }
    }
}

/// Headers up to the blank line; none if the end comes first.
fn headers(stream: &mut dyn BufRead) -> io::Result<Option<Vec<(String, String)>>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut line = Vec::new();
    loop {
        match next_line(stream, &mut line, HEADER)? {
            Line::End => return Ok(None),
            Line::Whole if line.trim_ascii().is_empty() => return Ok(Some(headers)),
            Line::Whole if headers.len() < HEADERS => {
                let text = String::from_utf8_lossy(&line);
                if let Some((name, value)) = text.split_once(':') {
                    headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
                }
            }
            Line::Whole | Line::TooLong => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(sort: &str, block: &str, length: usize) -> String {
        format!("WARC/1.0\r\nWARC-Type: {sort}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n")
    }

    fn found(text: &str) -> Vec<String> {
        let mut stream = text.as_bytes();
        let mut records = Records::new(&mut stream, 100);
        let mut shown = Vec::new();
        loop {
            match records.next().unwrap() {
                Found::End => return shown,
                Found::Record(record) => shown.push(String::from_utf8(record.block).unwrap()),
                Found::TooLarge(_) => shown.push("too large".to_owned()),
                other => shown.push(format!("{other:?}")),
            }
        }
    }

    #[test]
    fn a_wrong_length_takes_no_other_record_along() {
        let (a, b) = (record("response", "one", 3), record("response", "two", 3));
        assert_eq!(found(&format!("{a}{b}")), ["one", "two"]);
        // Too long: it would reach into the next one.
        let long = record("response", "xyz", 40);
        assert_eq!(found(&format!("{a}{long}{b}")), ["one", "Damaged", "two"]);
        // Too short: the rest of it stands between records.
        let short = record("response", "wxyz", 2);
        assert_eq!(found(&format!("{a}{short}{b}")), ["one", "wx", "Damaged", "two"]);
        assert_eq!(found(&format!("{a}{}", &b[..b.len() - 6])), ["one", "CutShort"]);
        assert_eq!(
            found(&format!("{a}WARC/1.0\r\nWARC-Type: x\r\n\r\n{b}")),
            ["one", "Damaged", "two"]
        );
        let large = record("response", &"x".repeat(200), 200);
        assert_eq!(found(&format!("{large}{b}")), ["too large", "two"]);
    }
}
