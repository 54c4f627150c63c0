//! Who counts as a source of its own: the same speaker, the same quotation and the same outlet count once, a copy never
//! (copy detection in the sense of Dong, Berti-Équille & Srivastava 2009).

use std::collections::{BTreeMap, BTreeSet};

use super::positions::Member;
use crate::model::{ArticleClaims, AttributionKind, Story};

/// Words of a quotation from which equal words mean one source.
const QUOTATION: usize = 6;

/// The articles of a story as sources.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    articles: &'a [&'a ArticleClaims],
    copies: BTreeSet<&'a str>,
    /// Claims' words that several articles share, by the first article that has them.
    quotations: BTreeMap<String, usize>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(story: &'a Story, articles: &'a [&'a ArticleClaims]) -> Self {
        let mut quotations = BTreeMap::new();
        for (at, article) in articles.iter().enumerate() {
            for claim in &article.claims {
                if let Some(words) = quotation(&claim.quote) {
                    quotations.entry(words).or_insert(at);
                }
            }
        }
        Self {
            articles,
            copies: story.copies.iter().map(|(copy, _)| copy.as_str()).collect(),
            quotations,
        }
    }

    /// Whether an article is another's copy.
    pub(super) fn is_copy(&self, article: usize) -> bool {
        self.copies.contains(self.articles[article].id.as_str())
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
            return (0, speaker.to_lowercase());
        }
        let first = quotation(&member.claim.quote).and_then(|words| self.quotations.get(&words));
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

/// The words of a long quotation, lower-case.
fn quotation(quote: &str) -> Option<String> {
    let words: Vec<String> = quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    (words.len() >= QUOTATION).then(|| words.join(" "))
}
