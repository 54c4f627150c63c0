//! `dateline facts`: what the articles of each story agree on, and where they differ.

use std::io::Write as _;

use dateline::archive::Archive;
use dateline::model::{Fact, Story, Verdict};
use dateline::report::{Cast, Column, Coverage, FactsView, Format, Place, Row};

use super::args::{Facts, VerdictName};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// The columns of a list of facts.
pub(crate) const COLUMNS: &[Column] = &[
    Column::new("story", Place::Left),
    Column::new("fact", Place::Left),
    Column::new("verdict", Place::Left),
    Column::new("question", Place::Left),
    Column::new("about", Place::Shrinks),
    Column::new("answer", Place::Shrinks),
    Column::new("support", Place::Right),
    Column::new("positions", Place::Below),
];

/// Runs the command.
pub(crate) fn run(args: &Facts, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let lines = lines(&archive, args)?;
    let mut facts = Vec::new();
    for line in lines {
        let fact: Fact = serde_json::from_str(&line)?;
        if is_wanted(&fact, args) {
            facts.push((fact, line));
        }
    }
    if facts.is_empty() {
        screen.note("no facts found");
    }
    if screen.format(args.format.format) == Format::Table {
        let facts: Vec<Fact> = facts.into_iter().map(|(fact, _)| fact).collect();
        return for_people(&archive, &facts, !is_narrowed(args), screen);
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for (fact, line) in facts {
        listing.row(fact_row(&fact, line))?;
    }
    Ok(Exit::found(listing.finish()? > 0))
}

fn lines(archive: &Archive, args: &Facts) -> Result<Vec<String>, Failure> {
    Ok(match (&args.story, args.query.is_empty()) {
        (_, false) => archive.search_facts(&args.query.join(" "))?,
        (Some(story), true) => archive.fact_lines_of(story)?,
        (None, true) => archive.fact_lines()?,
    })
}

fn is_wanted(fact: &Fact, args: &Facts) -> bool {
    let asked = |wish: Option<&String>, have: &str| wish.is_none_or(|wish| wish == have);
    asked(args.story.as_ref(), &fact.story)
        && asked(args.question.as_ref(), &fact.question)
        && args
            .verdict
            .is_none_or(|verdict| Verdict::from(verdict) == fact.verdict)
}

/// Whether some facts of a story may be left out.
fn is_narrowed(args: &Facts) -> bool {
    !args.query.is_empty() || args.question.is_some() || args.verdict.is_some()
}

/// A fact in one line.
pub(crate) fn fact_row(fact: &Fact, json: String) -> Row {
    let answer = fact.answer.as_ref();
    let positions: Vec<_> = fact
        .positions
        .iter()
        .map(|p| format!("{} ({})", p.text, p.claims.len()))
        .collect();
    let cells = vec![
        fact.story.clone(),
        fact.fact.clone(),
        fact.verdict.as_str().to_owned(),
        fact.question.clone(),
        fact.about.clone(),
        answer.map_or_else(String::new, |a| a.text.clone()),
        answer.map_or_else(String::new, |a| format!("{}/{}", a.support, a.articles)),
        positions.join("; "),
    ];
    Row { cells, json }
}

/// Writes facts under the heads of their stories: stories with a conflict first, otherwise in their order. `whole`: of each story all facts.
fn for_people(archive: &Archive, facts: &[Fact], whole: bool, screen: Screen) -> Result<Exit, Failure> {
    let mut stories: Vec<&[Fact]> = facts.chunk_by(|a, b| a.story == b.story).collect();
    stories.sort_by_key(|facts| !facts.iter().any(|f| f.verdict == Verdict::Conflict));
    let mut out = screen.out();
    for (n, facts) in stories.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        if let Some(story) = archive.story(&facts[0].story)? {
            let cast = cast(archive, &story)?;
            show_story(&story, facts, &cast, whole, screen, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Exit::found(!stories.is_empty()))
}

/// Writes one story with these facts. `whole`: they are all of its facts, and its coverage is told too.
pub(crate) fn show_story(
    story: &Story,
    facts: &[Fact],
    cast: &Cast,
    whole: bool,
    screen: Screen,
    out: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    let look = screen.look_for_people();
    let coverage = whole.then(|| Coverage::new(story, facts, cast));
    FactsView { look, cast }.story(out, story, facts, coverage.as_ref())?;
    Ok(())
}

/// What people call the articles and entities of a story.
pub(crate) fn cast(archive: &Archive, story: &Story) -> Result<Cast, Failure> {
    let mut cast = Cast::default();
    for id in &story.articles {
        if let Some(article) = archive.article(id)? {
            cast.add(&article.record, &article.text);
        }
    }
    Ok(cast)
}

impl From<VerdictName> for Verdict {
    fn from(name: VerdictName) -> Self {
        match name {
            VerdictName::Agree => Self::Agree,
            VerdictName::LessPrecise => Self::LessPrecise,
            VerdictName::Compatible => Self::Compatible,
            VerdictName::Conflict => Self::Conflict,
            VerdictName::Single => Self::Single,
        }
    }
}
