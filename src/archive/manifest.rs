//! What an archive says of itself: the payload of every commit, and a copy in `archive.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Fact, Record, Story};

/// The version of the archive's format. Another number is another format: such an archive is named as such and never half-read.
pub const FORMAT: u32 = 2;

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
}

impl Digests {
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

    /// Counts one story and its facts.
    pub(super) fn add_story(&mut self, story: &Story, facts: &[Fact]) {
        self.stories += 1;
        self.shared_stories += u64::from(story.articles.len() > 1);
        for fact in facts {
            *self.facts.entry(fact.verdict.as_str().to_owned()).or_default() += 1;
        }
    }
}
