//! What restricts a counted noun: "athletes *who have applied for TUEs since 2012*", "passengers *from 12 countries*".

use super::nouns::{NounPhrase, Nouns};
use crate::extract::Reading;
use crate::model::{Shape, Span};

impl Nouns {
    /// The noun phrase with what restricts it: "athletes who have applied for TUEs since 2012".
    pub(super) fn about(&self, reading: &Reading<'_>, phrase: NounPhrase) -> Span {
        let mut end = phrase.head + 1;
        let opens = matches!(
            reading.word(end),
            "who" | "that" | "whose" | "which" | "where" | "whom"
        ) && reading.gap(end).is_blank();
        if opens {
            end = self.clause_end(reading, end);
        } else if matches!(reading.word(end), "of" | "from" | "with") && reading.gap(end).is_blank() {
            end = self.prepositional_end(reading, end);
        }
        reading.span(phrase.first, end)
    }

    /// The end of a relative clause that begins at `at`: punctuation, or a second finite verb ("athletes who applied *were* told").
    fn clause_end(&self, reading: &Reading<'_>, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + 14 && reading.gap(end).is_blank() {
            let verb = reading
                .words()
                .get(end)
                .is_some_and(|w| self.clause_verbs.contains(&w.hash));
            if verb && end > at + 2 {
                break;
            }
            end += 1;
        }
        end
    }

    /// The end of "from 12 countries", "of the national team": up to the first stop word after a noun, at most five words.
    fn prepositional_end(&self, reading: &Reading<'_>, at: usize) -> usize {
        let mut end = at + 1;
        while reading.says(end, "the") || is_determiner(reading, end) {
            end += 1;
        }
        let from = end;
        while end < from + 4 && (reading.gap(end).is_blank() || reading.gap(end).is_hyphen()) {
            let numeral = reading.words().get(end).is_some_and(|w| w.shape == Shape::Number);
            if self.is_stop(reading, end) && !numeral {
                break;
            }
            end += 1;
        }
        if end == from { at } else { end }
    }
}

/// "The" and its like, or a pronoun's possessive, before a noun phrase: "200 of her relatives".
pub(super) fn is_determiner(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.word(at),
        "the" | "its" | "his" | "her" | "their" | "our" | "my" | "your" | "those" | "these"
    )
}
