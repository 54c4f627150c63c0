//! How many people: what an article says of killed, injured, missing in all, from counted groups and persons described one by one.
//!
//! An article names the same victim many times ("a man", "he", "John Smith, 25") and the whole beside its parts ("three people were
//! killed … a man, 25, died"). Parts are told apart as persons; the whole is the largest count said or the persons together.

use super::Questions;
use super::draft::{Draft, join};
use super::link::governed;
use super::page::Page;
use super::persons::{Group, Person, exactly};
use super::triggers::{Role, Trigger};
use crate::lexicon::Question;
use crate::model::{Certainty, ClaimValue, Polarity, Value};

/// How many sentences may lie between the victims of one event.
const STRETCH: usize = 1;

/// One trigger with its persons.
#[derive(Debug)]
struct Hit<'q> {
    question: &'q Question,
    group: Group,
    trigger: std::ops::Range<usize>,
    sentence: usize,
    /// In a sentence on a long time: "436 people were killed last year".
    statistic: bool,
    zero: bool,
}

impl Hit<'_> {
    /// "one person", "1": counted, not described.
    fn one_counted(&self) -> bool {
        !self.zero
            && !self.group.other
            && self.group.counted
            && matches!(self.group.persons.as_slice(), [p] if p.generic)
    }
}

/// A person of the article with the questions he or she answers.
#[derive(Debug)]
struct Known<'q> {
    person: Person,
    /// With the sentence in which each is answered first.
    answers: Vec<(&'q str, usize)>,
    /// Brought in by "he" or "the victim": somebody the reader already knows.
    anaphoric: bool,
}

impl Known<'_> {
    fn answers(&self, question: &str) -> Option<usize> {
        self.answers
            .iter()
            .find(|(q, _)| *q == question)
            .map(|(_, sentence)| *sentence)
    }
}

/// Claims of all questions that count persons.
pub(super) fn drafts(page: &Page<'_>, questions: &Questions, triggers: &[Trigger]) -> Vec<Draft> {
    let hits = hits(page, questions, triggers);
    let mut drafts = Vec::new();
    for question in questions.set.iter().filter(|q| q.persons && !q.hidden) {
        let people = people(&hits, question);
        drafts.extend(answer(page, questions, question, &hits, &people));
    }
    drafts
}

fn hits<'q>(page: &Page<'_>, questions: &'q Questions, triggers: &[Trigger]) -> Vec<Hit<'q>> {
    let mut of_persons: Vec<&Trigger> = triggers
        .iter()
        .filter(|t| questions.list[t.question].persons)
        .collect();
    of_persons.sort_by_key(|t| (t.words.start, t.question, t.role));
    let mut hits = Vec::<Hit<'q>>::new();
    let mut sentence = usize::MAX;
    let mut groups = Vec::new();
    let mut ranges = Vec::new();
    for trigger in of_persons {
        let here = page.sentence(trigger.words.start);
        if here.0 != sentence {
            sentence = here.0;
            groups = questions
                .persons
                .groups(page, &questions.grammar, &here.1.range());
            ranges = groups.iter().map(main_words).collect();
        }
        let question = &questions.set.get(&questions.list[trigger.question].id);
        let Some(question) = *question else { continue };
        if let Some(hit) = hit(page, questions, question, &groups, &ranges, trigger) {
            let seen = hits.iter().rev().take(6).any(|h| {
                h.question.id == hit.question.id && h.group.words == hit.group.words && h.zero == hit.zero
            });
            if !seen {
                hits.push(hit);
            }
        }
    }
    if hits.iter().any(|h| !h.statistic) {
        hits.retain(|h| !h.statistic);
    }
    hits
}

