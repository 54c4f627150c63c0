//! The program as scripts and people use it: transcripts of every command, and what holds between commands.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const FERRY: &str = include_str!("fixtures/ferry.jsonl");

/// Runs the program in a folder, with `input` on standard input.
fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(folder, arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        // A program that refuses its arguments does not read its input.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("DATELINE_ARCHIVE")
        .env("DATELINE_CONFIG", "none")
        .env_remove("DATELINE_FORMAT");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Standard output of a run that must end with `code`.
fn expect(folder: &Path, arguments: &[&str], input: &[u8], code: i32) -> Vec<u8> {
    let output = run(folder, arguments, input);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn stderr(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    String::from_utf8(run(folder, arguments, input).stderr).unwrap()
}

/// A folder with the ferry articles, one file each, named so that they are read in this order.
fn corpus(folder: &Path, order: &[usize]) {
    let lines: Vec<&str> = FERRY.lines().collect();
    fs::create_dir_all(folder.join("corpus")).unwrap();
    for (place, line) in order.iter().enumerate() {
        fs::write(
            folder.join(format!("corpus/{place}.jsonl")),
            format!("{}\n", lines[*line]),
        )
        .unwrap();
    }
}

/// What a command prints, without what an order of files may change: the paths.
fn results(folder: &Path) -> [Vec<u8>; 4] {
    let facts = run(folder, &["facts", "--format", "jsonl"], b"").stdout;
    let stories = run(folder, &["stories", "--format", "jsonl"], b"").stdout;
    let entities = run(folder, &["entities", "--format", "jsonl"], b"").stdout;
    let search = run(folder, &["search", "fire OR council", "--format", "csv"], b"").stdout;
    [facts, stories, entities, search]
}

#[test]
fn transcripts_of_questions_to_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("swimmers");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cli/corpus");
    let arguments = ["build", corpus.to_str().unwrap(), "-o", archive.to_str().unwrap()];
    expect(folder.path(), &arguments, b"", 0);
    let cases = trycmd::TestCases::new();
    cases
        .env("DATELINE_ARCHIVE", archive.to_str().unwrap())
        .env("DATELINE_CONFIG", "none")
        .case("tests/cmd/*.md");
}

/// Its commands write one archive one after the other.
#[test]
fn transcript_of_builds() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("swimmers");
    let cases = trycmd::TestCases::new();
    cases
        .env("DATELINE_ARCHIVE", archive.to_str().unwrap())
        .env("DATELINE_CONFIG", "none")
        .case("tests/cmd/build/*.md");
}

/// Each in a folder of its own with its files.
#[test]
fn transcripts_of_comparisons() {
    trycmd::TestCases::new()
        .case("tests/cmd/diff/*.md")
        .case("tests/cmd/fuse/*.md");
}

#[test]
fn extracting_and_reconciling_gives_the_facts_of_a_build() {
    let folder = tempfile::tempdir().unwrap();
    for threads in ["1", "2"] {
        let threads = ["--threads", threads];
        let archive = format!("archive-{}", threads[1]);
        expect(
            folder.path(),
            &[&["build", "-", "-o", &archive], &threads[..]].concat(),
            FERRY.as_bytes(),
            0,
        );
        let facts = run(
            folder.path(),
            &["facts", "-a", &archive, "--format", "jsonl"],
            b"",
        )
        .stdout;
        let lines = expect(
            folder.path(),
            &[&["extract", "-"], &threads[..]].concat(),
            FERRY.as_bytes(),
            0,
        );
        let reconciled = expect(
            folder.path(),
            &[&["reconcile", "-", "--format", "jsonl"], &threads[..]].concat(),
            &lines,
            0,
        );
        assert_eq!(
            String::from_utf8(facts).unwrap(),
            String::from_utf8(reconciled).unwrap()
        );
    }
}

