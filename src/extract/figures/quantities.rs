//! Quantities with a unit: "40 km", "1,500-metre", "6 °C", "100m sprint", "magnitude 6.1", "half an inch".

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, PhraseTable, WordFilter, WordMap, WordSet, dictionary};
use crate::model::{Gap, Measure, Shape, Span, Word};
use crate::split::hash_folded;

/// Units with their words: `dictionaries/figures/units.toml`.
#[derive(Debug)]
pub(super) struct Units {
    after: PhraseTable<String>,
    before: PhraseTable<String>,
    glued: WordMap<String>,
    metre: WordSet,
    events: WordSet,
    counting: WordSet,
    no_unit: WordSet,
}

impl Units {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("figures/units.toml");
        let file: toml::Table = source.table()?;
        let mut units = Self {
            after: PhraseTable::new(),
            before: PhraseTable::new(),
            glued: WordMap::default(),
            metre: WordSet::default(),
            events: WordSet::default(),
            counting: WordSet::default(),
            no_unit: WordSet::default(),
        };
        for (section, table) in &file {
            let wrong = || {
                DictionaryError::near(
                    &source,
                    section,
                    "must hold lines like `\"km\" = [\"km\", \"kilometres\"]`",
                )
            };
            for (unit, words) in table.as_table().ok_or_else(wrong)? {
                for word in words.as_array().ok_or_else(wrong)? {
                    units.add(section, unit, word.as_str().ok_or_else(wrong)?);
                }
            }
        }
        Ok(units)
    }

    fn add(&mut self, section: &str, unit: &str, word: &str) {
        match section {
            "after" => {
                self.after.insert(word, unit.to_owned());
                self.glued.insert(hash_folded(word), unit.to_owned());
            }
            "before" => self.before.insert(word, unit.to_owned()),
            "glued" => {
                self.glued.insert(hash_folded(word), unit.to_owned());
            }
            "no_unit" => {
                self.no_unit.insert(hash_folded(word));
            }
            "event" => {
                self.events.insert(hash_folded(word));
            }
            "counting" => {
                self.counting.insert(hash_folded(word));
            }
            _ => {
                self.metre.insert(hash_folded(word));
            }
        }
    }

    /// The first words of units that may stand before a number.
    pub(super) fn words_before(&self) -> impl Iterator<Item = u64> {
        self.before.single_words()
    }

    /// The words after which a round number is the length of a race.
    pub(super) fn event_words(&self) -> impl Iterator<Item = u64> {
        self.events.words()
    }

    /// The first words of units that may stand after it.
    pub(super) fn firsts_after(&self) -> &WordFilter {
        self.after.firsts()
    }

    /// The number as a quantity, if a unit stands beside it.
    pub(super) fn mark<'a>(&'a self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        self.letters_on(reading, part)
            .or_else(|| degrees(reading, part))
            .or_else(|| self.word_after(reading, part))
            .or_else(|| self.word_before(reading, part))
    }

    /// The unit words from word `at` on: how many, and which.
    pub(super) fn at(&self, reading: &Reading<'_>, at: usize) -> Option<(usize, &str)> {
        let found = self.after.longest(reading.words(), at)?;
        // A single letter must stand as written: "5 C" is no "5 c".
        let as_written = found.len > 1
            || reading.word(at).len() > 1
            || reading.word(at) == found.value.trim_start_matches('°');
        as_written.then_some((found.len, found.value.as_str()))
    }

    /// "14-storey", "3-stroke", "six-under-par": the compound measures one thing and counts none; its words are the unit.
    pub(super) fn compound<'a>(&self, reading: &Reading<'a>, part: Part<'a>) -> Option<Part<'a>> {
        let joined = |at: usize| {
            reading.gap(at).is_hyphen() && reading.words().get(at).is_some_and(|w| w.shape == Shape::Lower)
        };
        let first = reading
            .words()
            .get(part.end)
            .filter(|_| joined(part.end) && !part.vague)?;
        if self.counting.contains(&first.hash) || self.no_unit.contains(&first.hash) {
            return None;
        }
        let end = (part.end + 1..part.end + 3)
            .find(|at| !joined(*at))
            .unwrap_or(part.end + 3);
        let words = reading.span(part.end, end);
        let unit = words.of(reading.text);
        Some(part.with_unit(Measure::Quantity, Some(unit), end, words.end))
    }

    /// Whether the word after a part, hyphened or in the singular before a noun, makes a set phrase with the number and no figure:
    /// "two-factor", "two factor authentication".
    pub(super) fn is_set_phrase(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let at = part.end;
        let noun = |at: usize| {
            reading
                .words()
                .get(at)
                .is_some_and(|w| w.gap.is_blank() && w.shape == Shape::Lower)
        };
        let singular = !part.is_one() && noun(at) && noun(at + 1);
        (reading.gap(at).is_hyphen() || singular)
            && reading
                .words()
                .get(at)
                .is_some_and(|w| self.no_unit.contains(&w.hash))
    }

    /// "half an inch", "half a percentage point" (a unit alone): the half at word `at` with its unit.
    pub(super) fn half<'a>(&'a self, reading: &Reading<'_>, half: Part<'a>) -> Option<Part<'a>> {
        let article = matches!(reading.word(half.end), "a" | "an") && reading.gap(half.end).is_blank();
        if !article || !reading.gap(half.end + 1).is_blank() {
            return None;
        }
        let (len, unit) = self.at(reading, half.end + 1)?;
        let end = half.end + 1 + len;
        Some(half.with_unit(
            Measure::Quantity,
            Some(unit),
            end,
            reading.span(half.end, end).end,
        ))
    }

    /// "40km"; "100m" where the next word speaks of a race or a height.
    fn letters_on<'a>(&'a self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        if part.form == NumberForm::Glued {
            let word = reading.words().get(part.first)?;
            let letters = Span {
                start: part.span.end,
                end: word.span.end,
            };
            let letters = with_power(reading.text, letters);
            let unit = self.glued.get(hash_folded(letters.of(reading.text)))?;
            // A lone letter means a unit only as it is written: "5g" is no "5G".
            let as_written = letters.len() > 1
                || unit.trim_start_matches('°') == letters.of(reading.text)
                || unit == "litre";
            if !as_written || reading.gap(part.end).is_hyphen() {
                return None;
            }
            return Some(part.with_unit(Measure::Quantity, Some(unit), part.end, letters.end));
        }
        self.race(reading, part)
    }

    /// "100m sprint", "the 30K", "the 1,500 race": distances of races, in metres or, with a K, in kilometres.
    fn race<'a>(&'a self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let word = reading
            .words()
            .get(part.first)
            .filter(|w| !w.gap.has(Gap::CURRENCY))?;
        let next = reading.words().get(part.end).filter(|w| w.gap.is_blank());
        let before_event = next.is_some_and(|w| self.events.contains(&w.hash));
        let before_metre = before_event || next.is_some_and(|w| self.metre.contains(&w.hash));
        if part.form == NumberForm::Digits {
            let round = part.value >= 50.0 && part.value % 50.0 == 0.0 && part.value <= 10_000.0;
            let unit = self
                .glued
                .get(hash_folded("m"))
                .filter(|_| round && before_event)?;
            return Some(part.with_unit(Measure::Quantity, Some(unit), part.end, part.span.end));
        }
        if part.form != NumberForm::Mixed || part.end != part.first + 1 {
            return None;
        }
        let named = part
            .first
            .checked_sub(1)
            .is_some_and(|b| matches!(reading.word(b), "the" | "a" | "men's" | "women's"));
        let alone = named && next.is_none_or(|w| w.shape == Shape::Lower && w.span.len() < 4);
        let (unit, fits) = match (part.scale as u64, word.span.of(reading.text).chars().next_back()) {
            (1_000_000, Some('m')) => ("m", before_metre),
            (1_000, Some('K' | 'k')) => ("km", before_event || (alone && part.value <= 100_000.0)),
            _ => return None,
        };
        let unit = self.glued.get(hash_folded(unit)).filter(|_| fits)?;
        let metres = Part {
            value: part.value / part.scale,
            scale: 1.0,
            ..part
        };
        Some(metres.with_unit(Measure::Quantity, Some(unit), part.end, part.span.end))
    }

    fn word_after<'a>(&'a self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let at = part.end + usize::from(part.vague && reading.says(part.end, "of"));
        let gap = reading.gap(at);
        if !gap.is_blank() && !gap.is_hyphen() {
            return None;
        }
        let (len, unit) = self.at(reading, at)?;
        let end = at + len;
        Some(part.with_unit(Measure::Quantity, Some(unit), end, reading.span(at, end).end))
    }

    fn word_before<'a>(&'a self, reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
        let gap = reading.gap(part.first);
        let near = gap.is_blank() || gap.is_hyphen();
        // "six-under-par 65" has its unit before.
        let from = part
            .first
            .checked_sub(1)
            .filter(|at| near && !reading.gap(*at).is_hyphen())?;
        let unit = self.before.word(reading.words()[from].hash)?;
        Some(Part {
            measure: Measure::Quantity,
            unit: Some(unit),
            ..part
        })
    }
}

