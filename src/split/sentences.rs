//! Sentences over words: a decision at each gap.
//!
//! UAX #29 alone cuts after "Sept." and "U.S."; here a stop is weighed with the words around it. A paragraph's end always ends a
//! sentence, so headlines without a stop and list lines stand alone.

use super::abbreviations::Abbreviations;
use super::boundary::Boundaries;
use super::hard_wrap::is_hard_wrapped;
use crate::model::{Gap, Sentence, Shape, Span, Word};

/// Only at such a gap, or behind the number of a note, does a sentence end.
const MARKS: Gap = Gap::PARAGRAPH.with(Gap::LINE).with(Gap::STOP).with(Gap::TERMINAL);

/// The sentences of a text whose words are known. Every word lies in exactly one.
pub fn sentences(text: &str, words: &[Word], abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(words.len() / 16 + 1);
    let boundaries = Boundaries {
        text,
        words,
        abbreviations,
    };
    let mut lines_end = None;
    let mut first = 0;
    for (before, pair) in words.windows(2).enumerate() {
        let (at, gap) = (before + 1, pair[1].gap);
        if !gap.has_any(MARKS) && pair[0].shape != Shape::Number {
            continue;
        }
        // Asked only where it decides: many texts have no line end but between paragraphs.
        let ends = gap.has(Gap::PARAGRAPH)
            || gap.has(Gap::LINE) && *lines_end.get_or_insert_with(|| !is_hard_wrapped(text))
            || boundaries.ends_before(at);
        if ends {
            sentences.push(sentence(text, words, first, at));
            first = at;
        }
    }
    if first < words.len() {
        sentences.push(sentence(text, words, first, words.len()));
    }
    sentences
}

/// The sentence of `words[first..end]`, its span without blanks, with the marks that belong to it.
fn sentence(text: &str, words: &[Word], first: usize, end: usize) -> Sentence {
    let before = first.checked_sub(1).map(|last| words[last].span.end as usize);
    let after = words.get(end).map(|word| word.span.start as usize);
    let start = opening(text, before, words[first].span.start as usize);
    let end_of_span = closing(text, words[end - 1].span.end as usize, after);
    Sentence {
        span: Span::new(start, end_of_span),
        words: first as u32..end as u32,
    }
}

/// Where the sentence begins whose first word begins at `word`, with the marks that lead it; `before`: the end of the last word of the
/// sentence before.
pub(super) fn opening(text: &str, before: Option<usize>, word: usize) -> usize {
    let from = before.unwrap_or(0);
    let blank = text[from..word].char_indices().rfind(|(_, c)| c.is_whitespace());
    match blank {
        Some((at, c)) => from + at + c.len_utf8(),
        None if before.is_none() => 0,
        None => word,
    }
}

/// Where the sentence ends whose last word ends at `last`, with the marks that close it; `after`: the beginning of the first word of the next one.
pub(super) fn closing(text: &str, last: usize, after: Option<usize>) -> usize {
    let gap = &text[last..after.unwrap_or(text.len())];
    match gap.find(char::is_whitespace) {
        Some(marks) => last + marks,
        None if after.is_none() => text.len(),
        // "said.The": the stop between two words that touch belongs to the first.
        None => last + usize::from(gap.starts_with('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::{split, words};
    use proptest::prelude::*;

    fn abbreviations() -> Abbreviations {
        Abbreviations::new(
            ["Mr.", "Sept.", "No.", "Gen."],
            ["U.S.", "Inc.", "p.m."],
            ["The", "He", "It"],
        )
    }

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, &words(text), &abbreviations())
            .iter()
            .map(|s| s.span.of(text))
            .collect()
    }

    #[test]
    fn stops() {
        assert_eq!(
            cut("Mr. Velt came on Sept. 30. He left."),
            ["Mr. Velt came on Sept. 30.", "He left."]
        );
        assert_eq!(
            cut("It is in the U.S. Treasury. It grew."),
            ["It is in the U.S. Treasury.", "It grew."]
        );
        assert_eq!(cut("He left the U.S. The end"), ["He left the U.S.", "The end"]);
        assert_eq!(
            cut("J. K. Moor wrote. Nobody read"),
            ["J. K. Moor wrote.", "Nobody read"]
        );
        assert_eq!(
            cut("“Why?” he asked. “Go.” She went."),
            ["“Why?” he asked.", "“Go.”", "She went."]
        );
        assert_eq!(
            cut("They cost 2.5 each.The rest is free."),
            ["They cost 2.5 each.", "The rest is free."]
        );
    }

    #[test]
    fn lines() {
        assert_eq!(
            cut("A headline\n\nThe body. More"),
            ["A headline", "The body.", "More"]
        );
        assert_eq!(cut("1. Open it\n2. Close it"), ["1. Open it", "2. Close it"]);
        let wrapped = "The harbour master told the inquiry that nobody had seen\n".repeat(5);
        assert_eq!(cut(&wrapped).len(), 1);
    }

    proptest! {
        #[test]
        fn spans_are_ordered_inside_and_hold_every_word(text in "([A-Ca-c1-3.?!,\"” \n]|Mr\\.|U\\.S\\.){0,80}") {
            let split = split(&text, &abbreviations());
            let mut last = 0;
            let mut words = 0;
            for sentence in &split.sentences {
                prop_assert!(sentence.span.start >= last && !sentence.span.is_empty());
                prop_assert!(text.get(sentence.span.start as usize..sentence.span.end as usize).is_some());
                last = sentence.span.end;
                prop_assert_eq!(sentence.words.start, words);
                words = sentence.words.end;
                for word in &split.words[sentence.range()] {
                    prop_assert!(sentence.span.contains(word.span));
                }
            }
            prop_assert_eq!(words as usize, split.words.len());
        }
    }
}
