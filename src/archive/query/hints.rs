//! What may have been meant by a query that found nothing: names, words and values that are like those asked for.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::Field;

use super::Question;
use super::suggest::{allowed, within};
use crate::archive::analysis::{key, words};
use crate::archive::entry::ARTICLE;
use crate::archive::{Archive, ArchiveError};

/// Most suggestions for one word or name.
const MOST: usize = 3;

/// Something asked for that the archive does not hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unmet {
    /// Words of the text, as typed.
    Words(String),
    /// A name of an entity, as typed.
    Name(String),
    /// A value of a field, as typed.
    Value(Field, String),
}

impl Archive {
    /// For each thing a question asks for that stands nowhere in the archive: what it is, and what there is that is like it.
    pub fn hints(&self, question: &Question) -> Result<Vec<String>, ArchiveError> {
        let mut hints = Vec::new();
        for unmet in &question.unmet {
            let (what, likely) = match unmet {
                Unmet::Words(words) => (format!("no article holds {words}"), self.likely_words(words)?),
                Unmet::Name(name) => (
                    format!("nobody and nothing is called {name}"),
                    self.entities_like(name)?,
                ),
                Unmet::Value(field, value) => {
                    let field_name = self
                        .fields
                        .schema
                        .get_field_name(*field)
                        .replace("outlet", "source")
                        .replace("key", "id");
                    (
                        format!("no {field_name} is {value}"),
                        self.likely_values(*field, value)?,
                    )
                }
            };
            hints.push(match likely.as_slice() {
                [] => what,
                likely => format!("{what}; did you mean {}?", likely.join(", ")),
            });
        }
        Ok(hints)
    }

    /// The words of the texts that are nearest to the first word that stands nowhere, the most frequent first.
    fn likely_words(&self, typed: &str) -> Result<Vec<String>, ArchiveError> {
        let mut likely: BTreeMap<String, (usize, u64)> = BTreeMap::new();
        for token in words(typed, false) {
            let most = allowed(token.text.chars().count());
            self.each_term(self.fields.exact, "", &mut |term, count| {
                if let Some(apart) = within(&token.text, term, most).filter(|apart| *apart > 0) {
                    likely.entry(term.to_owned()).or_insert((apart, 0)).1 += count;
                }
            })?;
        }
        let mut likely: Vec<_> = likely
            .into_iter()
            .map(|(word, (apart, count))| (apart, u64::MAX - count, word))
            .collect();
        likely.sort();
        Ok(likely.into_iter().take(MOST).map(|(.., word)| word).collect())
    }

    /// Entities with a name that is like it, or with a word that begins so: `APT28 (actor/apt28)`.
    pub fn entities_like(&self, typed: &str) -> Result<Vec<String>, ArchiveError> {
        let asked = key(typed.rsplit('/').next().unwrap_or(typed));
        let most = allowed(asked.chars().count());
        let mut likely: BTreeSet<(usize, String)> = BTreeSet::new();
        self.each_term(self.fields.alias, "", &mut |term, _| {
            let Some((name, id)) = term.split_once('\t') else {
                return;
            };
            if let Some(apart) = within(&asked, name, most) {
                likely.insert((apart, id.to_owned()));
            }
        })?;
        let names = self.names_of_entities()?;
        if likely.is_empty() && asked.len() > 2 {
            for (id, name) in &names {
                if key(name).contains(&asked) {
                    likely.insert((usize::MAX, id.clone()));
                }
            }
        }
        let mut told = Vec::new();
        for (_, id) in likely {
            let named = names
                .get(&id)
                .map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
            if !told.contains(&named) {
                told.push(named);
            }
        }
        told.truncate(MOST);
        Ok(told)
    }

    fn likely_values(&self, field: Field, typed: &str) -> Result<Vec<String>, ArchiveError> {
        let asked = key(typed);
        let mut likely = BTreeSet::new();
        let mut consider = |value: &str| {
            let known = key(value);
            if let Some(apart) = within(&asked, &known, allowed(asked.len()).max(1)) {
                likely.insert((apart, value.to_owned()));
            } else if asked.len() > 2 && known.contains(&asked) {
                likely.insert((usize::MAX, value.to_owned()));
            }
        };
        if field == self.fields.outlet {
            for outlet in self.column_values("outlet")? {
                consider(&outlet);
            }
        } else {
            let articles = format!("{ARTICLE}/");
            let before = if field == self.fields.key {
                articles.as_str()
            } else {
                ""
            };
            self.each_term(field, before, &mut |term, _| {
                consider(term.strip_prefix(before).unwrap_or(term));
            })?;
        }
        Ok(likely.into_iter().take(MOST).map(|(_, value)| value).collect())
    }
}
