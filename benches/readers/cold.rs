//! A folder of many small files that the system has not read yet: one thread that reads, against as many as read ahead otherwise.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::ingest::{Item, Options, read};

const RUNS: usize = 3;

/// Reads `folder` in processes of their own, by turns; prints seconds of each.
pub(crate) fn compare(folder: &Path) {
    println!("| threads that read | cold, s | again, s |\n|---|---|---|");
    let mut cold = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (readers, cold) in ["1", "32"].into_iter().zip(&mut cold) {
            if !forget() {
                println!("the system's cache can only be emptied by root, on Linux");
                return;
            }
            let seconds = [(); 2].map(|()| timed(folder, readers));
            println!("| {readers} | {:.2} | {:.2} |", seconds[0], seconds[1]);
            cold.push(seconds[0]);
        }
    }
    let [one, many] = cold.map(median);
    println!("medians, cold: {one:.2} s, {many:.2} s, {:.2} times", one / many);
}

/// Reads with so many threads, in this process.
pub(crate) fn one(folder: &Path, readers: usize) {
    let options = Options {
        readers: Some(readers),
        ..Options::default()
    };
    let start = Instant::now();
    let mut bytes = 0;
    read(&[folder.to_str().unwrap().to_owned()], &options, &mut |item| {
        if let Item::Article(article) = item {
            bytes += article.text.len();
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(bytes > 0, "nothing was read");
    println!("{}", start.elapsed().as_secs_f64());
}

fn timed(folder: &Path, readers: &str) -> f64 {
    let this = std::env::current_exe().unwrap();
    let out = Command::new(this)
        .arg(format!("cold:{readers}"))
        .arg(folder)
        .output()
        .unwrap();
    String::from_utf8_lossy(&out.stdout).trim().parse().unwrap()
}

/// Empties the system's cache of files.
fn forget() -> bool {
    Command::new("sync").status().is_ok() && fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
