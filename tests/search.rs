//! Searching an archive: a table of queries with what they must find (tests/fixtures/search/queries.toml), and what holds for every query.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use dateline::archive::{Archive, By, Order};
use serde::Deserialize;

const ARTICLES: &str = include_str!("fixtures/search/articles.jsonl");
const QUERIES: &str = include_str!("fixtures/search/queries.toml");

#[derive(Deserialize)]
struct Table {
    query: Vec<Query>,
    facts: Vec<FactQuery>,
    wrong: Vec<Message>,
    hint: Vec<Message>,
}

#[derive(Deserialize)]
struct Query {
    ask: String,
    finds: Vec<String>,
    #[serde(default)]
    ordered: bool,
}

#[derive(Deserialize)]
struct FactQuery {
    ask: String,
    questions: Vec<String>,
}

#[derive(Deserialize)]
struct Message {
    ask: String,
    says: String,
}

fn table() -> Table {
    toml::from_str(QUERIES).unwrap()
}

fn dateline(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("DATELINE_ARCHIVE")
        .env_remove("DATELINE_FORMAT")
        .env("DATELINE_CONFIG", "none")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may have ended by now.
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    child.wait_with_output().unwrap()
}

fn build(folder: &Path, articles: &str, arguments: &[&str]) {
    let output = dateline(
        folder,
        &[&["build", "-", "-o", "archive"], arguments].concat(),
        articles,
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn built(folder: &Path) -> Archive {
    build(folder, ARTICLES, &[]);
    Archive::open(&folder.join("archive")).unwrap()
}

/// The ids that a query finds, in order.
fn ids(archive: &Archive, ask: &str, order: Order, limit: Option<usize>) -> Vec<String> {
    let question = archive.ask(ask).unwrap_or_else(|error| panic!("{ask}: {error}"));
    let found = archive.find(&question, order, limit).unwrap();
    assert!(
        limit.is_some() || found.len() == archive.count(&question).unwrap(),
        "{ask}: the count differs"
    );
    let read = |found| archive.hit(&question, found).unwrap().article.record.id;
    found.into_iter().map(read).collect()
}

#[test]
fn the_table_of_queries() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(folder.path());
    let mut wrong = Vec::new();
    for Query {
        ask,
        mut finds,
        ordered,
    } in table().query
    {
        let mut found = ids(&archive, &ask, Order::Score, None);
        if !ordered {
            found.sort();
            finds.sort();
        }
        if found != finds {
            wrong.push(format!("{ask}\n    finds {found:?}\n    not   {finds:?}"));
        }
    }
    for FactQuery { ask, questions } in table().facts {
        let lines = archive
            .search_facts(&ask)
            .unwrap_or_else(|error| panic!("{ask}: {error}"));
        let parse = |line: &String| {
            serde_json::from_str::<dateline::model::Fact>(line)
                .unwrap()
                .question
        };
        let found: Vec<String> = lines.iter().map(parse).collect();
        if found != questions {
            wrong.push(format!(
                "facts {ask}\n    finds {found:?}\n    not   {questions:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "help: mend the query or its line in tests/fixtures/search/queries.toml\n{}",
        wrong.join("\n")
    );
}

#[test]
fn what_is_wrong_is_said_in_one_line_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(folder.path());
    for Message { ask, says } in table().wrong {
        let error = archive.ask(&ask).expect_err(&ask).to_string();
        assert!(
            error.contains(&says) && error.contains("; try: ") && !error.contains('\n'),
            "{ask}: {error}"
        );
    }
    for Message { ask, says } in table().hint {
        assert_eq!(
            ids(&archive, &ask, Order::Score, None),
            Vec::<String>::new(),
            "{ask}"
        );
        let hints = archive.hints(&archive.ask(&ask).unwrap()).unwrap();
        assert!(hints.iter().any(|hint| hint.contains(&says)), "{ask}: {hints:?}");
    }
}

#[test]
fn a_passage_marks_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(folder.path());
    for (ask, id, expected) in [
        ("burn", "fire-1", vec!["burning"]),
        ("\"town hall\"", "fire-3", vec!["town hall"]),
        ("\"hall town\"~3", "fire-3", vec!["town", "hall", "hall", "town"]),
        ("\"Pawn Storm\"", "hack-2", vec!["APT28"]),
        ("firef*", "fire-3", vec!["Firefighters"]),
        ("harbuor~1", "storm", vec!["harbour", "harbour"]),
        ("count:athlete>80", "hack-1", vec!["more than 80 athletes"]),
        ("date:2016-06", "hack-3", vec!["June 2016"]),
        ("obrien", "bank", vec!["O’Brien"]),
        ("fire -ferry", "fire-3", vec!["fires"]),
        ("title:storm", "storm", vec!["storm"]),
    ] {
        let question = archive.ask(ask).unwrap();
        let found = archive.find(&question, Order::Score, None).unwrap();
        let hits = found
            .into_iter()
            .map(|found| archive.hit(&question, found).unwrap());
        let hit = hits
            .into_iter()
            .find(|hit| hit.article.record.id == id)
            .expect(ask);
        let marked: Vec<&str> = hit
            .passage
            .matches
            .iter()
            .map(|at| &hit.article.text[at.clone()])
            .collect();
        assert_eq!(marked, expected, "{ask}");
    }
}

#[test]
fn orders_and_limits() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(folder.path());
    let quay = |order, limit| ids(&archive, "source:quay", order, limit);
    assert_eq!(
        quay(Order::Earliest, None),
        ["metal", "hack-3", "copy", "fire-2", "undated"]
    );
    assert_eq!(
        quay(Order::Latest, None),
        ["fire-2", "copy", "hack-3", "metal", "undated"]
    );
    assert_eq!(quay(Order::Latest, Some(2)), ["fire-2", "copy"]);
    assert_eq!(quay(Order::Score, Some(0)), Vec::<String>::new());
    for Query { ask, .. } in table().query {
        for order in [Order::Score, Order::Earliest, Order::Latest] {
            let all = ids(&archive, &ask, order, None);
            let first = ids(&archive, &ask, order, Some(3));
            assert_eq!(
                first,
                all[..all.len().min(3)],
                "{ask}: the first of all are not the first"
            );
        }
    }
}

#[test]
fn articles_are_counted_by_what_they_have() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(folder.path());
    let rows = |ask: &str, by: &[By]| -> Vec<String> {
        let tally = archive.tally(&archive.ask(ask).unwrap(), by).unwrap();
        let cell = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
        let row = |row: &dateline::archive::Tally| {
            let names: Vec<String> = row.names.iter().map(cell).collect();
            format!("{} {}", names.join(" "), row.articles)
        };
        tally.iter().map(row).collect()
    };
    assert_eq!(
        rows("source:quay", &[By::Year]),
        ["- 1", "2016 1", "2017 1", "2018 1", "2019 1"]
    );
    assert_eq!(
        rows("fire", &[By::Month, By::Source]),
        [
            "2019-06 Lake Courier 1",
            "2019-06 Northwire 1",
            "2019-06 The Daily Quay 1"
        ]
    );
    assert_eq!(rows("actor:apt28", &[By::Actor]), ["APT28 3"]);
    assert_eq!(rows("storm", &[]), [" 2"]);
    assert_eq!(rows("volcano", &[By::Year]), Vec::<String>::new());
}

