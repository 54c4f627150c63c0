//! The folded form of a word: lower case, `’` as `'`; and its hash, by which dictionaries know a word.
//!
//! Hashes stand for words everywhere after this stage. At 64 bits, two of a million distinct words share one with a chance of
//! 2.7e-8 (birthday bound), so nothing is compared again.

/// Multiplier of the hash: 2^64 divided by the golden ratio, made odd (Knuth, TAOCP 3, 6.4).
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Folds a word: lower case, typographic apostrophes as `'`.
///
/// ```
/// assert_eq!(dateline::split::fold("Moody’s"), "moody's");
/// ```
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘') { '\'' } else { c })
        .collect()
}

/// The hash of [`fold`]ed `word`, without building it for ASCII.
pub fn hash_folded(word: &str) -> u64 {
    if word.is_ascii() {
        hash_ascii(word.as_bytes())
    } else {
        hash_ascii(fold(word).as_bytes())
    }
}

/// The same of ASCII bytes.
pub(super) fn hash_ascii(bytes: &[u8]) -> u64 {
    let mut hash = GOLDEN ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(hash, u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
    }
    let rest = chunks.remainder().len();
    if rest > 0 {
        hash = mix(hash, last_bytes(bytes, rest));
    }
    hash
}

/// The same of a folded word of fewer than eight bytes, the first of them lowest, with zeros above.
#[inline]
pub(super) fn hash_short(word: u64, length: usize) -> u64 {
    mix_folded(GOLDEN ^ length as u64, word)
}

/// The same of a folded word of eight to fifteen bytes, cut after the eighth.
#[inline]
pub(super) fn hash_long(first: u64, rest: u64, length: usize) -> u64 {
    let hash = mix_folded(GOLDEN ^ length as u64, first);
    if length > 8 { mix_folded(hash, rest) } else { hash }
}

/// Which of eight bytes are ASCII letters: the highest bit of each that is.
///
/// Small and capital letters differ in one bit; with it set, letters are those from `a` to `z`, told by two additions of which neither carries
/// into the next byte (Lamport, "Multiple byte processing with full-word instructions", 1975).
///
/// The second number is what is compared: of a letter its small form.
#[inline]
pub(super) fn letters(eight: u64) -> (u64, u64) {
    let small = eight & (0x7F * ONES) | (0x20 * ONES);
    let from_a = small + (0x80 - u64::from(b'a')) * ONES;
    let past_z = small + (0x7F - u64::from(b'z')) * ONES;
    (from_a & !(past_z | eight) & (0x80 * ONES), small)
}

/// The last `rest` bytes (1 to 7, all of them where there are fewer than eight) as a little-endian number.
///
/// Read in pieces of fixed size that overlap: a copy whose length is known only when run is a call, dearer than the rest of the hash.
fn last_bytes(bytes: &[u8], rest: usize) -> u64 {
    if let Some(last) = bytes.last_chunk::<8>() {
        return u64::from_le_bytes(*last) >> (8 * (8 - rest));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (rest - 4));
    }
    let byte = |at: usize| u64::from(bytes[at]) << (8 * at);
    byte(0) | byte(rest / 2) | byte(rest - 1)
}

/// Folded multiplication, as in wyhash: both halves of the 128-bit product.
fn mix(hash: u64, chunk: u64) -> u64 {
    mix_folded(hash, lower_ascii(chunk))
}

#[inline]
fn mix_folded(hash: u64, chunk: u64) -> u64 {
    let product = u128::from(hash ^ chunk).wrapping_mul(u128::from(GOLDEN));
    (product as u64) ^ ((product >> 64) as u64)
}

/// A one in each byte.
pub(super) const ONES: u64 = 0x0101_0101_0101_0101;

/// Lower-cases the ASCII letters among eight bytes at once; other bytes stay. Bytes above 0x7F never meet the mask.
fn lower_ascii(chunk: u64) -> u64 {
    let seven = chunk & (0x7F * ONES);
    let from_a = seven + (0x80 - u64::from(b'A')) * ONES;
    let past_z = seven + (0x7F - u64::from(b'Z')) * ONES;
    let capital = from_a & !past_z & !chunk & (0x80 * ONES);
    chunk | capital >> 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_hash_is_of_the_folded_form(word in "[A-Za-z0-9'’éÉÜß.]{0,20}") {
            prop_assert_eq!(hash_folded(&word), hash_ascii(fold(&word).as_bytes()));
            prop_assert_eq!(hash_folded(&word), hash_folded(&fold(&word)));
        }

        #[test]
        fn the_last_bytes_are_those_of_a_copy(bytes in proptest::collection::vec(any::<u8>(), 1..24)) {
            let rest = bytes.len() % 8;
            prop_assume!(rest > 0);
            let mut copy = [0u8; 8];
            copy[..rest].copy_from_slice(&bytes[bytes.len() - rest..]);
            prop_assert_eq!(last_bytes(&bytes, rest), u64::from_le_bytes(copy));
        }

        #[test]
        fn letters_are_those_of_the_standard_library(bytes in proptest::array::uniform8(any::<u8>())) {
            let one_by_one = bytes.map(|b| if b.is_ascii_alphabetic() { 0x80 } else { 0 });
            prop_assert_eq!(letters(u64::from_le_bytes(bytes)).0, u64::from_le_bytes(one_by_one));
        }

        #[test]
        fn words_of_up_to_fifteen_letters_have_the_hash_of_all(word in "[a-z]{1,15}") {
            let mut bytes = [0; 16];
            bytes[..word.len()].copy_from_slice(word.as_bytes());
            let [first, rest] = [0, 8].map(|at| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()));
            let hash = if word.len() < 8 { hash_short(first, word.len()) } else { hash_long(first, rest, word.len()) };
            prop_assert_eq!(hash, hash_folded(&word));
        }

        #[test]
        fn eight_bytes_at_once_equal_one_by_one(bytes in proptest::array::uniform8(any::<u8>())) {
            let one_by_one = bytes.map(|b| b.to_ascii_lowercase());
            prop_assert_eq!(lower_ascii(u64::from_le_bytes(bytes)), u64::from_le_bytes(one_by_one));
        }
    }

    #[test]
    fn different_words_have_different_hashes() {
        let words = [
            "a",
            "b",
            "ab",
            "ba",
            "iaaf",
            "wada",
            "athletes",
            "athlete",
            "athletics-",
            "athletic",
        ];
        let hashes: std::collections::BTreeSet<u64> = words.iter().map(|w| hash_folded(w)).collect();
        assert_eq!(hashes.len(), words.len());
    }
}
