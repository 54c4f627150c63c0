//! Sentences of a text whose words nobody needs: only the places where one may end are looked at.
//!
//! A sentence can end at a stop, another mark of its kind, or a line end, and most of these are told by their neighbours: a small letter
//! behind the blank, or a word of small letters before it that no list knows and a capital letter behind it. Elsewhere the words around
//! the place are found and asked as [`sentences`](super::sentences()) asks them, so that the spans are the same (a property test).

use super::abbreviations::Abbreviations;
use super::boundary::Boundaries;
use super::characters::{BOTH, CAPITAL, DIGIT, ENDS_WORD, IN_WORD, PLAIN, SMALL};
use super::fold::hash_ascii;
use super::hard_wrap::is_hard_wrapped;
use super::sentences::{closing, opening, sentences};
use super::words::words;
use crate::model::{Gap, Span, Word};

/// The spans of [`sentences`](super::sentences()) without the words. Bytes of the text.
pub fn sentence_spans(text: &str, abbreviations: &Abbreviations) -> Vec<Span> {
    let reader = Reader {
        text,
        bytes: text.as_bytes(),
        abbreviations,
        lines_end: None,
    };
    reader.spans().unwrap_or_else(|| {
        let sentences = sentences(text, &words(text), abbreviations);
        sentences.into_iter().map(|sentence| sentence.span).collect()
    })
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    abbreviations: &'a Abbreviations,
    /// Whether a line end ends a sentence; asked when the first one is met.
    lines_end: Option<bool>,
}

/// What was found at a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    /// Nothing ends between the mark and the place given.
    Nothing(usize),
    /// A sentence ends at the first place, the next one begins at the second, its first word at the third or after.
    End(usize, usize, usize),
}

/// Bytes that a sentence may end at, or that begin such a character: `…` and the line ends of Unicode, `。`, `！` and `？`.
const MARKS: [bool; 256] = {
    let mut table = [false; 256];
    let marks = [b'.', b'!', b'?', b'\n', 0xE2, 0xE3, 0xEF];
    let mut n = 0;
    while n < marks.len() {
        table[marks[n] as usize] = true;
        n += 1;
    }
    table
};
/// The same characters beyond ASCII.
const WIDE_MARKS: [&[u8]; 6] = [
    "…".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{2029}".as_bytes(),
    "。".as_bytes(),
    "！".as_bytes(),
    "？".as_bytes(),
];

/// Pieces between blanks with a letter or digit of ASCII, and so with a word, that are looked at before a mark and behind it.
const PIECES: usize = 4;
const PIECES_BEHIND: usize = 7;
/// If so many bytes do not hold them, the text is not of the kind this was made for, and is read word by word.
const FAR: usize = 1024;

