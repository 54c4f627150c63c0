//! Words and marks of a text as tools that label words want them: every visible character is in one token, and every mention begins and
//! ends with one.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::ExportError;
use crate::lexicon::Lexicon;
use crate::model::{Field, MentionLine, Record, Split};
use crate::split::{Abbreviations, split};

/// A word, or a mark between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Index of its sentence.
    pub(super) sentence: u32,
}

/// Splits texts as they were split when they were read.
#[derive(Debug)]
pub(super) struct Tokeniser {
    abbreviations: Abbreviations,
}

impl Tokeniser {
    /// With the abbreviations of the dictionaries.
    pub(super) fn new() -> Result<Self, ExportError> {
        let abbreviations = Lexicon::split_abbreviations().map_err(std::io::Error::other)?;
        Ok(Self { abbreviations })
    }

    /// Sentences and words of a text.
    pub(super) fn split(&self, text: &str) -> Split {
        split(text, &self.abbreviations)
    }
}

/// The tokens of a text by place: its words, and between them every mark for itself, repeated ones together (`...`). A mention or sentence
/// that begins or ends inside a word cuts it. Blanks, controls and characters without width are in none.
pub(super) fn tokens<'a>(
    text: &str,
    split: &Split,
    mentions: impl Iterator<Item = &'a MentionLine>,
) -> Vec<Token> {
    let mut cuts: Vec<u32> = mentions.flat_map(|m| [m.byte_start, m.byte_end]).collect();
    cuts.extend(split.sentences.iter().flat_map(|s| [s.span.start, s.span.end]));
    cuts.sort_unstable();
    let mut out = Vec::with_capacity(split.words.len() * 5 / 4);
    let mut at = 0;
    for word in &split.words {
        marks(text, at, word.span.start, &cuts, &mut out);
        pieces(word.span.start, word.span.end, &cuts, &mut out);
        at = word.span.end;
    }
    marks(text, at, text.len() as u32, &cuts, &mut out);
    let mut sentence = 0;
    for token in &mut out {
        let begins = |next: usize| {
            split
                .sentences
                .get(next)
                .is_some_and(|s| s.span.start <= token.start)
        };
        while begins(sentence + 1) {
            sentence += 1;
        }
        token.sentence = sentence as u32;
    }
    out
}

/// The marks between two words.
fn marks(text: &str, from: u32, to: u32, cuts: &[u32], out: &mut Vec<Token>) {
    let Some(gap) = text.get(from as usize..to as usize) else {
        return;
    };
    let mut run: Option<(u32, u32, &str)> = None;
    for (at, cluster) in gap.grapheme_indices(true) {
        // An accent may stand on a blank, which is in no token all the same.
        let led = cluster.len() - cluster.trim_start_matches(is_blank).len();
        let mark = cluster.trim_matches(is_blank);
        let start = from + (at + led) as u32;
        let end = start + mark.len() as u32;
        match &mut run {
            Some((_, run_end, of)) if *of == mark && *run_end == start => *run_end = end,
            _ => {
                if let Some((start, end, _)) = run.take() {
                    pieces(start, end, cuts, out);
                }
                run = (!mark.is_empty()).then_some((start, end, mark));
            }
        }
    }
    if let Some((start, end, _)) = run {
        pieces(start, end, cuts, out);
    }
}

/// A token, cut where mentions and sentences begin and end.
fn pieces(start: u32, end: u32, cuts: &[u32], out: &mut Vec<Token>) {
    let first = cuts.partition_point(|cut| *cut <= start);
    let mut start = start;
    for cut in cuts[first..].iter().take_while(|cut| **cut < end) {
        if *cut > start {
            out.push(Token {
                start,
                end: *cut,
                sentence: 0,
            });
            start = *cut;
        }
    }
    out.push(Token {
        start,
        end,
        sentence: 0,
    });
}

/// Whether nothing is to be seen of a character: blanks, controls, marks of order and of joining.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The title, if the text does not hold it: then mentions in it are of the field `title`.
pub(super) fn title_apart<'a>(record: &'a Record, text: &str) -> Option<&'a str> {
    let title = record.title.as_deref().filter(|title| !title.is_empty())?;
    let marked = record
        .mentions
        .iter()
        .any(|mention| mention.field == Field::Title);
    (marked || !text.contains(title)).then_some(title)
}

/// The text with its head blanked out, byte for byte, but for a title in it: what was read for mentions.
pub(super) fn without_head<'a>(record: &Record, text: &'a str) -> Cow<'a, str> {
    let Some(head) = text
        .get(..record.byte_body_start as usize)
        .filter(|head| !head.is_empty())
    else {
        return Cow::Borrowed(text);
    };
    let title = record.title.as_deref().unwrap_or_default();
    let title = head.find(title).map_or(0..0, |start| start..start + title.len());
    let mut out = String::with_capacity(text.len());
    for (at, c) in head.char_indices() {
        if c == '\n' || title.contains(&at) {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    out.push_str(&text[head.len()..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::told::{mention, name, record};
    use super::*;

    fn told(text: &str, mentions: &[MentionLine]) -> Vec<String> {
        let split = Tokeniser::new().unwrap().split(text);
        let tokens = tokens(text, &split, mentions.iter());
        tokens
            .iter()
            .map(|t| text[t.start as usize..t.end as usize].to_owned())
            .collect()
    }

    #[test]
    fn marks_are_tokens_of_their_own() {
        assert_eq!(
            told("“Well... $1.5m,” he said.", &[]),
            ["“", "Well", "...", "$", "1.5m", ",", "”", "he", "said", "."]
        );
        assert_eq!(told(" \t\u{feff}\0\n", &[]), [""; 0]);
    }

    #[test]
    fn a_mention_cuts_a_word() {
        let text = "theWADAreport";
        let record = record(
            "1",
            text,
            &[mention(text, "WADA", "organisation", "text", &name("org/wada"))],
        );
        assert_eq!(told(text, &record.mentions), ["the", "WADA", "report"]);
    }

    #[test]
    fn the_title_stays_in_a_blanked_head() {
        let text = "Title: Fire\nSource: Globe\nA ferry burnt.";
        let mut record = record("1", text, &[]);
        record.title = Some("Fire".to_owned());
        record.byte_body_start = text.find("A ferry").unwrap() as u32;
        assert_eq!(
            without_head(&record, text),
            "       Fire\n             \nA ferry burnt."
        );
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_hold_all_that_is_seen(text in "\\PC{0,60}|[a-z .!?\\n\\t\0]{0,60}") {
            let split = Tokeniser::new().unwrap().split(&text);
            let mut seen = String::new();
            let mut at = 0;
            for token in tokens(&text, &split, std::iter::empty()) {
                prop_assert!(at <= token.start && token.start < token.end);
                seen.push_str(&text[token.start as usize..token.end as usize]);
                at = token.end;
            }
            let visible = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
            prop_assert_eq!(visible(&seen), visible(&text));
        }
    }
}