fn hit<'q>(
    page: &Page<'_>,
    questions: &Questions,
    question: &'q Question,
    groups: &[Group],
    ranges: &[std::ops::Range<usize>],
    trigger: &Trigger,
) -> Option<Hit<'q>> {
    let trigger_words = trigger.words.clone();
    let sentence = page.sentence(trigger_words.start).0;
    let statistic = on_a_long_time(page, trigger_words.start);
    if trigger.role == Role::Zero {
        let group = Group {
            words: trigger_words.clone(),
            count: exactly(0.0),
            persons: Vec::new(),
            other: false,
            partitive: false,
            includes: None,
            bare: false,
            counted: false,
        };
        return Some(Hit {
            question,
            group,
            trigger: trigger_words,
            sentence,
            statistic,
            zero: true,
        });
    }
    let group = groups
        .get(governed(page, &questions.grammar, ranges, trigger)?)?
        .clone();
    let zero = group.number() == 0.0;
    if zero && group.other {
        return None;
    }
    let between = group.words.end.min(trigger_words.start)..trigger_words.end;
    let hedged = questions.hedges.certainty(page, &trigger_words) > Certainty::Probable;
    let denied = questions.hedges.polarity(
        page,
        &(between.end.saturating_sub(trigger_words.len())..between.end),
    ) == Polarity::Denied;
    ((zero || !denied) && !hedged).then_some(Hit {
        question,
        group,
        trigger: trigger_words,
        sentence,
        statistic,
        zero,
    })
}

/// Whether the sentence names a time of more than two months: what it counts is hardly one event.
fn on_a_long_time(page: &Page<'_>, at: usize) -> bool {
    let sentence = page.sentence_words(at);
    page.mentions_in(&sentence).any(|(_, m)| match &m.value {
        Value::When(when) => when
            .from
            .zip(when.to)
            .is_some_and(|(from, to)| from.until(to).is_ok_and(|d| d.get_days() > 62)),
        _ => false,
    })
}

/// A group's words without what it includes.
fn main_words(group: &Group) -> std::ops::Range<usize> {
    let end = group
        .includes
        .as_ref()
        .map_or(group.words.end, |i| i.start.min(group.words.end));
    group.words.start..end.max(group.words.start + 1)
}

/// Whether two questions count the same people: killed, injured and shot do, arrested do not.
fn akin(question: &Question, other: &Question) -> bool {
    let related =
        |a: &Question, b: &Question| a.id == b.id || a.from.contains(&b.id) || a.less.as_ref() == Some(&b.id);
    related(question, other) || related(other, question)
}

/// The persons of the article who answer the question or one akin to it, each once. Who was arrested is no victim of the same name.
fn people<'q>(hits: &[Hit<'q>], question: &Question) -> Vec<Known<'q>> {
    let arrested: Vec<u64> = hits
        .iter()
        .filter(|h| h.question.id == "arrested")
        .flat_map(|h| h.group.persons.iter().filter_map(|p| p.name))
        .collect();
    let mut people = Vec::<Known<'q>>::new();
    for hit in hits.iter().filter(|h| !h.zero && akin(question, h.question)) {
        let before = people.len();
        for person in &hit.group.persons {
            let mut person = *person;
            person.perpetrator |=
                person.name.is_some_and(|n| arrested.contains(&n)) && question.id != "arrested";
            let person = &person;
            let known = people[..before].iter().rposition(|k| same(&k.person, person));
            let index = known.unwrap_or_else(|| {
                people.push(Known {
                    person: *person,
                    answers: Vec::new(),
                    anaphoric: person.definite,
                });
                people.len() - 1
            });
            let known = &mut people[index];
            learn(&mut known.person, person);
            if known.answers(&hit.question.id).is_none() {
                known.answers.push((&hit.question.id, hit.sentence));
            }
        }
    }
    people
}

/// Whether two descriptions can be of one person.
fn same(known: &Person, new: &Person) -> bool {
    if new.other {
        return known.other && new.sex == known.sex && new.age == known.age;
    }
    let clash = |a: Option<u64>, b: Option<u64>| a.is_some() && b.is_some() && a != b;
    if clash(known.name, new.name) || clash(known.age.map(u64::from), new.age.map(u64::from)) {
        return false;
    }
    if known.sex.is_some() && new.sex.is_some() && known.sex != new.sex {
        return false;
    }
    known.perpetrator == new.perpetrator
        || (new.definite && new.sex.is_some() && !new.perpetrator)
        || known.generic
        || new.generic
}

fn learn(known: &mut Person, new: &Person) {
    known.sex = known.sex.or(new.sex);
    known.age = known.age.or(new.age);
    known.name = known.name.or(new.name);
    known.generic &= new.generic;
    known.perpetrator |= new.perpetrator;
}

