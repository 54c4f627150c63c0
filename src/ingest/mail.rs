//! Mail (RFC 5322): a newsletter a file.

use mail_parser::{MessageParser, PartType};

use super::draft::Draft;
use super::html::fragment;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::model::Title;

/// Reads a message.
#[derive(Debug)]
pub(super) struct Mail;

/// Headers that mail has and other texts with head lines have not.
const OWN: [&str; 6] = [
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "x-mailer",
];

/// Headers that any mail has.
const USUAL: [&str; 5] = ["from", "to", "subject", "date", "content-type"];

impl Reader for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        Recognition::from(is_mail(&head.text, matches!(extension, "eml" | "mime")))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let read = intake
            .whole(input.stream)
            .and_then(|bytes| message(&bytes, intake));
        match read {
            Ok(draft) => intake.article(&input.source, draft),
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

/// Whether a text begins with the headers of a mail; `named` if its name says so.
pub(super) fn is_mail(text: &str, named: bool) -> bool {
    let (mut own, mut usual) = (false, 0);
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            break;
        };
        let name = name.to_ascii_lowercase();
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            break;
        }
        own |= OWN.contains(&name.as_str());
        usual += usize::from(USUAL.contains(&name.as_str()));
    }
    (own && usual >= 2) || (named && (own || usual > 0))
}

/// The article of a message.
pub(super) fn message(bytes: &[u8], intake: &Intake<'_>) -> Result<Draft, Reason> {
    let message = MessageParser::default().parse(bytes).ok_or(Reason::Mail)?;
    let mut draft = Draft {
        title: message
            .subject()
            .map(|subject| Title::Apart(subject.trim().to_owned())),
        id: message.message_id().map(str::to_owned),
        ..Draft::default()
    };
    if let Some(from) = message.from().and_then(|from| from.first()) {
        draft.outlet = from.name().or(from.address()).map(str::to_owned);
        draft
            .meta
            .extend(from.address().map(|address| ("from".to_owned(), address.into())));
    }
    draft
        .dates
        .extend(message.header_raw("Date").map(|date| date.trim().to_owned()));
    draft.text = text(&message, intake).ok_or(Reason::EmptyText)?;
    Ok(draft)
}

/// The plain text of a message, or that of its page.
fn text(message: &mail_parser::Message<'_>, intake: &Intake<'_>) -> Option<String> {
    let plain = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n").trim().to_owned()),
        _ => None,
    });
    let plain: Vec<String> = plain.filter(|text| !text.is_empty()).collect();
    if !plain.is_empty() {
        return Some(plain.join("\n\n"));
    }
    let pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => fragment(html, intake),
        _ => None,
    });
    let pages: Vec<String> = pages.filter(|text| !text.trim().is_empty()).collect();
    (!pages.is_empty()).then(|| pages.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_told_from_head_lines() {
        let cases = [
            ("Return-Path: <a@b>\nFrom: a\nSubject: b\n\nText", false, true),
            ("Received: by x\n\tfor y\nFrom: a\nTo: b\n\nText", false, true),
            ("Source: Harbour Post\nDate: 5 March 2019\n\nText", false, false),
            ("From: the desk\nDate: 5 March 2019\n\nText", false, false),
            ("Subject: b\n\nText", true, true),
            ("Text alone", true, false),
        ];
        for (text, named, is) in cases {
            assert_eq!(is_mail(text, named), is, "{text}");
        }
    }
}
