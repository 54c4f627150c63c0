//! Fields with one value: outlet, language, kind, path, id, story, question, verdict.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Query, RegexQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::errors::no_such_meta;
use super::fields::{Form, Home, META};
use super::full_text::phrase;
use super::hints::Unmet;
use super::suggest::edits;
use super::syntax::{Loose, Words, error};
use super::{Compiler, Made, constant, union};
use crate::archive::analysis::{key, words};
use crate::archive::entry::ARTICLE;
use crate::archive::meta;
use crate::model::Verdict;

impl Compiler<'_> {
    pub(super) fn value(&mut self, form: Form, at: usize, asked: &Words) -> Made {
        let fields = &self.archive.fields;
        let (field, value) = match form {
            Form::Source if asked.exact => (fields.outlet, key(&asked.text)),
            Form::Source => return Ok(self.source(asked)),
            Form::Lang => (fields.lang, key(&asked.text)),
            Form::Kind => (fields.kind, key(&asked.text)),
            Form::Path => return Ok(self.path(asked)),
            Form::Question => (fields.question, asked.text.to_lowercase()),
            Form::Verdict => (fields.verdict, verdict(at, &asked.text)?),
            Form::Story => return self.story(&asked.text),
            _ => (fields.key, format!("{ARTICLE}/{}", asked.text)),
        };
        if asked.loose == Loose::Prefix {
            return Ok(beginning(field, &value));
        }
        let term = Term::from_field_text(field, &value);
        if !self.holds(&term) {
            self.unmet.push(Unmet::Value(field, asked.text.clone()));
        }
        Ok(Some(whether(term)))
    }

    /// Words of an outlet's name.
    fn source(&mut self, asked: &Words) -> Option<Box<dyn Query>> {
        let field = self.archive.fields.source;
        let query = phrase(field, &asked.text, asked.loose == Loose::Prefix)?;
        let unknown = query.1.iter().any(|term| !self.holds(term)) && asked.loose != Loose::Prefix;
        if unknown {
            self.unmet
                .push(Unmet::Value(self.archive.fields.outlet, asked.text.clone()));
        }
        Some(constant(query.0))
    }

    /// A path, or the folder that holds it.
    fn path(&self, asked: &Words) -> Option<Box<dyn Query>> {
        let field = self.archive.fields.path;
        if asked.loose == Loose::Prefix {
            return beginning(field, &asked.text);
        }
        let whole = whether(Term::from_field_text(field, &asked.text));
        let inside = beginning(field, &format!("{}/", asked.text.trim_end_matches('/')));
        union(inside.into_iter().chain([whole]).collect())
    }

    /// Words of a field of the articles' own; with `=` its whole value.
    pub(super) fn meta(&mut self, at: usize, name: &str, asked: &Words) -> Made {
        let fields = &self.archive.fields;
        let name = name.trim_start_matches(META);
        if !self.holds(&Term::from_field_text(fields.meta_name, name)) {
            let mut known = Vec::new();
            self.archive
                .each_term(fields.meta_name, "", &mut |term, _| known.push(term.to_owned()))?;
            return Err(no_such_meta(at, name, known).into());
        }
        if asked.exact {
            let whole = meta::whole(name, &asked.text);
            return Ok(Some(whether(Term::from_field_text(fields.meta, &whole))));
        }
        let terms: Vec<String> = words(&asked.text, false)
            .into_iter()
            .map(|word| meta::term(name, &word.text))
            .collect();
        if asked.loose == Loose::Prefix {
            return Ok(terms.last().and_then(|term| beginning(fields.meta, term)));
        }
        let all = terms
            .iter()
            .map(|term| whether(Term::from_field_text(fields.meta, term)));
        let all: Vec<Box<dyn Query>> = all.collect();
        Ok((!all.is_empty()).then(|| Box::new(BooleanQuery::intersection(all)) as Box<dyn Query>))
    }

    /// The articles of a story; the story itself; its facts.
    fn story(&mut self, id: &str) -> Made {
        let fields = &self.archive.fields;
        let term = Term::from_field_text(fields.story, id);
        if !self.holds(&term) {
            self.unmet.push(Unmet::Value(fields.story, id.to_owned()));
        }
        if self.target != Home::Article {
            return Ok(Some(whether(term)));
        }
        let members = self
            .archive
            .story(id)?
            .map_or_else(Vec::new, |story| story.articles);
        let ids = members.iter().map(|article| self.archive.article_key(article));
        Ok(Some(constant(Box::new(TermSetQuery::new(ids)))))
    }
}

fn verdict(at: usize, asked: &str) -> Result<String, super::syntax::SyntaxError> {
    const ALL: [Verdict; 5] = [
        Verdict::Agree,
        Verdict::LessPrecise,
        Verdict::Compatible,
        Verdict::Conflict,
        Verdict::Single,
    ];
    let asked = asked.to_lowercase().replace(['-', ' '], "_");
    if ALL.iter().any(|verdict| verdict.as_str() == asked) {
        return Ok(asked);
    }
    let nearest = ALL.iter().min_by_key(|verdict| edits(verdict.as_str(), &asked));
    let nearest = nearest
        .map(|verdict| verdict.as_str())
        .filter(|known| edits(known, &asked) <= 2);
    let first = nearest.map_or_else(String::new, |known| format!("verdict:{known}, or one of "));
    Err(error(
        at,
        format!("there is no verdict {asked}"),
        format!("{first}{}", ALL.map(Verdict::as_str).join(" ")),
    ))
}

/// Values that begin so.
fn beginning(field: Field, value: &str) -> Option<Box<dyn Query>> {
    let escaped: String = value
        .chars()
        .flat_map(|c| {
            if c.is_alphanumeric() {
                vec![c]
            } else {
                vec!['\\', c]
            }
        })
        .collect();
    let query = RegexQuery::from_pattern(&format!("{escaped}.*"), field);
    query.ok().map(|query| constant(Box::new(query)))
}

fn whether(term: Term) -> Box<dyn Query> {
    constant(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}
