//! Where something stands in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** of a text, on char boundaries.
///
/// ```
/// use dateline::model::Span;
/// let span = Span::new(4, 8);
/// assert_eq!(span.of("The IAAF said"), "IAAF");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span runs backwards: {start}..{end}");
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The text under the span; empty when the span does not fit the text, never a panic.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Turns byte offsets of one text into code-point offsets (Python's slicing), one pass over the text, then constant time.
///
/// ```
/// use dateline::model::CodePoints;
/// let points = CodePoints::new("“Yes”, he said");
/// assert_eq!(points.at(9), 5); // the comma: two quotation marks of three bytes before it
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before byte `64 * i`; empty when the text is ASCII and offsets agree.
    before: Vec<u32>,
    /// Which bytes continue a character, one bit a byte.
    continuation: Vec<u64>,
}

impl CodePoints {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                before: Vec::new(),
                continuation: Vec::new(),
            };
        }
        let bytes = text.as_bytes();
        let mut before = Vec::with_capacity(bytes.len() / 64 + 2);
        let mut continuation = Vec::with_capacity(bytes.len() / 64 + 2);
        let mut count = 0u32;
        for block in bytes.chunks(64) {
            before.push(count);
            let bits = continuations(block);
            count += block.len() as u32 - bits.count_ones();
            continuation.push(bits);
        }
        // One more block, so that the end of the text has an answer when its length is a multiple of 64.
        before.push(count);
        continuation.push(0);
        Self { before, continuation }
    }

    /// The code point offset of byte offset `byte`, which must be a char boundary of the text or its length.
    pub fn at(&self, byte: u32) -> u32 {
        let Some(&before) = self.before.get(byte as usize / 64) else {
            return byte;
        };
        let bits = self.continuation[byte as usize / 64];
        let within = byte % 64;
        let mask = (1u64 << within) - 1;
        before + within - (bits & mask).count_ones()
    }
}

/// Which of up to 64 bytes continue a character, one bit a byte.
fn continuations(block: &[u8]) -> u64 {
    let mut eights = block.chunks_exact(8);
    let mut bits = 0u64;
    let mut at = 0;
    for eight in &mut eights {
        let eight = u64::from_le_bytes(eight.try_into().unwrap_or_default());
        // 10xxxxxx: the highest bit set and the next one not; the product gathers the eight answers in the highest byte.
        let continues = (eight >> 7) & !(eight >> 6) & 0x0101_0101_0101_0101;
        bits |= (continues.wrapping_mul(0x0102_0408_1020_4080) >> 56) << at;
        at += 8;
    }
    for byte in eights.remainder() {
        bits |= u64::from(byte & 0xC0 == 0x80) << at;
        at += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_equal_counting(text in ".{0,300}") {
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte as u32) as usize, n);
            }
            prop_assert_eq!(points.at(text.len() as u32) as usize, text.chars().count());
        }
    }

    #[test]
    fn a_span_outside_the_text_is_empty() {
        assert_eq!(Span::new(3, 9).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
