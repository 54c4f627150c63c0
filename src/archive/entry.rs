//! An article as the archive takes it: its document, and what stories and facts need of it.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use tantivy::TantivyDocument;

use super::Counts;
use super::document::describe;
use super::schema::{Fields, day_number};
use super::spill::Packed;
use crate::model::{Article, ArticleClaims, Fact, Record, Story, Title};

/// The `type` of article documents.
pub(super) const ARTICLE: &str = "article";
/// The `type` of story documents.
pub(super) const STORY: &str = "story";
/// The `type` of fact documents.
pub(super) const FACT: &str = "fact";

/// An article ready to be written. Its record, twelve times its text in memory, does not wait with it.
#[derive(Debug)]
pub struct Entry {
    pub(super) document: TantivyDocument,
    pub(super) reports: Packed,
    pub(super) counts: Counts,
}

/// Makes entries: shared by all threads.
#[derive(Debug, Clone)]
pub struct Entries {
    fields: Fields,
}

impl Default for Entries {
    fn default() -> Self {
        Self {
            fields: Fields::new(),
        }
    }
}

impl Entries {
    /// From an article's text and its record. `digest` is that of its content. `aliases` gives the other names of an entity, by which it is to be found too.
    pub fn entry(
        &self,
        text: &str,
        record: &Record,
        digest: &str,
        aliases: &dyn Fn(&str) -> Vec<String>,
    ) -> Entry {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.sort, ARTICLE);
        document.add_text(fields.key, format!("{ARTICLE}/{}", record.id));
        document.add_text(fields.id, &record.id);
        document.add_text(fields.digest, digest);
        document.add_text(fields.json, record.to_json());
        describe(&mut document, fields, text, record, aliases);
        Entry {
            document,
            reports: Packed::from(&ArticleClaims::from(record)),
            counts: Counts::of_article(record, text.len() as u64),
        }
    }
}

/// The place of a story among all: they stand by the day and the id of their first article.
fn order(day: Option<Date>, story: &Story) -> String {
    let first = story.articles.first().map_or("", String::as_str);
    format!("{:08} {first}", day.map_or(0, day_number))
}

/// The document of a story whose first article is of this day.
pub(super) fn story_document(
    fields: &Fields,
    story: &Story,
    day: Option<Date>,
) -> Result<TantivyDocument, serde_json::Error> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.sort, STORY);
    document.add_text(fields.key, format!("{STORY}/{}", story.story));
    document.add_text(fields.id, &story.story);
    document.add_text(fields.story, &story.story);
    document.add_text(fields.json, serde_json::to_string(story)?);
    document.add_text(fields.order, order(day, story));
    if let Some(title) = &story.title {
        document.add_text(fields.words, title);
    }
    for article in &story.articles {
        document.add_text(fields.member, article);
    }
    Ok(document)
}

/// The document of the `nth` fact of a story whose first article is of this day.
pub(super) fn fact_document(
    fields: &Fields,
    fact: &Fact,
    story: &Story,
    (day, nth): (Option<Date>, usize),
) -> Result<TantivyDocument, serde_json::Error> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.sort, FACT);
    document.add_text(fields.key, format!("{FACT}/{}", fact.fact));
    document.add_text(fields.id, &fact.fact);
    document.add_text(fields.story, &fact.story);
    document.add_text(fields.question, &fact.question);
    document.add_text(fields.verdict, fact.verdict.as_str());
    document.add_text(fields.json, serde_json::to_string(fact)?);
    // Before every other character, so that no longer id comes between.
    document.add_text(fields.order, format!("{}\0{nth:06}", order(day, story)));
    let words = [
        Some(fact.about.as_str()),
        story.title.as_deref(),
        Some(&fact.question.replace(['_', ':'], " ")),
    ];
    for words in words.into_iter().flatten() {
        document.add_text(fields.words, words);
    }
    for position in &fact.positions {
        document.add_text(fields.words, &position.text);
        for claim in &position.claims {
            document.add_text(fields.words, &claim.quote);
            document.add_text(fields.member, &claim.article);
        }
    }
    Ok(document)
}

/// Digest of everything that an article's record is made from but its id and its path, which are only copied there: equal digests need no
/// second reading.
pub fn article_digest(article: &Article) -> String {
    let mut sha = Sha256::new();
    let mut add = |part: &str| {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part.as_bytes());
    };
    let (title, inside) = match &article.title {
        Some(Title::Apart(title)) => (title.as_str(), String::new()),
        Some(Title::Inside(span)) => ("", format!("{}-{}", span.start, span.end)),
        None => ("", "none".to_owned()),
    };
    let published = article
        .published
        .map(|a| format!("{} {} {}", a.day, a.source.as_str(), a.ambiguous));
    let optional = |value: &Option<String>| value.as_ref().map_or_else(String::new, |v| format!("+{v}"));
    add(&optional(&article.outlet));
    add(title);
    add(&inside);
    add(&published.unwrap_or_default());
    add(&article.language);
    add(&article.text);
    add(&format!("{} {}", article.head, article.format));
    add(&optional(&article.group));
    for (name, value) in &article.meta {
        add(name);
        add(&value.to_string());
    }
    format!("{:x}", sha.finalize())[..32].to_owned()
}
