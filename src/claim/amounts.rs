//! Declared questions that figures answer: money, votes, seats, scores.

use std::ops::Range;

use super::Questions;
use super::draft::{Draft, join, plain_name};
use super::link::{governed, is_generic};
use super::money_behind::{behind_verb, level_of};
use super::page::Page;
use super::pairs::{more_holders, pair, set_scores};
use super::senses::asks;
use super::triggers::{Role, Trigger};
use crate::lexicon::{Question, QuestionShape};
use crate::model::{Amount, ClaimAmount, ClaimValue, Gap, Measure, Value};
use crate::split::hash_folded;

/// A figure that can answer a question.
pub(super) struct Figure<'p> {
    /// Its words.
    pub words: Range<usize>,
    /// What it says.
    pub amount: &'p Amount,
}

/// Claims of all amount questions that do not count described persons.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts = Vec::<Draft>::new();
    for trigger in triggers {
        let question = &questions.list[trigger.question];
        if question.shape != QuestionShape::Amount || question.persons {
            continue;
        }
        let figures = figures(page, questions, trigger);
        let Some(figure) = answer(page, questions, &figures, trigger) else {
            continue;
        };
        if is_generic(page, &join(&figure.words, &trigger.words)) {
            continue;
        }
        let holder = holder(page, question, figure);
        if holder.is_none() && question.per_name && !asks(page, trigger) {
            continue;
        }
        let draft = draft(page, question, trigger, figure, holder.as_deref());
        let again = drafts.iter().any(|d| {
            d.question == draft.question
                && d.words.start <= figure.words.start
                && figure.words.end <= d.words.end
                && d.value == draft.value
        });
        if !again {
            let more = more_holders(page, question, figure, &draft.words);
            drafts.push(draft);
            drafts.extend(more);
            let next = added(page, &figures, figure);
            drafts.extend(next.map(|next| self::draft(page, question, trigger, next, None)));
        }
    }
    drafts
}

/// "asked for $14 million for schools, as well as $6 million for roads": the sum behind it that is asked for too.
fn added<'f, 'p>(page: &Page<'_>, figures: &'f [Figure<'p>], first: &Figure<'_>) -> Option<&'f Figure<'p>> {
    let money = first.amount.measure == Measure::Money;
    figures
        .iter()
        .find(|f| f.words.start >= first.words.end)
        .filter(|f| {
            let at = f.words.start;
            let as_well = page.is_one_of(at - 1, &["as"]) && page.is_one_of(at.saturating_sub(2), &["well"]);
            money && (as_well || page.is_one_of(at - 1, &["another", "plus"]))
        })
}

fn draft(
    page: &Page<'_>,
    question: &Question,
    trigger: &Trigger,
    figure: &Figure<'_>,
    holder: Option<&str>,
) -> Draft {
    let result = matches!(figure.amount.measure, Measure::Score | Measure::Vote);
    let (value, words) = match pair(page, &figure.words).filter(|_| result) {
        Some(first) => {
            let (sets, words) = set_scores(page, first, &figure.words);
            (ClaimValue::Phrase(sets), words)
        }
        None => (
            ClaimValue::Amount(ClaimAmount {
                // "magnitude 6.1" and "measured 6.1" are one answer.
                unit: figure
                    .amount
                    .unit
                    .clone()
                    .filter(|unit| question.of.as_ref() != Some(unit)),
                ..ClaimAmount::from(figure.amount)
            }),
            figure.words.clone(),
        ),
    };
    // "losses could reach": what stands between the noun and its number says whether it is so.
    let predicate = if trigger.role == Role::Stands {
        words.start..words.start
    } else {
        trigger.words.clone()
    };
    let about = about(question, holder);
    let mut draft = Draft::new(
        &question.id,
        &about,
        value,
        join(&words, &trigger.words),
        predicate,
    );
    draft.deed = true;
    // "rejected by 52-48" denies no number.
    draft.negation_in_value = matches!(draft.value, ClaimValue::Phrase(_));
    draft
}

/// The figure that a trigger governs.
fn answer<'f, 'p>(
    page: &Page<'_>,
    questions: &Questions,
    figures: &'f [Figure<'p>],
    trigger: &Trigger,
) -> Option<&'f Figure<'p>> {
    if figures.is_empty() {
        return None;
    }
    // "6.1-magnitude quake": a phrase that begins inside its figure.
    let across = |f: &&Figure<'_>| {
        f.words.start < trigger.words.start
            && trigger.words.start < f.words.end
            && f.words.end < trigger.words.end
    };
    if let Some(figure) = figures.iter().find(across) {
        return Some(figure);
    }
    let ranges: Vec<Range<usize>> = figures.iter().map(|f| f.words.clone()).collect();
    let index = match trigger.role {
        Role::Stands => level_of(page, questions, figures, trigger),
        Role::Near => behind_verb(page, questions, figures, trigger),
        Role::Participle | Role::Strong => {
            let verb = Trigger {
                role: Role::Participle,
                ..trigger.clone()
            };
            governed(page, &questions.grammar, &ranges, &verb)
                .or_else(|| behind_verb(page, questions, figures, trigger))
        }
        _ => governed(page, &questions.grammar, &ranges, trigger),
    };
    let figure = figures.get(index?)?;
    (trigger.role != Role::After || is_close(page, figure, trigger)).then_some(figure)
}