/// The letters with the power sign that stands right after them: the km² of "12km²".
fn with_power(text: &str, letters: Span) -> Span {
    let power = text
        .get(letters.end as usize..)
        .is_some_and(|t| t.starts_with(['²', '³']));
    Span {
        end: letters.end + if power { 2 } else { 0 },
        ..letters
    }
}

/// "6 °C", "6°".
fn degrees<'a>(reading: &Reading<'_>, part: Part<'a>) -> Option<Part<'a>> {
    // The sign stands in the gap, or (`º`, a letter to UAX #29) begins the next word.
    let next = reading
        .words()
        .get(part.end)
        .filter(|_| part.form != NumberForm::Glued);
    let no_sign =
        |w: &Word| !w.gap.has(Gap::OTHER) && reading.text.as_bytes()[w.span.start as usize].is_ascii();
    if next.is_some_and(no_sign) {
        return None;
    }
    let after = reading.text.get(part.span.end as usize..)?;
    let blank = after.len() - after.trim_start_matches([' ', '\u{A0}']).len();
    let rest = after[blank..].strip_prefix(['°', 'º'])?;
    let sign_end = part.span.end + blank as u32 + 2;
    let letter = reading.words().get(part.end).filter(|w| w.span.start == sign_end);
    let (unit, end_word, end) = match (letter, rest.chars().next()) {
        (Some(word), Some('C')) if word.span.len() == 1 => ("°C", part.end + 1, word.span.end),
        (Some(word), Some('F')) if word.span.len() == 1 => ("°F", part.end + 1, word.span.end),
        _ => ("°", part.end, sign_end),
    };
    Some(part.with_unit(Measure::Quantity, Some(unit), end_word, end))
}
