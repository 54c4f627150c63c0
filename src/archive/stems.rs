//! Stems of English words, each made once: making them anew would halve the speed of indexing (measured).

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream as _};

/// Most stems that are remembered at a time, 7 MB of them. English news of 100 MB has about as many different words.
const MOST: usize = 200_000;
/// Longest word in bytes whose stem is remembered: of ten thousand words of press articles one is longer.
const LONGEST: usize = 16;

/// The stems of the words met so far.
#[derive(Clone)]
pub(super) struct Stems {
    /// Both as [`packed`]: key and stem stand in the table itself, where strings would be behind pointers.
    known: FxHashMap<u128, u128>,
    stemmer: TextAnalyzer,
}

impl Default for Stems {
    fn default() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English));
        Self {
            known: FxHashMap::default(),
            stemmer: stemmer.build(),
        }
    }
}

impl Stems {
    /// Puts the stem of a word, which is in small letters, behind `out`.
    pub(super) fn push(&mut self, word: &str, out: &mut String) {
        // Snowball leaves words of one or two letters as they are.
        if word.len() <= 2 {
            return out.push_str(word);
        }
        let key = packed(word);
        if let Some(stem) = key.and_then(|key| self.known.get(&key)) {
            return push_packed(*stem, out);
        }
        let stem = self.stem(word);
        if let Some((key, stem)) = key.zip(packed(&stem)) {
            if self.known.len() >= MOST {
                self.known.clear();
            }
            self.known.insert(key, stem);
        }
        out.push_str(&stem);
    }

    fn stem(&mut self, word: &str) -> String {
        let mut stream = self.stemmer.token_stream(word);
        stream.advance();
        std::mem::take(&mut stream.token_mut().text)
    }
}

/// A word of at most [`LONGEST`] bytes as a number; no word has zero bytes. Its first and its last bytes are read as numbers, which overlap: bytes
/// copied one by one and read as a whole make the processor wait until they have arrived.
fn packed(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    let number = |first: u64, last: u64, length: usize| {
        u128::from(first) | u128::from(last) << (8 * (bytes.len() - length))
    };
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return Some(number(u64::from_le_bytes(*first), u64::from_le_bytes(*last), 8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [first, last].map(|chunk| u64::from(u32::from_le_bytes(*chunk)));
        return Some(number(first, last, 4));
    }
    Some(
        bytes
            .iter()
            .rfold(0, |number, byte| number << 8 | u128::from(*byte)),
    )
}

fn push_packed(word: u128, out: &mut String) {
    let bytes = word.to_le_bytes();
    let length = LONGEST - word.leading_zeros() as usize / 8;
    if let Ok(word) = str::from_utf8(&bytes[..length]) {
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_packed_word_is_its_bytes() {
        let letters = "abcdefghijklmnopq";
        for length in 0..=LONGEST {
            let mut bytes = [0; LONGEST];
            bytes[..length].copy_from_slice(&letters.as_bytes()[..length]);
            assert_eq!(packed(&letters[..length]), Some(u128::from_le_bytes(bytes)));
        }
        assert_eq!(packed(letters), None);
    }

    proptest! {
        #[test]
        fn a_stem_is_the_same_whenever_it_is_asked_for(words in prop::collection::vec("[a-zé中]{1,18}(s|ing|ed|ational|ly)?", 1..9)) {
            let mut stems = Stems::default();
            let made: Vec<String> = words.iter().map(|word| Stems::default().stem(word)).collect();
            for (word, made) in words.iter().zip(made).cycle().take(2 * words.len()) {
                let mut out = String::new();
                stems.push(word, &mut out);
                prop_assert_eq!(&out, if word.len() <= 2 { word } else { &made });
            }
        }
    }
}
