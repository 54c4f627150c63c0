//! The articles of a command's inputs, and the analyst that reads them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use dateline::extract::Settings;
use dateline::ingest::{self, Skipped, Warning};
use dateline::model::Article;
use dateline::pipeline::Analyst;
use dateline::story::StorySettings;

use super::args::Reading;
use super::batches::batches;
use super::dictionaries;
use super::failure::Failure;
use super::screen::Screen;
use super::settings_file;

/// What a command that knows no earlier run does with a batch of articles.
pub(crate) type OnArticles<'a> = &'a mut dyn FnMut(Vec<Article>, &Tally) -> Result<(), Failure>;

/// What was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Articles.
    pub(crate) articles: u64,
    /// Bytes of text.
    pub(crate) bytes: u64,
    /// Inputs that were skipped.
    pub(crate) skipped: Vec<Skipped>,
    /// Things to know about articles that were read.
    pub(crate) warnings: u64,
}

/// The analyst of a command's options, with the dictionaries of the user and of the corpora that are read.
pub(crate) fn analyst(paths: &[String], reading: &Reading, screen: Screen) -> Result<Analyst, Failure> {
    let layers = dictionaries::layers(&reading.dictionaries, paths, screen)?;
    let lexicon = dictionaries::lexicon(&reading.dictionaries, layers, screen)?;
    Ok(Analyst::new(lexicon, settings(reading))?)
}

/// The settings of extraction of a command's options.
pub(crate) fn settings(reading: &Reading) -> Settings {
    Settings {
        anchor: reading.anchor,
        names: reading.names,
        min_score: reading.min_score,
        ..Settings::default()
    }
}

/// The settings of stories: a given field of groups replaces the search for stories.
pub(crate) fn story_settings(stories_from: Option<&String>) -> StorySettings {
    StorySettings {
        given_groups: stories_from.is_some(),
        ..StorySettings::default()
    }
}

/// How the options of a command, and the user's own settings, say that inputs are to be read.
pub(crate) fn options(reading: &Reading) -> Result<ingest::Options, Failure> {
    let pre = match (&reading.pre, &reading.dictionaries.config) {
        (Some(command), _) => Some(command.clone()),
        (None, Some(none)) if none.as_os_str() == "none" => None,
        (None, Some(file)) => settings_file::named(file)?.pre,
        (None, None) => settings_file::of_user()?.pre,
    };
    Ok(ingest::Options {
        map: reading.map.clone(),
        group_field: reading.stories_from.clone(),
        listed: reading
            .files_from
            .as_deref()
            .map(list)
            .transpose()?
            .unwrap_or_default(),
        pre,
        ..ingest::Options::default()
    })
}

/// The paths of a list, one a line, or with zeros between (`find -print0`).
fn list(path: &Path) -> Result<Vec<String>, Failure> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text)
    } else {
        File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| Failure::unreadable(&path.display().to_string(), &error))?;
    let between = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.trim_start_matches('\u{FEFF}').split(between);
    let lines = lines
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.trim().is_empty());
    Ok(lines.map(str::to_owned).collect())
}

/// Reads all inputs and hands on the articles in batches, in their order. Each skipped input is named on standard error as it comes.
pub(crate) fn in_batches(
    paths: &[String],
    reading: &Reading,
    screen: Screen,
    batch: OnArticles<'_>,
) -> Result<Tally, Failure> {
    let options = options(reading)?;
    let read = batches(
        &mut |sink| ingest::read(paths, &options, sink),
        screen,
        &mut |read, tally| batch(read.articles, tally),
    );
    read.map(|(tally, ())| tally)
}

/// Writes what was skipped, a line of JSON each, to `skipped.jsonl` of an archive; an empty file says that nothing was.
pub(crate) fn write_skipped(archive: &Path, all: &[Skipped]) -> Result<(), Failure> {
    let mut lines = String::new();
    for skipped in all {
        lines.push_str(&serde_json::to_string(skipped)?);
        lines.push('\n');
    }
    std::fs::write(archive.join("skipped.jsonl"), lines)?;
    Ok(())
}

/// What this run skipped, and what earlier ones did in inputs that it does not name, which are among `noted`.
pub(crate) fn with_earlier(tally: &Tally, noted: &[Skipped]) -> Vec<Skipped> {
    let key = |skipped: &Skipped| {
        (
            skipped.path.clone(),
            skipped.place.clone(),
            skipped.reason.clone(),
        )
    };
    let mut told = BTreeMap::<_, usize>::new();
    for skipped in &tally.skipped {
        *told.entry(key(skipped)).or_default() += 1;
    }
    let mut all = tally.skipped.clone();
    for skipped in noted {
        match told.get_mut(&key(skipped)) {
            Some(times) if *times > 0 => *times -= 1,
            _ => all.push(skipped.clone()),
        }
    }
    all
}

impl Tally {
    /// Counts a skipped input and names it on standard error.
    pub(crate) fn skip(&mut self, skipped: Skipped, screen: Screen) {
        let place = place(&skipped.path, skipped.place.as_ref());
        screen.warn(&format!("skipped ({place}): {}", skipped.reason));
        self.skipped.push(skipped);
    }

    /// Counts a thing to know about an article and tells it there.
    pub(crate) fn warn(&mut self, warning: &Warning, screen: Screen) {
        self.warnings += 1;
        let place = place(&warning.path, warning.place.as_ref());
        screen.note(&screen.safe(&format!("dateline: note ({place}): {}", warning.reason)));
    }
}

fn place(path: &str, place: Option<&String>) -> String {
    place.map_or_else(|| path.to_owned(), |place| format!("{path}, {place}"))
}
