//! Exports of LexisNexis and Nexis Uni as plain text: many articles in a file, each with a head of outlet, date and title, lines such as
//! `BYLINE:`, the body, and lines such as `LOAD-DATE:` below it.

use super::decode::decode;
use super::draft::Draft;
use super::tail::is_tail;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::Title;

/// Reads document by document.
#[derive(Debug)]
pub(super) struct Nexis;

impl Reader for Nexis {
    fn name(&self) -> &'static str {
        "LexisNexis export"
    }

    /// `1 of 20 DOCUMENTS`, or the line `Body` after one such as `Length: 845 words`.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let first = head.start().lines().take(40).any(is_count);
        let line = |is: &dyn Fn(&str) -> bool| head.text.lines().any(|line| is(line.trim()));
        let later = line(&|line| line == BODY)
            && line(&|line| line.starts_with("Length:") || line.starts_with("Load-Date:"));
        Recognition::from(first || later)
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let decoded = match intake.whole(input.stream) {
            Ok(bytes) => decode(bytes, None),
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let documents = documents(&decoded.text);
        for (number, document) in (1..).zip(documents) {
            let place = Some(format!("document {number}"));
            let day = |line: &str| intake.anchors.is_day(line);
            match intake.nexis_words.draft(document, &day) {
                Some(mut draft) => {
                    draft.number = Some(number);
                    draft.place = place;
                    if number == 1 {
                        draft.note_decoding(&decoded);
                    }
                    intake.article(&input.source, draft)?;
                }
                None => intake.skip(&input.source, place, &Reason::NoBody)?,
            }
        }
        Flow::Continue(())
    }
}

const BODY: &str = "Body";
const END: &str = "End of Document";

/// `3 of 150 DOCUMENTS`, in the languages of the export.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    matches!(words.as_slice(), [n, of, m, what] if number(n) && of.len() <= 4 && number(m)
        && what.chars().all(char::is_uppercase) && what.starts_with("DO"))
}

/// The documents of an export: behind each count, or up to each end mark.
fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if is_count(line) || line.trim() == END {
            documents.push(&text[start..at]);
            start = end;
        }
        at = end;
    }
    documents.push(&text[start..]);
    documents.retain(|document| !document.trim().is_empty());
    documents
}

/// The words before the colon of lines around a body.
#[derive(Debug)]
pub(super) struct NexisWords {
    lists: WordLists,
}

const KEYS: [&str; 8] = [
    "title", "author", "section", "length", "dateline", "language", "other", "loaded",
];

/// What the head of a document has, one paragraph each.
#[derive(Debug, Default)]
struct HeadOfDocument<'t> {
    paragraphs: Vec<Vec<&'t str>>,
}

