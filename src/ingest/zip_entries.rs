//! The entries of a ZIP archive (APPNOTE.TXT 6.3), one after the other as they stand in the stream: no seeking, so that an archive can be
//! read from standard input and from inside another.

use std::io::{self, BufRead, Read};

use flate2::bufread::DeflateDecoder;

/// What an entry says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path, `/` between folders.
    pub(super) name: String,
    /// Whether a password is needed.
    pub(super) encrypted: bool,
    /// How it is packed.
    method: u16,
    /// Bytes it takes up here, if it says so before its content.
    size: Option<u64>,
}

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Goes to the next entry, over whatever stands before it: the rest of a damaged one, a descriptor of the one before.
pub(super) fn next_entry(stream: &mut dyn BufRead) -> io::Result<Option<Entry>> {
    let mut last = [0_u8; 4];
    loop {
        let mut byte = [0_u8];
        if stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        last = [last[1], last[2], last[3], byte[0]];
        match last {
            LOCAL => return header(stream).map(Some),
            CENTRAL | END => return Ok(None),
            _ => {}
        }
    }
}

fn header(stream: &mut dyn BufRead) -> io::Result<Entry> {
    let mut fixed = [0_u8; 26];
    stream.read_exact(&mut fixed)?;
    let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
    let long = |at: usize| u64::from(short(at)) | u64::from(short(at + 2)) << 16;
    let flags = short(2);
    let mut name = vec![0; usize::from(short(22))];
    stream.read_exact(&mut name)?;
    let mut extra = vec![0; usize::from(short(24))];
    stream.read_exact(&mut extra)?;
    let size = match long(14) {
        0xFFFF_FFFF => large_size(&extra),
        size => Some(size),
    };
    Ok(Entry {
        name: String::from_utf8_lossy(&name).replace('\\', "/"),
        encrypted: flags & 1 > 0,
        method: short(4),
        size: size.filter(|_| flags & 8 == 0),
    })
}

/// The packed size in a ZIP64 field: the second of two numbers.
fn large_size(extra: &[u8]) -> Option<u64> {
    let mut rest = extra;
    while let [a, b, c, d, after @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        if u16::from_le_bytes([*a, *b]) == 1 {
            return after.get(8..16)?.try_into().ok().map(u64::from_le_bytes);
        }
        rest = after.get(length..)?;
    }
    None
}

impl Entry {
    /// Its content, unpacked; why not, if it cannot be.
    pub(super) fn content<'s>(&self, stream: &'s mut dyn BufRead) -> Result<Content<'s>, &'static str> {
        match (self.method, self.size) {
            _ if self.encrypted => Err("it needs a password"),
            (STORED, Some(size)) => Ok(Content::Stored(stream.take(size))),
            (STORED, None) => Err("it does not say where it ends"),
            (DEFLATED, Some(size)) => Ok(Content::Sized(Box::new(DeflateDecoder::new(stream.take(size))))),
            (DEFLATED, None) => Ok(Content::Open(Box::new(DeflateDecoder::new(stream)))),
            _ => Err("it is packed in a way that is not read"),
        }
    }
}

/// The unpacked bytes of an entry.
pub(super) enum Content<'s> {
    /// As they are.
    Stored(io::Take<&'s mut dyn BufRead>),
    /// Deflated, of known size.
    Sized(Box<DeflateDecoder<io::Take<&'s mut dyn BufRead>>>),
    /// Deflated, up to the end that the packing marks.
    Open(Box<DeflateDecoder<&'s mut dyn BufRead>>),
}

impl Content<'_> {
    /// Goes over what was not read of the entry, so that the stream stands behind it; no more than `limit` bytes are unpacked for that.
    pub(super) fn finish(self, limit: u64) {
        // A damaged end is told by whoever read it; the next entry is looked for from wherever the stream stands.
        let _ = match self {
            Self::Stored(mut rest) => io::copy(&mut rest, &mut io::sink()),
            Self::Sized(decoder) => io::copy(&mut decoder.into_inner(), &mut io::sink()),
            Self::Open(decoder) => io::copy(&mut decoder.take(limit), &mut io::sink()),
        };
    }
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(stream) => stream.read(buffer),
            Self::Sized(stream) => stream.read(buffer),
            Self::Open(stream) => stream.read(buffer),
        }
    }
}
