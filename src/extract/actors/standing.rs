//! Which candidates count: names that are sure by themselves, weak ones by what stands beside and around them, or by the rest of the article.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Candidate;
use super::context::Context;
use super::mistaken::Mistaken;
use crate::extract::Reading;
use crate::model::{Gap, Match, Shape};

/// What speaks for a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The name itself, or a head word beside it.
    Sure,
    /// Words of attackers not far from it.
    Near,
    /// Nothing here; the rest of the article may.
    Open,
}

/// The candidates that count, by place.
pub(super) fn keep(
    reading: &Reading<'_>,
    context: &Context,
    mistaken: &Mistaken,
    candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    let mut around = None;
    let mut standing: Vec<(Candidate, Standing)> = Vec::new();
    for mut candidate in candidates {
        if mistaken.is_mostly_malware(candidate.text(reading)) {
            (candidate.weak, candidate.needs_head) = (true, true);
        }
        let run = (candidate.first, candidate.end);
        if mistaken.is_elsewhere(reading, run) {
            continue;
        }
        let head = context.follows(reading, candidate.end, candidate.weak);
        if !head && is_another(reading, context, mistaken, &candidate) {
            continue;
        }
        let sure = !candidate.weak || head || context.introduces(reading, candidate.first);
        let stands = if sure || goes_on_list(reading, &standing, &candidate) {
            Standing::Sure
        } else if !candidate.needs_head && context.is_near(reading, run, &mut around) {
            Standing::Near
        } else {
            Standing::Open
        };
        standing.push((candidate, stands));
    }
    let sure = sure_entities(&standing);
    let counts = |(candidate, stands): &(Candidate, Standing)| match stands {
        Standing::Sure | Standing::Near => true,
        // Another, sure name of the same actor in the article is context too.
        Standing::Open => {
            candidate.matched != Match::Affix
                && !mistaken.is_mostly_malware(candidate.text(reading))
                && candidate.entities.iter().any(|(id, _)| sure.contains(id))
        }
    };
    standing.retain(counts);
    standing.into_iter().map(|(candidate, _)| candidate).collect()
}

fn sure_entities(standing: &[(Candidate, Standing)]) -> FxHashSet<Arc<str>> {
    let sure = standing.iter().filter(|(_, s)| *s == Standing::Sure);
    sure.flat_map(|(c, _)| c.entities.iter().map(|(id, _)| Arc::clone(id)))
        .collect()
}

/// "Cobalt Strike", "Winnti malware", "Krypton Security".
fn is_another(reading: &Reading<'_>, context: &Context, mistaken: &Mistaken, candidate: &Candidate) -> bool {
    context.is_something_else(reading, candidate)
        || mistaken.is_malware(reading, candidate)
        || (candidate.weak && is_part_of_longer(reading, candidate))
}

/// "Krypton Security", "Security Analyst Summit": a weak name among other capitalised words is a part of another name.
fn is_part_of_longer(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let word = |at: usize| reading.words().get(at);
    let capital = |at: usize| word(at).is_some_and(|w| matches!(w.shape, Shape::Capitalised | Shape::Mixed));
    candidate.end == candidate.first + 1
        && capital(candidate.first)
        && capital(candidate.end)
        && reading.gap(candidate.end).is_blank()
}

/// "groups such as APT33, Silence and Gorgon": joined to a name that is sure.
fn goes_on_list(reading: &Reading<'_>, before: &[(Candidate, Standing)], candidate: &Candidate) -> bool {
    let Some((last, Standing::Sure)) = before.last() else {
        return false;
    };
    let between = candidate.first.checked_sub(last.end);
    let joined = match between {
        Some(0) => matches!(reading.gap(candidate.first), Gap::SLASH) || is_comma(reading.gap(candidate.first)),
        Some(1) => {
            matches!(reading.word(last.end), "and" | "or")
                && reading.gap(candidate.first).is_blank()
                && (reading.gap(last.end).is_blank() || is_comma(reading.gap(last.end)))
        }
        _ => false,
    };
    // Of one list; a weak name after a sure one in another sentence is no list.
    joined && candidate.matched != Match::Affix
}

fn is_comma(gap: Gap) -> bool {
    let quiet = Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::APOSTROPHE;
    gap.0 & !quiet.0 == Gap::COMMA.0
}