#[test]
fn the_order_of_files_and_the_threads_change_nothing() {
    let mut seen = Vec::new();
    for (order, threads) in [
        ([0, 1, 2, 3], "1"),
        ([0, 1, 2, 3], "2"),
        ([3, 1, 0, 2], "2"),
        ([2, 3, 1, 0], "1"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        corpus(folder.path(), &order);
        expect(folder.path(), &["build", "--threads", threads], b"", 0);
        seen.push(results(folder.path()));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_second_build_extracts_nothing_and_leaves_the_archive_alone() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2, 3]);
    assert!(stderr(folder.path(), &["build"], b"").contains("4 articles"));
    let meta = folder.path().join("archive/gen-1/meta.json");
    let before = fs::read(&meta).unwrap();
    let second = stderr(folder.path(), &["build"], b"");
    assert!(second.contains("nothing changed: nothing extracted"), "{second}");
    assert_eq!(fs::read(&meta).unwrap(), before);
}

#[test]
fn a_changed_a_new_and_a_vanished_article_end_in_the_archive_of_a_full_build() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2]);
    expect(folder.path(), &["build"], b"", 0);
    let changed = FERRY
        .lines()
        .nth(1)
        .unwrap()
        .replace("Four people", "Five people");
    fs::write(folder.path().join("corpus/1.jsonl"), format!("{changed}\n")).unwrap();
    fs::remove_file(folder.path().join("corpus/2.jsonl")).unwrap();
    fs::write(
        folder.path().join("corpus/3.jsonl"),
        format!("{}\n", FERRY.lines().nth(3).unwrap()),
    )
    .unwrap();
    let told = stderr(folder.path(), &["build"], b"");
    assert!(told.contains("2 new or changed, 1 unchanged, 1 gone"), "{told}");

    let fresh = tempfile::tempdir().unwrap();
    fs::create_dir(fresh.path().join("corpus")).unwrap();
    for name in ["0", "1", "3"] {
        let file = format!("corpus/{name}.jsonl");
        fs::copy(folder.path().join(&file), fresh.path().join(&file)).unwrap();
    }
    expect(fresh.path(), &["build"], b"", 0);
    // Scores count deleted articles until they are merged away; what was found does not.
    assert_eq!(results(folder.path())[..3], results(fresh.path())[..3]);
    assert!(
        expect(
            folder.path(),
            &["search", "Five people", "--format", "csv"],
            b"",
            0
        )
        .len()
            > 50
    );
    expect(folder.path(), &["show", "post-1"], b"", 1);
    // Merged, scores are those of a full build too.
    expect(folder.path(), &["build", "--merge"], b"", 0);
    assert_eq!(results(folder.path()), results(fresh.path()));
}

#[test]
fn other_settings_remake_the_archive_and_other_stories_do_not() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2, 3]);
    expect(folder.path(), &["build"], b"", 0);
    let stories = stderr(folder.path(), &["build", "--stories-from", "source"], b"");
    assert!(!folder.path().join("archive/gen-2").exists(), "{stories}");
    expect(folder.path(), &["build", "--anchor", "text"], b"", 0);
    assert_eq!(
        fs::read_to_string(folder.path().join("archive/CURRENT")).unwrap(),
        "gen-2\n"
    );
    assert!(!folder.path().join("archive/gen-1").exists());
}

#[test]
fn a_folder_that_lost_most_of_its_files_does_not_empty_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2, 3]);
    expect(folder.path(), &["build"], b"", 0);
    for name in ["0", "1", "2"] {
        fs::remove_file(folder.path().join(format!("corpus/{name}.jsonl"))).unwrap();
    }
    let told = stderr(folder.path(), &["build"], b"");
    assert!(
        told.contains("3 of its 4 articles are no longer in corpus") && told.contains("--replace"),
        "{told}"
    );
    expect(folder.path(), &["show", "quay-1"], b"", 0);
    expect(folder.path(), &["build", "--replace"], b"", 0);
    expect(folder.path(), &["show", "quay-1"], b"", 1);
}

