//! What is counted: the head noun after a number and its lemma.

use super::lemmas::{self, Lemmas};
use crate::extract::Reading;
use crate::lexicon::{DictionaryError, WordLists, WordSet, dictionary};
use crate::model::{Gap, Shape};
use crate::split::fold;

/// How many words a noun phrase after a number may have.
const PHRASE: usize = 5;

/// Nouns and the words around them: `dictionaries/figures/nouns.toml`, `lemmas.toml`.
#[derive(Debug)]
pub(super) struct Nouns {
    stops: WordSet,
    no_plurals: WordSet,
    plural_modifiers: WordSet,
    time_units: WordSet,
    counted_singulars: WordSet,
    counted_none: WordSet,
    before_pronoun_one: WordSet,
    after_pronoun_one: WordSet,
    fates: WordSet,
    /// Finite verbs.
    pub(super) clause_verbs: WordSet,
    after_ordinal_phrase: WordSet,
    only_of_people: WordSet,
    lemmas: Lemmas,
}

/// The counted noun after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NounPhrase {
    /// First word: a modifier or the head itself.
    pub(super) first: usize,
    /// The head's word.
    pub(super) head: usize,
}

impl Nouns {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("figures/nouns.toml"))?;
        Ok(Self {
            stops: lists.words("stops")?,
            no_plurals: lists.words("no_plurals")?,
            plural_modifiers: lists.words("plural_modifiers")?,
            time_units: lists.words("time_units")?,
            counted_singulars: lists.words("counted_singulars")?,
            counted_none: lists.words("counted_none")?,
            before_pronoun_one: lists.words("before_pronoun_one")?,
            after_pronoun_one: lists.words("after_pronoun_one")?,
            fates: lists.words("fates")?,
            clause_verbs: lists.words("clause_verbs")?,
            after_ordinal_phrase: lists.words("after_ordinal_phrase")?,
            only_of_people: lists.words("only_of_people")?,
            lemmas: Lemmas::built_in()?,
        })
    }

    /// The noun phrase from word `at` on that a number counts; `singular` after one and in "60-member".
    pub(super) fn phrase(&self, reading: &Reading<'_>, at: usize, singular: bool) -> Option<NounPhrase> {
        let mut head = None;
        for here in at..(at + PHRASE).min(reading.words().len()) {
            let gap = reading.gap(here);
            let plus = here == at && gap.has(Gap::OTHER) && reading.gap_text(here) == "+ ";
            // "32 million U.S. viewers"
            let initials =
                here > at && gap == Gap::STOP.with(Gap::SPACE) && reading.word(here - 1).contains('.');
            let joined = gap.is_blank() || gap.is_hyphen() || plus || initials;
            let more = head.is_some() && matches!(reading.word(here), "more" | "fewer");
            if here > at && reading.gap(at).is_hyphen() && gap.is_blank() {
                break; // "20-page opinion" counts pages
            }
            let row = here == at && gap.has(Gap::LINE) && reading.words()[here].shape == Shape::Capitalised;
            let verb = singular && head.is_some() && self.may_be_verb(reading, here);
            if !joined || row || more || verb || self.is_stop(reading, here) {
                break;
            }
            if self.is_plural(reading, here) || (singular && may_be_singular(reading, here)) {
                head = Some(here);
                if !singular && !self.modifies(reading, here) {
                    break;
                }
            }
        }
        head.map(|head| NounPhrase { first: at, head })
    }

    /// Whether word `at` ends a noun phrase.
    pub(super) fn is_stop(&self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(word) = reading.words().get(at) else {
            return true;
        };
        self.stops.contains(&word.hash) || matches!(word.shape, Shape::Number | Shape::Other)
    }

    /// Whether word `at` is a unit of time.
    pub(super) fn is_time_unit(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.time_units.contains(&w.hash))
    }

    /// Whether the absence of what word `at` names is a count: "no casualties".
    pub(super) fn is_counted_none(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.counted_none.contains(&w.hash))
    }

    /// Whether "one" at word `at` is a pronoun by the word before or after it.
    pub(super) fn is_pronoun_one(&self, reading: &Reading<'_>, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| reading.gap(at).is_blank());
        let before = before.is_some_and(|b| self.before_pronoun_one.contains(&reading.words()[b].hash));
        let after = reading.words().get(at + 1);
        before || after.is_some_and(|w| w.gap.is_hyphen() || self.after_pronoun_one.contains(&w.hash))
    }

    /// Whether word `at` says what became of those counted: "one hurt", "one arrested".
    pub(super) fn is_fate(&self, reading: &Reading<'_>, at: usize) -> bool {
        let at = at + usize::from(reading.word(at).ends_with("ly"));
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.fates.contains(&w.hash))
    }

    /// The last word of "passengers and crew", whose head is at `head`.
    pub(super) fn with_crew(&self, reading: &Reading<'_>, head: usize) -> usize {
        let crew = reading.words().get(head + 2);
        let joined = reading.says(head + 1, "and")
            && crew.is_some_and(|w| w.gap.is_blank() && self.counted_singulars.contains(&w.hash));
        if joined { head + 2 } else { head }
    }

    /// Whether the noun at `at` makes a set phrase with an ordinal: "third party".
    pub(super) fn is_ordinal_phrase(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.after_ordinal_phrase.contains(&w.hash))
    }

    /// Whether word `at` looks like a plural noun.
    pub(super) fn is_plural(&self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(word) = reading.words().get(at) else {
            return false;
        };
        if self.lemmas.irregular(word.hash).is_some() || self.counted_singulars.contains(&word.hash) {
            return true;
        }
        let text = word.span.of(reading.text);
        let ends = text.ends_with('s') || (word.shape == Shape::Upper && text.ends_with('S'));
        ends && text.len() > 3
            && !matches!(word.shape, Shape::Other | Shape::Number)
            && !["ss", "us", "is"].iter().any(|e| text.ends_with(e))
            && !self.no_plurals.contains(&word.hash)
    }

    /// The singular of the noun at word `at`, in lower case.
    pub(super) fn lemma(&self, reading: &Reading<'_>, at: usize) -> String {
        let hash = reading.words()[at].hash;
        let folded = || fold(reading.word(at));
        match self.lemmas.irregular(hash) {
            Some(lemma) => lemma.to_owned(),
            None if self.is_plural(reading, at) && !self.counted_singulars.contains(&hash) => {
                lemmas::singular(&folded())
            }
            None => folded(),
        }
    }

    /// Whether a vague amount whose last word is at `at` is a figure only of people and their fate: "a few", but not "several".
    pub(super) fn is_only_of_people(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .words()
            .get(at)
            .is_some_and(|w| self.only_of_people.contains(&w.hash))
    }

    /// After a singular head, "claimed" and "plans" are verbs more often than nouns.
    fn may_be_verb(&self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(word) = reading.words().get(at) else {
            return false;
        };
        let modifier = self.plural_modifiers.contains(&word.hash);
        reading.word(at).ends_with("ed")
            || reading.word(at).ends_with("ing")
            || (self.is_plural(reading, at) && !modifier)
    }

    /// Whether the plural at `here` modifies another right after it: "sports bodies", "police officers", "men's lives".
    fn modifies(&self, reading: &Reading<'_>, here: usize) -> bool {
        let Some(next) = reading.words().get(here + 1) else {
            return false;
        };
        let possessive = next.gap == Gap::NONE && next.span.len() <= 4;
        let irregular = !reading.word(here).ends_with('s') && !self.is_stop(reading, here + 1);
        let modifier = irregular || self.plural_modifiers.contains(&reading.words()[here].hash);
        (modifier && next.gap.is_blank() && self.is_plural(reading, here + 1)) || possessive
    }
}

fn may_be_singular(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .words()
        .get(at)
        .is_some_and(|w| w.shape == Shape::Lower && w.span.len() > 2 && !reading.word(at).ends_with("ly"))
}