#[test]
fn the_same_is_found_whatever_the_order_and_the_threads_of_a_build() {
    let queries: Vec<String> = table().query.into_iter().map(|query| query.ask).collect();
    let results = |articles: &str, threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), articles, &["--threads", threads]);
        let asked = [
            "search",
            "--queries",
            "-",
            "--all",
            "--format",
            "jsonl",
            "--quiet",
        ];
        String::from_utf8(dateline(folder.path(), &asked, &queries.join("\n")).stdout).unwrap()
    };
    let expected = results(ARTICLES, "2");
    assert!(expected.lines().count() > 100);
    let mut backwards: Vec<&str> = ARTICLES.lines().collect();
    backwards.reverse();
    assert_eq!(results(&backwards.join("\n"), "1"), expected);
}

#[test]
fn articles_like_one_are_found_after_deletions_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let corpus = path.join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    for (n, line) in ARTICLES.lines().enumerate() {
        std::fs::write(corpus.join(format!("{n:02}.jsonl")), line).unwrap();
    }
    let build = || {
        let output = dateline(path, &["build", "corpus", "-o", "archive"], "");
        assert!(output.status.success());
    };
    build();
    let like = |id: &str| {
        let archive = Archive::open(&path.join("archive")).unwrap();
        let question = archive.like(id).unwrap().unwrap();
        let found = archive.find(&question, Order::Score, Some(5)).unwrap();
        let read = |found| archive.hit(&question, found).unwrap().article.record.id;
        found.into_iter().map(read).collect::<Vec<_>>()
    };
    assert_eq!(like("storm")[0], "copy");
    assert_eq!(like("fire-1")[0], "fire-2");
    assert!(!like("fire-1").contains(&"fire-1".to_owned()));
    // Articles that hold its rarest words go.
    for gone in ["01", "05", "10"] {
        std::fs::remove_file(corpus.join(format!("{gone}.jsonl"))).unwrap();
        build();
        for id in ["storm", "fire-1", "hack-1"] {
            assert!(
                !like(id)
                    .iter()
                    .any(|other| ["hack-2", "fire-2", "copy"][..].contains(&other.as_str())
                        && !path_holds(&corpus, other))
            );
        }
    }
    assert!(
        Archive::open(&path.join("archive"))
            .unwrap()
            .like("copy")
            .unwrap()
            .is_none()
    );
}

fn path_holds(corpus: &Path, id: &str) -> bool {
    let files = std::fs::read_dir(corpus)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    files
        .into_iter()
        .any(|text| text.contains(&format!("\"id\":\"{id}\"")))
}

#[test]
fn queries_of_a_file_are_one_table() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    let search = |input: &str, more: &[&str]| {
        let arguments = [&["search", "--queries", "-", "--format", "csv"], more].concat();
        let output = dateline(folder.path(), &arguments, input);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, _) = search("\u{feff}onions\r\n\r\n# a remark\r\ntitle:ferry\r\n", &[]);
    let ranks: Vec<&str> = out
        .lines()
        .skip(1)
        .map(|line| &line[..line.find(",20").or(line.find(",,")).unwrap()])
        .collect();
    assert_eq!(
        (code, ranks),
        (Some(0), vec!["onions,1", "title:ferry,1", "title:ferry,2"])
    );
    let (code, out, err) = search("onions\nfoo:bar\nvolcano\n", &[]);
    assert_eq!((code, out.lines().count()), (Some(2), 2));
    assert!(
        err.contains("-:2: cannot read the query (foo:bar)")
            && err.contains("-:3: nothing found for volcano")
    );
    assert_eq!(search("volcano\n", &["--quiet"]).0, Some(1));
}
