//! Where a phrase of a question and the persons it is said of stand together.

use std::ops::Range;

use super::guards::{
    another_behind, fits, is_active, is_doer, is_hypothetical, is_of_another, is_rate, takes_lives,
};
use super::sums::{beside, with_others, with_the_doer};
use super::times::{Age, age, at_another_time, on_several_events};
use crate::claim::Questions;
use crate::claim::link::governed;
use crate::claim::news::News;
use crate::claim::page::Page;
use crate::claim::persons::{Group, Said, exactly};
use crate::claim::triggers::{Role, Trigger};
use crate::lexicon::Question;
use crate::model::{Certainty, Comparator, Field, Gap, Polarity, Shape};

/// One trigger with its persons.
#[expect(
    clippy::struct_excessive_bools,
    reason = "marks that stand apart from one another"
)]
#[derive(Debug, Clone)]
pub(super) struct Hit<'q> {
    pub(super) question: &'q Question,
    pub(super) group: Group,
    pub(super) trigger: Range<usize>,
    pub(super) sentence: usize,
    /// Which text it stands in.
    pub(super) field: Field,
    /// Whether its sentence names a day of the article's week, or one long before it.
    pub(super) age: Option<Age>,
    /// In a sentence on a long time: "436 people were killed last year".
    pub(super) statistic: bool,
    pub(super) zero: bool,
    /// By a phrase that only implies the answer.
    pub(super) implied: bool,
    /// Hedged or denied: no part of any count, and told only where nothing firmer is.
    pub(super) doubt: Doubt,
    /// Two groups told one after the other: "two on the first floor and one on the third".
    pub(super) summed: bool,
    /// "later", "fatally": it came after what was told before.
    pub(super) later: bool,
    /// "of them", "of whom"
    pub(super) of_them: bool,
    /// "six children were among the injured"
    pub(super) among: bool,
    /// Its number is a word, with a form of "be" or "have" behind it: "one was".
    pub(super) with_verb: bool,
    /// Another of them is told of behind it: "and the other in the leg".
    pub(super) with_another: bool,
}

/// Whether what a hit says is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is.
    No,
    /// "may have killed"
    Hedged,
    /// "denied that two players had been hurt"
    Denied,
}

impl Hit<'_> {
    /// "a man was killed": of one person described, who need not be the only one.
    pub(super) fn is_description(&self) -> bool {
        !self.zero
            && (self.group.said == Said::Part
                || (self.group.said == Said::Unsaid && !self.group.persons.is_empty()))
    }

    /// "four of the dead": some of those whom the question asks for.
    pub(super) fn is_part(&self) -> bool {
        self.among || (self.group.said == Said::Part && self.is_inside())
    }

    /// Whether the phrase is one of the group's own words: "two dead men".
    pub(super) fn is_inside(&self) -> bool {
        self.group.words.start <= self.trigger.start && self.trigger.end <= self.group.words.end
    }

    /// Whether it counts several by a word that need not be all: "two officers", "both".
    pub(super) fn is_narrow(&self) -> bool {
        !self.zero && !self.group.of_anybody && self.group.number() >= 2.0
    }

    /// Whether it tells of some of so many: "one of the five has died", "three of them", or "one later died" close behind.
    pub(super) fn is_of(&self, all: f64, near: bool) -> bool {
        match (&self.group.whole, self.group.said) {
            (Some(whole), Said::Part) => (whole.number() - all).abs() < f64::EPSILON,
            (None, Said::Part) => near && self.of_them,
            (_, Said::Bare) => near && self.later,
            _ => false,
        }
    }

    /// "One was shot in the leg", "one teenager was shot in the foot and the other in the leg": of some who were told of. "One dead" in a headline is all.
    pub(super) fn is_one_of_them(&self) -> bool {
        let one = self.group.said == Said::Bare && self.one_counted();
        (self.with_verb && one) || (self.with_another && self.group.number() < 2.0)
    }

    /// "dozens": at least so many, and a number says it better.
    pub(super) fn is_vague(&self) -> bool {
        self.group.count.comparator == Comparator::Vague
    }

    /// "four others were injured": counts all who are concerned, in so many words.
    pub(super) fn is_of_all(&self) -> bool {
        !self.implied && self.group.said != Said::Part && self.group.of_anybody
    }

    /// "one person", "1": counted, not described.
    pub(super) fn one_counted(&self) -> bool {
        !self.zero
            && !self.group.other
            && self.group.said != Said::Unsaid
            && matches!(self.group.persons.as_slice(), [p] if p.generic)
    }
}

