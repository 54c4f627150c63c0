//! Asking an archive: tantivy's query language, where a name finds its entity under every alias, days may be written as days, and `story:`
//! means the articles of a story.

use std::collections::BTreeSet;
use std::ops::Range;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Query, QueryParser, QueryParserError};
use tantivy::query_grammar::{
    Delimiter, UserInputAst, UserInputBound, UserInputLeaf, UserInputLiteral, parse_query,
};
use tantivy::schema::Field;
use tantivy::tokenizer::TokenStream as _;
use tantivy::{DocAddress, TantivyError, Term};

use super::ArchiveError;
use super::entry::{ARTICLE, FACT, STORY};
use super::or_groups::bracketed;
use super::passages::{Matched, Passage, best_passage};
use super::reader::{Archive, StoredArticle};
use crate::model::{MentionLine, ValueLine};

/// Most words that are tried together as a name.
const LONGEST_NAME: usize = 8;

/// How much more a word in the title counts than one in the text.
const TITLE_BOOST: f32 = 2.0;

/// Fields that people can ask for.
const ASKABLE: &[&str] = &[
    "title",
    "text",
    "exact",
    "entity",
    "org",
    "actor",
    "person",
    "place",
    "source",
    "path",
    "id",
    "lang",
    "kind",
    "published",
    "story",
    "question",
    "verdict",
];

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
        let words = QueryWords::new(self, parsed.as_ref(), resolve);
        let hits = self
            .best(&restricted, limit)?
            .into_iter()
            .map(|(score, address)| {
                let article = self.stored_article(address)?;
                let passage = best_passage(&article.text, words.matches(self, &article)?);
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
            .map_err(|_| wrong_query(query, "its brackets or quotation marks do not fit"))?;
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
            .map_err(|_| wrong_query(query, "its brackets or quotation marks do not fit"))?;
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

    fn rewrite(&self, ast: UserInputAst) -> Result<UserInputAst, ArchiveError> {
        Ok(match ast {
            UserInputAst::Clause(clauses) => self.rewrite_clauses(&clauses)?,
            UserInputAst::Boost(inner, boost) => UserInputAst::Boost(Box::new(self.rewrite(*inner)?), boost),
            UserInputAst::Leaf(leaf) => self.rewrite_leaf(*leaf)?,
        })
    }

    /// Rewrites the parts of a list; neighbouring bare words that are a name together are tried as that name too.
    fn rewrite_clauses(&self, clauses: &[Part]) -> Result<UserInputAst, ArchiveError> {
        let mut parts = Vec::new();
        let mut rest = clauses;
        while let Some((occur, ast)) = rest.first() {
            let run = self.name_run(rest)?;
            if run > 1 {
                let words: Vec<Part> = rest[..run].iter().map(|(_, ast)| (None, ast.clone())).collect();
                let name = joined(&rest[..run]);
                parts.push((*occur, either(UserInputAst::Clause(words), &name)));
                rest = &rest[run..];
            } else {
                parts.push((*occur, self.rewrite(ast.clone())?));
                rest = &rest[1..];
            }
        }
        Ok(UserInputAst::Clause(parts))
    }

    /// How many of the first parts, all bare words under one operator, are a name of an entity of the archive together.
    fn name_run(&self, parts: &[Part]) -> Result<usize, ArchiveError> {
        let words = parts
            .iter()
            .take(LONGEST_NAME)
            .take_while(|(occur, ast)| bare_word(ast).is_some() && *occur == parts[0].0);
        let count = words.count();
        for run in (2..=count).rev() {
            if self.is_name(&joined(&parts[..run]))? {
                return Ok(run);
            }
        }
        Ok(1)
    }

    fn is_name(&self, name: &str) -> Result<bool, ArchiveError> {
        let Some(term) = self.name_term(name) else {
            return Ok(false);
        };
        Ok(self.searcher.doc_freq(&term).map_err(|e| self.failed(&e))? > 0)
    }

    fn name_term(&self, name: &str) -> Option<Term> {
        let mut analyzer = self.index.tokenizer_for_field(self.fields.entity).ok()?;
        let mut tokens = analyzer.token_stream(name);
        let token = tokens.next()?;
        Some(Term::from_field_text(self.fields.entity, &token.text))
    }

    fn rewrite_leaf(&self, leaf: UserInputLeaf) -> Result<UserInputAst, ArchiveError> {
        match leaf {
            UserInputLeaf::Literal(word) if word.field_name.is_none() && !word.prefix && word.slop == 0 => {
                let name = word.phrase.clone();
                let words = UserInputAst::from(UserInputLeaf::Literal(word));
                Ok(if self.is_name(&name)? {
                    either(words, &name)
                } else {
                    words
                })
            }
            UserInputLeaf::Literal(word) => match word.field_name.as_deref() {
                Some("published") => days(&word.phrase),
                Some("story") => self.members(&word.phrase),
                _ => Ok(UserInputLeaf::Literal(word).into()),
            },
            UserInputLeaf::Range { field, lower, upper } if field.as_deref() == Some("published") => {
                Ok(UserInputLeaf::Range {
                    field,
                    lower: day_bound(lower, false)?,
                    upper: day_bound(upper, true)?,
                }
                .into())
            }
            leaf => Ok(leaf.into()),
        }
    }

    /// The articles of a story.
    fn members(&self, story: &str) -> Result<UserInputAst, ArchiveError> {
        let elements = self.story(story)?.map_or_else(Vec::new, |story| story.articles);
        if elements.is_empty() {
            return Err(ArchiveError::new(
                "there is no such story",
                story,
                "no story of the archive has this id",
                "`dateline stories`, which lists them",
            ));
        }
        Ok(UserInputLeaf::Set {
            field: Some("id".to_owned()),
            elements,
        }
        .into())
    }
}

/// A part of a query with its operator.
type Part = (Option<tantivy::query_grammar::Occur>, UserInputAst);

fn either(words: UserInputAst, name: &str) -> UserInputAst {
    UserInputAst::or(vec![words, literal("entity", name)])
}

fn literal(field: &str, phrase: &str) -> UserInputAst {
    UserInputLeaf::Literal(UserInputLiteral {
        field_name: Some(field.to_owned()),
        phrase: phrase.to_owned(),
        delimiter: Delimiter::DoubleQuotes,
        slop: 0,
        prefix: false,
    })
    .into()
}

fn bare_word(ast: &UserInputAst) -> Option<&str> {
    match ast {
        UserInputAst::Leaf(leaf) => match leaf.as_ref() {
            UserInputLeaf::Literal(word)
                if word.field_name.is_none()
                    && word.delimiter == Delimiter::None
                    && !word.prefix
                    && word.slop == 0 =>
            {
                Some(&word.phrase)
            }
            _ => None,
        },
        _ => None,
    }
}

fn joined(parts: &[Part]) -> String {
    parts
        .iter()
        .filter_map(|(_, ast)| bare_word(ast))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A day, month or year as the range of its days.
fn days(written: &str) -> Result<UserInputAst, ArchiveError> {
    let (first, last) = day_numbers(written)?;
    Ok(UserInputLeaf::Range {
        field: Some("published".to_owned()),
        lower: UserInputBound::Inclusive(first.to_string()),
        upper: UserInputBound::Inclusive(last.to_string()),
    }
    .into())
}

/// A bound as a number: of a month, its first or last day, so that the bound holds the whole month or none of it.
fn day_bound(bound: UserInputBound, upper: bool) -> Result<UserInputBound, ArchiveError> {
    Ok(match bound {
        UserInputBound::Inclusive(day) => {
            let (first, last) = day_numbers(&day)?;
            UserInputBound::Inclusive(if upper { last } else { first }.to_string())
        }
        UserInputBound::Exclusive(day) => {
            let (first, last) = day_numbers(&day)?;
            UserInputBound::Exclusive(if upper { first } else { last }.to_string())
        }
        UserInputBound::Unbounded => UserInputBound::Unbounded,
    })
}

/// `2017-04-03`, `2017-04` or `2017` as the first and last number of [`super::schema::day_number`] that it holds.
fn day_numbers(written: &str) -> Result<(u64, u64), ArchiveError> {
    let wrong = || {
        ArchiveError::new(
            "this is no day",
            written,
            "published: takes a year, a month or a day",
            "published:2017, published:2017-02, published:2017-02-21 or published:[2017-01 TO 2017-03]",
        )
    };
    let parts: Vec<u64> = written
        .split('-')
        .map(|p| p.parse().map_err(|_| wrong()))
        .collect::<Result<_, _>>()?;
    match parts.as_slice() {
        [year] if *year < 10_000 => Ok((year * 10_000, year * 10_000 + 9_999)),
        [day] if *day < 100_000_000 => Ok((*day, *day)),
        [year, month] if *month < 100 => Ok((year * 10_000 + month * 100, year * 10_000 + month * 100 + 99)),
        [year, month, day] if *month < 100 && *day < 100 => {
            let number = year * 10_000 + month * 100 + day;
            Ok((number, number))
        }
        _ => Err(wrong()),
    }
}

/// What of an article's text and mentions a query matches.
struct QueryWords {
    /// Terms of the text as the index has them.
    terms: BTreeSet<String>,
    /// Names and ids of entities, as the index has them.
    names: BTreeSet<String>,
    /// The entities of these names.
    entities: BTreeSet<String>,
}

impl QueryWords {
    fn new(archive: &Archive, query: &dyn Query, resolve: Resolve<'_>) -> Self {
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

    fn matches(&self, archive: &Archive, article: &StoredArticle) -> Result<Vec<Matched>, ArchiveError> {
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

fn wrong_query(query: &str, why: &str) -> ArchiveError {
    ArchiveError::new(
        "cannot read the query",
        query,
        why,
        "words, \"a phrase\", field:word, AND, OR, NOT and brackets",
    )
}

/// What is wrong with a query, in words of this program.
fn explain(query: &str, error: &QueryParserError) -> ArchiveError {
    match error {
        QueryParserError::FieldDoesNotExist(field) => {
            let nearest = nearest(field).map_or_else(String::new, |name| format!("{name}:, or one of "));
            ArchiveError::new(
                "cannot read the query",
                query,
                format!("there is no field {field}"),
                format!(
                    "{nearest}{}; a colon inside words needs quotation marks",
                    ASKABLE.join(", ")
                ),
            )
        }
        QueryParserError::AllButQueryForbidden => wrong_query(query, "it only says what not to find"),
        error => wrong_query(query, &error.to_string()),
    }
}

/// The field whose name is most like `field`: one letter changed, added, left out, or the same beginning.
fn nearest(field: &str) -> Option<&'static str> {
    let field = field.to_lowercase();
    ASKABLE
        .iter()
        .find(|name| name.starts_with(&field) || field.starts_with(**name) || one_edit(name, &field))
        .copied()
}

fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let rest = |v: &[char]| v.get(1..).map(<[char]>::to_vec).unwrap_or_default();
    rest(a) == b || rest(b) == a || rest(a) == rest(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_ranges() {
        assert_eq!(day_numbers("2017-02-21").unwrap(), (20_170_221, 20_170_221));
        assert_eq!(day_numbers("2017-02").unwrap(), (20_170_200, 20_170_299));
        assert_eq!(day_numbers("2017").unwrap(), (20_170_000, 20_179_999));
        assert!(day_numbers("soon").is_err() && day_numbers("2017-02-21-1").is_err());
    }

    #[test]
    fn an_unknown_field_gets_the_nearest() {
        assert_eq!(nearest("organisation"), Some("org"));
        assert_eq!(nearest("sorce"), Some("source"));
        assert_eq!(nearest("colour"), None);
        assert_eq!(nearest("publish"), Some("published"));
    }
}
