//! JSON-LD of a page: the object that is the article, and what others in it are called.

use std::collections::BTreeMap;

use dom_smoothie::Readability;
use serde_json::{Map, Value};

use super::html_metadata::{PageWords, filled};
use super::html_text::text;

/// What the linked data of a page says.
#[derive(Debug, Default)]
pub(super) struct Linked {
    article: Option<Map<String, Value>>,
    is_list: bool,
    /// Names by `@id`: an author or publisher is often only referred to.
    named: BTreeMap<String, String>,
}

impl Linked {
    /// Of all scripts of a page.
    pub(super) fn of(page: &Readability, words: &PageWords) -> Self {
        let mut linked = Self::default();
        if let Some(scripts) = page.doc.try_select("script[type*='ld+json']") {
            for script in &scripts {
                if let Some(value) = parsed(&script.text()) {
                    linked.take(value, words);
                }
            }
        }
        linked
    }

    /// Names or words of a field of the article.
    pub(super) fn names(&self, field: &str) -> Option<String> {
        self.names_of(self.article.as_ref()?.get(field)?)
    }

    /// The text of the article.
    pub(super) fn body(&self) -> Option<String> {
        let body = self.article.as_ref()?.get("articleBody")?.as_str()?;
        let body = if body.contains("</") {
            text(body)
        } else {
            meant(body)
        };
        Some(body.trim().to_owned()).filter(|body| !body.is_empty())
    }

    /// Whether the page says that it is a list, and of no article.
    pub(super) fn is_list(&self) -> bool {
        self.is_list && self.article.is_none()
    }

    /// Objects at the top, in a list, in a graph; the first article among them counts.
    fn take(&mut self, value: Value, words: &PageWords) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.into_iter().rev()),
                Value::Object(mut object) => {
                    let name = object.get("name").and_then(|name| self.names_of(name));
                    if let (Some(id), Some(name)) = (object.get("@id").and_then(Value::as_str), name) {
                        self.named.entry(id.to_owned()).or_insert(name);
                    }
                    open.extend(
                        ["mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| object.remove(*key)),
                    );
                    let types = object.get("@type").map(types).unwrap_or_default();
                    self.is_list |= types.iter().any(|kind| words.is_list(kind));
                    if self.article.is_none() && types.iter().any(|kind| words.is_article(kind)) {
                        self.article = Some(object);
                    }
                }
                _ => {}
            }
        }
    }

    /// A string, the name of an object or of what it refers to, or the names of a list of these.
    fn names_of(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => filled(&meant(text)),
            Value::Object(object) => object
                .get("name")
                .and_then(|name| self.names_of(name))
                .or_else(|| self.named.get(object.get("@id")?.as_str()?).cloned()),
            Value::Array(list) => {
                let names = list.iter().filter(|part| !part.is_array());
                let names: Vec<String> = names.filter_map(|part| self.names_of(part)).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            _ => None,
        }
    }
}

/// Types without the address of their vocabulary: `https://schema.org/Article`, `schema:Article`.
fn types(value: &Value) -> Vec<&str> {
    let bare = |kind: &'_ str| -> usize { kind.rfind(['/', ':', '#']).map_or(0, |at| at + 1) };
    let list = match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect::<Vec<_>>(),
    };
    list.into_iter().map(|kind| &kind[bare(kind)..]).collect()
}

/// JSON as pages hold it: in CDATA, with raw line ends in strings, a semicolon behind it or a comma before a bracket. `None` for what is none.
fn parsed(written: &str) -> Option<Value> {
    // Raw line ends inside strings are common and no JSON; as white space they do no harm anywhere.
    let json: String = written
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let start = json.find(['{', '['])?;
    // `<![CDATA[` has brackets of its own.
    let start = json.find("<![CDATA[").map_or(start, |at| {
        json[at + 9..]
            .find(['{', '['])
            .map_or(start, |next| at + 9 + next)
    });
    let end = json.rfind("]]>").unwrap_or(json.len());
    let json = json.get(start..end)?;
    let json = &json[..=json.rfind(['}', ']'])?];
    serde_json::from_str(json)
        .or_else(|_| serde_json::from_str(&without_stray_commas(json)))
        .ok()
}

/// JSON without commas before a closing bracket.
fn without_stray_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '}' | ']' if !quoted => {
                let length = out.trim_end().len();
                if out[..length].ends_with(',') {
                    out.truncate(length - 1);
                }
            }
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// A string with its character references resolved, which some systems write into JSON.
fn meant(text: &str) -> String {
    if text.contains('&') && text.contains(';') {
        Readability::from(text).doc.text().to_string()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_as_pages_hold_it() {
        for written in [
            r#"{"a":"b,}"}"#,
            r#" {"a":"b,}",} ; "#,
            "/*<![CDATA[*/ {\"a\":\"b,}\"} /*]]>*/",
            "<![CDATA[{\"a\":\"b,}\", }]]>",
        ] {
            let value = parsed(written);
            assert_eq!(value, Some(serde_json::json!({"a": "b,}"})), "{written}");
        }
        assert_eq!(parsed("no json"), None);
    }

    #[test]
    fn types_have_no_address() {
        let value = serde_json::json!(["http://schema.org/Article", "schema:Report", "Thing"]);
        assert_eq!(types(&value), ["Article", "Report", "Thing"]);
    }
}
