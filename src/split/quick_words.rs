//! The quick way of plain words, nine in ten of a newspaper's: ASCII letters alone, sixteen bytes at the most looked at eight at a time
//! without a branch for each, and the ASCII marks between them.
//!
//! What it does not know, it leaves: digits, inner marks other than a possessive `'s`, letters beyond ASCII.

use super::characters::{Class, ENDS_WORD, IN_WORD, PLAIN, ascii_gap, class_at, gap_of};
use super::fold::{ONES, hash_long, hash_short, letters};
use super::words::{OpenGap, Scanner, joins_nothing};
use crate::model::{Gap, Shape, Span, Word};

/// The highest bit of each of eight bytes.
const HIGH_BITS: u64 = 0x80 * ONES;

/// A run of fewer than sixteen ASCII letters, and the byte behind it.
struct Run {
    length: usize,
    hash: u64,
    shape: Shape,
    after: u8,
}

impl Scanner<'_> {
    /// Adds the plain words from `at` on and gives where it stopped; the gap before that place is left open.
    pub(super) fn quick(&mut self, mut at: usize) -> usize {
        let text = self.text;
        let mut gap = self.gap;
        loop {
            let Some(run) = run(text.as_bytes(), at) else {
                let next = gap_behind(text, at, &mut gap);
                if next == at {
                    break;
                }
                at = next;
                continue;
            };
            let end = at + run.length;
            let blank = run.after == b' ';
            let clitic = if blank { 0 } else { clitic(text, end, run.after) };
            let ends = blank || clitic > 0 || PLAIN[usize::from(run.after)] & ENDS_WORD != 0;
            if !ends && !joins_nothing(text, end) {
                break;
            }
            self.words
                .push(Word::new(Span::new(at, end), run.hash, gap.take(), run.shape));
            // Most gaps are one space.
            if blank {
                gap.add(Gap::SPACE);
                at = end + 1;
                continue;
            }
            at = end + clitic;
            if clitic > 0 {
                let hash = hash_short(u64::from_le_bytes(*b"'s\0\0\0\0\0\0"), 2);
                self.words
                    .push(Word::new(Span::new(end, at), hash, Gap::NONE, Shape::Lower));
            }
            at = gap_behind(text, at, &mut gap);
        }
        self.gap = gap;
        at
    }
}

/// Reads marks and blanks from `at` on and gives where they end, or where one stands that is not known.
fn gap_behind(text: &str, mut at: usize, gap: &mut OpenGap) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if PLAIN[usize::from(byte)] & IN_WORD != 0 || byte == b'_' {
            break;
        }
        if byte < 0x80 {
            gap.add(ascii_gap(byte));
            at += 1;
            continue;
        }
        match class_at(text, at) {
            (Class::Gap(mark), length) => {
                gap.add(mark);
                at += length;
            }
            (Class::MidEither, length) => {
                gap.add(gap_of(text, at));
                at += length;
            }
            _ => break,
        }
    }
    at
}

/// The length of a possessive `'s` at `at`, where `mark` stands, behind which the word ends.
fn clitic(text: &str, at: usize, mark: u8) -> usize {
    let length = match mark {
        b'\'' => 1,
        0xE2 if text.as_bytes()[at..].starts_with("’".as_bytes()) => "’".len(),
        _ => return 0,
    };
    let end = at + length + 1;
    let ends = || match text.as_bytes().get(end) {
        None => true,
        Some(byte) => PLAIN[usize::from(*byte)] & ENDS_WORD != 0 || joins_nothing(text, end),
    };
    if text.as_bytes().get(end - 1) == Some(&b's') && ends() {
        length + 1
    } else {
        0
    }
}

/// The run of letters at `at`; `None` if there is none, or one of sixteen letters or more, or the text's end is near.
#[inline]
fn run(bytes: &[u8], at: usize) -> Option<Run> {
    let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk::<8>()?);
    let (letters, folded) = letters(eight);
    // A byte that is no letter has its highest bit clear; the first of them ends the word.
    let others = letters ^ HIGH_BITS;
    if others == 0 {
        return long_run(bytes, at, eight);
    }
    let bits = others.trailing_zeros() & !7;
    if bits == 0 {
        return None;
    }
    let whole = !(u64::MAX << bits);
    let length = bits as usize / 8;
    Some(Run {
        length,
        hash: hash_short(folded & whole, length),
        shape: match capitals(eight) & whole {
            0 => Shape::Lower,
            _ if length == 1 => Shape::Letter,
            0x80 => Shape::Capitalised,
            all if all == HIGH_BITS & whole => Shape::Upper,
            _ => Shape::Mixed,
        },
        after: (eight >> bits) as u8,
    })
}

/// The same of a run that begins with these eight letters.
fn long_run(bytes: &[u8], at: usize, first: u64) -> Option<Run> {
    let eight = u64::from_le_bytes(*bytes.get(at + 8..)?.first_chunk::<8>()?);
    let (letters_more, folded) = letters(eight);
    let others = letters_more ^ HIGH_BITS;
    if others == 0 {
        return None;
    }
    let bits = others.trailing_zeros() & !7;
    let whole = !(u64::MAX << bits);
    let length = 8 + bits as usize / 8;
    Some(Run {
        length,
        hash: hash_long(letters(first).1, folded & whole, length),
        shape: match (capitals(first), capitals(eight) & whole) {
            (0, 0) => Shape::Lower,
            (0x80, 0) => Shape::Capitalised,
            (HIGH_BITS, all) if all == HIGH_BITS & whole => Shape::Upper,
            _ => Shape::Mixed,
        },
        after: (eight >> bits) as u8,
    })
}

/// Of eight letters the highest bit of each that is a capital one: the third bit from the top tells.
#[inline]
fn capitals(letters: u64) -> u64 {
    HIGH_BITS & !(letters << 2)
}
