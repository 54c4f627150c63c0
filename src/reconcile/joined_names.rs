//! Names across the corpus: an acronym that some article defines is the long name wherever another article writes it alone.
//!
//! What an article says by itself stays as it is; this table is applied on reading. Two long names under one acronym stay two, with the
//! acronym's candidates in order. Nothing is joined through a third name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{MentionLine, NameLine, Record, ValueLine};

/// What an entity is, with the whole corpus read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// Itself.
    Same,
    /// The long name of an acronym.
    To(Arc<str>),
    /// One of several long names: those of most articles first, then by id.
    Among(Vec<Arc<str>>),
}

/// Acronyms of the corpus that no dictionary holds, with the entities that articles define them as.
#[derive(Debug, Default, Clone)]
pub struct JoinedNames {
    /// Id of the acronym alone, to entities, each with how many articles say so.
    meanings: BTreeMap<String, BTreeMap<Arc<str>, u64>>,
}

impl JoinedNames {
    /// Learns from one article: every acronym in it that stands for a longer name.
    pub fn learn(&mut self, record: &Record) {
        let mut said: Vec<(String, Arc<str>)> = Vec::new();
        for mention in &record.mentions {
            let ValueLine::Name(name) = &mention.value else {
                continue;
            };
            if let Some(pair) = meaning(mention, name).filter(|pair| !said.contains(pair)) {
                said.push(pair);
            }
        }
        for (acronym, entity) in said {
            *self
                .meanings
                .entry(acronym)
                .or_default()
                .entry(entity)
                .or_default() += 1;
        }
    }

    /// Says beside each entity of an article what it is in the corpus. An acronym of several long names is itself.
    pub fn resolve(&self, record: &mut Record) {
        for mention in &mut record.mentions {
            if let ValueLine::Name(name) = &mut mention.value {
                name.resolved = name.entity.as_ref().map(|entity| match self.of(entity) {
                    Joined::To(long) => long,
                    Joined::Same | Joined::Among(_) => Arc::clone(entity),
                });
            }
        }
    }

    /// What an entity of one article is in the corpus.
    pub fn of(&self, id: &str) -> Joined {
        let Some(meanings) = self.meanings.get(id) else {
            return Joined::Same;
        };
        let mut entities: Vec<(&Arc<str>, u64)> =
            meanings.iter().map(|(entity, count)| (entity, *count)).collect();
        entities.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        match entities.as_slice() {
            [(entity, _)] => Joined::To(Arc::clone(entity)),
            several => Joined::Among(several.iter().map(|(entity, _)| Arc::clone(entity)).collect()),
        }
    }
}

/// The id that an acronym has alone, and the longer name that it stands for here.
fn meaning(mention: &MentionLine, name: &NameLine) -> Option<(String, Arc<str>)> {
    let entity = name.entity.as_ref()?;
    let (prefix, _) = entity.split_once('/')?;
    let alone = format!("{prefix}/~{}", slug(&mention.text));
    let stands_for_more = *alone != **entity && is_acronym(&mention.text) && !is_acronym(&name.name);
    stands_for_more.then(|| (alone, Arc::clone(entity)))
}

/// Two capitals or more, and nothing small.
fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let marks = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-' | '/');
    (2..=10).contains(&capitals) && text.chars().all(marks)
}

/// As names of one article are made ids (`extract/names/entities.rs`), of the characters that acronyms have.
fn slug(acronym: &str) -> String {
    let mut slug = String::new();
    for c in acronym.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if c != '.' && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(said: &[(&str, &str, &str)]) -> JoinedNames {
        let mut names = JoinedNames::default();
        for (article, text, entity) in said {
            let name = entity.rsplit('~').next().unwrap_or_default().replace('-', " ");
            let mention = serde_json::json!({
                "id": format!("{article}:text:0-3:organisation"), "kind": "organisation", "field": "text",
                "start": 0, "end": 3, "byte_start": 0, "byte_end": 3, "text": text, "entity": entity, "name": name,
                "match": "definition", "candidates": [], "score": 0.9, "rule": "organisations/definition"
            });
            let record = serde_json::json!({
                "id": article, "path": "p", "source": null, "title": null, "date": null, "anchor": null, "language": "en",
                "text_sha256": "", "sentences": 1, "mentions": [mention], "claims": [], "signature": {"terms": ""}
            });
            names.learn(&serde_json::from_value(record).unwrap());
        }
        names
    }

    #[test]
    fn an_acronym_is_the_long_name_that_some_article_gives_it() {
        let names = learned(&[
            ("1", "A.M.R.", "org/~alpine-marten-rescue"),
            ("2", "Alpine Marten Rescue", "org/~alpine-marten-rescue"),
        ]);
        assert_eq!(
            names.of("org/~amr"),
            Joined::To("org/~alpine-marten-rescue".into())
        );
        assert_eq!(names.of("org/~alpine-marten-rescue"), Joined::Same);
        assert_eq!(names.of("person/~amr"), Joined::Same);
    }

    #[test]
    fn two_long_names_under_one_acronym_stay_two() {
        let names = learned(&[
            ("1", "AMR", "org/~arctic-mining-register"),
            ("2", "AMR", "org/~alpine-marten-rescue"),
            ("3", "AMR", "org/~alpine-marten-rescue"),
        ]);
        let both = vec![
            "org/~alpine-marten-rescue".into(),
            "org/~arctic-mining-register".into(),
        ];
        assert_eq!(names.of("org/~amr"), Joined::Among(both));
    }
}
