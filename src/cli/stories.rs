//! `dateline stories`: the stories of an archive, with who tells them and whom they name.

use std::collections::{BTreeMap, BTreeSet};

use dateline::archive::Archive;
use dateline::model::{Story, ValueLine, Verdict};
use dateline::report::{Cast, Column, Format, Place, Row};

use super::args::Stories;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("story", Place::Left),
    Column::new("from", Place::Left),
    Column::new("to", Place::Left),
    Column::new("articles", Place::Right),
    Column::new("title", Place::Shrinks),
    Column::new("told by", Place::Below),
    Column::new("members", Place::Hidden),
];

/// Most entities that are shown of a story.
const ENTITIES: usize = 6;

/// Runs the command.
pub(crate) fn run(args: &Stories, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let lines = if args.query.is_empty() {
        archive.story_lines()?
    } else {
        archive.search_stories(&args.query.join(" "))?
    };
    if lines.is_empty() {
        screen.note("no stories found");
    }
    // A line of JSON is the story alone, as the contract has it.
    let bare = matches!(screen.format(args.format.format), Format::Json | Format::Jsonl);
    let mut listing = screen.listing(&args.format, COLUMNS);
    for line in lines {
        let story: Story = serde_json::from_str(&line)?;
        let telling = if bare {
            Telling::default()
        } else {
            Telling::of(&archive, &story)?
        };
        listing.row(row(&story, &telling, line))?;
    }
    Ok(Exit::found(listing.finish()? > 0))
}

/// Who tells a story, and whom it names.
#[derive(Default)]
struct Telling {
    opening: String,
    outlets: Vec<String>,
    /// Those that most of its articles name first.
    entities: Vec<String>,
    /// Articles that are copies of others.
    copies: usize,
    /// Facts on which its articles differ.
    conflicts: usize,
}

impl Telling {
    fn of(archive: &Archive, story: &Story) -> Result<Self, Failure> {
        let (mut cast, mut outlets) = (Cast::default(), Vec::new());
        let mut counts = BTreeMap::<String, (usize, usize)>::new();
        for id in &story.articles {
            let Some(article) = archive.article(id)? else {
                continue;
            };
            cast.add(&article.record, &article.text);
            let outlet = article.record.source.unwrap_or_else(|| id.clone());
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
            let mut met = BTreeSet::new();
            for mention in &article.record.mentions {
                if let ValueLine::Name(name) = &mention.value
                    && let Some(entity) = &name.entity
                {
                    let count = counts.entry(entity.to_string()).or_default();
                    count.0 += usize::from(met.insert(entity));
                    count.1 += 1;
                }
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let facts = archive.facts_of(&story.story)?;
        Ok(Self {
            copies: story.copies.len(),
            conflicts: facts
                .iter()
                .filter(|fact| fact.verdict == Verdict::Conflict)
                .count(),
            opening: story
                .articles
                .first()
                .map_or("", |id| cast.opening(id))
                .to_owned(),
            outlets,
            entities: counts
                .iter()
                .take(ENTITIES)
                .map(|(id, _)| cast.entity(id))
                .collect(),
        })
    }

    fn in_words(&self) -> String {
        let some = |count: usize, one: &str, several: &str| match count {
            0 => String::new(),
            1 => format!("1 {one}"),
            _ => format!("{count} {several}"),
        };
        let parts = [
            self.outlets.join(", "),
            some(self.copies, "copy", "copies"),
            self.entities.join(", "),
            some(self.conflicts, "conflict", "conflicts"),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}

fn row(story: &Story, telling: &Telling, json: String) -> Row {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |d| d.to_string());
    let cells = vec![
        story.story.clone(),
        day(story.from),
        day(story.to),
        story.articles.len().to_string(),
        story.title.clone().unwrap_or_else(|| telling.opening.clone()),
        telling.in_words(),
        story.articles.join(" "),
    ];
    Row { cells, json }
}
