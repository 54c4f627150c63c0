//! How long a search takes: p50 and p95 by class of query, warm, top 10 with passages, beside tantivy's own on the same texts; and a whole process.
//!
//! ```sh
//! cargo bench --bench search                        # 10,000 generated articles
//! cargo bench --bench search -- 100000              # the size that is asked for
//! cargo bench --bench search -- 100000 --in FOLDER  # keeps the archive there, and uses one that is there
//! ```
//! Asked: p50 under 2 ms and p95 under 10 ms for words, phrases and fields inside the process; a whole `dateline search` under 50 ms. The
//! articles are those of `cargo bench --bench stories -- N --print`. tantivy's own index has title and text with its default tokenizer in one
//! segment, its own query parser, and passages by its `SnippetGenerator`. The committed report is `benches/search.md`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs
)]

#[path = "search/classes.rs"]
mod classes;
#[path = "stories/generator.rs"]
#[allow(dead_code)]
mod generator;
#[path = "search/plain_tantivy.rs"]
mod plain_tantivy;
#[path = "stories/randomness.rs"]
mod randomness;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use classes::{Class, classes};
use dateline::archive::{Archive, Order};
use dateline::model::Article;
use generator::World;
use plain_tantivy::PlainTantivy;
use randomness::Randomness;

const SEED: u64 = 20_170_403;
/// Queries of each class.
const QUERIES: usize = 200;
/// Articles of an answer.
const TOP: usize = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments
        .iter()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(10_000);
    let kept = arguments
        .iter()
        .position(|argument| argument == "--in")
        .map(|at| PathBuf::from(&arguments[at + 1]));
    let temporary = tempfile::tempdir().unwrap();
    let folder = kept.unwrap_or_else(|| temporary.path().to_owned());
    let articles: Vec<Article> = World::new(SEED)
        .articles(count)
        .into_iter()
        .map(|told| told.article)
        .collect();
    let archive_folder = folder.join("archive");
    if !archive_folder.exists() {
        build(&articles, &archive_folder);
    }
    let archive = Archive::open(&archive_folder).unwrap();
    let plain = PlainTantivy::build(&articles, &folder.join("plain"));
    println!("{count} articles, top {TOP} with passages, {QUERIES} queries a class; milliseconds");
    println!(
        "{:<44} {:>8} {:>8} {:>9} {:>9} {:>9}",
        "class", "p50", "p95", "tantivy50", "tantivy95", "found"
    );
    let mut random = Randomness::new(SEED);
    for class in classes(&archive, &articles, &mut random, QUERIES) {
        measure(&archive, &plain, &class);
    }
    process(&archive_folder);
}

fn build(articles: &[Article], archive: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "-", "--quiet", "-o"])
        .arg(archive)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = std::io::BufWriter::new(child.stdin.take().unwrap());
    for article in articles {
        let day = article.published.map(|anchor| anchor.day.to_string());
        let line = serde_json::json!({
            "id": article.id, "source": article.outlet, "title": article.title_text(), "date": day, "text": article.text,
        });
        writeln!(input, "{line}").unwrap();
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

fn measure(archive: &Archive, plain: &PlainTantivy, class: &Class) {
    let ours = |query: &str| {
        let question = archive.ask(query).unwrap();
        let found = archive.find(&question, Order::Score, Some(TOP)).unwrap();
        let read = found.iter().map(|found| archive.hit(&question, *found).unwrap());
        read.map(|hit| usize::from(!hit.passage.span.is_empty())).sum()
    };
    let (p50, p95, found) = times(&class.queries, ours);
    let beside = class
        .plain
        .as_ref()
        .map(|queries| times(queries, |query| plain.top(query, TOP)));
    let cell = |time: Option<f64>| time.map_or_else(|| "-".to_owned(), |time| format!("{time:.3}"));
    println!(
        "{:<44} {p50:>8.3} {p95:>8.3} {:>9} {:>9} {found:>9.1}",
        class.name,
        cell(beside.map(|times| times.0)),
        cell(beside.map(|times| times.1)),
    );
}

/// p50 and p95 in milliseconds, and how many articles a query gave on average. Each query is asked once before.
fn times(queries: &[String], ask: impl Fn(&str) -> usize) -> (f64, f64, f64) {
    let found: usize = queries.iter().map(|query| ask(query)).sum();
    let mut times: Vec<f64> = queries
        .iter()
        .map(|query| {
            let start = Instant::now();
            std::hint::black_box(ask(query));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    (at(0.5), at(0.95), found as f64 / queries.len() as f64)
}

/// A whole `dateline search`, from the start of the process to its end.
fn process(archive: &Path) {
    let queries = [
        "fire explosion",
        "\"people were killed\"",
        "org:council date:2016-03",
        "Agency",
    ];
    let mut milliseconds = Vec::new();
    for _ in 0..5 {
        for query in queries {
            let start = Instant::now();
            let ended = Command::new(env!("CARGO_BIN_EXE_dateline"))
                .args(["search", query, "--format", "table", "-a"])
                .arg(archive)
                .env("DATELINE_CONFIG", "none")
                .output()
                .unwrap();
            assert!(ended.status.code().unwrap_or(2) < 2);
            milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    milliseconds.sort_by(f64::total_cmp);
    let last = milliseconds.len() - 1;
    println!(
        "a whole process: p50 {:.1}, slowest {:.1}",
        milliseconds[last / 2],
        milliseconds[last]
    );
}
