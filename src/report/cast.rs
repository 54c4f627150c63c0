//! What people call the articles and the entities of stories: outlets and days instead of article ids, printed names instead of entity ids.

use std::collections::BTreeMap;

use super::width::cut;
use crate::model::{Record, ValueLine, says_more};

/// Most columns of the first words that stand for a title that is missing.
const OPENING: usize = 70;

/// Names for ids, gathered from the records of articles.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    articles: BTreeMap<String, Called>,
    entities: BTreeMap<String, String>,
}

/// What an article is called.
#[derive(Debug, Clone)]
struct Called {
    outlet: String,
    day: Option<jiff::civil::Date>,
    opening: String,
}

impl Cast {
    /// Adds an article and the entities that it names. `text` may be empty where it is not at hand.
    pub fn add(&mut self, record: &Record, text: &str) {
        let line = text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let called = Called {
            outlet: record.source.clone().unwrap_or_else(|| record.id.clone()),
            day: record.date,
            opening: cut(line.trim(), OPENING),
        };
        self.articles.insert(record.id.clone(), called);
        for mention in &record.mentions {
            if let ValueLine::Name(name) = &mention.value
                && let Some(id) = &name.entity
            {
                let known = self.entities.entry(id.to_string()).or_default();
                if says_more(&name.name, known) {
                    *known = name.name.to_string();
                }
            }
        }
    }

    /// The outlet of an article and its day; the id where it has no outlet.
    pub fn article(&self, id: &str) -> String {
        match self.articles.get(id) {
            Some(Called {
                outlet,
                day: Some(day),
                ..
            }) => format!("{outlet}, {day}"),
            Some(called) => called.outlet.clone(),
            None => id.to_owned(),
        }
    }

    /// The outlet of an article, or its id.
    pub fn outlet<'a>(&'a self, id: &'a str) -> &'a str {
        self.articles.get(id).map_or(id, |called| called.outlet.as_str())
    }

    /// The first words of an article; empty where they are not at hand.
    pub fn opening(&self, id: &str) -> &str {
        self.articles.get(id).map_or("", |called| called.opening.as_str())
    }

    /// A question that is asked of one entity, with its printed name: `when:org/~north-pier` as `when: North Pier`.
    pub fn question(&self, question: &str) -> String {
        match question.split_once(':') {
            Some((asked, id)) if id.contains('/') => format!("{asked}: {}", self.entity(id)),
            _ => question.to_owned(),
        }
    }

    /// The printed name of an entity; the words of its id where no article names it; anything that is no id as it is.
    pub fn entity(&self, id: &str) -> String {
        if let Some(name) = self.entities.get(id) {
            return name.clone();
        }
        match id.split_once("/~") {
            Some((_, slug)) => slug.replace('-', " "),
            None => id.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cast;

    #[test]
    fn what_is_not_known_keeps_its_own_words() {
        let cast = Cast::default();
        assert_eq!(cast.article("a1"), "a1");
        assert_eq!(cast.entity("org/~harbour-rescue"), "harbour rescue");
        assert_eq!(cast.entity("police"), "police");
        assert_eq!(cast.question("count:athlete"), "count:athlete");
        assert_eq!(cast.question("when:org/~north-pier"), "when: north pier");
    }
}
