//! Which currency of a family one article means: its country words decide, its dateline most.

use std::cell::OnceCell;

use super::currencies::{Choice, Currencies, Family, Meaning};
use crate::lexicon::WordSet;
use crate::model::{Shape, Word};

/// The currencies of one article: which member of a family it means is decided once, when first asked.
#[derive(Debug)]
pub(super) struct ArticleCurrencies<'a> {
    /// All of them.
    pub(super) currencies: &'a Currencies,
    words: &'a [Word],
    decided: Vec<OnceCell<Option<&'a str>>>,
    text: &'a str,
    has_pound_sign: OnceCell<bool>,
}

impl<'a> ArticleCurrencies<'a> {
    pub(super) fn new(currencies: &'a Currencies, text: &'a str, words: &'a [Word]) -> Self {
        Self {
            currencies,
            words,
            decided: currencies.families.iter().map(|_| OnceCell::new()).collect(),
            text,
            has_pound_sign: OnceCell::new(),
        }
    }

    /// Whether the article writes the currency's own sign or names its country, so that "pounds" and "marks" in it are money.
    pub(super) fn speaks_of(&self, code: &str) -> bool {
        let named = |words: &WordSet| {
            self.words
                .iter()
                .any(|w| w.shape.is_capital() && words.contains(&w.hash))
        };
        let sign = code == "GBP" && *self.has_pound_sign.get_or_init(|| self.text.contains('£'));
        sign || self
            .currencies
            .proofs
            .iter()
            .any(|(c, words)| c == code && named(words))
    }

    /// Whether the article writes this currency with its letters ("A$5"): its bare dollar is then another's.
    fn is_lettered(&self, code: &str) -> bool {
        self.words.iter().any(|w| {
            let signed = w.span.len() <= 3
                && self
                    .text
                    .get(w.span.end as usize..)
                    .is_some_and(|t| t.starts_with('$'));
            let meaning = self.currencies.sign_letters.get(w.hash).filter(|_| signed);
            meaning.is_some_and(|m| self.currencies.default_code(m) == code)
        })
    }

    /// The code, and whether it was assumed: a family's default without any cue is.
    pub(super) fn code(&self, choice: Choice<'a>) -> (&'a str, bool) {
        match choice.0 {
            Meaning::Code(code) => (code, false),
            Meaning::Family(index) => {
                let family = &self.currencies.families[*index];
                let decided = self.decided[*index].get_or_init(|| {
                    let code = family.decide(self.words)?;
                    (code == family.default || !self.is_lettered(code)).then_some(code)
                });
                decided.map_or((&family.default, true), |code| (code, false))
            }
        }
    }
}

/// A place in capitals among so many first words of an article is its dateline, and says more than one further down.
const DATELINE: usize = 3;

impl Family {
    /// The code for which most country words stand in the article; the default wins ties, then the alphabet.
    fn decide(&self, words: &[Word]) -> Option<&str> {
        let mut counts = std::collections::BTreeMap::<&str, (u32, bool)>::new();
        for at in 0..words.len() {
            if !words[at].shape.is_capital() {
                continue;
            }
            if let Some(cue) = self.cues.longest(words, at) {
                let entry = counts.entry(cue.value).or_default();
                let dateline = at < DATELINE && words[at].shape == Shape::Upper;
                entry.0 += if dateline { 2 } else { 1 };
                entry.1 = *cue.value == self.default;
            }
        }
        let (code, (count, is_default)) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        // One word alone may be a guest's nationality; a second makes it the article's country.
        (count > 1 || is_default).then_some(code)
    }
}
