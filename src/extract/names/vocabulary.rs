//! What is known of single words: one look-up gives every list a word stands in.

use super::class_table::ClassTable;
use crate::lexicon::{DictionaryError, Lexicon, PhraseTable, WordLists, WordMap, dictionary};
use crate::model::{Shape, Word};
use crate::split::{hash_folded, words};

/// A set of word lists, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Classes(pub(super) u64);

/// One word list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    Function,
    Starter,
    Calendar,
    Particle,
    NotOrganisation,
    TakesOf,
    TakesAnd,
    PlaceTakesOf,
    PlaceType,
    Direction,
    PlacePreposition,
    PersonNoun,
    OfficeNoun,
    OrgNoun,
    OrgProperty,
    PlaceProperty,
    PlaceNoun,
    PersonVerb,
    SpeechVerb,
    OrgVerb,
    OrgBefore,
    OrgGovernor,
    NameSuffix,
    Numbered,
    PossessiveInside,
    OtherType,
    Abbreviation,
    Common,
    TypeWord,
    WeakType,
    OrgAdjective,
    LegalForm,
    Given,
    GivenWeak,
    Title,
    Demonym,
    NotName,
    FieldTitle,
    PlaceAbbreviation,
    SurnameTitle,
    PossessiveTakes,
    OfficeHolder,
    PlaceBody,
    Field,
    Sport,
    TeamBefore,
    TeamAfter,
    BeforeDate,
    Compound,
}

/// The lists of `dictionaries/names/words.toml`.
const LISTS: &[(&str, Class)] = &[
    ("function", Class::Function),
    ("starter", Class::Starter),
    ("calendar", Class::Calendar),
    ("particle", Class::Particle),
    ("not_org", Class::NotOrganisation),
    ("takes_of", Class::TakesOf),
    ("takes_and", Class::TakesAnd),
    ("place_takes_of", Class::PlaceTakesOf),
    ("place_type", Class::PlaceType),
    ("direction", Class::Direction),
    ("place_preposition", Class::PlacePreposition),
    ("person_noun", Class::PersonNoun),
    ("office_noun", Class::OfficeNoun),
    ("org_noun", Class::OrgNoun),
    ("org_property", Class::OrgProperty),
    ("place_property", Class::PlaceProperty),
    ("place_noun", Class::PlaceNoun),
    ("person_verb", Class::PersonVerb),
    ("speech_verb", Class::SpeechVerb),
    ("org_verb", Class::OrgVerb),
    ("org_before", Class::OrgBefore),
    ("org_governor", Class::OrgGovernor),
    ("name_suffix", Class::NameSuffix),
    ("numbered", Class::Numbered),
    ("possessive_inside", Class::PossessiveInside),
    ("other_type", Class::OtherType),
    ("abbreviation", Class::Abbreviation),
    ("org_adjective", Class::OrgAdjective),
    ("type_word", Class::TypeWord),
    ("nationality", Class::Demonym),
    ("not_name", Class::NotName),
    ("field_title", Class::FieldTitle),
    ("place_abbreviation", Class::PlaceAbbreviation),
    ("surname_title", Class::SurnameTitle),
    ("possessive_takes", Class::PossessiveTakes),
    ("office_holder", Class::OfficeHolder),
    ("place_body", Class::PlaceBody),
    ("field", Class::Field),
    ("sport", Class::Sport),
    ("team_before", Class::TeamBefore),
    ("team_after", Class::TeamAfter),
    ("before_date", Class::BeforeDate),
    ("compound", Class::Compound),
];

/// The classes that come from other files than `dictionaries/names/words.toml`, with their names.
const OTHERS: &[(&str, Class)] = &[
    ("common", Class::Common),
    ("weak_type", Class::WeakType),
    ("legal_form", Class::LegalForm),
    ("given_name", Class::Given),
    ("ambiguous_given_name", Class::GivenWeak),
    ("title", Class::Title),
];

impl Class {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Compound as usize + 1;

    /// All with the names of their lists.
    pub(crate) fn named() -> impl Iterator<Item = (&'static str, Self)> {
        LISTS.iter().chain(OTHERS).copied()
    }
}

impl Classes {
    /// The classes in it, as numbers.
    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let at = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (at < 64).then_some(at)
        })
    }

    /// Whether the word stands in the list.
    #[inline]
    pub(crate) fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether it stands in any of the lists. Inlined, the set of lists that the caller writes down is one number.
    #[inline]
    pub(crate) fn has_any(self, classes: &[Class]) -> bool {
        let wanted = classes.iter().fold(0, |set, class| set | 1u64 << *class as u8);
        self.0 & wanted != 0
    }
}

/// All word lists of names.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) words: ClassTable,
    /// Titles of several words too: Prime Minister, Secretary of State.
    pub(crate) titles: PhraseTable<()>,
    /// Demonyms of several words too: South Korean.
    demonyms: PhraseTable<std::sync::Arc<str>>,
}

/// The lists while they are read.
struct Lists {
    words: WordMap<Classes>,
}

