//! Positions: one value with one polarity and one certainty, and the claims that take it.

use jiff::civil::Date;

use super::comparison::{Comparison, Reading, compare_values};
use super::series::number;
use super::wording::Wording;
use crate::model::{ArticleClaims, Basis, Certainty, Claim, ClaimValue, FactClaim, Polarity, Position};

/// A claim with the place of its article in the story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// Place of the article in the story's order, (date, id).
    pub(super) article: usize,
    pub(super) claim: &'a Claim,
}

/// A position while it is being compared.
#[derive(Debug, Clone)]
pub(super) struct Stand<'a> {
    pub(super) value: &'a ClaimValue,
    pub(super) certainty: Certainty,
    pub(super) polarity: Polarity,
    /// The best that a claim of it has.
    pub(super) basis: Basis,
    /// The first day a claim of it holds for: later repeats do not make it news.
    pub(super) since: Option<Date>,
    /// By (article, place).
    pub(super) members: Vec<Member<'a>>,
}

impl Stand<'_> {
    /// Whether this is a number of persons described who may be some of those that `whole` counts.
    pub(super) fn is_part_of(&self, whole: &Self) -> bool {
        let both = number(self.value).zip(number(whole.value));
        self.basis == Basis::Described && both.is_some_and(|(part, all)| 0.0 < part && part < all)
    }

    /// The articles that take it, each once, in order.
    pub(super) fn articles(&self) -> Vec<usize> {
        let mut articles: Vec<usize> = self.members.iter().map(|m| m.article).collect();
        articles.dedup();
        articles
    }
}

/// The positions of claims that stand by (article, place), in the order of their first claims.
pub(super) fn positions<'a>(members: &[Member<'a>]) -> Vec<Stand<'a>> {
    let mut stands: Vec<Stand<'a>> = Vec::new();
    for &member in members {
        let claim = member.claim;
        let taken = stands.iter_mut().find(|stand| {
            stand.certainty == claim.certainty
                && stand.polarity == claim.polarity
                && compare_values(stand.value, &claim.value, Reading::Strict) == Comparison::Same
        });
        match taken {
            Some(stand) => {
                stand.basis = stand.basis.min(claim.basis);
                stand.since = stand.since.into_iter().chain(claim.as_of).min();
                if says_more(&claim.value, stand.value) {
                    stand.value = &claim.value;
                }
                stand.members.push(member);
            }
            None => stands.push(Stand {
                value: &claim.value,
                certainty: claim.certainty,
                polarity: claim.polarity,
                basis: claim.basis,
                since: claim.as_of,
                members: vec![member],
            }),
        }
    }
    stands
}

/// Whether, of two values that say the same, `new` names it better: by an entity that a dictionary holds, else by the longer name.
fn says_more(new: &ClaimValue, old: &ClaimValue) -> bool {
    let fullness = |names: &[String]| {
        let unlisted = names.iter().filter(|name| name.contains('~')).count();
        (
            std::cmp::Reverse(unlisted),
            names.iter().map(String::len).sum::<usize>(),
        )
    };
    match (new, old) {
        (ClaimValue::Names(new), ClaimValue::Names(old)) => fullness(new) > fullness(old),
        _ => false,
    }
}

/// A position as a fact shows it. A name or a day that an article repeats says nothing new: its first claim is shown.
pub(super) fn shown(stand: &Stand<'_>, articles: &[&ArticleClaims], wording: &Wording<'_>) -> Position {
    Position {
        text: wording.value(stand.value, stand.certainty, stand.polarity),
        value: stand.value.clone(),
        certainty: stand.certainty,
        polarity: stand.polarity,
        claims: stand
            .members
            .iter()
            .enumerate()
            .filter(|(nth, member)| {
                let repeated = || {
                    stand.members[..*nth]
                        .iter()
                        .any(|before| before.article == member.article)
                };
                !(matches!(stand.value, ClaimValue::Names(_) | ClaimValue::When(_)) && repeated())
            })
            .map(|(_, member)| FactClaim {
                article: articles[member.article].id.clone(),
                span: member.claim.span,
                quote: member.claim.quote.clone(),
                certainty: member.claim.certainty,
                polarity: member.claim.polarity,
                attribution: member.claim.attribution.clone(),
                as_of: member.claim.as_of,
            })
            .collect(),
    }
}
