//! Who counts as a source of its own: the same speaker, the same quotation and the same outlet count once, a copy never
//! (copy detection in the sense of Dong, Berti-Équille & Srivastava 2009).

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::positions::Member;
use crate::model::{ArticleClaims, AttributionKind, Claim, Story};

/// Words of a quotation from which equal words mean one source.
const QUOTATION: usize = 6;

/// The articles of a story as sources. Who speaks in a claim is asked often and found out once.
#[derive(Debug)]
pub(super) struct Sources {
    /// For each article whether it is another's copy.
    copy: Vec<bool>,
    /// For each article its outlet as a source; one without an outlet is its own.
    outlet: Vec<u32>,
    /// For each claim, by where it lies in memory, its source.
    speaker: FxHashMap<usize, u32>,
}

/// What makes a source: a speaker, an outlet, an article without one.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Source {
    Speaker(String),
    Outlet(String),
    Article(usize),
}

impl Sources {
    pub(super) fn new(story: &Story, articles: &[&ArticleClaims]) -> Self {
        let mut numbers = FxHashMap::<Source, u32>::default();
        let mut number = |source: Source| {
            let next = numbers.len() as u32;
            *numbers.entry(source).or_insert(next)
        };
        let outlets = articles
            .iter()
            .enumerate()
            .map(|(at, article)| match &article.outlet {
                Some(outlet) => Source::Outlet(outlet.to_lowercase()),
                None => Source::Article(at),
            });
        let outlet: Vec<u32> = outlets.map(&mut number).collect();
        let mut quotations = FxHashMap::<String, usize>::default();
        let mut speaker = FxHashMap::default();
        for (at, article) in articles.iter().enumerate() {
            for claim in &article.claims {
                // Words that several articles share are those of the first that has them.
                let first = quotation(&claim.quote).map(|words| *quotations.entry(words).or_insert(at));
                let source = match spoken(claim) {
                    Some(name) => number(Source::Speaker(name.to_lowercase())),
                    None => outlet[first.unwrap_or(at)],
                };
                speaker.insert(place(claim), source);
            }
        }
        let copies: BTreeSet<&str> = story.copies.iter().map(|(copy, _)| copy.as_str()).collect();
        Self {
            copy: articles.iter().map(|a| copies.contains(a.id.as_str())).collect(),
            outlet,
            speaker,
        }
    }

    /// Whether an article is another's copy.
    pub(super) fn is_copy(&self, article: usize) -> bool {
        self.copy[article]
    }

    /// How many sources stand behind claims that do not depend on one another: no more than there are articles, since each is one voice.
    pub(super) fn independent<'m>(&self, members: impl Iterator<Item = &'m Member<'m>>) -> usize {
        let (mut sources, mut articles) = (BTreeSet::new(), BTreeSet::new());
        for member in members.filter(|member| !self.is_copy(member.article)) {
            sources.insert(self.source(member));
            articles.insert(member.article);
        }
        sources.len().min(articles.len())
    }

    /// How many outlets these articles come from; an article without one is its own.
    pub(super) fn outlets(&self, articles: &BTreeSet<usize>) -> usize {
        let outlets: BTreeSet<u32> = articles.iter().map(|&a| self.outlet[a]).collect();
        outlets.len()
    }

    /// The ultimate source of a claim: who is quoted, else whose words they are, else the outlet, else the article.
    fn source(&self, member: &Member<'_>) -> u32 {
        let known = self.speaker.get(&place(member.claim));
        known.copied().unwrap_or(self.outlet[member.article])
    }
}

/// Claims of one story lie still while it is looked at.
fn place(claim: &Claim) -> usize {
    std::ptr::from_ref(claim).addr()
}

/// Who says so, if the outlet does not say it itself.
fn spoken(claim: &Claim) -> Option<&str> {
    let attribution = &claim.attribution;
    let said = attribution.kind != AttributionKind::None;
    attribution.attributed_to.as_deref().filter(|_| said)
}

/// The words of a long quotation, lower-case.
fn quotation(quote: &str) -> Option<String> {
    let mut words = String::with_capacity(quote.len() + 1);
    let mut count = 0;
    for word in quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        count += 1;
        words.push(' ');
        if word.is_ascii() {
            words.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            words.push_str(&word.to_lowercase());
        }
    }
    (count >= QUOTATION).then_some(words)
}
