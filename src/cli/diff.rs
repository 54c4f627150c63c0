//! `dateline diff`: what is new, gone or changed between two archives.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use dateline::archive::Archive;
use dateline::diff::{FactChange, FactFate, Kin, Side, StoryFate, compare};
use dateline::model::{Fact, Story};
use dateline::report::{Column, Listing, Place, Row};
use serde::Serialize;

use super::args::Diff;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("what", Place::Left),
    Column::new("change", Place::Left),
    Column::new("question", Place::Left),
    Column::new("about", Place::Shrinks),
    Column::new("before", Place::Shrinks),
    Column::new("after", Place::Shrinks),
    Column::new("verdict", Place::Left),
    Column::new("ids", Place::Hidden),
];

/// How many of each fate.
type Counts = BTreeMap<(&'static str, &'static str), u64>;

/// Runs the command.
pub(crate) fn run(args: &Diff, screen: Screen) -> Result<Exit, Failure> {
    let (old, new) = (Archive::open(&args.before)?, Archive::open(&args.after)?);
    let (before, after) = (side(&old)?, side(&new)?);
    let mut counts = Counts::new();
    let mut listing: Listing<Box<dyn Write>> = screen.listing(&args.format, COLUMNS);
    for (change, count) in articles(&old, &new)? {
        counts.insert(("articles", change), count);
        if count > 0 {
            listing.row(count_row(change, count)?)?;
        }
    }
    for kin in compare(&before, &after) {
        let fate = kin.fate();
        if fate != StoryFate::Same {
            *counts.entry(("stories", fate.as_str())).or_default() += 1;
            listing.row(story_row(&kin, fate)?)?;
        }
        for change in &kin.facts {
            let fate = change.fate();
            *counts.entry(("facts", fate.as_str())).or_default() += 1;
            listing.row(fact_row(change, fate)?)?;
        }
    }
    let found = listing.finish()? > 0;
    screen.note(&if found {
        summary(&counts)
    } else {
        "no differences found".to_owned()
    });
    Ok(Exit::found(found))
}

fn side(archive: &Archive) -> Result<Side, Failure> {
    let mut side = Side::default();
    for line in archive.story_lines()? {
        side.stories.push(serde_json::from_str::<Story>(&line)?);
    }
    for line in archive.fact_lines()? {
        side.facts.push(serde_json::from_str::<Fact>(&line)?);
    }
    Ok(side)
}

/// How many articles are new, gone and changed. The same article under another path has not changed.
fn articles(old: &Archive, new: &Archive) -> Result<[(&'static str, u64); 3], Failure> {
    let before: BTreeMap<String, String> = old.digests()?.into_iter().collect();
    let after: BTreeMap<String, String> = new.digests()?.into_iter().collect();
    let mut changed = 0;
    for (id, digest) in &after {
        if before.get(id).is_some_and(|other| other != digest) && content(old, id)? != content(new, id)? {
            changed += 1;
        }
    }
    let fresh = after.keys().filter(|id| !before.contains_key(*id)).count();
    let gone = before.keys().filter(|id| !after.contains_key(*id)).count();
    Ok([("new", fresh as u64), ("gone", gone as u64), ("changed", changed)])
}

/// What of an article readers see.
fn content(archive: &Archive, id: &str) -> Result<Option<[Option<String>; 4]>, Failure> {
    let article = archive.article(id)?.map(|article| article.record);
    Ok(article.map(|record| {
        [
            Some(record.text_sha256),
            record.title,
            record.source,
            record.date.map(|day| day.to_string()),
        ]
    }))
}

/// The line form of each row.
#[derive(Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum Line<'l> {
    Articles {
        change: &'l str,
        count: u64,
    },
    Story {
        change: &'l str,
        title: Option<&'l str>,
        before: &'l [String],
        after: &'l [String],
    },
    Fact {
        change: &'l str,
        question: &'l str,
        about: &'l str,
        before: Option<State<'l>>,
        after: Option<State<'l>>,
    },
}

/// A fact on one side.
#[derive(Serialize)]
struct State<'l> {
    fact: &'l str,
    story: &'l str,
    verdict: &'l str,
    answer: Option<&'l str>,
    support: usize,
    articles: usize,
}

