//! The fingerprint by which copies are found: `MinHash` of five-word shingles (Broder 1997), one permutation in bins (Li, Owen & Zhang 2012).

use crate::model::Word;

/// Words in a shingle: long enough that two reporters seldom write the same one, quotations apart.
const SHINGLE: usize = 5;
/// Bins, one value each; the standard error of the estimated overlap is about 1 / sqrt(BINS).
const BINS: usize = 64;
/// Texts with fewer shingles than this are too short to tell a copy by words.
const FEWEST: usize = 24;

/// The lowest 16 bits of the smallest shingle hash in each bin, `u16::MAX` where a bin has none. Empty for texts too short to tell.
pub(super) fn fingerprint(words: &[Word]) -> Vec<u16> {
    if words.len() < SHINGLE + FEWEST {
        return Vec::new();
    }
    let mut bins = vec![u32::MAX; BINS];
    for shingle in words.windows(SHINGLE) {
        let hash = shingle.iter().fold(0u64, |hash, word| {
            (hash.rotate_left(23) ^ word.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        let bin = &mut bins[(hash >> 58) as usize];
        *bin = (*bin).min((hash >> 20) as u32);
    }
    bins.into_iter().map(|smallest| smallest as u16).collect()
}
