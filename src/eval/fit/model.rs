//! Fitting and measuring as a whole: texts in, weights and scores out.

use std::fmt::Write as _;

use super::labels::{Share, label, shares};
use super::logistic::{self, Labelled};
use super::measure::{Score, add, errors, in_context};
use super::texts::MarkedText;
use crate::extract::names::Names;
use crate::extract::names::examples::{Example, FeatureNames};
use crate::extract::names::fitted::Fitted;
use crate::extract::{Reading, Settings, dictionary_hits};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Article, Field, Mention, Span, Split};
use crate::split::split;

/// What reads names and learns from marked ones.
#[derive(Debug)]
pub struct Fitting {
    lexicon: Lexicon,
    names: Names,
}

/// Fitted weights.
#[derive(Debug, Clone)]
pub struct Model {
    fitted: Fitted,
    lines: Vec<(String, [f32; 3])>,
}

impl Fitting {
    /// Reads the dictionaries.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn new() -> Result<Self, DictionaryError> {
        let lexicon = Lexicon::built_in()?;
        Ok(Self {
            names: Names::new(&lexicon)?,
            lexicon,
        })
    }

    /// Fits weights on texts; `weight` says how much a text counts.
    pub fn fit(
        &self,
        texts: &[&MarkedText],
        weight: impl Fn(&str) -> f32,
        settings: logistic::Settings,
    ) -> Model {
        let first = self.fit_round(texts, &weight, None, settings);
        self.fit_round(texts, &weight, Some(&first), settings)
    }

    /// Fits weights on texts whose names are linked by what `first` says of them, or by what the rules say.
    fn fit_round(
        &self,
        texts: &[&MarkedText],
        weight: &impl Fn(&str) -> f32,
        first: Option<&Model>,
        settings: logistic::Settings,
    ) -> Model {
        let mut features = FeatureNames::default();
        let mut labelled = Vec::new();
        let mut sets: Vec<&str> = Vec::new();
        let mut of_set = Vec::new();
        for text in texts {
            let set = sets.iter().position(|s| *s == text.set).unwrap_or_else(|| {
                sets.push(&text.set);
                sets.len() - 1
            });
            let first = first.map(|m| &m.fitted);
            let examples =
                self.with_reading(text, |reading| self.names.examples(reading, first, &mut features));
            let examples = examples
                .into_iter()
                .map(|e| labelled_as(text, e, weight(&text.set)));
            labelled.extend(examples.filter(|e| e.weight > 0.0));
            of_set.resize(labelled.len(), set);
        }
        // Sets differ in how much of everything they mark: a weight of each set's own takes that up, and is left out of the file.
        let known = features.names.len();
        for (example, set) in labelled.iter_mut().zip(of_set) {
            example.features.push(((known + set) as u32, 1.0));
        }
        without_rare(&mut labelled, known + sets.len(), settings.at_least);
        let weights = logistic::fit(&labelled, known + sets.len(), settings);
        Model::new(features.names.into_iter().zip(weights))
    }

    /// Counts of organisations, persons and places over texts, by `model` or by the rules alone.
    pub fn measure(&self, texts: &[&MarkedText], model: Option<&Model>) -> [Score; 3] {
        let mut scores = [Score::default(); 3];
        for text in texts {
            add(&mut scores, text, &self.found(text, model));
        }
        scores
    }

    /// The names of a text, by `model` or by the rules alone.
    fn found(&self, text: &MarkedText, model: Option<&Model>) -> Vec<Mention> {
        let mut found = Vec::new();
        self.with_reading(text, |reading| {
            self.names.label(reading, model.map(|m| &m.fitted), &mut found);
        });
        found
    }

    /// What is wrong with the names found in a text, a line each.
    pub fn errors(&self, text: &MarkedText, model: Option<&Model>) -> Vec<String> {
        errors(text, &self.found(text, model))
    }

    /// What each feature of the name that is written `words` in `text` adds, with the weights in the dictionaries, largest first.
    pub fn why(&self, text: &str, words: &str) -> Vec<(String, [f32; 3])> {
        let start = text.find(words).unwrap_or(0);
        let text = MarkedText::plain(text);
        let span = Span::new(start, start + words.len());
        let mut found = self.with_reading(&text, |reading| self.names.contributions(reading, None, span));
        let size = |w: &[f32; 3]| w.iter().fold(0.0_f32, |top, w| top.max(w.abs()));
        found.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
        found
    }

    /// How the candidates meet the marked names of a text: name, kind and words.
    pub fn coverage(&self, text: &MarkedText) -> Vec<(usize, Share, String)> {
        let mut features = FeatureNames::default();
        let examples = self.with_reading(text, |reading| self.names.examples(reading, None, &mut features));
        shares(text, &examples)
            .into_iter()
            .map(|(at, share)| {
                let name = text.names[at];
                let kind = name.kind.map_or(3, |k| k as usize);
                (kind, share, in_context(text, name.span))
            })
            .collect()
    }

    fn with_reading<T>(&self, text: &MarkedText, make: impl FnOnce(&Reading<'_>) -> T) -> T {
        let article = Article {
            id: text.id.clone(),
            text: text.text.clone(),
            language: "en".into(),
            ..Article::default()
        };
        let split: Split = split(&article.text, &self.lexicon.abbreviations);
        let hits = dictionary_hits(&self.lexicon.gazetteer, &article.text, &split.words);
        make(&Reading {
            article: &article,
            field: Field::Text,
            text: &article.text,
            split: &split,
            numbers: &[],
            hits: &hits,
            settings: &Settings::default(),
        })
    }
}

impl Model {
    fn new(weights: impl Iterator<Item = (String, [f32; 3])>) -> Self {
        let rounded = |w: f32| (w * 1000.0).round() / 1000.0;
        let mut lines: Vec<(String, [f32; 3])> = weights
            .map(|(name, weights)| (name, weights.map(rounded)))
            .filter(|(_, weights)| weights.iter().any(|w| *w != 0.0))
            .collect();
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        let mut fitted = Fitted::default();
        for (name, weights) in &lines {
            fitted.set(name, *weights);
        }
        Self { fitted, lines }
    }

    /// Takes names from these probabilities on: organisations, persons, places.
    pub fn set_thresholds(&mut self, thresholds: [f32; 3]) {
        self.fitted.thresholds = thresholds;
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The weights file.
    pub fn text(&self, head: &str) -> String {
        let mut text = head.to_owned();
        let [o, p, l] = self.fitted.thresholds;
        let _ = writeln!(text, "threshold=all\t{o}\t{p}\t{l}");
        for (name, [o, p, l]) in &self.lines {
            let _ = writeln!(text, "{name}\t{o}\t{p}\t{l}");
        }
        text
    }
}

fn labelled_as(text: &MarkedText, example: Example, weight: f32) -> Labelled {
    let (class, share) = label(text, example.span);
    Labelled {
        features: example.features,
        prior: example.prior,
        class,
        weight: share * weight,
    }
}

/// Takes features away that occur in fewer than `at_least` examples.
fn without_rare(examples: &mut [Labelled], features: usize, at_least: u32) {
    let mut counts = vec![0_u32; features];
    for (number, _) in examples.iter().flat_map(|e| &e.features) {
        counts[*number as usize] += 1;
    }
    for example in examples {
        example
            .features
            .retain(|(number, _)| counts[*number as usize] >= at_least);
    }
}
