//! How much each piece of evidence counts for each kind: `dictionaries/names/weights.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::evidence::{Evidence, NameKind, Seen};
use super::row::Row;
use crate::lexicon::{DictionaryError, Source};

/// Weights by kind and evidence. A name's score is their sum; below zero it is no name of that kind.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    of: Vec<Row>,
    /// What evidence of the same name elsewhere in the article counts, as a share.
    elsewhere: f32,
}

#[derive(Deserialize)]
struct WeightsFile {
    elsewhere: f32,
    weight: BTreeMap<String, KindWeights>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(deny_unknown_fields, default)]
struct KindWeights {
    organisation: f32,
    person: f32,
    place: f32,
}

impl Weights {
    /// Reads the file; every piece of evidence must have its line.
    ///
    /// # Errors
    /// A line that does not parse, a piece without weights, a name that is no evidence.
    pub(crate) fn parse(source: &Source) -> Result<Self, DictionaryError> {
        let file: WeightsFile = source.table()?;
        for name in file.weight.keys() {
            if !Evidence::ALL.iter().any(|e| e.name() == name) {
                return Err(DictionaryError::near(
                    source,
                    name,
                    format!("`{name}` is no evidence"),
                ));
            }
        }
        let mut of = Vec::with_capacity(Evidence::ALL.len());
        for evidence in Evidence::ALL {
            let weights = file.weight.get(evidence.name()).ok_or_else(|| {
                DictionaryError::at(source, 0, format!("add a line for `{}`", evidence.name()))
            })?;
            of.push(Row::new([weights.organisation, weights.person, weights.place]));
        }
        Ok(Self {
            of,
            elsewhere: file.elsewhere,
        })
    }

    /// The scores of a candidate with its own evidence and what other mentions of the same name show.
    pub(crate) fn scores(&self, own: Seen, elsewhere: Seen) -> [f32; 3] {
        let mut scores = Row::default();
        own.each(|e| scores.add(&self.of[e]));
        elsewhere
            .without(own)
            .each(|e| scores.add_share(&self.of[e], self.elsewhere));
        scores.kinds()
    }

    /// The piece that speaks most for `kind`.
    pub(crate) fn strongest(&self, seen: Seen, kind: NameKind) -> Evidence {
        let (mut strongest, mut most) = (0, f32::NEG_INFINITY);
        seen.each(|e| {
            let weight = self.of[e].of(kind);
            if weight > most {
                (strongest, most) = (e, weight);
            }
        });
        Evidence::ALL[strongest]
    }
}
