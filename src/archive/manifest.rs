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
    /// Counts one article.
    pub(super) fn add_article(&mut self, record: &Record, bytes: u64) {
        self.articles += 1;
        self.bytes += bytes;
        self.undated += u64::from(record.date.is_none());
        *self.languages.entry(record.language.clone()).or_default() += 1;
        for mention in &record.mentions {
            *self.mentions.entry(mention.kind.to_string()).or_default() += 1;
        }
        self.claims += record.claims.len() as u64;
    }

    /// Takes back what [`Self::add_article`] counted.
    pub(super) fn remove_article(&mut self, record: &Record, bytes: u64) {
        take(&mut self.articles, 1);
        take(&mut self.bytes, bytes);
        take(&mut self.undated, u64::from(record.date.is_none()));
        take_name(&mut self.languages, &record.language);
        for mention in &record.mentions {
            take_name(&mut self.mentions, mention.kind.as_str());
        }
        take(&mut self.claims, record.claims.len() as u64);
    }

    /// Counts one story and its facts.
    pub(super) fn add_story(&mut self, story: &Story, facts: &[Fact]) {
        self.stories += 1;
        self.shared_stories += u64::from(story.articles.len() > 1);
        for fact in facts {
            *self.facts.entry(fact.verdict.as_str().to_owned()).or_default() += 1;
        }
    }

    /// Takes back what [`Self::add_story`] counted.
    pub(super) fn remove_story(&mut self, story: &Story, facts: &[Fact]) {
        take(&mut self.stories, 1);
        take(&mut self.shared_stories, u64::from(story.articles.len() > 1));
        for fact in facts {
            take_name(&mut self.facts, fact.verdict.as_str());
        }
    }

    /// Forgets all stories and facts.
    pub(super) fn remove_stories(&mut self) {
        (self.stories, self.shared_stories) = (0, 0);
        self.facts.clear();
    }
}

fn take(from: &mut u64, count: u64) {
    *from = from.saturating_sub(count);
}

/// Takes one of a name; a name without any is not counted at all.
fn take_name(from: &mut BTreeMap<String, u64>, name: &str) {
    if let Some(count) = from.get_mut(name) {
        take(count, 1);
        if *count == 0 {
            from.remove(name);
        }
    }
}