#[test]
fn what_a_run_does_not_name_stays_until_it_is_to_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1]);
    expect(folder.path(), &["build"], b"", 0);
    let line = |nth: usize| FERRY.lines().nth(nth).unwrap().to_owned();
    let told = stderr(folder.path(), &["build", "-"], line(2).as_bytes());
    assert!(told.contains("1 new or changed, 2 unchanged, 0 gone"), "{told}");
    // The same id again is another state of the same article.
    let changed = line(2).replace("people", "persons");
    for (input, told) in [
        (&changed, "1 new or changed, 2 unchanged, 0 gone"),
        (&changed, "nothing changed"),
        (&line(3), "1 new or changed, 3 unchanged, 0 gone"),
    ] {
        let said = stderr(folder.path(), &["build", "-"], input.as_bytes());
        assert!(said.contains(told), "{said}");
    }
    // From elsewhere and by another name, it is the same folder.
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    let from = ["build", "./../corpus/", "-o", "../archive"];
    let told = stderr(&folder.path().join("elsewhere"), &from, b"");
    assert!(told.contains("nothing changed"), "{told}");
    let told = stderr(folder.path(), &["build", "corpus", "--replace"], b"");
    assert!(told.contains("0 new or changed, 2 unchanged, 2 gone"), "{told}");
}

#[test]
fn renamed_and_copied_files_are_known_by_their_content() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join("corpus").join(name);
    fs::create_dir(folder.path().join("corpus")).unwrap();
    fs::write(
        path("one.txt"),
        "A storm hit Lindmouth on 3 May 2019. Two people were killed.",
    )
    .unwrap();
    fs::write(
        path("two.txt"),
        "The council of Lindmouth met on 9 May 2019 and chose a mayor.",
    )
    .unwrap();
    expect(folder.path(), &["build"], b"", 0);
    fs::rename(path("one.txt"), path("uno.txt")).unwrap();
    fs::copy(path("two.txt"), path("copy.txt")).unwrap();
    let told = stderr(folder.path(), &["build"], b"");
    assert!(
        told.contains("0 new or changed, 2 known by content, 1 unchanged, 0 gone"),
        "{told}"
    );
    expect(folder.path(), &["show", "uno"], b"", 0);
    expect(folder.path(), &["show", "one"], b"", 1);
}

#[test]
fn a_locked_archive_is_refused_with_its_holder_and_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1]);
    expect(folder.path(), &["build"], b"", 0);
    let lock = fs::File::options()
        .write(true)
        .open(folder.path().join("archive/lock"))
        .unwrap();
    lock.lock().unwrap();
    fs::write(folder.path().join("archive/lock"), "process 4711").unwrap();
    let output = run(folder.path(), &["build"], b"");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("another build is writing this archive (archive): process 4711 holds it"),
        "{told}"
    );
    expect(folder.path(), &["search", "fire"], b"", 0);
    drop(lock);
    expect(folder.path(), &["build"], b"", 0);
}

#[test]
fn an_archive_of_another_format_is_named_as_such() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0]);
    expect(folder.path(), &["build"], b"", 0);
    let about = folder.path().join("archive/archive.json");
    let about_it = fs::read_to_string(&about).unwrap();
    let format = format!("\"format\": {}", dateline::archive::FORMAT);
    let other = about_it.replacen(&format, "\"format\": 99", 1);
    fs::write(&about, other).unwrap();
    for arguments in [&["search", "fire"][..], &["facts"], &["stories"], &["build"]] {
        let output = run(folder.path(), arguments, b"");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("another format (archive): format 99"), "{told}");
    }
}

#[test]
fn a_build_that_was_stopped_is_told_and_finished() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1]);
    expect(folder.path(), &["build"], b"", 0);
    fs::remove_file(folder.path().join("archive/CURRENT")).unwrap();
    assert!(stderr(folder.path(), &["facts"], b"").contains("its first build was stopped"));
    expect(folder.path(), &["build"], b"", 0);
    expect(folder.path(), &["search", "fire"], b"", 0);
}

