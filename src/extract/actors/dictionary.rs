//! Names as the dictionaries list them.

use std::sync::Arc;

use super::{Candidate, is_actor};
use crate::extract::Reading;
use crate::model::{Match, RuleId};

/// Every dictionary name of the text that can be an actor's.
pub(super) fn find(reading: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    for found in reading.hits {
        let mut entities: Vec<(Arc<str>, Arc<str>)> = Vec::new();
        let (mut weak, mut needs_head) = (true, true);
        for (entity, alias) in found.hit.entities().filter(|(e, _)| is_actor(e.kind)) {
            weak &= alias.map_or(entity.weak, |a| a.weak);
            needs_head &= entity.needs_head;
            if entities.iter().all(|(id, _)| **id != *entity.id) {
                entities.push((Arc::from(entity.id), Arc::from(entity.name)));
            }
        }
        if !entities.is_empty() {
            candidates.push(Candidate {
                first: found.first,
                end: found.end,
                entities,
                matched: Match::Exact,
                weak,
                needs_head,
                beside: false,
                rule: RuleId::new("actors/dictionary"),
            });
        }
    }
}
