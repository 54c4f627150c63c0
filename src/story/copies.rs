//! Copies inside one story: wire text, syndication, the same article twice. A copy is shown and never counted as a source of its own.

use crate::model::ArticleClaims;

/// Share of shingles from which two texts are one: syndicated text with another head and foot keeps about two thirds.
const COPY: f32 = 0.5;

/// (copy, original) by id. `members` stand by (date, id); the original is the first of those it is a copy of.
pub(super) fn copies(members: &[&ArticleClaims]) -> Vec<(String, String)> {
    let mut originals: Vec<&ArticleClaims> = Vec::new();
    let mut copies = Vec::new();
    for &article in members {
        match originals.iter().find(|original| is_copy(article, original)) {
            Some(original) => copies.push((article.id.clone(), original.id.clone())),
            None => originals.push(article),
        }
    }
    copies
}

fn is_copy(a: &ArticleClaims, b: &ArticleClaims) -> bool {
    a.text_sha256 == b.text_sha256
        || overlap(&a.signature.fingerprint, &b.signature.fingerprint).is_some_and(|share| share >= COPY)
}

/// The share of shingles that two texts have in common, estimated by the bins that agree; nothing where a text is too short.
fn overlap(a: &[u16], b: &[u16]) -> Option<f32> {
    let filled = a
        .iter()
        .zip(b)
        .filter(|(x, y)| **x != u16::MAX || **y != u16::MAX);
    let (same, all) = filled.fold((0u32, 0u32), |(same, all), (x, y)| {
        (same + u32::from(x == y), all + 1)
    });
    (all > 0).then(|| same as f32 / all as f32)
}
