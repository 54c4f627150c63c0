//! Asking an archive: the language of queries, and what its fields mean for articles, stories and facts.
//!
//! [`syntax`] reads a query into a tree; here the tree becomes a query of the index. Leaves that are full text, names, days or figures are made by the
//! files of these names. A field of facts in a query for articles (and the other way round) is answered through membership: the articles whose
//! fact answers. Fields of facts beside each other ask for one fact.

mod errors;
mod fields;
mod full_text;
mod hints;
mod leaves;
mod marks;
mod names;
mod numbers;
mod parser;
mod periods;
mod suggest;
mod syntax;
mod values;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermSetQuery};

pub(super) use fields::Home;
pub(super) use marks::Marks;
pub(super) use numbers::{FigureColumns, HIGH, LOW, MEASURE, WHAT, Wanted};

use super::entry::{ARTICLE, FACT, STORY};
use super::{Archive, ArchiveError};
use errors::{no_such_field, unreadable};
use fields::{Form, form, home};
use hints::Unmet;
use parser::parse;
use syntax::{Asked, Leaf, Node, SyntaxError, Words};

/// A query that was read, for articles.
#[derive(Debug)]
pub struct Question {
    pub(super) query: Box<dyn Query>,
    pub(super) marks: Marks,
    unmet: Vec<Unmet>,
}

impl Question {
    pub(super) fn new(query: Box<dyn Query>, marks: Marks) -> Self {
        Self {
            query,
            marks,
            unmet: Vec::new(),
        }
    }
}

impl Home {
    pub(super) fn sort(self) -> &'static str {
        match self {
            Self::Article => ARTICLE,
            Self::Story => STORY,
            Self::Fact => FACT,
        }
    }
}

impl Archive {
    /// Reads a query for articles.
    ///
    /// # Errors
    /// A query that is not of the language, with the place and what to try; an archive that cannot be read.
    pub fn ask(&self, query: &str) -> Result<Question, ArchiveError> {
        // Every leaf finds articles alone. A condition that says so once more would cost more than the search itself: the best documents are
        // found without looking at all of them only where words are asked for and nothing else.
        self.compile(query, Home::Article)
    }

    /// The lines of the facts that answer a query, in order.
    pub fn search_facts(&self, query: &str) -> Result<Vec<String>, ArchiveError> {
        self.search_results(Home::Fact, query)
    }

    /// The lines of the stories that answer a query, in order.
    pub fn search_stories(&self, query: &str) -> Result<Vec<String>, ArchiveError> {
        self.search_results(Home::Story, query)
    }

    fn search_results(&self, home: Home, query: &str) -> Result<Vec<String>, ArchiveError> {
        let found = self.compile(query, home)?.query;
        let restricted = BooleanQuery::intersection(vec![self.sort_query(home.sort()), found]);
        self.lines_in_order(self.matching(&restricted)?)
    }

    /// The query for documents of one sort, before it is restricted to them.
    fn compile(&self, query: &str, target: Home) -> Result<Question, ArchiveError> {
        let told = |wrong| match wrong {
            Wrong::Query(error) => unreadable(query, &error),
            Wrong::Archive(error) => error,
        };
        let node = parse(query).map_err(|error| unreadable(query, &error))?;
        let mut compiler = Compiler {
            archive: self,
            target,
            marks: Marks::default(),
            unmet: Vec::new(),
        };
        let found = compiler.node(&node).map_err(told)?;
        let Some(found) = found else {
            let error = syntax::error(
                0,
                "there is no word in it to look for",
                "a word with letters or digits",
            );
            return Err(unreadable(query, &error));
        };
        Ok(Question {
            query: found,
            marks: compiler.marks,
            unmet: compiler.unmet,
        })
    }
}

/// Why a query has no answer.
pub(super) enum Wrong {
    Query(SyntaxError),
    Archive(ArchiveError),
}

impl From<SyntaxError> for Wrong {
    fn from(error: SyntaxError) -> Self {
        Self::Query(error)
    }
}

impl From<ArchiveError> for Wrong {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

/// What a part becomes; `None` for a part without a word, which asks for nothing.
type Made = Result<Option<Box<dyn Query>>, Wrong>;

struct Compiler<'a> {
    archive: &'a Archive,
    /// What is to be found.
    target: Home,
    marks: Marks,
    unmet: Vec<Unmet>,
}

