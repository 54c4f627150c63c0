//! Which questions an article could answer at all, by the sorts of mentions it has.
//!
//! Half of all trigger phrases found in news are words like "a", "to" and "with", which mean something beside a score or a number of votes:
//! where an article has neither, nothing need be done about them.

use crate::lexicon::{Question, QuestionShape};
use crate::model::{Mention, Value};

/// The sorts of answers among the mentions of a text.
#[derive(Debug, Default)]
pub(super) struct Answers<'a> {
    /// One bit for each measure of its figures.
    measures: u32,
    /// Kinds of its names.
    kinds: Vec<&'a str>,
    /// Whether it has dates.
    dates: bool,
}

impl<'a> Answers<'a> {
    /// Those among `mentions`.
    pub(super) fn of(mentions: &'a [Mention]) -> Self {
        let mut answers = Self::default();
        for mention in mentions {
            match &mention.value {
                Value::Amount(amount) => answers.measures |= 1 << amount.measure as u32,
                Value::When(_) => answers.dates = true,
                Value::Name(_) if answers.kinds.contains(&mention.kind.as_str()) => {}
                Value::Name(_) => answers.kinds.push(mention.kind.as_str()),
            }
        }
        answers
    }

    /// Whether any of them is of a sort that the question asks for. Persons need not be counted to be described, and what is answered in words
    /// has no mention.
    pub(super) fn may_answer(&self, question: &Question) -> bool {
        match question.shape {
            QuestionShape::Amount if question.persons => true,
            QuestionShape::Amount if question.measures.is_empty() => self.measures > 0,
            QuestionShape::Amount => question
                .measures
                .iter()
                .any(|measure| self.measures >> *measure as u32 & 1 == 1),
            QuestionShape::When => self.dates,
            QuestionShape::Names => question
                .kinds
                .iter()
                .any(|kind| self.kinds.contains(&kind.as_str())),
            QuestionShape::Proposition | QuestionShape::Phrase => true,
        }
    }
}
