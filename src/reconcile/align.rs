//! Which claims of a story answer one and the same question, so that a fact is a fact and not a heap.
//!
//! Claims meet by question id, then by what they are about (the counted noun's restrictive words), then by value: an article does not
//! contradict itself, so two values that one article holds side by side belong to different facts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::compare_phrases::are_of_other_games;
use super::comparison::{Comparison, Reading, compare_values, is_near};
use super::content_words::{content_words, word_stem};
use super::events::Events;
use super::periods::differ;
use super::positions::Member;
use super::series::number;
use crate::lexicon::{Course, QuestionTraits};
use crate::model::{ArticleClaims, Certainty, Claim, ClaimValue, Comparator, FrameKind};

/// Share of the restrictive words of the shorter phrase that the longer one must have.
const RESTRICTION: f32 = 0.5;
/// Numbers from which an equal number alone joins an unrestricted noun to a restricted one.
const TELLING: f64 = 5.0;

/// Days between two reports of one event's time; further apart they speak of different events.
const SAME_EVENT: i32 = 45;
/// The same where both give an exact day.
const SAME_DAY: i32 = 7;
/// How many times as large one count of the same things can be as another; beyond, other things are counted.
const SAME_COUNT: f64 = 2.0;
/// Numbers from which two that are near one another hardly count different things of one name.
const MANY: f64 = 100.0;
/// Words in common from which two counts of a bare noun that differ are of the same things.
const BARE_WORDS: usize = 2;
/// How many times as large the one can then be as the other.
const CLOSE: f64 = 1.25;
/// Tolls from which reports can differ by more: what is counted in such numbers is counted by many.
const LARGE: f64 = 10.0;

/// The facts of one question: claims by (article, place) each, the facts by their first claims.
pub(super) fn align<'a>(
    question: &str,
    members: &[Member<'a>],
    traits: QuestionTraits,
    events: &Events<'_>,
) -> Vec<Vec<Member<'a>>> {
    let mut facts = Vec::new();
    let open = question.contains(':');
    for (kind, members) in by_frame(members) {
        if kind == Some(FrameKind::Background) {
            facts.extend(backgrounds(&members));
            continue;
        }
        let own = own_values(&members);
        for bundle in bundles(question, &members) {
            let values = values(&bundle.members, open);
            let first = values.first().map(|v| &v[0].claim.value);
            let countable = matches!(first, Some(ClaimValue::When(_) | ClaimValue::Amount(_)));
            if traits.multi && countable {
                // Two hearings or games need not be one: they meet only where they agree.
                facts.extend(clusters(values, open));
            } else {
                // An article counts many people, but those of one sort once.
                let of_bundle = open.then(|| own_values(&bundle.members));
                let opposing = Opposing {
                    open,
                    bare: open && bundle.bare,
                    traits,
                    lead: !open && (traits.course != Course::Fixed || question == ArticleClaims::OCCURRED),
                    own: of_bundle.as_ref().unwrap_or(&own),
                    events,
                };
                facts.extend(opposing.leading_fact(clusters(values, open)));
            }
        }
    }
    for fact in &mut facts {
        fact.sort_by_key(|m| (m.article, m.claim.span));
    }
    facts.sort_by_key(|fact| fact.first().map(|m| (m.article, m.claim.span)));
    facts
}

/// Claims on the event itself, and those of each other frame: parts meet parts of the same sort, counts over a time one another.
fn by_frame<'a>(members: &[Member<'a>]) -> Vec<(Option<FrameKind>, Vec<Member<'a>>)> {
    let mut frames = BTreeMap::<(Option<FrameKind>, String), Vec<Member<'a>>>::new();
    for &member in members {
        let frame = member.claim.frame.as_ref();
        let cue = frame
            .filter(|f| f.kind == FrameKind::Part)
            .map(|f| f.cue.to_lowercase());
        let key = (frame.map(|f| f.kind), cue.unwrap_or_default());
        frames.entry(key).or_default().push(member);
    }
    frames
        .into_iter()
        .map(|((kind, _), members)| (kind, members))
        .collect()
}

/// Each article's own facts on other events: nothing tells whether two articles have the same one in mind.
fn backgrounds<'a>(members: &[Member<'a>]) -> Vec<Vec<Member<'a>>> {
    let mut by_article = BTreeMap::<usize, Vec<Member<'a>>>::new();
    for &member in members {
        by_article.entry(member.article).or_default().push(member);
    }
    by_article
        .values()
        .flat_map(|of_one| values(of_one, false))
        .collect()
}

