//! A MISP galaxy cluster: `values` of `value`, `uuid`, `meta.synonyms`, `meta.country`, `related`.
//!
//! A relation `similar` is no identity (MISP itself says only how likely it is): it is kept as `similar`.

use serde::Deserialize;

use super::{Draft, Found, json_error};
use crate::lexicon::{DictionaryError, Source};

#[derive(Deserialize)]
struct Cluster {
    values: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    #[serde(rename = "value")]
    name: String,
    uuid: Option<String>,
    #[serde(default)]
    meta: Meta,
    #[serde(default)]
    related: Vec<Related>,
}

#[derive(Deserialize, Default)]
struct Meta {
    #[serde(default)]
    synonyms: Vec<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
struct Related {
    #[serde(rename = "dest-uuid")]
    uuid: String,
    #[serde(rename = "type")]
    sort: String,
}

pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let cluster: Cluster = serde_json::from_str(&source.text).map_err(|e| json_error(source, &e))?;
    let drafts = cluster.values.into_iter().map(|value| {
        let similar = value.related.iter().filter(|related| related.sort == "similar");
        Draft {
            refs: value.uuid.iter().map(|uuid| format!("misp:{uuid}")).collect(),
            similar: similar.map(|related| format!("misp:{}", related.uuid)).collect(),
            country: value.meta.country.filter(|code| code.len() == 2),
            ..Draft::of(std::iter::once(value.name).chain(value.meta.synonyms))
        }
    });
    Ok(Found {
        drafts: drafts.collect(),
        ..Found::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    const CLUSTER: &str = r#"{"name": "Threat Actor", "type": "threat-actor", "version": 1, "values": [
        {"value": "Tin Heron", "uuid": "aa-1", "description": "never copied", "meta": {"country": "ZZ", "refs": ["https://example.org"],
            "synonyms": ["TIN HERON", "APT 901", "G9901", "Group 9", "Operation Marsh", "Pale Lantern"]},
            "related": [{"dest-uuid": "aa-2", "type": "similar", "tags": ["estimative-language:likelihood-probability=\"likely\""]},
                {"dest-uuid": "gone", "type": "similar"}, {"dest-uuid": "bb", "type": "uses"}]},
        {"value": "Lead", "uuid": "aa-2", "meta": {"synonyms": ["Pale Lantern", "N/A", "901", "TG-2901 (XYZ)"]}}]}"#;

    #[test]
    fn a_cluster() {
        let import = imported("misp", CLUSTER);
        assert_eq!(
            listed(&import),
            [
                "actor/lead = Lead: Lead, Pale Lantern, TG-2901",
                "actor/tin-heron = Tin Heron: APT 901, Group 9, Pale Lantern"
            ]
        );
        let heron = &import.entities[1];
        assert_eq!(heron.refs, ["misp:aa-1", "attack:G9901"]);
        assert_eq!(heron.similar, ["actor/lead"]);
        assert_eq!(heron.country.as_deref(), Some("ZZ"));
        assert!(heron.aliases[2].ambiguous && import.entities[0].aliases[1].ambiguous);
        assert!(import.entities[0].aliases[0].weak, "an ordinary word");
        let left_out: Vec<_> = import.left_out.iter().map(|l| l.what.as_str()).collect();
        assert_eq!(left_out, ["Operation Marsh", "N/A", "901"]);
    }
}
