//! Asking an archive: tantivy's query language, where a name finds its entity under every alias, days may be written as days, and `story:`
//! means the articles of a story.

use tantivy::DocAddress;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Query, QueryParser};
use tantivy::query_grammar::parse_query;

use super::ArchiveError;
use super::entry::{ARTICLE, FACT, STORY};
use super::or_groups::bracketed;
use super::passages::{Passage, best_passage};
use super::query_errors::{explain, unreadable};
use super::query_matches::QueryMatches;
use super::reader::{Archive, StoredArticle};

/// How much more a word in the title counts than one in the text.
const TITLE_BOOST: f32 = 2.0;

/// Gives the entities that have a name, in whatever case: to mark in a passage what a name found under another one.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// How well it answers (BM25).
    pub score: f32,
    /// The article.
    pub article: StoredArticle,
    /// The part of its text that shows best why it was found.
    pub passage: Passage,
}

impl Archive {
    /// The `limit` best articles and how many there are in all. Order is score, then day (latest first), then id.
    ///
    /// # Errors
    /// A query that cannot be read; an archive that cannot be read.
    pub fn search(
        &self,
        query: &str,
        limit: usize,
        resolve: Resolve<'_>,
    ) -> Result<(Vec<Hit>, usize), ArchiveError> {
        let parsed = self.parse_articles(query)?;
        // Being an article says nothing about how well it answers.
        let articles = Box::new(ConstScoreQuery::new(self.sort_query(ARTICLE), 0.0));
        let restricted = BooleanQuery::intersection(vec![articles, parsed.box_clone()]);
        let total = self
            .searcher
            .search(&restricted, &Count)
            .map_err(|e| self.failed(&e))?;
        let asked = QueryMatches::new(self, parsed.as_ref(), resolve);
        let hits = self
            .best(&restricted, limit)?
            .into_iter()
            .map(|(score, address)| {
                let article = self.stored_article(address)?;
                let passage = best_passage(&article.text, asked.of(self, &article)?);
                Ok(Hit {
                    score,
                    article,
                    passage,
                })
            })
            .collect::<Result<_, ArchiveError>>()?;
        Ok((hits, total))
    }

    /// The lines of the facts that answer a query, in order.
    pub fn search_facts(&self, query: &str) -> Result<Vec<String>, ArchiveError> {
        self.search_results(FACT, query)
    }

    /// The lines of the stories that answer a query, in order.
    pub fn search_stories(&self, query: &str) -> Result<Vec<String>, ArchiveError> {
        self.search_results(STORY, query)
    }

    fn search_results(&self, sort: &str, query: &str) -> Result<Vec<String>, ArchiveError> {
        let mut parser = QueryParser::for_index(&self.index, vec![self.fields.words]);
        parser.set_conjunction_by_default();
        let ast = parse_query(&bracketed(query))
            .map_err(|_| unreadable(query, "its brackets or quotation marks do not fit"))?;
        let parsed = parser
            .build_query_from_user_input_ast(ast)
            .map_err(|e| explain(query, &e))?;
        let restricted = BooleanQuery::intersection(vec![self.sort_query(sort), parsed]);
        let collector = tantivy::collector::DocSetCollector;
        let found = self
            .searcher
            .search(&restricted, &collector)
            .map_err(|e| self.failed(&e))?;
        self.lines_in_order(found.into_iter().collect())
    }

    fn parse_articles(&self, query: &str) -> Result<Box<dyn Query>, ArchiveError> {
        let mut parser = QueryParser::for_index(&self.index, vec![self.fields.title, self.fields.text]);
        parser.set_conjunction_by_default();
        parser.set_field_boost(self.fields.title, TITLE_BOOST);
        let ast = parse_query(&bracketed(query))
            .map_err(|_| unreadable(query, "its brackets or quotation marks do not fit"))?;
        let ast = self.rewrite(ast)?;
        parser
            .build_query_from_user_input_ast(ast)
            .map_err(|e| explain(query, &e))
    }

    /// The best documents, all ties at the end decided by day and id, never by where a document lies.
    fn best(&self, query: &dyn Query, limit: usize) -> Result<Vec<(f32, DocAddress)>, ArchiveError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut asked = limit.saturating_add(16);
        let mut found = loop {
            let collector = TopDocs::with_limit(asked).order_by_score();
            let found = self
                .searcher
                .search(query, &collector)
                .map_err(|e| self.failed(&e))?;
            let decided =
                found.len() < asked || found.last().map(|f| f.0) < found.get(limit - 1).map(|f| f.0);
            if decided {
                break found;
            }
            asked = asked.saturating_mul(4);
        };
        let last = found.get(limit - 1).map_or(f32::MIN, |f| f.0);
        found.retain(|(score, _)| *score >= last);
        let mut keyed = found
            .into_iter()
            .map(|(score, address)| {
                Ok((
                    score,
                    self.number_of("published", address)?,
                    self.id_of(address)?,
                    address,
                ))
            })
            .collect::<Result<Vec<_>, ArchiveError>>()?;
        keyed.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then(b.1.cmp(&a.1))
                .then_with(|| a.2.cmp(&b.2))
        });
        Ok(keyed
            .into_iter()
            .take(limit)
            .map(|(score, _, _, address)| (score, address))
            .collect())
    }
}
