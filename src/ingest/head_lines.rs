//! Lines at the head of a text that say what it is, "Source: Harbour Post", and its title line. They stay in the text, so that offsets
//! index the file as it is, but nothing in them is a mention.

use super::draft::Draft;
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::{Span, Title};

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
            draft.head = at;
        }
        if draft.title.is_none() {
            draft.title = title(&text, at).map(Title::Inside);
        }
        draft.text = text;
        draft
    }

    fn head_line<'t>(&self, line: &'t str) -> Option<(&'static str, &'t str)> {
        let (name, value) = line.split_once(':')?;
        let value = value.trim();
        self.key(name)
            .filter(|_| !value.is_empty())
            .map(|key| (key, value))
    }

    /// What a word before a colon announces.
    pub(super) fn key(&self, name: &str) -> Option<&'static str> {
        let name = name.trim().to_lowercase();
        let is = |key: &&str| {
            self.lists
                .list(key)
                .is_ok_and(|mut names| names.any(|n| n == name))
        };
        KEYS.into_iter().find(is)
    }
}

/// Puts the value of a head line where it belongs.
pub(super) fn set(draft: &mut Draft, key: &str, value: &str, span: Span) {
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
pub(super) fn line_at(text: &str, at: usize) -> &str {
    text.get(at..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default()
}

/// Where the line behind the one at `at` starts.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The first line from `at` on, if it looks like a title: short, no stop at its end, and apart from what follows.
pub(super) fn title(text: &str, at: usize) -> Option<Span> {
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
        assert!(text[draft.head..].starts_with("\nFerry fire"));
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
