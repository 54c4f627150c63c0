//! Which claims of a story answer one and the same question, so that a fact is a fact and not a heap.
//!
//! Claims meet by question id, then by what they are about (the counted noun's restrictive words), then by value: an article does not
//! contradict itself, so two values that one article holds side by side belong to different facts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::comparison::{Comparison, Reading, compare_values};
use super::content_words::{content_words, word_stem};
use super::positions::Member;
use super::series::number;
use crate::lexicon::QuestionTraits;
use crate::model::{Certainty, Claim, ClaimValue};

/// Share of the restrictive words of the shorter phrase that the longer one must have.
const RESTRICTION: f32 = 0.5;
/// Numbers from which an equal number alone joins an unrestricted noun to a restricted one.
const TELLING: f64 = 5.0;

/// Days between two reports of one event's day; further apart they speak of different events.
const SAME_EVENT: i32 = 45;
/// How many times as large one count of the same things can be as another; beyond, other things are counted.
const SAME_COUNT: f64 = 2.0;

/// The facts of one question: claims by (article, place) each, the facts by their first claims.
pub(super) fn align<'a>(
    question: &str,
    members: &[Member<'a>],
    traits: QuestionTraits,
) -> Vec<Vec<Member<'a>>> {
    let mut facts = Vec::new();
    let open = question.contains(':');
    for bundle in bundles(question, members) {
        let clusters = clusters(values(&bundle.members));
        let days = matches!(
            bundle.members.first().map(|m| &m.claim.value),
            Some(ClaimValue::When(_))
        );
        if (bundle.bare && open) || (traits.multi && days) {
            // "20 people" here and "300 people" there need not be the same people, nor two hearings one: they meet only where they agree.
            facts.extend(clusters);
        } else {
            facts.extend(leading_fact(clusters, open));
        }
    }
    for fact in &mut facts {
        fact.sort_by_key(|m| (m.article, m.claim.span));
    }
    facts.sort_by_key(|fact| fact.first().map(|m| (m.article, m.claim.span)));
    facts
}

/// Claims about the same thing.
struct Bundle<'a> {
    /// Nothing restricts the counted noun.
    bare: bool,
    restriction: BTreeSet<String>,
    members: Vec<Member<'a>>,
}

/// Claims by what they are about, joined where restrictions agree. Each distinct restriction is compared once.
fn bundles<'a>(question: &str, members: &[Member<'a>]) -> Vec<Bundle<'a>> {
    let open = question.split_once(':');
    let head = open.map(|(_, head)| word_stem(head));
    let mut by_restriction = BTreeMap::<BTreeSet<String>, Vec<Member<'a>>>::new();
    for &member in members {
        let mut words = content_words(&member.claim.about);
        words.retain(|word| Some(word) != head.as_ref());
        by_restriction.entry(words).or_default().push(member);
    }
    let mut bundles: Vec<Bundle<'a>> = Vec::new();
    // Longest restriction first: a short one joins the one it is a part of.
    let mut ordered: Vec<_> = by_restriction.into_iter().collect();
    ordered.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    for (restriction, members) in ordered {
        let home = bundles
            .iter_mut()
            .find(|bundle| same_restriction(&bundle.restriction, &restriction, open.is_some()));
        match home {
            Some(bundle) => bundle.members.extend(members),
            None => bundles.push(Bundle {
                bare: restriction.is_empty(),
                restriction,
                members,
            }),
        }
    }
    if open.is_some() {
        adopt_bare(&mut bundles);
    }
    for bundle in &mut bundles {
        bundle.members.sort_by_key(|m| (m.article, m.claim.span));
    }
    bundles
}

/// Whether two restrictions pick out the same things. Of a declared question only equal words do: seats of one party are not another's.
fn same_restriction(long: &BTreeSet<String>, short: &BTreeSet<String>, open: bool) -> bool {
    if long == short {
        return true;
    }
    let common = long.intersection(short).count();
    open && common > 0 && common as f32 >= RESTRICTION * short.len() as f32
}

