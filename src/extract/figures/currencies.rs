//! Which currency a sign, code or word means: `dictionaries/figures/currencies.toml`, by ISO 4217.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::lexicon::{DictionaryError, PhraseTable, Source, WordMap, dictionary};
use crate::model::{Shape, Word};
use crate::split::hash_folded;

/// The currency words of English news.
#[derive(Debug)]
pub(super) struct Currencies {
    signs: FxHashMap<char, Meaning>,
    sign_letters: WordMap<Meaning>,
    before: WordMap<Meaning>,
    minor_letters: WordMap<Meaning>,
    after: PhraseTable<AfterEntry>,
    families: Vec<Family>,
}

/// A currency, or a family of which the article decides.
#[derive(Debug, Clone)]
enum Meaning {
    Code(String),
    Family(usize),
}

/// A currency as found beside a number, not yet decided for the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a>(&'a Meaning);

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
struct Family {
    name: String,
    default: String,
    cues: PhraseTable<String>,
}

impl Currencies {
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("figures/currencies.toml");
        let file: toml::Table =
            toml::from_str(&source.text).map_err(|e| DictionaryError::toml(&source, &e))?;
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
        })
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

    fn default_code<'a>(&'a self, meaning: &'a Meaning) -> &'a str {
        match meaning {
            Meaning::Code(code) => code,
            Meaning::Family(index) => &self.families[*index].default,
        }
    }
}

/// The currencies of one article: which member of a family it means is decided once, when first asked.
#[derive(Debug)]
pub(super) struct ArticleCurrencies<'a> {
    pub(super) currencies: &'a Currencies,
    words: &'a [Word],
    decided: Vec<OnceCell<Option<&'a str>>>,
    text: &'a str,
    has_pound_sign: OnceCell<bool>,
}

impl<'a> ArticleCurrencies<'a> {
    pub(super) fn new(currencies: &'a Currencies, text: &'a str, words: &'a [Word]) -> Self {
        Self {
            currencies,
            words,
            decided: currencies.families.iter().map(|_| OnceCell::new()).collect(),
            text,
            has_pound_sign: OnceCell::new(),
        }
    }

    /// Whether the article writes the currency's own sign, so that "pounds" in it are money.
    pub(super) fn has_sign_of(&self, code: &str) -> bool {
        code == "GBP" && *self.has_pound_sign.get_or_init(|| self.text.contains('£'))
    }

    /// The code, and whether it was assumed: a family's default without any cue is.
    pub(super) fn code(&self, choice: Choice<'a>) -> (&'a str, bool) {
        match choice.0 {
            Meaning::Code(code) => (code, false),
            Meaning::Family(index) => {
                let family = &self.currencies.families[*index];
                let decided = self.decided[*index].get_or_init(|| family.decide(self.words));
                decided.map_or((&family.default, true), |code| (code, false))
            }
        }
    }
}

/// A place in capitals among so many first words of an article is its dateline, and says more than one further down.
const DATELINE: usize = 3;

impl Family {
    /// The code for which most country words stand in the article; the default wins ties, then the alphabet.
    fn decide(&self, words: &[Word]) -> Option<&str> {
        let mut counts = std::collections::BTreeMap::<&str, (u32, bool)>::new();
        for at in 0..words.len() {
            if !words[at].shape.is_capital() {
                continue;
            }
            if let Some(cue) = self.cues.longest(words, at) {
                let entry = counts.entry(cue.value).or_default();
                let dateline = at < DATELINE && words[at].shape == Shape::Upper;
                entry.0 += if dateline { 2 } else { 1 };
                entry.1 = *cue.value == self.default;
            }
        }
        let (code, (count, is_default)) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        // One word alone may be a guest's nationality; a second makes it the article's country.
        (count > 1 || is_default).then_some(code)
    }
}

fn by_hash(meanings: Vec<(String, Meaning)>) -> WordMap<Meaning> {
    meanings
        .into_iter()
        .map(|(word, m)| (hash_folded(&word), m))
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
