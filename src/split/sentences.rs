//! Sentences over words: a decision at each gap.
//!
//! UAX #29 alone cuts after "Sept." and "U.S."; here a stop is weighed with the words around it. A paragraph's end always ends a
//! sentence, so headlines without a stop and list lines stand alone.

use super::abbreviations::Abbreviations;
use super::hard_wrap::is_hard_wrapped;
use crate::model::{Gap, Sentence, Shape, Span, Word};

/// The sentences of a text whose words are known. Every word lies in exactly one.
pub fn sentences(text: &str, words: &[Word], abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(words.len() / 16 + 1);
    let mut lines_end = None;
    let mut first = 0;
    for at in 1..words.len() {
        let gap = words[at].gap;
        // Asked only where it decides: many texts have no line end but between paragraphs.
        let ends = gap.has(Gap::PARAGRAPH)
            || gap.has(Gap::LINE) && *lines_end.get_or_insert_with(|| !is_hard_wrapped(text))
            || ends_before(words, at, abbreviations);
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

/// Whether the marks in the gap before word `at`, which lies inside a paragraph, end a sentence.
fn ends_before(words: &[Word], at: usize, abbreviations: &Abbreviations) -> bool {
    let gap = words[at].gap;
    if !gap.has_any(Gap::STOP | Gap::TERMINAL) || gap.has_any(Gap::COMMA | Gap::SEMICOLON) {
        return false;
    }
    let (before, after) = (&words[at - 1], &words[at]);
    // "said.The": the blank was lost. Otherwise a mark without a blank ends nothing ("U.S.-led", "example.com").
    if !gap.has_any(Gap::SPACE | Gap::LINE) {
        return gap == Gap::STOP && after.shape.is_capital() && before.shape == Shape::Lower;
    }
    if after.shape == Shape::Lower {
        return false;
    }
    if gap.has(Gap::TERMINAL) || gap.has_any(Gap::QUOTE | Gap::CLOSE) {
        return true;
    }
    let starter = abbreviations.is_starter(after.hash);
    if abbreviations.holds_on(before.hash) {
        return starter && before.shape == Shape::Lower;
    }
    let initial = before.shape == Shape::Letter || before.span.len() == 1 && before.shape != Shape::Number;
    if initial || abbreviations.may_hold_on(before.hash) {
        return starter;
    }
    // "1. Open the file": the number of a list line.
    let list_number = before.shape == Shape::Number
        && before.span.len() <= 2
        && words[at - 1].gap.has_any(Gap::PARAGRAPH | Gap::LINE);
    !list_number
}

/// The sentence of `words[first..end]`, its span without blanks, with the marks that belong to it.
fn sentence(text: &str, words: &[Word], first: usize, end: usize) -> Sentence {
    let before = first
        .checked_sub(1)
        .map_or(0, |last| words[last].span.end as usize);
    let opening = text[before..words[first].span.start as usize].rfind(char::is_whitespace);
    let start = opening.map_or_else(
        || {
            if first == 0 {
                0
            } else {
                words[first].span.start as usize
            }
        },
        |at| before + at + text[before + at..].chars().next().map_or(0, char::len_utf8),
    );
    let last = words[end - 1].span.end as usize;
    let after = words.get(end).map_or(text.len(), |w| w.span.start as usize);
    let closing = text[last..after]
        .find(char::is_whitespace)
        .unwrap_or_else(|| if end == words.len() { after - last } else { 0 });
    // "said.The": the stop between two words that touch belongs to the first.
    let closing = if closing == 0 && after > last {
        text[last..after]
            .chars()
            .next()
            .filter(|c| *c == '.')
            .map_or(0, char::len_utf8)
    } else {
        closing
    };
    Sentence {
        span: Span::new(start.min(words[first].span.start as usize), last + closing),
        words: first as u32..end as u32,
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
