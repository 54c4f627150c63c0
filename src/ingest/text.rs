//! Plain text: the whole file is the body, or several of them with dividers between. A block of head lines and a first line that looks like
//! a title are read where they stand.

use super::decode::decode;
use super::{Flow, Head, Input, Intake, Reader, Recognition};

/// Between articles of one file, or of one field (Multi-News).
pub(super) const DIVIDER: &str = "|||||";

/// Reads a text file.
#[derive(Debug)]
pub(super) struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain text"
    }

    /// Whatever is text and is not refused: tables, markup and mail would be read wrongly.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        if !is_text(&head.text) {
            return Recognition::No;
        }
        let xml = ["<?xml", "<rss", "<feed", "<nitf", "<newsItem", "<newsMessage"];
        if xml.iter().any(|start| head.starts_with(start)) {
            return Recognition::Refused("an XML document", "export its articles as text, HTML or JSONL");
        }
        Recognition::Yes
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let bytes = match intake.whole(input.stream) {
            Ok(bytes) => bytes,
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let mut decoded = decode(bytes, None);
        if memchr::memmem::find(decoded.text.as_bytes(), DIVIDER.as_bytes()).is_none() {
            let mut draft = intake.head_lines.draft(std::mem::take(&mut decoded.text));
            draft.note_decoding(&decoded);
            return intake.article(&input.source, draft);
        }
        let parts = decoded
            .text
            .split(DIVIDER)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        for (number, part) in (1..).zip(parts) {
            let mut draft = intake.head_lines.draft(part.to_owned());
            draft.number = Some(number);
            draft.place = Some(format!("part {number}"));
            if number == 1 {
                draft.note_decoding(&decoded);
            }
            intake.article(&input.source, draft)?;
        }
        Flow::Continue(())
    }
}

/// No zero bytes, and few control characters or bytes that fit no encoding of text.
pub(super) fn is_text(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        match c {
            '\0' => return false,
            '\t' | '\n' | '\r' | '\x0C' | '\x1B' => {}
            _ if c.is_control() => odd += 1,
            _ => {}
        }
    }
    all > 0 && odd * 20 <= all
}
