//! The language of a text, as an ISO 639-1 code.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::lexicon::{DictionaryError, Source, WordLists, dictionary};

/// How many characters of a text are looked at: detection is an order slower than the rest of reading, and a page or so decides.
const SAMPLE: usize = 2000;

/// How many words decide whether a text is plainly English.
const WORDS: usize = 100;

/// One word in so many must be a frequent English one, in a text of fewer than fifty words and in a longer one. In English news it is every third
/// to sixth; in Danish, which shares the most (`for`, `at`, `have`, `to`, `by`), about every fifteenth.
const ONE_IN: [usize; 2] = [6, 8];

/// Names and codes of languages.
#[derive(Debug)]
pub(super) struct Languages {
    codes: BTreeMap<String, String>,
    english: FxHashSet<String>,
}

impl Languages {
    /// The built-in tables.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let english = WordLists::parse(&dictionary!("ingest/english.toml"))?;
        Ok(Self {
            codes: Self::codes(&dictionary!("ingest/languages.toml"))?,
            english: english.list("frequent")?.map(str::to_owned).collect(),
        })
    }

    fn codes(source: &Source) -> Result<BTreeMap<String, String>, DictionaryError> {
        let table: BTreeMap<String, Vec<String>> =
            toml::from_str(&source.text).map_err(|e| DictionaryError::toml(source, &e))?;
        let mut codes = BTreeMap::new();
        for (code, names) in table {
            for name in names.into_iter().chain([code.clone()]) {
                codes.insert(name, code.clone());
            }
        }
        Ok(codes)
    }

    /// The code of a language as metadata give it (`en-GB`, `eng`, `English`), else of the text.
    pub(super) fn of(&self, given: Option<&str>, text: &str) -> String {
        given
            .and_then(|name| self.code(name))
            .unwrap_or_else(|| self.detect(text))
    }

    fn code(&self, name: &str) -> Option<String> {
        let name = name.trim().to_lowercase();
        let main = name.split(['-', '_', ' ', ',']).next().unwrap_or_default();
        self.codes.get(main).cloned()
    }

    /// By trigrams (whatlang). Where they leave it open (a short text, a table of names) a text in Latin letters without accents counts as
    /// English, the language of the rules, since an English article taken for another loses everything; anything else is `und`.
    fn detect(&self, text: &str) -> String {
        let sample = sample(text);
        if self.is_plainly_english(sample) {
            return "en".to_owned();
        }
        let found = whatlang::detect(sample).filter(whatlang::Info::is_reliable);
        if let Some(code) = found.and_then(|info| self.codes.get(info.lang().code())) {
            return code.clone();
        }
        let (mut plain, mut other) = (0_usize, 0_usize);
        for c in sample.chars().filter(|c| c.is_alphabetic()) {
            if c.is_ascii() { plain += 1 } else { other += 1 }
        }
        let english = plain > 20 * other;
        if english { "en" } else { "und" }.to_owned()
    }

    /// Whether enough of the first words are frequent English ones: a hundred times faster than trigrams.
    fn is_plainly_english(&self, sample: &str) -> bool {
        let (mut all, mut english) = (0_usize, 0_usize);
        let words = sample
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty());
        for word in words.take(WORDS) {
            all += 1;
            english += usize::from(self.is_frequent(word));
        }
        all >= 8 && english * ONE_IN[usize::from(all >= WORDS / 2)] >= all
    }

    fn is_frequent(&self, word: &str) -> bool {
        let capitals = word.bytes().any(|b| b.is_ascii_uppercase());
        self.english.contains(word) || capitals && self.english.contains(word.to_ascii_lowercase().as_str())
    }
}

/// A stretch of the text from its second line on: titles and head lines say little.
fn sample(text: &str) -> &str {
    let start = if text.len() > SAMPLE {
        text.find('\n').filter(|at| at * 4 < text.len()).unwrap_or(0)
    } else {
        0
    };
    let rest = &text[start..];
    rest.char_indices()
        .nth(SAMPLE)
        .map_or(rest, |(end, _)| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_languages_come_in_many_forms() {
        let languages = Languages::built_in().unwrap();
        for (given, code) in [
            ("en-GB", "en"),
            ("English", "en"),
            ("deu", "de"),
            ("fr_FR", "fr"),
            ("pt", "pt"),
        ] {
            assert_eq!(languages.of(Some(given), ""), code);
        }
    }

    #[test]
    fn the_text_decides_where_nothing_is_given() {
        let languages = Languages::built_in().unwrap();
        let cases = [
            (
                "The harbour authority closed the port on Tuesday after three ships ran aground in thick fog.",
                "en",
            ),
            (
                "Die Hafenbehörde schloss am Dienstag den Hafen, nachdem drei Schiffe im dichten Nebel auf Grund gelaufen waren.",
                "de",
            ),
            (
                "Портовые власти закрыли порт во вторник после того, как три судна сели на мель в густом тумане.",
                "ru",
            ),
            ("Stromfeld 3 Oakhaven 1", "en"),
            ("12 345", "und"),
        ];
        for (text, code) in cases {
            assert_eq!(languages.of(None, text), code, "{text}");
        }
    }

    #[test]
    fn languages_that_share_frequent_words_are_not_plainly_english() {
        let languages = Languages::built_in().unwrap();
        for text in [
            "Havnen i Nordby blev lukket tirsdag, efter at tre skibe var gået på grund i tæt tåge, oplyser politiet, som endnu ikke har fundet årsagen. ",
            "De havenautoriteit sloot dinsdag de haven nadat drie schepen in dichte mist aan de grond waren gelopen, of dat was althans wat de politie zei. ",
        ] {
            assert!(!languages.is_plainly_english(text));
            assert!(!languages.is_plainly_english(&text.repeat(5)));
        }
    }
}
