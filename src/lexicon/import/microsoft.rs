//! Microsoft's threat actor naming: a JSON array of `Threat actor name` and `Other names`; in older files `New name` and `Previous name`.

use serde::Deserialize;

use super::{Draft, Found, json_error};
use crate::lexicon::entity::Alias;
use crate::lexicon::{DictionaryError, Source};

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "Threat actor name", alias = "New name", alias = "NewName")]
    name: String,
    #[serde(rename = "Previous name", alias = "PreviousName", default)]
    previous: Option<String>,
    #[serde(rename = "Other names", alias = "OtherNames", default)]
    others: Others,
}

/// Names in one string with commas, or in a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Others {
    Text(String),
    List(Vec<String>),
    Nothing(()),
}

impl Default for Others {
    fn default() -> Self {
        Self::Nothing(())
    }
}

pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let text = source.text.trim_start_matches('\u{feff}');
    let rows: Vec<Row> = serde_json::from_str(text).map_err(|e| json_error(source, &e))?;
    Ok(Found {
        drafts: rows.into_iter().map(draft).collect(),
        ..Found::default()
    })
}

fn draft(row: Row) -> Draft {
    let others = match row.others {
        Others::Text(text) => text
            .split([',', ';'])
            .map(|name| name.trim().to_owned())
            .collect(),
        Others::List(list) => list,
        Others::Nothing(()) => Vec::new(),
    };
    let mut draft = Draft::of([row.name]);
    let previous = row.previous.filter(|name| !name.trim().is_empty());
    // Microsoft left its names of chemical elements for those of weather in April 2023.
    draft.names.extend(previous.map(|name| Alias {
        by: Some("Microsoft".to_owned()),
        until: Some("2023-04".to_owned()),
        ..Alias::plain(name.trim())
    }));
    draft.names.extend(Draft::of(others).names);
    draft
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    #[test]
    fn both_forms() {
        let new = r#"[{"Threat actor name": "Slate Drizzle", "Origin/Threat": "Nowhere", "Other names": "GALLIUMITE, TIN HERON, APT901"},
            {"Threat actor name": "Storm-9901", "Origin/Threat": "Nowhere", "Other names": ""}]"#;
        assert_eq!(
            listed(&imported("microsoft", new)),
            [
                "actor/slate-drizzle = Slate Drizzle: GALLIUMITE, TIN HERON, APT901",
                "actor/storm-9901 = Storm-9901: "
            ]
        );
        let old = r#"[{"Previous name": "GALLIUMITE", "New name": "Slate Drizzle", "Origin/Threat": "Nowhere", "Other names": ["Tin Heron"]}]"#;
        let import = imported("microsoft", old);
        assert_eq!(
            listed(&import),
            ["actor/slate-drizzle = Slate Drizzle: GALLIUMITE, Tin Heron"]
        );
        assert_eq!(import.entities[0].aliases[0].until.as_deref(), Some("2023-04"));
    }
}
