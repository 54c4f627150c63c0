//! `dateline cite`: what a paper must say of an archive to be checked and done again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use dateline::archive::{Archive, By, Counts, Manifest};
use serde::Serialize;

use super::args::{Cite, CiteFormat};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// How an archive came about.
#[derive(Serialize)]
struct Method<'a> {
    tool: &'static str,
    version: &'a str,
    /// Version and digest of the program.
    program: &'a str,
    counts: &'a Counts,
    outlets: usize,
    first_day: Option<String>,
    last_day: Option<String>,
    /// Inputs that were not read, by reason.
    skipped: BTreeMap<String, u64>,
    settings: &'a BTreeMap<String, String>,
    dictionaries: &'a str,
    layers: &'a BTreeMap<String, String>,
    /// Digest of all articles.
    articles_digest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    /// Articles that the query chooses.
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<usize>,
}

/// Runs the command.
pub(crate) fn run(args: &Cite, screen: Screen) -> Result<Exit, Failure> {
    let path = &args.archive.archive;
    let archive = Archive::open(path)?;
    let query = (!args.query.is_empty()).then(|| args.query.join(" "));
    let method = method(&archive, path, query)?;
    let text = match args.format {
        CiteFormat::Text => paragraph(&method),
        CiteFormat::Bibtex => bibtex(&method),
        CiteFormat::Json => {
            let mut value = serde_json::to_value(&method)?;
            value["text"] = paragraph(&method).trim_end().into();
            value["bibtex"] = bibtex(&method).trim_end().into();
            format!("{value:#}\n")
        }
    };
    let mut out = screen.out();
    out.write_all(screen.look().safe(&text).as_bytes())?;
    out.flush()?;
    Ok(Exit::Success)
}

fn method<'a>(archive: &'a Archive, path: &Path, query: Option<String>) -> Result<Method<'a>, Failure> {
    let Manifest {
        version,
        digests,
        counts,
        ..
    } = archive.manifest();
    let all = archive.ask("*")?;
    let outlets = archive.tally(&all, &[By::Source])?;
    let days = archive.tally(&all, &[By::Day])?;
    let mut days: Vec<String> = days
        .into_iter()
        .filter_map(|row| row.values.into_iter().next()?)
        .collect();
    days.sort_unstable();
    let chosen = match &query {
        Some(query) => Some(archive.count(&archive.ask(query)?)?),
        None => None,
    };
    Ok(Method {
        tool: "dateline",
        version,
        program: &digests.program,
        counts,
        outlets: outlets.iter().filter(|row| row.values[0].is_some()).count(),
        first_day: days.first().cloned(),
        last_day: days.last().cloned(),
        skipped: skipped(path),
        settings: &digests.settings,
        dictionaries: &digests.dictionaries,
        layers: &digests.layers,
        articles_digest: archive.content_digest()?,
        query,
        chosen,
    })
}

/// What the build left out, by reason. An archive that was copied without that file knows of none.
fn skipped(archive: &Path) -> BTreeMap<String, u64> {
    let lines = std::fs::read_to_string(archive.join("skipped.jsonl")).unwrap_or_default();
    let mut reasons = BTreeMap::new();
    for line in lines.lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let reason = told["reason"].as_str().unwrap_or("for a reason that is not told");
        // What to try is none of a paper's business.
        let reason = reason.split("; try: ").next().unwrap_or_default();
        *reasons.entry(reason.to_owned()).or_default() += 1;
    }
    reasons
}

/// The paragraph, a sentence a line.
fn paragraph(method: &Method<'_>) -> String {
    let mut text = String::new();
    // Writing to a string has no way to fail.
    let _ = writeln!(text, "{}", read(method));
    if !method.skipped.is_empty() {
        let count: u64 = method.skipped.values().sum();
        let _ = writeln!(
            text,
            "{} not read: {}.",
            several(count, "input was", "inputs were"),
            by_name(&method.skipped)
        );
    }
    let counts = method.counts;
    let _ = writeln!(
        text,
        "By rules and dictionaries it marked {} ({}) and read {}.",
        several(counts.mentions.values().sum(), "mention", "mentions"),
        by_name(&counts.mentions),
        several(counts.claims, "claim", "claims"),
    );
    text.push_str(&settings(method.settings));
    text.push_str(&stories(method));
    let _ = writeln!(text, "{}", dictionaries(method));
    if let (Some(query), Some(chosen)) = (&method.query, method.chosen) {
        let chosen = several(chosen as u64, "article was", "articles were");
        let _ = writeln!(text, "Of the articles, {chosen} chosen by the query `{query}`.");
    }
    let _ = writeln!(
        text,
        "The articles have the digest {} (SHA-256 over their ids and contents); the program is {}.",
        method.articles_digest, method.program
    );
    text
}