/// The claim of each article that gives its own answer: the one of title and lead before later ones, what is said before what is counted
/// together, then the first. Its other values are parts of that, or of something else.
fn own_values<'a>(members: &[Member<'a>]) -> BTreeMap<usize, &'a Claim> {
    let mut own = BTreeMap::<usize, &Claim>::new();
    for member in members {
        let known = own.entry(member.article).or_insert(member.claim);
        if standing(member.claim) < standing(known) {
            *known = member.claim;
        }
    }
    own
}

fn standing(claim: &Claim) -> impl Ord + use<> {
    (claim.is_late(), claim.basis, claim.span)
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
fn values<'a>(members: &[Member<'a>], open: bool) -> Vec<Vec<Member<'a>>> {
    let mut values: Vec<Vec<Member<'a>>> = Vec::new();
    for &member in members {
        match values.iter_mut().find(|v| {
            v[0].claim.polarity == member.claim.polarity
                && same(&v[0].claim.value, &member.claim.value)
                && (!open || telling(&member.claim.value) || v.iter().any(|m| same_things(m, &member)))
        }) {
            Some(value) => value.push(member),
            None => values.push(vec![member]),
        }
    }
    most_articles_first(&mut values);
    values
}

/// Whether two counts are of the same things: they stand in one article, are large and near one another, or their things are restricted or
/// do or suffer something alike: "20 people" here and "300 people" there need not be the same people.
fn same_things(a: &Member<'_>, b: &Member<'_>) -> bool {
    if a.article == b.article || are_near_and_large(a, b) {
        return true;
    }
    let about = |m: &Member<'_>| content_words(&m.claim.about);
    said_in_common(a, b) > 0 || about(a).intersection(&about(b)).count() > 1
}

/// Whether two days are told of persons of different names.
fn are_of_others(a: &Member<'_>, b: &Member<'_>) -> bool {
    let named = a.claim.predicate.is_some() && b.claim.predicate.is_some();
    named && said_in_common(a, b) == 0
}

/// How many words tell of both counts what their things do or suffer.
fn said_in_common(a: &Member<'_>, b: &Member<'_>) -> usize {
    let doing = |m: &Member<'_>| content_words(m.claim.predicate.as_deref().unwrap_or_default());
    doing(a).intersection(&doing(b)).count()
}

/// Whether two numbers are such as one story seldom has twice of one noun by chance: 1,200 and 1,437 athletes.
fn are_near_and_large(a: &Member<'_>, b: &Member<'_>) -> bool {
    let numbers = number(&a.claim.value).zip(number(&b.claim.value));
    numbers.is_some_and(|(a, b)| a.min(b) >= MANY && a.max(b) <= CLOSE * a.min(b))
}

