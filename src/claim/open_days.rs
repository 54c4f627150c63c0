//! Open questions of days: a date that answers no declared question, by the event it stands behind: "elections in 2016" answers `when:election`.

use super::Questions;
use super::draft::Draft;
use super::page::Page;
use super::stem::stem;
use crate::model::{ClaimValue, ClaimWhen, Value};

/// Words between a date and the word that it tells the time of.
const REACH: usize = 3;

/// The claim of one date, if a noun of what happens stands before it in its clause.
pub(super) fn draft(page: &Page<'_>, questions: &Questions, mention: usize) -> Option<Draft> {
    let Value::When(when) = &page.mentions[mention].value else {
        return None;
    };
    let words = page.ranges[mention].clone();
    let at = event(page, questions, words.start)?;
    let word = page.word(at);
    let question = format!("when:{}", stem(word).to_lowercase());
    let value = ClaimValue::When(ClaimWhen::from(when));
    Some(Draft::new(&question, word, value, at..words.end, at..at + 1))
}

fn event(page: &Page<'_>, questions: &Questions, date: usize) -> Option<usize> {
    let first = page.sentence_words(date).start.max(date.saturating_sub(REACH));
    for at in (first..date).rev() {
        if !page.gap(at + 1).is_blank() || page.in_date(at) {
            return None;
        }
        let grammar = &questions.grammar;
        let small = [
            &grammar.prepositions,
            &grammar.noun_makers,
            &grammar.subject_walls,
        ];
        if small.iter().any(|words| words.contains(&page.hash(at))) {
            continue;
        }
        return grammar.events.contains(&page.hash(at)).then_some(at);
    }
    None
}
