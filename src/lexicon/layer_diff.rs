//! What changed from one layer to another: entities and aliases that are new, gone or listed otherwise.

use std::collections::BTreeMap;

use super::entity::{Alias, Entity};
use super::layer::Layer;
use super::layer_text::alias_toml;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The entity.
    pub entity: String,
    /// What differs: `entity`, `name`, `alias`, or the name of an attribute.
    pub what: &'static str,
    /// As the first layer has it; `None` for what is new.
    pub before: Option<String>,
    /// As the second layer has it; `None` for what is gone.
    pub after: Option<String>,
}

/// Every difference, by entity.
pub fn layer_diff(before: &Layer, after: &Layer) -> Vec<Difference> {
    let (old, new) = (by_id(before), by_id(after));
    let mut ids: Vec<&str> = old.keys().chain(new.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut differences = Vec::new();
    for id in ids {
        match (old.get(id), new.get(id)) {
            (Some(old), Some(new)) => differences.extend(entity_diff(old, new)),
            (old, new) => {
                let name = |e: Option<&&Entity>| e.map(|e| e.name.to_string());
                differences.push(Difference {
                    entity: id.to_owned(),
                    what: "entity",
                    before: name(old),
                    after: name(new),
                });
            }
        }
    }
    differences
}

fn by_id(layer: &Layer) -> BTreeMap<&str, &Entity> {
    layer.entities.iter().map(|e| (e.id.as_ref(), e)).collect()
}

fn entity_diff(old: &Entity, new: &Entity) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut differ = |what: &'static str, before: Option<String>, after: Option<String>| {
        if before != after {
            differences.push(Difference {
                entity: old.id.to_string(),
                what,
                before,
                after,
            });
        }
    };
    differ("name", Some(old.name.to_string()), Some(new.name.to_string()));
    differ("type", Some(old.kind.clone()), Some(new.kind.clone()));
    differ(
        "weak",
        old.weak.then(|| "true".to_owned()),
        new.weak.then(|| "true".to_owned()),
    );
    for (what, old, new) in [
        ("sector", &old.sector, &new.sector),
        ("country", &old.country, &new.country),
        ("in", &old.inside, &new.inside),
        ("kind", &old.sort, &new.sort),
        ("note", &old.note, &new.note),
    ] {
        differ(what, old.clone(), new.clone());
    }
    for (what, old, new) in [
        ("refs", &old.refs, &new.refs),
        ("similar", &old.similar, &new.similar),
        ("part_of", &old.part_of, &new.part_of),
        ("same_as", &old.same_as, &new.same_as),
    ] {
        let list = |list: &[String]| (!list.is_empty()).then(|| list.join(", "));
        differ(what, list(old), list(new));
    }
    let aliases = |entity: &Entity| -> BTreeMap<String, String> {
        let aliases = entity.aliases.iter();
        aliases
            .map(|alias: &Alias| (alias.name.clone(), alias_toml(alias)))
            .collect()
    };
    let (old, new) = (aliases(old), aliases(new));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        differ("alias", old.get(name).cloned(), new.get(name).cloned());
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Source;

    #[test]
    fn new_gone_and_changed() {
        let layer = |text: &str| {
            let source = Source {
                path: "x.jsonl".into(),
                text: text.to_owned().into(),
            };
            Layer::parse(&source).unwrap()
        };
        let before = layer(
            "{\"id\":\"org/a\",\"type\":\"organisation\",\"name\":\"A\",\"aliases\":[\"AA\",\"AB\"],\"refs\":[\"x:1\"]}\n\
            {\"id\":\"org/b\",\"type\":\"organisation\",\"name\":\"B\"}\n",
        );
        let after = layer(
            "{\"id\":\"org/c\",\"type\":\"organisation\",\"name\":\"C\"}\n\
            {\"id\":\"org/a\",\"type\":\"organisation\",\"name\":\"A\",\"aliases\":[{\"name\":\"AB\",\"weak\":true},\"AC\"]}\n",
        );
        let lines: Vec<String> = layer_diff(&before, &after)
            .into_iter()
            .map(|d| format!("{} {} {:?} {:?}", d.entity, d.what, d.before, d.after))
            .collect();
        assert_eq!(
            lines,
            [
                "org/a refs Some(\"x:1\") None",
                "org/a alias Some(\"\\\"AA\\\"\") None",
                "org/a alias Some(\"\\\"AB\\\"\") Some(\"{ name = \\\"AB\\\", weak = true }\")",
                "org/a alias None Some(\"\\\"AC\\\"\")",
                "org/b entity Some(\"B\") None",
                "org/c entity None Some(\"C\")",
            ]
        );
        assert!(layer_diff(&before, &before).is_empty());
    }
}
