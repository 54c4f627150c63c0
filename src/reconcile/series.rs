//! Numbers that change with time: each step is a larger number, or of what goes up and down another one, said as such, that holds for a later
//! day. A later article that repeats an old number is no step.

use jiff::civil::Date;

use super::comparison::{Comparison, Reading, compare_values};
use super::positions::{Member, Stand};
use super::wording::Wording;
use crate::lexicon::Course;
use crate::model::{ArticleClaims, ClaimValue, SeriesPoint};

/// The steps by day; empty unless there are two, or where the number is what it is.
pub(super) fn series(
    stands: &[Stand<'_>],
    course: Course,
    articles: &[&ArticleClaims],
    wording: &Wording<'_>,
) -> Vec<SeriesPoint> {
    if course == Course::Fixed {
        return Vec::new();
    }
    let mut dated: Vec<(Date, f64, Member<'_>)> = stands
        .iter()
        .flat_map(|stand| &stand.members)
        .filter(|member| member.claim.basis.is_said())
        .filter_map(|member| Some((member.claim.as_of?, number(&member.claim.value)?, *member)))
        .collect();
    // Of one day, the number that more articles give comes first, then the first one said.
    let support = |n: f64| dated_support(stands, n);
    dated.sort_by_cached_key(|(day, n, m)| (*day, std::cmp::Reverse(support(*n)), m.article, m.claim.span));
    let mut steps: Vec<(Date, f64, Member<'_>)> = Vec::new();
    let moves = |from: f64, to: f64| to > from || (course == Course::Changes && to < from);
    for step in dated {
        let next = |(day, n, last): &(Date, f64, Member<'_>)| {
            moves(*n, step.1) && step.0 > *day && apart(last, &step.2)
        };
        let known = |(_, n, _): &(Date, f64, Member<'_>)| (n - step.1).abs() < f64::EPSILON;
        if steps.last().is_none_or(next) && !steps.iter().any(known) {
            steps.push(step);
        }
    }
    if steps.len() < 2 {
        return Vec::new();
    }
    steps
        .into_iter()
        .map(|(day, _, member)| point(day, &member, articles, wording))
        .collect()
}

/// Whether two numbers differ as said: "4" after "at least 3" is no growth.
fn apart(a: &Member<'_>, b: &Member<'_>) -> bool {
    compare_values(&a.claim.value, &b.claim.value, Reading::Strict) == Comparison::Apart
}

fn point(
    as_of: Date,
    member: &Member<'_>,
    articles: &[&ArticleClaims],
    wording: &Wording<'_>,
) -> SeriesPoint {
    SeriesPoint {
        as_of,
        text: wording.value(&member.claim.value, member.claim.certainty, member.claim.polarity),
        value: member.claim.value.clone(),
        article: articles[member.article].id.clone(),
    }
}

/// The number of an amount as said, or its lower bound.
pub(super) fn number(value: &ClaimValue) -> Option<f64> {
    match value {
        ClaimValue::Amount(amount) => amount.nominal.or(amount.interval.low),
        _ => None,
    }
}

fn dated_support(stands: &[Stand<'_>], n: f64) -> usize {
    stands
        .iter()
        .filter(|s| number(s.value) == Some(n))
        .map(|s| s.articles().len())
        .sum()
}
