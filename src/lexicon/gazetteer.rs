//! All names of all entities as one matcher over words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::layer::{Alias, CaseRule, Entity, Layer};
use super::phrases::PhraseTable;
use crate::model::{Gap, Shape, Word};
use crate::split::fold;

/// Entities and a matcher of their names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    by_id: BTreeMap<Arc<str>, usize>,
    names: PhraseTable<Vec<NameRef>>,
    stops: PhraseTable<()>,
}

/// One name of one entity: its alias, or its printed name.
#[derive(Debug, Clone, Copy)]
struct NameRef {
    entity: u32,
    /// 1 + index of the alias; 0 is the entity's printed name.
    alias: u32,
}

/// A name found in words, with every entity it may be.
#[derive(Debug, Clone)]
pub struct AliasHit<'a> {
    /// How many words.
    pub len: usize,
    /// The entities, in load order, each with the alias that matched (`None` for the printed name).
    pub entities: Vec<(&'a Entity, Option<&'a Alias>)>,
}

impl AliasHit<'_> {
    /// Whether every reading of the name needs context.
    pub fn is_weak(&self) -> bool {
        self.entities
            .iter()
            .all(|(entity, alias)| alias.map_or(entity.weak, |a| a.weak))
    }
}

impl Gazetteer {
    /// From layers in load order: later entities of the same id add their aliases, removals and stops take away.
    pub fn new(layers: Vec<Layer>) -> Self {
        let mut gazetteer = Self::default();
        for layer in layers {
            gazetteer.load(layer);
        }
        for (index, entity) in gazetteer.entities.iter().enumerate() {
            let own = std::iter::once((0, entity.name.as_ref()));
            let names = own.chain(
                entity
                    .aliases
                    .iter()
                    .enumerate()
                    .map(|(n, a)| (n as u32 + 1, a.name.as_str())),
            );
            for (alias, name) in names {
                if let Some(refs) = gazetteer.names.entry(name, Vec::new) {
                    refs.push(NameRef {
                        entity: index as u32,
                        alias,
                    });
                }
            }
        }
        gazetteer
    }

    fn load(&mut self, layer: Layer) {
        for removal in layer.removals {
            let Some(&index) = self.by_id.get(removal.id.as_str()) else {
                continue;
            };
            let entity = &mut self.entities[index];
            match removal.alias {
                Some(alias) => entity.aliases.retain(|a| fold(&a.name) != fold(&alias)),
                None => entity.weak = true,
            }
        }
        for stop in layer.stops {
            self.stops.insert(&stop.name, ());
        }
        for entity in layer.entities {
            match self.by_id.get(&entity.id) {
                Some(&index) => {
                    let old = &mut self.entities[index];
                    old.name = entity.name;
                    old.aliases.extend(entity.aliases);
                }
                None => {
                    self.by_id.insert(Arc::clone(&entity.id), self.entities.len());
                    self.entities.push(entity);
                }
            }
        }
    }

    /// Every entity, in load order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity of an id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|&index| &self.entities[index])
    }

    /// The longest name that begins at word `at` and is written as its case rule asks.
    pub fn longest<'a>(&'a self, text: &str, words: &[Word], at: usize) -> Option<AliasHit<'a>> {
        let mut best = None;
        for phrase in self.names.all(words, at) {
            let span = &words[at..at + phrase.len];
            let entities: Vec<_> = phrase
                .value
                .iter()
                .filter_map(|name| self.written_right(*name, text, span))
                .collect();
            if !entities.is_empty() {
                best = Some(AliasHit {
                    len: phrase.len,
                    entities,
                });
            }
        }
        let stop = self.stops.longest(words, at).map_or(0, |p| p.len);
        best.filter(|hit| hit.len > stop)
    }

    /// Every entity that has exactly this name, whatever its case.
    pub fn lookup(&self, name: &str) -> Vec<(&Entity, Option<&Alias>)> {
        self.names
            .exact(name)
            .map_or_else(Vec::new, |refs| refs.iter().map(|n| self.resolve(*n)).collect())
    }

    fn resolve(&self, name: NameRef) -> (&Entity, Option<&Alias>) {
        let entity = &self.entities[name.entity as usize];
        (
            entity,
            (name.alias as usize).checked_sub(1).map(|n| &entity.aliases[n]),
        )
    }

    fn written_right(&self, name: NameRef, text: &str, words: &[Word]) -> Option<(&Entity, Option<&Alias>)> {
        let (entity, alias) = self.resolve(name);
        let listed = alias.map_or(entity.name.as_ref(), |a| a.name.as_str());
        let right = match alias.map_or(CaseRule::Smart, |a| a.case) {
            CaseRule::Ignore => true,
            CaseRule::Exact => written_as(listed, text, words),
            CaseRule::Smart => smart_case(listed, text, words),
        };
        right.then_some((entity, alias))
    }
}

/// Whether the words are written letter by letter as listed.
fn written_as(listed: &str, text: &str, words: &[Word]) -> bool {
    let mut listed = crate::split::words(listed)
        .into_iter()
        .map(|w| w.span.of(listed))
        .collect::<Vec<_>>()
        .into_iter();
    words.iter().all(|w| listed.next() == Some(w.span.of(text)))
}

/// Smart case: an acronym as listed; any other name with each of its capitalised words capitalised or in capitals.
fn smart_case(listed: &str, text: &str, words: &[Word]) -> bool {
    let listed_words = crate::split::words(listed);
    if let [only] = listed_words.as_slice()
        && only.shape == Shape::Upper
        && only.span.len() <= 6
    {
        // "WHO" must not be "who" or "Who"; a dictionary's "STRONTIUM" (longer) may be "Strontium".
        return written_as(listed, text, words);
    }
    words.iter().zip(&listed_words).all(|(word, entry)| {
        !entry.shape.is_capital()
            || word.shape.is_capital()
            || matches!(word.shape, Shape::Alphanumeric | Shape::Number)
            || word.gap == Gap::NONE
    })
}
