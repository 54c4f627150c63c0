//! Organisations, persons and places: candidate spans are found once, evidence for the three kinds is collected and weighed, one arbiter
//! labels, and a second pass finds every later mention of a name that the article has established.
//!
//! What it does not do: it knows no grammar beyond neighbouring words, and joins nothing across articles.

mod arbiter;
pub(crate) mod around;
pub(crate) mod candidates;
mod class_table;
mod comma_names;
mod cuts;
mod definitions;
mod entities;
pub(crate) mod evidence;
pub(crate) mod examples;
mod explain;
mod feature;
// The build reads the file of weights with it.
#[cfg(test)]
mod feature_line;
mod features;
pub(crate) mod fitted;
mod groups;
mod joins;
mod links;
mod lists;
pub(crate) mod look;
mod row;
mod second_pass;
mod sum;
pub(crate) mod vocabulary;
mod weights;
mod word_sketch;
mod wording;

pub use explain::{Explanation, Piece, explain};

use arbiter::{Verdict, judge, leader};
use candidates::Place;
use evidence::{NameKind, Seen};
use examples::{Example, FeatureNames};
use fitted::{FirstRound, Fitted};
use groups::{GroupedName, Groups, Sighting};
use links::Links;
use look::Look;
use vocabulary::{Class, Vocabulary};
use weights::Weights;

use super::{Extractor, NamesMode, Reading};
use crate::lexicon::{DictionaryError, Lexicon, dictionary};
use crate::model::{Match, Mention, Name, RuleId, Shape, Span, Value};

/// Finds organisations, persons and places.
#[derive(Debug)]
pub struct Names {
    vocabulary: Vocabulary,
    weights: Weights,
    fitted: Fitted,
}

/// Makes the extractor.
///
/// # Errors
/// A word list or the weights that do not parse.
pub fn build(lexicon: &Lexicon) -> Result<Box<dyn Extractor>, DictionaryError> {
    Ok(Box::new(Names::new(lexicon)?))
}

impl Extractor for Names {
    fn find(&self, reading: &Reading<'_>, found: &mut Vec<Mention>) {
        let fitted = (reading.settings.names == NamesMode::Fitted).then_some(&self.fitted);
        self.label(reading, fitted, found);
    }
}

