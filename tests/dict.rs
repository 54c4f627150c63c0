//! Dictionaries of users: imported, proposed, named by settings, compiled once; and what stops a run.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/dict")
        .join(name);
    path.display().to_string()
}

/// The program in a folder of its own, with settings and cache there too.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        for variable in ["ARCHIVE", "FORMAT", "DICTIONARY", "CONFIG", "CACHE"] {
            command.env_remove(format!("DATELINE_{variable}"));
        }
        command.current_dir(self.0.path()).args(arguments);
        command
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        finish(self.command(arguments), input)
    }

    /// Standard output and standard error of a run that must end with `code`.
    fn expect(&self, arguments: &[&str], input: &str, code: i32) -> (String, String) {
        told(&self.run(arguments, input), code)
    }
}

fn finish(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // A program that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn told(output: &Output, code: i32) -> (String, String) {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
    (out.into_owned(), err.into_owned())
}

const ARTICLE: &str = r#"{"id":"a","date":"2019-06-03","text":"The Quay Board of Orrin said on Monday that its pumps had stopped."}"#;
const QUAYS: &str =
    "[[entity]]\nid = \"org/our-quay\"\ntype = \"organisation\"\nname = \"Quay Board of Orrin\"\n";

/// Whether the line of an article names the entity of [`QUAYS`].
fn has_quay(lines: &str) -> bool {
    lines.contains("\"org/our-quay\"")
}

#[test]
fn every_format_becomes_a_layer_that_is_clean_and_found() {
    let place = Place::new();
    for (format, file, name, entity) in [
        ("misp", "threat-actor.json", "Tin Heron", "actor/tin-heron"),
        ("attack", "intrusion-sets.json", "Marsh Group", "actor/apt28"),
        (
            "microsoft",
            "MicrosoftMapping.json",
            "Galliumite",
            "actor/slate-drizzle",
        ),
        (
            "petrarch",
            "actors.petrarch.txt",
            "Harbour Board of Orrin",
            "org/harbour-board-of-orrin",
        ),
        ("spacy", "patterns.jsonl", "Board of the Quay", "org/quay-board"),
        ("solr", "synonyms.txt", "Quaymen", "org/quay-board"),
        ("tsv", "names.tsv", "Orrin Boats", "org/orrin-ferries"),
    ] {
        for form in ["jsonl", "toml"] {
            let layer = format!("{format}.{form}");
            let (_, err) = place.expect(&["dict", "import", format, &fixture(file), "-o", &layer], "", 0);
            assert!(err.contains("known to the built-in layers"), "{err}");
            place.expect(&["dict", "check", &layer], "", 0);
            let lookup = [
                "dict",
                "lookup",
                name,
                "--dictionary",
                &layer,
                "--format",
                "jsonl",
            ];
            let (out, _) = place.expect(&lookup, "", 0);
            assert!(
                out.contains(&format!("\"entity\":\"{entity}\"")),
                "{format}: {out}"
            );
        }
        place.expect(
            &[
                "dict",
                "diff",
                &format!("{format}.jsonl"),
                &format!("{format}.toml"),
            ],
            "",
            0,
        );
    }
}

#[test]
fn an_import_says_what_it_left_out_and_writes_over_nothing() {
    let place = Place::new();
    let import = [
        "dict",
        "import",
        "misp",
        &fixture("threat-actor.json"),
        "-o",
        "misp.toml",
    ];
    let (_, err) = place.expect(&import, "", 0);
    assert!(
        err.contains("left out 1: names a campaign or a part and not the actor: Operation Marsh"),
        "{err}"
    );
    let text = fs::read_to_string(place.path("misp.toml")).unwrap();
    assert!(text.contains("similar = [\"actor/slate-grebe\"]"), "{text}");
    assert!(
        text.contains("{ name = \"Pale Mallet\", ambiguous = true }"),
        "{text}"
    );
    let (_, err) = place.expect(&import, "", 2);
    assert!(err.contains("there is a file already; try: --force"), "{err}");
    place.expect(&[&import[..], &["--force"]].concat(), "", 0);
    let (_, err) = place.expect(
        &["dict", "import", "misp", &fixture("names.tsv"), "-o", "x.jsonl"],
        "",
        2,
    );
    assert!(err.contains("names.tsv:1"), "{err}");
}

