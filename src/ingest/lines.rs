//! Lines of a stream, whatever their length.

use std::io::{self, BufRead};

use memchr::memchr;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A line.
    Whole,
    /// A line over the limit, of which nothing is to be used.
    TooLong,
    /// The end of the stream.
    End,
}

/// The next line without its end; of one over `limit` no more than that is held, and the stream goes on behind it.
pub(super) fn next_line(stream: &mut dyn BufRead, line: &mut Vec<u8>, limit: u64) -> io::Result<Line> {
    line.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= (line.len() + part.len()) as u64 > limit;
        if !too_long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        stream.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}
