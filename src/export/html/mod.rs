//! One page that needs nothing but a browser: facts with their positions side by side, conflicts first, and the articles with their mentions
//! marked. It asks for no other file and no network, and reads without its script too, which only filters, shows tooltips and changes colours.
//!
//! * Nothing in an article can act: every text passes through [`markup::Markup::text`], and a Content-Security-Policy (CSP level 3) allows
//!   one script and one style sheet by their SHA-256, nothing else, no address, no inline handler.
//! * Places are addresses: `#a:ARTICLE:text:216-259` counts code points of the text, as the contract of lines does. So a quote leads to its words.
//! * Mentions of a title are marked in the heading; where a title is a line of the text (text files), in that line.
//! * Stories stream past, then articles. The overview is known last and read first: it stands at the end of the file in a slot of its
//!   own, and a declarative shadow root (WHATWG HTML, 13.2.6.4.4) puts it in front, for eyes, tab key and screen reader alike. A
//!   browser older than that (Chrome 111, Firefox 123, Safari 16.4) shows it at the end. What is held until then: a line a story, a line a
//!   conflict, and which words facts cite.

mod anchor;
mod article;
mod cited;
mod fact;
mod filters;
mod marks;
mod markup;
mod overview;
mod story;
mod timeline;
mod wording;

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::cited::Cited;
use self::markup::Markup;
use self::overview::Overview;
use super::{
    ExportError, Exporter, Form, Options, Output, Place, Provenance, Target, ToldArticle, ToldStory,
};

/// The format.
pub(super) const FORM: Form = Form {
    name: "html",
    about: "one page for any browser: facts side by side, articles with mentions marked, filters; works offline",
    place: Place::Stream,
    begin,
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page under way.
struct Page {
    out: Output,
    provenance: Provenance,
    part: Part,
    html: Markup,
    overview: Overview,
    cited: Cited,
}

/// The part of the page that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Nothing,
    Stories,
    Articles,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(Box::new(Page {
        out: target.into_stream()?,
        provenance: provenance.clone(),
        part: Part::Nothing,
        html: Markup::default(),
        overview: Overview::default(),
        cited: Cited::default(),
    }))
}

impl Exporter for Page {
    fn story(&mut self, told: &ToldStory<'_>) -> Result<(), ExportError> {
        if self.part == Part::Nothing {
            self.begin(Some(told), &["overview", "facts", "articles"]);
            self.html
                .raw("<section id=\"facts\">\n<h2>Stories and their facts</h2>\n");
            self.part = Part::Stories;
        }
        self.overview.story(told);
        self.cited.add(told);
        story::write(told, &mut self.html);
        self.flush()
    }

    fn article(&mut self, told: &ToldArticle<'_>) -> Result<(), ExportError> {
        match self.part {
            Part::Nothing => self.begin(None, &["overview", "articles"]),
            Part::Stories => _ = self.html.raw("</section>\n"),
            Part::Articles => {}
        }
        if self.part != Part::Articles {
            self.html.raw("<section id=\"articles\">\n<h2>Articles</h2>\n");
            self.part = Part::Articles;
        }
        self.overview.article(told.record);
        article::write(told, &self.cited.of(&told.record.id), &mut self.html);
        self.flush()
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.part == Part::Nothing {
            self.begin(None, &["overview"]);
        } else {
            self.html.raw("</section>\n");
        }
        self.overview.write(&mut self.html);
        foot(&self.provenance, &mut self.html);
        self.flush()?;
        self.out.finish()
    }
}

impl Page {
    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.write_all(self.html.take().as_bytes())?)
    }

    /// Writes everything before the first story or article, with links to the parts that will come.
    fn begin(&mut self, first: Option<&ToldStory<'_>>, parts: &[&'static str]) {
        let title = self.title(first);
        head(&self.provenance, &title, parts, &mut self.html);
    }

    /// What the page is called: the story, where one story was asked for; else the query.
    fn title(&self, first: Option<&ToldStory<'_>>) -> String {
        match (&self.provenance.query, first) {
            (Some(query), Some(told)) if query.trim() == format!("story:{}", told.story.story) => {
                story::title(told)
            }
            (Some(query), _) => format!("Reports on {query}"),
            (None, Some(_)) => "Reports compared".to_owned(),
            (None, None) => "Reports".to_owned(),
        }
    }
}

