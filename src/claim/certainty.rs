//! How sure a clause is, and whether it affirms or denies.

use std::ops::Range;

use super::page::Page;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, dictionary};
use crate::model::{Certainty, Polarity};

/// How far before a claim "it is not known if" may stand.
const UNKNOWN_REACH: usize = 10;
/// How far before a claim another hedge may stand, outside its clause: "it believes the attack …".
const HEDGE_REACH: usize = 3;
/// How far before a predicate a negation may stand.
const NEGATION_REACH: usize = 4;

/// The phrases of `dictionaries/claims/certainty.toml`.
#[derive(Debug)]
pub(super) struct Hedges {
    phrases: PhraseTable<Option<Certainty>>,
    negations: PhraseTable<bool>,
}

impl Hedges {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/certainty.toml"))?;
        Ok(Self {
            phrases: lists.table(&[
                ("probable", Some(Certainty::Probable)),
                ("possible", Some(Certainty::Possible)),
                ("unknown", Some(Certainty::Unknown)),
                ("soft", None),
            ])?,
            negations: lists.table(&[("negations", true), ("soft", false)])?,
        })
    }

    /// The weakest degree that governs the words `claim`.
    pub(super) fn certainty(&self, page: &Page<'_>, claim: &Range<usize>) -> Certainty {
        let sentence = page.sentence_words(claim.start);
        let clause = page.clause_words(claim.start);
        let mut weakest = Certainty::Asserted;
        let mut at = sentence.start;
        while at < claim.end.min(sentence.end) {
            let Some(hedge) = self.phrases.longest(page.words(), at) else {
                at += 1;
                continue;
            };
            let end = at + hedge.len;
            if let Some(certainty) = *hedge.value {
                let gap = claim.start.saturating_sub(end);
                let near = if certainty == Certainty::Unknown {
                    gap <= UNKNOWN_REACH
                } else {
                    at >= clause.start || gap <= HEDGE_REACH
                };
                if near && !page.in_date(at) {
                    weakest = weakest.max(certainty);
                }
            }
            at = end;
        }
        weakest
    }

    /// Whether a negation stands before the predicate in its clause.
    pub(super) fn polarity(&self, page: &Page<'_>, predicate: &Range<usize>) -> Polarity {
        let clause = page.clause_words(predicate.start);
        let from = clause.start.max(predicate.start.saturating_sub(NEGATION_REACH));
        let mut at = from;
        while at < predicate.end {
            match self.negations.longest(page.words(), at) {
                Some(found) if *found.value => return Polarity::Denied,
                Some(found) => at += found.len,
                None => at += 1,
            }
        }
        Polarity::Affirmed
    }
}
