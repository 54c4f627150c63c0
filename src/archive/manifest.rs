//! What an archive says of itself: the payload of every commit, and a copy in `archive.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SideFile;
use crate::model::{Fact, Record, Story};

/// The version of the archive's format. Another number is another format: such an archive is named as such and never half-read.
pub const FORMAT: u32 = 5;

/// What an archive was made with and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// The version of that program.
    pub version: String,
    /// What its articles were read with.
    pub digests: Digests,
    /// What it holds.
    pub counts: Counts,
    /// The files beside the index that belong to this commit.
    pub files: Files,
}

/// The files of a commit beside the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// The inputs with their files and articles.
    pub inputs: SideFile,
    /// By what stories are found.
    pub sketches: SideFile,
}

/// What the records of an archive depend on besides the articles. Records of other digests are not reused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// The program: rules are code, so another program may read an article otherwise.
    pub program: String,
    /// All dictionary layers, in load order.
    pub dictionaries: String,
    /// The settings of extraction.
    pub extraction: String,
    /// The settings of stories: these alone change nothing about records.
    pub stories: String,
    /// The settings themselves by name, for people and for exports; those of stories begin with `stories.`.
    pub settings: BTreeMap<String, String>,
    /// The layers on top of the built-in ones, each with its digest.
    pub layers: BTreeMap<String, String>,
}

impl Digests {
    /// What differs in `other`, in words.
    pub fn other(&self, other: &Self) -> &'static str {
        if self.program != other.program {
            "another version of dateline"
        } else if self.dictionaries != other.dictionaries {
            "other dictionaries"
        } else if self.extraction != other.extraction {
            "other settings"
        } else {
            "other settings of stories"
        }
    }

    /// Whether records made under `other` are those that would be made now.
    pub fn same_records(&self, other: &Self) -> bool {
        (&self.program, &self.dictionaries, &self.extraction)
            == (&other.program, &other.dictionaries, &other.extraction)
    }
}

/// How much an archive holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Bytes of text.
    pub bytes: u64,
    /// Articles without a publication day.
    pub undated: u64,
    /// Articles by language.
    pub languages: BTreeMap<String, u64>,
    /// Mentions by kind.
    pub mentions: BTreeMap<String, u64>,
    /// Claims.
    pub claims: u64,
    /// Stories.
    pub stories: u64,
    /// Stories of two or more articles.
    pub shared_stories: u64,
    /// Facts by verdict.
    pub facts: BTreeMap<String, u64>,
}

impl Counts {
    /// Those of one article.
    pub(super) fn of_article(record: &Record, bytes: u64) -> Self {
        Self {
            articles: 1,
            bytes,
            undated: u64::from(record.date.is_none()),
            languages: counted([record.language.as_str()]),
            mentions: counted(record.mentions.iter().map(|m| m.kind.as_str())),
            claims: record.claims.len() as u64,
            ..Self::default()
        }
    }

    /// Those of one story and its facts.
    pub(super) fn of_story(story: &Story, facts: &[Fact]) -> Self {
        Self {
            stories: 1,
            shared_stories: u64::from(story.articles.len() > 1),
            facts: counted(facts.iter().map(|fact| fact.verdict.as_str())),
            ..Self::default()
        }
    }

    /// Adds what more there is.
    pub(super) fn add(&mut self, mut more: Self) {
        for (count, more) in self.numbers().into_iter().zip(more.numbers()) {
            *count += *more;
        }
        for (names, more) in self.names().into_iter().zip(more.names()) {
            for (name, more) in std::mem::take(more) {
                *names.entry(name).or_default() += more;
            }
        }
    }

    /// Takes away what is gone. A name without any is not counted at all.
    pub(super) fn remove(&mut self, mut gone: Self) {
        for (count, gone) in self.numbers().into_iter().zip(gone.numbers()) {
            *count = count.saturating_sub(*gone);
        }
        for (names, gone) in self.names().into_iter().zip(gone.names()) {
            for (name, gone) in gone {
                if let Some(count) = names.get_mut(name) {
                    *count = count.saturating_sub(*gone);
                }
            }
            names.retain(|_, count| *count > 0);
        }
    }

    fn numbers(&mut self) -> [&mut u64; 6] {
        [
            &mut self.articles,
            &mut self.bytes,
            &mut self.undated,
            &mut self.claims,
            &mut self.stories,
            &mut self.shared_stories,
        ]
    }

    fn names(&mut self) -> [&mut BTreeMap<String, u64>; 3] {
        [&mut self.languages, &mut self.mentions, &mut self.facts]
    }

    /// Forgets all stories and facts.
    pub(super) fn remove_stories(&mut self) {
        (self.stories, self.shared_stories) = (0, 0);
        self.facts.clear();
    }
}

/// How often each name comes; few different ones do.
fn counted<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::<String, u64>::new();
    for name in names {
        match counts.get_mut(name) {
            Some(count) => *count += 1,
            None => drop(counts.insert(name.to_owned(), 1)),
        }
    }
    counts
}
