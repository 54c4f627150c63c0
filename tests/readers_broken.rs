//! Broken inputs: a damaged record never takes its neighbours along, every skip has its reason, and no bytes make a reader panic.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use dateline::ingest::{self, Intake, Item, Limits, Options, Source};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tempfile::TempDir;

const SAME: &str = "tests/fixtures/ingest/same";

/// Ids of the articles, and places and reasons of what was skipped.
fn read_bytes(name: &str, bytes: &[u8], limits: Limits) -> (Vec<String>, Vec<String>) {
    let options = Options {
        limits,
        ..Options::default()
    };
    let (mut ids, mut skipped) = (Vec::new(), Vec::new());
    let mut sink = |item| {
        match item {
            Item::Article(article) => ids.push(article.id),
            Item::Skipped(s) => skipped.push(format!("{}: {}", s.place.unwrap_or_default(), s.reason)),
            Item::Warning(_) | Item::Reading(_) | Item::Kept(_) | Item::Ledger(_) => {}
        }
        ControlFlow::Continue(())
    };
    let mut intake = Intake::new(&options, &mut sink).unwrap();
    let mut stream = bytes;
    let flow = intake.open(Source::new(name.to_owned()), &mut stream);
    assert!(flow.is_continue());
    drop(intake);
    (ids, skipped)
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{SAME}/{name}")).unwrap()
}

/// A fixture with the first `from` in it changed.
fn changed(name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture(name)).unwrap();
    assert!(text.contains(from), "{name}: {from}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_damaged_record_takes_no_neighbour_along() {
    // File, what is broken in it, the articles that are left, and what is said of the rest.
    let cases: [(&str, Vec<u8>, &[&str], &str); 8] = [
        (
            "news.csv",
            changed("news.csv", "bank-1,", "bank-1,extra,"),
            &["fog-1", "fog-2"],
            "line 10: has 7 cells where the header has 6",
        ),
        (
            "news.csv",
            changed("news.csv", "fog-2,Ferry", "fog-2,\"Ferry"),
            &["fog-1", "bank-1"],
            "line 7: has ",
        ),
        (
            "news.rss",
            changed("news.rss", "</guid>", "</gu>"),
            &["fog-2", "bank-1"],
            "item 1: is not well-formed XML",
        ),
        (
            "news.rss",
            changed("news.rss", "</item>", ""),
            &["fog-2", "bank-1"],
            "item 1: ends in the middle of a record",
        ),
        (
            "news.atom",
            changed("news.atom", "<title>Ferry", "<title>Ferry </b>"),
            &["fog-1", "bank-1"],
            "item 2: is not well-formed XML",
        ),
        (
            "news.mbox",
            changed("news.mbox", "Some 85", "\0\u{1}"),
            &["fog-1", "fog-2", "bank-1"],
            "",
        ),
        (
            "proquest.txt",
            changed("proquest.txt", "Full text: Some", "Some"),
            &["fog-1", "bank-1"],
            "document 2: no body was found in it",
        ),
        (
            "nexis.txt",
            changed("nexis.txt", "LENGTH: 84 words", ""),
            &["nexis#1", "nexis#2", "nexis#3"],
            "",
        ),
    ];
    for (name, bytes, left, said) in cases {
        let (ids, skipped) = read_bytes(name, &bytes, Limits::default());
        assert_eq!(ids, left, "{name}: {said} {skipped:?}");
        assert!(skipped.is_empty() == said.is_empty(), "{name}: {skipped:?}");
        assert!(
            said.is_empty() || skipped.iter().any(|s| s.starts_with(said)),
            "{name}: {skipped:?}"
        );
    }
}

#[test]
fn a_damaged_member_of_a_web_archive_takes_no_neighbour_along() {
    let mut bytes = fixture("cc.warc.gz");
    // The members: warcinfo, then a request and a response each.
    let starts: Vec<usize> = (0..bytes.len() - 3)
        .filter(|at| bytes[*at..].starts_with(&[0x1F, 0x8B, 0x08]))
        .collect();
    assert_eq!(starts.len(), 7);
    let middle = usize::midpoint(starts[4], starts[5]);
    bytes[middle..middle + 8].fill(0xFF);
    let (ids, skipped) = read_bytes("cc.warc.gz", &bytes, Limits::default());
    assert_eq!(ids.len(), 2, "{ids:?} {skipped:?}");
    assert!(
        skipped
            .iter()
            .any(|s| s.contains("the compressed data is damaged")),
        "{skipped:?}"
    );
}

