//! Words for persons.

use crate::lexicon::{DictionaryError, WordFilter, WordLists, WordSet, dictionary};
use crate::split::hash_folded;

/// Whether a person is described as male or female.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    /// "man", "he"
    Male,
    /// "woman", "she"
    Female,
}

/// What a noun says of the person it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PersonNoun {
    /// Of one person or several.
    pub plural: bool,
    /// Male or female.
    pub sex: Option<Sex>,
    /// Fits anyone: "person", "victim".
    pub generic: bool,
    /// One who did it, or who came to help: hardly the victim.
    pub perpetrator: bool,
}

/// The lists of `dictionaries/claims/persons.toml`.
#[derive(Debug)]
pub(super) struct PersonWords {
    male: WordSet,
    female: WordSet,
    neutral: WordSet,
    generic: WordSet,
    plural: WordSet,
    perpetrators: WordSet,
    /// Determiners of one.
    pub single_determiners: WordSet,
    /// "a", "another"
    pub indefinite: WordSet,
    /// "his"
    pub possessive: WordSet,
    /// "another", "others"
    pub other: WordSet,
    /// "second"
    pub ordinals: WordSet,
    /// "he"
    pub he: WordSet,
    /// "she"
    pub she: WordSet,
    /// "someone"
    pub someone: WordSet,
    /// "nobody"
    pub no_one: WordSet,
    /// "injured", "dead": before a noun or as one.
    pub states: WordSet,
    /// "shooting" in "shooting victims".
    pub modifiers: WordSet,
    /// "people", "others"
    pub anybody: WordSet,
    /// "couple", "both"
    pub two: WordSet,
    /// "trio"
    pub trio: WordSet,
    /// Pronouns and determiners: what begins a phrase of a person or of two.
    pub openers: WordFilter,
    /// Words that never stand inside a person's noun phrase.
    pub walls: WordSet,
    /// Words that say of a number alone what became of so many persons: "2 die", "80 missing".
    pub predicates: WordSet,
    /// Words before "at" and a number that counts: "the toll stands at 62".
    pub stands_at: WordSet,
    /// "himself"
    pub reflexives: WordSet,
    /// Words behind a number that counts no persons: "the 1200 block".
    pub not_counted: WordSet,
    /// Numbers that are names of services: "911".
    pub services: WordSet,
    /// Words before a number that counts no persons: "in 2013".
    pub never_before_count: WordSet,
}

/// The lists of words that begin a phrase.
const OPENERS: &[&str] = &[
    "he",
    "she",
    "someone",
    "no_one",
    "two",
    "single_determiners",
    "possessive_determiners",
    "vague",
];

impl PersonWords {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/persons.toml"))?;
        let mut plural = lists.words("plural")?;
        for list in ["male", "female", "neutral", "generic"] {
            plural.extend(lists.list(list)?.map(|noun| hash_folded(&regular_plural(noun))));
        }
        let mut openers: WordFilter = ["another", "no", "'s"].into_iter().map(hash_folded).collect();
        for list in OPENERS {
            lists.words(list)?.words().for_each(|word| openers.add(word));
        }
        Ok(Self {
            plural,
            openers,
            male: lists.words("male")?,
            female: lists.words("female")?,
            neutral: lists.words("neutral")?,
            generic: lists.words("generic")?,
            perpetrators: lists.words("perpetrators")?,
            single_determiners: lists.words("single_determiners")?,
            indefinite: lists.words("indefinite")?,
            possessive: lists.words("possessive_determiners")?,
            other: lists.words("other")?,
            ordinals: lists.words("ordinals")?,
            he: lists.words("he")?,
            she: lists.words("she")?,
            someone: lists.words("someone")?,
            no_one: lists.words("no_one")?,
            states: lists.words("states")?,
            modifiers: lists.words("modifiers")?,
            anybody: lists.words("anybody")?,
            two: lists.words("two")?,
            trio: lists.words("trio")?,
            walls: lists.words("walls")?,
            predicates: lists.words("predicates")?,
            stands_at: lists.words("stands_at")?,
            reflexives: lists.words("reflexives")?,
            not_counted: lists.words("not_counted")?,
            services: lists.words("services")?,
            never_before_count: lists.words("never_before_count")?,
        })
    }

    /// Whether a figure of this noun counts persons all the same: "two others", "eight lives".
    pub(super) fn counts_of(&self, noun: u64) -> bool {
        self.other.contains(&noun) || self.predicates.contains(&noun)
    }

    /// What the word with this hash says of persons, if it is a noun for them.
    pub(super) fn noun(&self, hash: u64) -> Option<PersonNoun> {
        let plural = self.plural.contains(&hash);
        let sex = match (self.male.contains(&hash), self.female.contains(&hash)) {
            (true, _) => Some(Sex::Male),
            (_, true) => Some(Sex::Female),
            _ => None,
        };
        let generic = self.generic.contains(&hash);
        let known = plural || sex.is_some() || generic || self.neutral.contains(&hash);
        known.then(|| PersonNoun {
            plural,
            sex,
            generic,
            perpetrator: self.perpetrators.contains(&hash),
        })
    }
}

/// The regular plural of a noun: "boys", "families", "witnesses". `-man` becomes `-men`.
pub(super) fn regular_plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = noun
        .strip_suffix('y')
        .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
    {
        return format!("{stem}ies");
    }
    if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (one, many) in [
            ("boy", "boys"),
            ("lady", "ladies"),
            ("gunman", "gunmen"),
            ("coach", "coaches"),
            ("witness", "witnesses"),
        ] {
            assert_eq!(regular_plural(one), many);
        }
    }

    #[test]
    fn nouns_of_persons() {
        let words = PersonWords::built_in().unwrap();
        let noun = |w| words.noun(hash_folded(w));
        assert_eq!(noun("woman").unwrap().sex, Some(Sex::Female));
        assert!(noun("teenagers").unwrap().plural);
        assert!(noun("suspect").unwrap().perpetrator);
        assert!(noun("table").is_none());
    }
}
