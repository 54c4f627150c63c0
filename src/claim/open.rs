//! Open questions: every counted noun, and every amount of money or percentage that a noun explains.

use std::ops::Range;

use super::Questions;
use super::draft::Draft;
use super::page::{Page, one_line};
use crate::model::{Amount, ClaimAmount, ClaimValue, Gap, Measure, Value};
use crate::split::hash_folded;

/// Adds a claim for each figure that says what it counts and that answers no declared question.
pub(super) fn add(page: &Page<'_>, questions: &Questions, drafts: &mut Vec<Draft>) {
    let declared: Vec<Range<usize>> = drafts
        .iter()
        .filter(|d| d.field.is_text() && matches!(d.value, ClaimValue::Amount(_)))
        .filter(|d| !is_by_the_way(questions, &d.question))
        .map(|d| d.words.clone())
        .collect();
    let told = |words: &Range<usize>| {
        declared
            .iter()
            .any(|d| d.start < words.end && words.start < d.end)
    };
    for (n, mention) in page.mentions.iter().enumerate() {
        if let Value::Amount(amount) = &mention.value
            && !told(&page.ranges[n])
        {
            drafts.extend(draft(page, questions, n, amount));
        }
    }
}

/// Whom something affects is told of customers, patients or athletes who are counted for their own sake too.
fn is_by_the_way(questions: &Questions, question: &str) -> bool {
    let counted = questions.set.get(question);
    counted.is_some_and(|q| q.of.as_deref() == Some("person") && !q.persons)
}

fn draft(page: &Page<'_>, questions: &Questions, index: usize, amount: &Amount) -> Option<Draft> {
    let words = page.ranges[index].clone();
    if amount.interval.single() == Some(1.0) || words.is_empty() || page.is_torn(&words) {
        return None;
    }
    let noun = match amount.measure {
        Measure::Count => amount
            .of
            .clone()
            .filter(|of| !is_others(of))
            .or_else(|| left_out(page, questions, index, &words))
            .filter(|of| !questions.noun_is("year", hash_folded(of)))?,
        Measure::Money | Measure::Percent => amount.of.clone().or_else(|| noun_behind(page, words.end))?,
        _ => return None,
    };
    let about = amount
        .about
        .map_or_else(|| noun.clone(), |span| one_line(span.of(&page.article.text)));
    let question = format!("{}:{noun}", amount.measure.as_str());
    let value = ClaimValue::Amount(ClaimAmount::from(amount));
    // "all but five" counts the rest.
    let but = words.start > 1
        && page.is_one_of(words.start - 1, &["but"])
        && page.is_one_of(words.start - 2, &["all"]);
    if but {
        return None;
    }
    let zero = amount.interval.single() == Some(0.0);
    if zero && !is_said_to_be(page, questions, words.start) {
        return None;
    }
    let mut draft = Draft::new(question, about, value, words.clone(), words.clone());
    draft.frame = questions.frames.part(page, &words);
    draft.doing = doing(page, &words);
    Some(draft)
}

/// "two others": a word that takes up what was counted before.
fn is_others(of: &str) -> bool {
    matches!(of, "other" | "others")
}

/// The noun of a number that stands without one: people "aboard", or what the number before it in the sentence counts where the rest
/// of the clause shows that it stands alone: "14 ships have left and *17 are* still waiting", "14 *of them*".
fn left_out(page: &Page<'_>, questions: &Questions, index: usize, words: &Range<usize>) -> Option<String> {
    let who = words.end + usize::from(page.is_one_of(words.end, &["who"]));
    let verb = who + usize::from(who > words.end && questions.grammar.be.contains(&page.hash(who)));
    if page.is_one_of(verb, &["aboard"]) {
        return Some("person".to_owned());
    }
    let alone = questions.grammar.be.contains(&page.hash(words.end))
        || questions.grammar.have.contains(&page.hash(words.end))
        || page.is_one_of(words.end, &["more", "others"])
        || (page.is_one_of(words.end, &["of"]) && page.is_one_of(words.end + 1, &["them", "those"]));
    let sentence = page.sentence_words(words.start).start;
    let before = (0..index)
        .rev()
        .take_while(|n| page.ranges[*n].start >= sentence)
        .find_map(|n| match &page.mentions[n].value {
            Value::Amount(amount) if amount.measure == Measure::Count => amount.of.clone(),
            _ => None,
        });
    before.filter(|_| alone && page.gap(words.end).is_blank())
}

/// Words beside a figure that can say what its things do or suffer.
const DOING: usize = 6;

/// The words of the figure's clause behind it, or before it where it ends the clause: "three men *were hurt*", "police *arrested* three men".
fn doing(page: &Page<'_>, figure: &Range<usize>) -> Option<Range<usize>> {
    let clause = page.clause_words(figure.start);
    let comma = |n: &usize| page.gap(*n).has(Gap::COMMA);
    let upto = clause.end.min(figure.end + DOING);
    // What follows a comma is of another verb: "three men were hurt, police said".
    let close = (figure.end + 1..upto).find(comma).unwrap_or(upto);
    let behind = figure.end..close.max(figure.end);
    let from = clause.start.max(figure.start.saturating_sub(DOING));
    let before = (from + 1..figure.start).rev().find(comma).unwrap_or(from)..figure.start;
    [behind, before].into_iter().find(|words| !words.is_empty())
}

/// "there were no complaints" counts complaints; "no pupils were hurt" does not count pupils.
fn is_said_to_be(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    let verb = at.checked_sub(1).map(|n| page.hash(n));
    let has = |hash: u64| questions.grammar.be.contains(&hash) || questions.grammar.have.contains(&hash);
    page.gap(at).is_blank() && verb.is_some_and(has)
}

/// "$5m in ransom", "12 per cent of voters": the noun behind the preposition, or the next word.
fn noun_behind(page: &Page<'_>, at: usize) -> Option<String> {
    let noun = at + usize::from(page.is_one_of(at, &["in", "of"]));
    let plain = page.gap(noun).is_blank()
        && page.word(noun).len() > 3
        && page.word(noun).bytes().all(|b| b.is_ascii_lowercase());
    let alone = noun > at || page.gap(noun + 1).has_any(Gap::COMMA | Gap::STOP);
    (plain && alone && page.gap(at).is_blank()).then(|| page.word(noun).to_owned())
}
