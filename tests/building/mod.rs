//! A build as `dateline build` does it, inside the test: one analyst serves all builds.

mod zipped;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::OnceLock;

use dateline::archive::{ArchiveError, Builder, Digests, Entries, KeptNeed, Need, Outcome, article_digest};
use dateline::extract::Settings;
use dateline::ingest::{InputState, Item, Options, Place, update};
use dateline::lexicon::Lexicon;
use dateline::model::Shelf as _;
use dateline::pipeline::{Analyst, reconcile_groups};
use dateline::story::{StorySettings, groups};

#[allow(unused_imports, reason = "not every test writes files of this form")]
pub(crate) use zipped::zipped;

/// The analyst of all builds.
pub(crate) fn analyst() -> &'static Analyst {
    static ANALYST: OnceLock<Analyst> = OnceLock::new();
    ANALYST.get_or_init(|| Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap())
}

/// How a build is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) inputs: Vec<String>,
    pub(crate) merge: bool,
    pub(crate) replace: bool,
    /// Stands for the dictionaries: another one makes all records anew.
    pub(crate) dictionaries: String,
}

/// Builds.
pub(crate) fn build(archive: &Path, asked: &Asked) -> Result<Outcome, ArchiveError> {
    let digests = Digests {
        dictionaries: asked.dictionaries.clone(),
        ..Digests::default()
    };
    let mut builder = Builder::open(archive, digests, 1, "a test")?;
    let items = items(archive, asked, builder.take_inputs());
    let mut contents = contents(&items).into_iter();
    let entries = Entries::default();
    for item in items {
        let (text, record, digest, new) = match item {
            Item::Article(article) => {
                let digest = article_digest(&article);
                match builder.needs(&article, &digest)? {
                    Need::Nothing => continue,
                    Need::Document(record) => (article.text, *record, digest, false),
                    Need::Record => {
                        let record = analyst().read(&article);
                        (article.text, record, digest, true)
                    }
                }
            }
            Item::Kept(kept) => match builder.needs_kept(&kept)? {
                KeptNeed::Nothing => continue,
                KeptNeed::Document(stored) => (stored.text, stored.record, kept.held.content, false),
                KeptNeed::Record(article) => {
                    let record = analyst().read(&article);
                    (article.text, record, kept.held.content, true)
                }
            },
            Item::Ledger(line) => {
                builder.hold(&line.with_content(&mut contents))?;
                continue;
            }
            Item::Skipped(_) | Item::Warning(_) | Item::Reading(_) => continue,
        };
        builder.add(entries.entry(&text, &record, &digest, &|_| Vec::new()), new)?;
    }
    if builder.is_unchanged() {
        return builder.unchanged(asked.merge);
    }
    let reports = builder.reports()?;
    let groups = groups(&reports, &StorySettings::default())?;
    let groups = builder.settle(&reports, groups)?;
    reconcile_groups(
        &reports,
        &groups,
        analyst().questions(),
        &mut |group, story, facts| builder.add_story(reports.day(group[0])?, &story, &facts),
    )?;
    builder.finish(&reports, asked.merge)
}

/// What reading the inputs gives.
fn items(archive: &Path, asked: &Asked, stored: Vec<InputState>) -> Vec<Item> {
    let place = Place {
        archive,
        reading: "as a test",
        alone: asked.replace,
    };
    let mut items = Vec::new();
    update(&asked.inputs, &Options::default(), stored, &place, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    })
    .unwrap();
    items
}

/// The digests of new articles.
fn contents(items: &[Item]) -> Vec<String> {
    let digest = |item: &Item| match item {
        Item::Article(article) => Some(article_digest(article)),
        _ => None,
    };
    items.iter().filter_map(digest).collect()
}
