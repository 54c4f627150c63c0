#![allow(clippy::unwrap_used)]
//! The arrows between the folders of `src/`: this table is the architecture.
//!
//! A folder may `use` only the folders listed beside it. A line that breaks this fails here with what to do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder (or single file) of `src/`, and what it may use. Every folder may use itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("split", &["model"]),
    ("lexicon", &["model", "split"]),
    ("ingest", &["model", "lexicon"]),
    ("extract", &["model", "split", "lexicon"]),
    ("claim", &["model", "split", "lexicon", "extract"]),
    ("story", &["model"]),
    ("reconcile", &["model", "lexicon"]),
    ("fuse", &[]),
    ("diff", &["model"]),
    (
        "pipeline",
        &[
            "model",
            "split",
            "lexicon",
            "ingest",
            "extract",
            "claim",
            "story",
            "reconcile",
        ],
    ),
    ("report", &["model"]),
    ("export", &["model", "split", "lexicon", "report"]),
    ("eval", &["model", "split", "lexicon", "extract"]),
    ("archive", &["model", "lexicon", "ingest", "story", "pipeline"]),
    (
        "cli",
        &[
            "model",
            "lexicon",
            "ingest",
            "extract",
            "claim",
            "story",
            "reconcile",
            "fuse",
            "diff",
            "pipeline",
            "report",
            "export",
            "eval",
            "archive",
        ],
    ),
    // The crate's door and the program's: they name modules, nothing more.
    ("lib", &[]),
    ("main", &["cli"]),
];

#[test]
fn arrows_run_one_way() {
    let mut broken = Vec::new();
    for (folder, file, line, text) in lines() {
        let Some(allowed) = allowed(&folder) else { continue };
        for used in used_folders(&text) {
            if used != folder
                && !allowed.contains(&used.as_str())
                && allowed_names().contains_key(used.as_str())
            {
                broken.push(format!(
                    "{}:{line}: `{folder}` uses `{used}`\n  help: {folder} may use only {allowed:?}; move what you need to one of these, or to the caller",
                    file.display()
                ));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_folder_is_in_the_table() {
    for entry in fs::read_dir(src()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            allowed(&name).is_some(),
            "src/{name} is not in ARROWS\n  help: add it to tests/layering.rs with the folders it may use, or put the file into the stage it belongs to"
        );
    }
}

#[test]
fn every_kind_is_registered() {
    // Folders that serve all kinds and write no mention of their own.
    const SHARED: &[&str] = &["numbers", "names", "organisations", "persons", "places"];
    let registered: Vec<&str> = dateline::extract::KINDS.iter().map(|(name, ..)| *name).collect();
    for entry in fs::read_dir(src().join("extract")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !SHARED.contains(&name.as_str()) {
            assert!(
                registered.contains(&name.as_str()),
                "src/extract/{name}/ is not registered\n  help: add its line to KINDS in src/extract/mod.rs"
            );
        }
    }
}

#[test]
fn every_kind_has_cases() {
    for entry in fs::read_dir(src().join("extract")).unwrap() {
        let path = entry.unwrap().path();
        let shared = ["numbers", "names"].iter().any(|s| path.ends_with(s));
        if path.is_dir() && !shared {
            assert!(
                path.join("cases.toml").exists(),
                "{} has no cases.toml\n  help: write cases beside the rules, negative ones among them (tests/cases.rs says how)",
                path.display()
            );
        }
    }
}

#[test]
fn the_command_line_is_no_part_of_the_library() {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    assert!(
        !lib.contains("mod cli"),
        "help: `mod cli;` is declared in main.rs only"
    );
}

#[test]
fn only_the_pipeline_and_the_program_run_threads() {
    for (folder, file, line, text) in lines() {
        let threads = ["rayon::", "thread::spawn", "thread::scope"]
            .iter()
            .any(|t| text.contains(t));
        assert!(
            !threads || ["pipeline", "archive", "ingest", "cli", "story"].contains(&folder.as_str()),
            "{}:{line}: `{folder}` starts threads\n  help: stages are pure; parallelism is wired in pipeline.rs",
            file.display()
        );
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn allowed_names() -> BTreeMap<&'static str, &'static [&'static str]> {
    ARROWS.iter().copied().collect()
}

fn allowed(folder: &str) -> Option<&'static [&'static str]> {
    ARROWS
        .iter()
        .find(|(name, _)| *name == folder)
        .map(|(_, allowed)| *allowed)
}

/// Every line of code with its folder, file and number; comments and inline tests left out.
fn lines() -> Vec<(String, PathBuf, usize, String)> {
    let mut files = Vec::new();
    walk(&src(), &mut files);
    let mut lines = Vec::new();
    for file in files {
        let inside = file.strip_prefix(src()).unwrap();
        let top = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let folder = top.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).unwrap();
        for (n, line) in text.lines().enumerate() {
            if ["#[cfg(test)]", "#![cfg(test)]"]
                .iter()
                .any(|test| line.trim_start().starts_with(test))
            {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push((folder.clone(), file.clone(), n + 1, line.to_owned()));
            }
        }
    }
    lines
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Names after `crate::` or `dateline::` on a line, `crate::{a, b}` included.
fn used_folders(line: &str) -> Vec<String> {
    let mut used = Vec::new();
    for root in ["crate::", "dateline::"] {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            if let Some(list) = rest.strip_prefix('{') {
                let names = list.split('}').next().unwrap_or(list).split(',');
                used.extend(names.map(|n| n.trim().split("::").next().unwrap_or_default().to_owned()));
            } else {
                used.push(
                    rest.chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect(),
                );
            }
        }
    }
    used
}
