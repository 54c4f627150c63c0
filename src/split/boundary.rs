//! Do the marks between two words of a paragraph end a sentence?

use super::abbreviations::Abbreviations;
use crate::model::{Gap, Shape, Word};

/// A text's words with what tells where sentences end. Looked at are the two words before a gap, their gaps, and the six words behind it.
#[derive(Clone, Copy)]
pub(super) struct Boundaries<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) abbreviations: &'a Abbreviations,
}

/// Words that a speaker's name may have, titles included.
const NAME: usize = 4;

impl Boundaries<'_> {
    /// Whether the marks in the gap before word `at`, which lies inside a paragraph, end a sentence.
    pub(super) fn ends_before(&self, at: usize) -> bool {
        let gap = self.words[at].gap;
        if !gap.has_any(Gap::STOP | Gap::TERMINAL) {
            return gap.has_any(Gap::SPACE | Gap::LINE) && self.is_behind_footnote(at);
        }
        if gap.has_any(Gap::COMMA | Gap::SEMICOLON) {
            return false;
        }
        if !gap.has_any(Gap::SPACE | Gap::LINE) {
            return self.lost_its_blank(at);
        }
        let after = self.words[at].shape;
        if after == Shape::Lower {
            return false;
        }
        if gap.has(Gap::TERMINAL) {
            return !self.is_inside_name(at) && !self.is_before_speaker(at);
        }
        gap.has_any(Gap::QUOTE | Gap::CLOSE) || self.stop_ends_before(at)
    }

    /// Whether a stop with a blank ends a sentence before word `at`.
    fn stop_ends_before(&self, at: usize) -> bool {
        let (before, after) = (&self.words[at - 1], &self.words[at]);
        let told = self.abbreviations.of(before.hash);
        // A dateline, "ST. PAUL, Minn. — The last Mass", is followed by a dash.
        let starter =
            self.abbreviations.of(after.hash).is_starter() && !after.gap.has_any(Gap::DASH | Gap::HYPHEN);
        if told.is_answer() && self.begins(at - 1) && after.shape.is_capital() {
            return true;
        }
        if told.holds_on() {
            return starter && before.shape == Shape::Lower;
        }
        if told.may_hold_on() || self.is_initial(at - 1) {
            return starter;
        }
        // "1. Open the file": the number of a list line.
        let list_number = before.shape == Shape::Number
            && before.span.len() <= 2
            && before.gap.has_any(Gap::PARAGRAPH | Gap::LINE);
        !list_number
    }

    /// "No." at the beginning of what is said is an answer, elsewhere it numbers something.
    fn begins(&self, at: usize) -> bool {
        let marks = Gap::QUOTE | Gap::APOSTROPHE | Gap::STOP | Gap::TERMINAL;
        self.words[at].gap.has_any(marks)
    }

    /// "J", "J.P", "U.S.S", but not "9 h" or "km/h".
    fn is_initial(&self, at: usize) -> bool {
        let word = &self.words[at];
        match word.shape {
            Shape::Letter => true,
            Shape::Upper => {
                let last = word.span.end as usize;
                last >= 2 && self.text.as_bytes().get(last - 2) == Some(&b'.')
            }
            Shape::Number => false,
            _ => {
                let unit = at > 0 && self.words[at - 1].shape == Shape::Number || word.gap.has(Gap::SLASH);
                word.span.len() == 1 && !(unit && word.shape == Shape::Lower)
            }
        }
    }

    /// "said.The", "in 2009.The", "from Oslo.”Then": the blank was lost. Otherwise a mark without a blank ends nothing ("U.S.-led",
    /// "example.com").
    fn lost_its_blank(&self, at: usize) -> bool {
        let (before, after) = (&self.words[at - 1], &self.words[at]);
        if !after.shape.is_capital() {
            return false;
        }
        let long = before.span.len() > 2 && after.shape == Shape::Capitalised;
        let quoted = after.gap == Gap::STOP | Gap::QUOTE || after.gap == Gap::TERMINAL | Gap::QUOTE;
        match before.shape {
            Shape::Lower => after.gap == Gap::STOP || quoted && long,
            Shape::Capitalised if quoted => long,
            Shape::Capitalised => {
                long && after.gap == Gap::STOP && self.abbreviations.of(after.hash).is_starter()
            }
            // "3.Open the file": the number of a list line.
            Shape::Number => {
                after.gap == Gap::STOP
                    && after.shape == Shape::Capitalised
                    && before.gap.has(Gap::SPACE)
                    && !before.gap.has_any(Gap::LINE | Gap::PARAGRAPH)
            }
            _ => false,
        }
    }

    /// `glass.[2] The`, `none.1 The`: the number of a note, behind the stop.
    fn is_behind_footnote(&self, at: usize) -> bool {
        let [.., said, note, after] = &self.words[..=at] else {
            return false;
        };
        let marks = [(Gap::STOP, Gap::NONE), (Gap::STOP | Gap::OPEN, Gap::CLOSE)];
        note.shape == Shape::Number
            && note.span.len() <= 3
            && (said.shape == Shape::Lower || said.shape == Shape::Capitalised && note.gap.has(Gap::OPEN))
            && said.span.len() > 2
            && after.shape.is_capital()
            && self.abbreviations.of(said.hash).is_plain()
            && marks.iter().any(|(before, behind)| {
                note.gap == *before && (after.gap == Gap::SPACE | *behind || after.gap == Gap::LINE | *behind)
            })
    }

    /// "Yahoo! Japan"
    fn is_inside_name(&self, at: usize) -> bool {
        let (before, after) = (&self.words[at - 1], &self.words[at]);
        after.gap == Gap::TERMINAL | Gap::SPACE
            && before.shape == Shape::Capitalised
            && self.abbreviations.of(before.hash).is_marked()
            && !self.abbreviations.of(after.hash).is_starter()
    }

    /// “Will it hold?” Mayor Anna Roos asked: behind a quotation come a name and a verb of speaking.
    fn is_before_speaker(&self, at: usize) -> bool {
        let told = self.abbreviations.of(self.words[at].hash);
        let quoted = self.words[at].gap.has_any(Gap::QUOTE | Gap::APOSTROPHE);
        // Of what often begins a sentence only "Mr." begins a name.
        if !quoted || told.is_starter() && !told.holds_on() {
            return false;
        }
        let name = self.words[at..].iter().take(NAME + 1).enumerate();
        for (n, word) in name {
            let linked = n == 0 || word.gap.is_blank() || word.gap == Gap::STOP | Gap::SPACE;
            if !linked {
                return false;
            }
            if word.shape == Shape::Lower {
                return n > 0 && self.abbreviations.of(word.hash).is_reporting();
            }
            if !word.shape.is_capital() {
                return false;
            }
        }
        false
    }
}
