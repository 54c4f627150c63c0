//! A claim in words, before it is written out with its certainty, speaker and offsets.

use std::ops::Range;

use super::Questions;
use super::page::Page;
use crate::model::{Basis, Certainty, Claim, ClaimSpan, ClaimValue, CodePoints, Field, Frame, Polarity};

/// A claim as read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The question's id.
    pub question: String,
    /// What it is about.
    pub about: String,
    /// The answer.
    pub value: ClaimValue,
    /// From the first to the last word needed.
    pub words: Range<usize>,
    /// The predicate: what a negation would deny.
    pub predicate: Range<usize>,
    /// What the number counts in.
    pub includes: Option<String>,
    /// Zero and the like hold their negation in the value.
    pub negation_in_value: bool,
    /// Known beforehand.
    pub certainty: Option<Certainty>,
    /// Said, or counted together or inferred.
    pub basis: Basis,
    /// Which text its words are of.
    pub field: Field,
    /// What keeps it apart from the article's own event, if its reader knows.
    pub frame: Option<Frame>,
    /// Words that say what the counted things do or suffer.
    pub doing: Option<Range<usize>>,
    /// Read of a deed whose subject may be denied with it: "no candidate won".
    pub deed: bool,
}

/// The words of an entity's id: `person/~peter-marlow` as `peter marlow`.
pub(super) fn plain_name(entity: &str) -> String {
    let name = entity.split_once('/').map_or(entity, |(_, name)| name);
    name.trim_start_matches('~').replace('-', " ")
}

/// The range from the first to the last word of both.
pub(super) fn join(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

impl Draft {
    /// A claim with nothing but an answer and its words.
    pub(super) fn new(
        question: impl Into<String>,
        about: impl Into<String>,
        value: ClaimValue,
        words: Range<usize>,
        predicate: Range<usize>,
    ) -> Self {
        Self {
            question: question.into(),
            about: about.into(),
            value,
            words,
            predicate,
            includes: None,
            negation_in_value: false,
            certainty: None,
            basis: Basis::Said,
            field: Field::Text,
            frame: None,
            doing: None,
            deed: false,
        }
    }

    /// Writes it out. `page` and `points` are those of its field.
    pub(super) fn claim(self, page: &Page<'_>, questions: &Questions, points: &CodePoints) -> Claim {
        let span = page.span(&self.words);
        let certainty = self.certainty.unwrap_or_else(|| {
            questions
                .hedges
                .of_answer(page, &self.words, &self.predicate, &self.value)
        });
        // "it is not known if …" denies knowledge, not the thing.
        let none = matches!(&self.value, ClaimValue::Amount(n) if n.interval.single() == Some(0.0));
        // A phrase with a number may hold a negation of its own: "40,000 homes without power".
        let amount = matches!(self.value, ClaimValue::Amount(_));
        let end = if amount {
            self.predicate.start
        } else {
            self.predicate.end
        };
        let predicate = self.predicate.start..end;
        let polarity = if self.negation_in_value || none || certainty == Certainty::Unknown {
            Polarity::Affirmed
        } else if matches!(self.value, ClaimValue::Proposition(_)) || self.deed {
            let hedges = &questions.hedges;
            hedges.polarity_of_deed(page, &self.words, &predicate)
        } else if !matches!(self.value, ClaimValue::When(_))
            && questions.hedges.is_disowned(page, &self.predicate)
        {
            Polarity::Denied
        } else {
            questions.hedges.polarity(page, &predicate)
        };
        Claim {
            certainty,
            polarity,
            attribution: questions.speakers.attribution(page, &self.words),
            as_of: page.article.published.map(|a| a.day),
            includes: self.includes,
            basis: self.basis,
            frame: self.frame,
            predicate: self.doing.map(|words| page.text(&words).to_owned()),
            wording: wording(page, &self.words),
            span: ClaimSpan {
                field: self.field,
                start: points.at(span.start),
                end: points.at(span.end),
                byte_start: span.start,
                byte_end: span.end,
            },
            sentence: page.sentence(self.words.start).0 as u32,
            quote: span.of(&page.article.text).to_owned(),
            question: self.question,
            about: self.about,
            value: self.value,
        }
    }
}

/// Words from which equal words are no chance.
const TELLING: usize = 6;
/// Words around a claim that are compared.
const AROUND: usize = 9;

/// A hash of the words around a claim's first one, in its sentence.
fn wording(page: &Page<'_>, words: &Range<usize>) -> Option<u32> {
    let sentence = page.sentence_words(words.start);
    let from = words
        .start
        .saturating_sub(AROUND / 2)
        .min(sentence.end.saturating_sub(AROUND));
    let from = from.max(sentence.start);
    let around = from..sentence.end.min(from + AROUND);
    (around.len() >= TELLING).then(|| {
        let mixed = around.fold(0u64, |mixed, at| {
            mixed.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ page.hash(at)
        });
        (mixed >> 32) as u32
    })
}
