//! Words: spans, folded hashes, shapes and the gaps between them, in one pass.
//!
//! The reference is UAX #29 (`unicode_words`) with three cuts, because news needs them: a possessive `'s` is a word of its own (a
//! dictionary's "IAAF" must meet "IAAF's"), a colon ends a word ("Source:Reuters"), and so does a stop between a small and a capital
//! letter ("said.The", a lost blank). [`reference_words`] says it in those terms; [`words`] scans bytes and gives the same
//! (a property test holds them together), falling back to the reference for a run of text with characters outside its table.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{BOTH, CAPITAL, Class, DIGIT, ENDS_WORD, IN_WORD, PLAIN, SMALL, class_at, gap_of};
use super::fold::{hash_ascii, hash_folded, hash_short, letters};
use super::shape::shape;
use crate::model::{Gap, Shape, Span, Word};

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut scanner = Scanner::new(text);
    scanner.run();
    scanner.words
}

/// The same by the reference: slower, simple.
pub fn reference_words(text: &str) -> Vec<Word> {
    let mut scanner = Scanner::new(text);
    scanner.by_reference(0, text.len());
    scanner.words
}

/// The highest bit of each of eight bytes.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    words: Vec<Word>,
    gap: OpenGap,
}

/// The gap being read.
#[derive(Clone, Copy)]
struct OpenGap {
    gap: Gap,
    lines: u8,
}

impl OpenGap {
    const NONE: Self = Self {
        gap: Gap::NONE,
        lines: 0,
    };

    fn add(&mut self, gap: Gap) {
        if gap == Gap::LINE {
            self.lines = self.lines.saturating_add(1);
        }
        self.gap = self.gap | gap;
    }

    /// Closes it: two line ends with only blanks between are a paragraph's end. (Two line ends around a mark are one too: a list line.)
    fn take(&mut self) -> Gap {
        let gap = if self.lines > 1 {
            self.gap | Gap::PARAGRAPH
        } else {
            self.gap
        };
        *self = Self::NONE;
        gap
    }
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let mut gap = OpenGap::NONE;
        gap.add(Gap::PARAGRAPH);
        Self {
            text,
            bytes: text.as_bytes(),
            words: Vec::with_capacity(text.len() / 5),
            gap,
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        // State at the last ASCII blank, where every word ends: what the reference starts from when the table does not know a character.
        let mut chunk = (0, 0, self.gap);
        while at < self.bytes.len() {
            if let Some(end) = self.push_short(at).or_else(|| self.push_plain(at)) {
                at = end;
                // Most gaps are one space.
                if self.bytes.get(at) == Some(&b' ') {
                    self.gap.add(Gap::SPACE);
                    at += 1;
                    chunk = (at, self.words.len(), self.gap);
                }
                continue;
            }
            let (class, len) = class_at(self.text, at);
            match class {
                Class::Letter | Class::Digit | Class::Joiner => match self.word_end(at, class) {
                    Some(end) => {
                        self.push(at, end);
                        at = end;
                    }
                    None => at = self.redo(&mut chunk),
                },
                Class::Unknown => at = self.redo(&mut chunk),
                Class::Gap(gap) => {
                    self.gap.add(gap);
                    at += len;
                    if gap == Gap::SPACE || gap == Gap::LINE {
                        chunk = (at, self.words.len(), self.gap);
                    }
                }
                Class::MidEither | Class::MidDigit => {
                    self.gap.add(gap_of(self.text, at));
                    at += len;
                }
            }
        }
    }

    /// The quickest way, for four words in five: one to seven ASCII letters in one read of eight bytes, without a branch for each. Gives the
    /// word's end; `None` where another way must look.
    fn push_short(&mut self, start: usize) -> Option<usize> {
        let eight = u64::from_le_bytes(*self.bytes.get(start..)?.first_chunk::<8>()?);
        let letters = letters(eight);
        // A byte that is no letter has its highest bit clear; the first of them ends the word.
        let length = (letters ^ HIGH_BITS).trailing_zeros() as usize / 8;
        if length == 0 || length == 8 {
            return None;
        }
        let end = start + length;
        if PLAIN[usize::from(self.bytes[end])] & ENDS_WORD == 0 && !self.joins_nothing(end) {
            return None;
        }
        let whole = u64::MAX >> (64 - 8 * length);
        // The third bit from the top tells small letters from capitals.
        let capitals = letters & whole & !(eight << 2);
        let shape = match capitals.count_ones() as usize {
            0 => Shape::Lower,
            1 if length == 1 => Shape::Letter,
            all if all == length => Shape::Upper,
            1 if capitals == 0x80 => Shape::Capitalised,
            _ => Shape::Mixed,
        };
        let (gap, hash) = (self.gap.take(), hash_short(eight & whole, length));
        self.words
            .push(Word::new(Span::new(start, end), hash, gap, shape));
        Some(end)
    }

