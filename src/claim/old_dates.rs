//! Answers with the date of another event beside them.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::draft::Draft;
use super::news::News;
use super::page::Page;
use crate::model::{ArticleClaims, ClaimValue, Value};

/// Days before the event from which a date is of another one: the eve may be the night it fell in.
const EVE: i32 = 1;
/// Days before an article that gives no day of its event from which a date is of another event.
pub(super) const OLD: i32 = 45;
/// Days before an article that tells of no event from which a sum is history: "8,000 jobs were lost in the 1980s".
const HISTORY: i32 = 3650;
/// Words between an answer in words and its own date: "charged in 2012 with assault".
const BESIDE: usize = 2;

/// The days before which a date is of another event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// That of the event, where the article gives its day.
    event: Option<Date>,
    /// A day long before print, where it gives none.
    print: Option<Date>,
    /// The same for sums, which have a time of their own where no event is told: "revenue last year".
    history: Option<Date>,
}

impl Limits {
    /// Reads them from the days of the event.
    pub(super) fn new(page: &Page<'_>, drafts: &[Draft], news: &News) -> Self {
        let event = drafts.iter().filter(|d| d.question == ArticleClaims::OCCURRED);
        let event = event.filter_map(|draft| match &draft.value {
            ClaimValue::When(when) => when.from,
            _ => None,
        });
        let published = page.article.published.map(|p| p.day);
        let print = || {
            let old = published?.checked_sub(OLD.days()).ok();
            news.from().or(old).filter(|_| !news.looks_back())
        };
        Self {
            event: event.min().and_then(|day| day.checked_sub(EVE.days()).ok()),
            print: print(),
            history: published.and_then(|day| day.checked_sub(HISTORY.days()).ok()),
        }
    }

    /// That for an answer, which may be a sum.
    pub(super) fn of(self, sum: bool) -> Option<Date> {
        self.event.or(if sum { self.history } else { self.print })
    }
}

/// The date by which an answer is of another event: that nearest to it in its clause, or in the sentence that its own goes on with, if it
/// lies wholly before the event. `told` are the words of these sentences.
pub(super) fn old_date(
    page: &Page<'_>,
    draft: &Draft,
    told: &Range<usize>,
    (news, before): (&News, Option<Date>),
) -> Option<Range<usize>> {
    let amount = matches!(draft.value, ClaimValue::Amount(_));
    if !amount && !matches!(draft.value, ClaimValue::Phrase(_)) {
        return None;
    }
    let own = page.clause_words(draft.words.start);
    let goes_on = told.start < page.sentence_words(draft.words.start).start;
    let within = if goes_on { told.start..own.end } else { own };
    let away = |date: &Range<usize>| {
        let behind = date.start.saturating_sub(draft.words.end);
        behind.max(draft.words.start.saturating_sub(date.end))
    };
    let dates = page
        .mentions_in(&within)
        .filter_map(|(n, mention)| match &mention.value {
            Value::When(when) => Some((page.ranges[n].clone(), when.to?)),
            _ => None,
        });
    let nearest = dates.min_by_key(|(date, _)| (away(date), date.start));
    // "the 2012 murder of" names the deed, "in 2012" says when he was charged with it.
    let beside = |date: &Range<usize>| {
        date.start > 0 && page.is_one_of(date.start - 1, &["in", "on"]) && away(date) <= BESIDE
    };
    let nearest =
        nearest.filter(|(date, to)| before.is_some_and(|day| *to < day) && (amount || beside(date)));
    nearest
        .map(|(date, _)| date)
        .or_else(|| news.old_date(page, told).filter(|_| amount))
}
