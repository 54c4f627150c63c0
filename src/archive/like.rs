//! Articles like one: those that share its rarest words and its names.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::analysis::each_word;
use super::query::{Marks, Question};
use super::{Archive, ArchiveError};
use crate::model::ValueLine;

/// Words of an article by which others are compared with it.
const WORDS: usize = 25;
/// Entities of an article by which others are compared with it.
const ENTITIES: usize = 10;

impl Archive {
    /// The question for articles like that of an id, itself left out; `None` if there is no such article.
    ///
    /// A term weighs how often it stands in the article times how rare it is among all documents, those among them that are deleted and not
    /// yet merged away: what is rare stays rare whatever was deleted.
    pub fn like(&self, id: &str) -> Result<Option<Question>, ArchiveError> {
        let Some(article) = self.article(id)? else {
            return Ok(None);
        };
        let stemmed = matches!(article.record.language.as_str(), "en" | "und");
        let field = if stemmed {
            self.fields.text
        } else {
            self.fields.other
        };
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        for text in [article.record.title.as_deref().unwrap_or_default(), &article.text] {
            each_word(text, stemmed, &mut |token| {
                if token.text.len() > 2 {
                    *words.entry(token.text.clone()).or_default() += 1;
                }
            });
        }
        let mut entities: BTreeMap<String, u32> = BTreeMap::new();
        for mention in &article.record.mentions {
            if let ValueLine::Name(name) = &mention.value
                && let Some(entity) = &name.entity
            {
                *entities.entry(entity.to_string()).or_default() += 1;
            }
        }
        let words = self.telling(field, words, WORDS)?;
        let entities = self.telling(self.fields.who, entities, ENTITIES)?;
        let marks = Marks::of_words(words.iter().map(|(term, ..)| term.clone()), stemmed);
        let clauses = words.into_iter().map(|(term, weight)| (field, term, weight));
        let clauses = clauses.chain(
            entities
                .into_iter()
                .map(|(term, weight)| (self.fields.who, term, weight)),
        );
        let shared: Vec<Box<dyn Query>> = clauses
            .map(|(field, term, weight)| weighed(field, &term, weight))
            .collect();
        let itself = TermQuery::new(self.article_key(id), IndexRecordOption::Basic);
        let query = BooleanQuery::new(vec![
            (Occur::Must, Box::new(BooleanQuery::union(shared))),
            (Occur::MustNot, Box::new(itself)),
        ]);
        Ok(Some(Question::new(Box::new(query), marks)))
    }

    /// The terms that say most about a document, each with its weight, the heaviest first.
    fn telling(
        &self,
        field: Field,
        terms: BTreeMap<String, u32>,
        most: usize,
    ) -> Result<Vec<(String, f32)>, ArchiveError> {
        let all: u64 = self
            .searcher
            .segment_readers()
            .iter()
            .map(|s| u64::from(s.max_doc()))
            .sum();
        let mut weighed = Vec::new();
        for (term, count) in terms {
            let holds = self.frequency(&Term::from_field_text(field, &term))?;
            if holds > 1 {
                let rarity = (1.0 + all.saturating_sub(holds) as f32 / holds as f32).ln();
                weighed.push((term, (count as f32).sqrt() * rarity));
            }
        }
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        weighed.truncate(most);
        Ok(weighed)
    }
}

fn weighed(field: Field, term: &str, weight: f32) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic);
    Box::new(BoostQuery::new(
        Box::new(ConstScoreQuery::new(Box::new(query), 1.0)),
        weight,
    ))
}
