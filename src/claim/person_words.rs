//! Words for persons.

use crate::lexicon::{DictionaryError, WordFilter, WordLists, WordMap, dictionary};
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

/// The lists of `dictionaries/claims/persons.toml` that a word stands in: a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PersonKinds(u32);

impl PersonKinds {
    const MALE: Self = Self(1);
    const FEMALE: Self = Self(1 << 1);
    const NEUTRAL: Self = Self(1 << 2);
    const GENERIC: Self = Self(1 << 3);
    const PLURAL: Self = Self(1 << 4);
    const PERPETRATOR: Self = Self(1 << 5);
    /// Determiners of one.
    pub(super) const SINGLE_DETERMINER: Self = Self(1 << 6);
    /// "a", "another"
    pub(super) const INDEFINITE: Self = Self(1 << 7);
    /// "his"
    pub(super) const POSSESSIVE: Self = Self(1 << 8);
    /// "another", "others"
    pub(super) const OTHER: Self = Self(1 << 9);
    /// "second"
    pub(super) const ORDINAL: Self = Self(1 << 10);
    /// "he"
    pub(super) const HE: Self = Self(1 << 11);
    /// "she"
    pub(super) const SHE: Self = Self(1 << 12);
    /// "someone"
    pub(super) const SOMEONE: Self = Self(1 << 13);
    /// "nobody"
    pub(super) const NO_ONE: Self = Self(1 << 14);
    /// "injured", "dead": before a noun or as one.
    pub(super) const STATE: Self = Self(1 << 15);
    /// "shooting" in "shooting victims".
    pub(super) const MODIFIER: Self = Self(1 << 16);
    /// "people", "others"
    pub(super) const ANYBODY: Self = Self(1 << 17);
    /// "couple", "both"
    pub(super) const TWO: Self = Self(1 << 18);
    /// "trio"
    pub(super) const TRIO: Self = Self(1 << 19);
    /// Words that never stand inside a person's noun phrase.
    pub(super) const WALL: Self = Self(1 << 20);
    /// Words that say of a number alone what became of so many persons: "2 die", "80 missing".
    pub(super) const PREDICATE: Self = Self(1 << 21);
    /// Words before "at" and a number that counts: "the toll stands at 62".
    pub(super) const STANDS_AT: Self = Self(1 << 22);
    /// "himself"
    pub(super) const REFLEXIVE: Self = Self(1 << 23);
    /// Words behind a number that counts no persons: "the 1200 block".
    pub(super) const NOT_COUNTED: Self = Self(1 << 24);
    /// Numbers that are names of services: "911".
    pub(super) const SERVICE: Self = Self(1 << 25);
    /// Words before a number that counts no persons: "in 2013".
    pub(super) const NEVER_BEFORE_COUNT: Self = Self(1 << 26);
    /// "dozens"
    const VAGUE: Self = Self(1 << 27);
    /// Other words that begin phrases.
    pub(super) const PARTICLE: Self = Self(1 << 28);

    const NOUN: Self =
        Self(Self::PLURAL.0 | Self::MALE.0 | Self::FEMALE.0 | Self::GENERIC.0 | Self::NEUTRAL.0);
    /// Pronouns: a phrase by themselves.
    pub(super) const PRONOUN: Self =
        Self(Self::HE.0 | Self::SHE.0 | Self::SOMEONE.0 | Self::NO_ONE.0 | Self::TWO.0 | Self::PARTICLE.0);
    /// Pronouns and determiners: what begins a phrase of a person or of two.
    pub(super) const OPENER: Self = Self(
        Self::HE.0
            | Self::SHE.0
            | Self::SOMEONE.0
            | Self::NO_ONE.0
            | Self::TWO.0
            | Self::SINGLE_DETERMINER.0
            | Self::POSSESSIVE.0
            | Self::VAGUE.0
            | Self::PARTICLE.0,
    );

    /// Whether the word stands in this list, or in any of these.
    #[inline]
    pub(super) fn has(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }
}