#[test]
fn an_archive_can_be_moved() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2]);
    expect(folder.path(), &["build"], b"", 0);
    let before = results(folder.path());
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    fs::rename(
        folder.path().join("archive"),
        folder.path().join("elsewhere/archive"),
    )
    .unwrap();
    assert_eq!(results(&folder.path().join("elsewhere")), before);
}

/// Who may not write there reads all the same: no lock, no file is needed.
#[cfg(unix)]
#[test]
fn an_archive_of_another_user_or_on_a_read_only_disk_can_be_read() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    /// `nobody` on most systems.
    const OTHER: u32 = 65_534;
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1]);
    expect(folder.path(), &["build"], b"", 0);
    let archive = folder.path().join("archive");
    for path in [folder.path().to_owned(), archive.join("gen-1"), archive.clone()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
    }
    for arguments in [
        &["stories"][..],
        &["facts"],
        &["search", "fire"],
        &["show", "quay-1"],
    ] {
        let mut command = command(folder.path(), arguments);
        if fs::metadata(folder.path()).unwrap().uid() == 0 {
            command.uid(OTHER);
        }
        match command.output() {
            Ok(output) => assert_eq!(
                output.status.code(),
                Some(0),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            ),
            // The program itself may lie where the other user cannot go.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied),
        }
    }
    for path in [archive.clone(), archive.join("gen-1"), folder.path().to_owned()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<&str> = FERRY.lines().collect();
    lines.insert(1, "{\"id\":\"broken\",");
    let output = run(folder.path(), &["extract", "-"], lines.join("\n").as_bytes());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(output.stdout.lines().count(), 4);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("skipped (-, line 2)"), "{told}");
    let built = run(folder.path(), &["build", "-"], lines.join("\n").as_bytes());
    assert_eq!(built.status.code(), Some(3));
    assert!(
        String::from_utf8(built.stderr)
            .unwrap()
            .contains("1 skipped: 1 × ")
    );
    let reconciled = run(folder.path(), &["reconcile", "-"], b"no json\n");
    assert_eq!(reconciled.status.code(), Some(3));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut many = String::new();
    for n in 0..3000 {
        many.push_str(
            &FERRY
                .lines()
                .next()
                .unwrap()
                .replace("quay-1", &format!("quay-{n}")),
        );
        many.push('\n');
    }
    let input = folder.path().join("many.jsonl");
    fs::write(&input, many).unwrap();
    let mut child = command(folder.path(), &["extract", "many.jsonl"])
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.contains("quay-0"));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn with_text_adds_the_text_and_offsets_index_it() {
    let folder = tempfile::tempdir().unwrap();
    let lines = expect(
        folder.path(),
        &["extract", "-", "--with-text"],
        FERRY.as_bytes(),
        0,
    );
    for line in String::from_utf8(lines).unwrap().lines() {
        let record: dateline::model::Record = serde_json::from_str(line).unwrap();
        let text = record.text.unwrap();
        for mention in record
            .mentions
            .iter()
            .filter(|m| m.field == dateline::model::Field::Text)
        {
            assert_eq!(
                &text[mention.byte_start as usize..mention.byte_end as usize],
                mention.text
            );
            let points: String = text
                .chars()
                .skip(mention.start as usize)
                .take((mention.end - mention.start) as usize)
                .collect();
            assert_eq!(points, mention.text);
        }
    }
}

#[test]
fn completions_and_manual_are_made_from_the_definitions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            String::from_utf8(expect(folder.path(), &["completions", shell], b"", 0))
                .unwrap()
                .contains("stories")
        );
    }
    assert!(
        String::from_utf8(expect(folder.path(), &["man"], b"", 0))
            .unwrap()
            .contains("reconcile")
    );
}

#[test]
fn an_alias_finds_the_articles_of_its_entity() {
    let folder = tempfile::tempdir().unwrap();
    let article = r#"{"id":"a","date":"2019-06-03","title":"Clinic attacked","text":"The group Fancy Bear broke into the servers of a clinic, police said."}"#;
    expect(folder.path(), &["build", "-"], article.as_bytes(), 0);
    let found = expect(
        folder.path(),
        &["search", "Strontium", "--format", "table"],
        b"",
        0,
    );
    assert!(
        String::from_utf8(found)
            .unwrap()
            .contains("The group [Fancy Bear] broke")
    );
    expect(folder.path(), &["search", "exact:strontium"], b"", 1);
}

