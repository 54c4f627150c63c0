//! Which words of which articles facts cite. Stories come before their articles: what an article will need is kept until it comes.

use std::collections::BTreeMap;

use super::{anchor, wording};
use crate::export::ToldStory;
use crate::model::{ClaimSpan, Fact, Verdict};

/// The citations of articles that have not come yet.
#[derive(Debug, Default)]
pub(super) struct Cited {
    articles: BTreeMap<String, BTreeMap<ClaimSpan, Vec<Citation>>>,
}

/// A fact that cites a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    /// The anchor of the fact.
    pub(super) fact: String,
    /// Its verdict, strictly read.
    pub(super) verdict: Verdict,
    /// What it asks, and what the article says to it: `people killed: three`.
    pub(super) says: String,
}

impl Cited {
    /// Keeps what the facts of a story cite of articles that will come.
    pub(super) fn add(&mut self, told: &ToldStory<'_>) {
        let will_come = |id: &str| told.articles.iter().any(|brief| brief.chosen && brief.id == id);
        for fact in told.facts {
            for (citation, article, span) in citations(fact, told) {
                if will_come(article) {
                    let places = self.articles.entry(article.to_owned()).or_default();
                    places.entry(span).or_default().push(citation);
                }
            }
        }
    }

    /// What is cited of an article, place by place; asked once.
    pub(super) fn of(&mut self, article: &str) -> BTreeMap<ClaimSpan, Vec<Citation>> {
        self.articles.remove(article).unwrap_or_default()
    }
}

fn citations<'a>(
    fact: &'a Fact,
    told: &ToldStory<'_>,
) -> impl Iterator<Item = (Citation, &'a str, ClaimSpan)> {
    let asked = wording::asked(fact, told.cast);
    fact.positions.iter().flat_map(move |position| {
        let citation = Citation {
            fact: anchor::fact(&fact.fact),
            verdict: fact.verdict,
            says: format!("{asked}: {}", position.text),
        };
        let claims = position.claims.iter();
        claims.map(move |claim| (citation.clone(), claim.article.as_str(), claim.span))
    })
}
