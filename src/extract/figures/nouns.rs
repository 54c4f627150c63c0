//! What is counted: the head noun after a number, its lemma, and the words that restrict it.

use crate::extract::Reading;
use crate::lexicon::{DictionaryError, WordLists, WordMap, WordSet, dictionary};
use crate::model::{Gap, Shape, Span};
use crate::split::{fold, hash_folded};

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
    clause_verbs: WordSet,
    after_ordinal_phrase: WordSet,
    lemmas: WordMap<String>,
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
        let source = dictionary!("figures/lemmas.toml");
        let file: toml::Table =
            toml::from_str(&source.text).map_err(|e| DictionaryError::toml(&source, &e))?;
        let wrong = || DictionaryError::near(&source, "lemmas", "must hold lines like `men = \"man\"`");
        let table = file
            .get("lemmas")
            .and_then(toml::Value::as_table)
            .ok_or_else(wrong)?;
        let lemmas = table
            .iter()
            .map(|(plural, lemma)| Ok((hash_folded(plural), lemma.as_str().ok_or_else(wrong)?.to_owned())))
            .collect::<Result<_, DictionaryError>>()?;
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
            lemmas,
        })
    }

    /// The noun phrase from word `at` on that a number counts; `singular` after one and in "60-member".
    pub(super) fn phrase(&self, reading: &Reading<'_>, at: usize, singular: bool) -> Option<NounPhrase> {
        let mut head = None;
        for here in at..(at + PHRASE).min(reading.words().len()) {
            let gap = reading.gap(here);
            let plus = here == at && reading.gap_text(here) == "+ ";
            // "32 million U.S. viewers"
            let initials =
                here > at && gap == Gap::STOP.with(Gap::SPACE) && reading.word(here - 1).contains('.');
            let joined = gap.is_blank() || gap.is_hyphen() || plus || initials;
            let more = head.is_some() && matches!(reading.word(here), "more" | "fewer");
            if here > at && reading.gap(at).is_hyphen() && gap.is_blank() {
                break; // "20-page opinion" counts pages
            }
            let verb = singular && head.is_some() && self.may_be_verb(reading, here);
            if !joined || more || verb || self.is_stop(reading, here) {
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
        let joined = reading.word(head + 1) == "and"
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
        let text = word.span.of(reading.text);
        if self.lemmas.holds(word.hash) || self.counted_singulars.contains(&word.hash) {
            return true;
        }
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
        match self.lemmas.get(hash) {
            Some(lemma) => lemma.clone(),
            None if self.is_plural(reading, at) && !self.counted_singulars.contains(&hash) => {
                singular(folded())
            }
            None => folded(),
        }
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

    /// Whether the plural at `here` modifies another right after it: "sports bodies", "men's lives".
    fn modifies(&self, reading: &Reading<'_>, here: usize) -> bool {
        let Some(next) = reading.words().get(here + 1) else {
            return false;
        };
        let possessive = next.gap == Gap::NONE && next.span.len() <= 4;
        let modifier = self.plural_modifiers.contains(&reading.words()[here].hash);
        (modifier && next.gap.is_blank() && self.is_plural(reading, here + 1)) || possessive
    }

    /// The noun phrase with what restricts it: "athletes who have applied for TUEs since 2012".
    pub(super) fn about(&self, reading: &Reading<'_>, phrase: NounPhrase) -> Span {
        let mut end = phrase.head + 1;
        let opens = matches!(
            reading.word(end),
            "who" | "that" | "whose" | "which" | "where" | "whom"
        ) && reading.gap(end).is_blank();
        if opens {
            end = self.clause_end(reading, end);
        } else if matches!(reading.word(end), "of" | "from" | "with") && reading.gap(end).is_blank() {
            end = self.prepositional_end(reading, end);
        }
        reading.span(phrase.first, end)
    }

    /// The end of a relative clause that begins at `at`: punctuation, or a second finite verb ("athletes who applied *were* told").
    fn clause_end(&self, reading: &Reading<'_>, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + 14 && reading.gap(end).is_blank() {
            let verb = reading
                .words()
                .get(end)
                .is_some_and(|w| self.clause_verbs.contains(&w.hash));
            if verb && end > at + 2 {
                break;
            }
            end += 1;
        }
        end
    }

    /// The end of "from 12 countries", "of the national team": up to the first stop word after a noun, at most five words.
    fn prepositional_end(&self, reading: &Reading<'_>, at: usize) -> usize {
        let mut end = at + 1;
        while reading.word(end) == "the" || is_determiner(reading, end) {
            end += 1;
        }
        let from = end;
        while end < from + 4 && (reading.gap(end).is_blank() || reading.gap(end).is_hyphen()) {
            let numeral = reading.words().get(end).is_some_and(|w| w.shape == Shape::Number);
            if self.is_stop(reading, end) && !numeral {
                break;
            }
            end += 1;
        }
        if end == from { at } else { end }
    }
}

/// "The" and its like, or a pronoun's possessive, before a noun phrase: "200 of her relatives".
pub(super) fn is_determiner(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.word(at),
        "the" | "its" | "his" | "her" | "their" | "our" | "my" | "your" | "those" | "these"
    )
}

fn may_be_singular(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .words()
        .get(at)
        .is_some_and(|w| w.shape == Shape::Lower && w.span.len() > 2 && !reading.word(at).ends_with("ly"))
}

/// The singular of a regular plural.
fn singular(mut plural: String) -> String {
    if plural.ends_with("ies") && plural.len() > 4 {
        plural.truncate(plural.len() - 3);
        plural.push('y');
    } else if ["sses", "shes", "ches", "xes", "zzes"]
        .iter()
        .any(|ending| plural.ends_with(ending))
    {
        plural.truncate(plural.len() - 2);
    } else if plural.ends_with('s') {
        plural.pop();
    }
    plural
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn regular_plurals() {
        for (plural, lemma) in [
            ("athletes", "athlete"),
            ("countries", "country"),
            ("losses", "loss"),
            ("churches", "church"),
            ("boxes", "box"),
            ("houses", "house"),
            ("cases", "case"),
        ] {
            assert_eq!(singular(plural.to_owned()), lemma);
        }
    }
}
