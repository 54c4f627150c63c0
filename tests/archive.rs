#![allow(clippy::unwrap_used)]
//! The law of updates: whatever came, changed, moved and went, an archive is the one that a single build of the same inputs makes.

mod building;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use building::{Asked, build, zipped};
use dateline::archive::{Archive, Order, check};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

/// Articles that files are made of: three events, look-alikes among them, one undated, one in French, copies.
const TEXTS: [&str; 10] = [
    "2 May 2019\n\nFire at Lindmouth quay\n\nFour people were killed in a fire at Lindmouth quay on 1 May 2019, police said.",
    "3 May 2019\n\nQuay fire kills five\n\nFive people were killed when fire swept through Lindmouth quay on 1 May 2019, the mayor Ada Holm said.",
    "3 May 2019\n\nFire at quay\n\nAt least three people were killed in the fire at Lindmouth quay, the Lindmouth Fire Agency said on Thursday.",
    "20 June 2019\n\nFire at Dorst mill\n\nFour people were killed in a fire at a mill in Dorst on 19 June 2019, police said.",
    "21 June 2019\n\nMill fire\n\nFour people died in the fire at the mill in Dorst on Wednesday, said the owner, Jonas Kell. 20 workers were hurt.",
    "9 May 2019\n\nNew mayor\n\nThe council of Lindmouth chose Jonas Kell as mayor on 8 May 2019 with 12 votes to 7.",
    "Lindmouth remembers the quay fire\n\nFive people were killed in the fire at Lindmouth quay, where Ada Holm laid a wreath.",
    "2 mai 2019\n\nIncendie au quai\n\nQuatre personnes sont mortes dans un incendie au port de Lindmouth, selon la police de la ville.",
    "3 May 2019\n\nQuay fire kills five\n\nFive people were killed when fire swept through Lindmouth quay on 1 May 2019, the mayor Ada Holm said.",
    "1 March 2020\n\nTrial begins\n\nThe trial over the fire at Lindmouth quay, in which five people were killed, began on Monday before judge Ada Holm.",
];

/// Files of two inputs: some of one name, so that their articles want one id.
const FILES: [&str; 11] = [
    "a/001.txt",
    "a/sub/001.txt",
    "a/sub/002.txt",
    "a/sub.txt",
    "a/003.jsonl",
    "a/sub/004.jsonl.gz",
    "b/001.txt",
    "b/sub/005.jsonl",
    "b/003.jsonl",
    "a/sub/007.zip",
    "b/008.csv",
];

/// What a run names.
const RUNS: [&[&str]; 6] = [
    &["a"],
    &["b"],
    &["a", "b"],
    &["a/sub"],
    &["a/sub", "b"],
    &["a/sub", "a"],
];

#[derive(Debug, Clone)]
enum Change {
    /// A file with these texts: the first alone in a text file, all in others.
    Write(usize, [usize; 3]),
    Remove(usize),
    Rename(usize, usize),
    Copy(usize, usize),
}

fn changes() -> impl Strategy<Value = Change> {
    let file = 0..FILES.len();
    prop_oneof![
        4 => (file.clone(), proptest::array::uniform3(0..TEXTS.len())).prop_map(|(f, t)| Change::Write(f, t)),
        1 => file.clone().prop_map(Change::Remove),
        1 => (file.clone(), file.clone()).prop_map(|(x, y)| Change::Rename(x, y)),
        1 => (file.clone(), file).prop_map(|(x, y)| Change::Copy(x, y)),
    ]
}

