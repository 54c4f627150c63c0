//! The stages that are timed, each alone: a name, and a run over all articles that gives how much it found.

use std::hint::black_box;
use std::rc::Rc;

use dateline::claim::{Background, Questions, Told};
use dateline::extract::numbers::{Number, NumberReader};
use dateline::extract::{DictionaryHit, Extractor, KINDS, NamesMode, Reading, Settings, dictionary_hits};
use dateline::lexicon::Lexicon;
use dateline::model::{Article, CodePoints, Field, Mention, MentionLine, Record, Split};
use dateline::pipeline::Analyst;
use dateline::split::{reference_words, sentence_spans, sentences, split, words};
use unicode_segmentation::UnicodeSegmentation;

use super::plain_crates::PlainCrates;

/// The whole left half.
pub(crate) const WHOLE: &str = "record and JSON";
/// What it is measured against: [`PlainCrates`].
pub(crate) const PLAIN: &str = "plain crates and JSON (reference)";
/// Sentences of the peer.
pub(crate) const UNICODE_SENTENCES: &str = "unicode_sentences (reference)";
/// Sentences from the text, without words and with them: what is measured against it.
pub(crate) const OWN_SENTENCES: [&str; 2] = ["sentences alone", "words and sentences"];
/// Two kinds in one reading, with what both need.
pub(crate) const TIMES_AND_AMOUNTS: &str = "dates and figures, words given";

pub(crate) type Stage<'a> = (String, Box<dyn Fn() -> usize + 'a>);

