//! Facts against gold: found, with the right verdict, with the right answer; and conflicts alone.

use super::counts::{Counts, Row};
use super::gold::{FactGold, StoryGold};
use super::notation;
use crate::model::{ClaimValue, Fact, Verdict};

/// Rows `found`, `verdict`, `answer` of facts that gold has, and precision and recall of reported conflicts.
pub(super) fn rows(gold: &[StoryGold], facts: &[Fact]) -> Vec<Row> {
    let golds: Vec<&FactGold> = gold.iter().flat_map(|s| &s.facts).collect();
    let pairs: Vec<(&FactGold, Option<&Fact>)> = golds.iter().map(|g| (*g, best(g, facts))).collect();
    let found = pairs.iter().filter(|(_, f)| f.is_some()).count();
    let verdicts = pairs
        .iter()
        .filter(|(g, f)| f.is_some_and(|f| f.verdict.as_str() == g.verdict))
        .count();
    let answers = pairs
        .iter()
        .filter(|(g, f)| f.is_some_and(|f| same_answer(g, f)))
        .count();
    let conflicts = golds.iter().filter(|g| g.verdict == "conflict").count();
    let right = pairs
        .iter()
        .filter(|(g, f)| g.verdict == "conflict" && f.is_some_and(is_conflict))
        .count();
    let reported = facts.iter().filter(|f| is_conflict(f)).count();
    let row = |what: &str, reading, counts| Row {
        stage: "fact",
        what: what.to_owned(),
        reading,
        counts,
    };
    vec![
        // Gold lists the facts that matter, not every one: precision is only asked of those that meet one of gold's.
        row("all", "found", Counts::new(golds.len(), found, found)),
        row("all", "verdict", Counts::new(golds.len(), found, verdicts)),
        row("all", "answer", Counts::new(golds.len(), found, answers)),
        row("conflict", "verdict", Counts::new(conflicts, reported, right)),
    ]
}

fn is_conflict(fact: &Fact) -> bool {
    fact.verdict == Verdict::Conflict
}

/// The fact of the same question that shares most articles with the gold fact.
fn best<'a>(gold: &FactGold, facts: &'a [Fact]) -> Option<&'a Fact> {
    let shared = |fact: &Fact| {
        let holds = |id: &str| {
            fact.positions
                .iter()
                .flat_map(|p| &p.claims)
                .any(|c| c.article == id)
        };
        gold.positions.iter().flatten().filter(|id| holds(id)).count()
    };
    let same = facts
        .iter()
        .filter(|f| f.question == gold.question)
        .map(|f| (shared(f), f));
    // The first of equals, so that the choice does not hang on the facts' number.
    same.filter(|(n, _)| *n > 0)
        .fold(None, |best: Option<(usize, &Fact)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, fact)| fact)
}

fn same_answer(gold: &FactGold, fact: &Fact) -> bool {
    match (&gold.answer, &fact.answer) {
        (None, None) => true,
        (Some(gold), Some(answer)) => match &answer.value {
            ClaimValue::Amount(amount) => *gold == notation::claim_amount(amount),
            ClaimValue::When(when) => *gold == when.value,
            ClaimValue::Names(names) => names.iter().any(|n| n.ends_with(gold.as_str())),
            ClaimValue::Proposition(_) => {
                gold.eq_ignore_ascii_case(&answer.text) || answer.text.contains(gold.as_str())
            }
            ClaimValue::Phrase(phrase) => phrase.contains(gold.as_str()) || gold.contains(phrase.as_str()),
        },
        _ => false,
    }
}
