//! What beside a number can mark it as money, a share, a multiple or a quantity: most numbers have nothing of it and are bare at a glance.

use super::currencies::Currencies;
use super::multiples::Multiples;
use super::part::Part;
use super::percent::Percent;
use super::quantities::Units;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::WordFilter;
use crate::model::{Gap, Shape};
use crate::split::hash_folded;

/// Every word that marks a number before or after it.
#[derive(Debug)]
pub(super) struct Neighbours {
    before: WordFilter,
    after: WordFilter,
}

impl Neighbours {
    /// From the tables of all measures.
    pub(super) fn new(
        currencies: &Currencies,
        percent: &Percent,
        units: &Units,
        multiples: &Multiples,
    ) -> Self {
        let before = currencies.words_before().chain(units.words_before());
        let after = multiples
            .words_after()
            .chain(units.event_words())
            .chain([hash_folded("of")]);
        let mut neighbours = Self {
            before: before.collect(),
            after: after.collect(),
        };
        for firsts in [
            currencies.firsts_after(),
            percent.firsts_after(),
            units.firsts_after(),
        ] {
            neighbours.after.add_all(firsts);
        }
        neighbours
    }

    /// Whether nothing marks the number: no sign or hyphen touches it, and the words beside it mark none.
    pub(super) fn leave_bare(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let signs = Gap::PERCENT | Gap::OTHER | Gap::HYPHEN;
        let marks = |filter: &WordFilter, at: usize| {
            reading.words().get(at).is_some_and(|w| {
                filter.may_hold(w.hash) || !reading.text.as_bytes()[w.span.start as usize].is_ascii()
            })
        };
        let nationality = reading
            .words()
            .get(part.end)
            .is_none_or(|w| w.shape == Shape::Capitalised);
        matches!(part.form, NumberForm::Digits | NumberForm::Words)
            && !part.vague
            && reading.words()[part.first].span.start == part.span.start
            && !nationality
            && !reading.gap(part.first).has(Gap::CURRENCY)
            && !reading.gap(part.end).has_any(signs)
            && !marks(&self.after, part.end)
            && !(part.first > 0 && marks(&self.before, part.first - 1))
    }
}
