//! Notations of linguists, of threat reports and of networks, read back by their own tools.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{archive, read_back, run};

/// Articles that try to break out of a format, as an archive.
fn hostile() -> &'static Path {
    static ARCHIVE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = ARCHIVE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive");
        let lines = folder.path().join("hostile.jsonl");
        std::fs::write(&lines, hostile_lines()).unwrap();
        run(&[
            "build",
            lines.to_str().unwrap(),
            "--config",
            "none",
            "-o",
            path.to_str().unwrap(),
        ]);
        (folder, path)
    });
    path
}

fn hostile_lines() -> String {
    let article = |id: &str, title: &str, text: &str, date: Option<&str>| {
        let line = serde_json::json!({"id": id, "title": title, "text": text, "date": date, "source": "<Globe> & \"Mail\""});
        format!("{line}\n")
    };
    [
        article(
            "../up/<1>.ann",
            "<script>alert(1)</script>\t\"World Paddle Union\" ]]> & 3 May",
            "On Monday the World\nPaddle\r\nUnion said]]> that \u{1f5de}\u{fe0f} more than 80 athletes\u{0}\u{b} <b>of Norway</b> left on 3\u{a0}May 2017.\r\rThe union, WPU, met Anna Berg's lawyers on 5 May\u{2028}2017.",
            Some("2017-05-09"),
        ),
        article(
            "../up/<1>_ann",
            "=cmd|' /C calc'!A0",
            "=cmd() paid $1.5m to \u{202e}Harbour Bank\u{202c} in Oslo; \"\"quoted\"\" \u{301}accent on a blank. \u{feff}-DOCSTART- -X- O O\n\n# 20 people, 12 per cent\ttabbed",
            None,
        ),
        article("con\u{1}", "", " \n\u{0}\u{200b}", Some("2017-05-10")),
        article("CON\u{1}", "\u{ffff}\u{1}", "e\u{301}\u{1f1f3}\u{1f1f4}", Some("2017-05-10")),
    ]
    .concat()
}

/// An export of each archive in a format, beside its JSON Lines, goes to a script; `name` is what the export is called.
fn is_read_back(format: &str, name: &str, script: &str) {
    for archive in [archive(), hostile()] {
        let folder = tempfile::tempdir().unwrap();
        let written = |format: &str, name: &str, more: &[&str]| {
            let path = folder.path().join(name);
            let mut arguments = vec!["export", "-a", archive.to_str().unwrap(), "--format", format];
            arguments.extend(["-o", path.to_str().unwrap()]);
            arguments.extend(more);
            run(&arguments);
            path
        };
        let lines = written("jsonl", "lines.jsonl", &["--with-text"]);
        let path = written(format, name, &[]);
        read_back(script, &[&path, &lines]);
    }
}

#[test]
fn timex3_is_read_back() {
    is_read_back("timex3", "timeml", "timex3.py");
}

#[test]
fn brat_is_read_back() {
    is_read_back("brat", "brat", "brat_standoff.py");
}

#[test]
fn conll_is_read_back() {
    is_read_back("conll", "conll", "conll_columns.py");
}

#[test]
fn spacy_is_read_back() {
    is_read_back("spacy", "docs.jsonl", "spacy_docs.py");
}

#[test]
fn web_annotations_are_read_back() {
    is_read_back("web-annotation", "annotations.jsonld", "web_annotations.py");
}

#[test]
fn stix_is_read_back() {
    is_read_back("stix", "bundle.json", "stix_bundle.py");
}

#[test]
fn graphml_is_read_back() {
    is_read_back("graphml", "graph.graphml", "graph.py");
}