impl Reader<'_> {
    /// The spans; `None` for a text with few blanks.
    fn spans(mut self) -> Option<Vec<Span>> {
        let Some((first, last)) = self.first_and_last() else {
            return Some(Vec::new());
        };
        let mut spans = Vec::with_capacity(self.text.len() / 80 + 1);
        let mut start = opening(self.text, None, first);
        let mut at = first;
        while let Some(mark) = self.next_mark(at) {
            if mark >= last {
                break;
            }
            match self.glance(mark).or_else(|| self.look(mark))? {
                Found::Nothing(next) => at = next,
                Found::End(end, next, word) => {
                    spans.push(Span::new(start, end));
                    (start, at) = (next, word);
                }
            }
        }
        spans.push(Span::new(start, closing(self.text, last, None)));
        Some(spans)
    }

    /// The beginning of the first word and the end of the last one.
    fn first_and_last(&self) -> Option<(usize, usize)> {
        let pieces = || self.text.split(is_blank).filter(|piece| !piece.is_empty());
        let place =
            |piece: &str, at: u32| piece.as_ptr() as usize - self.text.as_ptr() as usize + at as usize;
        let first = pieces().find_map(|piece| Some(place(piece, words(piece).first()?.span.start)))?;
        let last = pieces()
            .rev()
            .find_map(|piece| Some(place(piece, words(piece).last()?.span.end)))?;
        Some((first, last))
    }

    fn next_mark(&self, from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        rest.iter()
            .position(|byte| MARKS[usize::from(*byte)])
            .map(|n| from + n)
    }

    /// What the neighbours tell; `None` where they do not.
    fn glance(&mut self, mark: usize) -> Option<Found> {
        match self.bytes[mark] {
            b'\n' => self.glance_at_lines(mark),
            b'.' | b'!' | b'?' => match self.bytes.get(mark + 1)? {
                b'\n' => self.glance_at_lines(mark + 1),
                b' ' | b'"' | b')' | 0xE2 => self.glance_at_blank(mark),
                next => self.glance_inside(mark, *next),
            },
            _ => {
                let wide = WIDE_MARKS.iter().any(|wide| self.bytes[mark..].starts_with(wide));
                (!wide).then_some(Found::Nothing(mark + 1))
            }
        }
    }

    /// "4.5", "U.S", "example.com": a stop inside a word.
    fn glance_inside(&self, mark: usize, next: u8) -> Option<Found> {
        let (before, after) = (self.kind(mark.checked_sub(1)?), PLAIN[usize::from(next)]);
        let inside = self.bytes[mark] == b'.'
            && (before == DIGIT && after == DIGIT
                || before & BOTH != 0 && after & BOTH != 0 && (before, after) != (SMALL, CAPITAL));
        inside.then_some(Found::Nothing(mark + 1))
    }

    /// One or more line ends with no other blanks.
    fn glance_at_lines(&mut self, line: usize) -> Option<Found> {
        let marked = self.kind(line.checked_sub(1)?) & IN_WORD == 0;
        if marked && self.kind(line.checked_sub(2)?) & IN_WORD == 0 {
            return None;
        }
        let lines = self.bytes[line..]
            .iter()
            .take_while(|byte| **byte == b'\n')
            .count();
        let next = line + lines;
        if self.kind(next) & IN_WORD == 0
            || self.bytes[line - 1].is_ascii_whitespace()
            || self.bytes[line - 1] > 0x7F
        {
            return None;
        }
        (lines > 1 || self.lines_end()).then_some(Found::End(line, next, next))
    }

    /// A mark behind a word, one blank and the next word, quotation marks with either.
    fn glance_at_blank(&self, mark: usize) -> Option<Found> {
        let closed = self.quote_at(mark + 1, true);
        let blank = mark + 1 + closed;
        if self.bytes.get(blank) != Some(&b' ') {
            return None;
        }
        let opened = self.quote_at(blank + 1, false);
        let next = blank + 1 + opened;
        let quoted = closed + opened > 0;
        let kind = self.kind(next);
        if kind == SMALL {
            let ends = self.run(next, SMALL);
            let plain = self
                .bytes
                .get(ends)
                .is_none_or(|b| PLAIN[usize::from(*b)] & ENDS_WORD != 0);
            return plain.then_some(Found::Nothing(next));
        }
        if kind & IN_WORD == 0 || self.kind(mark.checked_sub(1)?) & IN_WORD == 0 {
            return None;
        }
        let stop = self.bytes[mark] == b'.';
        let ends = if quoted {
            stop
        } else {
            self.is_plain_word_before(mark)
        };
        ends.then_some(Found::End(blank, blank + 1, next))
    }

    /// The length of a quotation mark or bracket there.
    fn quote_at(&self, at: usize, closing: bool) -> usize {
        match self.bytes.get(at) {
            Some(b'"') => 1,
            Some(b')') if closing => 1,
            Some(0xE2)
                if self.bytes[at..].starts_with("“".as_bytes())
                    || self.bytes[at..].starts_with("”".as_bytes()) =>
            {
                3
            }
            _ => 0,
        }
    }

    /// Whether a word ends at `mark` that is no abbreviation, initial, list number or name with a mark: small letters, a capital one before them
    /// perhaps, or three digits or more.
    fn is_plain_word_before(&self, mark: usize) -> bool {
        let back = |from: usize, kind: u8| {
            let run = self.bytes[..from]
                .iter()
                .rev()
                .take_while(|b| PLAIN[usize::from(**b)] == kind);
            from - run.count()
        };
        let digits = back(mark, DIGIT);
        if digits < mark {
            return mark - digits > 2 && digits > 0 && self.kind(digits - 1) == ENDS_WORD;
        }
        let small = back(mark, SMALL);
        let start = if small > 0 && self.kind(small - 1) == CAPITAL {
            small - 1
        } else {
            small
        };
        small < mark && mark - start > 1 && (start == 0 || self.kind(start - 1) == ENDS_WORD) && {
            let told = self.abbreviations.of(hash_ascii(&self.bytes[start..mark]));
            told.is_plain() && !told.is_marked()
        }
    }

    /// The words around a mark, asked as all words are. `None` if they are too far away.
    fn look(&mut self, mark: usize) -> Option<Found> {
        let from = self.pieces_before(mark)?;
        let to = self.pieces_behind(mark)?;
        let text = &self.text[from..to];
        let words = words(text);
        let mark = mark - from;
        let at = words.partition_point(|word| word.span.start as usize <= mark);
        let Some(before) = at.checked_sub(1).map(|before| words[before]) else {
            return Some(Found::Nothing(from + mark + 1));
        };
        if before.span.end as usize > mark {
            return Some(Found::Nothing(from + mark + 1));
        }
        let Some(word) = words.get(at) else {
            return Some(Found::Nothing(to.max(from + mark + 1)));
        };
        let boundaries = Boundaries {
            text,
            words: &words,
            abbreviations: self.abbreviations,
        };
        let ends = word.gap.has(Gap::PARAGRAPH)
            || word.gap.has(Gap::LINE) && self.lines_end()
            || boundaries.ends_before(at);
        let note = || words.get(at + 1).filter(|_| boundaries.ends_before(at + 1));
        Some(if ends {
            end(self.text, from, &before, word)
        } else if let Some(after) = note() {
            end(self.text, from, word, after)
        } else {
            Found::Nothing(from + word.span.start as usize)
        })
    }

    /// Where the pieces before a mark begin.
    fn pieces_before(&self, mark: usize) -> Option<usize> {
        let (mut pieces, mut in_piece) = (0, false);
        for at in (0..mark).rev() {
            let byte = self.bytes[at];
            if is_blank(char::from(byte)) {
                pieces += usize::from(std::mem::take(&mut in_piece));
                if pieces == PIECES {
                    return Some(at + 1);
                }
            } else {
                in_piece |= byte.is_ascii_alphanumeric();
            }
            if mark - at > FAR {
                return None;
            }
        }
        Some(0)
    }

    /// Where the pieces behind a mark end.
    fn pieces_behind(&self, mark: usize) -> Option<usize> {
        let (mut pieces, mut in_piece) = (0, false);
        for (n, byte) in self.bytes[mark..].iter().enumerate() {
            if is_blank(char::from(*byte)) {
                pieces += usize::from(std::mem::take(&mut in_piece));
                if pieces == PIECES_BEHIND {
                    return Some(mark + n);
                }
            } else {
                in_piece |= byte.is_ascii_alphanumeric();
            }
            if n > FAR {
                return None;
            }
        }
        Some(self.bytes.len())
    }

    /// What the byte at `at` is; nothing beyond the text.
    #[inline]
    fn kind(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(0, |byte| PLAIN[usize::from(*byte)])
    }

    /// Where the run of `kind` ends that begins at `from`.
    fn run(&self, from: usize, kind: u8) -> usize {
        let run = self.bytes[from..]
            .iter()
            .take_while(|b| PLAIN[usize::from(**b)] == kind);
        from + run.count()
    }

    fn lines_end(&mut self) -> bool {
        *self.lines_end.get_or_insert_with(|| !is_hard_wrapped(self.text))
    }
}

