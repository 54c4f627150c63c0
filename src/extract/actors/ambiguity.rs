//! A name of two actors: candidates in a stated order, never a silent choice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Candidate;

/// Puts the candidates of ambiguous names in order: first those that the article names unambiguously elsewhere (the more often, the
/// earlier), then the dictionaries' load order.
pub(super) fn order(names: &mut [Candidate]) {
    let mut certain: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for name in names.iter() {
        if let [(id, _)] = name.entities.as_slice() {
            *certain.entry(Arc::clone(id)).or_default() += 1;
        }
    }
    for name in names.iter_mut().filter(|n| n.entities.len() > 1) {
        name.entities
            .sort_by_key(|(id, _)| std::cmp::Reverse(certain.get(id).copied().unwrap_or(0)));
    }
}
