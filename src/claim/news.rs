//! How new an article's news is: which of its dates are too old to be of the event that its lead tells.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Questions;
use super::days::LEAD;
use super::old_dates::OLD;
use super::page::Page;
use super::triggers::{Role, Trigger};
use crate::model::{TimexType, Value, When};

/// Days from which a time of the past is told by its month or year alone.
const MONTH: i32 = 27;

/// What the lead tells of something new. Dates below it that lie long before are of other events: "A quake killed 26,000 people there in
/// December 2003."
#[derive(Debug, Clone, Default)]
pub(super) struct News {
    /// The first word below the lead; none where the lead looks back itself, as on a trial or an anniversary.
    below: Option<usize>,
    /// Whether title or lead tell of a trial, an anniversary and the like.
    looks_back: bool,
    /// The day from which a date may be of the event.
    from: Option<Date>,
    /// The last day that an article without a date names.
    latest: Option<Date>,
    /// An article without a date, in whose lead no month or year stands either: one below is of the past.
    undated: bool,
}

impl News {
    /// Reads title and lead.
    pub(super) fn new(
        page: &Page<'_>,
        title: &Page<'_>,
        questions: &Questions,
        triggers: &[Trigger],
    ) -> Self {
        let sentences = &page.split.sentences;
        let long = (LEAD / 2).min(sentences.len() / 2).max(1);
        let lead = 0..sentences[long - 1].range().end;
        let tells = |t: &Trigger| {
            let question = &questions.list[t.question];
            lead.contains(&t.words.start)
                && (question.persons || (question.main && matches!(t.role, Role::Near | Role::Strong)))
        };
        let frames = &questions.frames;
        let looks_back =
            frames.looks_back(page, &lead) || frames.looks_back(title, &(0..title.words().len()));
        if looks_back || !triggers.iter().any(tells) {
            return Self {
                looks_back,
                ..Self::default()
            };
        }
        let printed = page.article.published.map(|p| p.day);
        let all = 0..page.words().len();
        let days = dates(page, &all).filter(|when| when.from == when.to);
        let latest = days
            .filter_map(|when| when.to)
            .max()
            .filter(|_| printed.is_none());
        let news = Self {
            below: Some(lead.end),
            looks_back,
            from: printed
                .or(latest)
                .and_then(|day| day.checked_sub(OLD.days()).ok()),
            latest,
            undated: printed.is_none() && !dates(page, &lead).any(is_of_past),
        };
        let of_old = dates(page, &lead).any(|when| news.lies_before(when));
        if of_old { Self::default() } else { news }
    }

    /// Whether title or lead tell of a trial, an anniversary and the like, so that what is old is the article's own.
    pub(super) fn looks_back(&self) -> bool {
        self.looks_back
    }

    /// The day from which a date may be of the event.
    pub(super) fn from(&self) -> Option<Date> {
        self.from
    }

    /// Whether a date below the lead is of another event.
    pub(super) fn is_old(&self, page: &Page<'_>, mention: usize) -> bool {
        let start = page.ranges[mention].start;
        let Value::When(when) = &page.mentions[mention].value else {
            return false;
        };
        let date = matches!(when.timex, TimexType::Date | TimexType::Time);
        let old =
            || self.lies_before(when) || (self.undated && is_of_past(when) && self.is_another_month(when));
        // "the third since 2012" counts up to now.
        let since = start > 0 && page.is_one_of(start - 1, &["since"]);
        self.below.is_some_and(|below| start >= below) && date && !since && old()
    }

    /// The date by which these words tell of another event: they hold an old one, and no other.
    pub(super) fn old_date(&self, page: &Page<'_>, words: &Range<usize>) -> Option<Range<usize>> {
        self.below?;
        let mut found = None;
        for (n, mention) in page.mentions_in(words) {
            let Value::When(when) = &mention.value else {
                continue;
            };
            if self.is_old(page, n) {
                found = found.or(Some(page.ranges[n].clone()));
            } else if matches!(when.timex, TimexType::Date | TimexType::Time) {
                return None;
            }
        }
        found
    }

    /// Whether a month is another than that of the last day named, for all that an article without a date says.
    fn is_another_month(&self, when: &When) -> bool {
        self.latest.is_none_or(|day| {
            when.from.is_none() && when.value.get(5..) != Some(format!("{:02}", day.month()).as_str())
        })
    }

    fn lies_before(&self, when: &When) -> bool {
        self.from.zip(when.to).is_some_and(|(from, to)| to < from)
    }
}

/// Whether a time is told by its month, season or year alone.
fn is_of_past(when: &When) -> bool {
    match when.from.zip(when.to) {
        Some((from, to)) => (to - from).get_days() >= MONTH,
        None => when.value.len() == "XXXX-MM".len() && when.value.starts_with("XXXX-"),
    }
}

/// The days, months and years of some words.
fn dates<'p>(page: &Page<'p>, words: &Range<usize>) -> impl Iterator<Item = &'p When> {
    page.mentions_in(words)
        .filter_map(|(_, mention)| match &mention.value {
            Value::When(when) if when.timex == TimexType::Date => Some(when),
            _ => None,
        })
}
