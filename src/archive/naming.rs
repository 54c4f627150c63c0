//! The articles that name entities of a beginning of a name, without reading all others.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::Term;
use tantivy::query::{BooleanQuery, TermSetQuery};

use super::analysis::key;
use super::entry::ARTICLE;
use super::{Archive, ArchiveError};
use crate::model::Record;

impl Archive {
    /// Hands to `each` the record of every article that names an entity whose name, id or alias holds `name`, or one of `entities`; and of every
    /// article that says what an acronym of these stands for. In no stated order; others may be among them.
    pub fn each_record_naming(
        &self,
        name: &str,
        entities: &BTreeSet<String>,
        each: &mut dyn FnMut(Record),
    ) -> Result<(), ArchiveError> {
        let asked = key(name);
        let who = self.of_like_names(self.entities_holding(&asked, entities)?)?;
        let mut written = BTreeSet::new();
        self.each_term(self.fields.written, "", &mut |term, _| {
            let holds = term.split_once('/').is_some_and(|(_, key)| key.contains(&asked));
            if holds {
                written.insert(term.to_owned());
            }
        })?;
        let fields = &self.fields;
        let terms = who.iter().map(|id| Term::from_field_text(fields.who, id));
        let terms = terms.chain(
            written
                .iter()
                .map(|term| Term::from_field_text(fields.written, term)),
        );
        let found =
            BooleanQuery::intersection(vec![self.sort_query(ARTICLE), Box::new(TermSetQuery::new(terms))]);
        for address in self.matching(&found)? {
            each(self.stored_article(address)?.record);
        }
        Ok(())
    }

    /// `entities`, and all whose id or a name of which holds a key.
    fn entities_holding(
        &self,
        asked: &str,
        entities: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, ArchiveError> {
        let mut found = entities.clone();
        self.each_term(self.fields.who, "", &mut |id, _| {
            if key(id).contains(asked) {
                found.insert(id.to_owned());
            }
        })?;
        self.each_term(self.fields.alias, "", &mut |term, _| {
            if let Some((name, id)) = term.split_once('\t')
                && name.contains(asked)
            {
                found.insert(id.to_owned());
            }
        })?;
        Ok(found)
    }

    /// These and all that share a name with them, and all that share a name with those: an acronym, and everything it stands for.
    fn of_like_names(&self, mut who: BTreeSet<String>) -> Result<BTreeSet<String>, ArchiveError> {
        let mut by_name: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        self.each_term(self.fields.alias, "", &mut |term, _| {
            if let Some((name, id)) = term.split_once('\t') {
                by_name.entry(name.to_owned()).or_default().insert(id.to_owned());
            }
        })?;
        for _ in 0..2 {
            let shared = by_name
                .values()
                .filter(|ids| ids.iter().any(|id| who.contains(id)));
            let more: BTreeSet<String> = shared.flatten().cloned().collect();
            who.extend(more);
        }
        Ok(who)
    }
}
