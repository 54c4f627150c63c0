//! Keeps the dictionaries clean: what they hold ([`dateline::lexicon::check`]) and how the files are written.
//!
//! `UPDATE=1 cargo test --test dictionaries` puts files in order: entities by id, each line of a list once.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use dateline::lexicon::{Lexicon, check};

#[test]
fn layers_are_clean() {
    let findings = check(&Lexicon::built_in_layers()).unwrap();
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "\n{}\n{} findings",
        lines.join("\n"),
        lines.len()
    );
}

/// A layer that nothing loads is found by nobody: a merge lost two of them once.
#[test]
fn every_layer_of_entities_is_loaded_or_optional() {
    let loaded: Vec<String> = Lexicon::built_in_layers()
        .iter()
        .map(|layer| layer.path.to_string())
        .collect();
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let holds_entities = text.contains("\n[[entity]]") || text.contains("\n[[place]]");
        let path = file.display().to_string().replace('\\', "/");
        assert!(
            !holds_entities
                || text.contains("\noptional = true")
                || loaded.iter().any(|layer| path.ends_with(layer.as_str())),
            "{path}: no line in `built_in` of src/lexicon/layer.rs\n  help: add it there, or `optional = true` to its [meta]"
        );
    }
}

#[test]
fn files_are_in_order() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let ordered = in_order(&text);
        if text != ordered && update {
            std::fs::write(&file, ordered).unwrap();
        } else if text != ordered {
            wrong.push(file.display().to_string());
        }
    }
    assert!(
        wrong.is_empty(),
        "not in order: {}\n  help: UPDATE=1 cargo test --test dictionaries",
        wrong.join(", ")
    );
}

#[test]
fn every_file_says_where_it_comes_from() {
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let head: String = text
            .lines()
            .take(12)
            .collect::<Vec<_>>()
            .join("\n")
            .to_lowercase();
        assert!(
            ["source", "by hand", "counted over"]
                .iter()
                .any(|said| head.contains(said)),
            "{}: no source\n  help: say in a comment or [meta] where its facts come from and under which terms",
            file.display()
        );
    }
}

#[test]
fn texts_are_composed() {
    use unicode_normalization::is_nfc;
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            is_nfc(&text),
            "{}: not in Unicode's NFC\n  help: rewrite the file in NFC",
            file.display()
        );
    }
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries"),
        &mut files,
    );
    files
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}

/// The file with its `[[entity]]`, `[[place]]` and `[[outlet]]` tables by id, and no line of a list twice in that list.
fn in_order(text: &str) -> String {
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if ["[[entity]]", "[[place]]", "[[outlet]]"].contains(&line.trim_end()) {
            blocks.push(String::new());
        }
        let block = blocks.last_mut().unwrap();
        block.push_str(line);
        block.push('\n');
    }
    let head = once(blocks.remove(0).trim_end());
    let mut tables: Vec<(String, String)> = blocks.iter().map(|b| (id(b), once(b.trim_end()))).collect();
    tables.sort_by(|a, b| a.0.cmp(&b.0));
    let mut parts = vec![head];
    parts.extend(tables.into_iter().map(|(_, table)| table));
    parts.join("\n\n") + "\n"
}

fn id(block: &str) -> String {
    let line = block.lines().find(|l| l.starts_with("id = "));
    line.and_then(|l| l.split('"').nth(1))
        .unwrap_or_default()
        .to_owned()
}

/// Each line of a list once; lines outside of lists stay.
fn once(text: &str) -> String {
    let mut seen: Option<std::collections::BTreeSet<&str>> = None;
    let mut kept = Vec::new();
    for line in text.lines() {
        if line.trim_end().ends_with("= [") {
            seen = Some(std::collections::BTreeSet::new());
        } else if line.trim() == "]" {
            seen = None;
        } else if let Some(seen) = &mut seen
            && line.trim_start().starts_with(['"', '{'])
            && !seen.insert(line.trim())
        {
            continue;
        }
        kept.push(line);
    }
    kept.join("\n")
}
