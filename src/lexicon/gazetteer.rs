//! All names of all entities as one matcher over words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layer::{Alias, CaseRule, Entity, Layer};
use super::phrases::PhraseTable;
use crate::model::{Shape, Word};
use crate::split::fold;

/// Entities and a matcher of their names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    by_id: BTreeMap<Arc<str>, usize>,
    /// Entities that a layer took away: known by their id, met under no name.
    removed: BTreeSet<usize>,
    names: PhraseTable<Vec<NameRef>>,
    stops: PhraseTable<()>,
}

/// One name of one entity: its alias, or its printed name.
#[derive(Debug, Clone, Copy)]
struct NameRef {
    entity: u32,
    /// 1 + index of the alias; 0 is the entity's printed name.
    alias: u32,
    letters: Letters,
}

/// How a name's letters must be written in the text, worked out once.
#[derive(Debug, Clone, Copy)]
enum Letters {
    AsListed,
    /// Word n must be capitalised where bit n is set.
    Capitals(u64),
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
        let standing = gazetteer
            .entities
            .iter()
            .enumerate()
            .filter(|(index, _)| !gazetteer.removed.contains(index));
        for (index, entity) in standing {
            // An alias equal to the printed name carries that name's attributes, and stands for it.
            let listed = entity.aliases.iter().any(|a| a.name == *entity.name);
            let own = (!listed).then_some((0, entity.name.as_ref(), CaseRule::Smart));
            let aliases = entity
                .aliases
                .iter()
                .enumerate()
                .map(|(n, a)| (n as u32 + 1, a.name.as_str(), a.case));
            for (alias, name, case) in own.into_iter().chain(aliases) {
                let words = crate::split::words(name);
                if let Some(refs) = gazetteer.names.entry_of(&words, Vec::new) {
                    refs.push(NameRef {
                        entity: index as u32,
                        alias,
                        letters: letters(&words, case),
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
                None => {
                    self.removed.insert(index);
                }
            }
        }
        for stop in layer.stops {
            self.stops.insert(&stop.name, ());
        }
        for entity in layer.entities {
            if let Some(&index) = self.by_id.get(&entity.id) {
                let old = &mut self.entities[index];
                old.name = entity.name;
                old.aliases.extend(entity.aliases);
                self.removed.remove(&index);
            } else {
                self.by_id.insert(Arc::clone(&entity.id), self.entities.len());
                self.entities.push(entity);
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
        let right = match name.letters {
            Letters::AsListed => written_as(
                alias.map_or(entity.name.as_ref(), |a| a.name.as_str()),
                text,
                words,
            ),
            Letters::Capitals(wanted) => has_capitals(wanted, words),
        };
        right.then_some((entity, alias))
    }
}

/// Whether the words are written letter by letter as listed.
fn written_as(listed: &str, text: &str, words: &[Word]) -> bool {
    let mut letters = crate::split::words(listed).into_iter();
    words.iter().all(|word| {
        letters
            .next()
            .is_some_and(|l| l.span.of(listed) == word.span.of(text))
    })
}

/// What a case rule asks of a name. Smart: a short acronym as listed ("WHO" is not "who"; a longer "STRONTIUM" may be "Strontium"), any other
/// name with each of its capitalised words capitalised or in capitals.
fn letters(words: &[Word], case: CaseRule) -> Letters {
    match (case, words) {
        (CaseRule::Exact, _) => Letters::AsListed,
        (CaseRule::Ignore, _) => Letters::Capitals(0),
        (CaseRule::Smart, [only]) if only.shape == Shape::Upper && only.span.len() <= 6 => Letters::AsListed,
        (CaseRule::Smart, words) => {
            let capitals = words
                .iter()
                .take(64)
                .enumerate()
                .filter(|(_, w)| is_capitalised(w));
            Letters::Capitals(capitals.fold(0, |bits, (n, _)| bits | 1 << n))
        }
    }
}

fn has_capitals(wanted: u64, words: &[Word]) -> bool {
    words
        .iter()
        .take(64)
        .enumerate()
        .all(|(n, word)| wanted >> n & 1 == 0 || is_capitalised(word))
}

fn is_capitalised(word: &Word) -> bool {
    word.shape.is_capital() || word.shape == Shape::Alphanumeric
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Source;
    use crate::split::words;

    fn gazetteer(layers: &[&str]) -> Gazetteer {
        let source = |text: &&str| Source {
            path: "test.toml".into(),
            text: text.to_string().into(),
        };
        Gazetteer::new(
            layers
                .iter()
                .map(|text| Layer::parse(&source(text)).unwrap())
                .collect(),
        )
    }

    const BASE: &str = r#"
        [[entity]]
        id = "org/wlf"
        type = "organisation"
        name = "World Lantern Federation"
        aliases = ["WLF", "Lantern Body", { name = "the lanterns", case = "ignore" }]
        [[entity]]
        id = "org/lamp"
        type = "organisation"
        name = "Lamp"
    "#;

    fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
        let words = words(text);
        let hits = (0..words.len()).filter_map(|at| gazetteer.longest(text, &words, at));
        hits.map(|hit| hit.entities[0].0.id.to_string()).collect()
    }

    #[test]
    fn case_rules() {
        let names = gazetteer(&[BASE]);
        assert_eq!(
            found(&names, "The World Lantern\nFederation (WLF) said"),
            ["org/wlf", "org/wlf"]
        );
        assert_eq!(
            found(&names, "WORLD LANTERN FEDERATION and The Lanterns"),
            ["org/wlf", "org/wlf"]
        );
        assert!(found(&names, "a world lantern federation, a wlf, a lamp").is_empty());
    }

    #[test]
    fn later_layers_add_remove_and_stop() {
        let own = r#"
            [[remove]]
            id = "org/wlf"
            alias = "Lantern Body"
            [[remove]]
            id = "org/lamp"
            [[stop]]
            name = "WLF Street"
            [[entity]]
            id = "org/wlf"
            type = "organisation"
            name = "World Lantern Federation"
            aliases = ["Lanternists"]
        "#;
        let names = gazetteer(&[BASE, own]);
        assert_eq!(
            found(
                &names,
                "Lanternists of the WLF met the Lantern Body and Lamp in WLF Street"
            ),
            ["org/wlf", "org/wlf"]
        );
    }
}