impl NexisWords {
    /// The built-in words.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/nexis.toml"))?;
        for key in KEYS.into_iter().chain(["notice"]) {
            drop(lists.list(key)?);
        }
        Ok(Self { lists })
    }

    fn key<'t>(&self, line: &'t str) -> Option<(&'static str, &'t str)> {
        let (name, value) = line.split_once(':')?;
        let name = name.trim().to_lowercase();
        let is = |key: &&str| {
            self.lists
                .list(key)
                .is_ok_and(|mut names| names.any(|n| n == name))
        };
        KEYS.into_iter().find(is).map(|key| (key, value.trim()))
    }

    /// "Copyright 2019 Harbour Post Ltd."
    fn is_notice(&self, line: &str) -> bool {
        let small = line.to_lowercase();
        self.lists
            .list("notice")
            .is_ok_and(|mut phrases| phrases.any(|phrase| small.starts_with(phrase)))
    }

    /// A document as a draft, unless it has no body. `is_day` knows dates.
    fn draft(&self, document: &str, is_day: &dyn Fn(&str) -> bool) -> Option<Draft> {
        let mut draft = Draft::default();
        let mut head = HeadOfDocument::default();
        let mut body: Option<(usize, usize)> = None;
        let marked = document.lines().any(|line| line.trim() == BODY);
        let (mut at, mut keyed, mut value_goes_on, mut blank) = (0, false, false, true);
        for raw in document.split_inclusive('\n') {
            let (line, start) = (raw.trim(), at);
            at += raw.len();
            if line.is_empty() {
                (value_goes_on, blank) = (false, true);
                continue;
            }
            match body {
                // Below the body: its lines stand apart.
                Some(_)
                    if blank
                        && self.is_around(line)
                        && is_tail(&document[start..], &|l| self.is_around(l)) =>
                {
                    self.below(&mut draft, &document[start..]);
                    break;
                }
                Some((from, _)) => body = Some((from, at)),
                None if line == BODY && marked => body = Some((at, at)),
                None if self.is_notice(line) => {}
                None => {
                    if let Some((key, value)) = self.key(line) {
                        keep(&mut draft, key, value);
                        (keyed, value_goes_on) = (true, true);
                    } else if keyed && !value_goes_on && !marked {
                        body = Some((start, at));
                    } else if !keyed {
                        head.push(line, blank);
                    }
                }
            }
            blank = false;
        }
        let (from, to) = body?;
        draft.text = document[from..to].trim().into();
        head.read(&mut draft, is_day);
        (!draft.text.is_empty()).then_some(draft)
    }

    /// Whether a line stands above or below a body.
    fn is_around(&self, line: &str) -> bool {
        self.key(line).is_some() || self.is_notice(line)
    }

    fn below(&self, draft: &mut Draft, lines: &str) {
        for line in lines.lines() {
            match (self.key(line.trim()), line.split_once(':')) {
                (Some(("other", value)), Some((name, _))) if !value.is_empty() => {
                    draft.meta.insert(name.trim().to_lowercase(), value.into());
                }
                (Some((key, value)), _) => keep(draft, key, value),
                _ => {}
            }
        }
    }
}

/// Puts a keyed value where it belongs. The day of loading is none of publication.
fn keep(draft: &mut Draft, key: &'static str, value: &str) {
    match key {
        _ if value.is_empty() => {}
        "title" => draft.title = Some(Title::Apart(value.to_owned())),
        "language" => draft.language = Some(value.to_owned()),
        "other" => {}
        _ => drop(draft.meta.insert(key.to_owned(), value.into())),
    }
}

impl<'t> HeadOfDocument<'t> {
    fn push(&mut self, line: &'t str, begins: bool) {
        match self.paragraphs.last_mut() {
            Some(paragraph) if !begins => paragraph.push(line),
            _ => self.paragraphs.push(vec![line]),
        }
    }

    /// Outlet, date and title: the outlet stands above the date; the title below it, or, in Nexis Uni, first of all.
    fn read(&self, draft: &mut Draft, is_day: &dyn Fn(&str) -> bool) {
        let lines: Vec<(usize, &str)> = self
            .paragraphs
            .iter()
            .enumerate()
            .flat_map(|(at, lines)| lines.iter().map(move |line| (at, *line)))
            .collect();
        let Some(date) = lines.iter().position(|(_, line)| is_day(line)) else {
            let first = lines.first().map(|(_, line)| Title::Apart((*line).to_owned()));
            draft.title = draft.title.take().or(first);
            return;
        };
        draft.dates.push(lines[date].1.to_owned());
        draft.outlet = date.checked_sub(1).map(|above| lines[above].1.to_owned());
        let last = self.paragraphs.len().saturating_sub(1);
        let title = if date >= 2 {
            Some(lines[0].1.to_owned())
        } else {
            (last > lines[date].0).then(|| self.paragraphs[last].join(" "))
        };
        draft.title = draft.title.take().or(title.map(Title::Apart));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_cut_at_their_counts() {
        assert!(is_count("                 12 of 150 DOCUMENTS"));
        assert!(is_count("1 von 3 DOKUMENTEN"));
        assert!(!is_count("3 of 4 people died"));
        assert_eq!(
            documents("1 of 2 DOCUMENTS\na\n2 of 2 DOCUMENTS\nb\n"),
            ["a\n", "b\n"]
        );
        assert_eq!(
            documents("a\nEnd of Document\nb\nEnd of Document\n"),
            ["a\n", "b\n"]
        );
    }
}
