//! Who counts as a source of its own: the same speaker, the same wording and the same outlet count once, what is copied never
//! (copy detection in the sense of Dong, Berti-Équille & Srivastava 2009).

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::positions::Member;
use crate::model::{ArticleClaims, AttributionKind, Claim, ClaimSpan, Story};

/// The articles of a story as sources. Who speaks in a claim is asked often and found out once.
#[derive(Debug)]
pub(super) struct Sources {
    /// For each article whether it is another's copy.
    copy: Vec<bool>,
    /// For each article its outlet as a source; one without an outlet is its own.
    outlet: Vec<u32>,
    /// For each claim, by article and place, its source where that is not its outlet.
    speaker: FxHashMap<(usize, ClaimSpan), u32>,
    /// Claims of copies that stand in the original too, by article and place.
    copied: FxHashSet<(usize, ClaimSpan)>,
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
        let mut wordings = FxHashMap::<u32, usize>::default();
        let mut speaker = FxHashMap::default();
        for (at, article) in articles.iter().enumerate() {
            for claim in &article.claims {
                // Words that several articles share are those of the first that has them.
                let first = claim
                    .wording
                    .map_or(at, |words| *wordings.entry(words).or_insert(at));
                let source = match spoken(claim) {
                    Some(name) => number(Source::Speaker(folded(name))),
                    None if first == at => continue,
                    None => outlet[first],
                };
                speaker.insert((at, claim.span), source);
            }
        }
        let copies: BTreeSet<&str> = story.copies.iter().map(|(copy, _)| copy.as_str()).collect();
        Self {
            copy: articles.iter().map(|a| copies.contains(a.id.as_str())).collect(),
            outlet,
            speaker,
            copied: copied(story, articles),
        }
    }

    /// Whether an article is another's copy.
    pub(super) fn is_copy(&self, article: usize) -> bool {
        self.copy[article]
    }

    /// Whether a claim is another article's: what a copy adds to its original is its own.
    pub(super) fn is_copied(&self, member: &Member<'_>) -> bool {
        self.copied.contains(&(member.article, member.claim.span))
    }

    /// How many sources stand behind claims that do not depend on one another: no more than there are articles, since each is one voice.
    pub(super) fn independent<'m>(&self, members: impl Iterator<Item = &'m Member<'m>>) -> usize {
        let (mut sources, mut articles) = (BTreeSet::new(), BTreeSet::new());
        for member in members.filter(|member| !self.is_copied(member)) {
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
        let known = self.speaker.get(&(member.article, member.claim.span));
        known.copied().unwrap_or(self.outlet[member.article])
    }
}

/// Who says so, if the outlet does not say it itself.
fn spoken(claim: &Claim) -> Option<&str> {
    let attribution = &claim.attribution;
    let said = attribution.kind != AttributionKind::None;
    attribution.attributed_to.as_deref().filter(|_| said)
}

/// The claims of copies that say what a claim of their original says.
fn copied(story: &Story, articles: &[&ArticleClaims]) -> FxHashSet<(usize, ClaimSpan)> {
    let place = |id: &str| articles.iter().position(|article| article.id == *id);
    let mut copied = FxHashSet::default();
    for (copy, original) in &story.copies {
        let (Some(copy), Some(original)) = (place(copy), place(original)) else {
            continue;
        };
        let said = |claim: &Claim| {
            let again = |other: &Claim| {
                other.question == claim.question
                    && (other.value == claim.value
                        || (other.wording.is_some() && other.wording == claim.wording))
            };
            articles[original].claims.iter().any(again)
        };
        let again = articles[copy].claims.iter().filter(|claim| said(claim));
        copied.extend(again.map(|claim| (copy, claim.span)));
    }
    copied
}

/// A speaker's name or id in small letters without its small words, so that a slip in one does not make two speakers.
fn folded(speaker: &str) -> String {
    let lower = speaker.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let telling: Vec<&str> = words
        .filter(|w| !matches!(*w, "" | "of" | "the" | "and" | "for"))
        .collect();
    telling.join("-")
}