fn write(path: &Path, texts: [usize; 3]) {
    let name = path.to_string_lossy();
    // Ids of lines clash between files, and now and then inside one.
    let line = |text: &usize| serde_json::json!({"id": format!("n{}", text % 4), "text": TEXTS[*text], "source": "Post"});
    let lines: Vec<String> = texts.iter().map(|text| line(text).to_string()).collect();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if name.ends_with(".gz") {
        let mut out = GzEncoder::new(fs::File::create(path).unwrap(), Compression::fast());
        out.write_all(lines.join("\n").as_bytes()).unwrap();
        out.finish().unwrap();
    } else if name.ends_with(".jsonl") {
        fs::write(path, lines.join("\n")).unwrap();
    } else if name.ends_with(".zip") {
        let entry = |text: &usize| (format!("in/{}.txt", text % 4), TEXTS[*text].to_owned());
        let entries: BTreeMap<String, String> = texts.iter().map(entry).collect();
        fs::write(path, zipped(&entries.into_iter().collect::<Vec<_>>())).unwrap();
    } else if name.ends_with(".csv") {
        let row = |text: &usize| format!("n{},\"{}\",Post\n", text % 4, TEXTS[*text]);
        let rows: String = texts.iter().map(row).collect();
        fs::write(path, format!("id,text,source\n{rows}")).unwrap();
    } else {
        fs::write(path, TEXTS[texts[0]]).unwrap();
    }
}

fn apply(root: &Path, change: &Change) {
    let path = |file: &usize| root.join(FILES[*file]);
    match change {
        Change::Write(file, texts) => write(&path(file), *texts),
        Change::Remove(file) => {
            let _ = fs::remove_file(path(file));
        }
        Change::Rename(from, to) | Change::Copy(from, to) if path(from).exists() => {
            fs::create_dir_all(path(to).parent().unwrap()).unwrap();
            fs::copy(path(from), path(to)).unwrap();
            if matches!(change, Change::Rename(x, y) if x != y) {
                fs::remove_file(path(from)).unwrap();
            }
        }
        Change::Rename(..) | Change::Copy(..) => {}
    }
}

/// The inputs of a run that are there, as it names them.
fn named(root: &Path, run: &[&str]) -> Vec<String> {
    let paths = run
        .iter()
        .map(|input| root.join(input))
        .filter(|path| path.exists());
    paths.map(|path| path.display().to_string()).collect()
}

