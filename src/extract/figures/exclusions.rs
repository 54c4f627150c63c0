//! Numbers that are no figures: parts of names ("Channel 4"), dates and clock times, ages, addresses, list and page numbers.
//!
//! Dates and actors win over figures where they overlap; what is here keeps a figure from being made where those kinds see nothing.

use super::ages::Ages;
use super::codes;
use super::nouns::Nouns;
use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::lexicon::{DictionaryError, WordLists, WordSet, dictionary};
use crate::model::{Gap, Measure, Shape, Word};

/// The words of `dictionaries/figures/exclusions.toml`.
#[derive(Debug)]
pub(super) struct Exclusions {
    before: WordSet,
    before_bare: WordSet,
    after: WordSet,
    weapons: WordSet,
    months: WordSet,
    clock: WordSet,
    streets: WordSet,
    ages: Ages,
}

impl Exclusions {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/exclusions.toml"))?;
        Ok(Self {
            before: lists.words("before")?,
            before_bare: lists.words("before_bare")?,
            after: lists.words("after")?,
            weapons: lists.words("weapons")?,
            months: lists.words("months")?,
            clock: lists.words("clock")?,
            streets: lists.words("streets")?,
            ages: Ages::built_in()?,
        })
    }

    /// Whether a number without currency, percent sign or unit is no figure. `bounded`: bound words stand before it.
    pub(super) fn hold(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>, bounded: bool) -> bool {
        let phrase = reading.gap(part.end).is_hyphen()
            && nouns.is_stop(reading, part.end)
            && matches!(reading.words()[part.end].shape, Shape::Lower)
            && !matches!(reading.word(part.end), "plus" | "and" | "or" | "to");
        if part.form == NumberForm::Glued || phrase || codes::is_code(reading, part) {
            return true;
        }
        self.is_time(reading, nouns, part)
            || is_year(reading, nouns, part, bounded)
            || self.after_holds(reading, part)
            || (!bounded && self.is_reference(reading, nouns, part))
            || self.ages.hold(reading, nouns, part)
            || (self.continues_list(reading, nouns, part) && nouns.phrase(reading, part.end, false).is_none())
            || self.is_total(reading, part)
            || (!bounded && is_unnamed_number(reading, nouns, part))
            || (!bounded && codes::is_cell(reading, part) && nouns.phrase(reading, part.end, false).is_none())
            || part.span.len() == 3 && part.span.of(reading.text) == "911"
            || is_list_number(reading, part)
            || self.is_address(reading, part)
    }

    /// "3 April", "April 3", "5 p.m.", "1353 (1023 GMT)", "20 years", "7- and 8-year-old", "a day or two".
    pub(super) fn is_time(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
        let (before, after) = neighbours(reading, part);
        let near = |gap: Gap| gap.is_blank() || gap.is_hyphen() || gap == Gap::STOP.with(Gap::SPACE);
        let month_before = before.is_some_and(|w| self.is_month(w)) && near(reading.gap(part.first));
        let month_after = after.is_some_and(|w| self.is_month(w)) && near(reading.gap(part.end));
        let unit_after = near(reading.gap(part.end))
            && nouns.is_time_unit(reading, part.end + usize::from(reading.says(part.end, "or")));
        let clock = after.is_some_and(|w| self.clock.contains(&w.hash)) && reading.gap(part.end).is_blank();
        let suspended = reading.gap(part.end) == Gap::HYPHEN.with(Gap::SPACE) && !part.vague;
        let spaced = matches!(reading.word(part.end), "a" | "p") && reading.says(part.end + 1, "m");
        let zoned = reading.gap(part.end).has(Gap::OPEN)
            && reading
                .words()
                .get(part.end + 1)
                .is_some_and(|w| self.clock.contains(&w.hash));
        let or_two = part.first > 1
            && reading.says(part.first - 1, "or")
            && nouns.is_time_unit(reading, part.first - 2)
            && nouns.phrase(reading, part.end, false).is_none();
        month_before || month_after || unit_after || clock || suspended || spaced || zoned || or_two
    }

    /// "April 10th"
    pub(super) fn is_month_day(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let (before, after) = neighbours(reading, part);
        before.is_some_and(|w| self.is_month(w)) || after.is_some_and(|w| self.is_month(w))
    }

    /// "52nd street", "Fifth Avenue"
    pub(super) fn is_street(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| w.gap.is_blank() && self.streets.contains(&w.hash))
    }

    fn is_month(&self, word: &Word) -> bool {
        word.shape.is_capital() && self.months.contains(&word.hash)
    }

    /// "page 80", "port 443", in a list whose last number counts nothing.
    fn is_labelled(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let before = part.first.checked_sub(1).map(|b| &reading.words()[b]);
        let label = before.is_some_and(|w| self.before.contains(&w.hash));
        label && part.form == NumberForm::Digits && reading.gap(part.first).is_blank()
    }

    /// Whether the word at `at` makes the number before it a name's: "100-block", "12-gauge".
    pub(super) fn ends_name(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.after.contains(&w.hash))
    }

    /// "the 3700 block of", "12-gauge": a word after the number that makes it no figure.
    fn after_holds(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let gap = reading.gap(part.end);
        let joined = gap.is_blank() || gap.is_hyphen();
        let word = reading.words().get(part.end);
        let calibre = part.value < 1.0 && word.is_some_and(|w| self.weapons.contains(&w.hash));
        // "the 2600 blocks of Cedar and 18th", but "20 blocks from home"
        let several = reading.word(part.end).ends_with('s') && part.value < 100.0;
        let held = calibre || !several && word.is_some_and(|w| self.after.contains(&w.hash));
        joined && part.form == NumberForm::Digits && held
    }

    /// "page 80", "No. 3", "Boeing 747", "CVE-2017", "Seven Network".
    fn is_reference(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
        let (before, after) = neighbours(reading, part);
        let gap = reading.gap(part.first);
        if gap.has(Gap::OTHER) && reading.gap_text(part.first).ends_with('#') {
            return true;
        }
        let Some(before) = before else { return false };
        let digits = part.form == NumberForm::Digits;
        let label = self.before.contains(&before.hash)
            && (gap.is_blank() || gap == Gap::STOP.with(Gap::SPACE) || gap.is_hyphen());
        let plural = || reading.gap(part.end).is_blank() && nouns.is_plural(reading, part.end);
        if gap.is_blank() && digits && self.before_bare.contains(&before.hash) && !plural() {
            return true;
        }
        if label && (digits || before.shape.is_capital()) {
            return true;
        }
        if gap.is_hyphen() && (before.shape == Shape::Lower || (digits && before.shape != Shape::Number)) {
            return true; // "par-four", "under-21", "COVID-19"
        }
        let initials = before.shape == Shape::Upper || before.span.of(reading.text).contains('.');
        let route = initials && gap == Gap::STOP.with(Gap::SPACE); // "U.S. 175"
        let joined = gap.is_blank() || gap.is_hyphen() || (route && digits && !plural());
        if !joined || is_headline(reading, part.first) {
            return false;
        }
        let at = part.first - 1;
        let opening = is_sentence_start(reading, at) && nouns.is_stop(reading, at);
        let capital_before = before.shape.is_capital() && !opening;
        let lower = after.is_some_and(|w| w.shape == Shape::Lower);
        let counts = || (lower || !digits) && plural();
        if digits {
            return capital_before && !counts();
        }
        let capital_number = reading.words()[part.first].shape.is_capital();
        let capital_after = after.is_some_and(|w| w.shape.is_capital() && w.gap.is_blank());
        capital_number && part.form == NumberForm::Words && (capital_before || capital_after || !counts())
    }

    /// "ages 17, 15, 13 and 8", "ports 80 and 443": a number in a list that begins so, at most four numbers back.
    fn continues_list(&self, reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
        let listed = reading.gap(part.first) == Gap::COMMA.with(Gap::SPACE)
            || part.first > 0 && reading.says(part.first - 1, "and");
        if !listed {
            return false;
        }
        let mut index = reading.numbers.partition_point(|n| n.first < part.first);
        let mut next = part.first;
        for _ in 0..4 {
            let Some(before) = index.checked_sub(1).map(|i| &reading.numbers[i]) else {
                return false;
            };
            let comma = before.end == next && reading.gap(next) == Gap::COMMA.with(Gap::SPACE);
            let and = before.end + 1 == next && reading.says(before.end, "and");
            if !comma && !and {
                return false;
            }
            let before_part = Part::of_number(before);
            if self.ages.hold(reading, nouns, &before_part) || self.is_labelled(reading, &before_part) {
                return true;
            }
            (index, next) = (index - 1, before.first);
        }
        false
    }

    /// The last number of "Image 17 of 33", "page 4 of 9".
    fn is_total(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        let index = reading.numbers.partition_point(|n| n.first < part.first);
        let before = index.checked_sub(1).map(|i| &reading.numbers[i]);
        let of = |end: usize| end + 1 == part.first && reading.says(end, "of");
        before.is_some_and(|n| of(n.end) && self.is_labelled(reading, &Part::of_number(n)))
    }

    /// "10 Downing Street"
    fn is_address(&self, reading: &Reading<'_>, part: &Part<'_>) -> bool {
        if part.form == NumberForm::Mixed {
            return false;
        }
        let initial = Gap::STOP.with(Gap::SPACE); // "945 E. Virginia Beach Blvd."
        (part.end..part.end + 5)
            .map_while(|at| {
                let named = |w: &&Word| {
                    w.shape.is_capital() && (w.gap == Gap::SPACE || (at > part.end && w.gap == initial))
                };
                reading.words().get(at).filter(named)
            })
            .skip(1)
            .any(|w| self.streets.contains(&w.hash))
    }
}

