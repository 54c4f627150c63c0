//! JSON Lines of spaCy's own form of a document (spacy.io/api/doc#to_json): each line is read by `Doc(vocab).from_json(json.loads(line))`.
//!
//! Offsets count code points, as Python does. `ents` may not overlap: the longest mentions are there, all of them in the span group `sc`
//! (the one that `spancat` and displaCy look for), each with what it means as `kb_id`: an entity, TIMEX3's value, an interval. What the article
//! is and what the export was made from is in `meta`, which `from_json` steps over, as Prodigy's lines have it: custom attributes (`_`) fail
//! there unless they are registered first. A title apart from the text is a document of its own, whose `meta.field` is `title`.

use std::io::Write as _;

use serde::Serialize;

use super::labels::{apart, label, value};
use super::target::Output;
use super::tokens::{Token, Tokeniser, title_apart, tokens};
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{CodePoints, Field, MentionLine};

/// The format.
pub(super) const FORM: Form = Form {
    name: "spacy",
    about: "JSON Lines of documents with entities and spans, for spaCy's Doc.from_json",
    place: Place::Stream,
    begin,
};

struct Spacy {
    out: Output,
    tokeniser: Tokeniser,
    made_by: String,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(Box::new(Spacy {
        out: target.into_stream()?,
        tokeniser: Tokeniser::new()?,
        made_by: provenance.line(),
    }))
}

impl Exporter for Spacy {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        if let Some(title) = title_apart(article.record, article.text) {
            self.document(article, Field::Title, title)?;
        }
        self.document(article, Field::Text, article.text)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.out.finish()
    }
}

impl Spacy {
    fn document(&mut self, article: &ToldArticle<'_>, field: Field, text: &str) -> Result<(), ExportError> {
        let mut mentions: Vec<&MentionLine> = article
            .record
            .mentions
            .iter()
            .filter(|mention| mention.field == field)
            .collect();
        let tokens = tokens(text, &self.tokeniser.split(text), mentions.iter().copied());
        mentions.retain(|mention| is_shown(&tokens, mention));
        let points = CodePoints::new(text);
        let tiles = tiles(text, &tokens, &points);
        let document = Document {
            text,
            ents: apart(mentions.iter().copied())
                .into_iter()
                .map(Span::new)
                .collect(),
            spans: Groups {
                sc: mentions.iter().copied().map(Span::new).collect(),
            },
            sents: sentences(&tokens, &tiles, &points),
            tokens: tiles,
            meta: About::new(article, field, &self.made_by),
        };
        let line = serde_json::to_string(&document).map_err(std::io::Error::other)?;
        writeln!(self.out, "{line}")?;
        Ok(())
    }
}

/// Whether a mention begins with a token and ends with one, as all do but those at something that is not seen.
fn is_shown(tokens: &[Token], mention: &MentionLine) -> bool {
    let begins = tokens.binary_search_by_key(&mention.byte_start, |token| token.start);
    let ends = tokens.binary_search_by_key(&mention.byte_end, |token| token.end);
    begins.is_ok() && ends.is_ok()
}

/// A document as spaCy reads it; the fields in the order in which spaCy writes them.
#[derive(Serialize)]
struct Document<'a> {
    text: &'a str,
    ents: Vec<Span>,
    spans: Groups,
    sents: Vec<Stretch>,
    tokens: Vec<Tile>,
    meta: About<'a>,
}

#[derive(Serialize)]
struct Groups {
    sc: Vec<Span>,
}

#[derive(Serialize)]
struct Span {
    start: u32,
    end: u32,
    label: std::borrow::Cow<'static, str>,
    kb_id: String,
}

impl Span {
    fn new(mention: &MentionLine) -> Self {
        Self {
            start: mention.start,
            end: mention.end,
            label: label(mention),
            kb_id: value(mention),
        }
    }
}

#[derive(Serialize)]
struct Stretch {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Tile {
    id: u32,
    start: u32,
    end: u32,
}

/// What the document is.
#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<&'a str>,
    text_sha256: &'a str,
    made_by: &'a str,
}

impl<'a> About<'a> {
    fn new(article: &ToldArticle<'a>, field: Field, made_by: &'a str) -> Self {
        let record = article.record;
        Self {
            id: &record.id,
            field: field.as_str(),
            source: record.source.as_deref(),
            title: record.title.as_deref(),
            date: record.date.map(|date| date.to_string()),
            story: article.story,
            text_sha256: &record.text_sha256,
            made_by,
        }
    }
}

/// Sentences that cover the tiles, as spaCy's do: blanks between two belong to the first.
fn sentences(tokens: &[Token], tiles: &[Tile], points: &CodePoints) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut rest = tiles;
    let starts = tokens.chunk_by(|a, b| a.sentence == b.sentence);
    let mut starts = starts
        .filter_map(|sentence| Some(points.at(sentence.first()?.start)))
        .skip(1);
    while !rest.is_empty() {
        let next = starts.next().unwrap_or(u32::MAX);
        let (sentence, after) = rest.split_at(rest.partition_point(|tile| tile.start < next));
        if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
            out.push(Stretch {
                start: first.start,
                end: last.end,
            });
        }
        rest = after;
    }
    out
}

/// Tokens that cover the text as spaCy's do: a single space after a token belongs to it, anything else between tokens is one of its own.
fn tiles(text: &str, tokens: &[Token], points: &CodePoints) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = Vec::with_capacity(tokens.len() + 16);
    let mut push = |start: u32, end: u32| {
        if start < end {
            tiles.push(Tile {
                id: tiles.len() as u32,
                start: points.at(start),
                end: points.at(end),
            });
        }
    };
    let mut at = 0;
    for token in tokens {
        push(after_space(text, at), token.start);
        push(token.start, token.end);
        at = token.end;
    }
    push(after_space(text, at), text.len() as u32);
    tiles
}

/// `at`, or behind the space that stands there after a token.
fn after_space(text: &str, at: u32) -> u32 {
    let follows = at > 0 && text.as_bytes().get(at as usize) == Some(&b' ');
    at + u32::from(follows)
}

#[cfg(test)]
mod tests {
    use super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn tokens_cover_the_text_but_for_single_spaces() {
        let text = " a  b\n\nc é ";
        let split = Tokeniser::new().unwrap().split(text);
        let tokens = tokens(text, &split, std::iter::empty());
        let points = CodePoints::new(text);
        let told: Vec<(u32, u32)> = tiles(text, &tokens, &points)
            .iter()
            .map(|t| (t.start, t.end))
            .collect();
        assert_eq!(told, [(0, 1), (1, 2), (3, 4), (4, 5), (5, 7), (7, 8), (9, 10)]);
        let sentences = sentences(&tokens, &tiles(text, &tokens, &points), &points);
        assert_eq!(sentences.first().map(|sentence| sentence.start), Some(0));
        assert_eq!(sentences.last().map(|sentence| sentence.end), Some(10));
    }

    #[test]
    fn overlapping_mentions_are_all_in_the_group() {
        let text = "Bank of England";
        let record = record(
            "1",
            text,
            &[
                mention(text, "Bank of England", "organisation", "text", &name("org/boe")),
                mention(text, "England", "place", "text", &name("place/england")),
            ],
        );
        let ents = apart(record.mentions.iter());
        assert_eq!(ents.len(), 1);
        let split = Tokeniser::new().unwrap().split(text);
        let tokens = tokens(text, &split, record.mentions.iter());
        assert!(record.mentions.iter().all(|mention| is_shown(&tokens, mention)));
    }
}
