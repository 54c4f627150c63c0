//! Who of the injured is still alive: the injured of one report may be the dead of a later one.
//!
//! "Five people were shot" is true on the day; when one of them has died, later reports count one dead and four injured, or the dead alone.

use jiff::civil::Date;

use super::positions::{Member, Stand};
use super::series::number;
use super::sources::Sources;
use super::wording::Wording;
use crate::model::{
    Answer, ArticleClaims, Certainty, ClaimAmount, ClaimValue, Comparator, Interval, Polarity,
};

/// What the articles of a story say of the dead.
#[derive(Debug)]
pub(super) struct Dead {
    /// How many each article counts, if it counts any or says that there are none.
    told: Vec<Option<f64>>,
    dates: Vec<Option<Date>>,
    /// How many there are in all, if that is answered.
    toll: Option<f64>,
}

impl Dead {
    /// From the claims on the dead and the answer to them.
    pub(super) fn new(
        articles: &[&ArticleClaims],
        claims: &[Member<'_>],
        answer: Option<&ClaimValue>,
    ) -> Self {
        let mut told = vec![None; articles.len()];
        for member in claims {
            let affirmed =
                member.claim.polarity == Polarity::Affirmed && member.claim.certainty <= Certainty::Probable;
            if let Some(n) = number(&member.claim.value).filter(|_| affirmed) {
                let most = told[member.article].map_or(n, |m: f64| m.max(n));
                told[member.article] = Some(most);
            }
        }
        Self {
            told,
            dates: articles.iter().map(|a| a.date).collect(),
            toll: answer.and_then(number).filter(|n| *n > 0.0),
        }
    }

    /// Whether an article counts dead.
    pub(super) fn are_told_by(&self, article: usize) -> bool {
        self.told[article].is_some_and(|n| n > 0.0)
    }

    /// Whether an article says how many died, be it none.
    pub(super) fn are_counted_by(&self, article: usize) -> bool {
        self.told[article].is_some()
    }

    /// How many articles count dead.
    fn reports(&self) -> usize {
        (0..self.told.len()).filter(|&a| self.are_told_by(a)).count()
    }

    /// Whether an article that counts dead is as late as `article` or later.
    fn are_told_after(&self, article: usize) -> bool {
        let day = self.dates[article];
        (0..self.told.len()).any(|other| self.are_told_by(other) && self.dates[other] >= day)
    }
}

/// The answer less those who died since, where all who give it count no dead yet and others do.
pub(super) fn survivors(
    answer: &Answer,
    stands: &[Stand<'_>],
    dead: &Dead,
    (sources, wording): (&Sources, &Wording<'_>),
) -> Option<Answer> {
    let all = number(&answer.value)?;
    let left = all - dead.toll?;
    let giving: Vec<usize> = stands
        .iter()
        .filter(|stand| *stand.value == answer.value)
        .flat_map(Stand::articles)
        .collect();
    let before = giving
        .iter()
        .all(|&a| !dead.are_told_by(a) && dead.are_told_after(a));
    // One report of a death among many of wounds is likelier to tell of something else.
    let doubtful = left > 0.0 && dead.reports() < giving.len();
    if left < 0.0 || giving.is_empty() || !before || doubtful {
        return None;
    }
    let agreeing = stands.iter().filter(|s| number(s.value) == Some(left));
    let members: Vec<&Member<'_>> = agreeing.flat_map(|s| &s.members).collect();
    let value = exactly(left);
    Some(Answer {
        text: wording.value(&value, Certainty::Probable, Polarity::Affirmed),
        value,
        support: answer.support.max(members.len()),
        articles: answer.articles,
        independent: answer.independent.max(sources.independent(members.into_iter())),
        rule: "died_since".to_owned(),
    })
}

fn exactly(n: f64) -> ClaimValue {
    ClaimValue::Amount(ClaimAmount {
        interval: Interval::exactly(n),
        nominal: Some(n),
        unit: None,
        comparator: Comparator::Exactly,
    })
}
