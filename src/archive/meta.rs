//! Fields of the articles' own that no reader knows: what `meta.x:` finds them by.

use serde_json::Value;
use tantivy::TantivyDocument;

use super::analysis::{key, words};
use super::schema::Fields;
use crate::model::Record;

/// Adds the fields of an article: their names, the words of their values, and each value as a whole.
pub(super) fn describe(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    for (name, value) in &record.meta {
        each_value(&name.to_lowercase(), value, &mut |name, value| {
            document.add_text(fields.meta_name, name);
            document.add_text(fields.meta, whole(name, value));
            for word in words(value, false) {
                document.add_text(fields.meta, term(name, &word.text));
            }
        });
    }
}

/// The term of a word in the values of a field.
pub(super) fn term(name: &str, word: &str) -> String {
    format!("{name}\t{word}")
}

/// The term of a value as a whole.
pub(super) fn whole(name: &str, value: &str) -> String {
    format!("{name}\t={}", key(value))
}

/// Values that are lists are those of their parts; parts of an object have names with a dot: `author.name`.
fn each_value(name: &str, value: &Value, each: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Null => {}
        Value::String(text) => each(name, text),
        Value::Bool(_) | Value::Number(_) => each(name, &value.to_string()),
        Value::Array(parts) => parts.iter().for_each(|part| each_value(name, part, each)),
        Value::Object(parts) => {
            for (part, value) in parts {
                each_value(&format!("{name}.{}", part.to_lowercase()), value, each);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each_value;

    #[test]
    fn lists_and_objects_are_their_parts() {
        let value = serde_json::json!({"tags": ["Sea", 3], "by": {"Name": "Ann", "none": null}});
        let mut found = Vec::new();
        each_value("m", &value, &mut |name, value| {
            found.push(format!("{name}={value}"));
        });
        assert_eq!(found, ["m.by.name=Ann", "m.tags=Sea", "m.tags=3"]);
    }
}
