//! How two positions stand to one another: what they say, how sure they are, and whether one denies it.
//!
//! Wording of cross-document structure theory (Radev 2000) and of contradiction types (de Marneffe, Rafferty & Manning 2008).

use super::comparison::{Comparison, Reading, compare_values};
use super::positions::Stand;
use super::series::number;
use crate::lexicon::{Course, QuestionTraits};
use crate::model::{Basis, Certainty, ClaimValue, Polarity, Relation, RelationPair};

/// Every pair of stands once, `a` the less precise or more hedging one.
pub(super) fn relations(stands: &[Stand<'_>], traits: QuestionTraits, reading: Reading) -> Vec<RelationPair> {
    let mut pairs = Vec::with_capacity(stands.len() * stands.len().saturating_sub(1) / 2);
    for a in 0..stands.len() {
        for b in a + 1..stands.len() {
            let (relation, swapped) = relate(&stands[a], &stands[b], traits, reading);
            let (a, b) = if swapped { (b, a) } else { (a, b) };
            pairs.push(RelationPair { a, b, relation });
        }
    }
    pairs
}

/// How `a` stands to `b`, and whether the two change places for it.
pub(super) fn relate(
    a: &Stand<'_>,
    b: &Stand<'_>,
    traits: QuestionTraits,
    reading: Reading,
) -> (Relation, bool) {
    if a.certainty == Certainty::Unknown || b.certainty == Certainty::Unknown {
        return match a.value {
            // A number, a day or a cause that somebody does not know is not denied by who knows it; whether a thing is so at all is.
            ClaimValue::Amount(_) | ClaimValue::When(_) | ClaimValue::Phrase(_)
                if a.certainty != b.certainty =>
            {
                (Relation::Compatible, false)
            }
            _ => relate_unknown(a.certainty, b.certainty, reading),
        };
    }
    let values = compare_stands(a, b, reading);
    if a.polarity != b.polarity {
        return (relate_denial(a, b, values), false);
    }
    match values {
        Comparison::Same if a.certainty == b.certainty => (Relation::Agree, false),
        Comparison::Same => (Relation::WeakerModality, a.certainty < b.certainty),
        // Two denials: "not 5" and "not 6" are both true of 4.
        _ if a.polarity == Polarity::Denied => (Relation::Compatible, false),
        Comparison::Wider => (Relation::LessPrecise, false),
        Comparison::Narrower => (Relation::LessPrecise, true),
        Comparison::Overlap => (Relation::Compatible, false),
        Comparison::Apart if traits.multi || moved(a, b, traits.course) => (Relation::Compatible, false),
        Comparison::Apart if reading == Reading::Lenient && hedged(a, b) => (Relation::Compatible, false),
        Comparison::Apart => (Relation::Conflict, false),
    }
}

/// One side says that it is not known. Against "may" that is only a weaker word, against more it is another finding.
fn relate_unknown(a: Certainty, b: Certainty, reading: Reading) -> (Relation, bool) {
    match (a.max(b), a.min(b)) {
        (Certainty::Unknown, Certainty::Unknown) => (Relation::Agree, false),
        (Certainty::Unknown, Certainty::Possible) => (Relation::WeakerModality, a < b),
        _ if reading == Reading::Strict => (Relation::Conflict, false),
        _ => (Relation::Compatible, false),
    }
}

/// One side denies. It contradicts who affirms the same, or something that includes it.
fn relate_denial(a: &Stand<'_>, b: &Stand<'_>, values: Comparison) -> Relation {
    let denied_first = a.polarity == Polarity::Denied;
    let (denied, affirmed) = if denied_first { (a, b) } else { (b, a) };
    if matches!(denied.value, ClaimValue::Amount(_) | ClaimValue::When(_)) {
        // "No more than", "not three of the five", "not on Monday": a denied number says little; that nothing happened is zero, not a denial.
        return Relation::Compatible;
    }
    let covers = match if denied_first { values } else { values.reversed() } {
        Comparison::Same => true,
        Comparison::Wider => !matches!(denied.value, ClaimValue::Names(_)),
        _ => false,
    };
    if covers && affirmed.certainty <= Certainty::Probable {
        Relation::Conflict
    } else {
        Relation::Compatible
    }
}

/// How the values of two positions stand to one another. Persons described one by one need not be all, and what is inferred is nobody's word:
/// neither contradicts a number that is said.
pub(super) fn compare_stands(a: &Stand<'_>, b: &Stand<'_>, reading: Reading) -> Comparison {
    match compare_values(a.value, b.value, reading) {
        Comparison::Apart if a.is_part_of(b) => Comparison::Wider,
        Comparison::Apart if b.is_part_of(a) => Comparison::Narrower,
        Comparison::Apart if counts_in(a, b) || counts_in(b, a) => Comparison::Overlap,
        Comparison::Apart if a.basis == Basis::Inferred || b.basis == Basis::Inferred => Comparison::Overlap,
        values => values,
    }
}

/// Whether `more` is `less` and one person whom only the former says that it counts in: "seven, including the gunman".
fn counts_in(more: &Stand<'_>, less: &Stand<'_>) -> bool {
    let says = |stand: &Stand<'_>| stand.members.iter().any(|m| m.claim.includes.is_some());
    let one = number(more.value)
        .zip(number(less.value))
        .is_some_and(|(x, y)| (x - y - 1.0).abs() < f64::EPSILON);
    one && says(more) && !says(less)
}

fn hedged(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    a.certainty == Certainty::Possible || b.certainty == Certainty::Possible
}

/// Whether one number is what became of the other: neither is inferred, and the larger one, or of what goes up and down either, was first
/// said for a later day. From nobody it grows by anybody: "no arrests" comes before the man who was arrested.
fn moved(a: &Stand<'_>, b: &Stand<'_>, course: Course) -> bool {
    if course == Course::Fixed {
        return false;
    }
    let from_none = [a, b].iter().any(|stand| number(stand.value) == Some(0.0));
    if !from_none && [a, b].iter().any(|stand| stand.basis == Basis::Inferred) {
        return false;
    }
    match (number(a.value), number(b.value), a.since, b.since) {
        (Some(x), Some(y), Some(first), Some(second)) => {
            let falls = course == Course::Changes && first != second;
            (x < y && first < second) || (y < x && second < first) || falls
        }
        _ => false,
    }
}
