//! Noun phrases of persons with how many they are: "a man and his two sons" is three, "five people, including the gunman" five.

use std::ops::Range;

use super::grammar::Grammar;
use super::page::Page;
use super::person_words::{PersonNoun, PersonWords, Sex};
use crate::extract::numbers::NumberForm;
use crate::model::{ClaimAmount, Comparator, Gap, Interval, Measure, Shape, Value};

/// Longest run of words between a determiner or number and its noun: "two off-duty Toledo police officers".
const MODIFIERS: usize = 5;

/// Some persons.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Its words, with ages and titles.
    pub words: Range<usize>,
    /// How many.
    pub count: ClaimAmount,
    /// Who, where each is described apart; empty for "five people".
    pub persons: Vec<Person>,
    /// "others", "another": apart from those named before.
    pub other: bool,
    /// "two of the victims"
    pub partitive: bool,
    /// Words after "including".
    pub includes: Option<Range<usize>>,
    /// A bare number: "five".
    pub bare: bool,
    /// A number is said: "one person", not "a person".
    pub counted: bool,
}

/// One person as described.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Person {
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

impl Group {
    /// How many, as one number.
    pub(super) fn number(&self) -> f64 {
        self.count
            .nominal
            .or(self.count.interval.low)
            .or(self.count.interval.high)
            .unwrap_or(0.0)
    }
}

/// An exact count.
pub(super) fn exactly(n: f64) -> ClaimAmount {
    ClaimAmount {
        interval: Interval::exactly(n),
        nominal: Some(n),
        unit: None,
        comparator: Comparator::Exactly,
    }
}

/// Reads groups of persons.
#[derive(Debug)]
pub(super) struct PersonReader {
    words: PersonWords,
}

/// One noun phrase before coordination.
struct Phrase {
    end: usize,
    group: Group,
}

impl PersonReader {
    /// With these words.
    pub(super) fn new(words: PersonWords) -> Self {
        Self { words }
    }

    /// The groups in a range of words, by place, none overlapping another.
    pub(super) fn groups(&self, page: &Page<'_>, grammar: &Grammar, within: &Range<usize>) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut at = within.start;
        while at < within.end {
            if let Some(group) = self.group(page, grammar, at, within) {
                at = group.words.end.max(at + 1);
                groups.push(group);
            } else {
                at += 1;
            }
        }
        groups
    }

    /// A group with its coordinated members: "a man, a woman and their son".
    fn group(&self, page: &Page<'_>, grammar: &Grammar, at: usize, within: &Range<usize>) -> Option<Group> {
        let first = self.phrase(page, at, within)?;
        let (mut end, mut group) = (first.end, first.group);
        let mut pending: Vec<Phrase> = Vec::new();
        let mut here = end;
        while here < within.end {
            let and = is_and(page, here);
            let comma = page.gap(here).has(Gap::COMMA) && !and;
            if !and && !comma {
                break;
            }
            let then = and && page.word(here + 1).eq_ignore_ascii_case("then");
            let next = here + usize::from(and) + usize::from(then);
            let Some(member) = self
                .phrase(page, next, within)
                .filter(|m| joins(&group, &m.group))
            else {
                break;
            };
            here = member.end;
            pending.push(member);
            if and {
                for member in pending.drain(..) {
                    add(&mut group, member.group);
                }
                end = here;
            }
        }
        group.words = group.words.start.min(at)..end;
        self.including(page, grammar, &mut group, within);
        Some(group)
    }

    /// "…, including the gunman"
    fn including(&self, page: &Page<'_>, grammar: &Grammar, group: &mut Group, within: &Range<usize>) {
        let at = group.words.end;
        if at >= within.end || group.number() < 2.0 {
            return;
        }
        let Some(phrase) = grammar.including.longest(page.words(), at) else {
            return;
        };
        let from = at + phrase.len;
        let mut end = from;
        let mut here = from;
        while let Some(member) = self.phrase(page, here, within) {
            end = member.end;
            let goes_on = is_and(page, end) || page.gap(end).has(Gap::COMMA);
            here = end + usize::from(is_and(page, end));
            if !goes_on {
                break;
            }
        }
        if end > from {
            group.includes = Some(from..end);
            group.words.end = end;
        }
    }

