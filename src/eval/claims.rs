//! Claims against marks: the same question on overlapping words, and the same value.

use super::counts::{Counts, Row};
use super::gold::ArticleGold;
use super::marks::Mark;
use super::notation;
use crate::model::{Claim, ClaimValue, Record, Span};

/// Rows `found` (question and place) and `value` over all claims of declared questions and counted nouns that gold has a say on.
pub(super) fn rows(pairs: &[(&ArticleGold, &Record)]) -> Vec<Row> {
    let (mut found, mut value) = (Counts::default(), Counts::default());
    for (gold, record) in pairs {
        let marks: Vec<&Mark> = gold.marks.iter().filter(|m| m.kind == "claim").collect();
        // Gold marks the counted nouns that matter to the story, so an open claim outside of them is neither right nor wrong.
        let claims: Vec<&Claim> = record
            .claims
            .iter()
            .filter(|c| c.span.field.is_text())
            .filter(|c| !is_open(&c.question) || meets(c, &marks))
            .collect();
        let mut free = vec![true; claims.len()];
        let (mut on_place, mut right) = (0, 0);
        for mark in &marks {
            let fits = |at: &usize| free[*at] && answers(mark, claims[*at]);
            let best = (0..claims.len())
                .filter(fits)
                .max_by_key(|&at| same_value(mark, claims[at]));
            if let Some(at) = best {
                free[at] = false;
                on_place += 1;
                right += usize::from(same_value(mark, claims[at]));
            }
        }
        found.add(Counts::new(marks.len(), claims.len(), on_place));
        value.add(Counts::new(marks.len(), claims.len(), right));
    }
    let row = |reading, counts| Row {
        stage: "claim",
        what: "all".to_owned(),
        reading,
        counts,
    };
    vec![row("question", found), row("value", value)]
}

fn is_open(question: &str) -> bool {
    question.contains(':')
}

fn meets(claim: &Claim, marks: &[&Mark]) -> bool {
    marks.iter().any(|m| answers(m, claim))
}

fn answers(mark: &Mark, claim: &Claim) -> bool {
    let span = Span {
        start: claim.span.byte_start,
        end: claim.span.byte_end,
    };
    mark.values.first() == Some(&claim.question) && mark.span.overlaps(span)
}

fn same_value(mark: &Mark, claim: &Claim) -> bool {
    let said = mark.values.get(1).map_or("", String::as_str);
    let certainty = mark
        .values
        .iter()
        .find_map(|v| v.strip_prefix("certainty="))
        .unwrap_or("asserted");
    match &claim.value {
        ClaimValue::Amount(amount) => said == notation::claim_amount(amount),
        ClaimValue::When(when) => said == when.value,
        ClaimValue::Proposition(_) => certainty == format!("{:?}", claim.certainty).to_lowercase(),
        // Gold's slugs are the long name's: an entity the tool made of a name ends in the same slug.
        ClaimValue::Names(names) => names
            .iter()
            .any(|n| n.trim_start_matches(|c| c != '/').trim_start_matches(['/', '~']) == said),
        ClaimValue::Phrase(phrase) => mark.values[1..].iter().any(|word| phrase.contains(word.as_str())),
    }
}