fn count_row(change: &str, count: u64) -> Result<Row, Failure> {
    let cells = ["articles", change, "", "", "", &count.to_string(), "", ""];
    Ok(Row {
        cells: cells.map(str::to_owned).to_vec(),
        json: serde_json::to_string(&Line::Articles { change, count })?,
    })
}

fn story_row(kin: &Kin<'_>, fate: StoryFate) -> Result<Row, Failure> {
    let ids = |stories: &[&Story]| -> Vec<String> { stories.iter().map(|s| s.story.clone()).collect() };
    let (before, after) = (ids(&kin.before), ids(&kin.after));
    let title = kin
        .after
        .iter()
        .chain(&kin.before)
        .find_map(|s| s.title.as_deref());
    let line = Line::Story {
        change: fate.as_str(),
        title,
        before: &before,
        after: &after,
    };
    let json = serde_json::to_string(&line)?;
    let cells = vec![
        "story".to_owned(),
        fate.as_str().to_owned(),
        String::new(),
        title.unwrap_or_default().to_owned(),
        sizes(&kin.before),
        sizes(&kin.after),
        String::new(),
        [before, after].concat().join(" "),
    ];
    Ok(Row { cells, json })
}

/// `3 + 1 articles`
fn sizes(stories: &[&Story]) -> String {
    let sizes: Vec<String> = stories.iter().map(|s| s.articles.len().to_string()).collect();
    match sizes.as_slice() {
        [] => String::new(),
        [one] if one == "1" => "1 article".to_owned(),
        _ => format!("{} articles", sizes.join(" + ")),
    }
}

fn fact_row(change: &FactChange<'_>, fate: FactFate) -> Result<Row, Failure> {
    let sides: Vec<&Fact> = change.before.into_iter().chain(change.after).collect();
    let (question, about) = sides
        .last()
        .map_or(("", ""), |fact| (fact.question.as_str(), fact.about.as_str()));
    let mut verdicts: Vec<&str> = sides.iter().map(|fact| fact.verdict.as_str()).collect();
    verdicts.dedup();
    let line = Line::Fact {
        change: fate.as_str(),
        question,
        about,
        before: change.before.map(state),
        after: change.after.map(state),
    };
    let json = serde_json::to_string(&line)?;
    let cells = vec![
        "fact".to_owned(),
        fate.as_str().to_owned(),
        question.to_owned(),
        about.to_owned(),
        change.before.map_or_else(String::new, answer),
        change.after.map_or_else(String::new, answer),
        verdicts.join(" → "),
        sides
            .iter()
            .map(|fact| fact.fact.as_str())
            .collect::<Vec<_>>()
            .join(" "),
    ];
    Ok(Row { cells, json })
}

fn answer(fact: &Fact) -> String {
    let answer = fact.answer.as_ref();
    answer.map_or_else(|| "unresolved".to_owned(), |answer| answer.text.clone())
}

fn state(fact: &Fact) -> State<'_> {
    let answer = fact.answer.as_ref();
    State {
        fact: &fact.fact,
        story: &fact.story,
        verdict: fact.verdict.as_str(),
        answer: answer.map(|answer| answer.text.as_str()),
        support: answer.map_or(0, |answer| answer.support),
        articles: answer.map_or(0, |answer| answer.articles),
    }
}

/// `articles: 2 new; stories: 1 split; facts: 3 new, 1 answer`
fn summary(counts: &Counts) -> String {
    let mut text = String::new();
    for what in ["articles", "stories", "facts"] {
        let of = counts
            .iter()
            .filter(|((own, _), count)| *own == what && **count > 0);
        let parts: Vec<String> = of
            .map(|((_, change), count)| format!("{count} {}", in_words(change)))
            .collect();
        if !parts.is_empty() {
            let separator = if text.is_empty() { "" } else { "; " };
            let _ = write!(text, "{separator}{what}: {}", parts.join(", "));
        }
    }
    text
}

fn in_words(change: &str) -> &str {
    match change {
        "answer" => "with another answer",
        "verdict" => "with another verdict",
        "answer_and_verdict" => "with another answer and verdict",
        other => other,
    }
}
