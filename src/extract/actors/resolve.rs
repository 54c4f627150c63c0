//! What a name may be by itself: every rule that finds known actors, asked of the name alone.

use std::sync::Arc;

use super::{Actors, Candidate, dictionary};
use crate::extract::{Reading, Settings, dictionary_hits};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Article, Field, Match, RuleId};
use crate::split::split;

/// One way to read a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The actors it may be, in the order of preference.
    pub entities: Vec<Arc<str>>,
    /// How the name and the dictionaries met.
    pub matched: Match,
    /// Whether it counts only with context.
    pub weak: bool,
    /// Whether that context must be a head word beside it: "the Play ransomware gang".
    pub needs_head: bool,
    /// The rule.
    pub rule: RuleId,
}

/// Every way in which the whole of `name` may be a known actor, the best match first. The context that an article would give is not asked for.
///
/// # Errors
/// A dictionary that cannot be used.
pub fn resolve(lexicon: &Lexicon, name: &str) -> Result<Vec<Resolved>, DictionaryError> {
    let actors = Actors::new(lexicon)?;
    let split = split(name, &lexicon.abbreviations);
    let hits = dictionary_hits(&lexicon.gazetteer, name, &split.words);
    let article = Article::default();
    let reading = Reading {
        article: &article,
        field: Field::Text,
        text: name,
        split: &split,
        numbers: &[],
        hits: &hits,
        settings: &Settings::default(),
    };
    let mut candidates = actors.families.find(&reading);
    dictionary::find(&reading, &mut candidates);
    actors.variants.find(&reading, &mut candidates);
    candidates.retain(|c| c.first == 0 && c.end == split.words.len());
    candidates.sort_by_key(|c| c.matched);
    Ok(candidates.into_iter().map(resolved).collect())
}

fn resolved(candidate: Candidate) -> Resolved {
    Resolved {
        entities: candidate.entities.into_iter().map(|(id, _)| id).collect(),
        matched: candidate.matched,
        weak: candidate.weak,
        needs_head: candidate.needs_head,
        rule: candidate.rule,
    }
}