    /// One noun phrase that begins at word `at`.
    fn phrase(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if at >= within.end || page.in_date(at) {
            return None;
        }
        let mut phrase = self
            .named(page, at, within)
            .or_else(|| self.pronoun(page, at))
            .or_else(|| self.counted(page, at, within))
            .or_else(|| self.aged(page, at, within, false))
            .or_else(|| self.determined(page, at, within))
            .or_else(|| self.bare_noun(page, at, within))?;
        phrase.end = self.age_behind(page, phrase.end, &mut phrase.group);
        phrase.end = self.apposition(page, phrase.end, &mut phrase.group, within);
        (phrase.end <= within.end).then_some(phrase)
    }

    /// "John Smith, a student at the school," is one person, named and described.
    fn apposition(&self, page: &Page<'_>, end: usize, group: &mut Group, within: &Range<usize>) -> usize {
        let [person] = group.persons.as_mut_slice() else {
            return end;
        };
        let indefinite = self.words.indefinite.contains(&page.hash(end))
            && !page.word(end).eq_ignore_ascii_case("another");
        if person.name.is_none() || !page.gap(end).has(Gap::COMMA) || !indefinite {
            return end;
        }
        match self.determined(page, end, within) {
            Some(Phrase { end, group }) => {
                if let [described] = group.persons.as_slice() {
                    (person.sex, person.age) = (person.sex.or(described.sex), person.age.or(described.age));
                }
                end
            }
            None => end,
        }
    }

    fn pronoun(&self, page: &Page<'_>, at: usize) -> Option<Phrase> {
        let hash = page.hash(at);
        let w = &self.words;
        let mut person = Person {
            definite: true,
            ..Person::default()
        };
        if w.he.contains(&hash) {
            person.sex = Some(Sex::Male);
        } else if w.she.contains(&hash) {
            person.sex = Some(Sex::Female);
        } else if w.someone.contains(&hash) {
            (person.definite, person.generic) = (false, true);
        } else if w.no_one.contains(&hash) {
            return Some(none(at, at + 1));
        } else if page.word(at).eq_ignore_ascii_case("no") && page.word(at + 1).eq_ignore_ascii_case("one") {
            return Some(none(at, at + 2));
        } else if w.two.contains(&hash) && self.words.noun(page.hash(at + 1)).is_none() {
            return Some(many(at, at + 1, exactly(2.0)));
        } else {
            return None;
        }
        Some(one(at, at + 1, person))
    }

    /// "five people", "two other victims", "three of the passengers", "five".
    fn counted(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let number = page.number_at(at)?;
        if number.form == NumberForm::Ordinal || number.form == NumberForm::Glued || number.end > within.end {
            return None;
        }
        let (start, amount) = self.amount(page, at, number.value)?;
        if let Some(age) = self.aged(page, at, within, false) {
            return Some(age);
        }
        let mut phrase = many(start, number.end, amount);
        phrase.group.counted = true;
        let of = number.end;
        if page.word(of).eq_ignore_ascii_case("of") && page.gap(of).is_blank() {
            phrase.group.partitive = true;
            phrase.end = self.partitive(page, of + 1, within)?;
        } else if let Some((end, noun, other)) = self.head(page, number.end, within) {
            if noun.plural != (number.value > 1.0) && !(noun.plural && number.value == 0.0) {
                return self.bare_number(page, number.end, phrase, within);
            }
            phrase.end = end;
            phrase.group.other = other;
            if is_one(number.value) {
                phrase.group.persons = vec![described(noun, other)];
            }
        } else {
            return self.bare_number(page, number.end, phrase, within);
        }
        Some(phrase)
    }

