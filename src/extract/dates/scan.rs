//! The words of one text with what dates need to know about them: terms, digits, numbers, neighbours.

use super::expression::Which;
use super::vocabulary::{Quantity, Term, Vocabulary};
use crate::extract::Reading;
use crate::extract::numbers::{Number, NumberForm};
use crate::lexicon::{PhraseTable, WordSet};
use crate::model::{Gap, Shape, Word};

/// A reading and the vocabulary; every rule looks at words through this.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    pub reading: &'a Reading<'a>,
    pub words: &'a [Word],
    pub vocabulary: &'a Vocabulary,
    /// Whether the text counts years before Christ.
    pub before_christ: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, vocabulary: &'a Vocabulary) -> Self {
        Self {
            reading,
            words: reading.words(),
            vocabulary,
            before_christ: false,
        }
    }

    /// What word `at` can be.
    #[inline]
    pub(super) fn term(&self, at: usize) -> Option<Term> {
        self.vocabulary.term(self.words.get(at)?.hash)
    }

    /// Whether word `at` is one of `set`.
    #[inline]
    pub(super) fn is(&self, at: usize, set: &WordSet) -> bool {
        self.words.get(at).is_some_and(|w| set.contains(&w.hash))
    }

    /// Whether word `at` is `word` (lower case).
    #[inline]
    pub(super) fn says(&self, at: usize, word: &str) -> bool {
        // Most words differ in length, and to look at that is cheaper than to cut them out of the text.
        let length = self.words.get(at).map_or(0, |w| w.span.len());
        length == word.len() && self.reading.word(at).eq_ignore_ascii_case(word)
    }

    /// How word `at` is written.
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.words.get(at).map_or(Shape::Other, |w| w.shape)
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.reading.gap(at)
    }

    /// Whether word `at` follows its neighbour with only blanks between.
    pub(super) fn follows(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && self.words[at].gap.is_blank()
    }

    /// Whether word `at` follows with blanks or one hyphen between.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.follows(at) || at > 0 && self.gap(at).is_hyphen()
    }

    /// The word before `at`, if only blanks stand between.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        self.follows(at).then(|| at - 1)
    }

    /// The whole number that word `at` writes in digits alone, with how many digits.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.words.get(at)?;
        if word.shape != Shape::Number || word.span.len() > 8 {
            return None;
        }
        let text = self.reading.text.as_bytes();
        let text = text.get(word.span.start as usize..word.span.end as usize)?;
        let mut value = 0;
        for byte in text {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + u32::from(digit);
        }
        Some((value, text.len()))
    }

    /// A year of four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        if self.words.get(at)?.span.len() != 4 {
            return None;
        }
        let (value, length) = self.digits(at)?;
        let holds = length == 4 && (1000..=2199).contains(&value) && !self.goes_on(at);
        holds.then_some(value as i16)
    }

    /// Whether the number at `at` goes on as a price, a share or a fraction.
    fn goes_on(&self, at: usize) -> bool {
        self.gap(at).has_any(Gap::CURRENCY)
            || self.gap(at) == Gap::PERCENT
            || self.gap(at + 1).has_any(Gap::PERCENT | Gap::CURRENCY)
    }

    /// A day of the month at `at`: `3`, `03`, `3rd`, `third`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(i8, bool)> {
        if let Some((value, length)) = self.digits(at) {
            let holds = length <= 2 && (1..=31).contains(&value) && !self.goes_on(at);
            return holds.then_some((value as i8, false));
        }
        let number = self.ordinal(at)?;
        let holds = number.end == at + 1 && (1.0..=31.0).contains(&number.value);
        holds.then_some((number.value as i8, true))
    }

    /// The ordinal number that begins or ends at word `at`.
    pub(super) fn ordinal(&self, at: usize) -> Option<&'a Number> {
        self.number_at(at).filter(|n| n.form == NumberForm::Ordinal)
    }

    /// The number that holds word `at`.
    pub(super) fn number_at(&self, at: usize) -> Option<&'a Number> {
        let numbers = self.reading.numbers;
        let next = numbers.partition_point(|n| n.end <= at);
        numbers.get(next).filter(|n| n.first <= at)
    }

    /// The amount that ends before word `end`, which it joins: its first word and how many (nothing for "a few").
    pub(super) fn amount_before(&self, end: usize) -> Option<(usize, Option<f64>)> {
        if !self.joins(end) {
            return None;
        }
        let number = self
            .number_at(end - 1)
            .filter(|n| n.end == end && n.form != NumberForm::Ordinal);
        let phrase = self.lead(end, &self.vocabulary.quantities);
        if let Some((first, quantity)) = phrase
            && number.is_none_or(|n| first <= n.first)
        {
            return Some(match quantity {
                Quantity::Vague => (first, None),
                Quantity::Known(n) => (first, Some(*n)),
            });
        }
        let number = number.filter(|n| n.form != NumberForm::Glued)?;
        let money = self.gap(number.first).has_any(Gap::CURRENCY);
        (!money).then_some((number.first, Some(number.value)))
    }

    /// The longest phrase of `table` that ends before word `end` with blanks (or a hyphen) between: its first word and value.
    pub(super) fn lead<T>(&self, end: usize, table: &'a PhraseTable<T>) -> Option<(usize, &'a T)> {
        if !self.joins(end) {
            return None;
        }
        table.ending(self.words, end)
    }

    /// Which one, said before word `end`: `last`, `the following`.
    pub(super) fn which_before(&self, end: usize) -> Option<(usize, Which)> {
        if !self.follows(end) {
            return None;
        }
        self.lead(end, &self.vocabulary.which)
            .map(|(first, which)| (first, *which))
            .filter(|(first, _)| !self.is_conjunction(*first))
    }

    /// "said that Monday's vote": the word at `at` joins a clause and points at nothing.
    fn is_conjunction(&self, at: usize) -> bool {
        let said = self
            .before(at)
            .is_some_and(|n| self.is(n, &self.vocabulary.cues.speech));
        said && self.says(at, "that")
    }

    /// The word before `at` if it is "the".
    pub(super) fn article_before(&self, at: usize) -> usize {
        self.before(at).filter(|n| self.says(*n, "the")).unwrap_or(at)
    }

    /// Whether word `at` begins its sentence.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let sentence = self.reading.split.sentence_of(at);
        self.reading
            .sentences()
            .get(sentence)
            .is_some_and(|s| s.words.start as usize == at)
    }
}
