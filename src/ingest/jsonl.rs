//! JSON Lines: an object a line, streamed; a broken line takes no other along.

use std::io::BufRead;

use super::decode::{decode, wide};
use super::lines::{Line, next_line};
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source, record};

/// Reads line by line.
#[derive(Debug)]
pub(super) struct Jsonl;

const EXTENSIONS: [&str; 4] = ["jsonl", "ndjson", "jl", "ldjson"];

impl Reader for Jsonl {
    fn name(&self) -> &'static str {
        "JSONL"
    }

    /// The first line is a whole object, or may be one and the name says so.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let named = EXTENSIONS.contains(&extension);
        let (first, rest) = match head.start().split_once('\n') {
            Some((first, rest)) => (first, Some(rest)),
            None => (head.start(), None),
        };
        let object = first.starts_with('{');
        let is = match rest {
            _ if is_object(first) => true,
            Some(rest) if named => !object || rest.trim_start().starts_with('{'),
            None if !head.whole => object && (named || extension != "json"),
            _ => named && !object,
        };
        let text = !head.start().is_empty()
            && !head.text.contains('\0')
            && (object || named)
            && !head.start().starts_with(['[', '<']);
        Recognition::from(is && text)
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let start = input.stream.fill_buf().unwrap_or_default();
        if wide(&start[..start.len().min(1 << 10)]).is_none() {
            return lines(&input.source, input.stream, intake);
        }
        // UTF-16 has no line ends of one byte: decoded whole, within the limit for one article.
        match intake.whole(input.stream) {
            Ok(bytes) => {
                let decoded = decode(bytes, None);
                intake.whole_encoding = Some(decoded.encoding);
                let flow = lines(&input.source, &mut decoded.text.as_bytes(), intake);
                intake.whole_encoding = None;
                flow
            }
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
}

fn lines(source: &Source, stream: &mut dyn BufRead, intake: &mut Intake<'_>) -> Flow {
    let mut line = Vec::new();
    let mut failed = false;
    for number in 1.. {
        let place = || Some(format!("line {number}"));
        match next_line(stream, &mut line, intake.options.limits.article) {
            Ok(Line::End) => break,
            Ok(Line::Whole) if line.trim_ascii().is_empty() => {}
            Ok(Line::Whole) => record::read(source, number, place(), &line, intake)?,
            Ok(Line::TooLong) => {
                let reason = Reason::too_large(intake.options.limits.article);
                intake.skip(source, place(), &reason)?;
            }
            Err(error) => {
                // Behind a damaged part of a compressed stream more may come; a stream at its end gives the same error again.
                let reason = Reason::of(&error);
                intake.skip(source, place(), &reason)?;
                if std::mem::replace(&mut failed, true) || !matches!(reason, Reason::Damaged(_)) {
                    break;
                }
                continue;
            }
        }
        failed = false;
    }
    Flow::Continue(())
}