/// The hits of all questions on persons in one text, by place. The text's sentences come after that of the title.
pub(super) fn hits<'q>(
    page: &Page<'_>,
    field: Field,
    questions: &'q Questions,
    (triggers, news): (&[Trigger], &News),
) -> Vec<Hit<'q>> {
    let mut of_persons: Vec<&Trigger> = triggers
        .iter()
        .filter(|t| questions.list[t.question].persons)
        .collect();
    of_persons.sort_by_key(|t| (t.words.start, t.question, t.role));
    let mut hits = Vec::<Hit<'q>>::new();
    let mut sentence = usize::MAX;
    let mut told = 0..0;
    let mut groups = Vec::new();
    let mut ranges = Vec::new();
    for &trigger in &of_persons {
        let here = page.sentence(trigger.words.start);
        if here.0 != sentence {
            sentence = here.0;
            told = questions.frames.told_with(page, &questions.grammar, sentence);
            groups = questions
                .persons
                .groups(page, &questions.grammar, &here.1.range());
            ranges = groups.iter().map(main_words).collect();
        }
        let question = &questions.list[trigger.question];
        if at_another_time(page, question.changing, &told, &trigger.words) {
            continue;
        }
        if let Some(mut hit) = hit(page, questions, question, &groups, &ranges, trigger) {
            hit.field = field;
            hit.age = age(page, news, &told);
            hit.sentence += usize::from(field.is_text());
            let seen = hits.iter().rev().take(6).any(|h| {
                h.question.id == hit.question.id && h.group.words == hit.group.words && h.zero == hit.zero
            });
            if !seen {
                let told = |words: &Range<usize>| of_persons.iter().any(|t| words.contains(&t.words.start));
                let sum = beside(page, questions, &groups, &hit, told);
                hits.push(hit);
                hits.extend(sum);
            }
        }
    }
    with_others(page, &mut hits);
    with_the_doer(page, questions, &mut hits);
    // "two of the injured have died": the state only says of whom.
    let said = |h: &Hit<'_>, hits: &[Hit<'_>]| {
        hits.iter().any(|o| {
            o.field == h.field && o.group.words == h.group.words && o.trigger != h.trigger && !o.is_inside()
        })
    };
    let idle: Vec<bool> = hits.iter().map(|h| h.is_part() && said(h, &hits)).collect();
    let mut idle = idle.into_iter();
    hits.retain(|_| !idle.next().unwrap_or_default());
    hits
}