    /// A number alone counts persons when no other noun follows.
    fn bare_number(
        &self,
        page: &Page<'_>,
        end: usize,
        mut phrase: Phrase,
        within: &Range<usize>,
    ) -> Option<Phrase> {
        let value = phrase.group.number();
        let at = phrase.group.words.start;
        let next_is_wall =
            end >= within.end || !page.gap(end).is_blank() || self.words.walls.contains(&page.hash(end));
        let other = self.words.other.contains(&page.hash(end));
        let odd = page
            .gap(at)
            .has_any(Gap::CURRENCY | Gap::HYPHEN | Gap::SLASH | Gap::COLON | Gap::OTHER)
            || page
                .gap(end)
                .has_any(Gap::PERCENT | Gap::HYPHEN | Gap::SLASH | Gap::CURRENCY | Gap::OTHER)
            || (page.gap(end).has(Gap::COLON) && !page.gap(end).has(Gap::SPACE));
        let age =
            page.gap(at).has_any(Gap::COMMA | Gap::OPEN) && page.gap(end).has_any(Gap::COMMA | Gap::CLOSE);
        let year = (1900.0..=2100.0).contains(&value) && page.word(at).len() == 4;
        let counts = !self.words.services.contains(&page.hash(at))
            && !self.words.not_counted.contains(&page.hash(end))
            && !self.never_counts(page, at);
        if value.fract() != 0.0 || odd || age || year || !counts || !(next_is_wall || other) {
            return None;
        }
        phrase.group.bare = true;
        phrase.group.other = other;
        phrase.end = end + usize::from(other);
        if is_one(value) {
            let person = Person {
                generic: true,
                other,
                ..Person::default()
            };
            phrase.group.persons = vec![person];
        }
        Some(phrase)
    }

    /// "in 2013", "ages 13, 17 and 19"
    fn never_counts(&self, page: &Page<'_>, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let in_list = is_and(page, before) && before > 0 && page.words()[before - 1].shape == Shape::Number;
        in_list || self.words.never_before_count.contains(&page.hash(before)) && !page.gap(at).has(Gap::COMMA)
    }

    /// The figure of a number, if it is a count of persons; the number alone where no figure was read.
    fn amount(&self, page: &Page<'_>, at: usize, value: f64) -> Option<(usize, ClaimAmount)> {
        let Some((index, figure)) = page.figure_at(at) else {
            return Some((at, exactly(value)));
        };
        let persons = figure
            .of
            .as_ref()
            .is_none_or(|of| self.words.noun(crate::split::hash_folded(of)).is_some());
        if figure.measure != Measure::Count || !persons {
            return None;
        }
        Some((page.ranges[index].start.min(at), ClaimAmount::from(figure)))
    }

    /// "of the victims", "of them", "of his children", "of five people"
    fn partitive(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
        if ["them", "those", "whom", "which"].contains(&page.word(at).to_lowercase().as_str()) {
            return Some(at + 1);
        }
        let determiner = self.words.single_determiners.contains(&page.hash(at))
            || self.words.possessive.contains(&page.hash(at))
            || ["these", "those", "at"].contains(&page.word(at).to_lowercase().as_str());
        let mut from = at + usize::from(determiner);
        if let Some(number) = page.number_at(from) {
            from = number.end;
        }
        self.head(page, from, within).map(|(end, ..)| end)
    }

    /// "25-year-old man", "16-year-old", "a 3-month-old".
    fn aged(&self, page: &Page<'_>, at: usize, within: &Range<usize>, definite: bool) -> Option<Phrase> {
        let number = page.number_at(at)?;
        let unit = number.end;
        let age_unit = ["year", "month", "week", "day", "years", "months"]
            .contains(&page.word(unit).to_lowercase().as_str());
        if !age_unit || !page.word(unit + 1).eq_ignore_ascii_case("old") || unit + 2 > within.end {
            return None;
        }
        let age = if page.word(unit).to_lowercase().starts_with("year") {
            number.value as u8
        } else {
            0
        };
        let head = self
            .head(page, unit + 2, within)
            .filter(|(_, noun, _)| !noun.plural);
        if page.word(unit + 2) == "'s" {
            return None;
        }
        let mut person = head.map_or_else(Person::default, |(_, noun, other)| described(noun, other));
        let name = self
            .named(page, unit + 2, within)
            .filter(|_| head.is_none() && page.gap(unit + 2).is_blank());
        person.name = name.as_ref().and_then(|n| n.group.persons.first()?.name);
        person.generic = false;
        person.age = Some(age);
        person.definite = definite;
        let end = head
            .map(|(end, ..)| end)
            .or(name.map(|n| n.end))
            .unwrap_or(unit + 2);
        Some(one(at, end, person))
    }

