//! Which date an article is counted from: metadata, then a date at the head of the text, then the file's name; never clock or mtime.

use super::Source;
use super::date_forms::{DateForms, Found, in_name};
use super::draft::Draft;
use crate::lexicon::DictionaryError;
use crate::model::{Anchor, AnchorSource, DateOrder};

/// How many lines of a text count as its head, and how much of each is looked at, in characters.
const LINES: usize = 6;
const WIDTH: usize = 160;

/// Finds anchors.
#[derive(Debug)]
pub(super) struct Anchors {
    forms: DateForms,
}

impl Anchors {
    /// With the built-in words of dates.
    pub(super) fn built_in(order: DateOrder) -> Result<Self, DictionaryError> {
        Ok(Self {
            forms: DateForms::built_in(order)?,
        })
    }

    /// The anchor of a draft. A date as written that has a time of day, or that could not be read, is kept in
    /// the draft's meta.
    pub(super) fn find(&self, draft: &mut Draft, source: &Source) -> Option<Anchor> {
        let found = draft
            .dates
            .iter()
            .find_map(|date| Some((date, self.forms.whole(date)?)));
        let written = found
            .as_ref()
            .map_or(draft.dates.first(), |(date, _)| Some(*date))
            .cloned();
        let found = found.map(|(_, found)| anchor(&found, AnchorSource::Metadata));
        if let Some(written) = written.filter(|w| found.is_none() || w.contains(':')) {
            draft.meta.insert("published".to_owned(), written.into());
        }
        found
            .or_else(|| self.head(&draft.text).map(|f| anchor(&f, AnchorSource::Dateline)))
            .or_else(|| {
                let own_name = draft.number.is_none();
                let found = own_name.then(|| in_name(&source.stem)).flatten()?;
                Some(anchor(&found, AnchorSource::FileName))
            })
    }

    /// Whether a short line gives a day.
    pub(super) fn is_day(&self, line: &str) -> bool {
        line.len() <= 80 && self.forms.find(line).is_some()
    }

    /// A date at the head of a text: a line that is nothing but a date, or a dateline that gives the year.
    fn head(&self, text: &str) -> Option<Found> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(LINES)
            .map(|line| {
                line.char_indices()
                    .nth(WIDTH)
                    .map_or(line, |(end, _)| &line[..end])
            })
            .find_map(|line| self.forms.line(line).or_else(|| self.dateline(line)))
    }

    /// "GULLHAVEN, New Zealand, Sept. 10, 2024 (Southern Wire) -- A strike": places, a date with its year, an agency, a dash.
    fn dateline(&self, line: &str) -> Option<Found> {
        let end = DASHES.iter().filter_map(|dash| line.find(dash)).min()?;
        let head = line[..end].split('(').next()?.trim();
        let place = head.split(',').next()?;
        let named = place.chars().next().is_some_and(char::is_uppercase);
        let found = self.forms.find(head)?;
        let rest = found
            .rest
            .iter()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase) || word.len() <= 3);
        (named && rest && !found.rest.is_empty()).then_some(found)
    }
}

/// What stands between a dateline and the text.
const DASHES: [&str; 6] = [" — ", " – ", " -- ", " - ", "—", " ― "];

fn anchor(found: &Found, source: AnchorSource) -> Anchor {
    Anchor {
        day: found.day,
        source,
        ambiguous: found.ambiguous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<String> {
        Anchors::built_in(DateOrder::DayFirst)
            .unwrap()
            .head(text)
            .map(|f| f.day.to_string())
    }

    #[test]
    fn datelines_need_a_year() {
        let cases = [
            (
                "GULLHAVEN, New Zealand, Sept. 10, 2024 (Southern Wire) -- A strike began.",
                Some("2024-09-10"),
            ),
            (
                "CASTROVELA, 18 May 2019 (Capital & Coin) — It is the boldest deal.",
                Some("2019-05-18"),
            ),
            (
                "A title\n\nLINDMOUTH, Scotland, March 4, 2019 — Three people died.",
                Some("2019-03-04"),
            ),
            (
                "LINDMOUTH, Scotland, March 4 (Northwire) — Three people died.",
                None,
            ),
            ("On 4 March 2011 the sea rose – nobody had expected it.", None),
            ("Three people died on 4 March 2011.", None),
        ];
        for (text, day) in cases {
            assert_eq!(head(text).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date() {
        let cases = [
            (
                "Ferry burns\nPublished: Monday, 4 March 2019 at 10:30 GMT\n\nText.",
                Some("2019-03-04"),
            ),
            ("Ferry burns\n2019-03-04\nText.", Some("2019-03-04")),
            ("Ferry burns\nUpdated 4 March 2019\nText.", None),
            ("March 2019\nText.", None),
        ];
        for (text, day) in cases {
            assert_eq!(head(text).as_deref(), day, "{text}");
        }
    }
}
