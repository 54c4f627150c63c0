#![allow(clippy::unwrap_used)]
//! A build that is killed leaves the last commit, and running it again ends in the archive of an undisturbed run.
//!
//! Each named step of a build is stopped at and killed there (SIGKILL), then ten builds at points of time drawn from a seed that is printed:
//! `DATELINE_CRASHES=50 cargo test --test crash` kills more, `DATELINE_CRASH_SEED=N` repeats a run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use dateline::archive::{Archive, STEPS, check};

/// Articles of the corpus.
const ARTICLES: usize = 200;
/// Kills at random unless the environment says another number.
const KILLS: usize = 10;

/// Names and numbers that make stories of the articles.
const TOWNS: [&str; 8] = [
    "Lindmouth",
    "Dorst",
    "Kelby",
    "Varnes",
    "Oster",
    "Hallin",
    "Mirefield",
    "Tolve",
];
const EVENTS: [&str; 5] = [
    "fire at the quay",
    "flood in the old town",
    "crash on the bridge",
    "storm at the port",
    "blast at the mill",
];

/// A corpus of files; `edition` 1 changes some, drops some and adds some.
fn write_corpus(folder: &Path, edition: usize) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    for n in 0..ARTICLES {
        if edition == 1 && n % 17 == 3 {
            continue;
        }
        let (town, event) = (TOWNS[n / 5 % 8], EVENTS[n / 40 % 5]);
        let dead = n / 5 % 9 + 2 + usize::from(edition == 1 && n % 10 == 0);
        let day = n / 5 % 27 + 1;
        let text = format!(
            "{dead} people were killed in a {event} of {town} on {day} March 2019, the {town} Fire Agency said. \
             {} others were hurt, said the mayor, Ada {town}son, who spoke of outlet {}.",
            n % 7 + 1,
            n % 5
        );
        let line = serde_json::json!({
            "id": format!("n{n}"), "source": format!("Outlet {}", n % 5), "date": format!("2019-03-{:02}", day + 1),
            "title": format!("{event} in {town}"), "text": text,
        });
        fs::write(folder.join(format!("{n:03}.jsonl")), line.to_string()).unwrap();
    }
    if edition == 1 {
        fs::write(
            folder.join("new.txt"),
            "4 March 2019\n\nA calm day\n\nNobody was hurt in Lindmouth on 3 March 2019.",
        )
        .unwrap();
    }
}

fn dateline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("DATELINE_CONFIG", "none")
        .env("DATELINE_CACHE", "none");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    dateline(folder, arguments).output().unwrap()
}

fn build(folder: &Path) -> String {
    let output = run(folder, &["build", "corpus"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    told
}

/// What the archive of a folder tells: stories and facts.
fn answers(folder: &Path) -> [Vec<String>; 2] {
    let archive = Archive::open(&folder.join("archive")).unwrap();
    [archive.story_lines().unwrap(), archive.fact_lines().unwrap()]
}

/// Stories and facts of editions 0 and 1 by builds that nothing disturbed, and folders with an archive of edition 0.
struct Editions {
    folder: tempfile::TempDir,
    told: [[Vec<String>; 2]; 2],
}

impl Editions {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        write_corpus(&path.join("first/corpus"), 0);
        build(&path.join("first"));
        let before = answers(&path.join("first"));
        copy(&path.join("first"), &path.join("whole"));
        write_corpus(&path.join("whole/corpus"), 1);
        build(&path.join("whole"));
        let after = answers(&path.join("whole"));
        assert_ne!(before[0], after[0]);
        Self {
            folder,
            told: [before, after],
        }
    }

    /// A folder with edition 1 of the corpus, and the archive of edition 0 or none.
    fn case(&self, name: &str, with_archive: bool) -> PathBuf {
        let path = self.folder.path().join(name);
        if with_archive {
            copy(&self.folder.path().join("first"), &path);
        }
        write_corpus(&path.join("corpus"), 1);
        path
    }

    /// What a kill left must answer as one of the editions, or say that it is not finished; a rerun must end as an undisturbed one.
    fn verify(&self, path: &Path, with_archive: bool, at: &str) {
        if with_archive || path.join("archive/CURRENT").exists() {
            let told = answers(path);
            assert!(
                self.told.contains(&told),
                "neither the old nor the new archive after a kill at {at}"
            );
        } else {
            let output = run(path, &["stories"]);
            assert_eq!(output.status.code(), Some(2), "{at}");
            assert!(
                !String::from_utf8_lossy(&output.stderr).contains("panicked"),
                "{at}"
            );
        }
        build(path);
        assert!(
            answers(path) == self.told[1],
            "another archive after a kill at {at}"
        );
        let checked = check(&path.join("archive"), None).unwrap();
        assert!(checked.findings.is_empty(), "{at}: {:?}", checked.findings);
        let left: Vec<String> = fs::read_dir(path.join("archive"))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(
            left.iter().filter(|name| name.starts_with("gen-")).count(),
            1,
            "{left:?} after a kill at {at}"
        );
        assert!(
            !left.iter().any(|name| name.contains("spill")),
            "{left:?} after a kill at {at}"
        );
        fs::remove_dir_all(path).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let path = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &path);
        } else {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_update_killed_at_any_named_step_loses_nothing() {
    kill_at_every_step(true);
}

#[test]
fn a_first_build_killed_at_any_named_step_is_finished_by_the_next() {
    kill_at_every_step(false);
}

fn kill_at_every_step(with_archive: bool) {
    let editions = Editions::new();
    for step in STEPS {
        let path = editions.case(step, with_archive);
        let flag = editions.folder.path().join("paused");
        let mut command = dateline(&path, &["build", "corpus"]);
        let child = command
            .env("DATELINE_PAUSE", format!("{step}:{}", flag.display()))
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while !flag.exists() {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "no build comes to the step {step}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        // Readers see the last commit, and a second writer who holds the archive.
        if with_archive {
            assert!(editions.told.contains(&answers(&path)));
        }
        if step == "reading" {
            let second = run(&path, &["build", "corpus"]);
            let told = String::from_utf8_lossy(&second.stderr).into_owned();
            assert_eq!(second.status.code(), Some(2), "{told}");
            assert!(
                told.contains(&format!("process {} ", child.id())) && told.contains("since 20"),
                "{told}"
            );
        }
        kill(child);
        fs::remove_file(&flag).unwrap();
        editions.verify(&path, with_archive, step);
    }
}

#[test]
fn a_build_killed_at_any_time_loses_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let kills = number("DATELINE_CRASHES").unwrap_or(KILLS as u64);
    let seed = number("DATELINE_CRASH_SEED").unwrap_or(u64::from(std::process::id()));
    println!("DATELINE_CRASH_SEED={seed}");
    let editions = Editions::new();
    let begun = Instant::now();
    let path = editions.case("timed", true);
    build(&path);
    let whole = begun.elapsed();
    let mut state = seed;
    for nth in 0..kills {
        // SplitMix64 (Steele, Lea & Flood 2014).
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let part = (mixed >> 40) as u32;
        let wait = whole.mul_f64(f64::from(part) / f64::from(1u32 << 24));
        let with_archive = nth % 3 > 0;
        let path = editions.case(&format!("kill-{nth}"), with_archive);
        let child = dateline(&path, &["build", "corpus"]).spawn().unwrap();
        std::thread::sleep(wait);
        kill(child);
        editions.verify(
            &path,
            with_archive,
            &format!("{wait:?} of {whole:?}, seed {seed}, kill {nth}"),
        );
    }
}