#[test]
fn a_fact_is_told_step_by_step() {
    let folder = tempfile::tempdir().unwrap();
    expect(folder.path(), &["build", "-"], FERRY.as_bytes(), 0);
    let facts = expect(folder.path(), &["facts", "--format", "jsonl"], b"", 0);
    let told = |line: &str| {
        let fact: dateline::model::Fact = serde_json::from_str(line).unwrap();
        (fact.positions.len() > 1).then(|| expect(folder.path(), &["why", &fact.fact], b"", 0))
    };
    let facts = String::from_utf8(facts).unwrap();
    let why = facts.lines().find_map(told).expect("a fact with two positions");
    let why = String::from_utf8(why).unwrap();
    for step in [
        "position  1. ",
        "position  2. ",
        "relation  ",
        "verdict  ",
        "offsets  ",
        "anchor  ",
        "dictionaries/questions/",
    ] {
        assert!(why.contains(step), "{step} in {why}");
    }
}

#[test]
fn what_a_terminal_acts_on_is_escaped_in_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let article = "{\"id\":\"a\\u001b[2J\",\"date\":\"2019-06-03\",\"source\":\"Post\\u001b[31m\",\"title\":\"Fire\\u0007\",\"text\":\"Three \\u001b[1mpeople were killed in the fire on Monday, police said.\"}\n";
    expect(folder.path(), &["build", "-"], article.as_bytes(), 0);
    let lines = expect(folder.path(), &["extract", "-"], article.as_bytes(), 0);
    for arguments in [
        &["search", "fire"][..],
        &["facts"],
        &["stories"],
        &["show", "a\u{1b}[2J"],
        &["reconcile", "-"],
    ] {
        let arguments = [arguments, &["--format", "table"]].concat();
        let shown = run(folder.path(), &arguments, &lines).stdout;
        assert!(!shown.is_empty(), "{arguments:?}");
        assert!(
            !shown.iter().any(|byte| matches!(byte, 0x1b | 0x07)),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&shown).escape_debug()
        );
    }
}

#[test]
fn a_broken_dictionary_is_refused_before_any_article() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("mine.toml"),
        "[[entity]]\nid = \"org/x\"\ntype = \"organisation\"\nname = \n",
    )
    .unwrap();
    for command in [&["extract", "-"][..], &["build", "-"]] {
        let output = run(
            folder.path(),
            &[command, &["--dictionary", "mine.toml"]].concat(),
            b"no json\n",
        );
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.starts_with("dateline: this dictionary cannot be used (mine.toml:4)"),
            "{told}"
        );
        assert!(!told.contains("skipped") && output.stdout.is_empty());
    }
    assert!(!folder.path().join("archive").exists());
}

#[test]
fn a_build_that_reads_nothing_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for path in ["empty", "-", "not-there"] {
        expect(folder.path(), &["build", path], b"", 2);
        assert!(!folder.path().join("archive").exists(), "{path}");
    }
}

/// A build that is killed at any moment leaves what was there before, and running it again ends in the archive of an undisturbed build.
#[test]
fn a_killed_build_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut many = String::new();
    for n in 0..400 {
        for line in FERRY.lines() {
            many.push_str(&line.replace("\"id\":\"", &format!("\"id\":\"n{n}-")));
            many.push('\n');
        }
    }
    fs::write(folder.path().join("many.jsonl"), many).unwrap();
    fs::write(folder.path().join("few.jsonl"), FERRY).unwrap();
    let build = |paths: &[&str], archive: &str| {
        expect(
            folder.path(),
            &[&["build", "-o", archive], paths].concat(),
            b"",
            0,
        );
    };
    let stories = |archive: &str| {
        run(
            folder.path(),
            &["stories", "-a", archive, "--format", "jsonl"],
            b"",
        )
        .stdout
    };
    build(&["few.jsonl", "many.jsonl"], "whole");
    build(&["few.jsonl"], "killed");
    let before = stories("killed");
    for milliseconds in [200, 600, 1000] {
        let arguments = ["build", "-o", "killed", "few.jsonl", "many.jsonl"];
        let mut child = command(folder.path(), &arguments).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = stories("killed");
        assert!(
            after == before || after == stories("whole"),
            "after {milliseconds} ms"
        );
    }
    build(&["few.jsonl", "many.jsonl"], "killed");
    assert_eq!(stories("killed"), stories("whole"));
}

