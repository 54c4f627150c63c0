//! In which sense a phrase is used: many phrases ask a question only in the company of others. "Released" publishes data among hackers,
//! and patients elsewhere.

use std::ops::Range;

use super::page::Page;
use super::triggers::Trigger;
use crate::lexicon::{PhraseTable, Question, QuestionSet, Triggers};
use crate::model::Word;

/// The weak phrases of all questions and their company, each with its questions.
#[derive(Debug)]
pub(super) struct Senses {
    weak: PhraseTable<Vec<usize>>,
    company: PhraseTable<Vec<usize>>,
    first_words: Triggers,
    choosy: Vec<Choosy>,
}

/// What keeps the weak phrases of one text company: questions with the places of their phrases, in order.
#[derive(Debug, Default)]
pub(super) struct Company(Vec<(usize, usize)>);

impl Company {
    /// Whether a question has company among these words.
    fn is_there(&self, question: usize, words: &Range<usize>) -> bool {
        let from = self.0.partition_point(|place| *place < (question, words.start));
        self.0
            .get(from)
            .is_some_and(|(of, at)| *of == question && *at < words.end)
    }
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
        let company = table(set, |question| &question.needs);
        Self {
            first_words: Triggers::new(company.firsts(), true),
            weak: table(set, |question| &question.weak),
            company,
            choosy: set.iter().map(choosy).collect(),
        }
    }

    /// Whether the phrase asks its question here.
    pub(super) fn asks(&self, page: &Page<'_>, trigger: &Trigger) -> bool {
        let weak = match self.choosy.get(trigger.question) {
            Some(Choosy::Some) => self
                .weak
                .all(page.words(), trigger.words.start)
                .any(|weak| weak.len == trigger.words.len() && weak.value.contains(&trigger.question)),
            Some(Choosy::All) => true,
            _ => false,
        };
        !weak || Self::has_company(page, trigger)
    }

    /// Whether the phrase's sentence or one beside it holds its company.
    fn has_company(page: &Page<'_>, trigger: &Trigger) -> bool {
        let index = page.sentence(trigger.words.start).0;
        let sentences = &page.split.sentences;
        let last = (index + 1).min(sentences.len().saturating_sub(1));
        let words = sentences[index.saturating_sub(1)].range().start..sentences[last].range().end;
        page.company.is_there(trigger.question, &words)
    }

    /// The company in these words, found once for all phrases.
    pub(super) fn company(&self, words: &[Word]) -> Company {
        let mut places = Vec::new();
        for at in self.first_words.places(words) {
            for phrase in self.company.all(words, at) {
                places.extend(phrase.value.iter().map(|question| (*question, at)));
            }
        }
        places.sort_unstable();
        Company(places)
    }
}

/// Phrases of all questions, each with the places of its questions in the set's order.
fn table(set: &QuestionSet, phrases: impl Fn(&Question) -> &[String]) -> PhraseTable<Vec<usize>> {
    let mut table = PhraseTable::<Vec<usize>>::new();
    for (index, question) in set.iter().enumerate() {
        for phrase in phrases(question) {
            if let Some(questions) = table.entry(phrase, Vec::new) {
                questions.push(index);
            }
        }
    }
    table
}

fn choosy(question: &Question) -> Choosy {
    match (question.weak.is_empty(), question.needs.is_empty()) {
        (false, _) => Choosy::Some,
        (true, false) => Choosy::All,
        (true, true) => Choosy::None,
    }
}
