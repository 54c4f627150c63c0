//! The pipeline that comes to mind first, of the same crates: `unicode_sentences`, aho-corasick over the dictionaries' names whatever
//! their case, three regexes, `serde_json`. It is what the whole record is measured against, though it resolves, links and labels
//! nothing.

use aho_corasick::{AhoCorasick, MatchKind};
use dateline::lexicon::Lexicon;
use dateline::model::Article;
use regex::Regex;
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

/// Matchers built once.
pub(crate) struct PlainCrates {
    ids: Vec<String>,
    names: AhoCorasick,
    patterns: [(&'static str, Regex); 3],
}

const DATE: &str = r"(?ix)\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|september|october|november
    |december|jan\.|feb\.|mar\.|apr\.|aug\.|sept?\.|oct\.|nov\.|dec\.)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s+\d{4})?\b
    |\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|next|this)\s+(?:week|month|year)\b|\b(?:today|yesterday|tomorrow)\b
    |\b(?:19|20)\d\d\b";
const FIGURE: &str = r"(?ix)(?:[$£€]\s?)?\b\d+(?:,\d{3})*(?:\.\d+)?(?:\s*(?:%|per\ cent|percent|thousand|million|billion|trillion|bn|m)\b)?
    (?:\s+[a-z]+s\b)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)\s+[a-z]+s\b";
const ORGANISATION: &str = r"\b(?:[A-Z][\w&'’-]+\s+){1,5}(?:Inc|Corp|Ltd|Company|Group|Bank|University|Ministry|Agency|Council|Federation|Association|Union|Party|Committee)\b";

impl PlainCrates {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let (mut ids, mut names) = (Vec::new(), Vec::new());
        for entity in lexicon.gazetteer.entities() {
            names.push(entity.name.to_string());
            names.extend(entity.aliases().map(|a| a.name.to_owned()));
            ids.resize(names.len(), entity.id.to_string());
        }
        Self {
            ids,
            names: AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .build(&names)
                .unwrap(),
            patterns: [("date", DATE), ("figure", FIGURE), ("organisation", ORGANISATION)]
                .map(|(kind, pattern)| (kind, Regex::new(pattern).unwrap())),
        }
    }

    /// The record of one article as a line of JSON, and how many mentions it has.
    pub(crate) fn line(&self, article: &Article) -> (String, usize) {
        let text = article.text.as_str();
        let is_letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        let whole = |start: usize, end: usize| {
            let before = start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
            !is_letter(before) && !is_letter(text.as_bytes().get(end))
        };
        let mention = |kind: &str, start: usize, end: usize, id: Option<&str>| json!({ "kind": kind, "byte_start": start, "byte_end": end, "text": &text[start..end], "entity": id });
        let hits = self.names.find_iter(text).filter(|m| whole(m.start(), m.end()));
        let mut mentions: Vec<_> = hits
            .map(|m| {
                mention(
                    "name",
                    m.start(),
                    m.end(),
                    Some(&self.ids[m.pattern().as_usize()]),
                )
            })
            .collect();
        for (kind, pattern) in &self.patterns {
            mentions.extend(
                pattern
                    .find_iter(text)
                    .map(|m| mention(kind, m.start(), m.end(), None)),
            );
        }
        let found = mentions.len();
        let sentences = text.unicode_sentences().count();
        let record = json!({ "id": article.id, "sentences": sentences, "mentions": mentions });
        (serde_json::to_string(&record).unwrap(), found)
    }
}
