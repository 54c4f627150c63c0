//! Throughput of each stage of the left half, one thread, on plain ASCII and on typographic text (curly quotes and dashes).
//!
//! ```sh
//! cargo bench --bench throughput
//! ```
//! The articles of `corpus/` are repeated to a few megabytes; both texts are the same articles with their marks replaced. Runs of the stages are
//! interleaved, medians are printed. Every line names what it counted, so that a stage that finds nothing shows. The last lines set the
//! whole record against the straightforward pipeline of the same crates. The committed report is `benches/speed.md`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "throughput/plain_crates.rs"]
mod plain_crates;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use dateline::extract::numbers::NumberReader;
use dateline::extract::{Extractor, KINDS, Reading, Settings, dictionary_hits};
use dateline::lexicon::Lexicon;
use dateline::model::{Anchor, AnchorSource, Article, Field, Split};
use dateline::pipeline::Analyst;
use dateline::split::{reference_words, sentences, split, words};
use plain_crates::PlainCrates;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of text a run reads.
const BYTES: usize = 4_000_000;
const RUNS: usize = 7;

/// The whole left half.
const WHOLE: &str = "record and JSON";
/// What it is measured against: [`PlainCrates`].
const PLAIN: &str = "plain crates and JSON (reference)";

type Stage<'a> = (String, Box<dyn Fn() -> usize + 'a>);

fn main() {
    for (name, typographic) in [("ascii", false), ("typographic", true)] {
        let articles = articles(typographic);
        let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
        println!(
            "\n{name}: {} articles, {:.1} MB\n{:<34} {:>9} {:>12}",
            articles.len(),
            mb(bytes),
            "stage",
            "MB/s",
            "found"
        );
        let measured = measure(&articles);
        for (stage, found, seconds) in &measured {
            println!("{stage:<34} {:>9.1} {found:>12}", mb(bytes) / seconds);
        }
        let seconds = |name| measured.iter().find(|(stage, ..)| stage == name).map(|m| m.2);
        if let (Some(own), Some(plain)) = (seconds(WHOLE), seconds(PLAIN)) {
            println!("{:<34} {:>9.2}", "whole against plain crates", plain / own);
        }
    }
}

fn measure(articles: &[Article]) -> Vec<(String, usize, f64)> {
    let lexicon = Lexicon::built_in().unwrap();
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let extractors: Vec<(&str, Box<dyn Extractor>)> = KINDS
        .iter()
        .map(|(name, _, build)| (*name, build(&lexicon).unwrap()))
        .collect();
    let splits: Vec<Split> = articles
        .iter()
        .map(|a| split(&a.text, &lexicon.abbreviations))
        .collect();
    let numbers = NumberReader::built_in().unwrap();
    let plain = PlainCrates::new(&lexicon);
    let mut stages = stages(articles, &splits, &lexicon, &analyst, &extractors, &numbers);
    stages.push(stage(PLAIN, || {
        articles.iter().map(|a| black_box(plain.line(a)).1).sum()
    }));
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); stages.len()];
    let mut found = vec![0; stages.len()];
    for _ in 0..RUNS {
        for (n, (_, run)) in stages.iter().enumerate() {
            let start = Instant::now();
            found[n] = black_box(run());
            times[n].push(start.elapsed().as_secs_f64());
        }
    }
    let median = |mut t: Vec<f64>| {
        t.sort_by(f64::total_cmp);
        t[t.len() / 2]
    };
    stages
        .iter()
        .zip(found)
        .zip(times)
        .map(|(((name, _), found), times)| (name.clone(), found, median(times)))
        .collect()
}

