//! One word for a fact: the worst relation between positions of different articles.

use super::positions::Stand;
use super::sources::Sources;
use crate::model::{Certainty, Relation, RelationPair, Verdict};

/// The verdict on positions with these relations: conflict before less precise before compatible before agree.
///
/// A copy is no report of its own: what one article and its copies alone say is single.
pub(super) fn verdict(stands: &[Stand<'_>], relations: &[RelationPair], sources: &Sources) -> Verdict {
    let mut articles: Vec<usize> = stands.iter().flat_map(|stand| reports(stand, sources)).collect();
    articles.sort_unstable();
    articles.dedup();
    if articles.len() < 2 {
        return Verdict::Single;
    }
    relations
        .iter()
        .filter(|pair| across(&stands[pair.a], &stands[pair.b], sources))
        .map(|pair| word(pair, stands))
        .max()
        .unwrap_or(Verdict::Agree)
}

/// Whether two positions are taken by different articles: what one article says in two ways is no difference between reports.
fn across(a: &Stand<'_>, b: &Stand<'_>, sources: &Sources) -> bool {
    let (a, b) = (reports(a, sources), reports(b, sources));
    a.iter().any(|x| b.iter().any(|y| x != y))
}

/// The articles that take a position, copied claims left out.
fn reports(stand: &Stand<'_>, sources: &Sources) -> Vec<usize> {
    let own = stand.members.iter().filter(|member| !sources.is_copied(member));
    let mut articles: Vec<usize> = own.map(|member| member.article).collect();
    articles.dedup();
    articles
}

fn word(pair: &RelationPair, stands: &[Stand<'_>]) -> Verdict {
    let unknown = |at: usize| stands[at].certainty == Certainty::Unknown;
    match pair.relation {
        Relation::Conflict => Verdict::Conflict,
        Relation::LessPrecise => Verdict::LessPrecise,
        Relation::Compatible => Verdict::Compatible,
        Relation::WeakerModality if unknown(pair.a) || unknown(pair.b) => Verdict::Compatible,
        Relation::WeakerModality | Relation::Agree => Verdict::Agree,
    }
}
