//! RSS (2.0, 1.0 and before) and Atom (RFC 4287): an article an item; a broken item takes no other along.

use super::decode::decode;
use super::draft::Draft;
use super::html::fragment;
use super::xml::{Element, declared};
use super::xml_text::paragraphs;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::model::Title;

/// Reads item by item.
#[derive(Debug)]
pub(super) struct Feed;

impl Reader for Feed {
    fn name(&self) -> &'static str {
        "RSS or Atom feed"
    }

    /// By the root element.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let root = root_of(&head.text);
        Recognition::from(matches!(root, "rss" | "feed" | "RDF"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let decoded = match intake.whole(input.stream) {
            Ok(bytes) => {
                let declared = declared(&bytes);
                decode(bytes, declared.as_deref())
            }
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let (before, items) = items(&decoded.text);
        let outlet = between(before, "title").and_then(|title| Element::parse(title, 9).ok()?.text());
        let language =
            between(before, "language").and_then(|language| Element::parse(language, 9).ok()?.text());
        if items.is_empty() {
            return intake.skip(&input.source, None, &Reason::NoItems);
        }
        for (number, item) in (1..).zip(items) {
            let place = Some(format!("item {number}"));
            match item.and_then(|item| draft(item, intake)) {
                Ok(mut draft) => {
                    draft.outlet = draft.outlet.or_else(|| outlet.clone());
                    draft.language = draft.language.or_else(|| language.clone());
                    draft.number = Some(number);
                    draft.place = place;
                    if number == 1 {
                        draft.note_decoding(&decoded);
                    }
                    intake.article(&input.source, draft)?;
                }
                Err(reason) => intake.skip(&input.source, place, &reason)?,
            }
        }
        Flow::Continue(())
    }
}

/// The name of the first element, without prefix.
pub(super) fn root_of(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix('<') {
        if !after.starts_with(['?', '!']) {
            let end = after
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_')))
                .unwrap_or(after.len());
            let name = &after[..end];
            return name.split_once(':').map_or(name, |(_, name)| name);
        }
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        let Some((_, behind)) = after.split_once(end) else {
            return "";
        };
        rest = behind.trim_start();
    }
    ""
}

/// What stands before the first item, and the items, each from its first tag to its last; one that another begins in is cut there.
fn items(text: &str) -> (&str, Vec<Result<&str, Reason>>) {
    let tags = [("<item", "</item>"), ("<entry", "</entry>")];
    let opening = |text: &str, tag: &str| {
        let mut from = 0;
        while let Some(at) = text[from..].find(tag) {
            let next = text[from + at + tag.len()..].chars().next();
            if matches!(next, Some('>' | ' ' | '\t' | '\r' | '\n')) {
                return Some(from + at);
            }
            from += at + tag.len();
        }
        None
    };
    let Some((first, (open, close))) = tags
        .into_iter()
        .filter_map(|tag| Some((opening(text, tag.0)?, tag)))
        .min_by_key(|(at, _)| *at)
    else {
        return (text, Vec::new());
    };
    let mut items = Vec::new();
    let mut at = Some(first);
    while let Some(start) = at {
        let rest = &text[start..];
        let next = opening(&rest[open.len()..], open).map(|next| next + open.len());
        let own = &rest[..next.unwrap_or(rest.len())];
        let end = own.find(close).map(|end| end + close.len());
        items.push(end.map(|end| &own[..end]).ok_or(Reason::CutShort));
        at = next.map(|next| start + next);
    }
    (&text[..first], items)
}

/// An element in a piece of XML that need not be whole.
fn between<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let start = text.find(&format!("<{name}"))?;
    let close = format!("</{name}>");
    let end = text[start..].find(&close)?;
    Some(&text[start..start + end + close.len()])
}

/// Prefixes of elements that say something of pictures and sounds, not of the article.
const BESIDE: [&str; 4] = ["media", "itunes", "googleplay", "slash"];

/// Where the text stands, fullest first.
const TEXTS: [&str; 4] = ["encoded", "content", "description", "summary"];

fn draft(item: &str, intake: &Intake<'_>) -> Result<Draft, Reason> {
    let item = Element::parse(item, intake.options.limits.depth).map_err(Reason::Xml)?;
    let named = |name: &str| {
        item.elements()
            .find(|e| e.name == name && !BESIDE.contains(&e.prefix.as_str()))
    };
    let words = |name: &str| named(name).and_then(Element::text);
    let mut draft = Draft {
        title: words("title").map(|title| Title::Apart(fragment(&title, intake).unwrap_or(title))),
        outlet: named("source")
            .and_then(|source| source.child("title").map_or_else(|| source.text(), Element::text)),
        id: words("guid").or_else(|| words("id")),
        language: words("language"),
        ..Draft::default()
    };
    draft.dates = ["pubDate", "published", "date", "issued"]
        .into_iter()
        .filter_map(words)
        .collect();
    let link = words("link").or_else(|| named("link")?.attribute("href").map(str::to_owned));
    let author = named("creator").or_else(|| named("author"));
    let author = author.and_then(|author| author.child("name").unwrap_or(author).text());
    let kept = [
        ("url", link),
        ("author", author),
        ("updated", words("updated").or_else(|| words("modified"))),
    ];
    for (name, value) in kept {
        draft
            .meta
            .extend(value.map(|value| (name.to_owned(), value.into())));
    }
    draft.text = TEXTS
        .into_iter()
        .find_map(|name| text(named(name)?, intake))
        .unwrap_or_default();
    if draft.text.is_empty() {
        Err(Reason::EmptyText)
    } else {
        Ok(draft)
    }
}

/// The text of an element: XHTML as a tree, HTML written as text, or text alone.
fn text(element: &Element, intake: &Intake<'_>) -> Option<String> {
    let text = if element.elements().next().is_some() {
        paragraphs(element).text
    } else {
        let mut words = String::new();
        element.add_text(&mut words);
        fragment(&words, intake)?
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots() {
        assert_eq!(
            root_of("<?xml version='1.0'?>\n<!-- a > b --><rdf:RDF xmlns='x'>"),
            "RDF"
        );
        assert_eq!(root_of("\u{20}<rss version='2.0'>"), "rss");
        assert_eq!(root_of("text <rss>"), "");
        assert_eq!(root_of("<!-- open"), "");
    }

    #[test]
    fn an_item_that_does_not_close_ends_where_the_next_begins() {
        let (before, found) = items("<channel><items/><item>a</item><item>b<item>c</item><item>d");
        assert_eq!(before, "<channel><items/>");
        let shown: Vec<_> = found
            .into_iter()
            .map(|item| item.map_err(|r| r.to_string()))
            .collect();
        let cut = Err(Reason::CutShort.to_string());
        assert_eq!(
            shown,
            [Ok("<item>a</item>"), cut.clone(), Ok("<item>c</item>"), cut]
        );
    }
}
