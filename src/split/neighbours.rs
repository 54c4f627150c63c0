//! What the letters beside a mark tell of it, for sentences without words.

use super::characters::{BOTH, CAPITAL, DIGIT, ENDS_WORD, IN_WORD, PLAIN, SMALL};
use super::fold::hash_ascii;
use super::sentence_marks::is_wide_mark;
use super::sentence_spans::{Found, Reader};

/// Marks that stand at a word are not more bytes than this.
const MARKS_AT_WORD: usize = 8;
const OPENING: &[u8] = "“".as_bytes();
const CLOSING: &[u8] = "”".as_bytes();

impl Reader<'_> {
    /// What the neighbours tell; `None` where they do not.
    pub(super) fn glance(&mut self, mark: usize) -> Option<Found> {
        match self.bytes[mark] {
            b'\n' => self.glance_at_lines(mark),
            b'.' | b'!' | b'?' => match self.bytes.get(mark + 1)? {
                b'\n' => self.glance_at_lines(mark + 1),
                b' ' | b'"' | b')' | 0xE2 => self.glance_at_blank(mark),
                next => self.glance_inside(mark, *next),
            },
            _ => {
                let wide = is_wide_mark(self.bytes, mark);
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
            return if !stop {
                (!told.is_marked()).then_some(true)
            } else if told.is_plain() {
                Some(true)
            } else if told.is_answer() {
                None
            } else if told.holds_on() {
                word.iter().any(u8::is_ascii_uppercase).then_some(false)
            } else {
                self.is_starter(next)
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
}