/// Makes `to` what `from` is.
fn mirror(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let path = to.join(entry.file_name());
        if entry.path().is_dir() {
            mirror(&entry.path(), &path);
        } else {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

/// Everything that an archive tells but for scores: records, texts, stories, facts, counts.
fn told(archive: &Path) -> (Vec<String>, Vec<String>, Vec<String>, String) {
    let archive = Archive::open(archive).unwrap();
    let mut articles = Vec::new();
    archive
        .each_article(&mut |article| {
            articles.push(format!("{} {:?}", article.record.to_json(), article.text));
        })
        .unwrap();
    articles.sort();
    let counts = format!("{:?}", archive.manifest().counts);
    (
        articles,
        archive.story_lines().unwrap(),
        archive.fact_lines().unwrap(),
        counts,
    )
}

/// What searches give, with their scores.
fn found(archive: &Path) -> Vec<String> {
    let archive = Archive::open(archive).unwrap();
    [
        "fire",
        "quay OR mill",
        "\"were killed\"",
        "mayor kell",
        "feu OR incendie",
    ]
    .iter()
    .flat_map(|query| {
        let question = archive.ask(query).unwrap();
        let found = archive.find(&question, Order::Score, Some(50)).unwrap();
        let shown = |found| format!("{:?}", archive.hit(&question, found).unwrap());
        found.into_iter().map(shown).collect::<Vec<_>>()
    })
    .collect()
}

/// A corpus, its archive, and the corpus as the archive last saw it.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self, run: &[&str], merge: bool) {
        let inputs = named(&self.path("now"), run);
        if inputs.is_empty() {
            return;
        }
        build(
            &self.path("archive"),
            &Asked {
                inputs,
                merge,
                ..Asked::default()
            },
        )
        .unwrap();
        for input in run.iter().filter(|input| self.path("now").join(input).exists()) {
            mirror(&self.path("now").join(input), &self.path("seen").join(input));
        }
    }

    /// An archive of what the first one last saw, in one go.
    fn fresh(&self, merge: bool) -> PathBuf {
        let fresh = self.path("fresh");
        let _ = fs::remove_dir_all(&fresh);
        let inputs = named(&self.path("seen"), &["a", "b"]);
        build(
            &fresh,
            &Asked {
                inputs,
                merge,
                ..Asked::default()
            },
        )
        .unwrap();
        fresh
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_updated_archive_is_that_of_a_full_build(
        updates in proptest::collection::vec((proptest::collection::vec(changes(), 1..6), 0..RUNS.len()), 1..6),
        moved in any::<bool>(),
    ) {
        let world = World::new();
        // A narrower folder is no input of its own here: it would be one if it came first.
        for input in ["a", "b"] {
            write(&world.path("now").join(input).join("006.txt"), [5, 5, 5]);
        }
        world.build(&["a", "b"], false);
        for (changes, run) in &updates {
            for change in changes {
                apply(&world.path("now"), change);
            }
            world.build(RUNS[*run], false);
        }
        if moved {
            fs::rename(world.path("archive"), world.path("moved")).unwrap();
            fs::rename(world.path("moved"), world.path("archive")).unwrap();
        }
        prop_assert_eq!(told(&world.path("archive")), told(&world.fresh(true)));
        let checked = check(&world.path("archive"), None).unwrap();
        prop_assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        // The same inputs again, merged: search too is that of a full build.
        let seen = world.path("seen");
        mirror(&seen, &world.path("now"));
        world.build(&["a", "b"], true);
        prop_assert_eq!(told(&world.path("archive")), told(&world.path("fresh")));
        prop_assert_eq!(found(&world.path("archive")), found(&world.path("fresh")));
    }
}

fn corpus(world: &World, files: &[(&str, usize)]) {
    for (file, text) in files {
        write(
            &world.path("now").join(file),
            [*text, (*text + 1) % TEXTS.len(), (*text + 2) % TEXTS.len()],
        );
    }
}

fn asked(world: &World) -> Asked {
    Asked {
        inputs: named(&world.path("now"), &["a", "b"]),
        ..Asked::default()
    }
}

/// A pattern is an input of its own: what it matched and no longer does is gone, what it matches now is new.
#[test]
fn what_a_pattern_matches_is_updated_like_a_folder() {
    let world = World::new();
    let now = world.path("now");
    corpus(
        &world,
        &[("a/001.txt", 0), ("a/sub/002.txt", 1), ("a/003.jsonl", 2)],
    );
    let pattern = Asked {
        inputs: vec![now.join("a/**/*.txt").display().to_string()],
        ..Asked::default()
    };
    let archive = world.path("archive");
    assert_eq!(build(&archive, &pattern).unwrap().counts.articles, 2);
    fs::rename(now.join("a/sub/002.txt"), now.join("a/sub/002.text")).unwrap();
    corpus(&world, &[("a/sub/004.txt", 5), ("a/sub/005.txt", 3)]);
    build(&archive, &pattern).unwrap();
    let fresh = world.path("fresh");
    build(&fresh, &pattern).unwrap();
    assert_eq!(told(&archive), told(&fresh));
    assert_eq!(Archive::open(&archive).unwrap().manifest().counts.articles, 3);
}

#[test]
fn other_dictionaries_make_the_next_generation_without_the_files() {
    let world = World::new();
    corpus(&world, &[("a/001.txt", 0), ("a/003.jsonl", 1), ("b/001.txt", 4)]);
    build(&world.path("archive"), &asked(&world)).unwrap();
    let before = told(&world.path("archive"));
    let reader = Archive::open(&world.path("archive")).unwrap();
    // One input is not named: its texts come from the archive.
    let other = Asked {
        inputs: named(&world.path("now"), &["b"]),
        dictionaries: "others".into(),
        ..Asked::default()
    };
    let outcome = build(&world.path("archive"), &other).unwrap();
    assert_eq!((outcome.extracted, outcome.vanished), (5, 0));
    assert_eq!(
        fs::read_to_string(world.path("archive/CURRENT")).unwrap(),
        "gen-2\n"
    );
    assert_eq!(told(&world.path("archive")), before);
    // Who had it open goes on with the old generation.
    assert_eq!(reader.story_lines().unwrap(), before.1);
}

#[test]
fn an_unchanged_archive_of_many_deletions_is_smaller_and_one_segment_when_merged() {
    let world = World::new();
    corpus(&world, &[("a/001.txt", 0), ("a/003.jsonl", 1), ("b/001.txt", 4)]);
    build(&world.path("archive"), &asked(&world)).unwrap();
    for text in 0..TEXTS.len() {
        corpus(&world, &[("a/003.jsonl", text)]);
        build(&world.path("archive"), &asked(&world)).unwrap();
    }
    let merged = Asked {
        merge: true,
        ..asked(&world)
    };
    build(&world.path("archive"), &merged).unwrap();
    let meta = fs::read_to_string(world.path("archive/gen-1/meta.json")).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
    let segments = meta["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 1);
    assert!(segments[0]["deletes"].is_null());
}

/// Segments whose deleted documents are more than a tenth are written anew, so that a long life of small updates does not fill an archive with what is gone.
#[test]
fn deleted_documents_are_merged_away_above_a_tenth() {
    let world = World::new();
    corpus(&world, &[("a/001.txt", 0), ("b/001.txt", 4)]);
    build(&world.path("archive"), &asked(&world)).unwrap();
    for round in 0..12 {
        corpus(&world, &[("a/001.txt", round % TEXTS.len())]);
        build(&world.path("archive"), &asked(&world)).unwrap();
        let meta = fs::read_to_string(world.path("archive/gen-1/meta.json")).unwrap();
        let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
        for segment in meta["segments"].as_array().unwrap() {
            let deleted = segment["deletes"]["num_deleted_docs"].as_u64().unwrap_or(0);
            assert!(deleted * 10 <= segment["max_doc"].as_u64().unwrap(), "{segment}");
        }
    }
}

#[test]
fn what_was_damaged_is_found() {
    let world = World::new();
    corpus(&world, &[("a/001.txt", 0), ("a/003.jsonl", 1), ("b/001.txt", 4)]);
    build(&world.path("archive"), &asked(&world)).unwrap();
    assert!(check(&world.path("archive"), None).unwrap().findings.is_empty());
    let files: Vec<PathBuf> = fs::read_dir(world.path("archive/gen-1"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let mut tried = 0;
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        // Locks and the list of files are not what an archive is.
        if name.starts_with('.') {
            continue;
        }
        let whole = fs::read(file).unwrap();
        for at in [0, whole.len() / 2, whole.len() - 1] {
            let mut broken = whole.clone();
            broken[at] ^= 0x20;
            fs::write(file, &broken).unwrap();
            // Named in some way, and never a panic. meta.json is the index's own and has no checksum: some of its spaces mean nothing.
            let found = check(&world.path("archive"), None);
            if name != "meta.json" {
                assert!(
                    !found.is_ok_and(|checked| checked.findings.is_empty()),
                    "{name} at {at}"
                );
            }
            tried += 1;
        }
        fs::write(file, &whole).unwrap();
    }
    assert!(tried > 20);
    assert!(check(&world.path("archive"), None).unwrap().findings.is_empty());
}

#[test]
fn both_can_be_moved_together_and_the_archive_copied() {
    let world = World::new();
    corpus(&world, &[("a/001.txt", 0), ("a/003.jsonl", 1)]);
    build(&world.path("archive"), &asked(&world)).unwrap();
    let before = told(&world.path("archive"));
    let other = World::new();
    mirror(&world.path("now"), &other.path("now"));
    mirror(&world.path("archive"), &other.path("archive"));
    drop(world);
    assert_eq!(told(&other.path("archive")), before);
    let outcome = build(&other.path("archive"), &asked(&other)).unwrap();
    assert_eq!(
        (outcome.unchanged, outcome.vanished, outcome.extracted),
        (4, 0, 0)
    );
    assert_eq!(told(&other.path("archive")), before);
}
