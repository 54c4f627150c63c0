//! Full text: words, phrases, beginnings of words and words with a letter changed.

use tantivy::Term;
use tantivy::query::{
    BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, PhrasePrefixQuery, PhraseQuery, Query,
    RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::fields::Form;
use super::hints::Unmet;
use super::marks::Mark;
use super::syntax::{Loose, Words};
use super::{Compiler, union};
use crate::archive::analysis::words;

/// How much more a word in the title counts than one in the text.
const TITLE_BOOST: f32 = 2.0;
/// Most words that the beginning of a word is tried as inside a phrase.
const MOST_BEGINNINGS: u32 = 200;

/// A field that is searched, with how much it counts and whether its words are stems.
type Searched = (Field, f32, bool);

impl Compiler<'_> {
    /// Title and text of every article.
    pub(super) fn full_text_everywhere(&mut self, asked: &Words) -> Option<Box<dyn Query>> {
        let fields = &self.archive.fields;
        let searched = [
            (fields.title, TITLE_BOOST, true),
            (fields.text, 1.0, true),
            (fields.other, 1.0, false),
        ];
        let as_written = [
            (fields.title_exact, TITLE_BOOST, false),
            (fields.exact, 1.0, false),
        ];
        self.in_fields(&searched, &as_written, asked)
    }

    /// `title:`, `text:`, `exact:`.
    pub(super) fn full_text(&mut self, form: Form, asked: &Words) -> Option<Box<dyn Query>> {
        let fields = &self.archive.fields;
        let title = (fields.title_exact, 1.0, false);
        let exact = (fields.exact, 1.0, false);
        match form {
            Form::Title => self.in_fields(&[(fields.title, 1.0, true), title], &[title], asked),
            Form::Text => {
                let searched = [(fields.text, 1.0, true), (fields.other, 1.0, false)];
                self.in_fields(&searched, &[exact], asked)
            }
            _ => self.in_fields(&[title, exact], &[title, exact], asked),
        }
    }

    /// The words of stories and facts.
    pub(super) fn words_of_result(&mut self, asked: &Words) -> Option<Box<dyn Query>> {
        let field = [(self.archive.fields.words, 1.0, true)];
        self.in_fields(&field, &field, asked)
    }

    /// In the first fields; in the second ones if it is to stand as written, or only nearly so.
    fn in_fields(
        &mut self,
        searched: &[Searched],
        as_written: &[Searched],
        asked: &Words,
    ) -> Option<Box<dyn Query>> {
        let near = matches!(asked.loose, Loose::Prefix | Loose::Edits(_));
        let searched = if asked.exact || near { as_written } else { searched };
        let mut made = Vec::new();
        let mut has_words = false;
        for (field, boost, stemmed) in searched {
            let terms: Vec<String> = words(&asked.text, *stemmed)
                .into_iter()
                .map(|token| token.text)
                .collect();
            if terms.is_empty() {
                continue;
            }
            has_words = true;
            if let Some(query) = self.in_field(*field, &terms, asked.loose) {
                made.push(boosted(query, *boost));
                self.marks.add(Mark::new(terms, *stemmed, asked.loose));
            }
        }
        if made.is_empty() && has_words {
            self.unmet.push(Unmet::Words(asked.text.clone()));
            return Some(Box::new(EmptyQuery));
        }
        union(made)
    }

    /// `None` if the field holds no such word.
    fn in_field(&self, field: Field, terms: &[String], loose: Loose) -> Option<Box<dyn Query>> {
        let term = |text: &String| Term::from_field_text(field, text);
        match (terms, loose) {
            ([one], Loose::Prefix) => self.beginning(field, one),
            ([one], Loose::Edits(edits)) => Some(Box::new(FuzzyTermQuery::new(term(one), edits, true))),
            ([one], _) => {
                let query = TermQuery::new(term(one), IndexRecordOption::WithFreqs);
                self.holds(&term(one)).then(|| Box::new(query) as Box<dyn Query>)
            }
            (_, Loose::Prefix) => {
                let mut query = PhrasePrefixQuery::new(terms.iter().map(term).collect());
                query.set_max_expansions(MOST_BEGINNINGS);
                Some(Box::new(query))
            }
            _ => {
                if !terms.iter().all(|word| self.holds(&term(word))) {
                    return None;
                }
                let mut query = PhraseQuery::new(terms.iter().map(term).collect());
                if let Loose::Apart(words) = loose {
                    query.set_slop(words);
                }
                Some(Box::new(query))
            }
        }
    }

    /// The words that begin so, looked up in the dictionary of terms. One that cannot be read holds none.
    fn beginning(&self, field: Field, begins: &str) -> Option<Box<dyn Query>> {
        let mut terms = Vec::new();
        let read = self.archive.each_term(field, begins, &mut |term, _| {
            terms.push(Term::from_field_text(field, term));
        });
        (read.is_ok() && !terms.is_empty()).then(|| {
            let any = TermSetQuery::new(terms);
            Box::new(ConstScoreQuery::new(Box::new(any), 1.0)) as Box<dyn Query>
        })
    }

    /// Whether some document holds a term. A term that cannot be looked up is left to the query itself, which tells why.
    pub(super) fn holds(&self, term: &Term) -> bool {
        self.archive
            .searcher
            .doc_freq(term)
            .map_or(true, |count| count > 0)
    }
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    if (boost - 1.0).abs() < f32::EPSILON {
        query
    } else {
        Box::new(BoostQuery::new(query, boost))
    }
}

/// The words of a text beside each other, unstemmed, and their terms. `beginning`: the last may go on.
pub(super) fn phrase(field: Field, text: &str, beginning: bool) -> Option<(Box<dyn Query>, Vec<Term>)> {
    let terms: Vec<Term> = words(text, false)
        .iter()
        .map(|token| Term::from_field_text(field, &token.text))
        .collect();
    let query: Box<dyn Query> = match terms.as_slice() {
        [] => return None,
        [one] if beginning => {
            let pattern = format!("{}.*", one.value().as_str().unwrap_or_default());
            Box::new(RegexQuery::from_pattern(&pattern, field).ok()?)
        }
        [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::Basic)),
        _ if beginning => Box::new(PhrasePrefixQuery::new(terms.clone())),
        _ => Box::new(PhraseQuery::new(terms.clone())),
    };
    Some((query, terms))
}
