//! A STIX 2 bundle: intrusion sets and threat actors with `name`, `aliases` (STIX 2.1, sections 4.7 and 4.17); in ATT&CK also the group's id.
//!
//! Objects that are revoked or deprecated are left out; where a relation `revoked-by` says what replaced one, its names go there.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Draft, Found, LeftOut, json_error};
use crate::lexicon::{DictionaryError, Source};

#[derive(Deserialize)]
struct Bundle {
    objects: Vec<Object>,
}

#[derive(Deserialize)]
struct Object {
    #[serde(rename = "type")]
    sort: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    external_references: Vec<Reference>,
    #[serde(default)]
    revoked: bool,
    #[serde(default)]
    x_mitre_deprecated: bool,
    relationship_type: Option<String>,
    source_ref: Option<String>,
    target_ref: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    source_name: String,
    external_id: Option<String>,
}

pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let bundle: Bundle = serde_json::from_str(&source.text).map_err(|e| json_error(source, &e))?;
    let groups = |o: &&Object| ["intrusion-set", "threat-actor"].contains(&o.sort.as_str());
    let (gone, standing): (Vec<&Object>, Vec<&Object>) = bundle
        .objects
        .iter()
        .filter(groups)
        .partition(|o| o.revoked || o.x_mitre_deprecated);
    let mut found = Found::default();
    let mut by_id = BTreeMap::new();
    for object in standing {
        by_id.insert(object.id.as_str(), found.drafts.len());
        found.drafts.push(draft(object));
    }
    for object in gone {
        let successor = bundle.objects.iter().find(|o| {
            o.relationship_type.as_deref() == Some("revoked-by")
                && o.source_ref.as_deref() == Some(object.id.as_str())
        });
        let successor = successor.and_then(|o| by_id.get(o.target_ref.as_deref()?));
        match successor.and_then(|&at| found.drafts.get_mut(at)) {
            Some(heir) => heir.names.extend(draft(object).names),
            None => found.left_out.push(LeftOut {
                what: object.name.clone(),
                why: "revoked or deprecated",
            }),
        }
    }
    Ok(found)
}

fn draft(object: &Object) -> Draft {
    let ids = object.external_references.iter();
    let ids = ids.filter(|reference| reference.source_name == "mitre-attack");
    let mut refs: Vec<String> = ids
        .filter_map(|r| r.external_id.as_ref())
        .map(|id| format!("attack:{id}"))
        .collect();
    if refs.is_empty() && !object.id.is_empty() {
        refs.push(format!("stix:{}", object.id));
    }
    Draft {
        refs,
        ..Draft::of(std::iter::once(&object.name).chain(&object.aliases))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    const BUNDLE: &str = r#"{"type": "bundle", "id": "bundle--1", "objects": [
        {"type": "intrusion-set", "id": "intrusion-set--1", "name": "Tin Heron", "aliases": ["Tin Heron", "Marsh Group"], "description": "never copied",
            "external_references": [{"source_name": "mitre-attack", "external_id": "G9901", "url": "https://example.org"}, {"source_name": "Marsh Group", "description": "(Citation)"}]},
        {"type": "intrusion-set", "id": "intrusion-set--2", "name": "Old Heron", "revoked": true},
        {"type": "intrusion-set", "id": "intrusion-set--3", "name": "Doubtful", "x_mitre_deprecated": true},
        {"type": "relationship", "relationship_type": "revoked-by", "source_ref": "intrusion-set--2", "target_ref": "intrusion-set--1"},
        {"type": "threat-actor", "id": "threat-actor--9", "name": "Quay Crew", "threat_actor_types": ["crime-syndicate"]},
        {"type": "malware", "id": "malware--1", "name": "HeronRat", "is_family": true}]}"#;

    #[test]
    fn a_bundle() {
        let import = imported("attack", BUNDLE);
        assert_eq!(
            listed(&import),
            [
                "actor/quay-crew = Quay Crew: ",
                "actor/tin-heron = Tin Heron: Marsh Group, Old Heron"
            ]
        );
        assert_eq!(import.entities[0].refs, ["stix:threat-actor--9"]);
        assert_eq!(import.entities[1].refs, ["attack:G9901"]);
        assert_eq!(import.left_out[0].what, "Doubtful");
    }
}