/// Head and header of the page.
fn head(provenance: &Provenance, title: &str, parts: &[&'static str], html: &mut Markup) {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .text(&policy())
        .raw("\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"generator\" content=\"")
        .text(&provenance.tool)
        .raw(" ")
        .text(&provenance.version);
    html.raw("\">\n<title>")
        .text(title)
        .raw(" · dateline</title>\n<style>")
        .raw(STYLE)
        .raw("</style>\n<script>");
    html.raw(SCRIPT)
        .raw("</script>\n</head>\n<body>\n<nav class=\"skip\" aria-label=\"Parts of the page\">");
    for &part in parts {
        html.raw("<a href=\"#")
            .raw(part)
            .raw("\">Go to the ")
            .raw(part)
            .raw("</a> ");
    }
    html.raw("</nav>\n<header>\n<p class=\"made\">dateline · what differing reports agree on</p>\n<h1><bdi>");
    html.text(title).raw(
        "</bdi></h1>\n<button type=\"button\" id=\"theme\" hidden>Colours: system</button>\n</header>\n",
    );
    html.raw(
        "<main>\n<template shadowrootmode=\"open\"><slot name=\"filters\"></slot><slot name=\"overview\"></slot><slot></slot></template>\n",
    );
}

/// What the browser may run and load: the script and the style of this program, known by their digests.
fn policy() -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        digest(SCRIPT),
        digest(STYLE)
    )
}

/// Where the page comes from, and the end.
fn foot(provenance: &Provenance, html: &mut Markup) {
    html.raw("</main>\n<footer>\n<h2>Where this page comes from</h2>\n<dl id=\"provenance\">\n");
    let mut line = |name: &str, value: &str| {
        html.raw("<dt>")
            .text(name)
            .raw("</dt><dd>")
            .text(value)
            .raw("</dd>\n");
    };
    line("tool", &provenance.tool);
    line("version", &provenance.version);
    line("format", &provenance.format);
    if let Some(query) = &provenance.query {
        line("query", query);
    }
    for (name, setting) in &provenance.settings {
        line(&format!("setting {name}"), setting);
    }
    for (of, digest) in &provenance.digests {
        line(&format!("digest of {of}"), digest);
    }
    html.raw("</dl>\n</footer>\n</body>\n</html>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_stand_in_the_page_as_they_are() {
        // An element of raw text ends at its end tag; a comment's beginning changes how a script is read.
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"));
        }
        assert_eq!(policy().matches("sha256-").count(), 2);
        assert!(!policy().contains("unsafe"));
    }

    /// What `extract` hands on: an article without a story.
    const RECORD: &str = r#"{"id":"a 1","path":"in.jsonl","source":"<b>Post</b>","title":"A & B","date":"2020-03-03","anchor":"metadata",
        "language":"en","text_sha256":"","sentences":1,"mentions":[],"claims":[],"signature":{"terms":""}}"#;

    #[test]
    fn articles_alone_make_a_page() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        let target = Target::Path(path.clone());
        let mut page = begin(target, &Provenance::default(), Options::default()).unwrap();
        let record = serde_json::from_str(RECORD).unwrap();
        let told = ToldArticle {
            record: &record,
            text: "One <i>line</i>.\n",
            story: None,
        };
        page.article(&told).unwrap();
        page.finish().unwrap();
        let html = std::fs::read_to_string(path).unwrap();
        for part in [
            "<title>Reports · dateline</title>",
            "<article class=\"report\" id=\"a:a.201\" data-outlet=\"&lt;b&gt;Post&lt;/b&gt;\">",
            "<h3><bdi>A &amp; B</bdi></h3>",
            "<p>One &lt;i&gt;line&lt;/i&gt;.</p>",
            "1 article of 1 outlet</p>",
        ] {
            assert!(html.contains(part), "{part} is not in\n{html}");
        }
        assert!(!html.contains("id=\"facts\"") && !html.contains("href=\"#facts\""));
        assert!(html.ends_with("</html>\n"));
    }
}
