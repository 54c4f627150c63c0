//! By what articles on one event are found to be alike.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// The weighted terms of one article, and the fingerprint by which copies are found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "SignatureLine", try_from = "SignatureLine")]
pub struct Signature {
    /// (term hash, weight), sorted by hash, weights of unit length together.
    pub terms: Vec<(u32, f32)>,
    /// MinHash of the text's word shingles (Broder 1997), one value a permutation; empty for texts too short to tell.
    pub fingerprint: Vec<u32>,
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

/// The line form: base64 of little-endian pairs, and of little-endian values.
#[derive(Clone, Serialize, Deserialize)]
struct SignatureLine {
    terms: String,
    #[serde(default)]
    fingerprint: String,
}

impl From<Signature> for SignatureLine {
    fn from(signature: Signature) -> Self {
        let mut terms = Vec::with_capacity(signature.terms.len() * 8);
        for (hash, weight) in &signature.terms {
            terms.extend_from_slice(&hash.to_le_bytes());
            terms.extend_from_slice(&weight.to_le_bytes());
        }
        let fingerprint: Vec<u8> = signature
            .fingerprint
            .iter()
            .flat_map(|h| h.to_le_bytes())
            .collect();
        Self {
            terms: STANDARD.encode(terms),
            fingerprint: STANDARD.encode(fingerprint),
        }
    }
}

impl TryFrom<SignatureLine> for Signature {
    type Error = String;

    fn try_from(line: SignatureLine) -> Result<Self, Self::Error> {
        let bytes = |text: &str| STANDARD.decode(text).map_err(|e| format!("signature: {e}"));
        let word = |b: &[u8]| [b[0], b[1], b[2], b[3]];
        let terms = bytes(&line.terms)?;
        let fingerprint = bytes(&line.fingerprint)?;
        Ok(Self {
            terms: terms
                .chunks_exact(8)
                .map(|b| {
                    (
                        u32::from_le_bytes(word(&b[..4])),
                        f32::from_le_bytes(word(&b[4..])),
                    )
                })
                .collect(),
            fingerprint: fingerprint
                .chunks_exact(4)
                .map(|b| u32::from_le_bytes(word(b)))
                .collect(),
        })
    }
}
