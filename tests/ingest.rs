//! Reading: every format with its fixture, and every row of the design's table of bad input that the readers can meet.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use dateline::ingest::{self, Intake, Item, Limits, Options, Skipped, Source, Warning};
use dateline::model::{AnchorSource, Article, DateOrder};
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

const FIXTURES: &str = "tests/fixtures/ingest";

/// What a run gave, by kind.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    articles: Vec<Article>,
    skipped: Vec<Skipped>,
    warnings: Vec<Warning>,
}

impl Outcome {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        match item {
            Item::Article(article) => self.articles.push(*article),
            Item::Skipped(skipped) => self.skipped.push(skipped),
            Item::Warning(warning) => self.warnings.push(warning),
            Item::Kept(_) | Item::Ledger(_) | Item::Reading(_) => {}
        }
        ControlFlow::Continue(())
    }

    fn ids(&self) -> Vec<&str> {
        self.articles.iter().map(|a| a.id.as_str()).collect()
    }

    fn paths(&self) -> Vec<&str> {
        self.articles.iter().map(|a| a.path.as_str()).collect()
    }

    /// The only article.
    #[track_caller]
    fn article(&self) -> &Article {
        assert!(self.articles.len() == 1 && self.skipped.is_empty(), "{self:#?}");
        &self.articles[0]
    }

    /// Place and reason of the only thing skipped.
    #[track_caller]
    fn skip(&self) -> (Option<&str>, &str) {
        assert_eq!(self.skipped.len(), 1, "{self:#?}");
        (self.skipped[0].place.as_deref(), &self.skipped[0].reason)
    }
}

fn read_with(options: &Options, inputs: &[&Path]) -> Outcome {
    let inputs: Vec<String> = inputs.iter().map(|p| p.to_str().unwrap().to_owned()).collect();
    let mut read = Outcome::default();
    ingest::read(&inputs, options, &mut |item| read.take(item)).unwrap();
    read
}

fn read(path: &Path) -> Outcome {
    read_with(&Options::default(), &[path])
}

/// Reads `bytes` as a file of this name.
fn read_bytes(name: &str, bytes: &[u8]) -> Outcome {
    read_bytes_with(&Options::default(), name, bytes)
}

