//! W3C Web Annotation (w3.org/TR/annotation-model) as JSON-LD: one collection whose only page has an annotation for every article and one
//! for every mention, a line each.
//!
//! `TextPositionSelector` counts code points, end exclusive, as the recommendation wants; `TextQuoteSelector` has the words with 32 code
//! points on either side. An article is `urn:uuid:` by its id, its title apart from the text another; where the article names an address,
//! that is `via`. Bodies: the kind (`tagging`), the entity with its name (`identifying`), the value (`describing`). What the export was
//! made from is in the collection: `generator` and `dcterms:provenance`. Only terms of the context w3.org/ns/anno.jsonld are used.

use std::fmt::Write as _;
use std::io::Write as _;

use serde::Serialize;

use super::ids::urn;
use super::labels::value;
use super::target::Output;
use super::tokens::title_apart;
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{Field, MentionLine, Record, ValueLine};

/// The format.
pub(super) const FORM: Form = Form {
    name: "web-annotation",
    about: "mentions as W3C Web Annotations in JSON-LD, with position and quotation",
    place: Place::Stream,
    begin,
};

/// Code points of a quotation's surroundings.
const AROUND: usize = 32;

struct Annotations {
    out: Output,
    with_text: bool,
    total: u64,
}

fn begin(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let mut out = target.into_stream()?;
    let line = provenance.line();
    let head = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: urn("collection", &line),
        sort: "AnnotationCollection",
        label: "Articles and their mentions",
        generator: Generator {
            id: urn("software", &format!("{} {}", provenance.tool, provenance.version)),
            sort: "Software",
            name: format!("{} {}", provenance.tool, provenance.version),
        },
        provenance: &line,
    };
    let page = Page {
        id: urn("page", &line),
        sort: "AnnotationPage",
        part_of: head.id.clone(),
        start: 0,
    };
    // Both objects stay open: items follow as they come, and their number at the end.
    write!(out, "{},\n\"first\":{},\"items\":[", open(&head)?, open(&page)?)?;
    Ok(Box::new(Annotations {
        out,
        with_text: options.with_text,
        total: 0,
    }))
}

/// An object in JSON without its closing bracket.
fn open(object: &impl Serialize) -> Result<String, ExportError> {
    let mut json = serde_json::to_string(object).map_err(std::io::Error::other)?;
    json.pop();
    Ok(json)
}

impl Exporter for Annotations {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let record = article.record;
        let text = self.with_text.then_some(article.text);
        self.item(&Annotation::of_article(record, article.story, text))?;
        let title = title_apart(record, article.text);
        for mention in &record.mentions {
            let within = match mention.field {
                Field::Text => article.text,
                Field::Title => title.unwrap_or_default(),
            };
            self.item(&Annotation::of_mention(record, mention, within))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        writeln!(self.out, "\n]}},\n\"total\":{}}}", self.total)?;
        self.out.finish()
    }
}

impl Annotations {
    fn item(&mut self, annotation: &Annotation<'_>) -> Result<(), ExportError> {
        let json = serde_json::to_string(annotation).map_err(std::io::Error::other)?;
        let between = if self.total == 0 { "\n" } else { ",\n" };
        write!(self.out, "{between}{json}")?;
        self.total += 1;
        Ok(())
    }
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    label: &'static str,
    generator: Generator,
    #[serde(rename = "dcterms:provenance")]
    provenance: &'a str,
}

#[derive(Serialize)]
struct Generator {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Page {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    #[serde(rename = "partOf")]
    part_of: String,
    #[serde(rename = "startIndex")]
    start: u32,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Aim<'a>,
}

/// What is said.
#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    TextualBody {
        purpose: &'static str,
        value: String,
    },
    SpecificResource {
        purpose: &'static str,
        source: Entity<'a>,
    },
}

#[derive(Serialize)]
struct Entity<'a> {
    id: String,
    label: &'a str,
}

/// Of what it is said.
#[derive(Serialize)]
#[serde(untagged)]
enum Aim<'a> {
    Whole(Box<Text<'a>>),
    Part {
        source: String,
        selector: (Selector<'a>, Selector<'a>),
    },
}

