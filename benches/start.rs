//! How long the program takes for one article, whole process: `cargo bench --bench start`, `-- 200` for two hundred runs (40 unless said).
//!
//! The article is one of 3 KB, made of the texts of one story of `corpus/`. The program's version is asked in between, which loads the program
//! and no dictionary: what is left of the difference is ours.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and may stop at what it did not expect"
)]

use std::env::args;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Bytes of the article.
const BYTES: usize = 3000;

fn main() {
    let runs = args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(40);
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("article.txt");
    fs::write(&article, text()).unwrap();
    let (mut extract, mut version) = (Vec::new(), Vec::new());
    let extracting = ["extract", "--progress", "never", article.to_str().unwrap()];
    run(&extracting); // so that the program is in memory
    for _ in 0..runs {
        extract.push(run(&extracting));
        version.push(run(&["--version"]));
    }
    println!("{runs} runs each, in turn, ms\n\n| | median | worst |\n|---|---|---|");
    line(
        "`dateline extract` of one article of 3 KB (asked: 15)",
        &mut extract,
    );
    line("`dateline --version`", &mut version);
}

/// Runs the program to its end.
fn run(args: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(args).stdout(Stdio::null());
    let start = Instant::now();
    assert!(command.status().unwrap().success());
    start.elapsed()
}

fn line(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("| {name} | {:.1} | {:.1} |", ms(median), ms(worst));
}

/// Whole paragraphs of a story's texts, one after the other.
fn text() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev/ferry-fire");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        for paragraph in fs::read_to_string(file).unwrap().split("\n\n") {
            if text.len() + paragraph.len() < BYTES {
                text.push_str(paragraph);
                text.push_str("\n\n");
            }
        }
    }
    text
}
