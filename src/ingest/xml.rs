//! XML as a small tree: what feeds, NITF, NewsML and office documents have in common.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) name: String,
    /// Its prefix, empty if it has none.
    pub(super) prefix: String,
    /// Its attributes, names without prefix.
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

/// What may stand in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// Parses a document or a piece of one with a single root. No more than `depth` elements may nest.
    pub(super) fn parse(text: &str, depth: usize) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            match event {
                Event::Start(tag) => {
                    if open.len() > depth {
                        return Err(format!("more than {depth} elements nest"));
                    }
                    open.push(begun(&tag));
                }
                Event::Empty(tag) => put(&mut open, Node::Element(begun(&tag))),
                Event::End(_) => {
                    let Some(element) = open.pop() else { break };
                    put(&mut open, Node::Element(element));
                }
                Event::Text(words) => put(&mut open, Node::Text(words.xml10_content().into_owned())),
                Event::CData(words) => put(&mut open, Node::Text(words.xml10_content().into_owned())),
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().ok().flatten().map(String::from);
                    let text = character.unwrap_or_else(|| named(&name.xml10_content()));
                    put(&mut open, Node::Text(text));
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        if open.len() != 1 {
            return Err("an element is not closed".to_owned());
        }
        let root = open
            .pop()
            .into_iter()
            .flat_map(|document| document.children)
            .find_map(Node::into_element);
        root.ok_or_else(|| "it holds no element".to_owned())
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element of a name at any depth, by place; itself, too.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        if self.name == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// All elements of a name at any depth, by place.
    pub(super) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.all(name, found);
        }
    }

    /// All its text, with single spaces; none if there is none.
    pub(super) fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.add_text(&mut text);
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// All its text as it stands.
    pub(super) fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }
}

impl Node {
    fn into_element(self) -> Option<Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

fn begun(tag: &BytesStart<'_>) -> Element {
    let name = tag.name();
    let whole: &str = name.as_ref();
    let (prefix, name) = whole.split_once(':').unwrap_or(("", whole));
    let attributes = tag.html_attributes().flatten().map(|attribute| {
        let whole: &str = attribute.key.as_ref();
        let name = whole.split_once(':').map_or(whole, |(_, name)| name);
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        (
            name.to_owned(),
            value.map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned),
        )
    });
    Element {
        name: name.to_owned(),
        prefix: prefix.to_owned(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

/// The references of XML, and those of HTML that feeds use without declaring them.
fn named(name: &str) -> String {
    const NAMES: [(&str, &str); 19] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{A0}"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("hellip", "…"),
        ("pound", "£"),
        ("euro", "€"),
        ("eacute", "é"),
        ("uuml", "ü"),
        ("ouml", "ö"),
        ("auml", "ä"),
    ];
    let known = NAMES.iter().find(|(n, _)| *n == name);
    known.map_or_else(|| format!("&{name};"), |(_, text)| (*text).to_owned())
}

/// The encoding that an XML document names in its first line.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding=")?;
    let quote = after.chars().next()?;
    after[1..].split(quote).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees() {
        let root = Element::parse("<?xml version='1.0'?><!-- x --><a:b c='1 &amp; 2'><d>x &#8211; y&nbsp;<![CDATA[<z>]]></d><d/></a:b>", 9).unwrap();
        assert_eq!((root.name.as_str(), root.prefix.as_str()), ("b", "a"));
        assert_eq!(root.attribute("c"), Some("1 & 2"));
        assert_eq!(root.child("d").unwrap().text().unwrap(), "x – y <z>");
        for broken in ["", "text", "<a>", "<a></b>", "<a><b></a>", "<a"] {
            assert!(Element::parse(broken, 9).is_err(), "{broken}");
        }
        assert!(Element::parse(&"<a>".repeat(20), 9).is_err());
    }
}
