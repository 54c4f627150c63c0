//! By what articles on one event are found to be alike.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// The weighted terms of one article, and the fingerprint by which copies are found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "SignatureLine", try_from = "SignatureLine")]
pub struct Signature {
    /// (term hash, weight), sorted by hash, weights of unit length together, each a whole number of 65535ths (see
    /// [`Signature::unit_length`]).
    pub terms: Vec<(u32, f32)>,
    /// `MinHash` of the text's word shingles (Broder 1997), the lowest 16 bits of each value (b-bit minwise hashing, Li & König 2010),
    /// `u16::MAX` where a bin is empty; no values for texts too short to tell.
    pub fingerprint: Vec<u16>,
}

/// Steps of a weight in the line form: two bytes.
const WHOLE: f32 = u16::MAX as f32;

impl Signature {
    /// Scales weights to unit length and rounds them to what the line form keeps, so that a signature read back is the one written.
    pub fn unit_length(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
        let length = terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight = rounded(*weight / length * WHOLE) / WHOLE;
            }
        }
        terms
    }

    /// The terms as the line form holds them, before base64.
    pub(super) fn term_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.terms.len() * TERM);
        for (hash, weight) in &self.terms {
            bytes.extend_from_slice(&hash.to_le_bytes());
            bytes.extend_from_slice(&(rounded(weight * WHOLE) as u16).to_le_bytes());
        }
        bytes
    }

    /// The fingerprint as the line form holds it, before base64.
    pub(super) fn fingerprint_bytes(&self) -> Vec<u8> {
        self.fingerprint.iter().flat_map(|h| h.to_le_bytes()).collect()
    }
}

/// [`f32::round`] of what is neither negative nor above 2^23, without a call.
fn rounded(n: f32) -> f32 {
    let whole = n as u32;
    (whole + u32::from(n - whole as f32 >= 0.5)) as f32
}

/// The sort of a term: the lowest two bits of its hash, so that names and numbers can be told from common words without any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A common word, or any word in lower case.
    Word,
    /// A capitalised word that the background table does not hold: mostly a part of a name.
    Name,
    /// Digits.
    Number,
    /// Two capitalised words in a row.
    NamePair,
}

impl TermKind {
    /// The term of this kind with the hash `hash`.
    pub fn mark(self, hash: u64) -> u32 {
        ((hash >> 32) as u32) & !3 | self as u32
    }

    /// The kind of a term.
    pub fn of(term: u32) -> Self {
        match term & 3 {
            0 => Self::Word,
            1 => Self::Name,
            2 => Self::Number,
            _ => Self::NamePair,
        }
    }
}

/// Bytes of a term in the line form.
const TERM: usize = 6;

/// The line form: base64 of little-endian hashes of four bytes each with weights of two, and of values of two.
#[derive(Clone, Serialize, Deserialize)]
struct SignatureLine {
    terms: String,
    #[serde(default)]
    fingerprint: String,
}

impl From<Signature> for SignatureLine {
    fn from(signature: Signature) -> Self {
        Self {
            terms: STANDARD.encode(signature.term_bytes()),
            fingerprint: STANDARD.encode(signature.fingerprint_bytes()),
        }
    }
}

impl TryFrom<SignatureLine> for Signature {
    type Error = String;

    fn try_from(line: SignatureLine) -> Result<Self, Self::Error> {
        let bytes = |text: &str| STANDARD.decode(text).map_err(|e| format!("signature: {e}"));
        let short = |b: &[u8]| u16::from_le_bytes([b[0], b[1]]);
        let terms = bytes(&line.terms)?;
        let fingerprint = bytes(&line.fingerprint)?;
        Ok(Self {
            terms: terms
                .chunks_exact(TERM)
                .map(|b| {
                    (
                        u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
                        f32::from(short(&b[4..])) / WHOLE,
                    )
                })
                .collect(),
            fingerprint: fingerprint.chunks_exact(2).map(short).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rounding_is_that_of_the_standard_library(n in 0f32..100_000.0, half in 0u16..2_000) {
            prop_assert_eq!(rounded(n).to_bits(), n.round().to_bits());
            let half = f32::from(half) / 2.0;
            prop_assert_eq!(rounded(half).to_bits(), half.round().to_bits());
        }

        #[test]
        fn a_signature_read_back_is_the_one_written(
            terms in proptest::collection::vec((any::<u32>(), 0.125f32..40.0), 0..150),
            fingerprint in proptest::collection::vec(any::<u16>(), 0..64),
        ) {
            let signature = Signature { terms: Signature::unit_length(terms), fingerprint };
            let line = serde_json::to_string(&signature).unwrap();
            prop_assert_eq!(serde_json::from_str::<Signature>(&line).unwrap(), signature);
        }
    }
}
