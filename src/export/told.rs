//! Articles for the tests of formats, written as lines of the contract.

use serde_json::{Value, json};

use crate::model::{Record, Signature};

/// A record of an article with mentions, as [`mention`] makes them.
pub(super) fn record(id: &str, text: &str, mentions: &[Value]) -> Record {
    let line = json!({
        "id": id, "path": "a.txt", "source": "Globe", "title": null, "date": "2017-04-03", "anchor": "metadata", "language": "en",
        "text_sha256": "", "sentences": 1, "mentions": mentions, "claims": [], "signature": Signature::default(), "text": text,
    });
    serde_json::from_value(line).unwrap()
}

/// A mention of the words in a field's text, with the fields of its value.
pub(super) fn mention(text: &str, words: &str, kind: &str, field: &str, value: &Value) -> Value {
    let byte = text.find(words).unwrap();
    let start = text[..byte].chars().count();
    let end = start + words.chars().count();
    let mut line = json!({
        "id": format!("1:{field}:{start}-{end}:{kind}"), "kind": kind, "field": field, "start": start, "end": end,
        "byte_start": byte, "byte_end": byte + words.len(), "text": words, "score": 0.9, "rule": format!("{kind}s/rule"),
    });
    if let (Some(line), Some(value)) = (line.as_object_mut(), value.as_object()) {
        line.extend(value.clone());
    }
    line
}

/// The value of a name.
pub(super) fn name(entity: &str) -> Value {
    json!({"entity": entity, "name": entity, "match": "exact", "candidates": []})
}
