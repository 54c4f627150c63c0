//! Names of entities: an alias finds its entity under every name, as people type it.

use tantivy::Term;
use tantivy::query::{FuzzyTermQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::hints::Unmet;
use super::syntax::{Asked, Leaf, Loose, Node, Words};
use super::{Compiler, Made, Wrong, constant, union};
use crate::archive::analysis::key;

/// Most words that are tried together as a name.
const LONGEST_NAME: usize = 8;
/// A bare word of so few letters is a name only in capitals: `who` and `it` are words, WHO and IT may be organisations.
const SHORT_NAME: usize = 3;

impl Compiler<'_> {
    /// `actor:"Pawn Storm"`, `org:org/wada`, `actor:=APT28`, `org:alp*`
    pub(super) fn name(&mut self, kind: Option<&'static str>, asked: &Words) -> Made {
        let fields = &self.archive.fields;
        let field = kind
            .and_then(|kind| fields.of_kind(kind))
            .unwrap_or(fields.entity);
        if asked.text.contains('/') {
            let id = asked.text.to_lowercase();
            self.marks.entities.insert(id.clone());
            let term = Term::from_field_text(fields.who, &id);
            if !self.holds(&term) {
                self.unmet.push(Unmet::Name(asked.text.clone()));
            }
            return Ok(Some(whether(term)));
        }
        let name = key(&asked.text);
        if name.is_empty() {
            return Ok(None);
        }
        if asked.exact {
            return Ok(self.as_written(kind, &name, &asked.text));
        }
        match asked.loose {
            Loose::Prefix => {
                self.marks.beginnings.insert(name.clone());
                let query = RegexQuery::from_pattern(&format!("{name}.*"), field);
                Ok(query.ok().map(|query| constant(Box::new(query))))
            }
            Loose::Edits(edits) => {
                let query = FuzzyTermQuery::new(Term::from_field_text(field, &name), edits, true);
                Ok(Some(constant(Box::new(query))))
            }
            Loose::No | Loose::Apart(_) => {
                let found = self.known(field, &name);
                if found.is_none() {
                    self.unmet.push(Unmet::Name(asked.text.clone()));
                }
                self.of_name(field, found.unwrap_or(name)).map(Some)
            }
        }
    }

    /// What an article itself writes, of a kind or of any.
    fn as_written(&mut self, kind: Option<&'static str>, name: &str, typed: &str) -> Option<Box<dyn Query>> {
        const KINDS: [&str; 4] = ["organisation", "actor", "person", "place"];
        let kinds: &[&str] = kind.as_ref().map_or(&KINDS, std::slice::from_ref);
        let field = self.archive.fields.written;
        let terms = kinds
            .iter()
            .map(|kind| Term::from_field_text(field, &format!("{kind}/{name}")));
        let terms: Vec<Term> = terms.filter(|term| self.holds(term)).collect();
        self.marks.names.insert(name.to_owned());
        if terms.is_empty() {
            self.unmet.push(Unmet::Name(typed.to_owned()));
            return Some(Box::new(tantivy::query::EmptyQuery));
        }
        union(terms.into_iter().map(whether).collect())
    }

    /// A bare word or phrase, if it is a name of the archive.
    pub(super) fn name_as_typed(&mut self, asked: &Words) -> Made {
        let name = key(&asked.text);
        let short = name.chars().count() <= SHORT_NAME && !asked.text.chars().any(char::is_uppercase);
        if asked.exact || asked.loose != Loose::No || name.is_empty() || short {
            return Ok(None);
        }
        let field = self.archive.fields.entity;
        match self.known(field, &name) {
            Some(name) => self.scored_name(field, name).map(Some),
            None => Ok(None),
        }
    }

    /// How many of the first parts, all bare words, are a name of an entity of the archive together.
    pub(super) fn name_run(&self, parts: &[&Node]) -> usize {
        let words = parts
            .iter()
            .take(LONGEST_NAME)
            .take_while(|part| bare_word(part).is_some());
        let count = words.count();
        for run in (2..=count).rev() {
            let name = key(&joined(&parts[..run]));
            if !name.is_empty() && self.known(self.archive.fields.entity, &name).is_some() {
                return run;
            }
        }
        1
    }

    /// Words that are a name together: each of them in the text, or the entity.
    pub(super) fn name_of_words(&mut self, parts: &[&Node]) -> Made {
        let mut clauses = Vec::new();
        for part in parts {
            if let Some(words) = bare_word(part) {
                let made = self.full_text_everywhere(words);
                clauses.extend(made.map(|query| (tantivy::query::Occur::Must, query)));
            }
        }
        let unmet = self.unmet.len();
        let words = self.conjunction(clauses);
        // The name is there: words of it that stand nowhere are no mistake.
        self.unmet.truncate(unmet);
        let field = self.archive.fields.entity;
        let name = match self.known(field, &key(&joined(parts))) {
            Some(name) => Some(self.scored_name(field, name)?),
            None => None,
        };
        Ok(union(words.into_iter().chain(name).collect()))
    }

    /// The key under which a name is known: as typed, or without the s of a plural (Fancy Bears).
    fn known(&self, field: Field, name: &str) -> Option<String> {
        let singular = name
            .strip_suffix('s')
            .filter(|singular| singular.len() > SHORT_NAME);
        [Some(name), singular]
            .into_iter()
            .flatten()
            .find(|name| self.holds(&Term::from_field_text(field, name)))
            .map(str::to_owned)
    }

    fn of_name(&mut self, field: Field, name: String) -> Result<Box<dyn Query>, Wrong> {
        let query = whether(Term::from_field_text(field, &name));
        self.mark(name)?;
        Ok(query)
    }

    /// A rare name says more than a frequent one.
    fn scored_name(&mut self, field: Field, name: String) -> Result<Box<dyn Query>, Wrong> {
        let term = Term::from_field_text(field, &name);
        self.mark(name)?;
        Ok(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
    }

    fn mark(&mut self, name: String) -> Result<(), Wrong> {
        self.marks.entities.extend(self.archive.entities_of(&name)?);
        self.marks.names.insert(name);
        Ok(())
    }
}

fn whether(term: Term) -> Box<dyn Query> {
    constant(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}

fn bare_word(node: &Node) -> Option<&Words> {
    match node {
        Node::Leaf(Leaf {
            field: None,
            asked: Asked::Words(words),
            ..
        }) if !words.quoted && !words.exact && words.loose == Loose::No => Some(words),
        _ => None,
    }
}

fn joined(parts: &[&Node]) -> String {
    let words: Vec<&str> = parts
        .iter()
        .filter_map(|part| Some(bare_word(part)?.text.as_str()))
        .collect();
    words.join(" ")
}