#[test]
fn what_a_build_spills_goes_with_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ferry.jsonl"), FERRY).unwrap();
    let spill = folder.path().join("archive/reports.spill");
    // As a killed build leaves it: cut anywhere.
    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(&spill, b"half an article").unwrap();
    expect(folder.path(), &["build", "ferry.jsonl", "-o", "archive"], b"", 0);
    assert!(!spill.exists());
    let facts = expect(
        folder.path(),
        &["facts", "-a", "archive", "--format", "jsonl"],
        b"",
        0,
    );
    let lines = expect(folder.path(), &["extract", "ferry.jsonl"], b"", 0);
    assert_eq!(
        facts,
        expect(folder.path(), &["reconcile", "-", "--format", "jsonl"], &lines, 0)
    );
}

#[test]
fn colours_only_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    expect(folder.path(), &["build", "-"], FERRY.as_bytes(), 0);
    let coloured = |arguments: &[&str], variable: (&str, &str)| {
        let mut command = command(folder.path(), arguments);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let output = command.env(variable.0, variable.1).output().unwrap();
        assert!(!output.stderr.contains(&0x1b), "progress in a pipe");
        output.stdout.contains(&0x1b)
    };
    let facts = &["facts", "--format", "table"][..];
    assert!(!coloured(facts, ("TERM", "xterm")));
    assert!(coloured(facts, ("CLICOLOR_FORCE", "1")));
    assert!(coloured(
        &[facts, &["--color", "always"]].concat(),
        ("NO_COLOR", "1")
    ));
    assert!(!coloured(
        &[facts, &["--color", "never"]].concat(),
        ("CLICOLOR_FORCE", "1")
    ));
}

/// Six short articles: one defines AMRA and one writes it alone; two define AMR differently and one writes it alone; one is in French.
const ACRONYMS: &str = r#"{"id":"1","date":"2020-01-01","text":"The Alpine Marten Rescue Agency (AMRA) counted its martens on Monday. AMRA is based in Lindmouth."}
{"id":"2","date":"2020-01-02","text":"AMRA said on Tuesday that it needs money. The head of AMRA, Jana Holub, spoke in Lindmouth."}
{"id":"3","date":"2020-01-03","text":"The Arctic Mining Register (AMR) was closed. AMR said so on Monday."}
{"id":"4","date":"2020-01-03","text":"The Alpine Marten Registry (AMR) was opened. AMR said so on Monday."}
{"id":"5","date":"2020-01-04","text":"AMR said on Tuesday that it is well. The head of AMR, Jana Holub, spoke in Lindmouth."}
{"id":"6","text":"Le ministère a confirmé mercredi que le groupe avait volé les données de la fédération, selon la police de la ville, qui a ouvert une enquête."}
"#;