/// Most words between a sum or a result and the noun behind it: "$4 million of jewels in the heist".
const CLOSE: usize = 5;

/// Whether a noun behind a sum or a result is near enough to be its own; what is counted may be further before its predicate.
fn is_close(page: &Page<'_>, figure: &Figure<'_>, trigger: &Trigger) -> bool {
    let between = figure.words.end..trigger.words.start;
    let counted = !matches!(figure.amount.measure, Measure::Money | Measure::Score);
    let comma = || (between.start..=between.end).any(|n| page.gap(n).has_any(Gap::COMMA | Gap::SEMICOLON));
    counted || between.is_empty() || (between.len() <= CLOSE && !comma())
}

fn figures<'p>(page: &Page<'p>, questions: &Questions, trigger: &Trigger) -> Vec<Figure<'p>> {
    let question = &questions.list[trigger.question];
    let sentence = page.sentence_words(trigger.words.start);
    page.mentions_in(&sentence)
        .filter_map(|(n, m)| match &m.value {
            Value::Amount(amount) => Some(Figure {
                words: page.ranges[n].clone(),
                amount,
            }),
            _ => None,
        })
        .filter(|f| {
            fits(questions, question, trigger, f)
                && !is_record(page, f)
                && !is_whole(page, question, f)
                && !page.is_torn(&f.words)
                && !is_modifier(page, questions, trigger, f)
        })
        .collect()
}

/// "the Harriers (11-4)": games won and lost, not the score of one.
fn is_record(page: &Page<'_>, figure: &Figure<'_>) -> bool {
    figure.amount.measure == Measure::Score && page.gap(figure.words.start).has(Gap::OPEN)
}

/// "58 of the 120 seats", "voters in 12 seats": what another number is a part of, or where something is.
fn is_whole(page: &Page<'_>, question: &Question, figure: &Figure<'_>) -> bool {
    if figure.amount.measure != Measure::Count || figure.words.start < 2 {
        return false;
    }
    let before = figure.words.start - 1;
    let of = before - usize::from(page.is_one_of(before, &["the", "its", "all", "their"]));
    let counted = (of.saturating_sub(3)..of).any(|n| page.number_at(n).is_some_and(|n| n.end == of));
    (page.is_one_of(of, &["of"]) && counted) || (question.per_name && page.is_one_of(before, &["in"]))
}