#[test]
fn a_damaged_entry_of_a_zip_takes_no_neighbour_along() {
    let mut bytes = fixture("news.zip");
    let second = bytes.windows(9).position(|w| w == b"fog-2.jso").unwrap();
    bytes[second + 60..second + 90].fill(0xFF);
    let (ids, skipped) = read_bytes("news.zip", &bytes, Limits::default());
    assert_eq!(ids, ["fog-1", "bank-1"]);
    assert_eq!(skipped.len(), 1, "{skipped:?}");
}

#[test]
fn a_truncated_input_gives_what_came_before() {
    for name in [
        "news.jsonl",
        "gz.jsonl.gz",
        "xz.jsonl.xz",
        "zst.jsonl.zst",
        "news.csv",
        "news.zip",
        "news.warc",
        "cc.warc.gz",
        "news.rss",
        "news.atom",
    ] {
        let bytes = fixture(name);
        let whole = read_bytes(name, &bytes, Limits::default()).0;
        for part in 1..10 {
            let (ids, skipped) = read_bytes(name, &bytes[..bytes.len() * part / 10], Limits::default());
            assert!(whole.starts_with(&ids), "{name} {part}/10: {ids:?}");
            assert!(
                ids.len() == whole.len() || !skipped.is_empty(),
                "{name} {part}/10 says nothing of what is missing"
            );
        }
    }
}

#[test]
fn packed_inputs_end_at_the_limit() {
    let limits = Limits {
        expanded: 1 << 20,
        ..Limits::default()
    };
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b'a'; 4 << 20]).unwrap();
    let bomb = encoder.finish().unwrap();
    let (ids, skipped) = read_bytes("bomb.txt.gz", &bomb, limits);
    assert!(
        ids.is_empty() && skipped[0].contains("expands to more than the limit of 1 MB"),
        "{skipped:?}"
    );
    for name in [
        "bz.jsonl.bz2",
        "xz.jsonl.xz",
        "zst.jsonl.zst",
        "gz.jsonl.gz",
        "news.zip",
    ] {
        let limits = Limits {
            expanded: 700,
            ..Limits::default()
        };
        let (_, skipped) = read_bytes(name, &fixture(name), limits);
        assert!(
            skipped
                .iter()
                .any(|s| s.contains("expands to more than the limit of 700 bytes")),
            "{name}: {skipped:?}"
        );
    }
}

#[test]
fn noise_under_every_name_is_skipped_with_a_reason() {
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for name in [
        "a.txt",
        "a.csv",
        "a.jsonl",
        "a.html",
        "a.warc",
        "a.eml",
        "a.zip",
        "a.parquet",
        "a.sqlite",
        "a.xml",
        "",
    ] {
        let (ids, skipped) = read_bytes(name, &noise, Limits::default());
        assert!(!skipped.is_empty() || !ids.is_empty(), "{name}");
    }
}

/// Reads bytes as a file on disk, as databases and Parquet need it.
fn read_file(name: &str, bytes: &[u8]) -> usize {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let mut items = 0;
    ingest::read(
        &[path.to_str().unwrap().to_owned()],
        &Options::default(),
        &mut |_| {
            items += 1;
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    items
}

fn fixtures() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(SAME)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A change of some bytes: where (as a part of the length), what, and how.
#[derive(Debug, Clone)]
enum Change {
    Flip(f64, u8),
    Cut(f64),
    Remove(f64, u8),
    Repeat(f64, u8),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0.0..1.0, any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (0.0..1.0).prop_map(Change::Cut),
        (0.0..1.0, any::<u8>()).prop_map(|(at, many)| Change::Remove(at, many)),
        (0.0..1.0, any::<u8>()).prop_map(|(at, many)| Change::Repeat(at, many)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |at: f64, bytes: &[u8]| (at * bytes.len() as f64) as usize;
    match change {
        _ if bytes.is_empty() => {}
        Change::Flip(at, byte) => {
            let at = place(*at, bytes);
            bytes[at] ^= byte;
        }
        Change::Cut(at) => bytes.truncate(place(*at, bytes)),
        Change::Remove(at, many) => {
            let at = place(*at, bytes);
            let end = (at + usize::from(*many)).min(bytes.len());
            bytes.drain(at..end);
        }
        Change::Repeat(at, many) => {
            let at = place(*at, bytes);
            let end = (at + usize::from(*many)).min(bytes.len());
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(which in 0_usize..1000, changes in prop::collection::vec(change(), 1..6)) {
        let names = fixtures();
        let name = &names[which % names.len()];
        let mut bytes = fixture(name);
        for change in &changes {
            apply(&mut bytes, change);
        }
        let items = read_file(name, &bytes);
        prop_assert!(items > 0, "{name}: nothing was said");
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}", name in "[a-z]{1,3}\\.(txt|csv|md|html|xml|eml|jsonl|json|tsv)") {
        prop_assert!(read_file(&name, text.as_bytes()) > 0);
    }
}