/// Whether a bare number is a year or part of an id, whatever stands beside it: it makes no range and no score.
pub(super) fn is_year_or_id(reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
    let bare = part.measure == Measure::Count && part.form == NumberForm::Digits;
    bare && (codes::is_code(reading, part) || is_year(reading, nouns, part, true))
}

fn neighbours<'a>(reading: &Reading<'a>, part: &Part<'_>) -> (Option<&'a Word>, Option<&'a Word>) {
    let words = reading.words();
    (part.first.checked_sub(1).map(|b| &words[b]), words.get(part.end))
}

/// Six plain digits that count nothing ("item 7046438"), and digits before two capitalised words that name something ("7 Action News").
fn is_unnamed_number(reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>) -> bool {
    if !part.is_plain_digits(reading.text) || nouns.phrase(reading, part.end, false).is_some() {
        return false;
    }
    let capital = |at: usize| {
        let word = reading.words().get(at);
        word.is_some_and(|w| w.shape == Shape::Capitalised && w.gap.is_blank())
    };
    let named = capital(part.end) && capital(part.end + 1) && !is_headline(reading, part.first);
    named || (part.span.len() >= 6 && !nouns.is_fate(reading, part.end))
}

/// A year in four digits: "in 2012", "the 2016 elections". With bound words and a counted noun it is a count: "more than 2000 people".
fn is_year(reading: &Reading<'_>, nouns: &Nouns, part: &Part<'_>, bounded: bool) -> bool {
    let year =
        part.span.len() == 4 && (1900.0..2100.0).contains(&part.value) && part.is_plain_digits(reading.text);
    if !year {
        return false;
    }
    let counted = nouns.phrase(reading, part.end, false).is_some();
    let people = counted && nouns.is_counted_none(reading, part.end);
    !(people || bounded && counted)
}

/// "1. Open the file" at the start of a line.
fn is_list_number(reading: &Reading<'_>, part: &Part<'_>) -> bool {
    let starts_line = reading
        .gap(part.first)
        .has_any(Gap(Gap::LINE.0 | Gap::PARAGRAPH.0));
    let after = || reading.gap_text(part.end);
    starts_line
        && part.is_plain_digits(reading.text)
        && part.value < 100.0
        && (after().starts_with(". ") || after().starts_with(") "))
}

fn is_sentence_start(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = reading.sentence_of(at) as usize;
    reading
        .sentences()
        .get(sentence)
        .is_some_and(|s| s.range().start == at)
}

/// Whether most words of the sentence are capitalised: there a capital says nothing.
fn is_headline(reading: &Reading<'_>, at: usize) -> bool {
    let Some(sentence) = reading.sentences().get(reading.sentence_of(at) as usize) else {
        return false;
    };
    let words = &reading.words()[sentence.range()];
    if !(4..=16).contains(&words.len()) {
        return false;
    }
    let long = words
        .iter()
        .filter(|w| w.span.len() > 3 && w.shape != Shape::Number);
    let lower = long.clone().filter(|w| w.shape == Shape::Lower).count();
    lower * 4 < long.count()
}
