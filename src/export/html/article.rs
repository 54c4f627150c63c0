//! An article: its head, its text with mentions and claims marked, and an index of who, when and how many.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cited::Citation;
use super::marks::{Mark, Pen};
use super::markup::Markup;
use super::{anchor, wording};
use crate::export::ToldArticle;
use crate::model::{ClaimSpan, Field, Record};
use crate::split::is_hard_wrapped;

/// The places of an article that facts cite.
type Citations = BTreeMap<ClaimSpan, Vec<Citation>>;

/// Writes an article.
pub(super) fn write(told: &ToldArticle<'_>, cited: &Citations, html: &mut Markup) {
    let record = told.record;
    html.raw("<article class=\"report\" id=\"")
        .text(&anchor::article(&record.id));
    html.raw("\" data-outlet=\"")
        .text(outlet(record))
        .raw("\">\n<h3>");
    title(record, cited, html);
    html.raw("</h3>\n");
    byline(told, html);
    html.raw("<div class=\"columns\">\n<div class=\"text\" lang=\"")
        .text(&record.language)
        .raw("\">\n");
    text(told, cited, html);
    html.raw("</div>\n");
    index(record, html);
    html.raw("</div>\n</article>\n");
}

/// The outlet of an article, or its id where it has none.
fn outlet(record: &Record) -> &str {
    record.source.as_deref().unwrap_or(&record.id)
}

/// The title with its own mentions marked; a title that is a line of the text has its mentions there.
fn title(record: &Record, cited: &Citations, html: &mut Markup) {
    let Some(title) = &record.title else {
        html.text(&record.id);
        return;
    };
    let mut pen = Pen::new(title, marks(record, Field::Title, cited));
    html.raw("<bdi>");
    pen.block(&(0..title.len()), html);
    html.raw("</bdi>");
}

fn byline(told: &ToldArticle<'_>, html: &mut Markup) {
    let record = told.record;
    html.raw("<p class=\"byline\"><b>")
        .text(outlet(record))
        .raw("</b>");
    if let Some(day) = record.date {
        html.raw(" · ").day(day);
    } else {
        html.raw(" · no date");
    }
    if let Some(story) = told.story {
        html.raw(" · <a href=\"#")
            .text(&anchor::story(story))
            .raw("\">its story</a>");
    }
    html.raw(" · <span class=\"path\">")
        .text(&record.path)
        .raw("</span></p>\n");
}

fn text(told: &ToldArticle<'_>, cited: &Citations, html: &mut Markup) {
    let text = told.text;
    let mut pen = Pen::new(text, marks(told.record, Field::Text, cited));
    let body = told.record.byte_body_start as usize;
    // A title that is a line of the text stands above already.
    let title = told.record.title.as_deref();
    for block in blocks(text) {
        let is_title = text.get(block.clone()).map(str::trim) == title;
        html.raw(if block.end <= body || is_title {
            "<p class=\"head\">"
        } else {
            "<p>"
        });
        pen.block(&block, html);
        html.raw("</p>\n");
    }
}

/// The paragraphs of a text: a line each, or what blank lines part where lines are wrapped at a fixed width.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let wrapped = is_hard_wrapped(text);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut joins) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        match blocks.last_mut() {
            _ if end == at => joins = false,
            Some(last) if joins => last.end = end,
            _ => {
                blocks.push(at..end);
                joins = wrapped;
            }
        }
        at += line.len();
    }
    blocks
}

/// Mentions of a field, and what facts cite of it. Where there are no facts the article's claims themselves stand for them.
fn marks<'a>(record: &'a Record, field: Field, cited: &'a Citations) -> Vec<Mark<'a>> {
    let mentions = record.mentions.iter().filter(|mention| mention.field == field);
    let mut marks: Vec<Mark> = mentions
        .map(|mention| Mark {
            range: mention.byte_start as usize..mention.byte_end as usize,
            kind: Some(wording::kind_class(mention.kind.as_str())),
            tip: format!("{}: {}", mention.kind, wording::value(mention)),
            cited: None,
        })
        .collect();
    let range = |span: &ClaimSpan| span.byte_start as usize..span.byte_end as usize;
    marks.extend(
        cited
            .iter()
            .filter(|(span, _)| span.field == field)
            .map(|(span, citations)| Mark {
                range: range(span),
                kind: None,
                tip: citations
                    .iter()
                    .map(|citation| citation.says.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
                cited: Some((anchor::place(&record.id, span), citations)),
            }),
    );
    if cited.is_empty() {
        let claims = record.claims.iter().filter(|claim| claim.span.field == field);
        marks.extend(claims.map(|claim| Mark {
            range: range(&claim.span),
            kind: None,
            tip: format!("claim: {claim}"),
            cited: None,
        }));
    }
    marks
}

/// Each value once by kind, with how often it is mentioned: what marks tell, for those who do not point at them.
fn index(record: &Record, html: &mut Markup) {
    let mut kinds: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for mention in &record.mentions {
        let values = kinds.entry(mention.kind.as_str()).or_default();
        *values.entry(wording::value(mention)).or_default() += 1;
    }
    if kinds.is_empty() {
        return;
    }
    html.raw("<details class=\"index\" open><summary>Who, when, how many</summary>\n<dl>\n");
    for (kind, values) in kinds {
        html.raw("<dt><span class=\"")
            .raw(wording::kind_class(kind))
            .raw("\">")
            .text(kind);
        html.raw("</span></dt>\n");
        for (value, times) in values {
            html.raw("<dd>").text(&value);
            if times > 1 {
                html.raw(" <span class=\"times\">×").number(times).raw("</span>");
            }
            html.raw("</dd>\n");
        }
    }
    html.raw("</dl>\n</details>\n");
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn a_line_is_a_paragraph_unless_lines_are_wrapped() {
        assert_eq!(blocks("One.\nTwo.\r\n\n Three."), [0..4, 5..9, 12..19]);
        assert!(blocks("\n \n").is_empty());
        let line = "The harbour master said on Tuesday that the vessel had been towed\n";
        let wrapped = format!("{}\n{line}", line.repeat(6));
        assert_eq!(
            blocks(&wrapped),
            [0..line.len() * 6 - 1, line.len() * 6 + 1..wrapped.len() - 1]
        );
    }
}
