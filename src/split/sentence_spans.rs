//! Sentences of a text whose words nobody needs: only the places where one may end are looked at.
//!
//! A sentence can end at a stop, another mark of its kind, or a line end, and most of these are told by their neighbours: a small letter
//! behind the blank, or a word of small letters before it that no list knows and a capital letter behind it. Elsewhere the words around
//! the place are found and asked as [`sentences`](super::sentences()) asks them, so that the spans are the same (a property test).

use super::abbreviations::Abbreviations;
use super::boundary::Boundaries;
use super::hard_wrap::is_hard_wrapped;
use super::sentence_marks::Marks;
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

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) abbreviations: &'a Abbreviations,
    /// Whether a line end ends a sentence; asked when the first one is met.
    lines_end: Option<bool>,
}

/// What was found at a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// Nothing ends between the mark and the place given.
    Nothing(usize),
    /// A sentence ends at the first place, the next one begins at the second, its first word at the third or after.
    End(usize, usize, usize),
}

/// Pieces between blanks with a letter or digit of ASCII, and so with a word, that are looked at before a mark and behind it.
const PIECES: usize = 2;
/// Those behind where only the next two words are asked for, and where a speaker's name may follow.
const PIECES_BEHIND: usize = 3;
const PIECES_OF_SPEAKER: usize = 6;
/// If so many bytes do not hold these pieces, the text is not of the kind this was made for, and is read word by word.
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

    /// Whether a line end ends a sentence in this text.
    pub(super) fn lines_end(&mut self) -> bool {
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
