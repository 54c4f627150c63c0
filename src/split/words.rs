//! Words: spans, folded hashes, shapes and the gaps between them, in one pass.
//!
//! The reference is UAX #29 (`unicode_words`) with three cuts, because news needs them: a possessive `'s` is a word of its own (a
//! dictionary's "IAAF" must meet "IAAF's"), a colon ends a word ("Source:Reuters"), and so does a stop between a small and a capital
//! letter ("said.The", a lost blank). [`reference_words`] says it in those terms; [`words`] scans bytes and gives the same
//! (a property test holds them together), falling back to the reference for a run of text with characters outside its table.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{
    BOTH, CAPITAL, Class, DIGIT, ENDS_WORD, IN_WORD, PLAIN, SMALL, ascii_gap, class_at, gap_of,
};
use super::fold::{hash_ascii, hash_folded};
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

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) words: Vec<Word>,
    pub(super) gap: OpenGap,
}

/// The gap being read.
#[derive(Clone, Copy)]
pub(super) struct OpenGap {
    gap: Gap,
    lines: u8,
}

impl OpenGap {
    const NONE: Self = Self {
        gap: Gap::NONE,
        lines: 0,
    };

    #[inline]
    pub(super) fn add(&mut self, gap: Gap) {
        if gap == Gap::LINE {
            self.lines = self.lines.saturating_add(1);
        }
        self.gap = self.gap | gap;
    }

    /// Closes it: two line ends with only blanks between are a paragraph's end. (Two line ends around a mark are one too: a list line.)
    #[inline]
    pub(super) fn take(&mut self) -> Gap {
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
        loop {
            at = self.quick(at);
            if at >= self.bytes.len() {
                return;
            }
            if let Some(end) = self.push_plain(at) {
                at = end;
                continue;
            }
            let (class, len) = class_at(self.text, at);
            match class {
                Class::Letter | Class::Digit | Class::Joiner => match self.word_end(at, class) {
                    Some(end) => {
                        self.push(at, end);
                        at = end;
                    }
                    None => at = self.redo(at),
                },
                Class::Unknown => at = self.redo(at),
                Class::Gap(gap) => {
                    self.gap.add(gap);
                    at += len;
                }
                Class::MidEither | Class::MidDigit => {
                    self.gap.add(gap_of(self.text, at));
                    at += len;
                }
            }
        }
    }

    /// A less quick way for most other words of a text: ASCII letters alone, or digits alone, with a mark after them that joins nothing.
    /// Adds the word that begins at `start` and gives its end; `None` where the general way must look.
    fn push_plain(&mut self, start: usize) -> Option<usize> {
        let (mut end, mut upper, mut kinds) = (start, 0, 0);
        if PLAIN[usize::from(*self.bytes.get(start)?)] & IN_WORD == 0 {
            return None;
        }
        while let Some(&byte) = self.bytes.get(end) {
            let kind = PLAIN[byte as usize];
            if kind & IN_WORD == 0 {
                if kind & ENDS_WORD == 0 && !joins_nothing(self.text, end) {
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

    /// Takes back what was read since the last ASCII blank before `at`, where every word ends, and reads up to the next one by the reference.
    fn redo(&mut self, at: usize) -> usize {
        let start = self.bytes[..at]
            .iter()
            .rposition(|b| is_ascii_gap(*b))
            .map_or(0, |blank| blank + 1);
        while self
            .words
            .pop_if(|word| word.span.start as usize >= start)
            .is_some()
        {}
        self.gap = OpenGap::NONE;
        let last = self.words.last().map(|word| word.span.end as usize);
        if last.is_none() {
            self.gap.add(Gap::PARAGRAPH);
        }
        self.skip(last.unwrap_or(0), start);
        let end = self.bytes[start..]
            .iter()
            .position(|b| is_ascii_blank(*b))
            .map_or(self.bytes.len(), |n| start + n);
        self.by_reference(start, end);
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

/// Whether the mark at `at`, which may stand inside a word, has no letter or digit after it, or is one that never joins.
pub(super) fn joins_nothing(text: &str, at: usize) -> bool {
    match class_at(text, at) {
        (Class::Gap(_), _) => true,
        (Class::MidEither | Class::MidDigit, len) => text
            .as_bytes()
            .get(at + len)
            .is_none_or(|next| PLAIN[usize::from(*next)] & ENDS_WORD != 0),
        _ => false,
    }
}

/// Blanks behind which the reference may start anew.
fn is_ascii_gap(byte: u8) -> bool {
    byte < 0x80
        && matches!(PLAIN[usize::from(byte)], ENDS_WORD)
        && matches!(ascii_gap(byte), Gap::SPACE | Gap::LINE)
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
        fn the_quick_way_equals_the_reference(text in "([a-zA-Z]{1,18}|[ .,:;'’“”_\n-]|'s|’s|[0-9é]| ){0,40}") {
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
