//! Fitting and measuring as a whole: texts in, weights and scores out.

use std::fmt::Write as _;

use super::labels::{Share, label, shares};
use super::logistic::{self, Labelled};
use super::measure::{Score, add, errors, in_context};
use super::texts::MarkedText;
use crate::extract::names::Names;
use crate::extract::names::examples::FeatureNames;
use crate::extract::names::fitted::Fitted;
use crate::extract::{Reading, Settings, dictionary_hits};
use crate::lexicon::{DictionaryError, Lexicon};
use crate::model::{Article, Field, Mention, Split};
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
        let rounds = std::env::var("ROUNDS").map_or(2, |r| r.parse().unwrap_or(2));
        let mut model = None;
        for _ in 0..rounds {
            model = Some(self.fit_round(texts, &weight, model.as_ref(), settings));
        }
        model.unwrap_or_else(|| Model::new(std::iter::empty()))
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
        let mut of_set = Vec::new();
        for text in texts {
            let examples = self.with_reading(text, |reading| self.names.examples(reading, first.map(|m| &m.fitted), &mut features));
            for example in examples {
                let (class, share) = label(text, example.span);
                let weight = share * weight(&text.set);
                if weight > 0.0 {
                    of_set.push(text.set.clone());
                    labelled.push(Labelled {
                        features: example.features,
                        class,
                        weight,
                    });
                }
            }
        }
        let mut names = features.names;
        let mut sets: Vec<String> = Vec::new();
        for (example, set) in labelled.iter_mut().zip(&of_set) {
            let at = sets.iter().position(|s| s == set).unwrap_or_else(|| {
                sets.push(set.clone());
                sets.len() - 1
            });
            if std::env::var_os("NOSET").is_none() {
            example.features.push(((names.len() + at) as u32, 1.0));
            }
        }
        names.extend(sets.iter().map(|set| format!("set={set}")));
        without_rare(&mut labelled, names.len(), settings.at_least);
        let weights = logistic::fit(&labelled, names.len(), settings);
        let weights = names.into_iter().zip(weights);
        Model::new(weights.filter(|(name, _)| !name.starts_with("set=")))
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

/// Takes features away that occur in fewer than `at_least` examples.
fn without_rare(examples: &mut [Labelled], features: usize, at_least: u32) {
    let mut counts = vec![0_u32; features];
    for (number, _) in examples.iter().flat_map(|e| &e.features) {
        counts[*number as usize] += 1;
    }
    for example in examples {
        example.features.retain(|(number, _)| counts[*number as usize] >= at_least);
    }
}
