//! `dateline build`: the whole way from folders of articles to an archive.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline::archive::{Builder, Digests, Entries, Entry, Outcome, article_digest};
use dateline::extract::is_english;
use dateline::ingest::Skipped;
use dateline::lexicon::Lexicon;
use dateline::model::Article;
use dateline::pipeline::{Analyst, reconcile_each};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::args::Build;
use super::articles::{Tally, analyst, in_batches, settings, skip, story_settings, write_skipped};
use super::exit::Exit;
use super::failure::Failure;
use super::progress::Progress;
use super::screen::Screen;

/// Most reasons of skipped inputs that the summary names; all of them stand above it, each with its input.
const REASONS: usize = 5;

/// Runs the command.
pub(crate) fn run(args: &Build, screen: Screen) -> Result<Exit, Failure> {
    let analyst = analyst(&args.paths, &args.reading, screen)?;
    let mut progress = Progress::new(screen);
    let threads = rayon::current_num_threads().min(8);
    let open = || Builder::open(&args.output, digests(args, &analyst), threads);
    // A new archive begins with its first article, so that a wrong path leaves no folder behind.
    let mut opened = args.output.exists().then(&open).transpose()?;
    let entries = Entries::default();
    let mut twice = Vec::new();
    let mut tally = in_batches(&args.paths, &args.reading, screen, &mut |articles, tally| {
        progress.at(tally);
        let builder = match &mut opened {
            Some(builder) => builder,
            None => opened.insert(open()?),
        };
        add(builder, &analyst, &entries, articles, &mut twice)
    })?;
    let mut builder = match opened {
        Some(builder) if tally.articles > 0 || builder.vanished().1 > 0 => builder,
        _ => return Err(nothing_to_read(args)),
    };
    for skipped in twice {
        skip(&mut tally, skipped, screen);
    }
    may_replace(&builder, args)?;
    let outcome = if builder.is_unchanged() {
        builder.unchanged()
    } else {
        progress.step("finding stories");
        let reports = builder.reports()?;
        reconcile_each(
            &reports,
            &story_settings(args.reading.stories_from.as_ref()),
            analyst.questions(),
            &mut |story, facts| builder.add_story(&story, &facts),
        )?;
        progress.step("writing the index");
        builder.finish()?
    };
    progress.end();
    write_skipped(&args.output, &tally)?;
    screen.note(summary(args, &tally, &outcome, progress.seconds()).trim_end());
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Reads those articles of a batch that the archive does not have yet, and adds them.
fn add(
    builder: &mut Builder,
    analyst: &Analyst,
    entries: &Entries,
    articles: Vec<Article>,
    twice: &mut Vec<Skipped>,
) -> Result<(), Failure> {
    let digests: Vec<String> = articles.par_iter().map(article_digest).collect();
    let mut unread = Vec::new();
    let mut unread_digests = BTreeMap::new();
    for (article, digest) in articles.into_iter().zip(digests) {
        match builder.must_read(&article, &digest) {
            Some(true) => {
                unread_digests.insert(article.id.clone(), digest);
                unread.push(article);
            }
            Some(false) => {}
            None => twice.push(Skipped {
                path: article.path,
                place: None,
                reason: format!("its id {} is that of an article before it", article.id),
            }),
        }
    }
    let aliases = |id: &str| aliases(analyst.lexicon(), id);
    let made: Vec<Entry> = analyst.map_all(&unread, |article, record| {
        let digest = unread_digests.get(&article.id).map_or("", String::as_str);
        entries.entry(article, record, digest, &aliases)
    });
    for entry in made {
        builder.add(entry)?;
    }
    Ok(())
}

/// The names by which an entity may be asked for. Those that are ordinary words or another entity's too are among them: a query finds the
/// word as well as the entity, and every entity of the name.
fn aliases(lexicon: &Lexicon, id: &str) -> Vec<String> {
    let Some(entity) = lexicon.gazetteer.entity(id) else {
        return Vec::new();
    };
    std::iter::once(entity.name.to_string())
        .chain(entity.aliases().map(|alias| alias.name.to_owned()))
        .collect()
}

fn nothing_to_read(args: &Build) -> Failure {
    Failure::new(
        "there is nothing to build an archive from",
        args.paths.join(" "),
        "no article could be read",
        "a folder with articles as text, HTML or JSON Lines",
    )
}

/// Refuses to drop most of an archive because of a wrong path.
fn may_replace(builder: &Builder, args: &Build) -> Result<(), Failure> {
    let (gone, all) = builder.vanished();
    if args.replace || gone * 2 <= all {
        return Ok(());
    }
    Err(Failure::new(
        "this would drop most of the archive",
        args.output.display(),
        format!("{gone} of its {all} articles are not in {}", args.paths.join(" ")),
        "--replace, if that is meant, or another archive with -o",
    ))
}

fn digests(args: &Build, analyst: &Analyst) -> Digests {
    let stories = story_settings(args.reading.stories_from.as_ref());
    Digests {
        program: program(),
        dictionaries: analyst.lexicon().digest(),
        extraction: digest(
            serde_json::to_string(&settings(&args.reading))
                .unwrap_or_default()
                .as_bytes(),
        ),
        stories: digest(serde_json::to_string(&stories).unwrap_or_default().as_bytes()),
    }
}

/// Version and digest of this program: rules are code, so records that another program made are not reused.
fn program() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let file = std::env::current_exe().and_then(std::fs::read);
    file.map_or_else(
        |_| version.to_owned(),
        |bytes| format!("{version} {}", &digest(&bytes)[..16]),
    )
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn summary(args: &Build, tally: &Tally, outcome: &Outcome, seconds: f64) -> String {
    let counts = &outcome.counts;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} in {seconds:.1} s, {}",
        plural(tally.articles, "article", "articles"),
        amount(tally.bytes, seconds)
    );
    let _ = match (outcome.extracted, outcome.reused, outcome.vanished) {
        (0, reused, 0) if reused > 0 => writeln!(text, "  nothing changed: nothing extracted"),
        (_, 0, 0) => Ok(()),
        (new, reused, gone) => writeln!(text, "  {new} new or changed, {reused} unchanged, {gone} gone"),
    };
    let _ = writeln!(text, "  {}", skipped(tally));
    let undated = if counts.undated > 0 {
        format!(" ({} without a publication day)", counts.undated)
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "archive {}: {}{undated}",
        args.output.display(),
        plural(counts.articles, "article", "articles")
    );
    if let Some(others) = other_languages(&counts.languages) {
        let _ = writeln!(
            text,
            "  not in English: {others}; only dictionaries and dates in digits are read in them"
        );
    }
    let _ = writeln!(text, "  mentions: {}", by_name(&counts.mentions));
    let _ = writeln!(
        text,
        "  stories: {}, of several articles {}",
        counts.stories, counts.shared_stories
    );
    let _ = writeln!(text, "  facts: {}", by_name(&counts.facts));
    let archive = if args.output.as_os_str() == "archive" {
        String::new()
    } else {
        format!(" -a {}", args.output.display())
    };
    let _ = writeln!(text, "next: dateline facts{archive} --verdict conflict");
    text
}