/// The claims of one question.
fn answer(
    page: &Page<'_>,
    questions: &Questions,
    question: &Question,
    hits: &[Hit<'_>],
    people: &[Known<'_>],
) -> Vec<Draft> {
    let total = total(questions, question, hits, people);
    let own: Vec<&Hit<'_>> = hits.iter().filter(|h| h.question.id == question.id).collect();
    if total == 0.0 {
        return own
            .iter()
            .filter(|h| h.zero)
            .map(|h| draft(page, question, h, None))
            .collect();
    }
    let says_total = |h: &&&Hit<'_>| !h.zero && h.group.number() == total;
    let exact: Vec<Draft> = own
        .iter()
        .filter(says_total)
        .map(|h| draft(page, question, h, None))
        .collect();
    if !exact.is_empty() {
        let mut quotes = std::collections::BTreeSet::new();
        return exact
            .into_iter()
            .filter(|d| quotes.insert(page.text(&d.words)))
            .collect();
    }
    let from =
        |h: &&Hit<'_>| !h.zero && (h.question.id == question.id || question.from.contains(&h.question.id));
    let largest = hits
        .iter()
        .filter(from)
        .map(|h| h.group.number())
        .fold(0.0, f64::max);
    let shown = if total < largest {
        largest
    } else {
        total.min(largest)
    };
    let first = hits.iter().filter(from).find(|h| h.group.number() >= shown);
    first
        .map(|h| draft(page, question, h, Some(total)))
        .into_iter()
        .collect()
}

/// How many in all: the largest count said, or the persons described together.
fn total(questions: &Questions, question: &Question, hits: &[Hit<'_>], people: &[Known<'_>]) -> f64 {
    let said = said(question, hits);
    let less = question.less.as_deref().unwrap_or_default();
    let one = hits
        .iter()
        .any(|h| h.question.id == question.id && h.one_counted());
    if question.less.is_none() && (said > 0.0 || one) {
        return said.max(f64::from(u8::from(one)));
    }
    let described = described(question, people);
    let mut derived = 0.0_f64;
    if let Some(less) = questions.set.get(less) {
        let gone = total(questions, less, hits, people);
        for source in question.from.iter().filter_map(|f| questions.set.get(f)) {
            let others = hits
                .iter()
                .filter(|h| h.question.id == source.id && h.group.other && h.group.persons.is_empty());
            let others = others.map(|h| h.group.number()).fold(0.0, f64::max);
            derived = derived.max(others).max(self::said(source, hits) - gone);
        }
    }
    said.max(described).max(derived)
}

/// How many persons are described as answering the question, in one stretch of the article: whoever comes up far from the others is
/// hardly of the same event.
fn described(question: &Question, people: &[Known<'_>]) -> f64 {
    let less = question.less.as_deref().unwrap_or_default();
    let asked = |k: &Known<'_>| {
        let own = std::iter::once(&question.id).chain(&question.from);
        own.filter_map(|q| k.answers(q))
            .min()
            .filter(|_| k.answers(less).is_none())
    };
    let mut at: Vec<(usize, bool)> = people
        .iter()
        .filter_map(|k| Some((asked(k)?, k.anaphoric)))
        .collect();
    at.sort_unstable();
    let mut count = 0;
    let mut last = None;
    for (sentence, anaphoric) in at {
        if last.is_none_or(|l| !anaphoric && sentence <= l + STRETCH) {
            count += 1;
            last = Some(sentence);
        }
    }
    f64::from(count)
}

/// The largest count of several persons that is said of a question.
fn said(question: &Question, hits: &[Hit<'_>]) -> f64 {
    hits.iter()
        .filter(|h| h.question.id == question.id && h.group.persons.len() != 1)
        .map(|h| h.group.number())
        .fold(0.0, f64::max)
}

fn draft(page: &Page<'_>, question: &Question, hit: &Hit<'_>, total: Option<f64>) -> Draft {
    let count = total.map_or_else(|| hit.group.count.clone(), exactly);
    let mut draft = Draft::new(
        &question.id,
        &question.about,
        ClaimValue::Amount(count),
        join(&hit.group.words, &hit.trigger),
        hit.trigger.clone(),
    );
    draft.includes = hit
        .group
        .includes
        .as_ref()
        .map(|words| page.text(words).to_owned());
    draft.negation_in_value = hit.zero || total.is_some();
    draft
}
