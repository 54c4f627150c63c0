//! What a build costs beyond indexing: archives with and without stories and facts against tantivy, which indexes title and text and stores
//! the same two fields, the text and the record.
//!
//! ```sh
//! cargo bench --bench building               # 20,000 generated articles, threads as many as cores
//! cargo bench --bench building -- 50000
//! ```
//! Articles are in memory, and so are the records that tantivy alone is given: it extracts nothing. Each way runs in a process of its own, by
//! turns, with the allocator of the program; medians of three. The committed report is `benches/speed.md`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs
)]

#[allow(dead_code, reason = "which story an article tells is for another bench")]
#[path = "stories/generator.rs"]
mod generator;
#[path = "stories/randomness.rs"]
mod randomness;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::archive::{Builder, Digests, Entries, Entry};
use dateline::extract::Settings;
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Groups, Shelf as _};
use dateline::pipeline::{Analyst, reconcile_groups};
use dateline::story::{StorySettings, groups};
use generator::World;
use rayon::prelude::*;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, TantivyDocument};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 20_170_403;
const RUNS: usize = 3;
/// Articles that are read side by side.
const BATCH: usize = 2048;
/// Bytes of the index writer, for each thread.
const HEAP: usize = 100 << 20;

/// Seconds that it takes to make an index or archive of some articles in a folder.
type Way = fn(&[Article], &Path) -> f64;

/// What is measured, by the name that a process is given.
const WAYS: [(&str, Way); 3] = [
    ("tantivy alone", tantivy_alone),
    ("without stories and facts", |articles, folder| {
        archive(articles, folder, false)
    }),
    ("with stories and facts", |articles, folder| {
        archive(articles, folder, true)
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let count = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(20_000);
    if let Some(way) = arguments.iter().find_map(|a| a.strip_prefix("way:")) {
        let (_, run) = WAYS.into_iter().find(|(name, _)| *name == way).unwrap();
        let folder = tempfile::tempdir().unwrap();
        println!("{}", run(&articles(count), folder.path()));
        return;
    }
    let bytes: usize = articles(count).iter().map(|a| a.text.len()).sum();
    println!(
        "{count} articles, {:.1} MB, {} threads",
        bytes as f64 / 1e6,
        rayon::current_num_threads()
    );
    let mut seconds = WAYS.map(|_| Vec::new());
    for _ in 0..RUNS {
        for ((way, _), seconds) in WAYS.iter().zip(&mut seconds) {
            seconds.push(timed(way, count));
        }
    }
    let [alone, ..] = seconds.clone().map(median);
    for ((way, _), seconds) in WAYS.iter().zip(seconds) {
        let seconds = median(seconds);
        println!(
            "{way:<28} {seconds:>7.2} s {:>7.1} MB/s {:>6.2}",
            bytes as f64 / 1e6 / seconds,
            alone / seconds
        );
    }
}

fn articles(count: usize) -> Vec<Article> {
    World::new(SEED)
        .articles(count)
        .into_iter()
        .map(|told| told.article)
        .collect()
}

fn timed(way: &str, count: usize) -> f64 {
    let this = std::env::current_exe().unwrap();
    let out = Command::new(this)
        .args([&format!("way:{way}"), &count.to_string()])
        .output()
        .unwrap();
    String::from_utf8_lossy(&out.stdout).trim().parse().unwrap()
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn analyst() -> Analyst {
    Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap()
}

/// Title and text with positions, text and record stored.
fn tantivy_alone(articles: &[Article], folder: &Path) -> f64 {
    let records: Vec<String> = analyst().map_all(articles, |_, record| record.to_json());
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let text = schema.add_text_field("text", TEXT | STORED);
    let json = schema.add_text_field("json", STORED);
    let start = Instant::now();
    let threads = rayon::current_num_threads();
    let index = Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads(threads, threads * HEAP).unwrap();
    for (article, record) in articles.iter().zip(records) {
        let mut document = TantivyDocument::new();
        document.add_text(title, article.title_text().unwrap_or_default());
        document.add_text(text, &article.text);
        document.add_text(json, record);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    start.elapsed().as_secs_f64()
}

/// The archive that `dateline build` makes; without stories each article stands alone and no document is made of it.
fn archive(articles: &[Article], folder: &Path, with_stories: bool) -> f64 {
    let analyst = analyst();
    let entries = Entries::default();
    let start = Instant::now();
    let threads = rayon::current_num_threads();
    let mut builder = Builder::open(&folder.join("archive"), Digests::default(), threads, "bench").unwrap();
    let mut made = Vec::new();
    for batch in articles.chunks(BATCH) {
        let earlier = std::mem::take(&mut made);
        let read = || -> Vec<Entry> {
            let entry = |article: &Article| {
                entries.entry(&article.text, &analyst.read(article), &article.id, &|_| {
                    Vec::new()
                })
            };
            batch.par_iter().map(entry).collect()
        };
        ((), made) = rayon::join(|| add(&mut builder, earlier), read);
    }
    add(&mut builder, made);
    let reports = builder.reports().unwrap();
    if with_stories {
        let groups = groups(&reports, &StorySettings::default()).unwrap();
        let groups = builder.settle(&reports, groups).unwrap();
        let mut each =
            |group: &[u32], story, facts: Vec<_>| builder.add_story(reports.day(group[0])?, &story, &facts);
        reconcile_groups(&reports, &groups, analyst.questions(), &mut each).unwrap();
    } else {
        let each_alone: Vec<u32> = (0..articles.len() as u32).collect();
        builder.settle(&reports, Groups::of_homes(&each_alone)).unwrap();
    }
    builder.finish(&reports, false).unwrap();
    start.elapsed().as_secs_f64()
}

fn add(builder: &mut Builder, made: Vec<Entry>) {
    for entry in made {
        builder.add(entry, true).unwrap();
    }
}
