//! NewsML-G2 (IPTC): news items, alone or in a message, with NITF, XHTML or plain text inside.

use super::decode::decode;
use super::draft::Draft;
use super::feed::root_of;
use super::html::fragment;
use super::nitf;
use super::xml::{Element, declared};
use super::xml_text::paragraphs;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::model::Title;

/// Reads item by item.
#[derive(Debug)]
pub(super) struct NewsMl;

impl Reader for NewsMl {
    fn name(&self) -> &'static str {
        "NewsML-G2"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(matches!(root_of(&head.text), "newsItem" | "newsMessage"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let read = intake.whole(input.stream).and_then(|bytes| {
            let declared = declared(&bytes);
            let decoded = decode(bytes, declared.as_deref());
            let root = Element::parse(&decoded.text, intake.options.limits.depth).map_err(Reason::Xml)?;
            Ok((root, decoded))
        });
        let (root, decoded) = match read {
            Ok(read) => read,
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let mut items = Vec::new();
        if root.name == "newsItem" {
            items.push(&root);
        }
        root.all("newsItem", &mut items);
        if items.is_empty() {
            return intake.skip(&input.source, None, &Reason::NoItems);
        }
        let several = items.len() > 1;
        for (number, item) in (1..).zip(items) {
            let mut draft = draft(item, intake);
            if several {
                draft.number = Some(number);
                draft.place = Some(format!("item {number}"));
            }
            if number == 1 {
                draft.note_decoding(&decoded);
            }
            intake.article(&input.source, draft)?;
        }
        Flow::Continue(())
    }
}

fn draft(item: &Element, intake: &Intake<'_>) -> Draft {
    let words = |name: &str| item.find(name).and_then(Element::text);
    let mut draft = item
        .find("contentSet")
        .map(|set| content(set, intake))
        .unwrap_or_default();
    draft.title = words("headline").map(Title::Apart).or(draft.title.take());
    draft.id = item.attribute("guid").map(str::to_owned).or(draft.id.take());
    draft.language = draft
        .language
        .take()
        .or_else(|| Some(item.find("language")?.attribute("tag")?.to_owned()));
    let dates = ["firstCreated", "contentCreated", "versionCreated"]
        .into_iter()
        .filter_map(words);
    let dates: Vec<String> = dates.chain(std::mem::take(&mut draft.dates)).collect();
    draft.dates = dates;
    let named = |name: &str| {
        let found = item.find(name)?;
        let literal = || {
            found
                .attribute("literal")
                .or_else(|| found.attribute("qcode"))
                .map(str::to_owned)
        };
        found.child("name").and_then(Element::text).or_else(literal)
    };
    draft.outlet = named("infoSource")
        .or_else(|| named("provider"))
        .or(draft.outlet.take());
    let kept = [
        ("author", words("by").or_else(|| named("creator"))),
        ("dateline", words("dateline")),
        ("updated", words("versionCreated")),
    ];
    for (name, value) in kept {
        draft
            .meta
            .extend(value.map(|value| (name.to_owned(), value.into())));
    }
    draft
}

/// The text of a content set: NITF with its marks, XHTML, or text alone.
fn content(set: &Element, intake: &Intake<'_>) -> Draft {
    if let Some(found) = set.find("nitf") {
        return nitf::draft(found);
    }
    let mut draft = Draft::default();
    if let Some(body) = set.find("body").or_else(|| set.find("inlineXML")) {
        draft.text = paragraphs(body).text.trim_end().into();
    } else if let Some(data) = set.find("inlineData") {
        let mut text = String::new();
        data.add_text(&mut text);
        let html = data
            .attribute("contenttype")
            .is_some_and(|kind| kind.contains("html"));
        draft.text = html.then(|| fragment(&text, intake)).flatten().unwrap_or(text);
    }
    draft
}
