//! In which sense a phrase is used: many phrases ask a question only in the company of others. "Released" publishes data among hackers,
//! and patients elsewhere.

use super::page::Page;
use super::triggers::Trigger;
use crate::lexicon::{PhraseTable, Question, QuestionSet};

/// What a phrase means for a question's sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Weak,
    Company,
}

/// The weak phrases of all questions and their company.
#[derive(Debug)]
pub(super) struct Senses {
    phrases: PhraseTable<Vec<(usize, Use)>>,
    choosy: Vec<Choosy>,
}

/// Which phrases of a question are weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choosy {
    None,
    Some,
    All,
}

impl Senses {
    /// Questions are known by their place in the set's order.
    pub(super) fn new(set: &QuestionSet) -> Self {
        let mut phrases = PhraseTable::<Vec<(usize, Use)>>::new();
        for (index, question) in set.iter().enumerate() {
            for (role, list) in [(Use::Weak, &question.weak), (Use::Company, &question.needs)] {
                for phrase in list {
                    if let Some(uses) = phrases.entry(phrase, Vec::new) {
                        uses.push((index, role));
                    }
                }
            }
        }
        Self {
            phrases,
            choosy: set.iter().map(choosy).collect(),
        }
    }

    /// Whether the phrase asks its question here.
    pub(super) fn asks(&self, page: &Page<'_>, trigger: &Trigger) -> bool {
        let weak = match self.choosy.get(trigger.question) {
            Some(Choosy::Some) => self
                .uses(page, trigger.words.start, trigger.question, Use::Weak)
                .any(|len| len == trigger.words.len()),
            Some(Choosy::All) => true,
            _ => false,
        };
        !weak || self.has_company(page, trigger)
    }

    /// Whether the phrase's sentence or one beside it holds its company.
    fn has_company(&self, page: &Page<'_>, trigger: &Trigger) -> bool {
        let index = page.sentence(trigger.words.start).0;
        let sentences = &page.split.sentences;
        let last = (index + 1).min(sentences.len().saturating_sub(1));
        let words = sentences[index.saturating_sub(1)].range().start..sentences[last].range().end;
        words.clone().any(|at| {
            self.uses(page, at, trigger.question, Use::Company)
                .next()
                .is_some()
        })
    }

    /// Lengths of the phrases from word `at` on that mean this for the question.
    fn uses(&self, page: &Page<'_>, at: usize, question: usize, role: Use) -> impl Iterator<Item = usize> {
        self.phrases
            .all(page.words(), at)
            .filter(move |phrase| phrase.value.contains(&(question, role)))
            .map(|phrase| phrase.len)
    }
}

fn choosy(question: &Question) -> Choosy {
    match (question.weak.is_empty(), question.needs.is_empty()) {
        (false, _) => Choosy::Some,
        (true, false) => Choosy::All,
        (true, true) => Choosy::None,
    }
}
