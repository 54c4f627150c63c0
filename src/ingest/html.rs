//! Web pages: the main text by readability's rules (`dom_smoothie`), without what stands around it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::Readability;

use super::decode::decode;
use super::draft::Draft;
use super::html_articles::keep_one;
use super::html_metadata::{About, PageWords};
use super::html_text::{depth, text};
use super::html_trim::trimmed;
use super::page_lines::without_page_lines;
use crate::model::Title;

use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};

/// Reads a page.
#[derive(Debug)]
pub(super) struct Html;

/// What a page or a piece of one begins with.
const BEGINNINGS: [&str; 14] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
    "<article",
    "<main",
    "<section",
    "<div",
    "<p>",
    "<p ",
    "<h1",
    "<h2",
];

const EXTENSIONS: [&str; 4] = ["html", "htm", "xhtml", "shtml"];

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let start = behind_prolog(head.start());
        let begins = BEGINNINGS.iter().any(|tag| {
            start
                .get(..tag.len())
                .is_some_and(|s| s.eq_ignore_ascii_case(tag))
        });
        let named = EXTENSIONS.contains(&extension) && start.contains('<') && !head.text.contains('\0');
        Recognition::from(begins || named)
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let page = intake.page(input.stream);
        match page.and_then(|bytes| page_draft(bytes, None, intake)) {
            Ok(draft) => intake.article(&input.source, draft),
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

/// What follows comments and processing instructions: saved pages often begin with one.
fn behind_prolog(mut start: &str) -> &str {
    loop {
        let end = match start {
            _ if start.starts_with("<!--") => "-->",
            _ if start.starts_with("<?") => "?>",
            _ => return start,
        };
        match start.split_once(end) {
            Some((_, rest)) => start = rest.trim_start(),
            None => return start,
        }
    }
}

/// The article of a page. `charset` is what a server says of its encoding.
pub(super) fn page_draft(
    bytes: Vec<u8>,
    charset: Option<&str>,
    intake: &Intake<'_>,
) -> Result<Draft, Reason> {
    let declared = charset.map(str::to_owned).or_else(|| declared_encoding(&bytes));
    let decoded = decode(bytes, declared.as_deref());
    let limit = intake.options.limits.depth;
    let html = trimmed(&decoded.text);
    if depth(&html) > limit {
        return Err(Reason::TooDeep { limit });
    }
    // The parser is not ours: if it gives up on a page, that page is skipped and the run goes on.
    let read = catch_unwind(AssertUnwindSafe(|| page(&html, &intake.page_words)));
    let mut draft = read.map_err(|_| Reason::Unparsable)??;
    draft.note_decoding(&decoded);
    Ok(draft)
}

/// The article of a page.
fn page(html: &str, words: &PageWords) -> Result<Draft, Reason> {
    let mut page = Readability::from(html);
    let About {
        mut draft,
        body,
        is_list,
    } = words.about(&page);
    if is_list {
        return Err(Reason::NoArticle);
    }
    leave_out(&page, words);
    draft.text = match page.parse() {
        Ok(article) => text(&article.content),
        Err(_) => String::new(),
    };
    if draft.text.is_empty() {
        draft.text = fall_back(html, words);
    }
    // A shell that a script fills holds its article as data alone.
    if let Some(body) = body.filter(|body| body.len() > draft.text.len() * SHELL) {
        draft.text = body;
    }
    draft.text = without_page_lines(draft.text, &words.page_line);
    if let Some(Title::Apart(title)) = &draft.title {
        draft.text = without_headline(draft.text, title);
    }
    if draft.text.is_empty() {
        Err(Reason::NoArticle)
    } else {
        Ok(draft)
    }
}

/// How many times as long as the text on the page its JSON-LD's body must be to be taken instead.
const SHELL: usize = 2;

/// Takes out what is no part of an article.
fn leave_out(page: &Readability, words: &PageWords) {
    if let Some(found) = page.doc.try_select(&words.leave_out) {
        found.remove();
    }
    words.named.leave_out(page);
    keep_one(page);
}

/// A text without the headline above it, which is its title.
fn without_headline(text: String, title: &str) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if first == title => rest.to_owned(),
        _ => text,
    }
}

/// The text of a piece of HTML, as feeds and newsletters hold it, all of it; none if there is none.
pub(super) fn fragment(html: &str, intake: &Intake<'_>) -> Option<String> {
    if !html.contains(['<', '&']) {
        return Some(html.trim().to_owned()).filter(|text| !text.is_empty());
    }
    if depth(html) > intake.options.limits.depth {
        return None;
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        let page = Readability::from(html);
        if let Some(found) = page.doc.try_select("script, style, head, [hidden]") {
            found.remove();
        }
        text(&page.doc.html())
    }));
    read.ok().filter(|text| !text.is_empty())
}

/// The text of the first element that usually holds an article and has text here.
fn fall_back(html: &str, words: &PageWords) -> String {
    let page = Readability::from(html);
    leave_out(&page, words);
    let texts = words
        .fall_back
        .iter()
        .filter_map(|selector| page.doc.try_select(selector)?.try_html());
    texts
        .map(|html| text(&html))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// The encoding that a page names in its first bytes: `<meta charset="…">` (HTML5, section 4.2.5.4, wants it in the first 1024).
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', '>', ';', '/'])?;
    Some(label[..end].to_owned())
}
