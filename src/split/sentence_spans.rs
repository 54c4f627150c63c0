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

/// Characters beyond ASCII that a sentence may end at.
const WIDE_MARKS: [&[u8]; 6] = [
    "…".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{2029}".as_bytes(),
    "。".as_bytes(),
    "！".as_bytes(),
    "？".as_bytes(),
];

/// Pieces between blanks with a letter or digit of ASCII, and so with a word, that are looked at before a mark and behind it.
const PIECES: usize = 2;
/// Those behind where only the next two words are asked for, and where a speaker's name may follow.
const PIECES_BEHIND: usize = 3;
const PIECES_OF_SPEAKER: usize = 6;
/// Marks that stand at a word are not more bytes than this.
const MARKS_AT_WORD: usize = 8;
const OPENING: &[u8] = "“".as_bytes();
const CLOSING: &[u8] = "”".as_bytes();
/// If so many bytes do not hold them, the text is not of the kind this was made for, and is read word by word.
const FAR: usize = 1024;

/// The marks of a text in order: two searches, each of which is only made again when its last find lies behind.
struct Marks<'a> {
    bytes: &'a [u8],
    /// The next `.`, line end or first byte of `…` and its like, of the other marks, and of `！`.
    next: [usize; 3],
}

impl<'a> Marks<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut marks = Self { bytes, next: [0; 3] };
        for search in 0..3 {
            marks.next[search] = marks.search(search, 0);
        }
        marks
    }

    /// The first mark at `from` or after; `from` never goes back.
    fn next(&mut self, from: usize) -> Option<usize> {
        for search in 0..3 {
            if self.next[search] < from {
                self.next[search] = self.search(search, from);
            }
        }
        let [a, b, c] = self.next;
        Some(a.min(b).min(c)).filter(|at| *at < self.bytes.len())
    }

    fn search(&self, search: usize, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let found = match search {
            0 => memchr::memchr3(b'.', b'\n', 0xE2, rest),
            1 => memchr::memchr3(b'!', b'?', 0xE3, rest),
            _ => memchr::memchr(0xEF, rest),
        };
        found.map_or(self.bytes.len(), |n| from + n)
    }
}

