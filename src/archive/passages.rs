//! The passage of a text that shows best why it was found.

use std::ops::Range;

/// Bytes of a passage around its matches.
const LENGTH: usize = 220;
/// Bytes that the matches of one passage may span.
const REACH: usize = 160;

/// A part of a text with its matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Bytes of the text that match, inside the span, sorted, disjoint.
    pub matches: Vec<Range<usize>>,
}

/// A match: which bytes, and what of the query it matches.
pub(super) type Matched = (Range<usize>, String);

/// The passage with the most different matches, the earliest of equals; the beginning of the text where nothing matches.
pub(super) fn best_passage(text: &str, mut matched: Vec<Matched>) -> Passage {
    matched.sort_by(|a, b| {
        (a.0.start, std::cmp::Reverse(a.0.end)).cmp(&(b.0.start, std::cmp::Reverse(b.0.end)))
    });
    let mut best: (usize, Range<usize>) = (0, 0..0);
    for (first, (span, _)) in matched.iter().enumerate() {
        let within = matched[first..]
            .iter()
            .take_while(|(s, _)| s.end <= span.start + REACH);
        let mut different: Vec<&str> = within.map(|(_, what)| what.as_str()).collect();
        let count = different.len();
        different.sort_unstable();
        different.dedup();
        if different.len() > best.0 {
            best = (different.len(), first..first + count.max(1));
        }
    }
    let chosen = &matched[best.1];
    let start = chosen.first().map_or(0, |(s, _)| s.start);
    let end = chosen.iter().map(|(s, _)| s.end).max().unwrap_or(0);
    let span = widen(text, start, end);
    let matches = disjoint(
        matched
            .iter()
            .map(|(s, _)| s.clone())
            .filter(|s| span.start <= s.start && s.end <= span.end),
    );
    Passage { span, matches }
}

/// Up to [`LENGTH`] bytes around `start..end`, from a word's beginning to a word's end, inside the paragraph.
fn widen(text: &str, start: usize, end: usize) -> Range<usize> {
    let spare = LENGTH.saturating_sub(end - start);
    let from = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let to = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    let left = word_start(text, start.saturating_sub(spare / 3).max(from), start);
    let right = word_end(text, (left + LENGTH).max(end).min(to), end);
    left..right
}

/// The first beginning of a word at `at` or after, at most `limit`.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    let at = (at..=limit).find(|n| text.is_char_boundary(*n)).unwrap_or(limit);
    if at == 0 || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let rest = &text[at..limit];
    rest.find(char::is_whitespace).map_or(limit, |n| {
        let blank = rest[n..].chars().next().map_or(0, char::len_utf8);
        at + n + blank
    })
}

/// The last end of a word at `at` or before, at least `limit`.
fn word_end(text: &str, at: usize, limit: usize) -> usize {
    let at = (limit..=at)
        .rev()
        .find(|n| text.is_char_boundary(*n))
        .unwrap_or(limit);
    if at == text.len() || text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    text[limit..at]
        .rfind(char::is_whitespace)
        .map_or(limit, |n| limit + n)
}

/// Ranges in order, overlapping ones joined.
fn disjoint(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(text: &str, words: &[&str]) -> Vec<Matched> {
        words
            .iter()
            .flat_map(|w| {
                text.match_indices(w)
                    .map(|(at, m)| (at..at + m.len(), m.to_owned()))
            })
            .collect()
    }

    #[test]
    fn the_passage_with_most_different_words_wins() {
        let filler = "and so on ".repeat(40);
        let text = format!("A ferry sank. {filler} A ferry caught fire near the quay. {filler}");
        let passage = best_passage(&text, matches(&text, &["ferry", "fire"]));
        let shown = &text[passage.span.clone()];
        assert!(shown.contains("ferry caught fire"), "{shown}");
        assert_eq!(passage.matches.len(), 2);
        assert!(shown.len() <= LENGTH);
    }

    #[test]
    fn without_matches_the_text_begins() {
        let passage = best_passage("One two.\n\nThree.", vec![]);
        assert_eq!(
            passage,
            Passage {
                span: 0..8,
                matches: vec![]
            }
        );
    }

    proptest! {
        #[test]
        fn spans_fit_the_text(text in "[a-z“é \n]{0,600}", words in proptest::collection::vec("[a-z]{1,2}", 0..4)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let passage = best_passage(&text, matches(&text, &words));
            prop_assert!(text.get(passage.span.clone()).is_some());
            for found in passage.matches {
                prop_assert!(text.get(found.clone()).is_some());
                prop_assert!(passage.span.start <= found.start && found.end <= passage.span.end);
            }
        }
    }
}
