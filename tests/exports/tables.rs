//! Tables, read back by pandas, pyarrow, polars, DuckDB, sqlite3 and Frictionless.

use std::path::{Path, PathBuf};

use super::{archive, read_back, run};

/// Exports an archive in every format of tables, and has them read back by pandas, pyarrow, polars, DuckDB, sqlite3 and Frictionless.
fn read_tables_back(archive: &Path, query: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        ("jsonl", "lines.jsonl"),
        ("csv", "csv"),
        ("tsv", "tsv"),
        ("parquet", "parquet"),
        ("sqlite", "a.db"),
    ];
    let paths: Vec<PathBuf> = names.iter().map(|(_, name)| folder.path().join(name)).collect();
    for ((format, _), path) in names.iter().zip(&paths) {
        let mut arguments = vec!["export", "-a", archive.to_str().unwrap(), "--with-text"];
        arguments.extend(["--format", format, "-o", path.to_str().unwrap()]);
        arguments.extend(query);
        run(&arguments);
        let again = std::fs::metadata(path).unwrap().is_file().then(|| {
            let before = std::fs::read(path).unwrap();
            run(&arguments);
            before == std::fs::read(path).unwrap()
        });
        assert_ne!(again, Some(false), "{format} is not the same again");
    }
    read_back(
        "tables.py",
        &paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(),
    )
}

#[test]
fn tables_hold_the_same_in_every_format() {
    if let Some(told) = read_tables_back(archive(), &[]) {
        assert!(told.contains("articles") && !told.contains(" 0 facts"), "{told}");
    }
}

#[test]
fn keys_of_tables_hold_where_a_query_chooses_some_articles() {
    if let Some(told) = read_tables_back(archive(), &["source:post"]) {
        assert!(told.contains("articles"), "{told}");
    }
}

/// Texts that break out of cells, statements and terminals where a format does not hold them.
const HOSTILE: [(&str, &str, &str); 3] = [
    (
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x.example/\",\"fire\") \u{202E}tab\there",
        "\"Three \t people\" were killed in Oslo on 3 March 2019, said the 𝒲orld 😀 Fire Agency.\r\n\r\nA\u{0} NUL; ]]> <script>alert(1)</script> 'x'); DROP TABLE articles;-- \u{1b}[31mred",
    ),
    (
        "+1,\"2\"",
        "@SUM(A1) & \"quotes\"",
        "- Four people were killed in Oslo on 3 March 2019, the police said.\r\rThe World Fire Agency \u{2028} denied it; café naïve\u{85}.",
    ),
    (
        "-2\n3",
        "-1+1",
        "At least 3 people were killed in a fire in Oslo on 3 March 2019.\u{b}\u{c}The $1.5m ship sank, the World Fire Agency said.",
    ),
];

/// An archive of these.
fn hostile() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let lines = HOSTILE.map(|(id, title, text)| {
        let article = serde_json::json!({
            "id": id, "title": title, "text": text, "date": "2019-03-04", "source": "=1+1", "group": "one", "note": "=\t\n\"",
        });
        format!("{article}\n")
    });
    let input = folder.path().join("hostile.jsonl");
    std::fs::write(&input, lines.concat()).unwrap();
    let path = folder.path().join("archive");
    let built = ["build", input.to_str().unwrap(), "--config", "none"];
    run(&[
        &built[..],
        &["--stories-from", "group", "-o", path.to_str().unwrap()],
    ]
    .concat());
    (folder, path)
}

#[test]
fn hostile_texts_stay_in_their_cells() {
    let (_folder, archive) = hostile();
    if let Some(told) = read_tables_back(&archive, &[]) {
        assert!(told.starts_with("3 articles"), "{told}");
    }
}

#[test]
fn formulas_are_guarded_where_asked() {
    let (_folder, archive) = hostile();
    let table = |more: &[&str]| {
        let asked = [
            "export",
            "-a",
            archive.to_str().unwrap(),
            "--format",
            "csv",
            "--table",
            "articles",
        ];
        String::from_utf8(run(&[&asked[..], more].concat())).unwrap()
    };
    assert!(
        table(&[]).contains("\n=cmd|' /C calc'!A0,true,=1+1,"),
        "{}",
        table(&[])
    );
    let safe = table(&["--csv-safe"]);
    assert!(safe.contains("\n'=cmd|' /C calc'!A0,true,'=1+1,"), "{safe}");
    assert!(safe.contains("\"'@SUM(A1) & \"\"quotes\"\"\""), "{safe}");
    let stories = [
        "stories",
        "-a",
        archive.to_str().unwrap(),
        "--format",
        "csv",
        "--csv-safe",
    ];
    let listed = String::from_utf8(run(&stories)).unwrap();
    assert!(
        listed.contains("\"'@SUM(A1)") && listed.contains(",\"'=1+1"),
        "{listed}"
    );
}

#[test]
fn extract_writes_the_same_tables_without_stories() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("a.db");
    run(&[
        "extract",
        "corpus/dev",
        "--config",
        "none",
        "--format",
        "sqlite",
        "-o",
        database.to_str().unwrap(),
    ]);
    let csv = folder.path().join("csv");
    run(&[
        "extract",
        "corpus/dev",
        "--config",
        "none",
        "--format",
        "csv",
        "-o",
        csv.to_str().unwrap(),
    ]);
    assert!(csv.join("mentions.csv").is_file() && !csv.join("facts.csv").exists());
    if let Some(told) = read_back("articles_alone.py", &[&database, &csv]) {
        assert!(told.contains("articles"), "{told}");
    }
}
