//! What of an article's text and mentions a query matches: to choose a passage and to mark it.

use std::collections::BTreeSet;
use std::ops::Range;

use tantivy::TantivyError;
use tantivy::query::Query;
use tantivy::schema::Field;
use tantivy::tokenizer::TokenStream as _;

use super::ArchiveError;
use super::passages::Matched;
use super::query::Resolve;
use super::reader::{Archive, StoredArticle};
use crate::model::{MentionLine, ValueLine};

/// What of an article's text and mentions a query matches.
pub(super) struct QueryMatches {
    /// Terms of the text as the index has them.
    terms: BTreeSet<String>,
    /// Names and ids of entities, as the index has them.
    names: BTreeSet<String>,
    /// The entities of these names.
    entities: BTreeSet<String>,
}

impl QueryMatches {
    pub(super) fn new(archive: &Archive, query: &dyn Query, resolve: Resolve<'_>) -> Self {
        let (mut terms, mut names) = (BTreeSet::new(), BTreeSet::new());
        let fields = &archive.fields;
        query.query_terms(&mut |term, _| {
            let Some(text) = term.value().as_str().map(str::to_owned) else {
                return;
            };
            if term.field() == fields.text || term.field() == fields.title {
                terms.insert(text);
            } else if fields.holds_names(term.field()) {
                names.insert(text);
            }
        });
        let entities = names.iter().flat_map(|name| resolve(name)).collect();
        Self {
            terms,
            names,
            entities,
        }
    }

    /// The matches in one article.
    pub(super) fn of(
        &self,
        archive: &Archive,
        article: &StoredArticle,
    ) -> Result<Vec<Matched>, ArchiveError> {
        let mut matched = self.words(archive, archive.fields.text, &article.text)?;
        for mention in article
            .record
            .mentions
            .iter()
            .filter(|m| m.field == crate::model::Field::Text)
        {
            if let Some(entity) = self.entity(mention) {
                let span: Range<usize> = mention.byte_start as usize..mention.byte_end as usize;
                if article.text.get(span.clone()).is_some() {
                    matched.push((span, entity));
                }
            }
        }
        Ok(matched)
    }

    fn words(&self, archive: &Archive, field: Field, text: &str) -> Result<Vec<Matched>, ArchiveError> {
        let mut analyzer = archive
            .index
            .tokenizer_for_field(field)
            .map_err(|e: TantivyError| archive.failed(&e))?;
        let mut tokens = analyzer.token_stream(text);
        let mut matched = Vec::new();
        while let Some(token) = tokens.next() {
            if self.terms.contains(&token.text) {
                matched.push((token.offset_from..token.offset_to, token.text.clone()));
            }
        }
        Ok(matched)
    }

    /// The entity of a mention, if the query asks for it.
    fn entity(&self, mention: &MentionLine) -> Option<String> {
        let ValueLine::Name(name) = &mention.value else {
            return None;
        };
        let asked = |id: &str| self.entities.contains(id) || self.names.contains(&id.to_lowercase());
        let ids = name.entity.iter().chain(&name.candidates);
        let found = ids.map(ToString::to_string).find(|id| asked(id));
        let by_name = || {
            let said = self.names.contains(&mention.text.to_lowercase())
                || self.names.contains(&name.name.to_lowercase());
            said.then(|| name.name.to_string())
        };
        found.or_else(by_name)
    }
}