fn read(method: &Method<'_>) -> String {
    let counts = method.counts;
    let span = match (&method.first_day, &method.last_day) {
        (Some(first), Some(last)) if first != last => format!(", published from {first} to {last}"),
        (Some(day), _) => format!(", published on {day}"),
        _ => String::new(),
    };
    let outlets = match method.outlets {
        0 => String::new(),
        outlets => format!(" of {}", several(outlets as u64, "outlet", "outlets")),
    };
    let undated = match counts.undated {
        0 => String::new(),
        undated => format!(" ({undated} without a day of publication)"),
    };
    format!(
        "dateline {} read {}{outlets}{span}{undated}; languages: {}.",
        method.version,
        several(counts.articles, "article", "articles"),
        by_name(&counts.languages),
    )
}

/// The settings of extraction in sentences; one that this version does not know stands by its name.
fn settings(settings: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (name, value) in settings.iter().filter(|(name, _)| !name.starts_with("stories.")) {
        let sentence = match (name.as_str(), value.as_str()) {
            ("anchor", "published") => "Relative dates were counted from the day of publication.",
            ("anchor", "text") => "Relative dates were counted from the date before them in the text.",
            ("date_order", "dayfirst") => "Dates in digits that can be read both ways were read day first.",
            ("date_order", "monthfirst") => {
                "Dates in digits that can be read both ways were read month first."
            }
            ("names", "fitted") => {
                "Organisations, persons and places were told apart by weights fitted on marked texts."
            }
            ("names", "rules") => {
                "Organisations, persons and places were told apart by the weights of the rules alone."
            }
            ("min_score", "0.0" | "0") => "No mention was left out for its score.",
            ("min_score", least) => {
                let _ = writeln!(text, "Mentions with a score below {least} were left out.");
                continue;
            }
            (name, value) => {
                let _ = writeln!(text, "The setting {name} was {value}.");
                continue;
            }
        };
        text.push_str(sentence);
        text.push('\n');
    }
    text
}

/// How stories were found and facts were reconciled.
fn stories(method: &Method<'_>) -> String {
    let counts = method.counts;
    let setting = |name: &str| method.settings.get(name).map_or("", String::as_str);
    let how = if setting("stories.given_groups") == "true" {
        "The input said which articles report one story".to_owned()
    } else {
        format!(
            "Articles that report one event were grouped by average-link clustering of their weighted terms and names (likeness {} or more, links of {} days at most)",
            setting("stories.threshold"),
            setting("stories.window")
        )
    };
    let facts: u64 = counts.facts.values().sum();
    format!(
        "{how}: {}, of several articles {}.\nWhat the articles of a story say to one question was compared pairwise: {} ({}); a less precise value supports a more precise one, copies and repeated quotations count once, values are never averaged, and what nothing decides is left open.\n",
        several(counts.stories, "story", "stories"),
        counts.shared_stories,
        several(facts, "fact", "facts"),
        by_name(&counts.facts),
    )
}

fn dictionaries(method: &Method<'_>) -> String {
    let mut text = format!(
        "The dictionaries are those of this version{} (SHA-256 of all in load order {}).",
        if method.layers.is_empty() {
            ""
        } else {
            " and further layers"
        },
        method.dictionaries
    );
    for (name, digest) in method.layers {
        let _ = write!(text, " Layer {name}: SHA-256 {digest}.");
    }
    text
}

/// The program as a reference. It knows no year: it was built from a version, not on a day.
fn bibtex(method: &Method<'_>) -> String {
    format!(
        "@software{{dateline_{},\n  title = {{dateline: who, when and how many in folders of news articles, and where reports of one story differ}},\n  author = {{{{The dateline contributors}}}},\n  version = {{{}}},\n  license = {{{}}},\n  note = {{program {}, dictionaries {}}}\n}}\n",
        method.version.replace('.', "_"),
        method.version,
        env!("CARGO_PKG_LICENSE"),
        method.program,
        &method.dictionaries[..method.dictionaries.len().min(16)],
    )
}

/// `12 date, 3 actor`: the most first.
fn by_name(counts: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let shown: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{count} {}", name.replace('_', " ")))
        .collect();
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}

fn several(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
