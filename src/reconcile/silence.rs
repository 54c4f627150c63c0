//! What silence says: a report that counts the dead and names no injured probably knows of none (measured on shootings: `benches/quality.md`).
//!
//! Silence makes no fact and no position: it only votes for zero where other reports of the story do give a number.

use std::collections::{BTreeMap, BTreeSet};

use super::positions::{Member, Stand};
use super::series::number;
use super::sources::Sources;
use super::wording::Wording;
use crate::lexicon::QuestionSet;
use crate::model::{Answer, Certainty, ClaimAmount, ClaimValue, Comparator, Interval, Polarity};

/// A number from which a tie goes to what is said: who counts several injured hardly invents them, while one of them may have died since.
const SEVERAL: f64 = 2.0;

/// The articles whose silence on a question says zero, by place in the story: those that answer its `zero_beside` with a number above zero.
pub(super) fn silent_articles(
    question: &str,
    by_question: &BTreeMap<&str, Vec<Member<'_>>>,
    questions: &QuestionSet,
    sources: &Sources,
) -> BTreeSet<usize> {
    let beside = questions.get(question).and_then(|q| q.zero_beside.as_deref());
    let Some(counting) = beside.and_then(|id| by_question.get(id)) else {
        return BTreeSet::new();
    };
    let said: BTreeSet<usize> = by_question
        .get(question)
        .map(|members| members.iter().map(|m| m.article).collect())
        .unwrap_or_default();
    counting
        .iter()
        .filter(|m| m.claim.certainty <= Certainty::Probable && m.claim.polarity == Polarity::Affirmed)
        .filter(|m| number(&m.claim.value).is_some_and(|n| n > 0.0))
        .map(|m| m.article)
        .filter(|article| !said.contains(article) && !sources.is_copy(*article))
        .collect()
}

/// Zero, where more independent sources are silent or say zero than stand behind the answer, or as many where it is a single person.
pub(super) fn outvoted(
    answer: &Answer,
    stands: &[Stand<'_>],
    silent: &BTreeSet<usize>,
    (sources, wording): (&Sources, &Wording<'_>),
) -> Option<Answer> {
    let said = number(&answer.value).filter(|n| *n > 0.0)?;
    if silent.is_empty() {
        return None;
    }
    let deniers = || {
        stands
            .iter()
            .filter(|s| number(s.value) == Some(0.0))
            .flat_map(|s| &s.members)
    };
    let mut articles = silent.clone();
    articles.extend(deniers().map(|m| m.article).filter(|&a| !sources.is_copy(a)));
    let independent = sources.outlets(silent) + sources.independent(deniers());
    let (zero, other) = (
        (independent, articles.len()),
        (answer.independent, answer.support),
    );
    if zero < other || (zero == other && said >= SEVERAL) {
        return None;
    }
    let value = ClaimValue::Amount(ClaimAmount {
        interval: Interval::exactly(0.0),
        nominal: Some(0.0),
        unit: None,
        comparator: Comparator::Exactly,
    });
    Some(Answer {
        text: wording.value(&value, Certainty::Probable, Polarity::Affirmed),
        value,
        support: articles.len(),
        articles: answer.articles,
        independent: independent.min(articles.len()),
        rule: "vote_with_silence".to_owned(),
    })
}
