//! What to hold of a fact: less precise reports support the more precise, independent sources vote, and a tie goes to a stated rule or to nobody.
//! Never an average.

use std::cmp::Reverse;

use super::comparison::{Comparison, Reading, compare_values, is_near};
use super::positions::{Member, Stand};
use super::relations::compare_stands;
use super::series::number;
use super::sources::Sources;
use super::wording::Wording;
use crate::lexicon::{Course, QuestionTraits};
use crate::model::{Answer, Basis, Certainty, ClaimValue, Comparator, Polarity};

/// Tolls from which one later article is enough.
const LARGE: f64 = 10.0;

/// A position with what stands behind it.
#[derive(Debug, Clone)]
struct Candidate {
    /// Index of the position.
    at: usize,
    /// Indices of positions that support it, itself among them.
    supporters: Vec<usize>,
    /// Independent sources among the support, then articles, then whether it is more than inferred, then claims: what an article repeats it means.
    votes: (usize, usize, bool, usize),
}

/// The answer of a fact with `articles` articles in its story, or nothing where nothing decides.
pub(super) fn answer(
    stands: &[Stand<'_>],
    articles: usize,
    traits: QuestionTraits,
    sources: &Sources,
    wording: &Wording<'_>,
) -> Option<Answer> {
    if traits.multi && matches!(stands.first()?.value, ClaimValue::Names(_)) {
        return union(stands, articles, sources, wording);
    }
    let mut candidates: Vec<Candidate> = (0..stands.len())
        .map(|at| candidate(at, stands, sources))
        .filter(|c| c.votes.1 > 0)
        .collect();
    candidates.sort_by_key(|c| {
        (
            Reverse(c.votes),
            vagueness(c.at, stands),
            stands[c.at].certainty,
            c.at,
        )
    });
    let first = candidates.first()?.clone();
    let rivals: Vec<&Candidate> = candidates[1..]
        .iter()
        .filter(|c| !first.supporters.contains(&c.at))
        .collect();
    let (chosen, rule) = choose(&first, &rivals, stands, traits)?;
    Some(made((chosen, rule), stands, articles, sources, wording))
}

/// Which candidate, and the rule that chose it.
fn choose<'c>(
    first: &'c Candidate,
    rivals: &[&'c Candidate],
    stands: &[Stand<'_>],
    traits: QuestionTraits,
) -> Option<(&'c Candidate, &'static str)> {
    let later = match traits.course {
        Course::Fixed => None,
        Course::Grows => rivals
            .iter()
            .rev()
            .find(|later| supersedes(later, first, stands))
            .copied(),
        Course::Changes => last(first, rivals, stands),
    };
    if let Some(later) = later {
        return Some((later, "latest"));
    }
    let tied: Vec<&Candidate> = rivals
        .iter()
        .copied()
        .filter(|c| c.votes == first.votes)
        .collect();
    if tied.is_empty() {
        let rule = match (rivals.is_empty(), first.supporters.len(), stands.len()) {
            (_, _, 1) if first.votes.1 == 1 => "only_report",
            (true, 1, 1) => "agree",
            (true, _, _) => "most_precise",
            (false, _, _) => "vote",
        };
        return Some((first, rule));
    }
    let all: Vec<&Candidate> = std::iter::once(first).chain(tied).collect();
    let mut leads = all
        .iter()
        .filter(|c| stands[c.at].members.iter().any(|m| !m.claim.is_late()));
    if let (Some(one), None) = (leads.next(), leads.next()) {
        return Some((one, "lead"));
    }
    let earliest = all
        .iter()
        .min_by_key(|c| stands[c.at].members.first().map(|m| (m.article, m.claim.span)))?;
    match stands[first.at].value {
        ClaimValue::When(_) => Some((earliest, "earliest")),
        ClaimValue::Amount(_) => {
            let mut qualified = all.iter().filter(|c| is_qualified(stands[c.at].value));
            match (qualified.next(), qualified.next()) {
                (Some(one), None) => Some((one, "qualified")),
                _ => Some((earliest, "earliest")),
            }
        }
        _ if traits.earliest => Some((earliest, "earliest")),
        _ => None,
    }
}

/// Whether `later` is the number of `first` grown: larger, first said for a later day, and by two articles at least. Large numbers and none at all need one:
/// where one or two people are hurt, a larger number in one article is a misreading more often than news (measured on shootings).
fn supersedes(later: &Candidate, first: &Candidate, stands: &[Stand<'_>]) -> bool {
    let (a, b) = (&stands[first.at], &stands[later.at]);
    let Some((old, new)) = number(a.value).zip(number(b.value)) else {
        return false;
    };
    let after = a.since.zip(b.since).is_some_and(|(x, y)| y > x);
    let one_is_enough = old == 0.0 || old >= LARGE;
    let enough = later.votes.1 >= 2 || (one_is_enough && later.votes.1 >= first.votes.1);
    new > old && after && enough
}

/// Of numbers that go up and down the one that was first said for the last day, if that is another than `first`.
fn last<'c>(first: &'c Candidate, rivals: &[&'c Candidate], stands: &[Stand<'_>]) -> Option<&'c Candidate> {
    let since = |c: &Candidate| stands[c.at].since;
    let last = rivals.iter().rev().max_by_key(|c| since(c))?;
    let said = stands[last.at].basis.is_said();
    (said && since(last) > since(first) && since(first).is_some()).then_some(*last)
}

/// Whether a number is said with a bound: "more than 80" was chosen with care, a bare 80 may be rounded.
fn is_qualified(value: &ClaimValue) -> bool {
    matches!(value, ClaimValue::Amount(amount) if !matches!(amount.comparator, Comparator::Exactly | Comparator::Vague))
}

/// A position, those that say the same with another certainty, and those that are less precise.
fn candidate(at: usize, stands: &[Stand<'_>], sources: &Sources) -> Candidate {
    let own = &stands[at];
    let supporters: Vec<usize> = (0..stands.len())
        .filter(|&other| other == at || supports(&stands[other], own))
        .collect();
    let members = || supporters.iter().flat_map(|&s| &stands[s].members);
    let votes = (
        sources.independent(members()),
        reporting(members(), sources),
        supporters.iter().any(|&s| speaks_for(&stands[s], own)),
        members().count(),
    );
    Candidate {
        at,
        supporters,
        votes,
    }
}

/// Whether a supporter makes a position more than inferred: it is itself, or the month of its day is said.
fn speaks_for(supporter: &Stand<'_>, own: &Stand<'_>) -> bool {
    let said = supporter.basis != Basis::Inferred;
    said && (matches!(own.value, ClaimValue::When(_)) || own.basis != Basis::Inferred)
}

fn supports(other: &Stand<'_>, own: &Stand<'_>) -> bool {
    let unknown = |stand: &Stand<'_>| stand.certainty == Certainty::Unknown;
    let wider = || {
        // One victim told at length is no voice for a number that is itself counted together.
        let part = other.is_part_of(own) && !own.basis.is_said();
        !part
            && compare_stands(other, own, Reading::Strict) == Comparison::Wider
            && is_near(other.value, own.value)
    };
    other.polarity == own.polarity
        && unknown(other) == unknown(own)
        && (compare_values(other.value, own.value, Reading::Strict) == Comparison::Same || wider())
}

/// Articles among the claims, copies left out.
fn reporting<'m>(members: impl Iterator<Item = &'m Member<'m>>, sources: &Sources) -> usize {
    let mut articles: Vec<usize> = members
        .filter(|m| !sources.is_copied(m))
        .map(|m| m.article)
        .collect();
    articles.sort_unstable();
    articles.dedup();
    articles.len()
}

/// How many positions are more precise than this one: of equal support, the most precise counts.
fn vagueness(at: usize, stands: &[Stand<'_>]) -> usize {
    stands
        .iter()
        .filter(|other| compare_values(stands[at].value, other.value, Reading::Strict) == Comparison::Wider)
        .count()
}

fn made(
    (candidate, rule): (&Candidate, &str),
    stands: &[Stand<'_>],
    articles: usize,
    sources: &Sources,
    wording: &Wording<'_>,
) -> Answer {
    let own = &stands[candidate.at];
    // The surest of those who say the same speaks for all.
    let certainty = candidate
        .supporters
        .iter()
        .filter(|&&s| compare_values(stands[s].value, own.value, Reading::Strict) == Comparison::Same)
        .map(|&s| stands[s].certainty)
        .min()
        .unwrap_or(own.certainty);
    let members = || candidate.supporters.iter().flat_map(|&s| &stands[s].members);
    Answer {
        text: wording.value(own.value, certainty, own.polarity),
        value: own.value.clone(),
        support: reporting(members(), sources),
        articles,
        independent: sources.independent(members()),
        rule: rule.to_owned(),
    }
}

/// All names that are affirmed: of several bodies consulted each report may name some.
fn union(stands: &[Stand<'_>], articles: usize, sources: &Sources, wording: &Wording<'_>) -> Option<Answer> {
    let affirmed: Vec<&Stand<'_>> = stands
        .iter()
        .filter(|s| s.polarity == Polarity::Affirmed && s.certainty != Certainty::Unknown)
        .collect();
    let mut names: Vec<String> = Vec::new();
    for stand in &affirmed {
        if let ClaimValue::Names(own) = stand.value {
            for name in own {
                match names
                    .iter_mut()
                    .find(|known| super::compare_names::same_entity(known, name))
                {
                    // The longer of two names for one entity says more.
                    Some(known)
                        if known.contains('~') && (!name.contains('~') || name.len() > known.len()) =>
                    {
                        known.clone_from(name);
                    }
                    Some(_) => {}
                    None => names.push(name.clone()),
                }
            }
        }
    }
    names.sort();
    names.dedup();
    let members = || affirmed.iter().flat_map(|s| &s.members);
    let support = reporting(members(), sources);
    (support > 0).then(|| {
        let value = ClaimValue::Names(names);
        let rule = match (support, affirmed.len()) {
            (1, _) => "only_report",
            (_, 1) => "agree",
            _ => "union",
        };
        Answer {
            text: wording.value(&value, Certainty::Asserted, Polarity::Affirmed),
            value,
            support,
            articles,
            independent: sources.independent(members()),
            rule: rule.to_owned(),
        }
    })
}
