//! One word for a fact: the worst relation between positions of different articles.

use super::positions::Stand;
use crate::model::{Certainty, Relation, RelationPair, Verdict};

/// The verdict on positions with these relations: conflict before less precise before compatible before agree.
pub(super) fn verdict(stands: &[Stand<'_>], relations: &[RelationPair]) -> Verdict {
    let mut articles: Vec<usize> = stands.iter().flat_map(Stand::articles).collect();
    articles.sort_unstable();
    articles.dedup();
    if articles.len() < 2 {
        return Verdict::Single;
    }
    relations
        .iter()
        .filter(|pair| across(&stands[pair.a], &stands[pair.b]))
        .map(|pair| word(pair, stands))
        .max()
        .unwrap_or(Verdict::Agree)
}

/// Whether two positions are taken by different articles: what one article says in two ways is no difference between reports.
fn across(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    a.members
        .iter()
        .any(|x| b.members.iter().any(|y| x.article != y.article))
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