/// How many words may make up a sum's noun: "$50,000 cash-only bond".
const SUM_REACH: usize = 3;

/// "the $6 million ferry": a sum that only tells which thing is meant, and not "the $6 million fine".
fn is_modifier(page: &Page<'_>, questions: &Questions, trigger: &Trigger, figure: &Figure<'_>) -> bool {
    let (first, next) = (figure.words.start, figure.words.end);
    let grammar = &questions.grammar;
    let hash = page.hash(next);
    let word = page.word(next);
    let function_word = [
        &grammar.be,
        &grammar.have,
        &grammar.prepositions,
        &grammar.phrase_ends,
        &grammar.clause_starters,
        &grammar.subject_walls,
    ]
    .iter()
    .any(|set| set.contains(&hash));
    figure.amount.measure == Measure::Money
        && first > 0
        && page.gap(next).is_blank()
        && grammar.articles.contains(&page.hash(first - 1))
        && next != trigger.words.start
        && word.len() > 3
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !word.ends_with("ly")
        && !function_word
        && !(next..next + SUM_REACH).any(|n| questions.noun_is("sum", page.hash(n)))
}

/// Whether a figure is of a sort that answers the question.
fn fits(questions: &Questions, question: &Question, trigger: &Trigger, figure: &Figure<'_>) -> bool {
    let amount = figure.amount;
    if !question.measures.is_empty() && !question.measures.contains(&amount.measure) {
        return false;
    }
    let listed = |list: &str, word: &str| questions.noun_is(list, hash_folded(word));
    let Some(list) = &question.of else {
        return true;
    };
    // "1,200 job cuts"
    let said = trigger.words.len() > 1
        && figure.words.start < trigger.words.start
        && trigger.words.end <= figure.words.end;
    match (&amount.of, amount.measure) {
        (Some(of), _) => listed(list, of) || said || (trigger.role == Role::Strong && listed("worker", of)),
        (None, Measure::Count) => {
            let small = |largest: f64| amount.nominal.is_some_and(|n| (1.0..=largest).contains(&n));
            let touches = figure.words.end == trigger.words.start || trigger.words.end == figure.words.start;
            question.largest.is_some_and(small) && (touches || trigger.role == Role::Stands)
        }
        (None, Measure::Quantity) => amount.unit.as_deref().is_some_and(|unit| listed(list, unit)),
        (None, _) => true,
    }
}

/// What the answer is about: the question's own words, and the holder's where each has its own answer.
pub(super) fn about(question: &Question, holder: Option<&str>) -> String {
    holder.map_or_else(
        || question.about.clone(),
        |name| format!("{} of {name}", question.about),
    )
}

/// Whose answer a number is, where each name has its own: the name nearest before it in its clause; of a game's score both sides.
fn holder(page: &Page<'_>, question: &Question, figure: &Figure<'_>) -> Option<String> {
    if !question.per_name {
        return None;
    }
    let words = &figure.words;
    let before = page.sentence_words(words.start).start..words.start;
    let names = page
        .mentions_in(&before)
        .filter(|(n, _)| page.clause(page.ranges[*n].start) == page.clause(words.start))
        .filter_map(|(_, m)| match &m.value {
            Value::Name(name) if names_holder(question, m.kind.as_str()) => name.entity.as_deref(),
            _ => None,
        });
    if figure.amount.measure != Measure::Score {
        return names.last().map(plain_name);
    }
    let mut sides: Vec<String> = names.map(plain_name).collect();
    let mut sides = sides.split_off(sides.len().saturating_sub(2));
    sides.sort();
    sides.dedup();
    (!sides.is_empty()).then(|| sides.join(" and "))
}

/// Whether a name of this kind tells the answers of a question apart.
pub(super) fn names_holder(question: &Question, kind: &str) -> bool {
    if question.kinds.is_empty() {
        kind != "place"
    } else {
        question.kinds.iter().any(|k| k == kind)
    }
}
