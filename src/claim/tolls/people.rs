//! Who the persons of an article are: each once, however often and by whatever words the article comes back to them.

use super::hits::Hit;
use crate::claim::persons::Person;
use crate::lexicon::Question;

/// A person of the article with the questions he or she answers.
#[derive(Debug)]
pub(super) struct Known<'q> {
    pub(super) person: Person,
    /// With the sentence in which each is answered first.
    pub(super) answers: Vec<(&'q str, usize)>,
    /// Brought in by "he" or "the victim": somebody the reader already knows.
    pub(super) anaphoric: bool,
}

impl Known<'_> {
    /// The sentence in which the person answers a question first.
    pub(super) fn answers(&self, question: &str) -> Option<usize> {
        self.answers
            .iter()
            .find(|(q, _)| *q == question)
            .map(|(_, sentence)| *sentence)
    }
}

/// The persons of the article who answer the question or one akin to it, each once. Who was arrested is no victim of the same name.
pub(super) fn people<'q>(hits: &[Hit<'q>], question: &Question) -> Vec<Known<'q>> {
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

/// Whether two questions count the same people: killed, injured and shot do, arrested do not.
fn akin(question: &Question, other: &Question) -> bool {
    let related =
        |a: &Question, b: &Question| a.id == b.id || a.from.contains(&b.id) || a.less.as_ref() == Some(&b.id);
    related(question, other) || related(other, question)
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
