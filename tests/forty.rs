#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
//! Forty articles, written in each format that carries them, become the same records: but for where they came from.

mod written_out;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use dateline::extract::Settings;
use dateline::ingest::{self, Item, Options};
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Record};
use dateline::pipeline::Analyst;
use written_out::{FORMATS, Plain};

/// How many articles there must be.
const FORTY: usize = 40;

fn read(path: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    ingest::read(&[path.display().to_string()], &Options::default(), &mut |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Skipped(skipped) => panic!("{}: {}", skipped.path, skipped.reason),
            _ => {}
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    articles
}

/// Articles of the corpus in paragraphs without line ends.
fn forty() -> Vec<Plain> {
    let mut all: Vec<Article> = ["corpus/dev", "corpus/aside"]
        .iter()
        .flat_map(|folder| read(Path::new(folder)))
        .collect();
    all.extend(read(Path::new("tests/fixtures/ingest/same/news.jsonl")));
    all.truncate(FORTY);
    let plain = all.iter().enumerate().map(|(n, article)| {
        let body = &article.text[article.head as usize..];
        let title = article.title_text().unwrap_or("Untitled news").to_owned();
        let paragraphs = body
            .split("\n\n")
            .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
        Plain {
            id: format!("n{n:02}"),
            source: article.outlet.clone().unwrap_or_else(|| "Post".to_owned()),
            date: article
                .published
                .map_or_else(|| "2019-05-02".to_owned(), |a| a.day.to_string()),
            paragraphs: paragraphs.filter(|p| !p.is_empty() && *p != title).collect(),
            title,
        }
    });
    plain.collect()
}

/// A record without what depends on the file it stood in.
fn comparable(analyst: &Analyst, article: &Article) -> String {
    let record = Record {
        path: String::new(),
        format: "".into(),
        anchor: None,
        // What a page, an item, a record or a mail has besides.
        meta: BTreeMap::new(),
        ..analyst.read(article)
    };
    record.to_json()
}

#[test]
fn forty_articles_are_the_same_in_every_format() {
    let all = forty();
    assert_eq!(all.len(), FORTY);
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let mut first: Option<Vec<String>> = None;
    for (format, write) in FORMATS {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &all);
        let mut articles = read(folder.path());
        assert_eq!(articles.len(), FORTY, "{format}");
        // Ids are those of the format; where it has none, of its file.
        for (article, plain) in articles.iter_mut().zip(&all) {
            article.id.clone_from(&plain.id);
        }
        if matches!(format, "text" | "markdown") {
            articles
                .iter()
                .zip(&all)
                .for_each(|(article, plain)| says(article, plain));
            continue;
        }
        let records = articles.iter().map(|article| comparable(&analyst, article));
        let records: Vec<String> = records.collect();
        let expected = first.get_or_insert_with(|| records.clone());
        for ((found, expected), plain) in records.iter().zip(expected.iter()).zip(&all) {
            let same = found
                .bytes()
                .zip(expected.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            let from = |record: &str| {
                String::from_utf8_lossy(&record.as_bytes()[same..])
                    .chars()
                    .take(80)
                    .collect::<String>()
            };
            assert!(
                found == expected,
                "{format}: {}: {:?} is not {:?}",
                plain.title,
                from(found),
                from(expected)
            );
        }
    }
}

/// Text and Markdown files hold their head lines, so their offsets are their own.
fn says(article: &Article, plain: &Plain) {
    assert_eq!(article.title_text(), Some(plain.title.as_str()));
    assert_eq!(article.outlet.as_deref(), Some(plain.source.as_str()));
    assert_eq!(
        article.published.map(|a| a.day.to_string()).as_ref(),
        Some(&plain.date)
    );
    assert!(
        article.text.trim_end().ends_with(&plain.text()),
        "{}",
        plain.title
    );
}
