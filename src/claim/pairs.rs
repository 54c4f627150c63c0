//! Results of two sides, and what is said of a second holder in half a clause: "54-51", "the Alliance won 31 seats and the League 23".

use std::ops::Range;

use super::amounts::{Figure, about, names_holder};
use super::draft::{Draft, plain_name};
use super::page::{Page, one_line};
use crate::lexicon::Question;
use crate::model::{ClaimAmount, ClaimValue, Comparator, Gap, Interval, Measure, Value};

/// Most words of a holder that is no name we know: "the Farmers' League".
const LONGEST_HOLDER: usize = 3;
/// Most holders of one verb.
const MOST: usize = 8;

/// A result as the larger number and the smaller one, `54-51`, however it is said: "54 points to 51", "lost 51-54".
pub(super) fn pair(page: &Page<'_>, words: &Range<usize>) -> Option<String> {
    let mut sides = words.clone().filter_map(|n| page.number_at(n)).map(|n| n.value);
    let (a, b) = (sides.next()?, sides.next()?);
    Some(format!("{}-{}", a.max(b), a.min(b)))
}

/// The results that follow the first with nothing but a comma between them, "6-4, 6-3", as one phrase with its words.
pub(super) fn set_scores(page: &Page<'_>, first: String, words: &Range<usize>) -> (String, Range<usize>) {
    let (mut sets, mut end) = (first, words.end);
    while let Some((index, amount)) = page.figure_at(end) {
        let next = &page.ranges[index];
        let goes_on = amount.measure == Measure::Score && next.start == end && page.gap(end).has(Gap::COMMA);
        let Some(set) = pair(page, next).filter(|_| goes_on) else {
            break;
        };
        sets = format!("{sets} {set}");
        end = next.end;
    }
    (sets, words.start..end)
}

/// Claims of the holders that follow with their numbers alone, where each holder has an answer of its own.
pub(super) fn more_holders(
    page: &Page<'_>,
    question: &Question,
    figure: &Figure<'_>,
    said: &Range<usize>,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let sentence = page.sentence_words(said.start);
    let mut at = said.end;
    while question.per_name && drafts.len() < MOST {
        let Some((holder, words, value)) = next_holder(page, question, figure, at, sentence.end) else {
            break;
        };
        at = words.end;
        let about = about(question, Some(&holder));
        let mut draft = Draft::new(&question.id, &about, value, words, said.clone());
        draft.deed = true;
        drafts.push(draft);
    }
    drafts
}

/// "and the League 23", "to 48,900 for Marlow" from word `at` on.
fn next_holder(
    page: &Page<'_>,
    question: &Question,
    figure: &Figure<'_>,
    at: usize,
    end: usize,
) -> Option<(String, Range<usize>, ClaimValue)> {
    let joined = page.is_one_of(at, &["and", "to", "against", "while", "with"]);
    if at >= end || !(joined || page.gap(at).has(Gap::COMMA)) || page.gap(at).has(Gap::SEMICOLON) {
        return None;
    }
    let first = (at..end).find(|n| {
        !page.is_one_of(
            *n,
            &["and", "to", "against", "while", "with", "the", "its", "for"],
        )
    })?;
    if let Some((value, after)) = number(page, figure, first) {
        let named = page.is_one_of(after, &["for"]) && !page.is_one_of(at, &["and"]);
        let name = after + 1 + usize::from(page.is_one_of(after + 1, &["the"]));
        let (holder, close) = holder(page, question, name).filter(|_| named)?;
        return Some((holder, first..close, value));
    }
    let (holder, after) = holder(page, question, first)?;
    let (value, close) = number(page, figure, after)?;
    let over = close >= end
        || page
            .gap(close)
            .has_any(Gap::COMMA | Gap::SEMICOLON | Gap::STOP | Gap::TERMINAL)
        || page.is_one_of(close, &["and", "while"]);
    (over && page.gap(after).is_blank()).then_some((holder, first..close, value))
}

/// The number from word `at` on, as the same sort of answer as the figure before it, and one past its last word.
fn number(page: &Page<'_>, figure: &Figure<'_>, at: usize) -> Option<(ClaimValue, usize)> {
    let like = figure.amount;
    let mention = page
        .figure_at(at)
        .filter(|(n, other)| other.measure == like.measure && page.ranges[*n].start == at);
    if let Some((index, amount)) = mention {
        let same = amount.of.is_none() || amount.of == like.of;
        let value = ClaimValue::Amount(ClaimAmount::from(amount));
        return same.then(|| (value, page.ranges[index].end));
    }
    let number = page.number_at(at)?;
    let whole = like.measure == Measure::Count && number.value.fract() == 0.0 && !page.in_date(at);
    let value = ClaimAmount {
        interval: Interval::exactly(number.value),
        nominal: Some(number.value),
        unit: like.unit.clone(),
        comparator: Comparator::Exactly,
    };
    whole.then_some((ClaimValue::Amount(value), number.end))
}

/// The holder whose name begins at word `at`, as `about` calls it, and one past its last word.
fn holder(page: &Page<'_>, question: &Question, at: usize) -> Option<(String, usize)> {
    let named = page.mentions_in(&(at..at + 1)).find_map(|(n, m)| match &m.value {
        Value::Name(name) if names_holder(question, m.kind.as_str()) => {
            Some((plain_name(name.entity.as_deref()?), page.ranges[n].end))
        }
        _ => None,
    });
    named.or_else(|| {
        let capital = |n: &usize| page.words().get(*n).is_some_and(|w| w.shape.is_capital());
        let end = (at..at + LONGEST_HOLDER)
            .take_while(|n| capital(n) && (*n == at || page.gap(*n).is_blank()))
            .last()?
            + 1;
        let name = one_line(page.text(&(at..end))).to_lowercase();
        Some((name.trim_end_matches("'s").trim_end_matches("’s").to_owned(), end))
    })
}
