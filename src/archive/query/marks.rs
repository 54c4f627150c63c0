//! What of an article's text and mentions a query matches: to choose a passage and to mark it.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use tantivy::tokenizer::Token;

use super::numbers::{FigureColumns, Wanted};
use super::suggest::within;
use super::syntax::Loose;
use crate::archive::analysis::{key, words};
use crate::archive::passages::Matched;
use crate::archive::reader::StoredArticle;
use crate::model::{MentionLine, ValueLine};

/// What a query marks.
#[derive(Debug, Clone, Default)]
pub(in crate::archive) struct Marks {
    words: Vec<Mark>,
    /// Keys of names, and beginnings of keys.
    pub(super) names: BTreeSet<String>,
    pub(super) beginnings: BTreeSet<String>,
    /// The entities of these names.
    pub(super) entities: BTreeSet<String>,
    pub(super) days: Vec<(Date, Date)>,
    pub(super) figures: Vec<Wanted>,
}

/// Words that match.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    terms: Vec<String>,
    stemmed: bool,
    loose: Loose,
}

impl Mark {
    pub(super) fn new(terms: Vec<String>, stemmed: bool, loose: Loose) -> Self {
        Self {
            terms,
            stemmed,
            loose,
        }
    }

    /// Where in the words of a text it matches: token numbers.
    fn places(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let count = self.terms.len();
        let apart = matches!(self.loose, Loose::Apart(n) if n > 0);
        if apart || count == 1 {
            let is_one = |token: &Token| {
                self.terms
                    .iter()
                    .any(|term| self.matches(term, &token.text, true))
            };
            return (0..tokens.len())
                .filter(|at| is_one(&tokens[*at]))
                .map(|at| at..at + 1)
                .collect();
        }
        let is_phrase = |at: &usize| {
            let pairs = self.terms.iter().zip(&tokens[*at..]).enumerate();
            pairs
                .into_iter()
                .all(|(n, (term, token))| self.matches(term, &token.text, n + 1 == count))
        };
        let last = (tokens.len() + 1).saturating_sub(count);
        (0..last).filter(is_phrase).map(|at| at..at + count).collect()
    }

    fn matches(&self, term: &str, word: &str, last: bool) -> bool {
        match self.loose {
            Loose::Prefix if last => word.starts_with(term),
            Loose::Edits(n) => within(term, word, usize::from(n)).is_some(),
            _ => term == word,
        }
    }
}

impl Marks {
    pub(super) fn add(&mut self, mark: Mark) {
        if !self.words.contains(&mark) {
            self.words.push(mark);
        }
    }

    /// Marks these words, each by itself.
    pub(in crate::archive) fn of_words(terms: impl IntoIterator<Item = String>, stemmed: bool) -> Self {
        let words = terms
            .into_iter()
            .map(|term| Mark::new(vec![term], stemmed, Loose::No))
            .collect();
        Self {
            words,
            ..Self::default()
        }
    }

    /// The matches in one article.
    pub(in crate::archive) fn of(&self, article: &StoredArticle) -> Vec<Matched> {
        let mut matched = Vec::new();
        for stemmed in [true, false] {
            let marks: Vec<&Mark> = self.words.iter().filter(|mark| mark.stemmed == stemmed).collect();
            if marks.is_empty() {
                continue;
            }
            let tokens = words(&article.text, stemmed);
            for mark in marks {
                let what = mark.terms.join(" ");
                for place in mark.places(&tokens) {
                    let span = tokens[place.start].offset_from..tokens[place.end - 1].offset_to;
                    matched.push((span, what.clone()));
                }
            }
        }
        if self.marks_mentions() {
            for mention in article
                .record
                .mentions
                .iter()
                .filter(|m| m.field == crate::model::Field::Text)
            {
                if let Some(what) = self.mention(mention) {
                    let span: Range<usize> = mention.byte_start as usize..mention.byte_end as usize;
                    if article.text.get(span.clone()).is_some() {
                        matched.push((span, what));
                    }
                }
            }
        }
        matched
    }

    fn marks_mentions(&self) -> bool {
        let names = self.names.is_empty() && self.beginnings.is_empty() && self.entities.is_empty();
        !(names && self.days.is_empty() && self.figures.is_empty())
    }

    /// What of the query a mention answers.
    fn mention(&self, mention: &MentionLine) -> Option<String> {
        match &mention.value {
            ValueLine::Name(name) => {
                let ids = name.entity.iter().chain(&name.candidates);
                let found = ids.map(ToString::to_string).find(|id| self.entities.contains(id));
                let said = || {
                    let keys = [key(&mention.text), key(&name.name)];
                    let begins =
                        |key: &String| self.beginnings.iter().any(|beginning| key.starts_with(beginning));
                    keys.iter()
                        .any(|key| self.names.contains(key) || begins(key))
                        .then(|| name.name.to_string())
                };
                found.or_else(said)
            }
            ValueLine::Date(date) => {
                let (from, to) = (date.when.from?, date.when.to?);
                let asked = self
                    .days
                    .iter()
                    .any(|(first, last)| from <= *last && *first <= to);
                asked.then(|| "date".to_owned())
            }
            ValueLine::Figure(figure) => {
                let at = FigureColumns::of(figure)?;
                let asked = self
                    .figures
                    .iter()
                    .any(|wanted| wanted.takes(at.low, at.high, at.what));
                asked.then(|| "figure".to_owned())
            }
        }
    }
}
