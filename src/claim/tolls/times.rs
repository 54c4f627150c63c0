//! When what a sentence counts happened: in the article's week, long before, or over a long time.

use std::ops::Range;

use jiff::civil::Date;

use crate::claim::Questions;
use crate::claim::news::News;
use crate::claim::page::Page;
use crate::model::{Gap, Value};

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
    /// So long before news that nothing in title and lead is of it.
    Past,
}

/// Whether the sentence counts over a time ("since Friday", "in 2013") or names one long before the article: a statistic, or another event.
pub(super) fn at_another_time(
    page: &Page<'_>,
    changing: bool,
    told: &Range<usize>,
    trigger: &Range<usize>,
) -> bool {
    let published = page.article.published.as_ref().map(|p| p.day);
    let own = page.sentence_words(trigger.start).start;
    page.mentions_in(told).any(|(n, m)| match &m.value {
        Value::When(when) => when.from.zip(when.to).is_some_and(|(from, to)| {
            let long = days(from, to) > LONG;
            let old = published.is_some_and(|day| days(to, day) > OLD);
            let date = &page.ranges[n];
            long || old || (!changing && date.start >= own && is_since(page, date, trigger))
        }),
        _ => false,
    })
}

/// Whether persons are counted since a day: in one piece with the phrase, or at the sentence's head.
fn is_since(page: &Page<'_>, date: &Range<usize>, trigger: &Range<usize>) -> bool {
    let Some(since) = date.start.checked_sub(1).filter(|n| page.says(*n, "since")) else {
        return false;
    };
    let between = date.end.min(trigger.end)..since.max(trigger.start) + 1;
    let apart = between.into_iter().any(|n| {
        page.gap(n).has(Gap::COMMA) || page.is_one_of(n, &["that", "who", "which", "after", "when"])
    });
    since == page.sentence_words(since).start || !apart
}

/// What the days named in some words say; a day of the article's week before others.
pub(super) fn age(page: &Page<'_>, news: &News, told: &Range<usize>) -> Option<Age> {
    if news.old_date(page, told).is_some() {
        return Some(Age::Past);
    }
    let published = page.article.published.as_ref()?.day;
    let ages = page.mentions_in(told).filter_map(|(_, m)| match &m.value {
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
pub(super) fn on_several_events(page: &Page<'_>, questions: &Questions, at: usize) -> bool {
    let several = &questions.grammar.several_events;
    page.sentence_words(at)
        .any(|n| several.longest(page.words(), n).is_some())
}
