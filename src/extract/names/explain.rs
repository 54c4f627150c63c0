//! Why a name is an organisation, a person or a place: every piece of evidence with what it adds to each kind, the sums, and the winner.

use std::collections::BTreeMap;

use super::Names;
use super::arbiter::judge;
use super::evidence::{Evidence, NameKind, Seen};
use super::examples::{Example, FeatureNames};
use super::groups::key;
use super::look::Look;
use crate::extract::numbers::NumberReader;
use crate::extract::{NamesMode, Reading, Settings, dictionary_hits};
use crate::lexicon::{DictionaryError, Lexicon, dictionary};
use crate::model::{Article, Field, Kind, Span};
use crate::split::split;

/// What spoke for and against a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// By which weights.
    pub weights: NamesMode,
    /// The kinds, in the order of every number here.
    pub kinds: [Kind; 3],
    /// Every piece of evidence, the weightiest first.
    pub pieces: Vec<Piece>,
    /// What they add up to.
    pub sums: [f32; 3],
    /// The kind that wins and its score of 0 to 1; none where no kind has enough.
    pub winner: Option<(Kind, f32)>,
    /// Where the name stands that the evidence was taken from: elsewhere for a mention found by repetition alone.
    pub span: Span,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its name, as in the weights' file.
    pub name: String,
    /// Whether it was seen at another mention of the name.
    pub elsewhere: bool,
    /// What it adds to each kind.
    pub adds: [f32; 3],
}

/// Explains the name at `span` of one field of an article; `None` where no name was considered there.
///
/// # Errors
/// Dictionaries that cannot be used.
pub fn explain(
    lexicon: &Lexicon,
    article: &Article,
    field: Field,
    settings: &Settings,
    span: Span,
) -> Result<Option<Explanation>, DictionaryError> {
    let names = Names::new(lexicon)?;
    let text = article.field(field);
    let split = split(text, &lexicon.abbreviations);
    let numbers = NumberReader::built_in()?.read(text, &split.words);
    let hits = dictionary_hits(&lexicon.gazetteer, text, &split.words);
    let reading = Reading {
        article,
        field,
        text,
        split: &split,
        numbers: &numbers,
        hits: &hits,
        settings,
    };
    Ok(match settings.names {
        NamesMode::Rules => names.explained_by_rules(&reading, span),
        NamesMode::Fitted => names.explained_by_weights(&reading, span),
    })
}

impl Names {
    fn explained_by_rules(&self, reading: &Reading<'_>, span: Span) -> Option<Explanation> {
        let look = Look::new(reading, &self.vocabulary);
        let (groups, ..) = self.groups(&look, None);
        let spans: Vec<Span> = groups
            .sightings
            .iter()
            .map(|s| super::with_stop(&look, s.candidate.first, s.candidate.end))
            .collect();
        let keys = groups
            .sightings
            .iter()
            .map(|s| key(&look, s.candidate.first, s.candidate.end));
        let at = place(&look, &spans, &keys.collect::<Vec<_>>(), span)?;
        let sighting = groups.sightings[at];
        let name = groups.names[sighting.name];
        let own = sighting.seen.with(name.linked);
        let here = own
            .iter()
            .map(|e| piece(e, false, self.weights.scores(only(e), Seen::default())));
        let others = name.seen.without(own);
        let elsewhere = others
            .iter()
            .map(|e| piece(e, true, self.weights.scores(Seen::default(), only(e))));
        Some(Explanation {
            pieces: weightiest_first(here.chain(elsewhere).collect()),
            sums: self.weights.scores(own, name.seen),
            winner: judge(&self.weights, own, name.seen).map(|v| (v.kind.kind(), v.score)),
            ..empty(NamesMode::Rules, spans[at])
        })
    }

    fn explained_by_weights(&self, reading: &Reading<'_>, span: Span) -> Option<Explanation> {
        let look = Look::new(reading, &self.vocabulary);
        let mut features = FeatureNames::default();
        let examples = self.examples(reading, Some(&self.fitted), &mut features);
        let spans: Vec<Span> = examples.iter().map(|e| e.span).collect();
        let keys: Vec<u64> = spans.iter().map(|s| words_key(&look, *s)).collect();
        let at = place(&look, &spans, &keys, span)?;
        let pieces = fitted_pieces(&examples[at], &features.names);
        let mut sums = [0.0; 3];
        for piece in &pieces {
            sums.iter_mut()
                .zip(piece.adds)
                .for_each(|(sum, adds)| *sum += adds);
        }
        let shares = super::fitted::probabilities(sums);
        let best = NameKind::ALL
            .into_iter()
            .max_by(|a, b| shares[*a as usize].total_cmp(&shares[*b as usize]).then(b.cmp(a)))
            .filter(|kind| shares[*kind as usize] >= self.fitted.thresholds[*kind as usize]);
        Some(Explanation {
            pieces: weightiest_first(pieces),
            sums,
            winner: best.map(|kind| (kind.kind(), shares[kind as usize])),
            ..empty(NamesMode::Fitted, spans[at])
        })
    }
}

fn empty(weights: NamesMode, span: Span) -> Explanation {
    Explanation {
        weights,
        kinds: NameKind::ALL.map(NameKind::kind),
        pieces: Vec::new(),
        sums: [0.0; 3],
        winner: None,
        span,
    }
}

/// The mention at `span`, or another of the same words.
fn place(look: &Look<'_>, spans: &[Span], keys: &[u64], span: Span) -> Option<usize> {
    let wanted = words_key(look, span);
    let here = spans.iter().position(|s| *s == span);
    here.or_else(|| keys.iter().position(|key| *key == wanted))
}

/// The key of the words inside a span.
fn words_key(look: &Look<'_>, span: Span) -> u64 {
    let first = look.words().partition_point(|w| w.span.start < span.start);
    let end = look.words().partition_point(|w| w.span.start < span.end);
    key(look, first, end.max(first))
}

fn only(evidence: Evidence) -> Seen {
    let mut seen = Seen::default();
    seen.add(evidence);
    seen
}

fn piece(evidence: Evidence, elsewhere: bool, adds: [f32; 3]) -> Piece {
    Piece {
        name: evidence.name().to_owned(),
        elsewhere,
        adds,
    }
}

/// The features of a candidate with their fitted weights; those without a weight add nothing and are left out.
fn fitted_pieces(example: &Example, names: &[String]) -> Vec<Piece> {
    let wanted: BTreeMap<&str, f32> = example
        .features
        .iter()
        .filter_map(|(number, value)| Some((names.get(*number as usize)?.as_str(), *value)))
        .collect();
    let source = dictionary!("names/fitted.tsv");
    let lines = source.text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let name = cells.next()?;
            let value = wanted.get(name)?;
            let mut adds = [0.0; 3];
            for add in &mut adds {
                *add = value * cells.next()?.parse::<f32>().ok()?;
            }
            Some(Piece {
                name: name.to_owned(),
                elsewhere: name.starts_with("elsewhere="),
                adds,
            })
        })
        .collect()
}

fn weightiest_first(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let weight = |piece: &Piece| piece.adds.iter().map(|add| add.abs()).fold(0.0, f32::max);
    pieces.retain(|piece| weight(piece) > 0.0);
    pieces.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.name.cmp(&b.name)));
    pieces
}
