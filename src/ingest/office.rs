//! Word processors' documents: DOCX (ECMA-376) and ODT (ISO 26300). The text of the document; what it says of changes, notes and pictures
//! is left out. An export of a news database in such a document is read as such.

use std::io::{BufRead, Read};

use super::draft::Draft;
use super::xml::{Element, Node};
use super::zip_entries::next_entry;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};

/// Reads a document.
#[derive(Debug)]
pub(super) struct Office;

/// The entries that are wanted: the text of either format, and what is said about it.
const TEXTS: [&str; 2] = ["word/document.xml", "content.xml"];
const ABOUT: [&str; 2] = ["docProps/core.xml", "meta.xml"];

impl Reader for Office {
    fn name(&self) -> &'static str {
        "DOCX or ODT document"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let holds = |name: &str| memchr::memmem::find(&head.bytes, name.as_bytes()).is_some();
        let open_document = holds("mimetypeapplication/vnd.oasis.opendocument.text");
        Recognition::from(head.bytes.starts_with(b"PK\x03\x04") && (open_document || holds("word/")))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let read = parts(input.stream, intake.options.limits.article).and_then(|parts| {
            let depth = intake.options.limits.depth;
            let root = Element::parse(&parts.text, depth).map_err(Reason::Xml)?;
            let mut text = String::new();
            add(&root, &mut text);
            let about = parts.about.and_then(|about| Element::parse(&about, depth).ok());
            Ok((text.trim().to_owned(), about))
        });
        match read {
            Ok((text, _)) if text.is_empty() => intake.skip(&input.source, None, &Reason::EmptyText),
            Ok((text, about)) => intake.text_of(&input.source, text, &|draft| said(draft, about.as_ref())),
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

/// What was found in the package.
#[derive(Debug, Default)]
struct Parts {
    text: String,
    about: Option<String>,
}

fn parts(stream: &mut dyn BufRead, limit: u64) -> Result<Parts, Reason> {
    let mut parts = Parts::default();
    while let Some(entry) = next_entry(stream).map_err(|error| Reason::of(&error))? {
        let wanted = TEXTS.contains(&entry.name.as_str()) || ABOUT.contains(&entry.name.as_str());
        let mut content = match entry.content(stream) {
            Ok(content) => content,
            Err(why) if wanted => return Err(Reason::Entry(why)),
            Err(_) => continue,
        };
        if wanted {
            let mut bytes = Vec::new();
            (&mut content)
                .take(limit + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| Reason::of(&error))?;
            if bytes.len() as u64 > limit {
                return Err(Reason::too_large(limit));
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if TEXTS.contains(&entry.name.as_str()) {
                parts.text = text;
            } else {
                parts.about = Some(text);
            }
        }
        content.finish(limit);
    }
    if parts.text.is_empty() {
        Err(Reason::CutShort)
    } else {
        Ok(parts)
    }
}

/// Elements that are a paragraph, and such as are no text: changes taken back, codes of fields, notes, what is drawn.
const PARAGRAPHS: [&str; 2] = ["p", "h"];
const SILENT: [&str; 8] = [
    "del",
    "instrText",
    "delText",
    "annotation",
    "tracked-changes",
    "note",
    "AlternateContent",
    "drawing",
];

/// Adds the text of an element: a paragraph a line, with a blank line between.
fn add(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            Node::Element(inner) if SILENT.contains(&inner.name.as_str()) => {}
            Node::Element(inner) => {
                match inner.name.as_str() {
                    "tab" => text.push('\t'),
                    "br" | "cr" | "line-break" => text.push('\n'),
                    "s" => text.push(' '),
                    _ => add(inner, text),
                }
                if PARAGRAPHS.contains(&inner.name.as_str()) && !text.is_empty() && !text.ends_with("\n\n") {
                    text.push_str("\n\n");
                }
            }
            // In DOCX text stands in `t` alone, in ODT in paragraphs and their parts; between elements it is indentation.
            Node::Text(words) if words.trim().is_empty() && words.contains('\n') => {}
            Node::Text(words) => text.push_str(words),
        }
    }
}

/// Title and author of the document's properties. Its days are those of the file, not of publication.
fn said(draft: &mut Draft, about: Option<&Element>) {
    let words = |name: &str| about?.find(name)?.text();
    draft
        .meta
        .extend(words("creator").map(|author| ("author".to_owned(), author.into())));
    draft
        .meta
        .extend(words("title").map(|title| ("document_title".to_owned(), title.into())));
}
