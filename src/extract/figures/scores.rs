//! Results: scores ("3-1", "7-6 (7-5)", "54 points to 52") and votes ("52 to 48", "by 3 to 2").

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, WordLists, WordSet, dictionary};
use crate::model::{Gap, Measure};

/// Words that tell a vote from a score: `dictionaries/figures/scores.toml`.
#[derive(Debug)]
pub(super) struct Scores {
    votes: WordSet,
    contests: WordSet,
    points: WordSet,
    odds: WordSet,
    rulings: WordSet,
}

/// How many words around a result are looked at.
const WINDOW: usize = 12;

/// No score or vote is larger.
const LARGEST: f64 = 1000.0;

impl Scores {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/scores.toml"))?;
        Ok(Self {
            votes: lists.words("votes")?,
            contests: lists.words("contests")?,
            points: lists.words("points")?,
            odds: lists.words("odds")?,
            rulings: lists.words("rulings")?,
        })
    }

    /// The measure of two numbers that are the two sides of a result, or `None`. `counted`: a noun that they count follows.
    pub(super) fn pair(
        &self,
        reading: &Reading<'_>,
        a: &Part<'_>,
        b: &Part<'_>,
        counted: bool,
    ) -> Option<Measure> {
        let whole = |p: &Part<'_>| {
            p.measure == Measure::Count
                && !p.vague
                && p.value.fract() == 0.0
                && p.value < LARGEST
                && p.form != NumberForm::Ordinal
        };
        if !whole(a) || !whole(b) {
            return None;
        }
        let linked = a.end == b.first
            && matches!(
                Gap(reading.gap(b.first).0 & !Gap::SPACE.0),
                Gap::HYPHEN | Gap::DASH
            );
        let to = self.says_to(reading, a, b);
        if !linked && !to {
            return None;
        }
        let contest = near(reading, a, b, &self.contests);
        let digits = a.form == NumberForm::Digits;
        // "a 20 - 13 victory"
        let touching = linked && (!reading.gap(b.first).has(Gap::SPACE) || digits && contest);
        let falls = a.value >= b.value;
        if !touching && !to || (!falls && counted) {
            return None;
        }
        let ruled = |at: usize| {
            reading
                .words()
                .get(at)
                .is_some_and(|w| w.gap.is_blank() && self.rulings.contains(&w.hash))
        };
        if ruled(b.end) || ruled(b.end + 1) || near(reading, a, b, &self.votes) {
            return Some(Measure::Vote);
        }
        if self.is_odds(reading, a, b) {
            return Some(Measure::Ratio);
        }
        let even = (a.value - b.value).abs() < f64::EPSILON && a.value >= 10.0;
        if touching && digits && even && !contest {
            return Some(Measure::Ratio); // "a 50-50 chance"
        }
        if touching && digits && (falls || contest || b.value < 10.0) {
            return Some(Measure::Score);
        }
        (to && falls).then_some(if contest { Measure::Score } else { Measure::Ratio })
    }

    /// "a 100-1 shot", "odds of 3-to-1"
    fn is_odds(&self, reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>) -> bool {
        let before = a.first.saturating_sub(2)..a.first;
        let near = before.chain(b.end..=b.end);
        near.filter_map(|at| reading.words().get(at))
            .any(|w| self.odds.contains(&w.hash))
    }

    /// "52 to 48", "54 points to 52", "six votes to three".
    fn says_to(&self, reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>) -> bool {
        let skip = usize::from(
            reading
                .words()
                .get(a.end)
                .is_some_and(|w| self.points.contains(&w.hash)),
        );
        let to = a.end + skip;
        to + 1 == b.first
            && reading.says(to, "to")
            && matches!(reading.gap(to), Gap::SPACE | Gap::LINE | Gap::HYPHEN)
            && reading.gap(b.first) == reading.gap(to)
    }
}

/// Whether one of `words` stands in the sentence near the two sides.
fn near(reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>, words: &WordSet) -> bool {
    let sentence = reading.sentences().get(reading.sentence_of(a.first) as usize);
    let range = sentence.map_or(a.first..b.end, crate::model::Sentence::range);
    let from = range.start.max(a.first.saturating_sub(WINDOW));
    let to = range.end.min(b.end + WINDOW).max(from);
    reading.words()[from..to].iter().any(|w| words.contains(&w.hash))
}
