//! The text of a tree of XML: paragraphs joined by a blank line, white space collapsed, with the spans of marked names.

use serde_json::{Value, json};

use super::xml::{Element, Node};

/// A text and what is marked in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marked {
    /// The text.
    pub(super) text: String,
    /// Marks: kind, bytes, value.
    pub(super) marks: Vec<Mark>,
    /// Whether a space waits for the next word.
    space: bool,
}

/// A marked span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The element's name: `org`.
    kind: String,
    /// First byte and one past the last.
    start: usize,
    end: usize,
    /// What the element says it is: a normal form, a code.
    value: Option<String>,
}

impl Mark {
    /// As an object of meta.
    pub(super) fn to_json(&self) -> Value {
        json!({"kind": self.kind, "byte_start": self.start, "byte_end": self.end, "value": self.value})
    }
}

/// Elements that begin and end a paragraph, in NITF, XHTML and NewsML.
const BLOCKS: [&str; 25] = [
    "p",
    "hl1",
    "hl2",
    "block",
    "div",
    "body",
    "body.content",
    "ul",
    "ol",
    "dl",
    "li",
    "dt",
    "dd",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "bq",
    "pre",
    "section",
];

/// Elements whose text is no part of an article.
const SILENT: [&str; 11] = [
    "media",
    "head",
    "body.head",
    "body.end",
    "script",
    "style",
    "figure",
    "nitf-table-metadata",
    "note",
    "title",
    "figcaption",
];

/// Inline marks of NITF, and the attributes that say what they mean, best first.
const MARKS: [&str; 9] = [
    "org",
    "person",
    "money",
    "num",
    "chron",
    "location",
    "event",
    "object.title",
    "virtloc",
];
const VALUES: [&str; 4] = ["norm", "value", "unit", "code"];

/// The text of an element, without its pictures and heads.
pub(super) fn paragraphs(element: &Element) -> Marked {
    let mut out = Marked::default();
    for node in &element.children {
        out.add(node);
    }
    out
}

impl Marked {
    fn add(&mut self, node: &Node) {
        let element = match node {
            Node::Text(words) => return self.words(words),
            Node::Element(element) => element,
        };
        let name = element.name.as_str();
        if SILENT.contains(&name) {
            return;
        }
        if BLOCKS.contains(&name) {
            self.paragraph();
        }
        if matches!(name, "br" | "td" | "th") {
            self.space = true;
        }
        let before = self.text.len();
        for node in &element.children {
            self.add(node);
        }
        if MARKS.contains(&name) {
            self.mark(element, before);
        }
        if BLOCKS.contains(&name) {
            self.paragraph();
        }
    }

    fn words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else {
                if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(c);
            }
        }
    }

    fn paragraph(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str("\n\n");
        }
    }

    fn mark(&mut self, element: &Element, before: usize) {
        let written = &self.text[before..];
        let start = before + (written.len() - written.trim_start().len());
        let end = before + written.trim_end().len();
        if start < end {
            let value = VALUES.iter().find_map(|name| element.attribute(name));
            self.marks.push(Mark {
                kind: element.name.clone(),
                start,
                end,
                value: value.map(str::to_owned),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_spans_of_the_text() {
        let xml = "<b><p>The <org value='N'>Northwire\n agency</org> paid <money>$5</money>.</p><media><p>no</p></media><p>On <chron norm='20190304'> Monday</chron>.</p></b>";
        let marked = paragraphs(&Element::parse(xml, 20).unwrap());
        assert_eq!(
            marked.text.trim_end(),
            "The Northwire agency paid $5.\n\nOn Monday."
        );
        let shown: Vec<_> = marked
            .marks
            .iter()
            .map(|m| (m.kind.as_str(), &marked.text[m.start..m.end], m.value.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [
                ("org", "Northwire agency", Some("N")),
                ("money", "$5", None),
                ("chron", "Monday", Some("20190304"))
            ]
        );
    }
}
