//! Who counts as a source of its own: the same speaker, the same quotation and the same outlet count once, a copy never
//! (copy detection in the sense of Dong, Berti-Équille & Srivastava 2009).

use std::collections::{BTreeMap, BTreeSet};

use super::positions::Member;
use crate::model::{ArticleClaims, AttributionKind, Claim, ClaimSpan, Story};

/// The articles of a story as sources.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    articles: &'a [&'a ArticleClaims],
    copies: BTreeSet<&'a str>,
    /// Claims of copies that stand in the original too, by article and place.
    copied: BTreeSet<(usize, ClaimSpan)>,
    /// The first article that has the words around a claim.
    wordings: BTreeMap<u32, usize>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(story: &'a Story, articles: &'a [&'a ArticleClaims]) -> Self {
        let mut wordings = BTreeMap::new();
        for (at, article) in articles.iter().enumerate() {
            for wording in article.claims.iter().filter_map(|claim| claim.wording) {
                wordings.entry(wording).or_insert(at);
            }
        }
        Self {
            articles,
            copies: story.copies.iter().map(|(copy, _)| copy.as_str()).collect(),
            copied: copied(story, articles),
            wordings,
        }
    }

    /// Whether an article is another's copy.
    pub(super) fn is_copy(&self, article: usize) -> bool {
        self.copies.contains(self.articles[article].id.as_str())
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
        let outlets: BTreeSet<(u8, String)> = articles.iter().map(|&a| self.outlet(a)).collect();
        outlets.len()
    }

    /// The ultimate source of a claim: who is quoted, else whose words they are, else the outlet, else the article.
    fn source(&self, member: &Member<'_>) -> (u8, String) {
        let attribution = &member.claim.attribution;
        if let (Some(speaker), true) = (
            &attribution.attributed_to,
            attribution.kind != AttributionKind::None,
        ) {
            return (0, folded(speaker));
        }
        let first = member.claim.wording.and_then(|words| self.wordings.get(&words));
        self.outlet(*first.unwrap_or(&member.article))
    }

    fn outlet(&self, article: usize) -> (u8, String) {
        let article = self.articles[article];
        match &article.outlet {
            Some(outlet) => (1, outlet.to_lowercase()),
            None => (2, article.id.clone()),
        }
    }
}

/// The claims of copies that say what a claim of their original says.
fn copied(story: &Story, articles: &[&ArticleClaims]) -> BTreeSet<(usize, ClaimSpan)> {
    let place = |id: &str| articles.iter().position(|article| article.id == *id);
    let mut copied = BTreeSet::new();
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
