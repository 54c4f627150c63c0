//! NITF 3 (IPTC): an article a document; names marked in it are kept as gold for `dateline eval`.

use serde_json::Value;

use super::decode::decode;
use super::draft::Draft;
use super::feed::root_of;
use super::xml::{Element, declared};
use super::xml_text::paragraphs;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::model::Title;

/// Reads a document.
#[derive(Debug)]
pub(super) struct Nitf;

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "NITF"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(root_of(&head.text) == "nitf")
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let read = intake.whole(input.stream).and_then(|bytes| {
            let declared = declared(&bytes);
            let decoded = decode(bytes, declared.as_deref());
            let root = Element::parse(&decoded.text, intake.options.limits.depth).map_err(Reason::Xml)?;
            let mut draft = draft(&root);
            draft.note_decoding(&decoded);
            Ok(draft)
        });
        match read {
            Ok(draft) => intake.article(&input.source, draft),
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

/// The article of an element `nitf`.
pub(super) fn draft(nitf: &Element) -> Draft {
    let mut draft = Draft::default();
    let attribute = |element: &str, name: &str| Some(nitf.find(element)?.attribute(name)?.to_owned());
    let words = |name: &str| nitf.find(name).and_then(Element::text);
    let body = nitf.find("body.content").map(paragraphs).unwrap_or_default();
    draft.text = body.text.trim_end().into();
    draft.title = words("hl1")
        .or_else(|| words("hedline"))
        .or_else(|| words("title"))
        .map(Title::Apart);
    draft.outlet = attribute("pubdata", "name")
        .or_else(|| words("distributor"))
        .or_else(|| attribute("doc.copyright", "holder"));
    draft.id = attribute("doc-id", "id-string").or_else(|| nitf.attribute("uno").map(str::to_owned));
    draft.language = ["lang", "xml:lang"]
        .iter()
        .find_map(|name| nitf.attribute(name))
        .map(str::to_owned);
    let dates = [
        attribute("date.issue", "norm"),
        attribute("pubdata", "date.publication"),
        attribute("story.date", "norm"),
        attribute("date.release", "norm"),
    ];
    draft.dates = dates.into_iter().flatten().collect();
    let kept = [
        (
            "author",
            words("byttl")
                .filter(|_| words("byline").is_none())
                .or_else(|| words("byline")),
        ),
        ("dateline", words("dateline")),
        ("section", attribute("pubdata", "position.section")),
    ];
    for (name, value) in kept {
        draft
            .meta
            .extend(value.map(|value| (name.to_owned(), value.into())));
    }
    if !body.marks.is_empty() {
        let marks = body.marks.iter().map(super::xml_text::Mark::to_json).collect();
        draft.meta.insert("marks".to_owned(), Value::Array(marks));
    }
    draft
}