fn hit<'q>(
    page: &Page<'_>,
    questions: &Questions,
    question: &'q Question,
    groups: &[Group],
    ranges: &[Range<usize>],
    trigger: &Trigger,
) -> Option<Hit<'q>> {
    let at = trigger.words.start;
    let mut hit = Hit {
        question,
        group: Group::new(trigger.words.clone(), exactly(0.0)),
        trigger: trigger.words.clone(),
        sentence: page.sentence(at).0,
        field: Field::Text,
        statistic: false,
        age: None,
        zero: true,
        implied: false,
        doubt: Doubt::No,
        summed: false,
        later: false,
        of_them: false,
        with_verb: false,
        with_another: false,
        among: page.says(at, "among"),
    };
    if trigger.role == Role::Zero {
        return Some(in_its_sentence(page, questions, hit));
    }
    let group = if let Some(group) = reflexive(page, questions, groups, trigger) {
        group
    } else {
        let group = groups.get(governed(page, &questions.grammar, ranges, trigger)?)?;
        asked(page, questions, group, trigger)
    };
    if is_doer(page, questions, group, trigger)
        || is_active(page, questions, question, group, trigger)
        || is_hypothetical(page, trigger)
        || is_rate(page, questions, group, trigger)
        || is_of_another(page, group, trigger)
        || !fits(page, questions, group, trigger)
    {
        return None;
    }
    hit.group = group.clone();
    // "12 arrests" are all there were.
    hit.group.of_anybody |= hit.is_inside() && matches!(trigger.role, Role::Before | Role::Counted);
    hit.group.words.end += usize::from(takes_lives(page, questions, trigger));
    let close = group.words.end.min(at)..trigger.words.end;
    hit.later = close
        .into_iter()
        .any(|n| questions.grammar.later.contains(&page.hash(n)));
    let verb = page.hash(group.words.end);
    hit.with_verb = page.words()[group.words.start].shape != Shape::Number
        && (questions.grammar.be.contains(&verb) || questions.grammar.have.contains(&verb));
    hit.of_them = page.is_one_of(group.words.end - 1, &["them", "those", "whom"]);
    hit.zero = group.number() == 0.0;
    let degree = questions.grammar.degrees.contains(&page.hash(at));
    if hit.zero && (group.other || degree) {
        return None;
    }
    hit.implied = trigger.role == Role::Implied;
    hit.doubt = doubt(page, questions, group, trigger)?;
    if hit.zero && hit.doubt == Doubt::Denied {
        hit.doubt = Doubt::No;
    }
    Some(in_its_sentence(page, questions, hit))
}

/// What the rest of its sentence says of a hit: asked last, since most phrases make none.
fn in_its_sentence<'q>(page: &Page<'_>, questions: &Questions, mut hit: Hit<'q>) -> Hit<'q> {
    let at = hit.trigger.start;
    hit.statistic = on_several_events(page, questions, at) || questions.frames.is_apart(page, at);
    hit.with_another = another_behind(page, &hit.trigger);
    hit
}

/// How sure the words are; nothing where nobody knows, or where a person told of is spared.
fn doubt(page: &Page<'_>, questions: &Questions, group: &Group, trigger: &Trigger) -> Option<Doubt> {
    let at = trigger.words.start;
    // A phrase may hold a negation of its own: "did not survive".
    let hedges = &questions.hedges;
    if hedges.polarity(page, &(at..at)) == Polarity::Denied || hedges.is_disowned(page, &trigger.words) {
        let counted = group.number() == 0.0 || (group.said != Said::Unsaid && group.number() >= 2.0);
        return counted.then_some(Doubt::Denied);
    }
    match questions.hedges.certainty(page, &trigger.words) {
        Certainty::Asserted | Certainty::Probable => Some(Doubt::No),
        Certainty::Possible => Some(Doubt::Hedged),
        Certainty::Unknown => None,
    }
}

/// "killed himself and nine policemen": the reflexive begins a group of those it happened to.
fn reflexive<'g>(
    page: &Page<'_>,
    questions: &Questions,
    groups: &'g [Group],
    trigger: &Trigger,
) -> Option<&'g Group> {
    let last = trigger.words.end - 1;
    groups
        .iter()
        .find(|g| g.words.start == last && g.number() > 1.0)
        .filter(|_| questions.persons.is_reflexive(page.hash(last)))
}

/// "One of ten people who were killed": what follows the whole is said of the whole.
fn asked<'g>(page: &Page<'_>, questions: &Questions, group: &'g Group, trigger: &Trigger) -> &'g Group {
    let Some(whole) = &group.whole else { return group };
    let (end, start) = (group.words.end, trigger.words.start);
    let relative = questions.grammar.relative_pronouns.contains(&page.hash(end));
    let reduced = trigger.role == Role::Participle && start == end;
    if start >= end && !page.gap(end).has(Gap::COMMA) && (reduced || relative) {
        whole
    } else {
        group
    }
}

/// A group's words without what it includes.
fn main_words(group: &Group) -> Range<usize> {
    let end = group
        .includes
        .as_ref()
        .map_or(group.words.end, |i| i.start.min(group.words.end));
    group.words.start..end.max(group.words.start + 1)
}
