//! The formats: the same articles come out of each of them as of any other, and what each of them alone has.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::ops::ControlFlow;

use dateline::ingest::{self, Item, Options, Skipped, Warning};
use dateline::model::{AnchorSource, Article};
use tempfile::TempDir;

const FIXTURES: &str = "tests/fixtures/ingest";

/// What a run gave, by kind.
#[derive(Debug, Default)]
struct Outcome {
    articles: Vec<Article>,
    skipped: Vec<Skipped>,
    warnings: Vec<Warning>,
    formats: Vec<Vec<&'static str>>,
}

fn read_with(options: &Options, inputs: &[String]) -> Outcome {
    let mut read = Outcome::default();
    ingest::read(inputs, options, &mut |item| {
        match item {
            Item::Article(article) => read.articles.push(*article),
            Item::Skipped(skipped) => read.skipped.push(skipped),
            Item::Warning(warning) => read.warnings.push(warning),
            Item::Reading(reading) => read.formats.push(reading.formats),
            Item::Kept(_) | Item::Ledger(_) => {}
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    read
}

fn fixture(name: &str) -> Outcome {
    let options = Options {
        trace: true,
        ..Options::default()
    };
    read_with(&options, &[format!("{FIXTURES}/{name}")])
}

/// What every format carries: title, outlet, day and text, without the head lines of a plain text.
fn said(article: &Article) -> (String, String, String, String) {
    (
        article.title_text().unwrap_or_default().to_owned(),
        article.outlet.clone().unwrap_or_default(),
        article.published.map(|a| a.day.to_string()).unwrap_or_default(),
        article.text[article.head as usize..].trim().to_owned(),
    )
}

/// File, its formats from outside, and how many of the three articles it holds.
const SAME: [(&str, &[&str], usize); 28] = [
    ("news.jsonl", &["JSONL"], 3),
    ("news.json", &["JSON"], 3),
    ("gz.jsonl.gz", &["gzip", "JSONL"], 3),
    ("bz.jsonl.bz2", &["bzip2", "JSONL"], 3),
    ("xz.jsonl.xz", &["xz", "JSONL"], 3),
    ("zst.jsonl.zst", &["Zstandard", "JSONL"], 3),
    ("utf16.jsonl", &["JSONL"], 3),
    ("utf16.csv", &["CSV"], 3),
    ("news.csv", &["CSV"], 3),
    ("news.tsv", &["CSV"], 3),
    ("news.zip", &["ZIP", "JSONL"], 3),
    ("fog-1.txt", &["plain text"], 1),
    ("fog-1.md", &["Markdown"], 1),
    ("fog-1.html", &["HTML"], 1),
    ("fog-1.nitf", &["NITF"], 1),
    ("fog-1.eml", &["mail"], 1),
    ("fog-1.docx", &["DOCX or ODT document"], 1),
    ("fog-1.odt", &["DOCX or ODT document"], 1),
    ("news.warc", &["WARC"], 3),
    ("cc.warc.gz", &["gzip", "WARC"], 3),
    ("news.rss", &["RSS or Atom feed"], 3),
    ("news.atom", &["RSS or Atom feed"], 3),
    ("news.newsml", &["NewsML-G2"], 3),
    ("news.mbox", &["mailbox"], 3),
    ("nexis.txt", &["LexisNexis export"], 3),
    ("nexisuni.txt", &["LexisNexis export"], 3),
    ("proquest.txt", &["ProQuest export"], 3),
    #[cfg(feature = "sqlite")]
    ("news.sqlite", &["SQLite"], 3),
    #[cfg(not(feature = "sqlite"))]
    ("news.csv", &["CSV"], 3),
];

#[test]
fn the_same_articles_come_out_of_every_format() {
    let expected: Vec<_> = fixture("same/news.jsonl").articles.iter().map(said).collect();
    assert_eq!(expected.len(), 3);
    for (file, formats, count) in SAME {
        let read = fixture(&format!("same/{file}"));
        assert_eq!(read.skipped, [], "{file}");
        let found: Vec<_> = read.articles.iter().map(said).collect();
        assert_eq!(found, expected[..count], "{file}");
        assert!(
            read.formats.iter().all(|f| f == formats),
            "{file}: {:?}",
            read.formats
        );
        assert!(
            read.articles.iter().all(|a| Some(&a.format) == formats.last()),
            "{file}"
        );
        assert!(
            read.articles
                .iter()
                .all(|a| a.published.unwrap().source == AnchorSource::Metadata),
            "{file}"
        );
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_rows_are_articles() {
    let expected: Vec<_> = fixture("same/news.jsonl").articles.iter().map(said).collect();
    let found: Vec<_> = fixture("same/news.parquet").articles.iter().map(said).collect();
    assert_eq!(found, expected);
}

#[test]
fn several_articles_with_head_lines_in_one_text() {
    let read = fixture("same/several.txt");
    let expected: Vec<_> = fixture("same/news.jsonl").articles.iter().map(said).collect();
    let found: Vec<_> = read.articles.iter().map(said).collect();
    // Here the title stands behind the head, in the text.
    for ((found, expected), article) in found.iter().zip(&expected).zip(&read.articles) {
        assert_eq!(
            (&found.0, &found.1, &found.2),
            (&expected.0, &expected.1, &expected.2)
        );
        assert!(found.3.ends_with(&expected.3), "{found:?}");
        assert!(article.text.starts_with("Source: "));
    }
}

#[test]
fn names_of_fields_that_corpora_use() {
    let first = said(&fixture("same/news.jsonl").articles[0]);
    let cases = [
        ("newsplease.json", "https://x.example/fog-1", "lindmouth.example"),
        ("webz.json", "w1", "coast.example"),
        ("ngec.jsonl", "n1", "Examiner"),
        ("nela.json", "x--1", "examiner"),
        ("g5w.json", "g1", ""),
    ];
    for (file, id, outlet) in cases {
        let read = fixture(file);
        let article = &read.articles[0];
        assert_eq!(article.id, id, "{file}");
        assert_eq!(
            said(article),
            (
                first.0.clone(),
                outlet.to_owned(),
                first.2.clone(),
                first.3.clone()
            ),
            "{file}"
        );
    }
}

#[test]
fn a_cluster_gives_its_articles_a_group() {
    for (file, group) in [("wcep.jsonl", "7"), ("multinews.jsonl", "multinews#1")] {
        let read = fixture(file);
        assert_eq!(read.articles.len(), 2, "{file}");
        assert!(
            read.articles.iter().all(|a| a.group.as_deref() == Some(group)),
            "{file}"
        );
        assert!(
            read.articles.iter().all(|a| !a.text.contains("NEWLINE_CHAR")),
            "{file}"
        );
    }
    // The day of a cluster is that of its event, not of publication.
    let wcep = fixture("wcep.jsonl");
    assert_eq!(wcep.articles[0].published, None);
    assert_eq!(wcep.articles[0].meta["group_date"], "2021-11-10");
}

#[test]
fn the_day_of_fetching_is_no_day_of_publication() {
    let read = fixture("same/news.wet");
    assert_eq!(read.articles.len(), 3);
    assert!(read.articles.iter().all(|a| a.published.is_none()));
    assert_eq!(read.articles[0].meta["crawled"], "2022-01-02T03:04:05Z");
    assert_eq!(read.articles[0].meta["url"], "https://x.example/fog-1");
    assert_eq!(
        read.articles[0].title_text(),
        Some("Fog closes the harbour: three ships aground")
    );
    assert_eq!(read.warnings.len(), 1);
    assert!(
        read.warnings[0].reason.contains("left out: 1 warcinfo"),
        "{:?}",
        read.warnings
    );
}

#[test]
fn encodings_are_found() {
    let latin = fixture("latin.csv");
    assert!(
        latin.articles[1].text.contains("The café on the pier"),
        "{latin:#?}"
    );
    assert_eq!(latin.articles[1].meta["encoding"], "windows-1252");
    let page = fixture("sjis.html");
    assert!(
        page.articles[0].text.starts_with("リンドマス港は火曜日"),
        "{page:#?}"
    );
    assert_eq!(page.articles[0].meta["encoding"], "Shift_JIS");
    assert_eq!(fixture("same/utf16.csv").articles[0].meta["encoding"], "UTF-16LE");
}

#[test]
fn marks_of_nitf_are_spans_of_its_text() {
    let article = &fixture("marked.nitf").articles[0];
    let marks = article.meta["marks"].as_array().unwrap();
    let shown: Vec<_> = marks
        .iter()
        .map(|mark| {
            let at = |name: &str| mark[name].as_u64().unwrap() as usize;
            (
                mark["kind"].as_str().unwrap(),
                &article.text[at("byte_start")..at("byte_end")],
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("chron", "on Tuesday"),
            ("org", "Northsea Pilots Association"),
            ("money", "$1.5 million"),
            ("person", "Jonas Wick")
        ]
        .map(|(kind, text)| (kind, text.trim_start_matches("on ")))
    );
}

#[test]
fn head_lines_yield_no_mention() {
    use dateline::{extract::Settings, lexicon::Lexicon, pipeline::Analyst};
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    for file in ["same/fog-1.txt", "same/fog-1.md"] {
        let article = &fixture(file).articles[0];
        let record = analyst.read(article);
        assert_eq!(record.byte_body_start, article.head);
        let head = record.mentions.iter().filter(|m| m.byte_start < article.head);
        // The title among them is read.
        let words: Vec<_> = head.map(|m| m.text.as_str()).collect();
        assert_eq!(words, ["three ships"], "{file}");
        for mention in &record.mentions {
            assert_eq!(
                &article.text[mention.byte_start as usize..mention.byte_end as usize],
                mention.text
            );
        }
    }
}

#[test]
fn patterns_and_lists_of_files() {
    let folder = TempDir::new().unwrap();
    for (path, text) in [
        ("a/one.txt", "One."),
        ("a/b/two.txt", "Two."),
        ("c/three.txt", "Three."),
        ("c/no.md", "No."),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = folder.path().to_str().unwrap();
    let paths = |pattern: &str| -> Vec<String> {
        let read = read_with(&Options::default(), &[format!("{root}/{pattern}")]);
        read.articles
            .into_iter()
            .map(|a| a.path)
            .chain(read.skipped.into_iter().map(|s| s.reason))
            .collect()
    };
    assert_eq!(paths("**/*.txt"), ["a/b/two.txt", "a/one.txt", "c/three.txt"]);
    assert_eq!(paths("a/*.txt"), ["one.txt"]);
    assert_eq!(paths("{a,c}/*.txt"), ["a/one.txt", "c/three.txt"]);
    assert!(paths("*.pdf")[0].starts_with("holds no file to read"));
    let listed = |name: &str| format!("{root}/{name}");
    let options = Options {
        listed: vec![
            listed("c/three.txt"),
            listed("gone.txt"),
            listed("a/one.txt"),
            listed("a/one.txt"),
        ],
        ..Options::default()
    };
    let read = read_with(&options, &[]);
    let ids: Vec<_> = read.articles.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["one", "three"]);
    assert!(read.articles[0].path.ends_with("a/one.txt"));
    assert!(
        read.skipped[0].reason.starts_with("vanished"),
        "{:?}",
        read.skipped
    );
}

#[test]
fn an_ignore_list_of_ours_is_followed() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "One.").unwrap();
    fs::write(folder.path().join("b.txt"), "Two.").unwrap();
    fs::write(folder.path().join(".datelineignore"), "b.txt\n").unwrap();
    let read = read_with(&Options::default(), &[folder.path().to_str().unwrap().to_owned()]);
    assert_eq!(read.articles.len(), 1);
}

#[cfg(feature = "sqlite")]
#[test]
fn a_table_of_a_database_is_named() {
    let table = |name: &str| {
        read_with(
            &Options::default(),
            &[format!("sqlite:{FIXTURES}/same/news.sqlite{name}")],
        )
    };
    assert_eq!(table("").articles.len(), 3);
    assert_eq!(table("?table=newsdata").articles.len(), 3);
    assert_eq!(table("?table=tweets").skipped[0].reason, "holds no article");
    assert!(table("?table=none").skipped[0].reason.contains("no such table"));
}

#[cfg(unix)]
#[test]
fn an_external_command_reads_what_is_not_read_here() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.pdf"), "%PDF-1.4 The harbour was closed.").unwrap();
    fs::write(folder.path().join("b.txt"), "It opened again.").unwrap();
    let input = [folder.path().to_str().unwrap().to_owned()];
    let read = |pre: Option<&str>| {
        let options = Options {
            pre: pre.map(str::to_owned),
            ..Options::default()
        };
        read_with(&options, &input)
    };
    let without = read(None);
    assert_eq!(without.articles.len(), 1);
    assert!(
        without.skipped[0].reason.contains("--pre 'pdftotext - -'"),
        "{:?}",
        without.skipped
    );
    let with = read(Some("sed s/%PDF-1.4//"));
    assert_eq!(with.articles[0].text.trim(), "The harbour was closed.");
    assert_eq!(with.articles.len(), 2);
    assert!(read(Some("cat")).skipped[0].reason.contains("is a PDF document"));
    assert!(
        read(Some("false")).skipped[0]
            .reason
            .starts_with("`false` failed on it")
    );
}
