//! Patterns of spaCy's EntityRuler: JSON Lines of `label`, `pattern` (a phrase, or a list of token descriptions) and `id`.
//!
//! A token description that asks for its letters (`ORTH`, `TEXT`) or its lower case (`LOWER`) is a name; one that asks for anything else is
//! a rule and not a name, and is left out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Draft, Found, LeftOut};
use crate::lexicon::entity::{Alias, CaseRule};
use crate::lexicon::{DictionaryError, Source};

#[derive(Deserialize)]
struct Line {
    label: String,
    pattern: Pattern,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Pattern {
    Phrase(String),
    Tokens(Vec<Map<String, Value>>),
}

pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let mut found = Found::default();
    let mut by_id: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut at = 0;
    for text in source.text.split_inclusive('\n') {
        if !text.trim().is_empty() {
            let line: Line =
                serde_json::from_str(text).map_err(|e| DictionaryError::at(source, at, e.to_string()))?;
            add(line, &mut found, &mut by_id);
        }
        at += text.len();
    }
    Ok(found)
}

fn add(line: Line, found: &mut Found, by_id: &mut BTreeMap<(String, String), usize>) {
    let name = match line.pattern {
        Pattern::Phrase(phrase) => Alias {
            case: CaseRule::Exact,
            ..Alias::plain(phrase.trim())
        },
        Pattern::Tokens(tokens) => match name(&tokens) {
            Some(name) => name,
            None => {
                return found.left_out.push(LeftOut {
                    what: serde_json::to_string(&tokens).unwrap_or_default(),
                    why: "a rule over tokens and not a name",
                });
            }
        },
    };
    let draft = Draft {
        kind: kind(&line.label),
        id: line.id.clone(),
        names: vec![name],
        ..Draft::default()
    };
    let Some(id) = line.id else {
        return found.drafts.push(draft);
    };
    let known = *by_id.entry((line.label, id)).or_insert(found.drafts.len());
    match found.drafts.get_mut(known) {
        Some(known) => known.names.extend(draft.names),
        None => found.drafts.push(draft),
    }
}

/// The name that token descriptions spell: exact where every word gives its letters.
fn name(tokens: &[Map<String, Value>]) -> Option<Alias> {
    let mut words = Vec::new();
    let mut case = CaseRule::Exact;
    for token in tokens {
        let (key, value) = token.iter().next().filter(|_| token.len() == 1)?;
        match key.to_ascii_uppercase().as_str() {
            "ORTH" | "TEXT" => {}
            "LOWER" => case = CaseRule::Ignore,
            _ => return None,
        }
        words.push(value.as_str()?);
    }
    (!words.is_empty()).then(|| Alias {
        case,
        ..Alias::plain(joined(&words))
    })
}

/// Tokens as they would be written: spaCy cuts at hyphens and apostrophes, which have no blanks around them.
fn joined(words: &[&str]) -> String {
    let mut text = String::new();
    let mut glued = true;
    for word in words {
        let mark = ["-", "–", "/", "'", "’"].contains(word);
        if !glued && !mark && !word.starts_with(['\'', '’']) && *word != "," && *word != "." {
            text.push(' ');
        }
        text.push_str(word);
        glued = mark;
    }
    text
}

/// The type of a label of spaCy's English models.
fn kind(label: &str) -> Option<&'static str> {
    match label.to_ascii_uppercase().as_str() {
        "ORG" | "ORGANIZATION" | "ORGANISATION" | "COMPANY" => Some("organisation"),
        "PERSON" | "PER" => Some("person"),
        "GPE" | "LOC" | "LOCATION" | "FAC" | "PLACE" => Some("place"),
        "ACTOR" | "THREAT_ACTOR" | "THREAT-ACTOR" => Some("actor"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};
    use crate::lexicon::CaseRule;

    #[test]
    fn phrases_and_tokens() {
        let text = concat!(
            "{\"label\": \"ORG\", \"pattern\": \"Quay Board\", \"id\": \"quay-board\"}\n",
            "{\"label\": \"ORG\", \"pattern\": [{\"LOWER\": \"the\"}, {\"LOWER\": \"quay\"}, {\"ORTH\": \"-\"}, {\"LOWER\": \"men\"}], \"id\": \"quay-board\"}\n\n",
            "{\"label\": \"GPE\", \"pattern\": [{\"TEXT\": \"Orrin\"}]}\n",
            "{\"label\": \"ORG\", \"pattern\": [{\"LOWER\": {\"REGEX\": \"bo(a)?rd\"}}]}\n",
            "{\"label\": \"ORG\", \"pattern\": [{\"TEXT\": \"Quay\"}, {\"IS_TITLE\": true, \"OP\": \"+\"}]}\n",
        );
        let import = imported("spacy", text);
        assert_eq!(
            listed(&import),
            [
                "org/quay-board = Quay Board: Quay Board, the quay-men",
                "place/orrin = Orrin: Orrin"
            ]
        );
        let cases: Vec<_> = import.entities[0].aliases.iter().map(|a| a.case).collect();
        assert_eq!(cases, [CaseRule::Exact, CaseRule::Ignore]);
        assert_eq!(import.left_out.len(), 2);
    }
}