/// What all stages share, made once.
pub(crate) struct Bench<'a> {
    articles: &'a [Article],
    splits: Vec<Split>,
    lexicon: Lexicon,
    analyst: Analyst,
    mentions: Vec<Vec<Mention>>,
    records: Vec<Record>,
    questions: Questions,
    background: Background,
    numbers: NumberReader,
    extractors: Vec<(&'static str, Box<dyn Extractor>)>,
    plain: PlainCrates,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(articles: &'a [Article]) -> Self {
        let lexicon = Lexicon::built_in().unwrap();
        let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
        let splits = articles
            .iter()
            .map(|a| split(&a.text, &lexicon.abbreviations))
            .collect();
        Self {
            articles,
            splits,
            mentions: articles
                .iter()
                .map(|a| analyst.mentions(a, Field::Text).1)
                .collect(),
            records: articles.iter().map(|a| analyst.read(a)).collect(),
            questions: Questions::built_in().unwrap(),
            background: Background::built_in(),
            analyst,
            numbers: NumberReader::built_in().unwrap(),
            extractors: KINDS
                .iter()
                .map(|(name, _, build)| (*name, build(&lexicon).unwrap()))
                .collect(),
            plain: PlainCrates::new(&lexicon),
            lexicon,
        }
    }

    /// All stages, in the order of the report.
    pub(crate) fn stages(&self) -> Vec<Stage<'_>> {
        let mut stages = self.split_stages();
        stages.extend(self.shared_stages());
        for (name, _) in &self.extractors {
            stages.push(stage(format!("{name}, with numbers and names"), || {
                self.find(&[name], true)
            }));
        }
        stages.push(stage(TIMES_AND_AMOUNTS, || {
            self.find(&["dates", "figures"], false)
        }));
        stages.extend(self.names_stages());
        stages.extend(self.line_stages());
        stages.extend(self.whole_stages());
        stages
    }

    /// The four kinds of names, with words, numbers and dictionary names given.
    fn names_stages(&self) -> Vec<Stage<'_>> {
        let given = Rc::new(self.given());
        let rules = Settings {
            names: NamesMode::Rules,
            ..Settings::default()
        };
        let of = |name: &str, kinds: &'static [&str], settings: Settings| {
            let given = Rc::clone(&given);
            stage(format!("{name}, all given"), move || {
                self.find_given(kinds, &given, settings)
            })
        };
        vec![
            of("actors alone", &["actors"], rules),
            of("names alone by rules", &["names"], rules),
            of("names alone by weights", &["names"], Settings::default()),
            of("four kinds of names by rules", &["actors", "names"], rules),
            of(
                "four kinds of names by weights",
                &["actors", "names"],
                Settings::default(),
            ),
        ]
    }

    fn split_stages(&self) -> Vec<Stage<'_>> {
        vec![
            stage("unicode_words (reference)", || {
                self.sum(|a| a.text.unicode_words().count())
            }),
            stage("words by reference", || {
                self.sum(|a| reference_words(&a.text).len())
            }),
            stage("words", || self.sum(|a| words(&a.text).len())),
            stage(UNICODE_SENTENCES, || {
                self.sum(|a| a.text.unicode_sentences().count())
            }),
            stage(OWN_SENTENCES[0], || {
                self.sum(|a| sentence_spans(&a.text, &self.lexicon.abbreviations).len())
            }),
            stage(OWN_SENTENCES[1], || {
                self.sum(|a| split(&a.text, &self.lexicon.abbreviations).sentences.len())
            }),
            stage("sentences, words given", || {
                self.sum_split(|a, s| sentences(&a.text, &s.words, &self.lexicon.abbreviations).len())
            }),
        ]
    }

    fn shared_stages(&self) -> Vec<Stage<'_>> {
        vec![
            stage("dictionary names, words given", || {
                self.sum_split(|a, s| dictionary_hits(&self.lexicon.gazetteer, &a.text, &s.words).len())
            }),
            stage("numbers, words given", || {
                self.sum_split(|a, s| self.numbers.read(&a.text, &s.words).len())
            }),
        ]
    }

    /// What is made of mentions, each alone.
    fn line_stages(&self) -> Vec<Stage<'_>> {
        vec![
            self.claims_stage(),
            stage("signature, words given", || {
                let title = Split::default();
                self.sum_split(|a, s| self.background.signature(a, &title, s).terms.len())
            }),
            stage("copies of mentions (reference)", || {
                self.mentions.iter().map(|m| black_box(m.clone()).len()).sum()
            }),
            stage("copies of mentions and their lines", || {
                let given = self.articles.iter().zip(&self.mentions);
                given.map(|(a, m)| black_box(lines(a, m.clone())).len()).sum()
            }),
            stage("JSON, records given", || {
                self.records.iter().map(|r| r.to_json().len()).sum()
            }),
        ]
    }

    fn claims_stage(&self) -> Stage<'_> {
        let numbers = self.articles.iter().zip(&self.splits);
        let numbers: Vec<_> = numbers
            .map(|(a, s)| self.numbers.read(&a.text, &s.words))
            .collect();
        let points: Vec<_> = self.articles.iter().map(|a| CodePoints::new(&a.text)).collect();
        let (no_words, no_points) = (Split::default(), CodePoints::new(""));
        stage("claims, mentions given", move || {
            let title = Told {
                split: &no_words,
                mentions: &[],
                numbers: &[],
                points: &no_points,
            };
            let claims = |(n, article): (usize, &Article)| {
                let text = Told {
                    split: &self.splits[n],
                    mentions: &self.mentions[n],
                    numbers: &numbers[n],
                    points: &points[n],
                };
                self.questions.claims(article, text, title).len()
            };
            self.articles.iter().enumerate().map(claims).sum()
        })
    }

    fn whole_stages(&self) -> Vec<Stage<'_>> {
        vec![
            stage("all kinds, with splitting", || {
                self.sum(|a| self.analyst.mentions(a, Field::Text).1.len())
            }),
            stage("one article to its record", || {
                self.sum(|a| self.analyst.read(a).mentions.len())
            }),
            stage(WHOLE, || self.sum(|a| self.analyst.read(a).to_json().len())),
            stage(PLAIN, || self.sum(|a| black_box(self.plain.line(a)).1)),
        ]
    }

    fn sum(&self, run: impl Fn(&Article) -> usize) -> usize {
        self.articles.iter().map(run).sum()
    }

    fn sum_split(&self, run: impl Fn(&Article, &Split) -> usize) -> usize {
        self.articles
            .iter()
            .zip(&self.splits)
            .map(|(a, s)| run(a, s))
            .sum()
    }

    /// The mentions of some extractors, which share numbers and, where `named`, dictionary names (dates and figures read none).
    fn find(&self, names: &[&str], named: bool) -> usize {
        self.sum_split(|article, split| {
            let given = self.given_of(article, split, named);
            self.find_in(article, split, &given, names, Settings::default())
        })
    }

    /// The same with numbers and dictionary names read before.
    fn find_given(&self, names: &[&str], given: &[Given<'_>], settings: Settings) -> usize {
        let articles = self.articles.iter().zip(&self.splits).zip(given);
        articles
            .map(|((article, split), given)| self.find_in(article, split, given, names, settings))
            .sum()
    }

    fn given(&self) -> Vec<Given<'_>> {
        let articles = self.articles.iter().zip(&self.splits);
        articles
            .map(|(article, split)| self.given_of(article, split, true))
            .collect()
    }

    fn given_of(&self, article: &Article, split: &Split, named: bool) -> Given<'_> {
        let hits = if named {
            dictionary_hits(&self.lexicon.gazetteer, &article.text, &split.words)
        } else {
            Vec::new()
        };
        (self.numbers.read(&article.text, &split.words), hits)
    }

    fn find_in(
        &self,
        article: &Article,
        split: &Split,
        (numbers, hits): &Given<'_>,
        names: &[&str],
        settings: Settings,
    ) -> usize {
        let reading = Reading {
            article,
            field: Field::Text,
            text: &article.text,
            split,
            numbers,
            hits,
            settings: &settings,
        };
        let mut found = Vec::new();
        for (_, extractor) in self.extractors.iter().filter(|(name, _)| names.contains(name)) {
            extractor.find(&reading, &mut found);
        }
        found.len()
    }
}

fn lines(article: &Article, mentions: Vec<Mention>) -> Vec<MentionLine> {
    let points = CodePoints::new(&article.text);
    let line = |m| MentionLine::new(&article.id, m, &article.text, &points);
    mentions.into_iter().map(line).collect()
}

/// What extractors share of one article.
type Given<'a> = (Vec<Number>, Vec<DictionaryHit<'a>>);

fn stage<'a>(name: impl Into<String>, run: impl Fn() -> usize + 'a) -> Stage<'a> {
    (name.into(), Box::new(run))
}
