//! An article that is not in English: what the dictionaries hold and dates in digits, since every other rule reads English words.

use std::sync::Arc;

use super::{Reading, actors};
use crate::lexicon::Known;
use crate::model::{Kind, Match, Mention, Name, RuleId, Value};

/// The language of the rules.
const ENGLISH: &str = "en";

/// Rules of dates that read digits alone.
const NUMERIC: &[&str] = &["dates/numeric", "dates/timestamp"];

/// How sure a dictionary's name is where no context can be read.
const SCORE: f32 = 0.9;

/// Whether the rules can read a language, given as an ISO 639-1 code.
pub fn is_english(language: &str) -> bool {
    language == ENGLISH
}

/// Whether a mention rests on nothing English.
pub(super) fn applies_anywhere(mention: &Mention) -> bool {
    NUMERIC.contains(&mention.rule.as_str())
}

/// The dictionaries' names in a text: those that need no context to count.
pub(super) fn names(reading: &Reading<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for hit in reading.hits.iter().filter(|hit| !hit.hit.is_weak()) {
        let mut entities: Vec<Known<'_>> = Vec::new();
        for (entity, alias) in hit.hit.entities() {
            let weak = alias.map_or(entity.weak, |a| a.weak);
            let same_kind = entities.first().is_none_or(|first| first.kind == entity.kind);
            if !weak && same_kind && entities.iter().all(|e| e.id != entity.id) {
                entities.push(entity);
            }
        }
        let Some((kind, rule)) = entities.first().and_then(|entity| kind(entity.kind)) else {
            continue;
        };
        found.push(Mention {
            kind,
            field: reading.field,
            span: reading.span(hit.first, hit.end),
            sentence: reading.sentence_of(hit.first),
            value: Value::Name(name(&entities)),
            score: SCORE,
            rule,
        });
    }
    found
}

fn name(entities: &[Known<'_>]) -> Name {
    let ids = || entities.iter().map(|e| Arc::from(e.id));
    Name {
        entity: if entities.len() == 1 { ids().next() } else { None },
        name: entities
            .first()
            .map_or_else(|| Arc::from(""), |e| Arc::from(e.name)),
        matched: Match::Exact,
        candidates: if entities.len() == 1 {
            Vec::new()
        } else {
            ids().collect()
        },
    }
}

/// The kind of an entity's type, with the rule of its dictionary.
fn kind(of: &str) -> Option<(Kind, RuleId)> {
    match of {
        "actor" => Some((actors::KIND, RuleId::new("actors/dictionary"))),
        "organisation" => Some((Kind::new("organisation"), RuleId::new("organisations/dictionary"))),
        "person" => Some((Kind::new("person"), RuleId::new("persons/dictionary"))),
        "place" => Some((Kind::new("place"), RuleId::new("places/dictionary"))),
        _ => None,
    }
}
