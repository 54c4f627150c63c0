//! Organisations, persons and places: candidate spans are found once, evidence for the three kinds is collected and weighed, one arbiter
//! labels, and a second pass finds every later mention of a name that the article has established.
//!
//! What it does not do: it knows no grammar beyond neighbouring words, and joins nothing across articles.

mod arbiter;
pub(crate) mod around;
pub(crate) mod candidates;
mod comma_names;
mod cuts;
mod definitions;
mod entities;
pub(crate) mod evidence;
pub(crate) mod examples;
mod explain;
mod feature;
mod features;
pub(crate) mod fitted;
mod groups;
mod joins;
mod links;
mod lists;
pub(crate) mod look;
mod second_pass;
pub(crate) mod vocabulary;
mod weights;

pub use explain::{Explanation, Piece, explain};

use arbiter::{Verdict, judge};
use evidence::{NameKind, Seen};
use examples::{Example, FeatureNames};
use fitted::Fitted;
use groups::Groups;
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
            fitted: Fitted::parse(&dictionary!("names/fitted.tsv"))?,
        })
    }

    /// Adds the names of a text, labelled by fitted weights or by the rules alone.
    pub(crate) fn label(&self, reading: &Reading<'_>, fitted: Option<&Fitted>, found: &mut Vec<Mention>) {
        let look = Look::new(reading, &self.vocabulary);
        let (groups, links) = self.groups(&look, fitted);
        let verdicts = match fitted {
            Some(fitted) => fitted.judge(&look, &groups, &self.weights),
            None => self.judge(&groups),
        };
        write(&look, &groups, &links, &verdicts, found);
    }

    /// Every candidate of a text with its features.
    pub(crate) fn examples(
        &self,
        reading: &Reading<'_>,
        fitted: Option<&Fitted>,
        names: &mut FeatureNames,
    ) -> Vec<Example> {
        let look = Look::new(reading, &self.vocabulary);
        let (groups, _) = self.groups(&look, fitted);
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
        let (groups, _) = self.groups(&look, Some(fitted));
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

    /// The candidates of a text with everything that is seen of them.
    fn groups(&self, look: &Look<'_>, fitted: Option<&Fitted>) -> (Groups, Links) {
        let mut candidates = candidates::candidates(look);
        let definitions = definitions::definitions(look, &mut candidates);
        let mut groups = Groups::new(look, &candidates);
        let first_round = self.first_round(look, &groups, fitted);
        let links = links::link(look, &mut groups, &first_round, &definitions);
        lists::mark(look, &mut groups, &first_round);
        (groups, links)
    }

    /// What each name is before names are linked.
    fn first_round(
        &self,
        look: &Look<'_>,
        groups: &Groups,
        fitted: Option<&Fitted>,
    ) -> Vec<Option<NameKind>> {
        let Some(fitted) = fitted else {
            let names = groups.names.iter();
            let verdicts = names.map(|n| judge(&self.weights, n.seen.with(n.linked), Seen::default()));
            return verdicts.map(|v| v.map(|v| v.kind)).collect();
        };
        let verdicts = fitted.judge(look, groups, &self.weights);
        let best = best_of_names(groups, &verdicts);
        best.into_iter().map(|v| v.map(|v| v.kind)).collect()
    }

    /// The rules' verdicts.
    fn judge(&self, groups: &Groups) -> Vec<Option<Verdict>> {
        let pairs = groups.sightings.iter().map(|s| (s.seen, groups.names[s.name]));
        pairs
            .map(|(seen, name)| judge(&self.weights, seen.with(name.linked), name.seen))
            .collect()
    }
}

/// Writes the mentions of all labelled candidates and of their later repeats.
fn write(
    look: &Look<'_>,
    groups: &Groups,
    links: &Links,
    verdicts: &[Option<Verdict>],
    found: &mut Vec<Mention>,
) {
    let best = best_of_names(groups, verdicts);
    let kinds: Vec<Option<NameKind>> = best.iter().map(|v| v.map(|v| v.kind)).collect();
    let values = entities::resolve(look, groups, links, &kinds);
    let mut covered = vec![false; look.words().len()];
    for (sighting, verdict) in groups.sightings.iter().zip(verdicts) {
        let (first, end) = (sighting.candidate.first, sighting.candidate.end);
        let (Some(verdict), Some(value)) = (verdict, &values[sighting.name]) else {
            continue;
        };
        covered[first..end].fill(true);
        let value = if kinds[sighting.name] == Some(verdict.kind) {
            value.clone()
        } else {
            entities::alone(look, groups, sighting.name, verdict.kind)
        };
        found.push(mention(look, (first, end), *verdict, value));
    }
    let established: Vec<bool> = best.iter().map(Option::is_some).collect();
    for repeat in second_pass::repeats(look, groups, &established, &covered) {
        if let (Some(verdict), Some(value)) = (&best[repeat.name], &values[repeat.name]) {
            let value = Name {
                matched: Match::Repeat,
                ..value.clone()
            };
            found.push(mention(look, (repeat.first, repeat.end), *verdict, value));
        }
    }
}

/// The surest verdict on any mention of each name.
fn best_of_names(groups: &Groups, verdicts: &[Option<Verdict>]) -> Vec<Option<Verdict>> {
    let mut best: Vec<Option<Verdict>> = vec![None; groups.names.len()];
    for (sighting, verdict) in groups.sightings.iter().zip(verdicts) {
        let Some(verdict) = verdict else { continue };
        if best[sighting.name].is_none_or(|b| verdict.score > b.score) {
            best[sighting.name] = Some(*verdict);
        }
    }
    best
}

fn mention(look: &Look<'_>, (first, end): (usize, usize), verdict: Verdict, name: Name) -> Mention {
    let rule: RuleId = verdict.because.rule(verdict.kind);
    Mention {
        kind: verdict.kind.kind(),
        field: look.reading.field,
        span: with_stop(look, first, end),
        sentence: look.reading.sentence_of(first),
        value: Value::Name(name),
        score: verdict.score,
        rule,
    }
}

/// The bytes of the words `first..end`, with the stop that belongs to an abbreviation at the end: "U.S.", "Corp.".
pub(crate) fn with_stop(look: &Look<'_>, first: usize, end: usize) -> Span {
    let mut span = look.reading.span(first, end);
    let initial = end > first + 1 && look.shape(end - 1) == Shape::Letter;
    let abbreviated = initial
        || look.reading.word(end - 1).contains('.')
        || look.is_any(end - 1, &[Class::Abbreviation, Class::PlaceAbbreviation]);
    if abbreviated && look.reading.text.as_bytes().get(span.end as usize) == Some(&b'.') {
        span.end += 1;
    }
    span
}
