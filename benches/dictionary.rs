//! A million names: how long they take to load, how much memory they add, how fast they are found, and whether all of them are.
//!
//! ```sh
//! cargo bench --bench dictionary
//! ```
//! The names are invented by a seeded generator, as many as said, all different. The text is the articles of `corpus/` with names put between
//! their words, whole names and beginnings of names. Hits are compared with those of a search through a set of all names, word by word. Loading is
//! measured in a process of its own, so that nothing is warm but the file. The committed figures are in `benches/speed.md`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "dictionary/invented.rs"]
mod invented;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};
use dateline::extract::dictionary_hits;
use dateline::lexicon::{Cache, CacheNews, Gazetteer, Layer, Lexicon, Source};
use dateline::model::{Shape, Word};
use dateline::split::words;
use invented::Invented;

const BYTES: usize = 8_000_000;
/// Words of the longest invented name.
const LONGEST: usize = 4;
const RUNS: usize = 5;
const REPEATS: usize = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, layer, cache] = arguments.as_slice()
        && command == "load"
    {
        return load(layer, cache);
    }
    let folder = tempfile::tempdir().unwrap();
    loading(folder.path(), 1_000_000);
    for count in [50_000, 1_000_000] {
        matching(count);
    }
}

/// Loads a layer and says how long it took and what it added to the process.
fn load(layer: &str, cache: &str) {
    let built_in = Lexicon::built_in().unwrap();
    let before = memory("VmRSS");
    let start = Instant::now();
    let before_work = worked(start);
    let source = Source {
        path: layer.into(),
        text: std::fs::read_to_string(layer).unwrap().into(),
    };
    let (lexicon, news) = Cache::new(cache).lexicon(vec![source]).unwrap();
    let (seconds, work) = (start.elapsed().as_secs_f64(), worked(start) - before_work);
    let how = match news {
        CacheNews::Read(_) => "compiled before",
        CacheNews::Written(_) => "compiled now",
        _ => "not kept",
    };
    println!(
        "  {how:<16} {work:>6.2} s of work, {seconds:>6.2} s on the clock   memory added {:>5.0} MB   peak {:>5.0} MB   {} entities",
        memory("VmRSS") - before,
        memory("VmHWM") - before,
        lexicon.gazetteer.len() - built_in.gazetteer.len(),
    );
}

/// Megabytes that the process holds; 0 where the system does not tell.
fn memory(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field));
    let kilobytes = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1e3
}

fn loading(folder: &Path, count: usize) {
    let layer = folder.join("invented.jsonl");
    std::fs::write(&layer, jsonl(&Invented::names(count))).unwrap();
    let size = std::fs::metadata(&layer).unwrap().len() as f64 / 1e6;
    println!("\n{count} names of as many entities, a layer of {size:.0} MB");
    let cache = folder.join("cache");
    for _ in 0..3 {
        let program = std::env::current_exe().unwrap();
        let mut command = Command::new(program);
        let output = command.arg("load").arg(&layer).arg(&cache).output().unwrap();
        print!("{}", String::from_utf8(output.stdout).unwrap());
    }
}

fn jsonl(names: &[String]) -> String {
    let mut text = String::new();
    for (n, name) in names.iter().enumerate() {
        let _ = writeln!(
            text,
            "{{\"id\":\"org/invented-{n}\",\"type\":\"organisation\",\"name\":\"{name}\"}}"
        );
    }
    text
}

fn matching(count: usize) {
    let names = Invented::names(count);
    let layer = Source {
        path: "invented.jsonl".into(),
        text: jsonl(&names).into(),
    };
    let gazetteer = Gazetteer::new(vec![Layer::parse(&layer).unwrap()]);
    let articles = invented::articles(&names, BYTES);
    let megabytes = articles.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let hits = same_hits(&gazetteer, &names, &articles);
    println!("\n{count} names, {megabytes:.1} MB of articles, {hits} hits, the same as by brute force");
    // Article by article, as the pipeline reads: the words are at hand when their names are looked for.
    let each = |read: &dyn Fn(&str) -> usize| fastest(|| articles.iter().map(|text| read(text)).sum());
    let split = each(&|text| words(text).len());
    let both = each(&|text| dictionary_hits(&gazetteer, text, &words(text)).len());
    let given = megabytes / (both - split);
    println!("  names, words given  {given:>7.0} MB/s");
    println!("  words and names     {:>7.0} MB/s", megabytes / both);
    if count > 100_000 {
        return; // aho-corasick takes a quarter of a minute and 800 MB to build a million
    }
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .unwrap();
    let bounded = |text: &str| {
        automaton
            .find_iter(text)
            .filter(|m| bounded(text, m.start(), m.end()))
            .count()
    };
    let rate = megabytes / each(&bounded);
    println!("  aho-corasick        {rate:>7.0} MB/s, case-insensitive as the names are");
    println!("  against it          {:>7.1} x", given / rate);
}

/// How many hits there are, which must be those of brute force.
fn same_hits(gazetteer: &Gazetteer, names: &[String], articles: &[String]) -> usize {
    let set: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let mut count = 0;
    for text in articles {
        let words = words(text);
        let hits = dictionary_hits(gazetteer, text, &words);
        let hits: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.first, hit.end)).collect();
        assert_eq!(hits, oracle(&set, text, &words));
        count += hits.len();
    }
    count
}

/// Whether no letter or digit stands right before or after.
fn bounded(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

/// Seconds that this thread has worked: on a machine with other work, time on the clock says little. Where the system does not tell, the clock.
fn worked(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |n| n / 1e9)
}

/// The fastest of some runs, in seconds of work.
fn fastest(run: impl Fn() -> usize) -> f64 {
    let time = || {
        let start = Instant::now();
        let before = worked(start);
        // Often enough that the system's count of time, which ticks in milliseconds, is right.
        (0..REPEATS).for_each(|_| {
            black_box(run());
        });
        (worked(start) - before) / REPEATS as f64
    };
    (0..RUNS).map(|_| time()).fold(f64::INFINITY, f64::min)
}

/// Longest names, left to right, found by trying every number of words in a set of all names.
fn oracle(names: &HashSet<String>, text: &str, words: &[Word]) -> Vec<(usize, usize)> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = (at + 1..=(at + LONGEST).min(words.len())).rev().find(|&end| {
            let span = &words[at..end];
            let capitals = span
                .iter()
                .all(|w| w.shape.is_capital() || w.shape == Shape::Alphanumeric);
            let blanks = span[1..].iter().all(|w| w.gap.is_blank());
            capitals && blanks && {
                let name: Vec<&str> = span.iter().map(|w| w.span.of(text)).collect();
                names.contains(&name.join(" ").to_lowercase())
            }
        });
        match end {
            Some(end) => {
                hits.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    hits
}
