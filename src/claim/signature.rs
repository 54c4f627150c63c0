//! The weighted terms of an article: sublinear term frequency times inverse document frequency, of unit length (Salton & Buckley 1988).
//!
//! Frequencies come from a shipped table, never from the articles at hand, so that a signature is a function of its article alone.

use std::borrow::Cow;

use super::fingerprint::fingerprint;
use super::frequencies::Frequencies;
use super::stem::stem;
use super::terms::{Sublinear, TermCounts};
use crate::lexicon::background;
use crate::model::{Article, Shape, Signature, Span, Split, TermKind, Title, Word};
use crate::split::hash_folded;

/// Terms kept in a signature, the heaviest ones. Fewer find fewer stories: with 100 of them `BCubed` falls by .003, with 48 by .014 (4,517
/// articles of 2,042 stories).
const KEPT: usize = 150;
/// Document frequency of a word that the table does not list: it lists words of at least 8 documents.
const UNLISTED: f32 = 4.0;
/// Document frequency of a number of one or two digits, of a year, and of any other number.
const NUMBERS: [f32; 3] = [700.0, 700.0, 40.0];
/// What a pair of names weighs against the name that ends it.
const PAIR: f32 = 0.6;
/// What the title's words count more.
const TITLE: u32 = 2;

/// The background table of document frequencies.
#[derive(Debug)]
pub struct Background {
    idf: Frequencies,
    /// Inverse document frequency of a word that is not listed, and of numbers by [`NUMBERS`].
    unlisted: f32,
    numbers: [f32; 3],
    sublinear: Sublinear,
}

impl Background {
    /// The shipped table, `dictionaries/background/english.tsv`, as the build has laid it out.
    pub fn built_in() -> Self {
        let (documents, tables) = background();
        let of = |frequency: f32| (documents / frequency).ln().max(0.0);
        Self {
            // Copied, as they are asked at every word.
            idf: Frequencies::of(tables.map(Cow::into_owned)),
            unlisted: of(UNLISTED),
            numbers: NUMBERS.map(of),
            sublinear: Sublinear::new(),
        }
    }

    /// The signature of an article from the words of its title (if apart) and text.
    pub fn signature(&self, article: &Article, title: &Split, text: &Split) -> Signature {
        // Each word is a term, and with the word before it another.
        let mut counts = TermCounts::new(2 * (title.words.len() + text.words.len()));
        let inside = match &article.title {
            Some(Title::Inside(span)) => *span,
            _ => Span::default(),
        };
        if let Some(Title::Apart(words)) = &article.title {
            self.count(words, &title.words, &mut counts, |_| TITLE);
        }
        self.count(&article.text, &text.words, &mut counts, |word| {
            if inside.contains(word.span) { TITLE } else { 1 }
        });
        Signature {
            terms: Signature::unit_length(counts.heaviest(KEPT, &self.sublinear)),
            fingerprint: fingerprint(&text.words),
        }
    }

    /// Adds the words of one text to `counts`.
    fn count(&self, text: &str, words: &[Word], counts: &mut TermCounts, times: impl Fn(&Word) -> u32) {
        let mut before: Option<u64> = None;
        for word in words {
            let (hash, length) = term(text, word);
            let (kind, idf) = match self.idf.get(hash) {
                Some(idf) => (TermKind::Word, idf),
                None => self.weigh_unlisted(text, word),
            };
            if idf > 0.0 {
                counts.add(kind.mark(hash), times(word), idf);
            }
            let name = word.shape.is_capital() && length > 1;
            if let Some(first) = before.filter(|_| name && word.gap.is_blank()) {
                let pair = first.rotate_left(17) ^ hash;
                counts.add(TermKind::NamePair.mark(pair), times(word), PAIR * idf.max(1.0));
            }
            before = name.then_some(hash);
        }
    }

    /// The kind of a term that is not listed and its inverse document frequency.
    #[inline(never)]
    fn weigh_unlisted(&self, text: &str, word: &Word) -> (TermKind, f32) {
        let term = stem(word.span.of(text));
        if term.starts_with(|c: char| c.is_ascii_digit()) {
            let year = term.len() == 4 && (term.starts_with("19") || term.starts_with("20"));
            let class = if term.len() <= 2 {
                0
            } else if year {
                1
            } else {
                2
            };
            return (TermKind::Number, self.numbers[class]);
        }
        if word.shape == Shape::Letter {
            (TermKind::Name, 0.0)
        } else if word.shape.is_capital() {
            (TermKind::Name, self.unlisted)
        } else {
            (TermKind::Word, self.unlisted)
        }
    }
}

/// The folded hash of a word's stem, and its length in bytes. Nine words in ten are their own.
#[inline]
fn term(text: &str, word: &Word) -> (u64, usize) {
    let last = text.as_bytes().get((word.span.end as usize).wrapping_sub(1));
    if matches!(last, Some(b's' | b'S')) {
        stemmed(text, word)
    } else {
        (word.hash, word.span.len())
    }
}

fn stemmed(text: &str, word: &Word) -> (u64, usize) {
    let term = stem(word.span.of(text));
    if term.len() == word.span.len() {
        (word.hash, term.len())
    } else {
        (hash_folded(&term), term.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::dictionary;

    #[test]
    fn what_is_built_in_are_the_lines_of_the_file() {
        let background = Background::built_in();
        let (documents, _) = crate::lexicon::background();
        let file = dictionary!("background/english.tsv");
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            let (term, frequency) = line.split_once('\t').unwrap();
            let idf = (documents / frequency.parse::<f32>().unwrap()).ln().max(0.0);
            assert_eq!(background.idf.get(hash_folded(term)), Some(idf), "{term}");
        }
        assert!(documents > 1000.0);
    }
}