/// A sentence's end between two words of the window that begins at `from`.
fn end(text: &str, from: usize, before: &Word, after: &Word) -> Found {
    let last = from + before.span.end as usize;
    let next = from + after.span.start as usize;
    Found::End(
        closing(text, last, Some(next)),
        opening(text, Some(last), next),
        next,
    )
}

/// Blanks at which words end, whatever stands around them.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::split;
    use proptest::prelude::*;

    fn abbreviations() -> Abbreviations {
        Abbreviations::new(["Mr.", "No."], ["U.S.", "Inc."], ["The", "He", "I"]).with(
            ["Yahoo!"],
            ["No."],
            ["said"],
        )
    }

    fn told(text: &str) -> (Vec<Span>, Vec<Span>) {
        let whole = split(text, &abbreviations()).sentences;
        (
            sentence_spans(text, &abbreviations()),
            whole.iter().map(|s| s.span).collect(),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn they_are_the_sentences_of_the_words(
            text in "(Mr\\.|U\\.S\\.|No\\.|Yahoo!|The|He|said|[a-cA-C1-3]{1,3}|[.?!…,;:\"”“’'()\\[\\]/–-]| |\n|\n\n|\\. |é|\u{300}|好|。){0,60}"
        ) {
            let (quick, whole) = told(&text);
            prop_assert_eq!(quick, whole);
        }

        #[test]
        fn of_anything(text in "\\PC{0,60}") {
            let (quick, whole) = told(&text);
            prop_assert_eq!(quick, whole);
        }
    }

    #[test]
    fn a_text_without_blanks_is_read_word_by_word() {
        let (quick, whole) = told(&"好。".repeat(2000));
        assert_eq!(quick, whole);
    }
}