#[test]
fn what_articles_define_is_proposed_and_not_added() {
    let place = Place::new();
    let article =
        |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"date\":\"2019-06-03\",\"text\":\"{text}\"}}\n");
    let articles = article(
        "a",
        "The hackers of APT28, also known as Grey Teal, broke into a clinic. Grey Teal left no note.",
    ) + &article(
        "b",
        "Police blamed APT28, also known as Grey Teal, for the attack.",
    );
    place.expect(&["build", "-"], &articles, 0);
    let (out, _) = place.expect(&["dict", "propose", "--format", "jsonl"], "", 0);
    assert!(
        out.contains("\"entity\":\"actor/apt28\"") && out.contains("\"alias\":\"Grey Teal\""),
        "{out}"
    );
    assert!(
        out.contains("\"mentions\":3,\"articles\":2,\"article\":\"a\""),
        "{out}"
    );
    place.expect(&["dict", "propose", "-o", "layers/proposed.toml"], "", 2);
    fs::create_dir(place.path("layers")).unwrap();
    place.expect(&["dict", "propose", "-o", "layers/proposed.toml"], "", 0);
    let layer = fs::read_to_string(place.path("layers/proposed.toml")).unwrap();
    assert!(
        layer.contains("status = \"proposed\"")
            && layer.contains("# 3 mentions in 2 articles; a: “The hackers of APT28"),
        "{layer}"
    );

    let mention = article("c", "The hackers of Grey Teal broke into a clinic.");
    let extract = |dictionary: &str| place.run(&["extract", "--dictionary", dictionary], &mention);
    let (named, _) = told(&extract("layers/proposed.toml"), 0);
    assert!(named.contains("\"entity\":\"actor/apt28\""), "{named}");
    let (in_folder, err) = told(&extract("layers"), 0);
    assert!(
        !in_folder.contains("actor/apt28") && err.contains("its status is proposed"),
        "{err}"
    );
    place.expect(
        &["dict", "propose", "--dictionary", "layers/proposed.toml"],
        "",
        1,
    );
}

#[test]
fn a_broken_dictionary_stops_the_run_before_any_article() {
    let place = Place::new();
    place.write(
        "bad.jsonl",
        "{\"id\":\"org/x\",\"type\":\"organisation\",\"name\":\"X\"}\n{\"id\":\"org/y\",\n",
    );
    place.write(
        "id.toml",
        "[[entity]]\nid = \"no slug\"\ntype = \"organisation\"\nname = \"X\"\n",
    );
    for (layer, told) in [
        (fixture("broken.toml"), "broken.toml:1: missing field `name`"),
        ("bad.jsonl".to_owned(), "bad.jsonl:2: "),
        ("id.toml".to_owned(), "id.toml:2: \"no slug\" is no id"),
    ] {
        let (out, err) = place.expect(&["extract", "--dictionary", &layer], ARTICLE, 2);
        assert_eq!(out, "");
        assert!(err.contains(told.split(": ").next().unwrap()), "{err}");
        assert!(err.contains("; try: mending that line"), "{err}");
        place.expect(&["build", "-", "--dictionary", &layer], ARTICLE, 2);
        assert!(!place.path("archive").exists());
    }
    let (_, err) = place.expect(&["extract", "--dictionary", "armed-group"], ARTICLE, 2);
    assert!(
        err.contains("there is no such layer (armed-group)") && err.contains("try: armed-groups"),
        "{err}"
    );
}

