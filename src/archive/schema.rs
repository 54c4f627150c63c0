//! The fields of the index. Articles, stories and facts are documents of one index; `type` says which.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer,
};

/// English words, stemmed, without case and accents.
const ENGLISH: &str = "english";
/// Words as written, without case and accents.
const PLAIN: &str = "plain";
/// A whole value as one term, without case and accents.
const NAME: &str = "name";

/// Longest word in bytes that is indexed: longer ones are no words.
const LONGEST_WORD: usize = 60;

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
    pub(super) id: Field,
    /// Digest of an article's content.
    pub(super) digest: Field,
    /// The JSON line of a record, story or fact.
    pub(super) json: Field,
    pub(super) title: Field,
    pub(super) text: Field,
    pub(super) exact: Field,
    /// The words of a story or fact.
    pub(super) words: Field,
    /// Ids and names of all entities.
    pub(super) entity: Field,
    kinds: Vec<(&'static str, Field)>,
    pub(super) source: Field,
    pub(super) path: Field,
    pub(super) lang: Field,
    pub(super) kind: Field,
    /// Year, month and day as one number: 20170403.
    pub(super) published: Field,
    pub(super) story: Field,
    /// The articles of a story.
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
        Self {
            sort: builder.add_text_field("type", STRING),
            key: builder.add_text_field("key", STRING),
            id: builder.add_text_field("id", STRING | FAST),
            digest: builder.add_text_field("digest", TextOptions::from(FAST)),
            json: builder.add_text_field("json", TextOptions::default().set_stored()),
            title: builder.add_text_field("title", words(ENGLISH)),
            text: builder.add_text_field("text", words(ENGLISH).set_stored()),
            exact: builder.add_text_field("exact", words(PLAIN)),
            words: builder.add_text_field("words", words(ENGLISH)),
            entity: builder.add_text_field("entity", value.clone()),
            kinds: KIND_FIELDS
                .iter()
                .map(|(kind, name)| (*kind, builder.add_text_field(name, value.clone())))
                .collect(),
            source: builder.add_text_field("source", value.clone()),
            path: builder.add_text_field("path", STRING),
            lang: builder.add_text_field("lang", value.clone()),
            kind: builder.add_text_field("kind", value),
            published: builder.add_u64_field("published", INDEXED | FAST),
            story: builder.add_text_field("story", STRING),
            member: builder.add_text_field("member", STRING),
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

    /// Whether a field holds ids and names of entities.
    pub(super) fn holds_names(&self, field: Field) -> bool {
        field == self.entity || self.kinds.iter().any(|(_, f)| *f == field)
    }
}

/// Makes the tokenizers of the schema known to an index.
pub(super) fn register(index: &Index) {
    let plain = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST_WORD))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
    };
    let name = TextAnalyzer::builder(RawTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter);
    index.tokenizers().register(PLAIN, plain().build());
    index
        .tokenizers()
        .register(ENGLISH, plain().filter(Stemmer::new(Language::English)).build());
    index.tokenizers().register(NAME, name.build());
}

/// A day as the index holds it: 20170403.
pub(super) fn day_number(day: jiff::civil::Date) -> u64 {
    u64::from(day.year().unsigned_abs()) * 10_000
        + u64::from(day.month().unsigned_abs()) * 100
        + u64::from(day.day().unsigned_abs())
}
