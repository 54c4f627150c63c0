//! Exports of ProQuest as plain text: articles between lines of underscores, each of keyed paragraphs such as `Publication title:` and
//! `Full text:`.

use super::decode::decode;
use super::draft::Draft;
use super::tail::is_tail;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::Title;

/// Reads document by document.
#[derive(Debug)]
pub(super) struct ProQuest;

/// How many underscores make a divider at least.
const DIVIDER: usize = 20;

impl Reader for ProQuest {
    fn name(&self) -> &'static str {
        "ProQuest export"
    }

    /// A divider, a full text, and a word that only ProQuest has.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let text = &head.text;
        let own = text.contains("ProQuest")
            || text.contains("Publication title:")
            || text.contains("Publication info:");
        Recognition::from(own && text.contains("Full text:") && text.lines().any(is_divider))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let decoded = match intake.whole(input.stream) {
            Ok(bytes) => decode(bytes, None),
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let mut number = 0;
        for document in documents(&decoded.text) {
            // What stands before the first article and behind the last one has no keys: contents, addresses.
            let Some(mut draft) = intake.proquest_words.draft(document) else {
                continue;
            };
            number += 1;
            let place = Some(format!("document {number}"));
            if draft.text.is_empty() {
                intake.skip(&input.source, place, &Reason::NoBody)?;
                continue;
            }
            draft.number = Some(number);
            draft.place = place;
            if number == 1 {
                draft.note_decoding(&decoded);
            }
            intake.article(&input.source, draft)?;
        }
        if number == 0 {
            return intake.skip(&input.source, None, &Reason::NoBody);
        }
        Flow::Continue(())
    }
}

fn is_divider(line: &str) -> bool {
    let line = line.trim();
    line.len() >= DIVIDER && line.bytes().all(|b| b == b'_')
}

fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_divider(line) {
            documents.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    documents.push(&text[start..]);
    documents
}

/// The words before the colon of paragraphs.
#[derive(Debug)]
pub(super) struct ProQuestWords {
    lists: WordLists,
}

const KEYS: [&str; 9] = [
    "text", "title", "date", "source", "info", "author", "language", "id", "other",
];

impl ProQuestWords {
    /// The built-in words.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/proquest.toml"))?;
        for key in KEYS {
            drop(lists.list(key)?);
        }
        Ok(Self { lists })
    }

    fn key(&self, line: &str) -> Option<(&'static str, String)> {
        let (name, _) = line.split_once(':')?;
        let name = name.trim().to_lowercase();
        let is = |key: &&str| {
            self.lists
                .list(key)
                .is_ok_and(|mut names| names.any(|n| n == name))
        };
        KEYS.into_iter().find(is).map(|key| (key, name))
    }

    /// A document as a draft, without text if it has none; none if it is no article.
    fn draft(&self, document: &str) -> Option<Draft> {
        let mut draft = Draft::default();
        let mut body: Option<(usize, usize)> = None;
        let (mut at, mut blank, mut keyed, mut in_body) = (0, true, false, false);
        let mut first = None;
        for raw in document.split_inclusive('\n') {
            let (line, start) = (raw.trim(), at);
            at += raw.len();
            if line.is_empty() {
                blank = true;
                continue;
            }
            let keyed_line = |line: &str| self.key(line).is_some();
            let key = self
                .key(line)
                .filter(|_| !in_body || (blank && is_tail(&document[start..], &keyed_line)));
            match key {
                Some((key, name)) => {
                    keyed = true;
                    in_body = key == "text";
                    let value = line.split_once(':').map_or("", |(_, value)| value.trim());
                    if in_body {
                        let colon = raw.find(':').map_or(0, |colon| colon + 1);
                        body = Some((start + colon, at));
                    } else {
                        keep(&mut draft, key, name, value);
                    }
                }
                None if in_body => body = body.map(|(from, _)| (from, at)),
                None if !keyed && first.is_none() => first = Some(line.to_owned()),
                None => {}
            }
            blank = false;
        }
        draft.title = draft.title.or(first.map(Title::Apart));
        draft.text = body.map_or("", |(from, to)| document[from..to].trim()).into();
        keyed.then_some(draft)
    }
}

fn keep(draft: &mut Draft, key: &str, name: String, value: &str) {
    if value.is_empty() {
        return;
    }
    match key {
        "title" => draft.title = Some(Title::Apart(value.to_owned())),
        "date" => draft.dates.insert(0, value.to_owned()),
        "source" => draft.outlet = Some(outlet(value)),
        "info" => of_info(draft, value),
        "language" => draft.language = Some(value.to_owned()),
        "id" => draft.id = Some(value.to_owned()),
        "author" => drop(draft.meta.insert("author".to_owned(), value.into())),
        _ => drop(draft.meta.insert(name, value.into())),
    }
}

/// "Harbour Post; Lindmouth" and "Harbour Post, Evening edition; Lindmouth": the name alone.
fn outlet(value: &str) -> String {
    value
        .split([';', '['])
        .next()
        .unwrap_or(value)
        .trim()
        .trim_end_matches('.')
        .to_owned()
}

/// "Harbour Post ; Lindmouth \[Lindmouth\]. 05 Mar 2019: A.1.": outlet and date, where no paragraph of their own gives them.
fn of_info(draft: &mut Draft, value: &str) {
    if draft.outlet.is_none() {
        draft.outlet = Some(outlet(value));
    }
    if let Some((_, date)) = value.rsplit_once(". ").or_else(|| value.rsplit_once("] ")) {
        draft
            .dates
            .push(date.split(':').next().unwrap_or(date).trim().to_owned());
    }
}
