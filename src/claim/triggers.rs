//! Trigger phrases of all questions, found once per text.

use std::ops::Range;

use super::beginnings::Beginnings;
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
}

/// The phrases of all questions.
#[derive(Debug)]
pub(super) struct TriggerTable {
    phrases: PhraseTable<Vec<(usize, Role)>>,
    first_words: Triggers,
    beginnings: Beginnings,
}

impl TriggerTable {
    /// Questions are known by their place in the set's order.
    pub(super) fn new(set: &QuestionSet) -> Self {
        let mut phrases = PhraseTable::<Vec<(usize, Role)>>::new();
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
            for (role, list) in lists(question) {
                for phrase in list {
                    digits |= phrase.contains(|c: char| c.is_numeric());
                    let phrase = words(phrase);
                    beginnings.add(&phrase);
                    if let Some(uses) = phrases.entry_of(&phrase, Vec::new) {
                        uses.push((index, role));
                    }
                }
            }
        }
        Self {
            first_words: Triggers::new(phrases.firsts(), digits),
            beginnings,
            phrases,
        }
    }

    /// The phrases in `words`, by question, then by place. Of phrases of one question and role at one place the longest counts; a phrase that lies in
    /// a longer one of its question does not count.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Trigger> {
        let mut found = Vec::new();
        let places = self.first_words.places(words);
        for at in places.filter(|at| self.beginnings.may_stand(words, *at)) {
            for phrase in self.phrases.all(words, at) {
                for (question, role) in phrase.value {
                    found.push(Trigger {
                        words: at..at + phrase.len,
                        question: *question,
                        role: *role,
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
        kept
    }
}

fn lists(question: &Question) -> [(Role, &[String]); 13] {
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
    ]
}
