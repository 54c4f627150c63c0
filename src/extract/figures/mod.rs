//! Figures: how many, how much. Numbers with their currency, unit or counted noun, and the bounds that words set.
//!
//! Numbers are the trigger. Each becomes a [`Part`] (bare, or with its currency, percent sign or unit); two parts may join to a range,
//! a score or a share; then bound words are read on both sides and, for counts, the noun.

mod ages;
mod article_currencies;
mod codes;
mod counts;
mod currencies;
mod exclusions;
mod lemmas;
mod mentions;
mod money;
mod multiples;
mod neighbours;
mod nouns;
mod ordinals;
mod part;
mod parts;
mod percent;
mod quantities;
mod ranges;
mod ratios;
mod restrictions;
mod scores;
mod separators;
mod temperatures;
mod zeros;

use self::article_currencies::ArticleCurrencies;
use self::currencies::Currencies;
use self::exclusions::Exclusions;
use self::mentions::Draft;
use self::multiples::Multiples;
use self::neighbours::Neighbours;
use self::nouns::Nouns;
use self::part::Part;
use self::percent::Percent;
use self::quantities::Units;
use self::ratios::Ratios;
use self::scores::Scores;
use self::temperatures::Temperatures;
use super::numbers::{Bounds, VagueAmounts};
use super::{Extractor, Reading};
use crate::lexicon::{DictionaryError, Lexicon, Triggers};
use crate::model::Mention;

/// Finds figures.
#[derive(Debug)]
pub struct Figures {
    /// What begins a figure without a number.
    first_words: Triggers,
    /// What marks a number.
    neighbours: Neighbours,
    bounds: Bounds,
    vague: VagueAmounts,
    currencies: Currencies,
    percent: Percent,
    units: Units,
    ratios: Ratios,
    multiples: Multiples,
    scores: Scores,
    temperatures: Temperatures,
    nouns: Nouns,
    exclusions: Exclusions,
}

/// Makes the extractor.
///
/// # Errors
/// A dictionary that does not parse.
pub fn build(_lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    let (vague, multiples) = (VagueAmounts::built_in()?, Multiples::built_in()?);
    let (currencies, percent, units) = (Currencies::built_in()?, Percent::built_in()?, Units::built_in()?);
    Ok(Box::new(Figures {
        first_words: Figures::first_words(&vague, &multiples),
        neighbours: Neighbours::new(&currencies, &percent, &units, &multiples),
        bounds: Bounds::built_in()?,
        vague,
        currencies,
        percent,
        units,
        ratios: Ratios::built_in()?,
        multiples,
        scores: Scores::built_in()?,
        temperatures: Temperatures::built_in()?,
        nouns: Nouns::built_in()?,
        exclusions: Exclusions::built_in()?,
    }))
}

impl Extractor for Figures {
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>) {
        let currencies = ArticleCurrencies::new(&self.currencies, reading.text, reading.words());
        let parts = self.parts(reading, &currencies);
        found.reserve(parts.len());
        let mut at = 0;
        while at < parts.len() {
            at += self.figure(reading, &parts[at..], found);
        }
    }
}