/// `3 fr, 1 de`: articles in languages that the rules do not read; none where all are in English.
fn other_languages(languages: &BTreeMap<String, u64>) -> Option<String> {
    let others = languages.iter().filter(|(language, _)| !is_english(language));
    let others: BTreeMap<String, u64> = others
        .map(|(language, count)| (language.clone(), *count))
        .collect();
    (!others.is_empty()).then(|| by_name(&others))
}

/// How much was read; how fast, where it is enough to say so.
fn amount(bytes: u64, seconds: f64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes < 1.0 {
        format!("{:.1} kB", bytes as f64 / 1e3)
    } else {
        format!("{megabytes:.1} MB, {:.1} MB/s", megabytes / seconds)
    }
}

fn skipped(tally: &Tally) -> String {
    if tally.skipped.is_empty() {
        return "nothing skipped".to_owned();
    }
    let mut reasons = BTreeMap::<&str, u64>::new();
    for skipped in &tally.skipped {
        // What to try stands above, beside each input.
        let reason = skipped.reason.split("; try: ").next().unwrap_or_default();
        *reasons.entry(reason).or_default() += 1;
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
    let shown: Vec<_> = reasons
        .iter()
        .take(REASONS)
        .map(|(reason, count)| format!("{count} × {reason}"))
        .collect();
    let more = if reasons.len() > REASONS { "; …" } else { "" };
    format!("{} skipped: {}{more}", tally.skipped.len(), shown.join("; "))
}

/// `1,204 date, 17 actor`: the most first.
fn by_name(counts: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let shown: Vec<_> = counts
        .iter()
        .map(|(name, count)| format!("{count} {}", name.replace('_', " ")))
        .collect();
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}

fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