/// Names of the lists.
const LISTS: &[(&str, PersonKinds)] = &[
    ("male", PersonKinds::MALE),
    ("female", PersonKinds::FEMALE),
    ("neutral", PersonKinds::NEUTRAL),
    ("generic", PersonKinds::GENERIC),
    ("plural", PersonKinds::PLURAL),
    ("perpetrators", PersonKinds::PERPETRATOR),
    ("single_determiners", PersonKinds::SINGLE_DETERMINER),
    ("indefinite", PersonKinds::INDEFINITE),
    ("possessive_determiners", PersonKinds::POSSESSIVE),
    ("other", PersonKinds::OTHER),
    ("ordinals", PersonKinds::ORDINAL),
    ("he", PersonKinds::HE),
    ("she", PersonKinds::SHE),
    ("someone", PersonKinds::SOMEONE),
    ("no_one", PersonKinds::NO_ONE),
    ("states", PersonKinds::STATE),
    ("modifiers", PersonKinds::MODIFIER),
    ("anybody", PersonKinds::ANYBODY),
    ("two", PersonKinds::TWO),
    ("trio", PersonKinds::TRIO),
    ("walls", PersonKinds::WALL),
    ("predicates", PersonKinds::PREDICATE),
    ("stands_at", PersonKinds::STANDS_AT),
    ("reflexives", PersonKinds::REFLEXIVE),
    ("not_counted", PersonKinds::NOT_COUNTED),
    ("services", PersonKinds::SERVICE),
    ("never_before_count", PersonKinds::NEVER_BEFORE_COUNT),
    ("vague", PersonKinds::VAGUE),
];

/// The lists of nouns in the singular whose plurals count too.
const SINGULAR: &[&str] = &["male", "female", "neutral", "generic"];
/// What begins phrases and stands in no list.
const PARTICLES: &[&str] = &["another", "no", "'s"];

/// All lists in one table: a word is looked up once, whatever is asked of it.
#[derive(Debug)]
pub(super) struct PersonWords {
    kinds: WordMap<PersonKinds>,
    filter: WordFilter,
}

impl PersonWords {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/persons.toml"))?;
        let mut words = Self {
            kinds: WordMap::default(),
            filter: WordFilter::default(),
        };
        for (list, kind) in LISTS {
            words.add(lists.words(list)?.words(), *kind);
        }
        for list in SINGULAR {
            let plurals = lists.list(list)?.map(|noun| hash_folded(&regular_plural(noun)));
            words.add(plurals, PersonKinds::PLURAL);
        }
        words.add(
            PARTICLES.iter().map(|word| hash_folded(word)),
            PersonKinds::PARTICLE,
        );
        Ok(words)
    }

    fn add(&mut self, words: impl Iterator<Item = u64>, kind: PersonKinds) {
        for word in words {
            self.kinds.or_default(word).0 |= kind.0;
            self.filter.add(word);
        }
    }

    /// The lists that hold the word with this hash.
    #[inline]
    pub(super) fn kinds(&self, hash: u64) -> PersonKinds {
        if !self.filter.may_hold(hash) {
            return PersonKinds::default();
        }
        self.kinds.get(hash).copied().unwrap_or_default()
    }

    /// Whether a list, or any of several, holds the word with this hash.
    #[inline]
    pub(super) fn is(&self, hash: u64, lists: PersonKinds) -> bool {
        self.kinds(hash).has(lists)
    }

    /// Whether a figure of this noun counts persons all the same: "two others", "eight lives".
    pub(super) fn counts_of(&self, noun: u64) -> bool {
        let kinds = self.kinds(noun);
        kinds.has(PersonKinds::OTHER) || kinds.has(PersonKinds::PREDICATE)
    }

    /// What the word with this hash says of persons, if it is a noun for them.
    pub(super) fn noun(&self, hash: u64) -> Option<PersonNoun> {
        self.kinds(hash).noun()
    }
}

impl PersonKinds {
    /// What the word says of persons, if it is a noun for them.
    #[inline]
    pub(super) fn noun(self) -> Option<PersonNoun> {
        let sex = match (self.has(Self::MALE), self.has(Self::FEMALE)) {
            (true, _) => Some(Sex::Male),
            (_, true) => Some(Sex::Female),
            _ => None,
        };
        self.has(Self::NOUN).then(|| PersonNoun {
            plural: self.has(Self::PLURAL),
            sex,
            generic: self.has(Self::GENERIC),
            perpetrator: self.has(Self::PERPETRATOR),
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