/// Values that do not contradict one another together, by (most articles, first claim). A vague value joins the best supported that it includes.
fn clusters(values: Vec<Vec<Member<'_>>>, open: bool) -> Vec<Vec<Member<'_>>> {
    let mut clusters: Vec<Vec<Member<'_>>> = Vec::new();
    for value in values {
        let own = value[0].claim;
        let near = |other: &Claim| is_near(&other.value, &own.value) && is_near(&own.value, &other.value);
        let apart = |other: &Member<'_>| contradict(other.claim, own) || (open && !near(other.claim));
        let alike = |other: &Member<'_>| !open || value.iter().any(|m| same_things(m, other));
        let home = clusters
            .iter_mut()
            .find(|cluster| !cluster.iter().any(apart) && cluster.iter().any(alike));
        match home {
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
fn elsewhere(a: &ClaimValue, b: &ClaimValue, (open, toll, slip): (bool, bool, Option<i32>)) -> bool {
    match (a, b) {
        (ClaimValue::When(a), ClaimValue::When(b)) => match (a.from, a.to, b.from, b.to) {
            (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) => {
                let days = |from: Date, to: Date| (from - to).get_days();
                let most = if a_from == a_to && b_from == b_to {
                    slip.unwrap_or(SAME_DAY)
                } else {
                    SAME_EVENT
                };
                days(b_from, a_to).max(days(a_from, b_to)) > most
            }
            _ => false,
        },
        (ClaimValue::Phrase(a), ClaimValue::Phrase(b)) => are_of_other_games(a, b),
        _ if open => match number(a).zip(number(b)) {
            Some((a, b)) => a.max(b) > SAME_COUNT * a.min(b),
            None => false,
        },
        _ if toll => match number(a).zip(number(b)) {
            Some((a, b)) => (1.0..LARGE).contains(&a.min(b)) && a.max(b) > SAME_COUNT * a.min(b),
            None => false,
        },
        _ => false,
    }
}

/// When values that differ are held against each other.
struct Opposing<'o, 'a> {
    open: bool,
    /// Whether the counted noun stands alone.
    bare: bool,
    traits: QuestionTraits,
    /// Whether only what title or lead say opposes: tolls and the day of the event stand there, parts and other events further below.
    lead: bool,
    own: &'o BTreeMap<usize, &'a Claim>,
    events: &'o Events<'o>,
}

impl Opposing<'_, '_> {
    /// The best supported cluster takes in those that contradict it: the own values of articles that tell of the same event and do not hold
    /// both. What is left are facts of their own.
    fn leading_fact<'a>(&self, clusters: Vec<Vec<Member<'a>>>) -> Vec<Vec<Member<'a>>> {
        let mut clusters = clusters.into_iter();
        let Some(mut leading) = clusters.next() else {
            return Vec::new();
        };
        let mut facts = Vec::new();
        let is_own = |m: &Member<'_>| {
            self.own
                .get(&m.article)
                .is_some_and(|own| same(&own.value, &m.claim.value))
        };
        // Many counted beside the article's own number are no answer of it: "1,437, not the 1,300 first reported".
        let many = |m: &Member<'_>| self.open && number(&m.claim.value).is_some_and(|n| n >= MANY);
        let speaks = |m: &&Member<'_>| !many(m) || is_own(m);
        let mut heard: BTreeSet<usize> = leading.iter().filter(speaks).map(|m| m.article).collect();
        for cluster in clusters {
            let own = |m: &Member<'_>| is_own(m) && !(self.lead && is_aside(m.claim));
            if cluster.iter().any(|m| heard.contains(&m.article)) || !self.meet(&leading, &cluster) {
                facts.push(cluster);
                continue;
            }
            let (own, parts): (Vec<_>, Vec<_>) = cluster.into_iter().partition(own);
            heard.extend(own.iter().map(|m| m.article));
            leading.extend(own);
            facts.extend((!parts.is_empty()).then_some(parts));
        }
        facts.push(leading);
        facts
    }

    /// Whether two clusters can be answers to one question: on one event, and not so far apart that they answer different ones.
    fn meet(&self, leading: &[Member<'_>], cluster: &[Member<'_>]) -> bool {
        let pairs = || leading.iter().flat_map(|x| cluster.iter().map(move |y| (x, y)));
        let event = |m: &Member<'_>| self.events.of(m.article);
        // Where several answers can all be true, reports need not be of one event.
        let of_one_event = || self.traits.multi || pairs().any(|(x, y)| event(x) == event(y));
        let said = |members: &[Member<'_>]| members.iter().any(|m| m.claim.basis.is_said());
        let toll = self.traits.course != Course::Fixed && !self.open && said(leading) && said(cluster);
        let own = &cluster[0].claim.value;
        // A toll that grows from three to seven passes through five.
        let far = || {
            leading
                .iter()
                .all(|m| elsewhere(own, &m.claim.value, (self.open, toll, self.traits.slip)))
        };
        let printed = || is_day(own) && (of_print(leading) || of_print(cluster));
        let of_other_days = || is_day(own) && pairs().any(|(x, y)| self.events.differ(x.article, y.article));
        // "John was arrested on Monday", "Peter was arrested on Wednesday"
        let of_others = || is_day(own) && pairs().all(|(x, y)| are_of_others(x, y));
        let over_other_times = || pairs().all(|(x, y)| differ(x.claim, y.claim));
        let apart = far() || printed() || of_other_days() || of_others() || over_other_times();
        let alike = || !self.open || pairs().any(|(x, y)| self.are_alike(x, y));
        !apart && of_one_event() && alike()
    }

    /// Whether two counts that differ are of the same things, for all that is said of them: of a bare noun more must be. "Several" is no count.
    fn are_alike(&self, x: &Member<'_>, y: &Member<'_>) -> bool {
        let vague = |m: &Member<'_>| matches!(&m.claim.value, ClaimValue::Amount(a) if a.comparator == Comparator::Vague);
        let enough = !self.bare || are_near_and_large(x, y) || said_in_common(x, y) >= BARE_WORDS;
        enough && same_things(x, y) && !vague(x) && !vague(y)
    }
}

/// Whether a claim below the lead may be on a part or on another event: large numbers are not (three were hurt last week, three hundred only here).
fn is_aside(claim: &Claim) -> bool {
    claim.is_late() && number(&claim.value).is_none_or(|n| n < LARGE)
}

/// Whether every claim gives the day on which its own article was printed: as often that of the report as that of the event.
fn of_print(cluster: &[Member<'_>]) -> bool {
    cluster.iter().all(|m| match &m.claim.value {
        ClaimValue::When(when) => when.from.is_some() && when.from == when.to && when.from == m.claim.as_of,
        _ => false,
    })
}

fn is_day(value: &ClaimValue) -> bool {
    matches!(value, ClaimValue::When(when) if when.from.is_some() && when.from == when.to)
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