fn stages<'a>(
    articles: &'a [Article],
    splits: &'a [Split],
    lexicon: &'a Lexicon,
    analyst: &'a Analyst,
    extractors: &'a [(&'a str, Box<dyn Extractor>)],
    numbers: &'a NumberReader,
) -> Vec<Stage<'a>> {
    let mut stages: Vec<Stage<'a>> = vec![
        stage("unicode_words (reference)", move || {
            articles.iter().map(|a| a.text.unicode_words().count()).sum()
        }),
        stage("words by reference", move || {
            articles.iter().map(|a| reference_words(&a.text).len()).sum()
        }),
        stage("words", move || {
            articles.iter().map(|a| words(&a.text).len()).sum()
        }),
        stage("unicode_sentences (reference)", move || {
            articles.iter().map(|a| a.text.unicode_sentences().count()).sum()
        }),
        stage("sentences, words given", move || {
            articles
                .iter()
                .zip(splits)
                .map(|(a, s)| sentences(&a.text, &s.words, &lexicon.abbreviations).len())
                .sum()
        }),
        stage("dictionary names, words given", move || {
            articles
                .iter()
                .zip(splits)
                .map(|(a, s)| dictionary_hits(&lexicon.gazetteer, &a.text, &s.words).len())
                .sum()
        }),
        stage("numbers, words given", move || {
            articles
                .iter()
                .zip(splits)
                .map(|(a, s)| numbers.read(&a.text, &s.words).len())
                .sum()
        }),
    ];
    for (name, extractor) in extractors {
        stages.push(stage(&format!("{name}, with numbers and names"), move || {
            articles
                .iter()
                .zip(splits)
                .map(|(a, s)| find(a, s, lexicon, numbers, extractor.as_ref()))
                .sum()
        }));
    }
    stages.push(stage("one article to its record", move || {
        articles.iter().map(|a| analyst.read(a).mentions.len()).sum()
    }));
    stages.push(stage(WHOLE, move || {
        articles
            .iter()
            .map(|a| serde_json::to_string(&analyst.read(a)).unwrap().len())
            .sum()
    }));
    stages
}

fn stage<'a>(name: &str, run: impl Fn() -> usize + 'a) -> Stage<'a> {
    (name.to_owned(), Box::new(run))
}

fn find(
    article: &Article,
    split: &Split,
    lexicon: &Lexicon,
    numbers: &NumberReader,
    extractor: &dyn Extractor,
) -> usize {
    let numbers = numbers.read(&article.text, &split.words);
    let hits = dictionary_hits(&lexicon.gazetteer, &article.text, &split.words);
    let settings = Settings::default();
    let reading = Reading {
        article,
        field: Field::Text,
        text: &article.text,
        split,
        numbers: &numbers,
        hits: &hits,
        settings: &settings,
    };
    let mut found = Vec::new();
    extractor.find(&reading, &mut found);
    found.len()
}

/// The corpus' plain texts, again and again, as plain ASCII or with typographic quotes, apostrophes and dashes.
fn articles(typographic: bool) -> Vec<Article> {
    let mut texts = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev"),
        &mut texts,
    );
    let texts: Vec<String> = texts
        .iter()
        .map(|t| if typographic { curly(t) } else { plain(t) })
        .collect();
    let mut articles = Vec::new();
    let mut bytes = 0;
    for (n, text) in texts.iter().cycle().enumerate() {
        if bytes >= BYTES {
            break;
        }
        bytes += text.len();
        let published = Some(Anchor {
            day: jiff::civil::date(2019, 3, 4),
            source: AnchorSource::Metadata,
            ambiguous: false,
        });
        articles.push(Article {
            id: n.to_string(),
            text: text.clone(),
            language: "en".into(),
            published,
            ..Article::default()
        });
    }
    articles
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn plain(text: &str) -> String {
    let text = text
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace(['–', '—'], "-");
    text.chars().filter(char::is_ascii).collect()
}

fn curly(text: &str) -> String {
    let mut open = false;
    let quotes = plain(text)
        .chars()
        .map(|c| {
            if c == '"' {
                open = !open;
                if open { '“' } else { '”' }
            } else {
                c
            }
        })
        .collect::<String>();
    quotes.replace('\'', "’").replace(" - ", " — ")
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