impl Names {
    /// Reads the word lists and the weights.
    ///
    /// # Errors
    /// A list or a line of weights that does not parse.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        Ok(Self {
            vocabulary: Vocabulary::new(lexicon)?,
            weights: Weights::parse(&dictionary!("names/weights.toml"))?,
            fitted: Fitted::built_in()?,
        })
    }

    /// Adds the names of a text, labelled by fitted weights or by the rules alone.
    pub(crate) fn label(&self, reading: &Reading<'_>, fitted: Option<&Fitted>, found: &mut Vec<Mention>) {
        let look = Look::new(reading, &self.vocabulary);
        let (groups, links, first) = self.groups(&look, fitted);
        let verdicts = match (fitted, first) {
            (Some(fitted), Some(first)) => fitted.second_round(&groups, &self.weights, first),
            _ => self.judge(&groups),
        };
        self.write(&look, &groups, &links, &verdicts, found);
    }

    /// Every candidate of a text with its features.
    pub(crate) fn examples(
        &self,
        reading: &Reading<'_>,
        fitted: Option<&Fitted>,
        names: &mut FeatureNames,
    ) -> Vec<Example> {
        let look = Look::new(reading, &self.vocabulary);
        let (groups, ..) = self.groups(&look, fitted);
        examples::examples(&look, &groups, &self.weights, names)
    }

    /// Why the name at `span` is what it is with `fitted` weights: what each feature adds to organisation, person and place.
    pub(crate) fn contributions(
        &self,
        reading: &Reading<'_>,
        fitted: Option<&Fitted>,
        span: Span,
    ) -> Vec<(String, [f32; 3])> {
        let look = Look::new(reading, &self.vocabulary);
        let fitted = fitted.unwrap_or(&self.fitted);
        let (groups, ..) = self.groups(&look, Some(fitted));
        let is_it = |s: &groups::Sighting| {
            look.reading
                .span(s.candidate.first, s.candidate.end)
                .overlaps(span)
        };
        let at = groups.sightings.iter().position(is_it);
        at.map_or_else(Vec::new, |at| {
            examples::contributions(&look, &groups, at, &self.weights, fitted)
        })
    }

    /// The candidates of a text with everything that is seen of them, and what `fitted` weights made of them before they were linked.
    fn groups(&self, look: &Look<'_>, fitted: Option<&Fitted>) -> (Groups, Links, Option<FirstRound>) {
        let mut candidates = candidates::candidates(look);
        let definitions = definitions::definitions(look, &mut candidates);
        let mut groups = Groups::new(look, &candidates);
        let first = fitted.map(|fitted| fitted.first_round(look, &groups, &self.weights));
        let kinds: Vec<Option<NameKind>> = match &first {
            Some(first) => best_of_names(&groups, &first.verdicts)
                .iter()
                .map(|best| best.map(|b| b.verdict.kind))
                .collect(),
            None => self.kinds_by_rules(&groups),
        };
        let links = links::link(look, &mut groups, &kinds, &definitions);
        lists::mark(look, &mut groups, &kinds);
        (groups, links, first)
    }

    /// What the rules say of each name before names are linked.
    fn kinds_by_rules(&self, groups: &Groups) -> Vec<Option<NameKind>> {
        let scores = |name: &GroupedName| self.weights.scores(name.seen.with(name.linked), Seen::default());
        let leaders = groups.names.iter().map(|name| leader(scores(name)));
        leaders.map(|l| l.map(|(kind, _)| kind)).collect()
    }

    /// The rules' verdicts.
    fn judge(&self, groups: &Groups) -> Vec<Option<Verdict>> {
        let sightings = groups.sightings.iter();
        sightings
            .map(|s| judge(&self.weights, groups.own(s), groups.names[s.name].seen))
            .collect()
    }

    /// Writes the mentions of all labelled candidates and of their later repeats.
    fn write(
        &self,
        look: &Look<'_>,
        groups: &Groups,
        links: &Links,
        verdicts: &[Option<Verdict>],
        found: &mut Vec<Mention>,
    ) {
        let best = best_of_names(groups, verdicts);
        let kinds: Vec<Option<NameKind>> = best.iter().map(|b| b.map(|b| b.verdict.kind)).collect();
        let values = entities::resolve(look, groups, links, &kinds);
        let mut covered = vec![false; look.words().len()];
        found.reserve(groups.sightings.len());
        for (sighting, verdict) in groups.sightings.iter().zip(verdicts) {
            let candidate = sighting.candidate;
            let (Some(verdict), Some(value)) = (verdict, &values[sighting.name]) else {
                continue;
            };
            covered[candidate.first..candidate.end].fill(true);
            let value = if kinds[sighting.name] == Some(verdict.kind) {
                value.clone()
            } else {
                entities::alone(look, groups, sighting.name, verdict.kind)
            };
            let rule = self.rule(groups, sighting, *verdict);
            found.push(mention(look, &candidate.place(), (*verdict, rule), value));
        }
        for repeat in second_pass::repeats(look, groups, &kinds, &covered) {
            if let (Some(best), Some(value)) = (best[repeat.name], &values[repeat.name]) {
                let value = Name {
                    matched: Match::Repeat,
                    ..value.clone()
                };
                let rule = self.rule(groups, &groups.sightings[best.sighting], best.verdict);
                found.push(mention(look, &repeat.place, (best.verdict, rule), value));
            }
        }
    }

    /// The rule of a mention: what spoke for its kind most.
    fn rule(&self, groups: &Groups, sighting: &Sighting, verdict: Verdict) -> RuleId {
        let because = self.weights.strongest(groups.all_seen(sighting), verdict.kind);
        because.rule(verdict.kind)
    }
}

/// The surest verdict on a name, with the mention it was given on.
#[derive(Debug, Clone, Copy)]
struct Best {
    verdict: Verdict,
    sighting: usize,
}

/// The surest verdict on any mention of each name.
fn best_of_names(groups: &Groups, verdicts: &[Option<Verdict>]) -> Vec<Option<Best>> {
    let mut best: Vec<Option<Best>> = vec![None; groups.names.len()];
    for (at, (sighting, verdict)) in groups.sightings.iter().zip(verdicts).enumerate() {
        let Some(verdict) = *verdict else { continue };
        if best[sighting.name].is_none_or(|b| verdict.score > b.verdict.score) {
            best[sighting.name] = Some(Best {
                verdict,
                sighting: at,
            });
        }
    }
    best
}

fn mention(look: &Look<'_>, place: &Place, (verdict, rule): (Verdict, RuleId), name: Name) -> Mention {
    Mention {
        kind: verdict.kind.kind(),
        field: look.reading.field,
        span: with_stop(look, place.first, place.end),
        sentence: place.sentence as u32,
        value: Value::Name(name),
        score: verdict.score,
        rule,
    }
}

/// The bytes of the words `first..end`, with the stop that belongs to an abbreviation at the end: "U.S.", "Corp.".
pub(crate) fn with_stop(look: &Look<'_>, first: usize, end: usize) -> Span {
    let mut span = look.reading.span(first, end);
    if look.reading.text.as_bytes().get(span.end as usize) != Some(&b'.') {
        return span;
    }
    let initial = end > first + 1 && look.shape(end - 1) == Shape::Letter;
    let abbreviated = initial
        || look.reading.word(end - 1).contains('.')
        || look.is_any(end - 1, &[Class::Abbreviation, Class::PlaceAbbreviation]);
    span.end += u32::from(abbreviated);
    span
}