#[derive(Serialize)]
struct Text<'a> {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(rename = "dcterms:identifier")]
    identifier: &'a str,
    #[serde(rename = "dcterms:title", skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(rename = "dcterms:publisher", skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "dcterms:issued", skip_serializing_if = "Option::is_none")]
    issued: Option<String>,
    #[serde(rename = "dcterms:isPartOf", skip_serializing_if = "Option::is_none")]
    story: Option<String>,
    #[serde(rename = "schema:sha256")]
    sha256: &'a str,
    #[serde(rename = "schema:text", skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextPositionSelector {
        start: u32,
        end: u32,
    },
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
}

impl<'a> Annotation<'a> {
    /// What an article is, its id as the words that describe it.
    fn of_article(record: &'a Record, story: Option<&str>, text: Option<&'a str>) -> Self {
        let known = |language: &&str| !language.is_empty() && *language != "und";
        let url = record.meta.get("url").and_then(serde_json::Value::as_str);
        let describing = record.title.as_deref().filter(|title| !title.is_empty());
        Self {
            id: urn("annotation", &record.id),
            sort: "Annotation",
            motivation: "describing",
            body: vec![textual("describing", describing.unwrap_or(&record.id).to_owned())],
            target: Aim::Whole(Box::new(Text {
                id: source(record, Field::Text),
                sort: "Text",
                format: "text/plain",
                language: Some(record.language.as_str()).filter(known),
                via: url.filter(|url| url.starts_with("http://") || url.starts_with("https://")),
                identifier: &record.id,
                title: record.title.as_deref(),
                publisher: record.source.as_deref(),
                issued: record.date.map(|date| date.to_string()),
                story: story.map(|story| urn("story", story)),
                sha256: &record.text_sha256,
                words: text,
            })),
        }
    }

    fn of_mention(record: &Record, mention: &'a MentionLine, text: &'a str) -> Self {
        let mut body = vec![textual("tagging", mention.kind.as_str().to_owned())];
        match &mention.value {
            ValueLine::Name(name) if name.entity.is_some() => body.push(Body::SpecificResource {
                purpose: "identifying",
                source: Entity {
                    id: entity_iri(name.entity.as_deref().unwrap_or_default()),
                    label: &name.name,
                },
            }),
            _ => body.push(textual("describing", value(mention))),
        }
        Self {
            id: urn("annotation", &mention.id),
            sort: "Annotation",
            motivation: "tagging",
            body,
            target: Aim::Part {
                source: source(record, mention.field),
                selector: (
                    Selector::TextPositionSelector {
                        start: mention.start,
                        end: mention.end,
                    },
                    quotation(mention, text),
                ),
            },
        }
    }
}

fn textual(purpose: &'static str, value: String) -> Body<'static> {
    Body::TextualBody { purpose, value }
}

/// The IRI of a text of an article.
fn source(record: &Record, field: Field) -> String {
    match field {
        Field::Text => urn("article", &record.id),
        Field::Title => urn("title", &record.id),
    }
}

/// `org/iaaf` as `urn:dateline:org/iaaf`, with anything that an IRI forbids escaped.
fn entity_iri(entity: &str) -> String {
    let mut iri = String::from("urn:dateline:");
    for c in entity.chars() {
        if c.is_alphanumeric() || "-._~/:".contains(c) {
            iri.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

fn quotation<'a>(mention: &'a MentionLine, text: &'a str) -> Selector<'a> {
    let before = text.get(..mention.byte_start as usize).unwrap_or_default();
    let after = text.get(mention.byte_end as usize..).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Selector::TextQuoteSelector {
        exact: &mention.text,
        prefix: &before[from..],
        suffix: &after[..to],
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn a_mention_is_found_by_place_and_by_words() {
        let text = "é: the WADA said";
        let record = record(
            "1",
            text,
            &[mention(text, "WADA", "organisation", "text", &name("org/wada"))],
        );
        let told = serde_json::to_value(Annotation::of_mention(&record, &record.mentions[0], text)).unwrap();
        assert_eq!(
            told["target"]["selector"][0],
            serde_json::json!({"type": "TextPositionSelector", "start": 7, "end": 11})
        );
        assert_eq!(
            told["target"]["selector"][1],
            serde_json::json!({"type": "TextQuoteSelector", "exact": "WADA", "prefix": "é: the ", "suffix": " said"})
        );
        assert_eq!(told["body"][1]["source"]["id"], "urn:dateline:org/wada");
    }

    #[test]
    fn an_iri_holds_no_blank() {
        assert_eq!(entity_iri("org/~a b<é"), "urn:dateline:org/~a%20b%3Cé");
    }
}
