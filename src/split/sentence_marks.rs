//! Where the sentences of a text may end: the marks, found by their bytes.

/// Characters beyond ASCII that a sentence may end at.
const WIDE_MARKS: [&[u8]; 6] = [
    "…".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{2029}".as_bytes(),
    "。".as_bytes(),
    "！".as_bytes(),
    "？".as_bytes(),
];

/// The marks of a text in order: three searches, each of which is only made again when its last find lies behind.
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    /// The next `.`, line end or first byte of `…` and its like, of the other marks, and of `！`.
    next: [usize; 3],
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            next: [0, 1, 2].map(|search| find(bytes, search, 0)),
        }
    }

    /// The first mark at `from` or after; `from` never goes back.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        for (search, next) in self.next.iter_mut().enumerate() {
            if *next < from {
                *next = find(self.bytes, search, from);
            }
        }
        let first = self.next.iter().min().copied();
        first.filter(|at| *at < self.bytes.len())
    }
}

/// The next find of a search at `from` or after; the text's end where there is none.
fn find(bytes: &[u8], search: usize, from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let found = match search {
        0 => memchr::memchr3(b'.', b'\n', 0xE2, rest),
        1 => memchr::memchr3(b'!', b'?', 0xE3, rest),
        _ => memchr::memchr(0xEF, rest),
    };
    found.map_or(bytes.len(), |n| from + n)
}

/// Whether a character beyond ASCII that a sentence may end at stands at `at`.
pub(super) fn is_wide_mark(bytes: &[u8], at: usize) -> bool {
    WIDE_MARKS.iter().any(|mark| bytes[at..].starts_with(mark))
}
