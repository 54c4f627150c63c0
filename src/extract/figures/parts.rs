//! The numbers of a text in order, each with its currency, percent sign or unit: what figures are made of.

use super::Figures;
use super::article_currencies::ArticleCurrencies;
use super::multiples::Multiples;
use super::part::Part;
use super::{exclusions, money, ordinals};
use crate::extract::Reading;
use crate::extract::numbers::{Number, NumberForm, VagueAmounts};
use crate::lexicon::{Triggers, WordFilter};
use crate::model::{Gap, Measure, Shape, Span};
use crate::split::hash_folded;

impl Figures {
    /// All parts by place, none overlapping another.
    pub(super) fn parts<'a>(
        &'a self,
        reading: &Reading<'a>,
        currencies: &ArticleCurrencies<'a>,
    ) -> Vec<Part<'a>> {
        let mut parts: Vec<Part<'a>> = Vec::with_capacity(reading.numbers.len());
        let mut numbers = reading.numbers.iter().peekable();
        let mut triggers = self.first_words.places(reading.words()).peekable();
        let mut read_to = 0;
        while let Some(at) = nearest(numbers.peek().map(|n| n.first), triggers.peek().copied()) {
            let number = numbers.next_if(|n| n.first == at);
            triggers.next_if_eq(&at);
            if at < read_to {
                continue;
            }
            let part = match number {
                Some(number) => self.of_number(reading, currencies, number),
                None => self.of_word(reading, currencies, at),
            };
            if let Some(part) = part {
                read_to = part.end;
                parts.push(part);
            }
        }
        parts
    }

    /// The words that begin a figure without a number.
    pub(super) fn first_words(vague: &VagueAmounts, multiples: &Multiples) -> Triggers {
        let words = ["half", "no", "none", "quarter"].into_iter().map(hash_folded);
        let mut filter: WordFilter = words.collect();
        vague.add_firsts(&mut filter);
        multiples.add_firsts(&mut filter);
        Triggers::new(&filter, false)
    }

    fn of_number<'a>(
        &'a self,
        reading: &Reading<'a>,
        currencies: &ArticleCurrencies<'a>,
        number: &Number,
    ) -> Option<Part<'a>> {
        let part = Part::of_number(number);
        let gap = reading.gap(part.first);
        // "24/7", a path, "%20" of an address; letters and digits of an encoded text
        let encoded = part.form == NumberForm::Glued && gap.has_any(Gap::OTHER.with(Gap::HYPHEN));
        if gap == Gap::SLASH || gap == Gap::PERCENT || encoded {
            return None;
        }
        if let Some(fraction) = self.ratios.fraction(reading, &self.nouns, part) {
            return Some(fraction);
        }
        if part.form == NumberForm::Ordinal {
            let day =
                self.exclusions.is_month_day(reading, &part) || self.exclusions.is_street(reading, part.end);
            return ordinals::mark(&self.nouns, reading, part).filter(|_| !day);
        }
        if self.nouns.is_time_unit(reading, part.end)
            && reading.gap(part.end).is_blank()
            && part.form != NumberForm::Mixed
        {
            return Some(part); // refused later as a time, unless a sign before it says money
        }
        if self.units.is_set_phrase(reading, &part) {
            return None;
        }
        let marked = self.marked(reading, currencies, part);
        if part.form == NumberForm::Glued && marked.measure == Measure::Count {
            return None;
        }
        Some(marked)
    }

    /// Vague amounts, "half", "no", multiples: figures that begin with a word and no number.
    fn of_word<'a>(
        &'a self,
        reading: &Reading<'a>,
        currencies: &ArticleCurrencies<'a>,
        at: usize,
    ) -> Option<Part<'a>> {
        if !matches!(
            reading.words()[at].shape,
            Shape::Lower | Shape::Capitalised | Shape::Letter | Shape::Upper
        ) {
            return None;
        }
        if let Some(vague) = self.vague.at(reading.words(), at) {
            return Some(self.marked(reading, currencies, Part::of_vague(vague, reading.words())));
        }
        self.half(reading, at)
            .or_else(|| self.ratios.quarter(reading, &self.nouns, at))
            .or_else(|| self.multiples.phrase(reading, at))
            .or_else(|| self.none(reading, at))
    }

    /// "half of the staff", "half an inch", "half a percentage point".
    fn half<'a>(&'a self, reading: &Reading<'a>, at: usize) -> Option<Part<'a>> {
        let half = self.ratios.bare_half(reading, at)?;
        let point = matches!(reading.word(at + 1), "a" | "an").then(|| Part { end: at + 2, ..half });
        self.units
            .half(reading, half)
            .or_else(|| self.percent.mark_word(reading, point?))
            .or_else(|| self.ratios.is_share(reading, at).then_some(half))
    }

    /// The part with what marks it. Where assertions are on, the rules are asked of a bare number too.
    fn marked<'a>(
        &'a self,
        reading: &Reading<'a>,
        currencies: &ArticleCurrencies<'a>,
        part: Part<'a>,
    ) -> Part<'a> {
        if self.neighbours.leave_bare(reading, &part) {
            let bare = self.temperatures.mark(reading, &self.nouns, part);
            debug_assert_eq!(self.marked_by_rules(reading, currencies, part), bare);
            return bare;
        }
        self.marked_by_rules(reading, currencies, part)
    }

    fn marked_by_rules<'a>(
        &'a self,
        reading: &Reading<'a>,
        currencies: &ArticleCurrencies<'a>,
        part: Part<'a>,
    ) -> Part<'a> {
        if let Some(percent) = self
            .percent
            .mark(reading, part)
            .or_else(|| self.percent_letters(reading, part))
        {
            return self.temperatures.mark(reading, &self.nouns, percent);
        }
        let marked = money::mark(currencies, reading, part)
            .or_else(|| self.multiples.mark(reading, part))
            .or_else(|| self.units.mark(reading, part))
            .or_else(|| self.compound(reading, part))
            .unwrap_or(part);
        self.temperatures.mark(reading, &self.nouns, marked)
    }

    /// "14-storey", but not "20-year-old" (a time) and "one-off" (no noun).
    fn compound<'a>(&self, reading: &Reading<'a>, part: Part<'a>) -> Option<Part<'a>> {
        let set = self.units.is_set_phrase(reading, &part) || reading.gap(part.first).is_hyphen();
        // "2020-themed" speaks of a year
        let year =
            part.is_plain_digits(reading.text) && exclusions::is_year_or_id(reading, &self.nouns, &part);
        if set
            || year
            || self.exclusions.ends_name(reading, part.end)
            || part.form == NumberForm::Glued
            || self.nouns.is_time_unit(reading, part.end)
            || self.nouns.is_stop(reading, part.end)
        {
            return None;
        }
        self.units.compound(reading, part)
    }

    /// "15pc"
    fn percent_letters<'a>(&self, reading: &Reading<'a>, part: Part<'a>) -> Option<Part<'a>> {
        let word = reading
            .words()
            .get(part.first)
            .filter(|_| part.form == NumberForm::Glued)?;
        let letters = Span {
            start: part.span.end,
            end: word.span.end,
        };
        let fits = self.percent.is_suffix(letters.of(reading.text));
        fits.then(|| part.with_unit(Measure::Percent, None, part.end, word.span.end))
    }
}

/// The nearer of two places.
fn nearest(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}
