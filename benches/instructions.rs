//! Instructions of the hot stages, counted by callgrind, against the counts that are committed: times are noisy, counts are not.
//!
//! ```sh
//! cargo bench --bench instructions             # counts, and fails where a stage needs 5 % more than is written down
//! UPDATE=1 cargo bench --bench instructions    # writes the counts down
//! ```
//! The counts are those of one reading of `corpus/dev` by each stage, in a process under `valgrind --tool=callgrind` that begins to count where
//! [`counted`] begins and writes what it counted down where that ends. They depend on the compiler: made with another one than
//! `instructions.tsv` names, they are shown and nothing fails. Without valgrind nothing is counted, which in CI is a failure.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::exit, missing_docs)]
#![allow(dead_code, reason = "the stages serve another bench too")]

#[path = "throughput/articles.rs"]
mod articles;
#[path = "throughput/plain_crates.rs"]
mod plain_crates;
#[path = "throughput/stages.rs"]
mod stages;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};

use stages::{Bench, Stage, WHOLE};

/// The stages that are guarded, by name.
const GUARDED: [&str; 9] = [
    "words",
    "sentences, words given",
    "dictionary names, words given",
    "numbers, words given",
    "dates and figures, words given",
    "four kinds of names by weights, all given",
    "claims, mentions given",
    "signature, words given",
    WHOLE,
];

/// How much more than is written down is too much.
const TOLERANCE: f64 = 1.05;
/// Bytes that are read: each article of the corpus twice or so.
const BYTES: usize = 60_000;

fn main() {
    if std::env::args().any(|a| a == "--stages") {
        return run();
    }
    let Some(counts) = count() else {
        println!("valgrind is not installed: nothing counted");
        std::process::exit(i32::from(std::env::var_os("CI").is_some()));
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.tsv");
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(file, table(&counts)).unwrap();
    }
    let before = std::fs::read_to_string(file).unwrap_or_default();
    std::process::exit(i32::from(!holds(&before, &counts)));
}

/// Runs every guarded stage once: what is counted.
fn run() {
    let articles = articles::of_size(None, false, BYTES);
    let bench = Bench::new(&articles);
    let stages = bench.stages();
    for name in GUARDED {
        let stage = stages.iter().find(|(stage, _)| stage == name).unwrap();
        black_box(counted(stage));
    }
}

/// Callgrind counts from here on, and writes a file when this ends.
#[inline(never)]
fn counted((_, run): &Stage<'_>) -> usize {
    black_box(run())
}

/// Instructions of each guarded stage; nothing without valgrind.
fn count() -> Option<Vec<u64>> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .ok()?;
    let status = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--toggle-collect=instructions::counted",
            "--dump-after=instructions::counted",
        ])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(std::env::current_exe().unwrap())
        .arg("--stages")
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "valgrind failed");
    let counts = (1..=GUARDED.len()).map(|n| {
        let dump = std::fs::read_to_string(format!("{}.{n}", out.display())).unwrap();
        total(&dump)
    });
    Some(counts.collect())
}

/// The sum that a dump ends with.
fn total(dump: &str) -> u64 {
    let line = dump.lines().find_map(|line| {
        line.strip_prefix("totals: ")
            .or_else(|| line.strip_prefix("summary: "))
    });
    line.unwrap().trim().parse().unwrap()
}

fn table(counts: &[u64]) -> String {
    let mut table = format!("# instructions of one reading of {BYTES} bytes, {}\n", compiler());
    for (name, count) in GUARDED.iter().zip(counts) {
        let _ = writeln!(table, "{name}\t{count}");
    }
    table
}

/// Whether no stage needs much more than before; shows all.
fn holds(before: &str, counts: &[u64]) -> bool {
    let known: BTreeMap<&str, f64> = before
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, count)| (name, count.parse().unwrap()))
        .collect();
    let same_compiler = before
        .lines()
        .next()
        .is_some_and(|head| head.ends_with(&compiler()));
    if !same_compiler {
        println!("counted with another compiler than {}: nothing fails", compiler());
    }
    let mut holds = true;
    for (name, count) in GUARDED.iter().zip(counts) {
        let ratio = known
            .get(name)
            .map_or(f64::INFINITY, |before| *count as f64 / before);
        let worse = ratio > TOLERANCE;
        holds &= !worse;
        println!(
            "{name:<44} {count:>12} {ratio:>7.3}{}",
            if worse { "  more than is written down" } else { "" }
        );
    }
    holds || !same_compiler
}

fn compiler() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(rustc).arg("--version").output().unwrap();
    String::from_utf8(version.stdout).unwrap().trim().to_owned()
}