    /// The quick way for most other words of a text: ASCII letters alone, or digits alone, with a mark after them that joins nothing.
    /// Adds the word that begins at `start` and gives its end; `None` where the general way must look.
    fn push_plain(&mut self, start: usize) -> Option<usize> {
        let (mut end, mut upper, mut kinds) = (start, 0, 0);
        if PLAIN[usize::from(*self.bytes.get(start)?)] & IN_WORD == 0 {
            return None;
        }
        while let Some(&byte) = self.bytes.get(end) {
            let kind = PLAIN[byte as usize];
            if kind & IN_WORD == 0 {
                if kind & ENDS_WORD == 0 && !self.joins_nothing(end) {
                    return None;
                }
                break;
            }
            kinds |= kind;
            upper += usize::from(kind == CAPITAL);
            end += 1;
        }
        let first_upper = PLAIN[usize::from(*self.bytes.get(start)?)] == CAPITAL;
        let shape = match (kinds, upper, end - start) {
            (SMALL, ..) => Shape::Lower,
            (DIGIT, ..) => Shape::Number,
            (CAPITAL, 1, 1) => Shape::Letter,
            (CAPITAL, ..) => Shape::Upper,
            (BOTH, 1, _) if first_upper => Shape::Capitalised,
            (BOTH, ..) => Shape::Mixed,
            _ => Shape::Alphanumeric,
        };
        let gap = self.gap.take();
        let hash = hash_ascii(&self.bytes[start..end]);
        let span = Span::new(start, end);
        self.words.push(Word::new(span, hash, gap, shape));
        Some(end)
    }

    /// Whether the mark at `at`, which may stand inside a word, has no letter or digit after it, or is one that never joins.
    fn joins_nothing(&self, at: usize) -> bool {
        match class_at(self.text, at) {
            (Class::Gap(_), _) => true,
            (Class::MidEither | Class::MidDigit, len) => self
                .bytes
                .get(at + len)
                .is_none_or(|next| PLAIN[*next as usize] & ENDS_WORD != 0),
            _ => false,
        }
    }

    /// The end of the word that begins at `start`, or `None` at an unknown character.
    fn word_end(&self, start: usize, first: Class) -> Option<usize> {
        let mut last = first;
        let mut at = start + class_at(self.text, start).1;
        loop {
            if at >= self.bytes.len() {
                return Some(at);
            }
            let (class, len) = class_at(self.text, at);
            match class {
                Class::Letter | Class::Digit | Class::Joiner => {
                    last = class;
                    at += len;
                }
                Class::MidEither | Class::MidDigit => {
                    let next = self
                        .bytes
                        .get(at + len)
                        .map_or(Class::Gap(Gap::NONE), |_| class_at(self.text, at + len).0);
                    let joins = match last {
                        Class::Digit => next == Class::Digit,
                        Class::Letter => class == Class::MidEither && next == Class::Letter,
                        _ => false,
                    };
                    if next == Class::Unknown {
                        return None;
                    }
                    if !joins {
                        return Some(at);
                    }
                    last = next;
                    at += len + class_at(self.text, at + len).1;
                }
                Class::Gap(_) => return Some(at),
                Class::Unknown => return None,
            }
        }
    }

    /// Takes back what was read since the last blank and reads up to the next one by the reference.
    fn redo(&mut self, chunk: &mut (usize, usize, OpenGap)) -> usize {
        let (start, words, gap) = *chunk;
        self.words.truncate(words);
        self.gap = gap;
        let end = self.bytes[start..]
            .iter()
            .position(|b| is_ascii_blank(*b))
            .map_or(self.bytes.len(), |n| start + n);
        self.by_reference(start, end);
        *chunk = (end, self.words.len(), self.gap);
        end
    }

    /// Reads `start..end` by `unicode_word_indices`.
    fn by_reference(&mut self, start: usize, end: usize) {
        let mut last = start;
        for (at, word) in self.text[start..end].unicode_word_indices() {
            // A mark that combines with a blank (rule WB4) does not make the blank part of a word.
            let first = start + at + (word.len() - word.trim_start().len());
            self.skip(last, first);
            last = start + at + word.len();
            self.cut_at_colons(first, last);
        }
        self.skip(last, end);
    }

    fn cut_at_colons(&mut self, start: usize, end: usize) {
        let mut from = start;
        for (n, _) in self.text[start..end].match_indices(':') {
            self.push_nonempty(from, start + n);
            self.gap.add(Gap::COLON);
            from = start + n + 1;
        }
        self.push_nonempty(from, end);
    }

