//! Where a phrase of a question and the persons it is said of stand together.

use std::ops::Range;

use jiff::civil::Date;

use crate::claim::Questions;
use crate::claim::link::{governed, is_passive};
use crate::claim::page::Page;
use crate::claim::persons::{Group, Said, exactly};
use crate::claim::triggers::{Role, Trigger};
use crate::lexicon::Question;
use crate::model::{Certainty, Field, Gap, Polarity, Value};

/// Days from which a time is too long for one event.
const LONG: i32 = 62;
/// Days before an article from which an event is hardly the one it reports.
const OLD: i32 = 700;

/// Days before an article from which a day belongs to another event, where the article tells of a newer one.
const WEEK: i32 = 7;

/// How old what a sentence tells is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Age {
    /// Of the week before the article.
    Recent,
    /// Longer ago.
    Old,
}

/// One trigger with its persons.
#[derive(Debug)]
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
}

impl Hit<'_> {
    /// "a man was killed": of one person described, who need not be the only one.
    pub(super) fn is_description(&self) -> bool {
        !self.zero
            && (self.group.said == Said::Part
                || (self.group.said == Said::Unsaid && !self.group.persons.is_empty()))
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
    triggers: &[Trigger],
) -> Vec<Hit<'q>> {
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
        let question = &questions.list[trigger.question];
        if at_another_time(page, trigger.words.start) {
            continue;
        }
        if let Some(mut hit) = hit(page, questions, question, &groups, &ranges, trigger) {
            hit.field = field;
            hit.sentence += usize::from(field.is_text());
            let seen = hits.iter().rev().take(6).any(|h| {
                h.question.id == hit.question.id && h.group.words == hit.group.words && h.zero == hit.zero
            });
            if !seen {
                hits.push(hit);
            }
        }
    }
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
    let trigger_words = trigger.words.clone();
    let sentence = page.sentence(trigger_words.start).0;
    let statistic = on_several_events(page, questions, trigger_words.start)
        || questions.frames.is_apart(page, trigger_words.start);
    if trigger.role == Role::Zero {
        let group = Group::new(trigger_words.clone(), exactly(0.0));
        return Some(Hit {
            question,
            group,
            trigger: trigger_words,
            sentence,
            field: Field::Text,
            statistic,
            age: age(page, trigger.words.start),
            zero: true,
            implied: false,
        });
    }
    let group = groups.get(governed(page, &questions.grammar, ranges, trigger)?)?;
    let group = asked(page, questions, group, trigger).clone();
    if is_doer(page, questions, &group, trigger) {
        return None;
    }
    let zero = group.number() == 0.0;
    if zero
        && (group.other
            || questions
                .grammar
                .degrees
                .contains(&page.hash(trigger_words.start)))
    {
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
        field: Field::Text,
        statistic,
        age: age(page, trigger.words.start),
        zero,
        implied: trigger.role == Role::Implied,
    })
}

/// "He shot", "Smith shot at": who stands right before an active verb did it.
fn is_doer(page: &Page<'_>, questions: &Questions, group: &Group, trigger: &Trigger) -> bool {
    let named = matches!(group.persons.as_slice(), [p] if p.name.is_some());
    let goes_on = ["and", "at"].contains(&page.word(trigger.words.end).to_lowercase().as_str());
    trigger.role == Role::Participle
        && group.words.end == trigger.words.start
        && !is_passive(page, &questions.grammar, &trigger.words)
        && (group.is_pronoun() || (named && goes_on))
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

/// Whether the sentence counts over a time ("since Friday", "in 2013") or names one long before the article: a statistic, or another event.
fn at_another_time(page: &Page<'_>, at: usize) -> bool {
    let published = page.article.published.as_ref().map(|p| p.day);
    let since = |n: usize| n > 0 && page.word(n - 1).eq_ignore_ascii_case("since");
    page.mentions_in(&page.sentence_words(at))
        .any(|(n, m)| match &m.value {
            Value::When(when) => when.from.zip(when.to).is_some_and(|(from, to)| {
                let long = days(from, to) > LONG;
                let old = published.is_some_and(|day| days(to, day) > OLD);
                long || old || since(page.ranges[n].start)
            }),
            _ => false,
        })
}

/// What the days named in the sentence of word `at` say; a day of the article's week before others.
fn age(page: &Page<'_>, at: usize) -> Option<Age> {
    let published = page.article.published.as_ref()?.day;
    let sentence = page.sentence_words(at);
    let ages = page.mentions_in(&sentence).filter_map(|(_, m)| match &m.value {
        Value::When(when) => when.to,
        _ => None,
    });
    ages.map(|to| {
        if days(to, published) > WEEK {
            Age::Old
        } else {
            Age::Recent
        }
    })
    .min()
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Whether the words of the sentence say that it counts over several events: "in separate shootings".
fn on_several_events(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    let several = &questions.grammar.several_events;
    page.sentence_words(at)
        .any(|n| several.longest(page.words(), n).is_some())
}

/// A group's words without what it includes.
fn main_words(group: &Group) -> Range<usize> {
    let end = group
        .includes
        .as_ref()
        .map_or(group.words.end, |i| i.start.min(group.words.end));
    group.words.start..end.max(group.words.start + 1)
}