#[test]
fn a_corpus_names_layers_inside_of_it_and_no_others() {
    let place = Place::new();
    place.write("corpus/a.jsonl", ARTICLE);
    place.write("corpus/words/quays.toml", QUAYS);
    place.write("outside.toml", QUAYS);
    place.write("corpus/.datelineignore", "words\n");
    let settings = |layer: &str| {
        place.write(
            "corpus/dateline.toml",
            &format!("[dictionaries]\nlayers = [\"{layer}\"]\n"),
        );
    };
    settings("words/quays.toml");
    assert!(has_quay(&place.expect(&["extract", "corpus"], "", 0).0));
    assert!(!has_quay(
        &place.expect(&["extract", "corpus", "--config", "none"], "", 0).0
    ));
    settings("armed-groups");
    place.expect(&["extract", "corpus"], "", 0);
    let absolute = place.path("outside.toml").display().to_string();
    for outside in ["../outside.toml", "words/../../outside.toml", absolute.as_str()] {
        settings(outside);
        let (out, err) = place.expect(&["extract", "corpus"], "", 2);
        assert_eq!(out, "");
        assert!(
            err.contains("corpus/dateline.toml") && err.contains("outside of the corpus"),
            "{err}"
        );
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(place.path("outside.toml"), place.path("corpus/words/link.toml")).unwrap();
        settings("words/link.toml");
        assert!(
            place
                .expect(&["extract", "corpus"], "", 2)
                .1
                .contains("outside of the corpus")
        );
    }
    place.write(
        "corpus/dateline.toml",
        "[dictionaries]\nlayers = []\n[run]\ncommand = \"true\"\n",
    );
    let (_, err) = place.expect(&["extract", "corpus"], "", 2);
    assert!(
        err.contains("corpus/dateline.toml:3") && err.contains("none that runs a command"),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn a_command_is_taken_from_the_user_and_never_from_a_corpus() {
    let place = Place::new();
    place.write("corpus/fog.pdf", "%PDF-1.4 The harbour was closed.");
    place.write("corpus/dateline.toml", "[reading]\npre = \"touch ran\"\n");
    for command in ["extract", "inspect", "build"] {
        let (out, err) = place.expect(&[command, "corpus"], "", 2);
        assert_eq!(out, "");
        assert!(
            err.contains("corpus/dateline.toml") && err.contains("names a command"),
            "{err}"
        );
    }
    assert!(!place.path("ran").exists() && !place.path("corpus/ran").exists());
    place.write("corpus/dateline.toml", "");
    place.expect(&["extract", "corpus"], "", 3);
    let (out, _) = place.expect(&["extract", "corpus", "--pre", "sed s/%PDF-1.4//"], "", 0);
    assert!(
        out.contains("\"path\":\"fog.pdf\",\"format\":\"plain text\""),
        "{out}"
    );
    place.write(
        "config/dateline/dateline.toml",
        "[reading]\npre = \"sed s/%PDF-1.4//\"\n",
    );
    place.expect(&["extract", "corpus"], "", 0);
    place.expect(&["extract", "corpus", "--config", "none"], "", 3);
}

#[test]
fn a_users_settings_and_environment_name_layers() {
    let place = Place::new();
    place.write(
        "config/dateline/dateline.toml",
        "[dictionaries]\nlayers = [\"quays.toml\"]\n",
    );
    place.write("config/dateline/quays.toml", QUAYS);
    assert!(has_quay(&place.expect(&["extract"], ARTICLE, 0).0));
    assert!(!has_quay(
        &place.expect(&["extract", "--config", "none"], ARTICLE, 0).0
    ));
    let (out, _) = place.expect(&["dict", "list", "--format", "csv"], "", 0);
    assert!(out.contains("quays,yours,1,0"), "{out}");

    let mut command = place.command(&["extract", "--config", "none"]);
    command.env("DATELINE_DICTIONARY", place.path("config/dateline/quays.toml"));
    assert!(has_quay(&told(&finish(command, ARTICLE), 0).0));
}

#[test]
fn large_layers_are_compiled_once() {
    let place = Place::new();
    let mut layer = String::from(
        "{\"id\":\"org/our-quay\",\"type\":\"organisation\",\"name\":\"Quay Board of Orrin\"}\n",
    );
    for n in 0..60_000 {
        layer.push_str(&format!(
            "{{\"id\":\"org/large-{n}\",\"type\":\"organisation\",\"name\":\"Large Number {n} Company\"}}\n"
        ));
    }
    place.write("large.jsonl", &layer);
    let extract = |more: &[&str]| {
        place.expect(
            &[&["extract", "--dictionary", "large.jsonl"], more].concat(),
            ARTICLE,
            0,
        )
    };
    let (plain, _) = extract(&["--cache", "none"]);
    assert!(has_quay(&plain) && !place.path("cache").exists());
    let (first, told) = extract(&[]);
    assert!(told.contains("compiled and kept"), "{told}");
    let (second, told) = extract(&[]);
    assert_eq!(told, "");
    assert!(plain == first && first == second);
    let file = fs::read_dir(place.path("cache/dateline"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let (third, told) = extract(&[]);
    assert!(told.contains("were damaged and are made anew"), "{told}");
    assert_eq!(plain, third);
    place.write("large.jsonl", &layer.replace("our-quay", "new-quay"));
    assert!(!has_quay(&extract(&[]).0));
}
