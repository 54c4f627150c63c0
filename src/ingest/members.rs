//! The members of a gzip stream (RFC 1952), one after the other. A damaged one is told as an error, and reading goes on behind it with the
//! next: web archives have one a record.

use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;

/// What a member begins with: magic number and the only method there is.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 0x08];

/// A stream with the magic number before it that was taken to find the member.
type Found<R> = Chain<Cursor<&'static [u8]>, R>;

/// Reads through all members.
pub(super) struct Members<R> {
    decoder: Option<GzDecoder<Found<R>>>,
}

impl<R: BufRead> Members<R> {
    /// The members of a stream that begins with one.
    pub(super) fn new(stream: R) -> Self {
        Self {
            decoder: Some(GzDecoder::new(found(&[], stream))),
        }
    }

    /// The stream behind the member that was read.
    fn behind(&mut self) -> Option<R> {
        Some(self.decoder.take()?.into_inner().into_inner().1)
    }

    /// Goes to the next member behind one that has ended, if there is one: zeros may fill up the end.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(mut stream) = self.behind() else {
            return Ok(());
        };
        loop {
            let buffer = stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let zeros = buffer.iter().take_while(|byte| **byte == 0).count();
            if zeros == 0 {
                self.decoder = Some(GzDecoder::new(found(&[], stream)));
                return Ok(());
            }
            stream.consume(zeros);
        }
    }

    /// Looks for the next member behind a damaged one.
    fn resume(&mut self) {
        let Some(mut stream) = self.behind() else { return };
        let mut last = [0_u8; 3];
        let mut byte = [0_u8];
        while let Ok(1) = stream.read(&mut byte) {
            last = [last[1], last[2], byte[0]];
            if last == MAGIC {
                self.decoder = Some(GzDecoder::new(found(&MAGIC, stream)));
                return;
            }
        }
    }
}

fn found<R: Read>(before: &'static [u8], stream: R) -> Found<R> {
    Cursor::new(before).chain(stream)
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(decoder) = &mut self.decoder {
            match decoder.read(buffer) {
                Ok(0) => self.next_member()?,
                Ok(read) => return Ok(read),
                Err(error) => {
                    match error.kind() {
                        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => self.resume(),
                        _ => self.decoder = None,
                    }
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_damaged_member_takes_no_other_along() {
        let (one, mut two, three) = (member("one "), member("two "), member("three"));
        let at = two.len() - 6;
        two[at] ^= 0xFF;
        let stream = [one, two, three, vec![0; 20]].concat();
        let mut members = Members::new(stream.as_slice());
        let (mut text, mut errors) = (String::new(), 0);
        loop {
            let mut buffer = [0; 64];
            match members.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => text.push_str(std::str::from_utf8(&buffer[..read]).unwrap()),
                Err(_) => errors += 1,
            }
        }
        assert_eq!((text.as_str(), errors), ("one two three", 1));
    }
}
