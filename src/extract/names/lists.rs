//! Names in a list are of a kind: "Paris, London and X".

use super::evidence::{Evidence, NameKind};
use super::groups::Groups;
use super::look::Look;
use crate::model::Gap;

/// Marks each candidate with the kinds of its neighbours in a list, by the first round of labels.
pub(crate) fn mark(look: &Look<'_>, groups: &mut Groups, kinds: &[Option<NameKind>]) {
    for at in 1..groups.sightings.len() {
        let (left, right) = (groups.sightings[at - 1], groups.sightings[at]);
        if left.candidate.sentence != right.candidate.sentence
            || !is_list(look, left.candidate.end, right.candidate.first)
        {
            continue;
        }
        if let Some(kind) = kinds[right.name] {
            groups.sightings[at - 1].seen.add(beside(kind));
        }
        if let Some(kind) = kinds[left.name] {
            groups.sightings[at].seen.add(beside(kind));
        }
    }
}

/// Whether only a comma, "and" or "or" stands between.
fn is_list(look: &Look<'_>, end: usize, next: usize) -> bool {
    let comma = Gap::COMMA | Gap::SPACE;
    match next - end {
        0 => look.reading.gap(next) == comma,
        1 => {
            matches!(look.reading.word(end), "and" | "or" | "und" | "y")
                && (look.reading.gap(end) == comma || look.reading.gap(end).is_blank())
                && look.reading.gap(next).is_blank()
        }
        _ => false,
    }
}

fn beside(kind: NameKind) -> Evidence {
    match kind {
        NameKind::Organisation => Evidence::BesideOrganisation,
        NameKind::Person => Evidence::BesidePerson,
        NameKind::Place => Evidence::BesidePlace,
    }
}
