//! Runs every `cases.toml` beside the rules, and the files of `src/claim/cases/`, one a question.
//!
//! ```toml
//! [[case]]
//! name = "more-than-count"                     # unique in its file
//! text = "They took data on more than 80 athletes."
//! published = "2017-04-03"                     # optional: the anchor
//! anchor = "text"                              # optional: count relative dates from the text
//! finds = [{ on = "more than 80 athletes", value = "count (80,) athlete" }]   # all mentions of the folder's kinds, in order
//! known_gap = "why"                            # optional: must fail, so that a gap that closes is noticed
//! ```
//! Cases of organisations, persons and places hold with fitted weights and with the rules alone, or with the one that `names` says.
//! `on` must stand in the text once; `number` may follow with the words of the number alone. In `src/claim/cases.toml` the finds are
//! claims: `on` is the claim's span and `value` is like `killed [3,3] probable`. A case of claims with `only = ["killed"]` looks at these questions alone.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline::extract::{AnchorMode, KINDS, NamesMode, Settings};
use dateline::lexicon::Lexicon;
use dateline::model::{Anchor, AnchorSource, Article, Field, Span, Value};
use dateline::pipeline::Analyst;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    published: Option<jiff::civil::Date>,
    #[serde(default)]
    anchor: AnchorMode,
    /// The only weights with which it holds.
    names: Option<NamesMode>,
    #[serde(default)]
    only: Vec<String>,
    finds: Vec<Find>,
    known_gap: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    on: String,
    value: String,
    number: Option<String>,
}

/// What a case expects or what was found: where, what, and the number's words where it matters.
type Row = (String, String, Option<String>);

#[test]
fn every_case_holds() {
    let mut report = String::new();
    let mut count = 0;
    for (folder, file) in case_files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let cases: CaseFile = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut names = std::collections::BTreeSet::new();
        for case in cases.case {
            count += 1;
            assert!(
                names.insert(case.name.clone()),
                "{}: two cases are named {}",
                file.display(),
                case.name
            );
            for names in modes(&folder, &case) {
                check(&folder, &file, &case, *names, &mut report);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(count > 0, "no cases found");
}

/// `src/extract/KIND/cases.toml`, `src/claim/cases.toml` and the files of `src/claim/cases/`, one a question, with the folder's name.
fn case_files() -> Vec<(String, PathBuf)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = entries(&src.join("extract"));
    folders.push(src.join("claim"));
    folders.sort();
    let named = |folder: &Path, file| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        (name, file)
    };
    let files = folders.iter().map(|f| named(f, f.join("cases.toml")));
    let mut files: Vec<(String, PathBuf)> = files.filter(|(_, file)| file.exists()).collect();
    let questions = entries(&src.join("claim").join("cases"));
    files.extend(questions.into_iter().map(|file| named(&src.join("claim"), file)));
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    entries
}

fn modes(folder: &str, case: &Case) -> &'static [NamesMode] {
    let is_of_names = matches!(folder, "organisations" | "persons" | "places");
    match case.names {
        None if is_of_names => &[NamesMode::Fitted, NamesMode::Rules],
        None | Some(NamesMode::Fitted) => &[NamesMode::Fitted],
        Some(NamesMode::Rules) => &[NamesMode::Rules],
    }
}

fn check(folder: &str, file: &Path, case: &Case, names: NamesMode, report: &mut String) {
    let expected: Vec<Row> = case
        .finds
        .iter()
        .map(|f| (f.on.clone(), f.value.clone(), f.number.clone()))
        .collect();
    for (on, ..) in &expected {
        let times = case.text.matches(on.as_str()).count();
        assert!(
            times >= 1,
            "{}: {}: `on = {on:?}` does not stand in the text",
            file.display(),
            case.name
        );
    }
    let mut found = found(folder, case, names);
    for (row, wanted) in found.iter_mut().zip(&expected) {
        if wanted.2.is_none() {
            row.2 = None;
        }
    }
    match (&case.known_gap, found == expected) {
        (None, true) | (Some(_), false) => {}
        (None, false) => {
            let _ = writeln!(
                report,
                "{}: {} ({names:?})\n  text     {:?}\n  expected {expected:?}\n  found    {found:?}",
                file.display(),
                case.name,
                case.text
            );
        }
        (Some(_), true) => {
            let _ = writeln!(
                report,
                "{}: {}: the gap is closed; help: take `known_gap` away",
                file.display(),
                case.name
            );
        }
    }
}

fn found(folder: &str, case: &Case, names: NamesMode) -> Vec<Row> {
    let article = Article {
        id: "case".into(),
        text: case.text.clone(),
        language: "en".into(),
        published: case.published.map(|day| Anchor {
            day,
            source: AnchorSource::Metadata,
            ambiguous: false,
        }),
        ..Article::default()
    };
    let analyst = analyst(case.anchor, names);
    if folder == "claim" {
        let mut claims = analyst.claims(&article);
        claims.retain(|c| case.only.is_empty() || case.only.contains(&c.question));
        return claims
            .iter()
            .map(|c| (c.quote.clone(), c.to_string(), None))
            .collect();
    }
    let kinds = KINDS
        .iter()
        .filter(|(name, ..)| *name == folder)
        .flat_map(|(_, kinds, _)| kinds.iter());
    let kinds: Vec<String> = kinds.map(ToString::to_string).collect();
    let kinds = if kinds.is_empty() {
        vec![folder.trim_end_matches('s').to_owned()]
    } else {
        kinds
    };
    let (_, mentions) = analyst.mentions(&article, Field::Text);
    mentions
        .iter()
        .filter(|m| kinds.iter().any(|k| k == m.kind.as_str()))
        .map(|m| {
            (
                m.span.of(&case.text).to_owned(),
                m.value.to_string(),
                number(&m.value).map(|s| s.of(&case.text).to_owned()),
            )
        })
        .collect()
}

fn number(value: &Value) -> Option<Span> {
    match value {
        Value::Amount(amount) => Some(amount.number),
        _ => None,
    }
}

fn analyst(anchor: AnchorMode, names: NamesMode) -> &'static Analyst {
    static MADE: [std::sync::OnceLock<Analyst>; 4] = [const { std::sync::OnceLock::new() }; 4];
    let at = usize::from(anchor == AnchorMode::Text) + 2 * usize::from(names == NamesMode::Rules);
    MADE[at].get_or_init(|| {
        let settings = Settings {
            anchor,
            names,
            ..Settings::default()
        };
        Analyst::new(Lexicon::built_in().unwrap(), settings).unwrap()
    })
}