impl Figures {
    /// Adds the figure that the first of `parts` begins; how many of them it takes up.
    fn figure(&self, reading: &Reading<'_>, parts: &[Part<'_>], found: &mut Vec<Mention>) -> usize {
        let a = parts[0];
        if exclusions::is_year_or_id(reading, &self.nouns, &a) {
            return 1;
        }
        if let Some(b) = parts.get(1).copied().filter(|b| self.may_pair(reading, &a, b)) {
            let timed = self.exclusions.is_time(reading, &self.nouns, &b);
            if let Some(share) = self.ratios.pair(reading, a, b).filter(|_| !timed) {
                found.extend(self.finish(reading, &Draft::of(share)));
                return 2;
            }
            let counted = self.nouns.phrase(reading, b.end, false).is_some();
            if let Some(measure) = self.scores.pair(reading, &a, &b, counted) {
                let result = mentions::result(reading, &a, &b, measure);
                found.extend(Some(result).filter(|_| !timed));
                return 2;
            }
            if let Some(range) = ranges::join(&self.bounds, reading, a, b) {
                let draft = Draft {
                    part: range.part,
                    first: range.opens,
                    low: Some(range.low),
                    number: range.number,
                };
                found.extend(self.finish(reading, &draft));
                return 2;
            }
        }
        found.extend(self.finish(reading, &Draft::of(a)));
        1
    }

    /// Whether two parts stand close enough, and neither is a year or an id.
    fn may_pair(&self, reading: &Reading<'_>, a: &Part<'_>, b: &Part<'_>) -> bool {
        b.first - a.end <= 4 && !exclusions::is_year_or_id(reading, &self.nouns, b)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::extract::Settings;
    use crate::lexicon::Lexicon;
    use crate::model::{Article, Field, Mention, Value};
    use crate::pipeline::Analyst;

    fn figures(text: &str) -> Vec<Mention> {
        static ANALYST: std::sync::OnceLock<Analyst> = std::sync::OnceLock::new();
        let analyst =
            ANALYST.get_or_init(|| Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap());
        let article = Article {
            text: text.into(),
            language: "en".into(),
            ..Article::default()
        };
        let mut mentions = analyst.mentions(&article, Field::Text).1;
        mentions.retain(|m| m.kind.as_str() == "figure");
        mentions
    }

    #[test]
    fn what_is_counted_keeps_its_restrictive_words() {
        for (text, about) in [
            (
                "80 athletes who have applied for TUEs since 2012 were told",
                "athletes who have applied for TUEs since 2012",
            ),
            (
                "12 passengers from two countries were hurt",
                "passengers from two countries",
            ),
            ("12 passengers were hurt", "passengers"),
            ("12 sports bodies, which met, agreed", "sports bodies"),
            ("200 of her relatives left", "relatives"),
        ] {
            let Value::Amount(amount) = &figures(text)[0].value else {
                panic!("{text}")
            };
            assert_eq!(amount.about.map(|s| s.of(text)), Some(about), "{text}");
        }
    }

    #[test]
    fn an_ambiguous_stop_is_marked() {
        for (text, rule) in [
            ("It has 1.204 members.", "figures/assumed-thousands"),
            ("It weighs 1.204 kg.", "figures/assumed-decimal"),
            ("It weighs 1.204 kg, not 2.5 kg.", "figures/quantity"),
            ("It has 1.204 of 2.000.000 members.", "figures/count"),
            ("It rose 1.204 percent.", "figures/percent"),
        ] {
            let found = &figures(text)[0];
            assert_eq!(found.rule.as_str(), rule, "{text}");
            assert_eq!(found.score < 0.6, rule.contains("assumed"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn figures_lie_in_the_text_and_hold_their_number(
            text in "([$€£~+%(),.:/°-]|one|two|five|half|third|dozens|of|an?|more|than|between|and|to|up|or|so|80|3\\.5|1,204|2017|40km|1\\.5m|RM4|21st|million|dollars?|per cent|points|inch|km|times|people|men|Bitcoin|April| |  |\n){0,24}"
        ) {
            for m in figures(&text) {
                prop_assert!(!m.span.is_empty());
                prop_assert!(text.get(m.span.start as usize..m.span.end as usize).is_some());
                if let Value::Amount(a) = &m.value {
                    prop_assert!(m.span.contains(a.number), "{:?} {:?}", m, text);
                    prop_assert!(a.about.is_none_or(|s| text.get(s.start as usize..s.end as usize).is_some()));
                    prop_assert!(a.nominal.is_none_or(f64::is_finite));
                }
            }
        }

        #[test]
        fn a_line_before_shifts_every_figure(text in "(about |80|\\$3|12 men|half|%| and | to |\\. ){0,12}") {
            let spans = |text: &str, by: u32| figures(text).iter().map(|m| m.span.start - by).collect::<Vec<_>>();
            prop_assert_eq!(spans(&format!("Words.\n\n{text}"), 8), spans(&format!("\n\n{text}"), 2));
        }
    }
}
