//! Some persons as one phrase gives them: how many, and who they are where each is described.

use std::ops::Range;

use crate::claim::person_words::{PersonNoun, Sex};
use crate::model::{ClaimAmount, Comparator, Interval};

/// Some persons.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::claim) struct Group {
    /// Its words, with ages and titles.
    pub words: Range<usize>,
    /// How many.
    pub count: ClaimAmount,
    /// Who, where each is described apart; empty for "five people".
    pub persons: Vec<Person>,
    /// "others", "another": apart from those named before.
    pub other: bool,
    /// Words after "including".
    pub includes: Option<Range<usize>>,
    /// How their number is said.
    pub said: Said,
    /// Counted by a word for anybody: "people", "others"; "officers" and "children" may be some of more.
    pub of_anybody: bool,
    /// Of a part, the whole that it is said to be of: the ten of "one of ten people".
    pub whole: Option<Box<Group>>,
}

/// How the number of a group is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::claim) enum Said {
    /// Not at all: "a person".
    #[default]
    Unsaid,
    /// With a noun: "one person".
    WithNoun,
    /// As a number alone: "five".
    Bare,
    /// As a part: "two of the victims".
    Part,
}

/// One person as described.
#[expect(
    clippy::struct_excessive_bools,
    reason = "marks that stand apart from one another"
)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::claim) struct Person {
    /// Male or female.
    pub sex: Option<Sex>,
    /// Age in years.
    pub age: Option<u8>,
    /// Hash of the last name.
    pub name: Option<u64>,
    /// "the victim", "he": spoken of before.
    pub definite: bool,
    /// "another man", "a second victim".
    pub other: bool,
    /// "person", "victim": fits anyone.
    pub generic: bool,
    /// "the suspect", "an officer".
    pub perpetrator: bool,
}

/// One noun phrase before coordination.
pub(super) struct Phrase {
    pub end: usize,
    pub group: Group,
}

impl Group {
    /// This many, of whom nothing else is known.
    pub(in crate::claim) fn new(words: Range<usize>, count: ClaimAmount) -> Self {
        Self {
            words,
            count,
            persons: Vec::new(),
            other: false,
            includes: None,
            said: Said::default(),
            of_anybody: false,
            whole: None,
        }
    }

    /// "he", "him", "she"
    pub(in crate::claim) fn is_pronoun(&self) -> bool {
        self.words.len() == 1
            && matches!(self.persons.as_slice(), [p] if p.definite && p.name.is_none() && p.sex.is_some())
    }

    /// How many, as one number.
    pub(in crate::claim) fn number(&self) -> f64 {
        self.count
            .nominal
            .or(self.count.interval.low)
            .or(self.count.interval.high)
            .unwrap_or(0.0)
    }
}

/// An exact count.
pub(in crate::claim) fn exactly(n: f64) -> ClaimAmount {
    ClaimAmount {
        interval: Interval::exactly(n),
        nominal: Some(n),
        unit: None,
        comparator: Comparator::Exactly,
    }
}

pub(super) fn described(noun: PersonNoun, other: bool) -> Person {
    Person {
        sex: noun.sex,
        other,
        generic: noun.generic,
        perpetrator: noun.perpetrator,
        ..Person::default()
    }
}

/// Whether two phrases may be one group: "no one and …" is none, "he and …" is rare enough.
pub(super) fn joins(first: &Group, next: &Group) -> bool {
    first.number() > 0.0
        && next.number() > 0.0
        && next.said != Said::Part
        && !(first.said == Said::Bare && next.said == Said::Bare)
}

/// Whether the members say once more who a counted group is: "four people, three women and a man".
pub(super) fn describe(group: &Group, members: &[Phrase]) -> bool {
    let sum: f64 = members.iter().map(|member| member.group.number()).sum();
    group.said != Said::Unsaid && group.number() >= 2.0 && (sum - group.number()).abs() < f64::EPSILON
}

pub(super) fn add(group: &mut Group, member: Group) {
    let definite = member
        .persons
        .first()
        .is_some_and(|p| p.definite && p.name.is_none() && p.perpetrator);
    let sum = exactly(group.number() + member.number());
    let exact =
        group.count.comparator == Comparator::Exactly && member.count.comparator == Comparator::Exactly;
    group.count = if exact {
        sum
    } else {
        plus(&group.count, member.number())
    };
    if definite {
        group.includes = Some(member.words.clone());
    }
    if group.persons.is_empty() || member.persons.is_empty() {
        group.persons.clear();
    } else {
        group.persons.extend(member.persons);
    }
    if group.said == Said::Bare {
        group.said = Said::WithNoun;
    }
    group.of_anybody |= member.of_anybody;
}

/// An inexact count and some more: bounds move along.
pub(in crate::claim) fn plus(count: &ClaimAmount, n: f64) -> ClaimAmount {
    let mut sum = count.clone();
    for bound in [&mut sum.interval.low, &mut sum.interval.high, &mut sum.nominal]
        .into_iter()
        .flatten()
    {
        *bound += n;
    }
    sum
}

pub(super) fn one(start: usize, end: usize, person: Person) -> Phrase {
    let mut phrase = many(start, end, exactly(1.0));
    phrase.group.other = person.other;
    phrase.group.persons = vec![person];
    phrase
}

pub(super) fn none(start: usize, end: usize) -> Phrase {
    many(start, end, exactly(0.0))
}

pub(super) fn many(start: usize, end: usize, count: ClaimAmount) -> Phrase {
    let group = Group::new(start..end, count);
    Phrase { end, group }
}
/// Whether a count is one.
pub(super) fn is_one(n: f64) -> bool {
    (n - 1.0).abs() < f64::EPSILON
}