    /// "a man", "his wife", "the victim", "another woman", "the two victims".
    fn determined(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let hash = page.hash(at);
        let possessive =
            self.words.possessive.contains(&hash) || page.word(at) == "'s" || page.word(at) == "’s";
        if !self.words.single_determiners.contains(&hash) && !possessive {
            return None;
        }
        let mut from = at + 1;
        let ordinal = self.words.ordinals.contains(&page.hash(from));
        from += usize::from(ordinal);
        if !page.gap(from).is_blank() {
            return None;
        }
        let other = ordinal || self.words.other.contains(&hash);
        let indefinite = self.words.indefinite.contains(&hash) || possessive || ordinal;
        if self.words.two.contains(&page.hash(from)) || self.words.trio.contains(&page.hash(from)) {
            let n = if self.words.two.contains(&page.hash(from)) {
                2.0
            } else {
                3.0
            };
            let next_noun = self.words.noun(page.hash(from + 1)).is_some()
                || page.word(from + 1).eq_ignore_ascii_case("of");
            return (!next_noun).then(|| many(at, from + 1, exactly(n)));
        }
        if let Some(number) = page.number_at(from) {
            if let Some(mut aged) = self.aged(page, from, within, !indefinite) {
                if let Some(person) = aged.group.persons.first_mut() {
                    person.other |= other;
                }
                aged.group.other |= other;
                return Some(aged);
            }
            let mut counted = self.counted(page, from, within).filter(|_| number.value >= 1.0)?;
            counted.group.bare = false;
            return Some(counted);
        }
        let (end, noun, more) = self.head(page, from, within)?;
        if noun.plural {
            return None;
        }
        let mut person = described(noun, other || more);
        person.definite = !indefinite;
        Some(one(at, end, person))
    }

    /// "man" at the head of a sentence or after "and": headlines and lists leave articles out.
    fn bare_noun(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        let after_and = at > 0 && is_and(page, at - 1);
        if at != within.start && !after_and && !page.gap(at).has_any(Gap::COMMA | Gap::COLON) {
            return None;
        }
        let (end, noun, other) = self.head(page, at, within)?;
        let short = end - at <= 3;
        (!noun.plural && short && !noun.perpetrator).then(|| one(at, end, described(noun, other)))
    }