impl Compiler<'_> {
    fn node(&mut self, node: &Node) -> Made {
        if let Some(home) = foreign(node, self.target) {
            return self.through(home, node);
        }
        match node {
            Node::All(parts) => self.all(parts),
            Node::Any(parts) => self.any(parts),
            Node::Not(inner) => self.all(&[Node::Not(inner.clone())]),
            Node::Boost(inner, boost) => {
                let inner = self.node(inner)?;
                Ok(inner.map(|query| Box::new(BoostQuery::new(query, *boost)) as Box<dyn Query>))
            }
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Everything => Ok(Some(self.everything())),
        }
    }

    fn any(&mut self, parts: &[Node]) -> Made {
        let mut made = Vec::new();
        for part in parts {
            made.extend(self.node(part)?);
        }
        Ok(union(made))
    }

    fn all(&mut self, parts: &[Node]) -> Made {
        let is_foreign = |part: &&Node| foreign(part, self.target).is_some() && !matches!(part, Node::Not(_));
        let (foreign_parts, own): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(is_foreign);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for home in [Home::Article, Home::Story, Home::Fact] {
            let of_home = foreign_parts
                .iter()
                .filter(|part| foreign(part, self.target) == Some(home));
            let together: Vec<Node> = of_home.map(|part| (*part).clone()).collect();
            if !together.is_empty() {
                let made = self.through(home, &Node::All(together))?;
                clauses.extend(made.map(|query| (Occur::Must, query)));
            }
        }
        let mut rest = own.as_slice();
        while let Some(first) = rest.first() {
            let run = self.name_run(rest);
            if run > 1 {
                let made = self.name_of_words(&rest[..run])?;
                clauses.extend(made.map(|query| (Occur::Must, query)));
            } else if let Node::Not(inner) = first {
                clauses.extend(self.unmarked(inner)?.map(|query| (Occur::MustNot, query)));
            } else {
                clauses.extend(self.node(first)?.map(|query| (Occur::Must, query)));
            }
            rest = &rest[run..];
        }
        Ok(self.conjunction(clauses))
    }

    fn conjunction(&self, mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Option<Box<dyn Query>> {
        if clauses.is_empty() {
            return None;
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.everything()));
        }
        if clauses.len() == 1 {
            return clauses.pop().map(|(_, query)| query);
        }
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// What must not be found is not marked either.
    fn unmarked(&mut self, node: &Node) -> Made {
        let (marks, unmet) = (self.marks.clone(), self.unmet.len());
        let made = self.node(node);
        self.marks = marks;
        self.unmet.truncate(unmet);
        made
    }

    fn everything(&self) -> Box<dyn Query> {
        Box::new(ConstScoreQuery::new(
            self.archive.sort_query(self.target.sort()),
            0.0,
        ))
    }

    /// What belongs to the documents of another sort that answer a part.
    fn through(&mut self, home: Home, node: &Node) -> Made {
        let mut inner = Compiler {
            archive: self.archive,
            target: home,
            marks: Marks::default(),
            unmet: Vec::new(),
        };
        let Some(found) = inner.node(node)? else {
            return Ok(None);
        };
        self.unmet.extend(inner.unmet);
        let restricted = BooleanQuery::intersection(vec![self.archive.sort_query(home.sort()), found]);
        let fields = &self.archive.fields;
        let (column, field) = match (home, self.target) {
            (_, Home::Article) => {
                let articles = self.archive.articles_of(&restricted)?;
                return Ok(Some(constant(Box::new(articles))));
            }
            (Home::Fact, Home::Story) => ("story", fields.story),
            _ => ("id", fields.member),
        };
        let values = self.archive.values_of(&restricted, column)?;
        let terms = values.iter().map(|value| Term::from_field_text(field, value));
        Ok(Some(constant(Box::new(TermSetQuery::new(terms)))))
    }

    fn leaf(&mut self, leaf: &Leaf) -> Made {
        let Some(name) = &leaf.field else {
            let Asked::Words(words) = &leaf.asked else {
                return Ok(None);
            };
            return self.bare(words);
        };
        let Some(form) = form(name) else {
            return Err(no_such_field(field_start(leaf, name), name).into());
        };
        match (form, &leaf.asked) {
            (Form::Published, asked) => self.published(leaf.at, asked),
            (Form::Date, asked) => self.date(leaf.at, asked),
            (Form::Figure(measure), asked) => self.figure(leaf.at, measure, asked),
            (_, Asked::Range { .. }) => Err(syntax::error(
                leaf.at,
                format!("{name}: has no order, so it takes no range"),
                "a word or a name after the colon; ranges are for published: date: figure: count: money: percent:",
            )
            .into()),
            (Form::Title | Form::Text | Form::Exact, Asked::Words(words)) => Ok(self.full_text(form, words)),
            (Form::Name(kind), Asked::Words(words)) => self.name(kind, words),
            (Form::Meta, Asked::Words(words)) => self.meta(field_start(leaf, name), name, words),
            (form, Asked::Words(words)) => self.value(form, leaf.at, words),
        }
    }

    /// Words without a field: full text, or a name of an entity.
    fn bare(&mut self, words: &Words) -> Made {
        if self.target != Home::Article {
            return Ok(self.words_of_result(words));
        }
        let text = self.full_text_everywhere(words);
        let name = self.name_as_typed(words)?;
        Ok(union(text.into_iter().chain(name).collect()))
    }
}

/// Where the name of a leaf's field begins: before the colon and blanks after it.
fn field_start(leaf: &Leaf, name: &str) -> usize {
    leaf.at.saturating_sub(name.len() + 1)
}

/// The sort of document that every leaf of a part belongs to, if it is not the one to be found.
fn foreign(node: &Node, target: Home) -> Option<Home> {
    home_of(node).filter(|home| *home != target)
}

fn home_of(node: &Node) -> Option<Home> {
    match node {
        Node::All(parts) | Node::Any(parts) => {
            let first = home_of(parts.first()?)?;
            parts
                .iter()
                .all(|part| home_of(part) == Some(first))
                .then_some(first)
        }
        Node::Not(inner) | Node::Boost(inner, _) => home_of(inner),
        Node::Leaf(leaf) => leaf.field.as_deref().and_then(home),
        Node::Everything => None,
    }
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(Box::new(BooleanQuery::union(queries))),
    }
}

/// Conditions that an article meets or not add nothing to its score.
fn constant(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