/// Moves unrestricted claims to the one restricted bundle that has their number.
fn adopt_bare(bundles: &mut [Bundle<'_>]) {
    let Some(bare) = bundles.iter().position(|b| b.bare) else {
        return;
    };
    let loose = std::mem::take(&mut bundles[bare].members);
    let mut stay = Vec::new();
    for member in loose {
        let mut homes = bundles.iter_mut().filter(|bundle| {
            !bundle.bare
                && telling(&member.claim.value)
                && bundle
                    .members
                    .iter()
                    .any(|other| same(&other.claim.value, &member.claim.value))
        });
        match (homes.next(), homes.next()) {
            (Some(home), None) => home.members.push(member),
            _ => stay.push(member),
        }
    }
    bundles[bare].members = stay;
}

fn telling(value: &ClaimValue) -> bool {
    match value {
        ClaimValue::Amount(amount) => amount.nominal.is_some_and(|n| n >= TELLING),
        _ => true,
    }
}

fn same(a: &ClaimValue, b: &ClaimValue) -> bool {
    compare_values(a, b, Reading::Strict) == Comparison::Same
}

/// Claims of equal value and polarity, by (most articles, first claim).
fn values<'a>(members: &[Member<'a>]) -> Vec<Vec<Member<'a>>> {
    let mut values: Vec<Vec<Member<'a>>> = Vec::new();
    for &member in members {
        match values.iter_mut().find(|v| {
            v[0].claim.polarity == member.claim.polarity && same(&v[0].claim.value, &member.claim.value)
        }) {
            Some(value) => value.push(member),
            None => values.push(vec![member]),
        }
    }
    most_articles_first(&mut values);
    values
}

/// Values that do not contradict one another together, by (most articles, first claim). A vague value joins the best supported that it includes.
fn clusters(values: Vec<Vec<Member<'_>>>) -> Vec<Vec<Member<'_>>> {
    let mut clusters: Vec<Vec<Member<'_>>> = Vec::new();
    for value in values {
        let apart = |other: &Member<'_>| contradict(other.claim, value[0].claim);
        match clusters.iter_mut().find(|cluster| !cluster.iter().any(apart)) {
            Some(cluster) => cluster.extend(value),
            None => clusters.push(value),
        }
    }
    most_articles_first(&mut clusters);
    clusters
}

/// Whether one article could not say both of one thing: values with nothing in common, or one affirmed and denied.
fn contradict(a: &Claim, b: &Claim) -> bool {
    let known = a.certainty != Certainty::Unknown && b.certainty != Certainty::Unknown;
    match compare_values(&a.value, &b.value, Reading::Strict) {
        Comparison::Apart => true,
        Comparison::Same => known && a.polarity != b.polarity,
        _ => false,
    }
}

/// Whether two values are so far apart that they answer different questions.
fn elsewhere(a: &ClaimValue, b: &ClaimValue, open: bool) -> bool {
    match (a, b) {
        (ClaimValue::When(a), ClaimValue::When(b)) => match (a.from, a.to, b.from, b.to) {
            (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) => {
                let days = |from: Date, to: Date| (from - to).get_days();
                days(b_from, a_to).max(days(a_from, b_to)) > SAME_EVENT
            }
            _ => false,
        },
        _ if open => match number(a).zip(number(b)) {
            Some((a, b)) => a.max(b) > SAME_COUNT * a.min(b),
            None => false,
        },
        _ => false,
    }
}

/// The best supported cluster takes in those that contradict it, unless an article holds both; what is left are facts of their own.
fn leading_fact(clusters: Vec<Vec<Member<'_>>>, open: bool) -> Vec<Vec<Member<'_>>> {
    let mut clusters = clusters.into_iter();
    let Some(mut leading) = clusters.next() else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let mut heard: BTreeSet<usize> = leading.iter().map(|m| m.article).collect();
    for cluster in clusters {
        let far = || elsewhere(&cluster[0].claim.value, &leading[0].claim.value, open);
        if cluster.iter().any(|m| heard.contains(&m.article)) || far() {
            facts.push(cluster);
        } else {
            heard.extend(cluster.iter().map(|m| m.article));
            leading.extend(cluster);
        }
    }
    facts.push(leading);
    facts
}

fn most_articles_first(groups: &mut [Vec<Member<'_>>]) {
    groups.sort_by_cached_key(|group| {
        let articles: BTreeSet<usize> = group.iter().map(|m| m.article).collect();
        (
            std::cmp::Reverse(articles.len()),
            group.iter().map(|m| (m.article, m.claim.span)).min(),
        )
    });
}
