//! Open questions of days: a date that answers no declared question, by the event it stands behind ("elections in 2016" answers
//! `when:election`) or by what has gone on from then ("who have applied since 2012" answers `since:applied`).

use std::ops::Range;

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
    let lasting = lasting(page, questions, words.start).map(|at| ("since", at));
    let (asked, at) = lasting.or_else(|| Some(("when", event(page, questions, words.start)?)))?;
    let word = page.word(at);
    let question = format!("{asked}:{}", stem(word).to_lowercase());
    let value = ClaimValue::When(ClaimWhen::from(when));
    Some(Draft::new(&question, word, value, at..words.end, at..at + 1))
}

/// Whether a date closes what has gone on since then, and the phrase comes only behind it: those "who have applied since 2012" were not told then.
pub(super) fn goes_on_before(
    page: &Page<'_>,
    questions: &Questions,
    date: &Range<usize>,
    phrase: &Range<usize>,
) -> bool {
    phrase.start >= date.end && lasting(page, questions, date.start).is_some()
}

/// The verb behind "have" in the clause that ends with "since" and this date.
fn lasting(page: &Page<'_>, questions: &Questions, date: usize) -> Option<usize> {
    let since = date
        .checked_sub(1)
        .filter(|n| page.says(*n, "since") && page.gap(*n).is_blank())?;
    // "since" begins a clause of its own where a verb follows it; what went on stands before it.
    let clause = page.clause_words(since.checked_sub(1)?);
    let grammar = &questions.grammar;
    let have = { clause.start..since }.rfind(|n| grammar.have.contains(&page.hash(*n)))?;
    let verb = |n: &usize| !grammar.be.contains(&page.hash(*n)) && !page.word(*n).ends_with("ly");
    { have + 1..since }.find(verb)
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
