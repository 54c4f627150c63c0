//! Throughput of each stage of the left half, one thread, on plain ASCII and on typographic text (curly quotes and dashes).
//!
//! ```sh
//! cargo bench --bench throughput
//! cargo bench --bench throughput -- --stage "dates and figures" --runs 1   # what to hand to a profiler
//! cargo bench --bench throughput -- --texts FOLDER                         # text files of your own, repeated to the same size
//! ```
//! The articles of `corpus/` are repeated to a few megabytes; both texts are the same articles with their marks replaced. Runs of the stages are
//! interleaved, and the time that the thread worked is taken, so that a busy machine disturbs little; the fastest run is printed. Every line names what it counted, so that a stage that finds nothing shows. The last lines set the
//! whole record against the straightforward pipeline of the same crates. The committed report is `benches/speed.md`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "throughput/articles.rs"]
mod articles;
#[path = "throughput/plain_crates.rs"]
mod plain_crates;
#[path = "throughput/stages.rs"]
mod stages;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use dateline::model::Article;
use stages::{Bench, OWN_SENTENCES, PLAIN, TIMES_AND_AMOUNTS, UNICODE_SENTENCES, WHOLE};

/// What is measured: the stages whose name holds `stage`, each so many times, on the texts of a folder or of the corpus.
struct Plan {
    stage: String,
    runs: usize,
    texts: Option<PathBuf>,
}

/// Name, how much it found, seconds of the fastest run.
type Measured = (String, usize, f64);

fn main() {
    let plan = Plan::of_arguments();
    let mut together = Vec::new();
    for (name, typographic) in [("ascii", false), ("typographic", true)] {
        let articles = articles::articles(plan.texts.as_deref(), typographic);
        let megabytes = articles.iter().map(|a| a.text.len()).sum::<usize>() as f64 / 1e6;
        println!("\n{name}: {} articles, {megabytes:.1} MB", articles.len());
        println!("{:<34} {:>9} {:>12}", "stage", "MB/s", "found");
        let measured = measure(&articles, &plan);
        for (stage, found, seconds) in &measured {
            println!("{stage:<34} {:>9.1} {found:>12}", megabytes / seconds);
        }
        let seconds = |name| measured.iter().find(|(stage, ..)| stage == name).map(|m| m.2);
        if let (Some(own), Some(plain)) = (seconds(WHOLE), seconds(PLAIN)) {
            println!("{:<34} {:>9.2}", "whole against plain crates", plain / own);
        }
        for name in OWN_SENTENCES {
            if let (Some(own), Some(plain)) = (seconds(name), seconds(UNICODE_SENTENCES)) {
                println!("{:<34} {:>9.2}", format!("{name} against unicode"), plain / own);
            }
        }
        together.extend(seconds(TIMES_AND_AMOUNTS).map(|s| megabytes / s));
    }
    if let [ascii, typographic] = together[..] {
        println!(
            "\n{TIMES_AND_AMOUNTS}: typographic against ASCII {:.2}",
            typographic / ascii
        );
    }
}

impl Plan {
    fn of_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let after = |flag: &str| {
            let at = arguments.iter().position(|a| a == flag)?;
            arguments.get(at + 1)
        };
        Self {
            stage: after("--stage").cloned().unwrap_or_default(),
            runs: after("--runs").and_then(|n| n.parse().ok()).unwrap_or(7),
            texts: after("--texts").map(PathBuf::from),
        }
    }
}

fn measure(articles: &[Article], plan: &Plan) -> Vec<Measured> {
    let bench = Bench::new(articles);
    let mut stages = bench.stages();
    stages.retain(|(name, _)| name.contains(&plan.stage));
    let mut times = vec![f64::INFINITY; stages.len()];
    let mut found = vec![0; stages.len()];
    let repeats: Vec<u32> = stages.iter().map(|(_, run)| repeats(run, plan.runs)).collect();
    for _ in 0..plan.runs {
        for (n, (_, run)) in stages.iter().enumerate() {
            let start = Instant::now();
            let before = worked(start);
            for _ in 0..repeats[n] {
                found[n] = black_box(run());
            }
            times[n] = f64::min(times[n], (worked(start) - before) / f64::from(repeats[n]));
        }
    }
    stages
        .iter()
        .zip(found)
        .zip(times)
        .map(|(((name, _), found), times)| (name.clone(), found, times))
        .collect()
}

/// How often a stage is done in one run: the system tells the time worked in steps of 4 ms, so that a tenth of a second is told to a
/// twentieth. Once where one run is asked for, as a profiler wants it.
fn repeats(run: &dyn Fn() -> usize, runs: usize) -> u32 {
    if runs == 1 {
        return 1;
    }
    let start = Instant::now();
    black_box(run());
    (0.1 / start.elapsed().as_secs_f64()).ceil().clamp(1.0, 100.0) as u32
}

/// Seconds that this thread has worked: on a machine with other work, time on the clock says little. Where the system does not tell, the clock.
fn worked(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |n| n / 1e9)
}
