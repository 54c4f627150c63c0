//! Which format an input has: by its first bytes, and by its name only where they leave it open.

use std::io::{self, BufRead};

use super::decode::peek;
use super::{READERS, Reader, Reason};

/// How much of an input is looked at.
const HEAD: usize = 1 << 14;

/// The first bytes of an input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// As they are.
    pub bytes: Vec<u8>,
    /// As text, as far as they are text; what is no UTF-8 is U+FFFD here.
    pub text: String,
    /// Whether the input ends within them.
    pub whole: bool,
}

impl Head {
    /// The head of these bytes.
    pub fn new(bytes: Vec<u8>, whole: bool) -> Self {
        Self {
            text: peek(&bytes),
            bytes,
            whole,
        }
    }

    /// Takes the head off a stream. Where that fails behind some bytes (a damaged part of a compressed stream), these are the head, and the
    /// failure comes with it, to be told by whoever reads on.
    ///
    /// # Errors
    /// What the system says before the first byte.
    pub fn take(stream: &mut dyn BufRead) -> io::Result<(Self, Failure)> {
        let mut bytes = Vec::new();
        let read = io::Read::read_to_end(&mut io::Read::take(stream, HEAD as u64), &mut bytes);
        match read {
            Err(error) if bytes.is_empty() => Err(error),
            Err(error) => Ok((Self::new(bytes, false), Failure(Some(error)))),
            Ok(_) => {
                let whole = bytes.len() < HEAD;
                Ok((Self::new(bytes, whole), Failure(None)))
            }
        }
    }

    /// Its text from the first character that is no white space.
    pub fn start(&self) -> &str {
        self.text.trim_start()
    }

    /// Whether the text begins with `words`, whatever their letter case.
    pub fn starts_with(&self, words: &str) -> bool {
        self.start()
            .get(..words.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(words))
    }
}

/// A stream of no bytes that gives an error once, if it holds one.
#[derive(Debug)]
pub struct Failure(Option<io::Error>);

impl io::Read for Failure {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Failure {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// A reader's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognition {
    /// It is this format.
    Yes,
    /// It is not.
    No,
    /// It is a format that looks like this one and is not read.
    Refused(&'static str, &'static str),
}

impl From<bool> for Recognition {
    fn from(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
}

/// The reader of an input, or why there is none.
pub(super) fn detect(head: &Head, extension: &str) -> Result<&'static dyn Reader, Reason> {
    if head.bytes.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some((_, _, what, hint)) = SIGNATURES
        .iter()
        .find(|(at, signature, _, _)| head.bytes.get(*at..).is_some_and(|b| b.starts_with(signature)))
    {
        return Err(Reason::Format { what, hint });
    }
    for reader in READERS {
        match reader.recognises(head, extension) {
            Recognition::Yes => return Ok(*reader),
            Recognition::Refused(what, hint) => return Err(Reason::Format { what, hint }),
            Recognition::No => {}
        }
    }
    Err(Reason::Binary)
}

const UNPACK: &str = "unpack it first";
const AS_TEXT: &str = "save it as plain text";
const NO_ARTICLE: &str = "list it in .datelineignore";

/// First bytes of formats that are known and not read: offset, bytes, name, what to try. (`file`'s database has the same facts.)
const SIGNATURES: &[(usize, &[u8], &str, &str)] = &[
    (0, b"%PDF-", "a PDF document", "--pre 'pdftotext - -'"),
    (0, b"{\\rtf", "an RTF document", "--pre 'unrtf --text'"),
    (0, b"\xD0\xCF\x11\xE0", "an old office document", AS_TEXT),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    #[cfg(not(feature = "sqlite"))]
    (
        0,
        b"SQLite format 3\0",
        "an SQLite database",
        "export its table as JSONL",
    ),
    #[cfg(not(feature = "parquet"))]
    (0, b"PAR1", "a Parquet file", "export it as JSONL"),
    (0, b"\x89PNG", "an image", NO_ARTICLE),
    (0, b"\xFF\xD8\xFF", "an image", NO_ARTICLE),
    (0, b"GIF8", "an image", NO_ARTICLE),
    (0, b"\x7FELF", "a program", NO_ARTICLE),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &[u8], extension: &str) -> String {
        match detect(&Head::new(text.to_vec(), true), extension) {
            Ok(reader) => reader.name().to_owned(),
            Err(reason) => reason.to_string(),
        }
    }

    #[test]
    fn content_goes_before_the_extension() {
        let cases: [(&[u8], &str, &str); 15] = [
            (b"<!DOCTYPE html><p>x</p>", "txt", "HTML"),
            (b"\n <HTML><body>x", "", "HTML"),
            (b"<!-- saved --><html><body>x", "", "HTML"),
            (b"<p>Only a fragment.</p>", "html", "HTML"),
            (b"Dear readers <b>bold</b>", "txt", "plain text"),
            (
                b"{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"text\":\"y\"}\n",
                "json",
                "JSONL",
            ),
            (b"{\"id\":1,\"text\":\"x\"}", "txt", "JSONL"),
            (b"{\n  \"id\": 1,\n  \"text\": \"x\"\n}", "jsonl", "JSON"),
            (b"[\n {\"text\":\"x\"}]", "txt", "JSON"),
            (b"[Photo by the desk] A ferry burned.", "txt", "plain text"),
            (b"{curly} words", "txt", "plain text"),
            (b"not json\n{\"id\":1,\"text\":\"x\"}", "jsonl", "JSONL"),
            (b"Three dead in ferry fire", "", "plain text"),
            (b"\x1F\x8B\x08\0\0", "txt", "gzip"),
            (
                b"\0\x01\x02\x03 binary",
                "txt",
                "is not text; try: name the folder's text files, or list it in .datelineignore",
            ),
        ];
        for (text, extension, name) in cases {
            assert_eq!(
                format(text, extension),
                name,
                "{} .{extension}",
                String::from_utf8_lossy(text)
            );
        }
    }

    #[test]
    fn known_formats_that_are_not_read_are_named() {
        assert!(format(b"%PDF-1.7", "txt").starts_with("is a PDF document, which is not read; try: "));
        assert_eq!(format(b"id,text\n1,x\n", "csv"), "CSV");
        assert!(format(b"<?xml version=\"1.0\"?><catalog><book/></catalog>", "").contains("XML"));
        assert_eq!(
            format(b"<?xml version=\"1.0\"?><rss><channel/></rss>", ""),
            "RSS or Atom feed"
        );
    }
}
