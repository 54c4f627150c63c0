//! Trigger phrases of all questions, found once per text.

use std::ops::Range;

use super::beginnings::Beginnings;
use super::senses::Company;
use crate::lexicon::{PhraseTable, Question, QuestionSet, Triggers};
use crate::model::Word;
use crate::split::words;

/// What a phrase does for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A phrase inside which no trigger counts. Sorts first, so that it meets the phrases it shadows.
    Not,
    /// After a passive's subject, before an active's object.
    Participle,
    /// After the answer.
    After,
    /// After an answer that it only implies: "taken to hospital".
    Implied,
    /// Before the answer.
    Before,
    /// On either side in the clause.
    Near,
    /// A noun that counts with a number before it: "two deaths".
    Counted,
    /// Zero by itself.
    Zero,
    /// As `Near`, and more surely.
    Strong,
    /// What a proposition is about.
    Subject,
    /// What a proposition says.
    Predicate,
    /// A proposition in one phrase.
    Alone,
    /// A noun whose number stands behind "was" or "rose to".
    Stands,
    /// Keeps the question's weak phrases company.
    Company,
}

/// A phrase found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trigger {
    /// Its words.
    pub words: Range<usize>,
    /// Index of the question.
    pub question: usize,
    /// What it does.
    pub role: Role,
    /// Whether it asks only in company.
    pub weak: bool,
}

/// What a phrase is to a question.
#[derive(Debug, Clone, Copy)]
struct Use {
    question: usize,
    role: Role,
    weak: bool,
}

/// The phrases of all questions.
#[derive(Debug)]
pub(super) struct TriggerTable {
    phrases: PhraseTable<Vec<Use>>,
    first_words: Triggers,
    beginnings: Beginnings,
}

impl TriggerTable {
    /// Questions are known by their place in the set's order.
    pub(super) fn new(set: &QuestionSet) -> Self {
        let mut phrases = PhraseTable::<Vec<Use>>::new();
        let mut beginnings = Beginnings::new();
        let mut digits = false;
        let count = |question| {
            lists(question)
                .into_iter()
                .map(|(_, list)| list.len())
                .sum::<usize>()
        };
        phrases.make_room(set.iter().map(count).sum());
        for (index, question) in set.iter().enumerate() {
            // Without a list of weak phrases all are weak.
            let weak = question.weak.is_empty() && !question.needs.is_empty();
            for (role, list) in lists(question) {
                for phrase in list {
                    digits |= phrase.contains(|c: char| c.is_numeric());
                    let phrase = words(phrase);
                    beginnings.add(&phrase);
                    if let Some(uses) = phrases.entry_of(&phrase, Vec::new) {
                        uses.push(Use {
                            question: index,
                            role,
                            weak,
                        });
                    }
                }
            }
            for phrase in &question.weak {
                let uses = phrases.entry(phrase, Vec::new).into_iter().flatten();
                uses.filter(|u| u.question == index).for_each(|u| u.weak = true);
            }
        }
        Self {
            first_words: Triggers::new(phrases.firsts(), digits),
            beginnings,
            phrases,
        }
    }

    /// The phrases in `words`, by question, then by place. Of phrases of one question and role at one place the longest counts; a phrase that lies in
    /// a longer one of its question does not count. With them what keeps weak ones company.
    pub(super) fn find(&self, words: &[Word]) -> (Vec<Trigger>, Company) {
        let mut found = Vec::new();
        let mut company = Vec::new();
        for at in self.first_words.places(words) {
            if !self.beginnings.may_stand(words, at) {
                continue;
            }
            for phrase in self.phrases.all(words, at) {
                for used in phrase.value {
                    if used.role == Role::Company {
                        company.push((used.question, at));
                        continue;
                    }
                    found.push(Trigger {
                        words: at..at + phrase.len,
                        question: used.question,
                        role: used.role,
                        weak: used.weak,
                    });
                }
            }
        }
        found.sort_unstable_by_key(|t| (t.question, t.words.start, usize::MAX - t.words.end, t.role));
        let mut kept: Vec<Trigger> = Vec::with_capacity(found.len());
        for trigger in found {
            let inside = kept.iter().rev().take(4).any(|k| {
                k.question == trigger.question
                    && k.words.start <= trigger.words.start
                    && trigger.words.end <= k.words.end
                    && (k.words != trigger.words || k.role == trigger.role || k.role == Role::Not)
            });
            if !inside {
                kept.push(trigger);
            }
        }
        kept.retain(|t| t.role != Role::Not);
        (kept, Company::new(company))
    }
}

fn lists(question: &Question) -> [(Role, &[String]); 14] {
    [
        (Role::Participle, &question.participle),
        (Role::After, &question.after),
        (Role::Implied, &question.implied),
        (Role::Before, &question.before),
        (Role::Near, &question.near),
        (Role::Counted, &question.counted),
        (Role::Zero, &question.zero),
        (Role::Strong, &question.strong),
        (Role::Subject, &question.subject),
        (Role::Predicate, &question.predicate),
        (Role::Alone, &question.alone),
        (Role::Stands, &question.stands),
        (Role::Not, &question.not),
        (Role::Company, &question.needs),
    ]
}
