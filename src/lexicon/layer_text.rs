//! Layers as text: TOML in the plain form that people edit, or JSON Lines.

use std::fmt::Write as _;

use super::entity::{Alias, CaseRule, Entity};
use super::layer::LayerMeta;

/// A layer as TOML. `remark` gives the comment lines above an alias.
pub fn layer_toml(
    meta: &LayerMeta,
    entities: &[Entity],
    remark: &dyn Fn(&Entity, &Alias) -> Vec<String>,
) -> String {
    let mut text = String::from("[meta]\n");
    for (key, value) in [
        ("name", &meta.name),
        ("status", &meta.status),
        ("licence", &meta.licence),
        ("source", &meta.source),
        ("terms", &meta.terms),
        ("retrieved", &meta.retrieved),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    for (key, flag) in [("optional", meta.optional), ("needs_head", meta.needs_head)] {
        if flag {
            let _ = writeln!(text, "{key} = true");
        }
    }
    for entity in entities {
        push_entity(&mut text, entity, remark);
    }
    text
}

/// A layer as JSON Lines: its `meta` first, then an entity a line.
pub fn layer_jsonl(meta: &LayerMeta, entities: &[Entity]) -> Result<String, serde_json::Error> {
    let mut text = format!("{{\"meta\":{}}}\n", serde_json::to_string(meta)?);
    for entity in entities {
        text.push_str(&serde_json::to_string(entity)?);
        text.push('\n');
    }
    Ok(text)
}

fn push_entity(text: &mut String, entity: &Entity, remark: &dyn Fn(&Entity, &Alias) -> Vec<String>) {
    let _ = write!(
        text,
        "\n[[entity]]\nid = {}\ntype = {}\nname = {}\n",
        quoted(&entity.id),
        quoted(&entity.kind),
        quoted(&entity.name)
    );
    for (key, value) in [
        ("sector", &entity.sector),
        ("country", &entity.country),
        ("in", &entity.inside),
        ("kind", &entity.sort),
        ("note", &entity.note),
    ] {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    if entity.weak {
        text.push_str("weak = true\n");
    }
    for (key, list) in [
        ("refs", &entity.refs),
        ("similar", &entity.similar),
        ("part_of", &entity.part_of),
        ("same_as", &entity.same_as),
    ] {
        if !list.is_empty() {
            let list: Vec<String> = list.iter().map(|item| quoted(item)).collect();
            let _ = writeln!(text, "{key} = [{}]", list.join(", "));
        }
    }
    if entity.aliases.is_empty() {
        return;
    }
    text.push_str("aliases = [\n");
    for alias in &entity.aliases {
        for line in remark(entity, alias) {
            let _ = writeln!(text, "  # {}", one_line(&line));
        }
        let _ = writeln!(text, "  {},", alias_toml(alias));
    }
    text.push_str("]\n");
}

/// An alias as a layer lists it: `"Fancy Bear"`, or `{ name = "Group 74", weak = true }`.
pub fn alias_toml(alias: &Alias) -> String {
    if alias.is_plain() {
        return quoted(&alias.name);
    }
    let mut fields = vec![format!("name = {}", quoted(&alias.name))];
    match alias.case {
        CaseRule::Smart => {}
        CaseRule::Exact => fields.push("case = \"exact\"".to_owned()),
        CaseRule::Ignore => fields.push("case = \"ignore\"".to_owned()),
    }
    let texts = [
        ("by", &alias.by),
        ("since", &alias.since),
        ("until", &alias.until),
        ("source", &alias.source),
        ("lang", &alias.lang),
    ];
    let texts = texts.iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
    fields.extend(texts.map(|(key, text)| format!("{key} = {}", quoted(text))));
    let flags = [
        ("weak", alias.weak.then_some(true)),
        ("ambiguous", alias.ambiguous.then_some(true)),
        ("plural", alias.plural),
        ("fuzzy", alias.fuzzy),
    ];
    let flags = flags.iter().filter_map(|(key, flag)| Some((key, (*flag)?)));
    fields.extend(flags.map(|(key, flag)| format!("{key} = {flag}")));
    format!("{{ {} }}", fields.join(", "))
}

/// A string as both JSON and TOML read it.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    json.replace('\u{7f}', "\\u007f")
}

fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(blank).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::layer::Layer;
    use crate::lexicon::{Source, plain_layer::plain_layer};

    fn alias() -> impl Strategy<Value = Alias> {
        let case = prop_oneof![
            Just(CaseRule::Smart),
            Just(CaseRule::Exact),
            Just(CaseRule::Ignore)
        ];
        let flags = (
            any::<bool>(),
            any::<bool>(),
            any::<Option<bool>>(),
            any::<Option<bool>>(),
        );
        (
            "\\PC{1,12}|[a-z\"\\\\\u{7f}\t]{1,6}",
            case,
            flags,
            "[a-z \"#]{0,5}",
        )
            .prop_map(|(name, case, flags, by)| Alias {
                case,
                weak: flags.0,
                ambiguous: flags.1,
                plural: flags.2,
                fuzzy: flags.3,
                by: (!by.is_empty()).then_some(by),
                ..Alias::plain(format!("a{name}"))
            })
    }

    fn entity() -> impl Strategy<Value = Entity> {
        let lists = proptest::collection::vec("[a-z:0-9]{1,8}", 0..3);
        (
            proptest::collection::vec(alias(), 0..4),
            lists,
            any::<bool>(),
            "[^\u{0}]{0,9}",
        )
            .prop_map(|(aliases, refs, weak, note)| Entity {
                aliases,
                refs,
                weak,
                note: (!note.is_empty()).then_some(note),
                ..Entity::new("org/x", "organisation", "X = [y] # \"z\"")
            })
    }

    fn parsed(path: &str, text: &str) -> Vec<Entity> {
        let source = Source {
            path: path.into(),
            text: text.to_owned().into(),
        };
        Layer::parse(&source).unwrap().entities
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(entities in proptest::collection::vec(entity(), 1..4)) {
            let meta = LayerMeta { name: "x".to_owned(), status: "proposed".to_owned(), retrieved: "2026-11-22".to_owned(), ..LayerMeta::default() };
            let toml = layer_toml(&meta, &entities, &|_, alias| vec![format!("about {}\n[x]", alias.name)]);
            prop_assert_eq!(parsed("x.toml", &toml), entities.clone());
            let by_toml: Layer = toml::from_str(&toml).unwrap();
            prop_assert_eq!(&by_toml.meta, &meta);
            prop_assert_eq!(&by_toml.entities, &entities);
            if let Some(plain) = plain_layer(&toml) {
                prop_assert_eq!(plain, by_toml);
            }
            let jsonl = layer_jsonl(&meta, &entities).unwrap();
            prop_assert_eq!(parsed("x.jsonl", &jsonl), entities);
        }
    }
}
