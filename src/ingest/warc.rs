//! WARC (ISO 28500), as web archives and CC-NEWS have it, and WET: the pages of `response` and `resource` records, the texts of
//! `conversion` records. The day of fetching is never taken for the day of publication.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::draft::Draft;
use super::head_lines::title;
use super::html::page_draft;
use super::http::{Answer, answer};
use super::warc_records::{Found, Record, Records};
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source};
use crate::model::Title;

/// Reads record by record.
#[derive(Debug)]
pub(super) struct Warc;

impl Reader for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(head.bytes.starts_with(b"WARC/"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let mut left_out = BTreeMap::new();
        records(&input.source, input.stream, &mut left_out, intake)?;
        if left_out.is_empty() {
            return Flow::Continue(());
        }
        let kinds: Vec<String> = left_out
            .iter()
            .map(|(what, count)| format!("{count} {what}"))
            .collect();
        intake.warn(
            &input.source,
            None,
            &format!("records without an article, left out: {}", kinds.join(", ")),
        )
    }
}

/// How many records of which sort were left out, since they are no articles.
type LeftOut = BTreeMap<String, u64>;

fn records(
    source: &Source,
    stream: &mut dyn BufRead,
    left_out: &mut LeftOut,
    intake: &mut Intake<'_>,
) -> Flow {
    let limits = &intake.options.limits;
    let mut records = Records::new(stream, limits.page.min(limits.article));
    // A stream that cannot go on gives the same error again.
    let mut failed = false;
    for number in 1.. {
        let found = records.next();
        let place = Some(format!("record {number}"));
        match found {
            Ok(Found::End) => break,
            Ok(Found::Record(record)) => one(source, number, &record, left_out, intake)?,
            Ok(Found::TooLarge(record)) => {
                let reason = Reason::too_large(intake.options.limits.page.min(intake.options.limits.article));
                match record.sort() {
                    "response" | "resource" | "conversion" => {
                        intake.skip(source, Some(named(number, &record)), &reason)?;
                    }
                    sort => *left_out.entry(sort.to_owned()).or_default() += 1,
                }
            }
            Ok(Found::CutShort) => intake.skip(source, place, &Reason::CutShort)?,
            Ok(Found::Damaged) => intake.skip(source, place, &Reason::Record)?,
            Err(error) => {
                intake.skip(source, place, &Reason::of(&error))?;
                if std::mem::replace(&mut failed, true) || !matches!(Reason::of(&error), Reason::Damaged(_)) {
                    break;
                }
                continue;
            }
        }
        failed = false;
    }
    Flow::Continue(())
}

fn one(
    source: &Source,
    number: u64,
    record: &Record,
    left_out: &mut LeftOut,
    intake: &mut Intake<'_>,
) -> Flow {
    let mut leave_out = |what: String| {
        *left_out.entry(what).or_default() += 1;
        Flow::Continue(())
    };
    let draft = match record.sort() {
        "response" => match answer(&record.block, intake.options.limits.page) {
            Answer::Page { body, charset } => page_draft(body, charset.as_deref(), intake),
            Answer::NoPage(what) => return leave_out(what),
            Answer::Broken(reason) => Err(reason),
        },
        "resource" => match record.header("content-type").unwrap_or_default() {
            kind if kind.contains("html") => page_draft(record.block.clone(), None, intake),
            kind => return leave_out(format!("resource of {}", kind.split(';').next().unwrap_or(kind))),
        },
        "conversion" => Ok(conversion(record)),
        sort => return leave_out(sort.to_owned()),
    };
    match draft {
        Ok(draft) => intake.article(source, with_headers(draft, number, record)),
        Err(reason) => intake.skip(source, Some(named(number, record)), &reason),
    }
}

/// A text that was taken out of a page (WET): its first line is the page's title.
fn conversion(record: &Record) -> Draft {
    let decoded = super::decode::decode(record.block.clone(), Some("utf-8"));
    let mut draft = Draft {
        title: title(&decoded.text, 0).map(Title::Inside),
        ..Draft::default()
    };
    draft.note_decoding(&decoded);
    draft.text = decoded.text;
    let languages = record.header("warc-identified-content-language");
    draft.language = languages
        .and_then(|codes| codes.split(',').next())
        .map(str::to_owned);
    draft
}

/// Id, address and day of fetching, which the record gives.
fn with_headers(mut draft: Draft, number: u64, record: &Record) -> Draft {
    draft.number = Some(number);
    draft.place = Some(named(number, record));
    draft.id = record.header("warc-record-id").map(|id| {
        let id = id.trim_matches(['<', '>']);
        id.strip_prefix("urn:uuid:").unwrap_or(id).to_owned()
    });
    let kept = [("url", "warc-target-uri"), ("crawled", "warc-date")];
    for (name, header) in kept {
        if let Some(value) = record.header(header) {
            draft
                .meta
                .insert(name.to_owned(), value.trim_matches(['<', '>']).into());
        }
    }
    draft
}

fn named(number: u64, record: &Record) -> String {
    match record.header("warc-target-uri") {
        Some(address) => format!("record {number}, {address}"),
        None => format!("record {number}"),
    }
}