impl Vocabulary {
    /// The built-in lists.
    ///
    /// # Errors
    /// A list that is missing or does not parse.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        let words = match lexicon.word_classes() {
            // Copied, for they are asked at every word, and whether they are borrowed need not be.
            Some((places, sets)) => ClassTable {
                places: places.into_owned(),
                sets: sets.into_owned(),
            },
            None => Lists::table(lexicon)?,
        };
        Ok(Self {
            words,
            titles: titles()?,
            demonyms: lexicon.demonyms.clone(),
        })
    }

    /// Whether exactly the words `first..end` are a demonym of several words.
    pub(crate) fn is_demonym(&self, words: &[Word], first: usize, end: usize) -> bool {
        end > first + 1
            && self
                .demonyms
                .longest(words, first)
                .is_some_and(|d| first + d.len == end)
    }

    /// The lists that hold a word.
    #[inline]
    pub(crate) fn classes(&self, word: &Word) -> Classes {
        self.words.get(word.hash)
    }
}

impl Lists {
    /// The lists of every word, the demonyms of the layers among them.
    fn table(lexicon: &Lexicon) -> Result<ClassTable, DictionaryError> {
        let lists = Self::read(lexicon)?;
        Ok(ClassTable::new(
            lists.words.iter().map(|(word, classes)| (word, *classes)),
        ))
    }

    fn read(lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        let mut own = Self {
            words: WordMap::default(),
        };
        let lists = WordLists::parse(&dictionary!("names/words.toml"))?;
        own.demonyms(lexicon);
        for (key, class) in LISTS {
            own.add(lists.list(key)?, *class);
        }
        let common = WordLists::parse(&dictionary!("names/common-words.toml"))?;
        own.add(common.list("words")?, Class::Common);
        own.add_organisations()?;
        own.add_persons()?;
        Ok(own)
    }

    /// Type words and legal forms of organisations.
    fn add_organisations(&mut self) -> Result<(), DictionaryError> {
        let lists = WordLists::parse(&dictionary!("organisations/type-words.toml"))?;
        self.add(lists.list("tail")?, Class::TypeWord);
        self.add(lists.list("weak_tail")?, Class::WeakType);
        self.add(lists.list("legal")?, Class::LegalForm);
        self.add(lists.list("not_org_tail")?, Class::OtherType);
        self.add(lists.list("not_org")?, Class::NotOrganisation);
        for head in lists.list("head")? {
            match head.rsplit_once(' ') {
                // "Ministry of": the word before takes "of".
                Some((before, _)) => {
                    let last = before.rsplit(' ').next().into_iter();
                    self.add(last, Class::TakesOf);
                }
                None if self.classes_of(head).has(Class::OrgAdjective) => {}
                None => self.add(std::iter::once(head), Class::TypeWord),
            }
        }
        Ok(())
    }

    /// Titles and given names.
    fn add_persons(&mut self) -> Result<(), DictionaryError> {
        each_title(&mut |words| {
            if let Some(first) = words.first() {
                self.words.or_default(first.hash).0 |= 1 << Class::Title as u8;
            }
        })?;
        let titles = WordLists::parse(&dictionary!("persons/titles.toml"))?;
        self.add(titles.list("role")?, Class::PersonNoun);
        let given = WordLists::parse(&dictionary!("persons/given-names.toml"))?;
        for key in ["male", "female", "both", "ambiguous"] {
            self.add(given.list(key)?, Class::Given);
        }
        self.add(given.list("ambiguous")?, Class::GivenWeak);
        Ok(())
    }

    fn demonyms(&mut self, lexicon: &Lexicon) {
        for demonym in &lexicon.demonym_words {
            self.words.or_default(*demonym).0 |= 1 << Class::Demonym as u8;
        }
    }

    fn classes_of(&self, word: &str) -> Classes {
        self.words.get(hash_folded(word)).copied().unwrap_or_default()
    }

    /// Puts the single words among `phrases` into a class.
    fn add<'a>(&mut self, phrases: impl Iterator<Item = &'a str>, class: Class) {
        for phrase in phrases {
            let word = phrase.strip_suffix('.').unwrap_or(phrase);
            if word.contains(' ') {
                continue;
            }
            self.words.or_default(hash_folded(word)).0 |= 1 << class as u8;
        }
    }
}

/// The titles as a table of phrases.
fn titles() -> Result<PhraseTable<()>, DictionaryError> {
    let mut titles = PhraseTable::new();
    each_title(&mut |words| {
        titles.entry_of(words, || ());
    })?;
    Ok(titles)
}

/// Hands on every title that stands before persons' names, with its words.
fn each_title(sink: &mut dyn FnMut(&[Word])) -> Result<(), DictionaryError> {
    let lists = WordLists::parse(&dictionary!("names/words.toml"))?;
    let skip: Vec<&str> = lists.list("not_title")?.collect();
    let titles = WordLists::parse(&dictionary!("persons/titles.toml"))?;
    for key in ["honorific", "rank", "office"] {
        for title in titles.list(key)?.filter(|title| !skip.contains(title)) {
            let words = words(title);
            if !begins_in_capitals(&words) {
                sink(&words);
            }
        }
    }
    Ok(())
}

/// "FBI Director" holds an organisation, "DC" is more often a place than a rank.
fn begins_in_capitals(title: &[Word]) -> bool {
    title.first().is_some_and(|w| {
        w.shape == Shape::Upper && (title.len() > 1 || w.span.len() <= 2) && w.span.len() > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_what_the_lists_say() {
        let lexicon = Lexicon::built_in().unwrap();
        assert!(Vocabulary::new(&lexicon).unwrap().words == Lists::table(&lexicon).unwrap());
    }
}
