//! What is new, gone or changed between two archives: stories matched by the articles that they share, and their facts by the claims.
//!
//! In: the stories and facts of both sides. Out: groups of stories that belong together, each with what became of its facts. An id of a story
//! or a fact may change with one early article, so ids decide nothing here.

mod facts;
mod stories;

use std::collections::BTreeMap;

use crate::model::{Fact, Story};

/// Stories and facts of one side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// The stories, in order.
    pub stories: Vec<Story>,
    /// The facts, in order.
    pub facts: Vec<Fact>,
}

/// Stories of both sides that share articles, directly or through one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Kin<'a> {
    /// Of the earlier side; none where the story is new.
    pub before: Vec<&'a Story>,
    /// Of the later side; none where the story is gone.
    pub after: Vec<&'a Story>,
    /// Facts that are not the same on both sides.
    pub facts: Vec<FactChange<'a>>,
}

/// What became of stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryFate {
    /// One before, one after.
    Same,
    /// None of its articles was there before.
    New,
    /// None of its articles is there any more.
    Gone,
    /// One before, several after.
    Split,
    /// Several before, one after.
    Merged,
    /// Several before and other several after.
    Regrouped,
}

impl StoryFate {
    /// Its name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Regrouped => "regrouped",
        }
    }
}

impl Kin<'_> {
    /// What became of the stories.
    pub fn fate(&self) -> StoryFate {
        match (self.before.len(), self.after.len()) {
            (0, _) => StoryFate::New,
            (_, 0) => StoryFate::Gone,
            (1, 1) => StoryFate::Same,
            (1, _) => StoryFate::Split,
            (_, 1) => StoryFate::Merged,
            _ => StoryFate::Regrouped,
        }
    }
}

/// A fact on both sides, or on one alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactChange<'a> {
    /// As it was.
    pub before: Option<&'a Fact>,
    /// As it is.
    pub after: Option<&'a Fact>,
}

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactFate {
    /// Another answer and another verdict.
    Both,
    /// Another answer.
    Answer,
    /// Another verdict.
    Verdict,
    /// Nobody said so before.
    New,
    /// Nobody says so any more.
    Gone,
    /// The same answer and verdict.
    Same,
}

impl FactFate {
    /// Its name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Both => "answer_and_verdict",
            Self::Answer => "answer",
            Self::Verdict => "verdict",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Same => "same",
        }
    }
}

impl FactChange<'_> {
    /// What became of it. An answer is the same if it has the same words and the same value, whoever supports it.
    pub fn fate(&self) -> FactFate {
        let (Some(before), Some(after)) = (self.before, self.after) else {
            return if self.before.is_none() {
                FactFate::New
            } else {
                FactFate::Gone
            };
        };
        let said = |fact: &Fact| fact.answer.as_ref().map(|a| (a.text.clone(), a.value.clone()));
        match (said(before) != said(after), before.verdict != after.verdict) {
            (true, true) => FactFate::Both,
            (true, false) => FactFate::Answer,
            (false, true) => FactFate::Verdict,
            (false, false) => FactFate::Same,
        }
    }
}

/// Every group of stories with what became of its facts, groups with something on the later side first, in the order of its stories.
pub fn compare<'a>(before: &'a Side, after: &'a Side) -> Vec<Kin<'a>> {
    let (old, new) = (by_story(&before.facts), by_story(&after.facts));
    let made = |(before, after): (Vec<&'a Story>, Vec<&'a Story>)| {
        let facts = facts::changes(&of(&before, &old), &of(&after, &new));
        Kin { before, after, facts }
    };
    stories::groups(&before.stories, &after.stories)
        .into_iter()
        .map(made)
        .collect()
}

fn by_story(facts: &[Fact]) -> BTreeMap<&str, Vec<&Fact>> {
    let mut by_story = BTreeMap::<&str, Vec<&Fact>>::new();
    for fact in facts {
        by_story.entry(&fact.story).or_default().push(fact);
    }
    by_story
}

fn of<'a>(stories: &[&Story], facts: &BTreeMap<&str, Vec<&'a Fact>>) -> Vec<&'a Fact> {
    let lists = stories.iter().filter_map(|story| facts.get(story.story.as_str()));
    lists.flatten().copied().collect()
}