impl Reader<'_> {
    /// The spans; `None` for a text with few blanks.
    fn spans(mut self) -> Option<Vec<Span>> {
        let Some((first, last)) = self.first_and_last() else {
            return Some(Vec::new());
        };
        let mut spans = Vec::with_capacity(self.text.len() / 80 + 1);
        let mut start = opening(self.text, None, first);
        let mut at = first;
        let mut marks = Marks::new(self.bytes);
        while let Some(mark) = marks.next(at).filter(|mark| *mark < last) {
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
        let lines = self.bytes[line..]
            .iter()
            .take_while(|byte| **byte == b'\n')
            .count();
        let next = line + lines;
        let word = self.word_behind(next).filter(|_| self.has_word_before(line))?;
        if lines > 1 || self.lines_end() {
            return Some(Found::End(line, next, word));
        }
        let plain = word == next && self.kind(line - 1) & BOTH != 0;
        plain.then_some(Found::Nothing(next))
    }

    /// Whether only marks stand between a word and `blank`.
    fn has_word_before(&self, blank: usize) -> bool {
        let mut at = blank;
        while blank - at < MARKS_AT_WORD {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };
            match self.bytes[before] {
                byte if byte.is_ascii_alphanumeric() => return true,
                byte if byte.is_ascii_graphic() => at = before,
                _ if self.bytes[..at].ends_with(CLOSING) => at -= CLOSING.len(),
                _ => return false,
            }
        }
        false
    }

    /// Where the word begins (or its first letter stands) that only marks lead from `at`.
    fn word_behind(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while next - at < MARKS_AT_WORD {
            match *self.bytes.get(next)? {
                byte if byte.is_ascii_alphanumeric() => return Some(next),
                byte if byte.is_ascii_graphic() => next += 1,
                _ if self.bytes[next..].starts_with(OPENING) => next += OPENING.len(),
                _ => return None,
            }
        }
        None
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
        let ends = match (stop, quoted) {
            (true, true) => true,
            (false, true) => return None,
            (_, false) => self.word_lets_end(mark, next)?,
        };
        Some(if ends {
            Found::End(blank, blank + 1, next)
        } else {
            Found::Nothing(next)
        })
    }

    /// The length of a quotation mark or bracket there.
    fn quote_at(&self, at: usize, closing: bool) -> usize {
        match self.bytes.get(at) {
            Some(b'"') => 1,
            Some(b')') if closing => 1,
            Some(0xE2) => {
                let rest = &self.bytes[at..];
                usize::from(rest.starts_with(OPENING) || rest.starts_with(CLOSING)) * OPENING.len()
            }
            _ => 0,
        }
    }

    /// Whether the word that ends at `mark` lets a sentence end there, with a blank and the word at `next` behind.
    fn word_lets_end(&self, mark: usize, next: usize) -> Option<bool> {
        let in_word = |byte: &&u8| PLAIN[usize::from(**byte)] & IN_WORD != 0 || **byte == b'.';
        let length = self.bytes[..mark].iter().rev().take_while(in_word).count();
        let start = mark - length;
        if start > 0 && self.kind(start - 1) != ENDS_WORD {
            return None;
        }
        let word = &self.bytes[start..mark];
        let stop = self.bytes[mark] == b'.';
        if word.iter().all(u8::is_ascii_digit) {
            // The number of a list line has two digits at the most and stands behind a line end.
            let inside = start > 1 && self.bytes[start - 1] == b' ' && self.has_word_before(start - 1);
            return (length > 2 || inside).then_some(true);
        }
        let told = self.abbreviations.of(hash_ascii(word));
        if length > 1 && word.iter().all(u8::is_ascii_alphabetic) {
            return match stop {
                true if told.is_plain() => Some(true),
                true if told.is_answer() => None,
                true if told.holds_on() => word.iter().any(u8::is_ascii_uppercase).then_some(false),
                true => self.is_starter(next),
                false => (!told.is_marked()).then_some(true),
            };
        }
        let initials = stop && length % 2 == 1 && word.iter().skip(1).step_by(2).all(|byte| *byte == b'.');
        let letters = || word.iter().step_by(2);
        let held = letters().all(u8::is_ascii_uppercase)
            || told.may_hold_on() && letters().all(u8::is_ascii_alphabetic);
        if initials && held && !told.holds_on() {
            self.is_starter(next)
        } else {
            None
        }
    }

    /// Whether the word at `next` often begins a sentence.
    fn is_starter(&self, next: usize) -> Option<bool> {
        if self.kind(next) == DIGIT {
            return Some(false);
        }
        let letters = |byte: &&u8| byte.is_ascii_alphabetic();
        let end = next + self.bytes[next..].iter().take_while(letters).count();
        let mark = end + usize::from(self.bytes.get(end) == Some(&b','));
        let ends = self
            .bytes
            .get(mark)
            .is_none_or(|b| PLAIN[usize::from(*b)] & ENDS_WORD != 0);
        ends.then(|| {
            self.abbreviations
                .of(hash_ascii(&self.bytes[next..end]))
                .is_starter()
        })
    }

    /// The words around a mark, asked as all words are. `None` if they are too far away.
    fn look(&mut self, mark: usize) -> Option<Found> {
        let from = self.pieces_before(mark)?;
        let to = self.pieces_behind(mark, PIECES_BEHIND)?;
        let words = words(&self.text[from..to]);
        let at = words.partition_point(|word| from + word.span.start as usize <= mark);
        let behind = words.get(at).map_or(Gap::NONE, |word| word.gap);
        if behind.has(Gap::TERMINAL) && behind.has_any(Gap::QUOTE | Gap::APOSTROPHE) {
            let to = self.pieces_behind(mark, PIECES_OF_SPEAKER)?;
            let words = super::words::words(&self.text[from..to]);
            return Some(self.judge((from, to), &words, at, mark));
        }
        Some(self.judge((from, to), &words, at, mark))
    }

    /// What the gap at `mark` is that stands before word `at` of those between `from` and `to`.
    fn judge(&mut self, (from, to): (usize, usize), words: &[Word], at: usize, mark: usize) -> Found {
        let before = at.checked_sub(1).map(|before| &words[before]);
        let Some(before) = before.filter(|word| from + word.span.end as usize <= mark) else {
            return Found::Nothing(mark + 1);
        };
        let Some(word) = words.get(at) else {
            return Found::Nothing(to.max(mark + 1));
        };
        let boundaries = Boundaries {
            text: &self.text[from..to],
            words,
            abbreviations: self.abbreviations,
        };
        let ends = word.gap.has(Gap::PARAGRAPH)
            || word.gap.has(Gap::LINE) && self.lines_end()
            || boundaries.ends_before(at);
        if ends {
            return end(self.text, from, before, word);
        }
        let note = words.get(at + 1).filter(|_| boundaries.ends_before(at + 1));
        note.map_or(Found::Nothing(from + word.span.start as usize), |after| {
            end(self.text, from, word, after)
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
    fn pieces_behind(&self, mark: usize, most: usize) -> Option<usize> {
        let (mut pieces, mut in_piece) = (0, false);
        for (n, byte) in self.bytes[mark..].iter().enumerate() {
            if is_blank(char::from(*byte)) {
                pieces += usize::from(std::mem::take(&mut in_piece));
                if pieces == most {
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