    /// A name with an age behind it, or a person's name that was found before: "John Smith, 25,".
    fn named(&self, page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Phrase> {
        if at >= within.end || !page.words()[at].shape.is_capital() {
            return None;
        }
        let person = page
            .mentions_in(&(at..at + 1))
            .find(|(n, m)| page.ranges[*n].start == at && m.kind.as_str() == "person")
            .map(|(n, _)| page.ranges[n].end);
        let end = match person {
            Some(end) => end,
            None => Self::capitals_with_age(page, at, within)?,
        };
        if end > within.end || page.word(end) == "'s" || page.word(end) == "’s" {
            return None;
        }
        let person = Person {
            name: Some(page.hash(end - 1)),
            ..Person::default()
        };
        Some(one(at, end, person))
    }

    fn capitals_with_age(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
        let mut end = at + 1;
        while end < within.end
            && end < at + 5
            && page.words()[end].shape.is_capital()
            && !page.gap(end).has_any(Gap::COMMA | Gap::OPEN)
        {
            end += 1;
        }
        let number = page.number_at(end)?;
        let age = page.gap(end).has_any(Gap::COMMA | Gap::OPEN)
            && number.form == NumberForm::Digits
            && (0.0..=110.0).contains(&number.value)
            && page.gap(number.end).has_any(Gap::COMMA | Gap::CLOSE | Gap::STOP);
        (age && end > at + 1).then_some(end)
    }

    /// ", 25," or "(25)" or ", aged 25," behind a person: taken in, and kept.
    fn age_behind(&self, page: &Page<'_>, end: usize, group: &mut Group) -> usize {
        if !page.gap(end).has_any(Gap::COMMA | Gap::OPEN) {
            return end;
        }
        let skip = usize::from(
            page.word(end).eq_ignore_ascii_case("aged")
                || page.word(end).eq_ignore_ascii_case("age")
                || page.word(end).eq_ignore_ascii_case("both"),
        );
        let Some(number) = page
            .number_at(end + skip)
            .filter(|n| n.form == NumberForm::Digits && n.value < 111.0)
        else {
            return end;
        };
        let closed = number.end >= page.words().len()
            || page
                .gap(number.end)
                .has_any(Gap::COMMA | Gap::CLOSE | Gap::STOP | Gap::SEMICOLON);
        if !closed && !is_and(page, number.end) {
            return end;
        }
        if let [person] = group.persons.as_mut_slice() {
            person.age = person.age.or(Some(number.value as u8));
        }
        number.end
    }

    /// The noun that a phrase from word `from` ends in, within a few modifiers: its end, what it says, and whether "other" stands before it.
    fn head(&self, page: &Page<'_>, from: usize, within: &Range<usize>) -> Option<(usize, PersonNoun, bool)> {
        let mut other = false;
        let mut found = None;
        for at in from..(from + MODIFIERS + 1).min(within.end) {
            let gap = page.gap(at);
            if at > from && !gap.is_blank() && !gap.is_hyphen()
                || at == from && gap.has_any(Gap::COMMA | Gap::STOP | Gap::QUOTE)
            {
                break;
            }
            let hash = page.hash(at);
            other |= self.words.other.contains(&hash);
            if at > from && page.number_at(at).is_some() {
                break;
            }
            if let Some(noun) = self.words.noun(hash).filter(|_| !in_name(page, at)) {
                found = Some((at + 1, noun));
                if noun.plural && !page.word(at).eq_ignore_ascii_case("police") {
                    break;
                }
                continue;
            }
            if found.is_some() || self.words.walls.contains(&hash) || page.words()[at].shape == Shape::Number
            {
                break;
            }
        }
        let (mut end, noun) = found?;
        if page.word(end).eq_ignore_ascii_case("in")
            && page.gap(end).is_hyphen()
            && page.gap(end + 1).is_hyphen()
        {
            end += 2;
        }
        let possessed = page.word(end) == "'s"
            || page.word(end) == "’s"
            || page.word(end) == "’"
            || page.gap(end).has(Gap::APOSTROPHE);
        (!possessed).then_some((end, noun, other))
    }
}

/// Whether word `at` is a capitalised part of a name: "Prince George's County", "Junior High School".
fn in_name(page: &Page<'_>, at: usize) -> bool {
    page.words()[at].shape.is_capital()
        && page
            .mentions_in(&(at.saturating_sub(8)..at + 1))
            .any(|(n, m)| page.ranges[n].contains(&at) && matches!(m.value, Value::Name(_)))
}

fn described(noun: PersonNoun, other: bool) -> Person {
    Person {
        sex: noun.sex,
        other,
        generic: noun.generic,
        perpetrator: noun.perpetrator,
        ..Person::default()
    }
}

fn is_and(page: &Page<'_>, at: usize) -> bool {
    (page.word(at).eq_ignore_ascii_case("and")
        && !page.gap(at).has_any(Gap::STOP | Gap::SEMICOLON | Gap::DASH))
        || page.gap(at).has(Gap::AMPERSAND)
}

/// Whether two phrases may be one group: "no one and …" is none, "he and …" is rare enough.
fn joins(first: &Group, next: &Group) -> bool {
    first.number() > 0.0 && next.number() > 0.0 && !next.partitive && !(first.bare && next.bare)
}

fn add(group: &mut Group, member: Group) {
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
    group.bare = false;
    group.other |= member.other && group.persons.is_empty();
}

/// An inexact count and some more: bounds move along.
fn plus(count: &ClaimAmount, n: f64) -> ClaimAmount {
    let mut sum = count.clone();
    for bound in [&mut sum.interval.low, &mut sum.interval.high, &mut sum.nominal]
        .into_iter()
        .flatten()
    {
        *bound += n;
    }
    sum
}

fn one(start: usize, end: usize, person: Person) -> Phrase {
    let mut phrase = many(start, end, exactly(1.0));
    phrase.group.other = person.other;
    phrase.group.persons = vec![person];
    phrase
}

/// Whether a count is one.
fn is_one(n: f64) -> bool {
    (n - 1.0).abs() < f64::EPSILON
}

fn none(start: usize, end: usize) -> Phrase {
    many(start, end, exactly(0.0))
}

fn many(start: usize, end: usize, count: ClaimAmount) -> Phrase {
    Phrase {
        end,
        group: Group {
            words: start..end,
            count,
            persons: Vec::new(),
            other: false,
            partitive: false,
            includes: None,
            bare: false,
            counted: false,
        },
    }
}
