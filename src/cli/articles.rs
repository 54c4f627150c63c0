//! Articles in batches from the inputs of a command, and the analyst that reads them.

use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use dateline::extract::Settings;
use dateline::ingest::{self, Item, Skipped};
use dateline::model::Article;
use dateline::pipeline::Analyst;
use dateline::story::StorySettings;

use super::args::Reading;
use super::dictionaries;
use super::failure::Failure;
use super::screen::Screen;
use super::settings_file;

/// Bytes of text in a batch: enough for every thread, little enough to hold in memory.
const BATCH_BYTES: usize = 8 << 20;
/// Articles in a batch.
const BATCH_ARTICLES: usize = 2048;

/// What a command does with a batch of articles.
type OnBatch<'a> = &'a mut dyn FnMut(Vec<Article>, &Tally) -> Result<(), Failure>;

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
    batch: OnBatch<'_>,
) -> Result<Tally, Failure> {
    let options = options(reading)?;
    let mut tally = Tally::default();
    let mut waiting: Vec<Article> = Vec::new();
    let mut bytes = 0;
    let mut failure = None;
    ingest::read(paths, &options, &mut |item| {
        match item {
            Item::Reading(_) => {}
            Item::Skipped(skipped) => skip(&mut tally, skipped, screen),
            Item::Warning(warning) => {
                tally.warnings += 1;
                screen.note(&screen.safe(&format!(
                    "dateline: note ({}): {}",
                    place(&warning.path, warning.place.as_ref()),
                    warning.reason
                )));
            }
            Item::Article(article) => {
                tally.articles += 1;
                tally.bytes += article.text.len() as u64;
                bytes += article.text.len();
                waiting.push(*article);
            }
        }
        if bytes >= BATCH_BYTES || waiting.len() >= BATCH_ARTICLES {
            bytes = 0;
            failure = batch(std::mem::take(&mut waiting), &tally).err();
        }
        if failure.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|error| Failure::Told(error.to_string()))?;
    match failure {
        Some(failure) => return Err(failure),
        None if !waiting.is_empty() => batch(waiting, &tally)?,
        None => {}
    }
    Ok(tally)
}

/// Writes what was skipped, a line of JSON each, to `skipped.jsonl` of an archive; an empty file says that nothing was.
pub(crate) fn write_skipped(archive: &Path, tally: &Tally) -> Result<(), Failure> {
    let mut lines = String::new();
    for skipped in &tally.skipped {
        lines.push_str(&serde_json::to_string(skipped)?);
        lines.push('\n');
    }
    std::fs::write(archive.join("skipped.jsonl"), lines)?;
    Ok(())
}

/// Counts a skipped input and names it.
pub(crate) fn skip(tally: &mut Tally, skipped: Skipped, screen: Screen) {
    screen.warn(&format!(
        "skipped ({}): {}",
        place(&skipped.path, skipped.place.as_ref()),
        skipped.reason
    ));
    tally.skipped.push(skipped);
}

fn place(path: &str, place: Option<&String>) -> String {
    place.map_or_else(|| path.to_owned(), |place| format!("{path}, {place}"))
}
