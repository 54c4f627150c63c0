//! The fields of the index. Articles, stories and facts are documents of one index; `type` says which.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analysis::{ENGLISH, NAME, PLAIN};
use super::query::{HIGH, LOW, WHAT};

/// The kinds that have a search field of their own; every kind of name is in the field `entity`.
const KIND_FIELDS: &[(&str, &str)] = &[
    ("organisation", "org"),
    ("actor", "actor"),
    ("person", "person"),
    ("place", "place"),
];

/// Handles of all fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) schema: Schema,
    /// `article`, `story` or `fact`.
    pub(super) sort: Field,
    /// `article/ID`: what a document is replaced by.
    pub(super) key: Field,
    /// To be told.
    pub(super) id: Field,
    /// Digest of an article's content.
    pub(super) digest: Field,
    /// The JSON line of a record, story or fact.
    pub(super) json: Field,
    /// The text of an article, for reading only.
    pub(super) body: Field,
    /// Title and text of English articles, stemmed.
    pub(super) title: Field,
    pub(super) text: Field,
    /// Title and text of articles in other languages, as written.
    pub(super) other: Field,
    /// Title and text of every article, as written.
    pub(super) title_exact: Field,
    pub(super) exact: Field,
    /// The words of a story or fact.
    pub(super) words: Field,
    /// Keys of the names of all entities.
    pub(super) entity: Field,
    /// `name key<TAB>entity`: what a name of the articles means.
    pub(super) alias: Field,
    /// Ids of all entities, candidates among them.
    pub(super) who: Field,
    /// `kind/name key` of all names as the article writes them.
    pub(super) written: Field,
    /// `id<TAB>name` of each entity, to be counted.
    pub(super) cast: Field,
    kinds: Vec<(&'static str, Field)>,
    /// Words of the outlet's name; and the name as one value.
    pub(super) source: Field,
    pub(super) outlet: Field,
    pub(super) path: Field,
    /// `name<TAB>word` and `name<TAB>=key` of the fields that no reader knows; and their names.
    pub(super) meta: Field,
    pub(super) meta_name: Field,
    pub(super) lang: Field,
    pub(super) kind: Field,
    /// Year, month and day as one number: 20170403.
    pub(super) published: Field,
    /// The days mentioned, as nodes.
    pub(super) days: Field,
    pub(super) figure_low: Field,
    pub(super) figure_high: Field,
    pub(super) figure_what: Field,
    pub(super) story: Field,
    /// The articles of a story or fact.
    pub(super) member: Field,
    pub(super) question: Field,
    pub(super) verdict: Field,
    /// By what stories and facts stand in the order of all.
    pub(super) order: Field,
}

impl Fields {
    /// The schema of this format.
    pub(super) fn new() -> Self {
        let mut builder = Schema::builder();
        let text = |tokenizer: &str, option| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let words = |tokenizer| text(tokenizer, IndexRecordOption::WithFreqsAndPositions);
        let value = text(NAME, IndexRecordOption::Basic);
        let column = || TextOptions::from(FAST);
        let number = || NumericOptions::from(FAST);
        Self {
            sort: builder.add_text_field("type", STRING),
            key: builder.add_text_field("key", STRING),
            id: builder.add_text_field("id", column()),
            digest: builder.add_text_field("digest", column()),
            json: builder.add_text_field("json", TextOptions::default().set_stored()),
            body: builder.add_text_field("body", TextOptions::default().set_stored()),
            title: builder.add_text_field("title", words(ENGLISH)),
            text: builder.add_text_field("text", words(ENGLISH)),
            other: builder.add_text_field("other", words(PLAIN)),
            title_exact: builder.add_text_field("title_exact", words(PLAIN)),
            exact: builder.add_text_field("exact", words(PLAIN)),
            words: builder.add_text_field("words", words(ENGLISH)),
            entity: builder.add_text_field("entity", value.clone()),
            alias: builder.add_text_field("alias", STRING),
            who: builder.add_text_field("who", STRING),
            written: builder.add_text_field("written", STRING),
            cast: builder.add_text_field("cast", column()),
            kinds: KIND_FIELDS
                .iter()
                .map(|(kind, name)| (*kind, builder.add_text_field(name, value.clone())))
                .collect(),
            source: builder.add_text_field("source", words(PLAIN)),
            outlet: builder.add_text_field("outlet", value.clone() | column()),
            path: builder.add_text_field("path", STRING),
            meta: builder.add_text_field("meta", STRING),
            meta_name: builder.add_text_field("meta_name", STRING),
            lang: builder.add_text_field("lang", value.clone() | column()),
            kind: builder.add_text_field("kind", value),
            published: builder.add_u64_field("published", INDEXED | FAST),
            days: builder.add_text_field("days", STRING),
            figure_low: builder.add_f64_field(LOW, number()),
            figure_high: builder.add_f64_field(HIGH, number()),
            figure_what: builder.add_u64_field(WHAT, number()),
            story: builder.add_text_field("story", STRING | FAST),
            member: builder.add_text_field("member", STRING | FAST),
            question: builder.add_text_field("question", STRING),
            verdict: builder.add_text_field("verdict", STRING),
            order: builder.add_text_field("order", TextOptions::from(FAST)),
            schema: builder.build(),
        }
    }

    /// The search field of a kind of names.
    pub(super) fn of_kind(&self, kind: &str) -> Option<Field> {
        self.kinds
            .iter()
            .find(|(k, _)| *k == kind)
            .map(|(_, field)| *field)
    }
}

/// A day as the index holds it: 20170403.
pub(super) fn day_number(day: jiff::civil::Date) -> u64 {
    u64::from(day.year().unsigned_abs()) * 10_000
        + u64::from(day.month().unsigned_abs()) * 100
        + u64::from(day.day().unsigned_abs())
}
