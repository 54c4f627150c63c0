//! Plain text: the whole file is the body. A block of head lines and a first line that looks like a title are read where they stand.

use super::decode::decode;
use super::draft::Draft;
use super::{Flow, Head, Input, Intake, Reader, Recognition};
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::{Span, Title};

/// Between articles of one file (Multi-News).
const DIVIDER: &str = "|||||";

/// Reads a text file.
#[derive(Debug)]
pub(super) struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain text"
    }

    /// Whatever is text and is not refused: tables, markup and mail would be read wrongly.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        if !is_text(&head.text) {
            return Recognition::No;
        }
        if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<nitf") {
            return Recognition::Refused("an XML document", "export its articles as text, HTML or JSONL");
        }
        match extension {
            "csv" | "tsv" => Recognition::Refused("a table", "export it as JSONL, one object a line"),
            "eml" | "mbox" => Recognition::Refused("mail", "save its messages as text or HTML"),
            _ => Recognition::Yes,
        }
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
fn is_text(text: &str) -> bool {
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

/// The words before the colon of head lines.
#[derive(Debug)]
pub(super) struct HeadLines {
    lists: WordLists,
}

/// The keys of the dictionary.
const KEYS: [&str; 8] = [
    "source", "date", "title", "author", "language", "id", "group", "url",
];

impl HeadLines {
    /// The built-in words.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/head.toml"))?;
        for key in KEYS {
            drop(lists.list(key)?);
        }
        Ok(Self { lists })
    }

    /// A text with what its head says.
    pub(super) fn draft(&self, text: String) -> Draft {
        let mut draft = Draft::default();
        let mut at = text.len() - text.trim_start().len();
        while let Some((key, value)) = self.head_line(line_at(&text, at)) {
            let line = line_at(&text, at);
            let start = at
                + line
                    .find(':')
                    .map_or(0, |colon| line.len() - line[colon + 1..].trim_start().len());
            set(&mut draft, key, value, Span::new(start, start + value.len()));
            at = next_line(&text, at);
        }
        if draft.title.is_none() {
            draft.title = title(&text, at).map(Title::Inside);
        }
        draft.text = text;
        draft
    }

    fn head_line<'t>(&self, line: &'t str) -> Option<(&'static str, &'t str)> {
        let (name, value) = line.split_once(':')?;
        let (name, value) = (name.trim().to_lowercase(), value.trim());
        let is = |key: &&str| {
            self.lists
                .list(key)
                .is_ok_and(|mut names| names.any(|n| n == name))
        };
        KEYS.into_iter()
            .find(|key| is(key) && !value.is_empty())
            .map(|key| (key, value))
    }
}

fn set(draft: &mut Draft, key: &str, value: &str, span: Span) {
    let text = Some(value.to_owned());
    match key {
        "source" => draft.outlet = text,
        "date" => draft.dates.push(value.to_owned()),
        "title" => draft.title = Some(Title::Inside(span)),
        "language" => draft.language = text,
        "id" => draft.id = text,
        "group" => draft.group = text,
        _ => drop(draft.meta.insert(key.to_owned(), value.into())),
    }
}

/// The line that starts at `at`, without its end.
fn line_at(text: &str, at: usize) -> &str {
    text.get(at..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default()
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The first line from `at` on, if it looks like a title: short, no stop at its end, and apart from what follows.
fn title(text: &str, at: usize) -> Option<Span> {
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    let line = line_at(text, start).trim_end();
    let after = next_line(text, start);
    let (next, body) = (line_at(text, after), text[after..].trim_start());
    let words = line.split_whitespace().count();
    let apart = next.trim().is_empty() || (next.len() >= 120 && next.len() >= 2 * line.len());
    let stopped = line.ends_with(['.', ',', ';', ':']) && !line.ends_with("...") && !ends_in_initial(line);
    (apart && !stopped && (2..=30).contains(&words) && line.len() <= 200 && !body.is_empty())
        .then(|| Span::new(start, start + line.len()))
}

/// "Talks resume in the U.S."
fn ends_in_initial(line: &str) -> bool {
    let mut back = line.chars().rev();
    back.next() == Some('.') && back.next().is_some_and(char::is_uppercase) && back.next() == Some('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        HeadLines::built_in().unwrap().draft(text.to_owned())
    }

    fn title_of(text: &str) -> Option<String> {
        match draft(text).title? {
            Title::Inside(span) => Some(span.of(text).to_owned()),
            Title::Apart(title) => panic!("apart: {title}"),
        }
    }

    #[test]
    fn head_lines_are_read_and_stay_in_the_text() {
        let text = "Source: Harbour Post\nDate: 5 March 2019\nBy: Mara Velt\n\nFerry fire: toll rises to five\n\nFive people died.\n";
        let draft = draft(text);
        assert_eq!(draft.text, text);
        assert_eq!(draft.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(draft.dates, ["5 March 2019"]);
        assert_eq!(draft.meta["author"], "Mara Velt");
        assert_eq!(title_of(text).as_deref(), Some("Ferry fire: toll rises to five"));
    }

    #[test]
    fn a_title_line_is_a_span_of_its_value() {
        assert_eq!(
            title_of("Title: Ferry burns\nDate: 2019-03-04\n\nText.").as_deref(),
            Some("Ferry burns")
        );
    }

    #[test]
    fn what_looks_like_a_title() {
        let long = "Three people were killed and dozens were injured when fire swept the car deck of a ferry in the North Sea on Sunday night.";
        let cases = [
            (format!("Three dead in ferry fire\n\n{long}"), true),
            (format!("Three dead in ferry fire\r\n\r\n{long}"), true),
            (format!("Three dead in ferry fire\n{long}"), true),
            (format!("Is the ferry safe?\n\n{long}"), true),
            (format!("Ferry talks resume in the U.S.\n\n{long}"), true),
            (format!("Three people died.\n\n{long}"), false),
            (
                "Three people were killed when\nfire swept the car deck\nof a ferry.".to_owned(),
                false,
            ),
            (format!("{long}\n\n{long}"), false),
            ("Only one line of text".to_owned(), false),
        ];
        for (text, is) in cases {
            assert_eq!(title_of(&text).is_some(), is, "{text}");
        }
    }
}
