//! An actor dictionary of PETRARCH or TABARI: a name a line in capitals, `_` for blanks, `[CODE]` after it, `+` before a synonym, indented
//! codes with dates, `#` and `;` before comments.
//!
//! The codes are kept as `cameo:CODE`; where they change with time, as one for each. Capitals do not say how a name is written: words of up
//! to four letters that stand alone are taken as acronyms, others are capitalised, particles not.

use super::{Draft, Found};
use crate::lexicon::entity::Alias;
use crate::lexicon::{DictionaryError, Source};

/// Words that stay small inside a name.
const PARTICLES: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "el", "al", "du", "des", "von", "van",
    "bin",
];
/// The longest name of one word that is taken as an acronym.
const ACRONYM: usize = 4;

#[allow(clippy::unnecessary_wraps)] // the form of every importer
pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let mut found = Found::default();
    for line in source.text.lines() {
        let text = line.split(['#', ';']).next().unwrap_or_default();
        if text.trim().is_empty() || text.starts_with("<!--") {
            continue;
        }
        let (name, code) = match text.split_once('[') {
            Some((name, code)) => (name, code.split([']', ' ']).next()),
            None => (text, None),
        };
        let name = name.trim();
        let synonym = name.strip_prefix('+');
        if synonym.is_none() && !name.is_empty() {
            found.drafts.push(Draft::default());
        }
        let Some(draft) = found.drafts.last_mut() else {
            continue;
        };
        let name = written(synonym.unwrap_or(name));
        if !name.is_empty() {
            draft.names.push(Alias::plain(name));
        }
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            draft.refs.push(format!("cameo:{code}"));
        }
    }
    Ok(found)
}

/// `HARBOUR_BOARD_OF_ORRIN_` as it would be written.
fn written(name: &str) -> String {
    let words: Vec<&str> = name.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    let alone = words.len() == 1;
    let word = |(at, word): (usize, &&str)| {
        let small = word.to_lowercase();
        if word.chars().any(char::is_lowercase) || (alone && word.chars().count() <= ACRONYM) {
            (*word).to_owned()
        } else if at > 0 && PARTICLES.contains(&small.as_str()) {
            small
        } else {
            capitalised(&small)
        }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// Every part of a word in small letters with a capital: `Al-Badri`.
fn capitalised(small: &str) -> String {
    let mut first = true;
    let mut text = String::with_capacity(small.len());
    for c in small.chars() {
        if first {
            text.extend(c.to_uppercase());
        } else {
            text.push(c);
        }
        first = c == '-' || c == '.';
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    #[test]
    fn names_synonyms_and_codes() {
        let text = "# written for the tests\nHARBOUR_BOARD_OF_ORRIN_ [IGOHBO]  ; a comment\n+HBO_\n+ORRIN_HARBOUR_BOARD\n\
            MALLET-GREEN_FRONT_\n\t[ORRREB 970101-061231]\n\t[ORRGOV >070101]\n+GREENERS_\n";
        let import = imported("petrarch", text);
        assert_eq!(
            listed(&import),
            [
                "org/harbour-board-of-orrin = Harbour Board of Orrin: HBO, Orrin Harbour Board",
                "org/mallet-green-front = Mallet-Green Front: Greeners",
            ]
        );
        assert_eq!(import.entities[1].refs, ["cameo:ORRREB", "cameo:ORRGOV"]);
    }
}
