//! What silence says: a report that counts the dead and names no injured probably knows of none (measured on shootings: `benches/quality.md`).
//!
//! Silence makes no fact and no position: it only leaves a number without an answer that other reports of the story infer.

use std::collections::{BTreeMap, BTreeSet};

use super::positions::{Member, Stand};
use super::series::number;
use super::sources::Sources;
use super::survivors::Dead;
use crate::lexicon::QuestionSet;
use crate::model::{Answer, Basis, Certainty, Polarity};

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

/// Whether as many independent sources are silent or say zero as stand behind the answer, or more where it is several persons. Who counts
/// the dead and the injured side by side knows better than who is silent.
pub(super) fn outvotes(
    answer: &Answer,
    stands: &[Stand<'_>],
    silent: &BTreeSet<usize>,
    dead: &Dead,
    sources: &Sources,
) -> bool {
    let Some(said) = number(&answer.value).filter(|n| *n > 0.0 && !silent.is_empty()) else {
        return false;
    };
    let sure = |s: &Stand<'_>| {
        number(s.value) == Some(said)
            && s.members
                .iter()
                .any(|m| m.claim.basis != Basis::Inferred && dead.are_counted_by(m.article))
    };
    if stands.iter().any(sure) {
        return false;
    }
    let deniers = || {
        stands
            .iter()
            .filter(|s| number(s.value) == Some(0.0))
            .flat_map(|s| &s.members)
    };
    let mut articles = silent.clone();
    articles.extend(deniers().filter(|m| !sources.is_copied(m)).map(|m| m.article));
    let zero = (
        sources.outlets(silent) + sources.independent(deniers()),
        articles.len(),
    );
    let other = (answer.independent, answer.support);
    zero > other || (zero == other && said < SEVERAL)
}
