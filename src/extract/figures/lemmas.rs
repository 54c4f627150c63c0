//! The singular of a counted noun: irregular ones from `dictionaries/figures/lemmas.toml`, the others by their ending.

use crate::lexicon::{DictionaryError, WordMap, dictionary};
use crate::split::hash_folded;

/// Irregular plurals with their singulars.
#[derive(Debug)]
pub(super) struct Lemmas {
    irregular: WordMap<String>,
}

impl Lemmas {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("figures/lemmas.toml");
        let file: toml::Table = source.table()?;
        let wrong = || DictionaryError::near(&source, "lemmas", "must hold lines like `men = \"man\"`");
        let table = file
            .get("lemmas")
            .and_then(toml::Value::as_table)
            .ok_or_else(wrong)?;
        let irregular = table
            .iter()
            .map(|(plural, lemma)| Ok((hash_folded(plural), lemma.as_str().ok_or_else(wrong)?.to_owned())))
            .collect::<Result<_, DictionaryError>>()?;
        Ok(Self { irregular })
    }

    /// The singular of the plural with this hash, if it is an irregular one.
    pub(super) fn irregular(&self, hash: u64) -> Option<&str> {
        self.irregular.get(hash).map(String::as_str)
    }
}

/// The singular of a regular plural.
pub(super) fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if plural.ends_with(ending) {
            return plural[..plural.len() - 2].to_owned();
        }
    }
    plural.strip_suffix('s').unwrap_or(plural).to_owned()
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn regular_plurals() {
        for (plural, lemma) in [
            ("athletes", "athlete"),
            ("countries", "country"),
            ("losses", "loss"),
            ("churches", "church"),
            ("boxes", "box"),
            ("houses", "house"),
            ("cases", "case"),
        ] {
            assert_eq!(singular(plural), lemma);
        }
    }
}