    fn push_nonempty(&mut self, start: usize, end: usize) {
        if self.text[start..end].chars().any(char::is_alphanumeric) {
            self.push(start, end);
        } else {
            self.skip(start, end);
        }
    }

    /// Adds what stands in `start..end`, where no word is, to the gap.
    fn skip(&mut self, start: usize, end: usize) {
        for (n, _) in self.text[start..end].char_indices() {
            self.gap.add(gap_of(self.text, start + n));
        }
    }

    /// Adds the word `start..end`, cut where this house cuts and the reference does not.
    fn push(&mut self, start: usize, end: usize) {
        if !self.bytes[start..end]
            .iter()
            .any(|b| b.is_ascii_alphanumeric() || *b > 0x7F)
        {
            return self.skip(start, end); // only joiners: no word
        }
        let mut from = start;
        for n in start + 2..end.saturating_sub(1) {
            if self.bytes[n] == b'.'
                && self.bytes[n - 1].is_ascii_lowercase()
                && self.bytes[n - 2].is_ascii_lowercase()
                && self.bytes[n + 1].is_ascii_uppercase()
            {
                self.push_clitic(from, n);
                self.gap.add(Gap::STOP);
                from = n + 1;
            }
        }
        self.push_clitic(from, end);
    }

    /// Adds a word, its possessive `'s` apart.
    fn push_clitic(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let stem = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|clitic| word.strip_suffix(clitic));
        match stem {
            Some(stem) if !stem.is_empty() => {
                self.push_one(start, start + stem.len());
                self.push_one(start + stem.len(), end);
            }
            _ => self.push_one(start, end),
        }
    }

    fn push_one(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let gap = self.gap.take();
        let span = Span::new(start, end);
        self.words
            .push(Word::new(span, hash_folded(word), gap, shape(word)));
    }
}

fn is_ascii_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn listed(text: &str) -> Vec<&str> {
        words(text).iter().map(|w| w.span.of(text)).collect()
    }

    #[test]
    fn cuts() {
        assert_eq!(
            listed("The IAAF’s 80 athletes' data"),
            ["The", "IAAF", "’s", "80", "athletes", "data"]
        );
        assert_eq!(
            listed("he said.The U.S. did 1,204.5m"),
            ["he", "said", "The", "U.S", "did", "1,204.5m"]
        );
        assert_eq!(
            listed("Source:AW don't 24/7 APT-28"),
            ["Source", "AW", "don't", "24", "7", "APT", "28"]
        );
        assert_eq!(
            listed("__ _x_ Agence Monégasque"),
            ["_x_", "Agence", "Monégasque"]
        );
    }

    #[test]
    fn gaps() {
        let gap = |text: &str| words(text)[1].gap;
        assert_eq!(gap("a b"), Gap::SPACE);
        assert_eq!(gap("a\r\nb"), Gap::SPACE | Gap::LINE);
        assert_eq!(gap("a\n \nb"), Gap::SPACE | Gap::LINE | Gap::PARAGRAPH);
        assert_eq!(gap("A.” “B"), Gap::STOP | Gap::QUOTE | Gap::SPACE);
        assert_eq!(gap("x (£5"), Gap::SPACE | Gap::OPEN | Gap::CURRENCY);
        assert!(gap("five-day").is_hyphen());
    }

    #[test]
    fn shapes() {
        let shape = |text: &str| words(text)[0].shape;
        assert_eq!(shape("athletes"), Shape::Lower);
        assert_eq!(shape("Monday"), Shape::Capitalised);
        assert_eq!(shape("U.S"), Shape::Upper);
        assert_eq!(shape("McLean"), Shape::Mixed);
        assert_eq!(shape("APT28"), Shape::Alphanumeric);
        assert_eq!(shape("1,204"), Shape::Number);
        assert_eq!(shape("É"), Shape::Letter);
        assert_eq!(shape("東京"), Shape::Other);
    }

    proptest! {
        #[test]
        fn the_scan_equals_the_reference(text in "([a-cA-C0-2 .,:;'’“”—_é\n-]|[ß£€\u{300}\u{200d}好\u{a0}·]){0,60}") {
            prop_assert_eq!(words(&text), reference_words(&text));
        }

        #[test]
        fn the_scan_equals_the_reference_on_anything(text in "\\PC{0,40}") {
            prop_assert_eq!(words(&text), reference_words(&text));
        }

        #[test]
        fn a_prefix_shifts_every_word(text in "\\PC{0,40}") {
            let shifted = format!("\n{text}");
            let moved: Vec<Span> = words(&shifted).iter().map(|w| Span::new(w.span.start as usize - 1, w.span.end as usize - 1)).collect();
            let plain: Vec<Span> = words(&text).iter().map(|w| w.span).collect();
            prop_assert_eq!(moved, plain);
        }
    }
}
