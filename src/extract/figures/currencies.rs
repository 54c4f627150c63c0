//! Which currency a sign, code or word means: `dictionaries/figures/currencies.toml`, by ISO 4217.

use rustc_hash::FxHashMap;

use crate::lexicon::{DictionaryError, PhraseTable, Source, WordFilter, WordMap, WordSet, dictionary};
use crate::model::Word;
use crate::split::hash_folded;

/// The currency words of English news.
#[derive(Debug)]
pub(super) struct Currencies {
    signs: FxHashMap<char, Meaning>,
    pub(super) sign_letters: WordMap<Meaning>,
    before: WordMap<Meaning>,
    minor_letters: WordMap<Meaning>,
    after: PhraseTable<AfterEntry>,
    pub(super) families: Vec<Family>,
    pub(super) proofs: Vec<(String, WordSet)>,
}

/// A currency, or a family of which the article decides.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Code(String),
    Family(usize),
}

/// A currency as found beside a number, not yet decided for the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a>(pub(super) &'a Meaning);

/// A currency word after a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct After<'a> {
    /// How many words.
    pub(super) len: usize,
    /// 0.01 for cents.
    pub(super) factor: f64,
    /// Which currency.
    pub(super) choice: Choice<'a>,
}

#[derive(Debug)]
struct AfterEntry {
    meaning: Meaning,
    factor: f64,
    /// "pounds", "marks": other things too.
    needs_proof: bool,
}

/// Currencies of one name: dollars, rupees.
#[derive(Debug)]
pub(super) struct Family {
    name: String,
    pub(super) default: String,
    pub(super) cues: PhraseTable<String>,
}

impl Currencies {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("figures/currencies.toml");
        let file: toml::Table = source.table()?;
        let families = families(&source, &file)?;
        let hashed = |key| meanings(&source, &file, key, &families).map(by_hash);
        let mut after = PhraseTable::new();
        for (key, factor, needs_proof) in [
            ("after", 1.0, false),
            ("after_large", 1.0, true),
            ("minor", 0.01, false),
        ] {
            for (phrase, meaning) in meanings(&source, &file, key, &families)? {
                let entry = AfterEntry {
                    meaning,
                    factor,
                    needs_proof,
                };
                after.insert(&phrase, entry);
            }
        }
        let signs = meanings(&source, &file, "signs", &families)?;
        let signs = signs
            .into_iter()
            .filter_map(|(sign, m)| Some((sign.chars().next()?, m)));
        Ok(Self {
            signs: signs.collect(),
            sign_letters: hashed("sign_letters")?,
            before: hashed("before")?,
            minor_letters: hashed("minor_letters")?,
            after,
            families,
            proofs: proofs(&source, &file)?,
        })
    }

    /// The words that may stand before a number.
    pub(super) fn words_before(&self) -> impl Iterator<Item = u64> {
        self.before.words()
    }

    /// The first words of what may stand after it.
    pub(super) fn firsts_after(&self) -> &WordFilter {
        self.after.firsts()
    }

    /// What a currency sign means.
    pub(super) fn sign(&self, sign: char) -> Option<Choice<'_>> {
        self.signs.get(&sign).map(Choice)
    }

    /// What the letters beside a dollar sign mean.
    pub(super) fn sign_letters(&self, letters: &str) -> Option<Choice<'_>> {
        self.sign_letters.get(hash_folded(letters)).map(Choice)
    }

    /// What a word before a number means.
    pub(super) fn before(&self, word: &str) -> Option<Choice<'_>> {
        self.before.get(hash_folded(word)).map(Choice)
    }

    /// The same of the word with this folded hash.
    pub(super) fn before_word(&self, hash: u64) -> Option<Choice<'_>> {
        self.before.get(hash).map(Choice)
    }

    /// What a letter written onto the digits means: the p of 50p.
    pub(super) fn minor_letters(&self, letters: &str) -> Option<Choice<'_>> {
        self.minor_letters.get(hash_folded(letters)).map(Choice)
    }

    /// What the words from `at` on mean after a number; a word that means other things too only where `proven` of its currency.
    pub(super) fn after(
        &self,
        words: &[Word],
        at: usize,
        proven: impl Fn(&str) -> bool,
    ) -> Option<After<'_>> {
        let found = self.after.longest(words, at)?;
        let entry = found.value;
        if entry.needs_proof && !proven(self.default_code(&entry.meaning)) {
            return None;
        }
        Some(After {
            len: found.len,
            factor: entry.factor,
            choice: Choice(&entry.meaning),
        })
    }

    pub(super) fn default_code<'a>(&'a self, meaning: &'a Meaning) -> &'a str {
        match meaning {
            Meaning::Code(code) => code,
            Meaning::Family(index) => &self.families[*index].default,
        }
    }
}

fn by_hash(meanings: Vec<(String, Meaning)>) -> WordMap<Meaning> {
    meanings
        .into_iter()
        .map(|(word, m)| (hash_folded(&word), m))
        .collect()
}

/// The country words that prove a currency word.
fn proofs(source: &Source, file: &toml::Table) -> Result<Vec<(String, WordSet)>, DictionaryError> {
    let wrong = || {
        DictionaryError::near(
            source,
            "proof",
            "`[proof]` must hold lines like `DEM = [\"german\"]`",
        )
    };
    let table = file
        .get("proof")
        .and_then(toml::Value::as_table)
        .ok_or_else(wrong)?;
    table
        .iter()
        .map(|(code, words)| {
            let words = words.as_array().ok_or_else(wrong)?.iter();
            let hashes = words.map(|w| w.as_str().map(hash_folded).ok_or_else(wrong));
            Ok((code.clone(), hashes.collect::<Result<_, _>>()?))
        })
        .collect()
}

fn families(source: &Source, file: &toml::Table) -> Result<Vec<Family>, DictionaryError> {
    let wrong =
        |name: &str| DictionaryError::near(source, name, "a family needs `default` and `[family.NAME.cues]`");
    let table = file.get("family").and_then(toml::Value::as_table);
    let mut families = Vec::new();
    for (name, family) in table.ok_or_else(|| wrong("family"))? {
        let default = family
            .get("default")
            .and_then(toml::Value::as_str)
            .ok_or_else(|| wrong(name))?;
        let cue_table = family
            .get("cues")
            .and_then(toml::Value::as_table)
            .ok_or_else(|| wrong(name))?;
        let mut cues = PhraseTable::new();
        for (phrase, code) in cue_table {
            cues.insert(phrase, code.as_str().ok_or_else(|| wrong(name))?.to_owned());
        }
        families.push(Family {
            name: name.clone(),
            default: default.to_owned(),
            cues,
        });
    }
    Ok(families)
}

/// One table of words with what they mean; a lower-case name must be a family's.
fn meanings(
    source: &Source,
    file: &toml::Table,
    key: &str,
    families: &[Family],
) -> Result<Vec<(String, Meaning)>, DictionaryError> {
    let wrong = || {
        DictionaryError::near(
            source,
            key,
            format!("`[{key}]` must hold lines like `euro = \"EUR\"`"),
        )
    };
    let table = file.get(key).and_then(toml::Value::as_table).ok_or_else(wrong)?;
    let meaning = |value: &toml::Value| {
        let name = value.as_str().ok_or_else(wrong)?;
        if name.bytes().all(|b| b.is_ascii_uppercase()) {
            return Ok(Meaning::Code(name.to_owned()));
        }
        let index = families.iter().position(|f| f.name == name);
        index.map(Meaning::Family).ok_or_else(wrong)
    };
    table
        .iter()
        .map(|(word, value)| Ok((word.clone(), meaning(value)?)))
        .collect()
}