#[test]
fn an_acronym_is_counted_with_the_one_long_name_that_articles_give_it() {
    let folder = tempfile::tempdir().unwrap();
    let build = ["build", "-", "-o", "a", "--names", "rules"];
    let told = stderr(folder.path(), &build, ACRONYMS.as_bytes());
    assert!(told.contains("not in English: 1 fr"), "{told}");
    let entities = |name: &str| {
        let arguments = [
            "entities",
            "-a",
            "a",
            name,
            "--kind",
            "organisation",
            "--format",
            "jsonl",
        ];
        String::from_utf8(expect(folder.path(), &arguments, b"", 0)).unwrap()
    };
    let one = entities("amra");
    assert!(
        one.contains(r#""entity":"org/~alpine-marten-rescue-agency""#),
        "{one}"
    );
    assert!(one.contains(r#""articles":2,"mentions":5"#), "{one}");
    assert!(one.contains(r#""joined":["org/~amra"]"#), "{one}");
    let two = entities("amr");
    assert!(
        two.contains(r#""candidates":["org/~alpine-marten-registry","org/~arctic-mining-register"]"#),
        "{two}"
    );
}

/// Several programs share files, or the lines of one: together they have every line once, and what is there is not made again.
#[test]
fn parts_of_the_work_make_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), &[0, 1, 2, 3]);
    fs::write(folder.path().join("all.jsonl"), FERRY).unwrap();
    for input in ["corpus", "all.jsonl"] {
        let whole = expect(folder.path(), &["extract", input], b"", 0);
        let mut lines = Vec::new();
        for part in 1..=3 {
            let (shard, name) = (format!("{part}/3"), format!("{input}-{part}.jsonl"));
            let arguments = ["extract", input, "--shard", &shard, "-o", &name];
            expect(folder.path(), &arguments, b"", 0);
            let made = fs::read_to_string(folder.path().join(&name)).unwrap();
            assert!(!made.is_empty() && made.lines().count() < 4, "{input} {shard}");
            lines.extend(made.lines().map(str::to_owned));
            fs::write(folder.path().join(&name), "as it was").unwrap();
            let told = stderr(folder.path(), &arguments, b"");
            assert!(told.contains("is done"), "{told}");
            assert_eq!(fs::read(folder.path().join(&name)).unwrap(), b"as it was");
        }
        lines.sort_unstable();
        let mut expected: Vec<_> = std::str::from_utf8(&whole).unwrap().lines().collect();
        expected.sort_unstable();
        assert_eq!(lines, expected);
    }
}

/// A run that stops leaves no half file under the name it was given.
#[test]
fn a_strict_part_that_breaks_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), format!("{FERRY}{{broken\n")).unwrap();
    let arguments = ["extract", "in.jsonl", "--strict", "-o", "out.jsonl"];
    expect(folder.path(), &arguments, b"", 2);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    expect(folder.path(), &["extract", "in.jsonl", "-o", "out.jsonl"], b"", 3);
    assert_eq!(
        fs::read_to_string(folder.path().join("out.jsonl"))
            .unwrap()
            .lines()
            .count(),
        4
    );
}

/// Lines grouped by the keys they share hold stories whole, so that their facts are those of all together.
#[test]
fn lines_that_share_keys_hold_stories_whole() {
    let folder = tempfile::tempdir().unwrap();
    let lines = expect(folder.path(), &["extract", "-"], FERRY.as_bytes(), 0);
    let lines: Vec<&str> = std::str::from_utf8(&lines).unwrap().lines().collect();
    let mut groups: Vec<(std::collections::BTreeSet<String>, String)> = Vec::new();
    for line in lines {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys = record["keys"].as_array().unwrap();
        let mut group: (std::collections::BTreeSet<String>, String) = (
            keys.iter().map(|key| key.as_str().unwrap().to_owned()).collect(),
            format!("{line}\n"),
        );
        groups.retain(|other| {
            let apart = other.0.is_disjoint(&group.0);
            if !apart {
                group.0.extend(other.0.iter().cloned());
                group.1.push_str(&other.1);
            }
            apart
        });
        groups.push(group);
    }
    let facts = |lines: &str| {
        let facts = expect(
            folder.path(),
            &["reconcile", "-", "--format", "jsonl"],
            lines.as_bytes(),
            0,
        );
        let facts = String::from_utf8(facts).unwrap();
        facts
            .lines()
            .map(str::to_owned)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let apart: std::collections::BTreeSet<String> = groups.iter().flat_map(|group| facts(&group.1)).collect();
    let together: String = groups.iter().map(|group| group.1.as_str()).collect();
    assert_eq!(apart, facts(&together));
}