fn read_bytes_with(options: &Options, name: &str, bytes: &[u8]) -> Outcome {
    let mut read = Outcome::default();
    let mut sink = |item| read.take(item);
    let mut intake = Intake::new(options, &mut sink).unwrap();
    let mut stream: &[u8] = bytes;
    assert!(
        intake
            .open(Source::new(name.to_owned()), &mut stream)
            .is_continue()
    );
    drop(intake);
    read
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn small(limit: u64) -> Options {
    Options {
        limits: Limits {
            article: limit,
            ..Limits::default()
        },
        ..Options::default()
    }
}

const BODY: &str = "The harbour was closed on Tuesday after three ships ran aground in thick fog.";

// Formats

#[test]
fn a_text_file_is_its_own_text() {
    let read = read(&Path::new(FIXTURES).join("harbour-fog.txt"));
    let article = read.article();
    assert_eq!(
        article.text,
        fs::read_to_string(Path::new(FIXTURES).join("harbour-fog.txt")).unwrap()
    );
    assert_eq!(article.id, "harbour-fog");
    assert_eq!(article.path, "harbour-fog.txt");
    assert_eq!(article.outlet.as_deref(), Some("Lindmouth Examiner"));
    assert_eq!(
        article.title_text(),
        Some("Fog closes the harbour: three ships aground")
    );
    assert_eq!(article.published.unwrap().day.to_string(), "2021-11-09");
    assert_eq!(article.published.unwrap().source, AnchorSource::Metadata);
    assert_eq!(article.meta["author"], "Mara Velt");
}

#[test]
fn several_articles_in_one_text_file() {
    let read = read_bytes(
        "day.txt",
        format!("First title\n\n{BODY}\n|||||\nSecond title\n\n{BODY}\n|||||\n").as_bytes(),
    );
    assert_eq!(read.ids(), ["day#1", "day#2"]);
    assert_eq!(read.articles[1].text, format!("Second title\n\n{BODY}"));
}

#[test]
fn jsonl_takes_the_names_that_corpora_use_and_keeps_the_rest() {
    let read = read(&Path::new(FIXTURES).join("names.jsonl"));
    // Without an id it is the file's name and the line.
    assert_eq!(read.ids(), ["np-1", "42", "w-1", "names#5"]);
    let outlets: Vec<_> = read
        .articles
        .iter()
        .map(|a| a.outlet.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(
        outlets,
        ["harbourpost.example", "Northwire", "coast.example", "-"]
    );
    let days: Vec<_> = read
        .articles
        .iter()
        .filter_map(|a| a.published)
        .map(|a| a.day.to_string())
        .collect();
    assert_eq!(days, ["2021-11-09", "2021-11-10", "2021-11-11"]);
    assert_eq!(read.articles[0].meta["author"], "Mara Velt, Jonas Wick");
    assert_eq!(read.articles[0].meta["crawled"], "2021-12-01 00:00:00");
    assert_eq!(
        read.articles[0].meta["image_url"],
        "https://harbourpost.example/fog.jpg"
    );
    assert_eq!(
        read.articles[1].text,
        "  Text is kept \r\n exactly, with its spaces.\t"
    );
    assert_eq!(read.articles[2].meta["thread"]["country"], "IE");
    assert_eq!(
        read.articles[3].published, None,
        "the day of fetching is no publication day"
    );
}

#[test]
fn the_map_goes_before_the_accept_lists() {
    let line = br#"{"text":"A teaser.","story_body":"The whole story of the fog.","printed":"2021-11-09","batch":{"no":"7"}}"#;
    let options = Options {
        map: vec![
            ("text".into(), "story_body".into()),
            ("date".into(), "printed".into()),
        ],
        group_field: Some("batch.no".into()),
        ..Options::default()
    };
    let read = read_bytes_with(&options, "a.jsonl", line);
    let article = read.article();
    assert_eq!(article.text, "The whole story of the fog.");
    assert_eq!(article.published.unwrap().day.to_string(), "2021-11-09");
    assert_eq!(article.group.as_deref(), Some("7"));
    assert_eq!(article.meta["text"], "A teaser.");
}

#[test]
fn an_unknown_field_in_the_map_is_refused() {
    let options = Options {
        map: vec![("body".into(), "x".into())],
        ..Options::default()
    };
    let error = ingest::read(&["-".into()], &options, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(
        error.to_string().contains("try: one of text, title, date"),
        "{error}"
    );
}

#[test]
fn json_is_an_object_or_a_list() {
    let one = format!("{{\n \"headline\": \"Fog\", \"content\": \"{BODY}\"}}");
    assert_eq!(read_bytes("one.json", one.as_bytes()).ids(), ["one"]);
    let list = format!(
        "[{{\"text\": \"a ]}} \\\" b\"}},\n {{\"text\": \"{BODY}\"}}, 5, {{\"text\": }}, {{\"text\": \"last\"}}]"
    );
    let read = read_bytes("list.json", list.as_bytes());
    assert_eq!(read.ids(), ["list#1", "list#2", "list#5"]);
    assert_eq!(read.articles[0].text, "a ]} \" b");
    let places: Vec<_> = read.skipped.iter().map(|s| s.place.as_deref().unwrap()).collect();
    assert_eq!(places, ["record 3", "record 4"]);
}

#[test]
fn an_object_that_holds_articles_stands_for_them() {
    let cluster = format!(
        "{{\"id\": 17, \"summary\": \"s\", \"articles\": [{{\"text\": \"{BODY}\"}}, {{\"text\": \"Two.\"}}]}}\n"
    );
    let read = read_bytes("wcep.jsonl", cluster.as_bytes());
    assert_eq!(read.articles.len(), 2, "{read:#?}");
    assert!(read.articles.iter().all(|a| a.group.as_deref() == Some("17")));
}

#[test]
fn a_web_page_gives_its_main_text_and_metadata() {
    let read = read(&Path::new(FIXTURES).join("fog-page.html"));
    let article = read.article();
    let expected = fs::read_to_string(Path::new(FIXTURES).join("fog-page.expected")).unwrap();
    assert_eq!(article.text, expected.trim_end());
    assert_eq!(
        article.title_text(),
        Some("Fog closes the harbour & strands three ships")
    );
    assert_eq!(article.outlet.as_deref(), Some("Coast Today"));
    assert_eq!(article.published.unwrap().day.to_string(), "2021-11-09");
    assert_eq!(article.meta["author"], "Jonas Wick, Mara Velt");
    assert_eq!(article.meta["date_field"], "json-ld datePublished");
}

#[test]
fn meta_tags_and_time_elements_where_there_is_no_json_ld() {
    let page = |head: &str, body: &str| {
        let html = format!(
            "<html lang=en><head><title>Fog | Daily Quay</title>{head}</head><body><article>{body}<p>{BODY} {BODY}</p></article></body></html>"
        );
        let read = read_bytes("page.html", html.as_bytes());
        let article = read.article().clone();
        (
            article.published.map(|a| a.day.to_string()),
            article.meta.get("date_field").cloned(),
        )
    };
    let tags = "<meta property='article:published_time' content='2021-11-09T23:30:00-05:00'>";
    let time = "<time datetime='2021-11-10'>10 November</time>";
    assert_eq!(
        page(tags, time),
        (
            Some("2021-11-09".into()),
            Some("meta article:published_time".into())
        )
    );
    assert_eq!(page("", time), (Some("2021-11-10".into()), Some("time".into())));
    assert_eq!(page("", ""), (None, None));
}

#[test]
fn corpus_pages_come_out_as_their_gold_has_them() {
    let mut seen = 0;
    for story in fs::read_dir("corpus/dev").unwrap() {
        for file in fs::read_dir(story.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "html") {
                let gold = fs::read_to_string(path.with_extension("gold")).unwrap();
                assert_eq!(
                    read(&path).article().text,
                    unmarked(&gold).trim_end(),
                    "{}",
                    path.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 2);
}

/// Gold without its marks: `⟦KIND VALUE|words⟧` is `words`.
fn unmarked(gold: &str) -> String {
    let (mut text, mut in_head) = (String::new(), false);
    for c in gold.chars() {
        match c {
            '⟦' => in_head = true,
            '|' if in_head => in_head = false,
            '⟧' => {}
            _ if in_head => {}
            _ => text.push(c),
        }
    }
    text
}

#[test]
fn gzip_is_read_through_with_all_its_members() {
    let mut two = gzip(b"{\"id\":\"a\",\"text\":\"First.\"}\n");
    two.extend(gzip(b"{\"id\":\"b\",\"text\":\"Second.\"}\n"));
    assert_eq!(read_bytes("two.jsonl.gz", &two).ids(), ["a", "b"]);
    assert_eq!(read_bytes("fog.txt.gz", &gzip(BODY.as_bytes())).ids(), ["fog"]);
    assert_eq!(
        read_bytes("no-extension", &gzip(BODY.as_bytes())).ids(),
        ["no-extension"]
    );
}

// Folders

#[test]
fn folders_are_walked_in_order_without_what_is_left_out() {
    let text = BODY.as_bytes();
    let folder = folder(&[
        ("b/2.txt", text),
        ("b/10.txt", text),
        ("a.txt", text),
        ("notes.md.bak", text),
        ("gold/a.gold", text),
        ("out/x.txt", text),
        (".hidden/x.txt", text),
        (".datelineignore", b"*.gold\n*.bak\n"),
        (".gitignore", b"out/\n"),
        ("dateline.toml", b"pre = 'rm'\n"),
    ]);
    let read = read(folder.path());
    assert_eq!(read.paths(), ["a.txt", "b/10.txt", "b/2.txt"]);
    assert!(read.skipped.is_empty());
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let folder = folder(&[("a.txt", BODY.as_bytes()), ("b.txt", b"Another text.")]);
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    let options = Options::default();
    assert_eq!(read_with(&options, &[&a, &b]), read_with(&options, &[&b, &a, &a]));
}

#[test]
fn a_missing_argument_stops_the_run_before_it_starts() {
    let mut any = false;
    let inputs = ["corpus/dev".to_owned(), "no/such/folder".to_owned()];
    let error = ingest::read(&inputs, &Options::default(), &mut |_| {
        any = true;
        ControlFlow::Continue(())
    });
    assert!(error.unwrap_err().to_string().contains("no/such/folder"));
    assert!(!any);
}

#[test]
fn the_sink_can_stop_the_run() {
    let mut articles = 0;
    ingest::read(&["corpus/dev".to_owned()], &Options::default(), &mut |item| {
        articles += usize::from(matches!(item, Item::Article(_)));
        if articles == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .unwrap();
    assert_eq!(articles, 3);
}

#[test]
fn a_folder_without_files_is_told() {
    let folder = folder(&[(".gitignore", b"*")]);
    assert!(read(folder.path()).skip().1.starts_with("holds no file to read"));
}

#[cfg(unix)]
#[test]
fn loops_dead_links_and_pipes_are_skipped_and_the_run_goes_on() {
    let folder = folder(&[("a/z.txt", BODY.as_bytes())]);
    std::os::unix::fs::symlink("..", folder.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink("gone.txt", folder.path().join("a/dead.txt")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("a/pipe")).unwrap();
    let read = read(folder.path());
    drop(socket);
    assert_eq!(read.paths(), ["a/z.txt"]);
    let reasons: Vec<String> = read
        .skipped
        .iter()
        .map(|s| format!("{} {}", s.path, s.reason))
        .collect();
    assert_eq!(reasons.len(), 3, "{reasons:#?}");
    assert!(
        reasons[0].starts_with("a/dead.txt is a link to something that is not there"),
        "{reasons:#?}"
    );
    assert!(
        reasons[1].starts_with("a/loop is a link to a folder above it"),
        "{reasons:#?}"
    );
    assert!(
        reasons[2].starts_with("a/pipe is no regular file"),
        "{reasons:#?}"
    );
}

// Bad input, row by row

#[test]
fn text_that_is_not_utf_8_is_decoded() {
    let utf_16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(BODY.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(read_bytes("a.txt", &utf_16).article().text, BODY);
    assert_eq!(
        read_bytes("a.txt", &utf_16).article().meta["encoding"],
        "UTF-16LE"
    );
    let line: Vec<u8> = format!("{{\"text\":\"{BODY}\"}}\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        read_bytes("a.jsonl", &[&[0xFF, 0xFE][..], &line].concat())
            .article()
            .text,
        BODY
    );
    let windows = b"The caf\xE9 \x93Marigold\x94 was closed on Tuesday.";
    assert_eq!(
        read_bytes("a.txt", windows).article().text,
        "The café “Marigold” was closed on Tuesday."
    );
    let page = b"<html><head><meta charset=\"windows-1251\"></head><body><article><p>\xCF\xEE\xF0\xF2 \xE7\xE0\xEA\xF0\xFB\xF2.</p></article></body></html>";
    assert_eq!(read_bytes("a.html", page).article().text, "Порт закрыт.");
}

#[test]
fn undecodable_bytes_are_replaced_and_counted() {
    let mut bytes = "“Señora Ávila” – née Müller – spoke: “Déjà vu”. A broken "
        .as_bytes()
        .to_vec();
    bytes.extend(b"\xC3 byte and \xFF another.");
    let read = read_bytes("a.txt", &bytes);
    assert_eq!(read.article().text.matches('\u{FFFD}').count(), 2);
    assert_eq!(read.article().meta["undecodable"], 2);
    assert_eq!(read.warnings.len(), 1);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(
        read_bytes("a.txt", &[b"\xEF\xBB\xBF", BODY.as_bytes()].concat())
            .article()
            .text,
        BODY
    );
    let line = b"\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"Fog.\"}\n{\"id\":\"b\",\"text\":\"Fog.\"}\n";
    assert_eq!(read_bytes("a.jsonl", line).ids(), ["a", "b"]);
}

#[test]
fn what_is_no_text_is_skipped_with_its_reason() {
    let cases: [(&str, &[u8], &str); 11] = [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "its text is empty"),
        ("a.txt", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF", "is not text"),
        ("a.jsonl", b"\0\x01\x02\x03\x04\x05\x06\x07", "is not text"),
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF document"),
        (
            "a.docx",
            b"PK\x03\x04....",
            "the compressed data is damaged or cut short",
        ),
        ("a.csv", b"id,text\n", "holds no article"),
        (
            "a.xml",
            b"<?xml version=\"1.0\"?><nitf></nitf>",
            "its text is empty",
        ),
        (
            "a.xml",
            b"<?xml version=\"1.0\"?><catalog/>",
            "is an XML document",
        ),
        (
            "a.html",
            b"<html><body><nav>Home</nav></body></html>",
            "no article text was found",
        ),
        ("a.json", b"{}", "is empty"),
    ];
    for (name, bytes, reason) in cases {
        let read = read_bytes(name, bytes);
        assert!(read.articles.is_empty(), "{name}: {read:#?}");
        assert!(read.skip().1.starts_with(reason), "{name}: {read:#?}");
    }
}

/// A stream that breaks off with an error of the system.
struct Breaking<'a>(&'a [u8], io::ErrorKind);

impl Read for Breaking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(self.1.into());
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_is_told() {
    let cases = [
        (io::ErrorKind::NotFound, "vanished"),
        (io::ErrorKind::PermissionDenied, "cannot be read"),
        (io::ErrorKind::Other, "cannot be read"),
    ];
    for (kind, reason) in cases {
        let lines = "{\"id\":\"a\",\"text\":\"Fog.\"}\n".repeat(1000);
        let mut read = Outcome::default();
        let mut sink = |item| read.take(item);
        let options = Options::default();
        let mut intake = Intake::new(&options, &mut sink).unwrap();
        let mut stream = BufReader::new(Breaking(lines.as_bytes(), kind));
        assert!(
            intake
                .open(Source::new("a.jsonl".to_owned()), &mut stream as &mut dyn BufRead)
                .is_continue()
        );
        drop(intake);
        assert_eq!(read.articles.len(), 1000, "what came before is kept");
        assert_eq!(read.skip().0, Some("line 1001"));
        assert!(read.skip().1.starts_with(reason), "{read:#?}");
    }
}

#[test]
fn a_broken_line_takes_no_other_along() {
    let lines = "{\"id\":\"a\",\"text\":\"Fog.\"}\n{\"id\":\"b\",\"text\":\n\n[1]\n{\"id\":\"d\"}\n{\"id\":\"e\",\"text\":\"\"}\n{\"id\":\"f\",\"text\":\"Clear.\"}";
    let read = read_bytes("a.jsonl", lines.as_bytes());
    assert_eq!(read.ids(), ["a", "f"]);
    let skipped: Vec<String> = read
        .skipped
        .iter()
        .map(|s| format!("{}: {}", s.place.as_deref().unwrap(), s.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            "line 2: is not valid JSON (EOF while parsing a value at column 17); try: mend or remove it",
            "line 4: is a list, not an object with fields",
            "line 5: no field holds its text (fields: id); try: --map text=FIELD",
            "line 6: its text is empty",
        ]
    );
}

#[test]
fn a_truncated_gzip_gives_what_came_before() {
    let line = |n: usize| {
        format!(
            "{{\"id\":\"{n}\",\"text\":\"Ship number {} ran aground.\"}}
",
            n * 7919
        )
    };
    let lines = (0..5000).map(line).collect::<Vec<_>>().concat();
    let packed = gzip(lines.as_bytes());
    let read = read_bytes("a.jsonl.gz", &packed[..packed.len() / 2]);
    assert!(read.articles.len() > 1000, "{}", read.articles.len());
    assert_eq!(
        read.skip().0,
        Some(format!("line {}", read.articles.len() + 1).as_str())
    );
    assert!(
        read.skip().1.contains("damaged or cut short"),
        "{:?}",
        read.skipped
    );
    let text = gzip(BODY.repeat(1000).as_bytes());
    let cut = read_bytes("a.txt.gz", &text[..text.len() - 20]);
    assert!(cut.articles.is_empty(), "half a text is no text");
    assert!(cut.skip().1.contains("damaged or cut short"), "{:?}", cut.skipped);
}

#[test]
fn a_list_that_breaks_off_gives_what_came_before() {
    let read = read_bytes("a.json", b"[{\"id\":\"a\",\"text\":\"Fog.\"}, {\"id\":\"b\",\"te");
    assert_eq!(read.ids(), ["a"]);
    assert_eq!(
        read.skip(),
        (
            Some("record 2"),
            "ends in the middle of a record; try: fetch the file again"
        )
    );
}

#[test]
fn an_article_over_the_limit_is_skipped_with_the_limit() {
    let long = "word ".repeat(1000);
    for (name, bytes, place) in [
        ("a.txt", long.clone(), None),
        ("a.html", format!("<html><body><p>{long}</p></body></html>"), None),
        (
            "a.json",
            format!(
                "[{{\"id\":\"a\",\"text\":\"Fog.\"}},{{\"text\":\"{long}\"}},{{\"id\":\"c\",\"text\":\"Fog.\"}}]"
            ),
            Some("record 2"),
        ),
        (
            "a.jsonl",
            format!(
                "{{\"id\":\"a\",\"text\":\"Fog.\"}}\n{{\"text\":\"{long}\"}}\n{{\"id\":\"c\",\"text\":\"Fog.\"}}\n"
            ),
            Some("line 2"),
        ),
    ] {
        let read = read_bytes_with(&small(2048), name, bytes.as_bytes());
        assert_eq!(read.skip().0, place);
        assert!(
            read.skip().1.starts_with("is larger than the limit of 2 kB"),
            "{read:#?}"
        );
        if place.is_some() {
            assert_eq!(read.ids(), ["a", "c"], "the records around it are read");
        }
    }
}

#[test]
fn a_zip_bomb_ends_at_the_limits() {
    let bomb = gzip(&vec![b'a'; 50 << 20]);
    let read = read_bytes_with(&small(1 << 20), "bomb.txt.gz", &bomb);
    assert!(
        read.skip().1.starts_with("is larger than the limit of 1 MB"),
        "{read:#?}"
    );
    let options = Options {
        limits: Limits {
            expanded: 1 << 20,
            ..Limits::default()
        },
        ..Options::default()
    };
    let lines = gzip(format!("{{\"text\":\"{BODY}\"}}\n").repeat(50_000).as_bytes());
    let read = read_bytes_with(&options, "bomb.jsonl.gz", &lines);
    assert!(read.articles.len() > 10_000);
    assert!(
        read.skip()
            .1
            .starts_with("expands to more than the limit of 1 MB"),
        "{:?}",
        read.skipped
    );
    let nested = (0..10).fold(BODY.as_bytes().to_vec(), |bytes, _| gzip(&bytes));
    assert!(
        read_bytes("nested.gz", &nested)
            .skip()
            .1
            .starts_with("is compressed more than 3 times over")
    );
}

#[test]
fn a_deeply_nested_page_is_skipped_with_the_limit_and_one_just_below_is_read() {
    let page = |depth: usize, tag: &str| format!("<html><body>{}<p>{BODY}", format!("<{tag}>").repeat(depth));
    for tag in ["div", "b", "span", "blockquote", "rt"] {
        let read = read_bytes("deep.html", page(100_000, tag).as_bytes());
        assert_eq!(
            read.skip().1,
            "nests more than 512 elements, the limit; try: save the article as plain text"
        );
        assert!(
            read_bytes("deep.html", page(500, tag).as_bytes()).articles.len() == 1,
            "{tag}"
        );
    }
    // Cells and list items close one another.
    assert!(
        read_bytes("flat.html", page(100_000, "li").as_bytes())
            .skipped
            .is_empty()
    );
}

#[test]
fn deeply_nested_json_is_a_broken_record() {
    let read = read_bytes(
        "deep.jsonl",
        format!("{{\"text\":{}\n{{\"text\":\"Fog.\"}}\n", "[".repeat(100_000)).as_bytes(),
    );
    assert_eq!(read.articles.len(), 1);
    assert_eq!(read.skip().0, Some("line 1"));
}

#[test]
fn without_a_date_an_article_has_no_anchor() {
    for date in ["", "2021-02-30", "9999-12-31", "1492-10-12", "soon"] {
        let line = format!("{{\"text\":\"{BODY}\",\"date\":\"{date}\"}}");
        let read = read_bytes("a.jsonl", line.as_bytes());
        assert_eq!(read.article().published, None, "{date}");
        assert_eq!(
            read.article()
                .meta
                .get("published")
                .and_then(|v| v.as_str())
                .unwrap_or(""),
            date
        );
    }
}

#[test]
fn the_next_field_is_tried_where_a_date_cannot_be_read() {
    let line = format!("{{\"text\":\"{BODY}\",\"published\":\"soon\",\"date\":\"2021-11-09\"}}");
    let read = read_bytes("a.jsonl", line.as_bytes());
    assert_eq!(read.article().published.unwrap().day.to_string(), "2021-11-09");
}

#[test]
fn anchors_come_from_metadata_then_dateline_then_name() {
    let anchor = |name: &str, text: &str| {
        let read = read_bytes(name, text.as_bytes());
        read.article().published.map(|a| (a.day.to_string(), a.source))
    };
    let dateline = format!("GULLHAVEN, Nov. 8, 2021 (Southern Wire) -- {BODY}");
    let found = |day: &str, source| Some((day.to_owned(), source));
    assert_eq!(
        anchor(
            "fog-20211107.txt",
            &format!("Date: 9 November 2021\n\n{dateline}")
        ),
        found("2021-11-09", AnchorSource::Metadata)
    );
    assert_eq!(
        anchor("fog-20211107.txt", &dateline),
        found("2021-11-08", AnchorSource::Dateline)
    );
    assert_eq!(
        anchor("fog-20211107.txt", BODY),
        found("2021-11-07", AnchorSource::FileName)
    );
    assert_eq!(anchor("fog.txt", BODY), None);
    assert_eq!(
        anchor("dump-20211107.jsonl", &format!("{{\"text\":\"{BODY}\"}}")),
        None,
        "a dump's day is not its articles'"
    );
}

#[test]
fn numeric_dates_follow_the_setting_and_are_marked() {
    for (date_order, day) in [
        (DateOrder::DayFirst, "2021-11-09"),
        (DateOrder::MonthFirst, "2021-09-11"),
    ] {
        let options = Options {
            date_order,
            ..Options::default()
        };
        let read = read_bytes_with(
            &options,
            "a.txt",
            format!("Date: 09/11/2021\n\n{BODY}").as_bytes(),
        );
        let anchor = read.article().published.unwrap();
        assert_eq!((anchor.day.to_string().as_str(), anchor.ambiguous), (day, true));
    }
}

#[test]
fn articles_with_one_id_are_both_kept_and_the_clash_is_named() {
    let folder = folder(&[("a/001.txt", BODY.as_bytes()), ("b/001.txt", b"Another text.")]);
    let read = read(folder.path());
    assert_eq!(read.articles.len(), 2);
    assert_eq!(read.articles[0].id, "001");
    assert!(
        read.articles[1].id.starts_with("001~") && read.articles[1].id.len() == 12,
        "{:?}",
        read.ids()
    );
    assert_eq!(read.warnings.len(), 1);
    assert!(
        read.warnings[0]
            .reason
            .starts_with("another article has the id 001 already")
    );
    assert!(read.skipped.is_empty(), "nothing was left out");
}

#[test]
fn an_article_in_another_language_is_marked() {
    let german = "Die Hafenbehörde schloss am Dienstag den Hafen, nachdem drei Schiffe im dichten Nebel auf Grund gelaufen waren.";
    assert_eq!(read_bytes("a.txt", german.as_bytes()).article().language, "de");
    assert_eq!(read_bytes("a.txt", BODY.as_bytes()).article().language, "en");
    let line = format!("{{\"text\":\"{BODY}\",\"language\":\"fr-CA\"}}");
    assert_eq!(read_bytes("a.jsonl", line.as_bytes()).article().language, "fr");
}

#[test]
fn control_characters_are_kept_in_the_data() {
    let text = "A line \u{1B}[31mred\u{1B}[0m and a bell \u{7} in a text that is otherwise plain.";
    assert_eq!(read_bytes("a.txt", text.as_bytes()).article().text, text);
}

mod never_panics {
    use super::{Options, read_bytes_with};
    use proptest::prelude::*;

    /// Bytes that look like something, so that the readers get past detection.
    fn input() -> impl Strategy<Value = Vec<u8>> {
        let starts: [&[u8]; 9] = [
            b"",
            b"<!DOCTYPE html><body><p>",
            b"{\"text\":\"",
            b"[{\"text\":\"",
            b"Date: ",
            b"Source: x\n\n",
            b"\xFF\xFE",
            b"\x1F\x8B\x08\0",
            b"<html><script type=\"application/ld+json\">",
        ];
        let middles = prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "[ -~\n<>{}\"|é—’]{0,200}".prop_map(String::into_bytes),
            "(<[a-z]{1,6}( [a-z]=\"x\")?>|</[a-z]{1,6}>|[a-z ,.]{1,20}){0,40}".prop_map(String::into_bytes),
        ];
        (proptest::sample::select(starts.to_vec()), middles)
            .prop_map(|(start, middle)| [start, &middle].concat())
    }

    proptest! {
        #[test]
        fn on_any_bytes(bytes in input(), name in proptest::sample::select(vec!["a.txt", "a.html", "a.json", "a.jsonl", "a.gz", "a"])) {
            let read = read_bytes_with(&Options::default(), name, &bytes);
            prop_assert!(read.articles.len() + read.skipped.len() > 0);
            for article in &read.articles {
                if let Some(title) = article.title_text() {
                    prop_assert!(!title.is_empty());
                }
            }
        }
    }
}
