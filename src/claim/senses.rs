//! In which sense a phrase is used: many phrases ask a question only in the company of others. "Released" publishes data among hackers,
//! and patients elsewhere.

use std::ops::Range;

use super::page::Page;
use super::triggers::Trigger;

/// What keeps the weak phrases of one text company: questions with the places of their phrases, in order.
#[derive(Debug, Default)]
pub(super) struct Company(Vec<(usize, usize)>);

impl Company {
    /// Of questions with places.
    pub(super) fn new(mut places: Vec<(usize, usize)>) -> Self {
        places.sort_unstable();
        Self(places)
    }

    /// Whether a question has company among these words.
    fn is_there(&self, question: usize, words: &Range<usize>) -> bool {
        let from = self.0.partition_point(|place| *place < (question, words.start));
        self.0
            .get(from)
            .is_some_and(|(of, at)| *of == question && *at < words.end)
    }
}

/// Whether the phrase asks its question here: a weak one where its sentence or one beside it holds its company.
pub(super) fn asks(page: &Page<'_>, trigger: &Trigger) -> bool {
    if !trigger.weak {
        return true;
    }
    let index = page.sentence(trigger.words.start).0;
    let sentences = &page.split.sentences;
    let last = (index + 1).min(sentences.len().saturating_sub(1));
    let words = sentences[index.saturating_sub(1)].range().start..sentences[last].range().end;
    page.company.is_there(trigger.question, &words)
}
