//! `dateline build`: the whole way from folders of articles to an archive.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline::archive::{ArchiveError, Builder, Entries, Entry, KeptNeed, Need, Outcome, article_digest};
use dateline::extract::is_english;
use dateline::ingest::{self, Kept, LedgerLine, Place, update};
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Record, Shelf as _};
use dateline::pipeline::{Analyst, reconcile_groups};
use dateline::story::groups;
use rayon::prelude::*;

use super::args::Build;
use super::articles::{Tally, analyst, options, story_settings, with_earlier, write_skipped};
use super::batches::{Batch, batches};
use super::exit::Exit;
use super::failure::Failure;
use super::origin::{digest, digests, program};
use super::progress::Progress;
use super::screen::Screen;

/// Most reasons of skipped inputs that the summary names; all of them stand above it, each with its input.
const REASONS: usize = 5;

/// Runs the command.
pub(crate) fn run(args: &Build, screen: Screen) -> Result<Exit, Failure> {
    let analyst = analyst(&args.paths, &args.reading, screen)?;
    let mut progress = Progress::new(screen);
    let threads = rayon::current_num_threads().min(8);
    let digests = digests(&args.reading, &analyst);
    let open = || Builder::open(&args.output, digests.clone(), threads, &holder());
    // A new archive begins with its first article, so that a wrong path leaves no folder behind.
    let mut opened = args.output.exists().then(&open).transpose()?;
    if let Some(other) = opened.as_ref().and_then(Builder::remakes) {
        screen.note(&format!("made with {other}: every article is read anew"));
    }
    let tally = read(args, &analyst, &mut opened, &open, (&mut progress, screen))?;
    let mut builder = match opened {
        Some(builder) if tally.articles > 0 || builder.vanished().1 > 0 => builder,
        _ => return Err(nothing_to_read(args)),
    };
    may_replace(&builder, args)?;
    let skipped = with_earlier(&tally, builder.skipped());
    let outcome = if builder.is_unchanged() {
        builder.unchanged(args.merge)?
    } else {
        progress.step("finding stories");
        let reports = builder.reports()?;
        let settings = story_settings(args.reading.stories_from.as_ref());
        let groups = groups(&reports, &settings)?;
        let groups = builder.settle(&reports, groups)?;
        reconcile_groups(
            &reports,
            &groups,
            analyst.questions(),
            &mut |group, story, facts| builder.add_story(reports.day(group[0])?, &story, &facts),
        )?;
        progress.step("writing the index");
        builder.finish(&reports, args.merge)?
    };
    progress.end();
    write_skipped(&args.output, &skipped)?;
    screen.note(summary(args, &tally, &outcome, progress.seconds()).trim_end());
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Reads the inputs into the builder, which is opened if it is not yet.
fn read(
    args: &Build,
    analyst: &Analyst,
    opened: &mut Option<Builder>,
    open: &dyn Fn() -> Result<Builder, ArchiveError>,
    (progress, screen): (&mut Progress, Screen),
) -> Result<Tally, Failure> {
    let options = options(&args.reading)?;
    let reading = reading_digest(&options);
    let place = Place {
        archive: &args.output,
        reading: &reading[..32],
        alone: args.replace,
    };
    let mut stored = opened.as_mut().map(Builder::take_inputs).unwrap_or_default();
    let mut adding = Adding {
        analyst,
        entries: Entries::default(),
        ledger: Vec::new(),
        made: Vec::new(),
    };
    let (tally, ()) = batches(
        &mut |sink| update(&args.paths, &options, std::mem::take(&mut stored), &place, sink),
        screen,
        &mut |batch, tally| {
            progress.at(tally);
            let builder = match opened {
                Some(builder) => builder,
                None if batch.articles.is_empty() => {
                    adding.ledger.extend(batch.ledger);
                    return Ok(());
                }
                None => opened.insert(open()?),
            };
            adding.batch(builder, batch)
        },
    )?;
    if let Some(builder) = opened {
        add(builder, adding.made)?;
    }
    Ok(tally)
}

/// Digest of the settings and the readers by which files are read; not of which files.
fn reading_digest(options: &ingest::Options) -> String {
    let options = ingest::Options {
        listed: Vec::new(),
        ..options.clone()
    };
    digest(format!("{} {options:?}", program()).as_bytes())
}

/// Reads the articles that the archive does not have yet, and adds them: those of one batch while the next one is read.
struct Adding<'a> {
    analyst: &'a Analyst,
    entries: Entries,
    /// What was met before the first article.
    ledger: Vec<LedgerLine>,
    /// Made and not added yet; whether their records were made in this run.
    made: Vec<(Entry, bool)>,
}

impl Adding<'_> {
    fn batch(&mut self, builder: &mut Builder, batch: Batch) -> Result<(), Failure> {
        let digests: Vec<String> = batch.articles.par_iter().map(article_digest).collect();
        let mut contents = digests.iter().cloned();
        for line in self.ledger.drain(..).chain(batch.ledger) {
            builder.hold(&line.with_content(&mut contents))?;
        }
        let articles = batch.articles.into_iter().zip(digests);
        let needed = needed(builder, articles, batch.kept)?;
        let earlier = std::mem::take(&mut self.made);
        let (added, made) = rayon::join(|| add(builder, earlier), || self.make(needed));
        added?;
        self.made = made;
        Ok(())
    }

    fn make(&self, (unread, known): Needed) -> Vec<(Entry, bool)> {
        let aliases = |id: &str| aliases(self.analyst.lexicon(), id);
        let entry =
            |text: &str, record: &Record, digest: &str| self.entries.entry(text, record, digest, &aliases);
        let read = unread
            .into_par_iter()
            .map(|(article, digest)| (entry(&article.text, &self.analyst.read(&article), &digest), true));
        let again = known
            .into_par_iter()
            .map(|(text, record, digest)| (entry(&text, &record, &digest), false));
        read.chain(again).collect()
    }
}

fn add(builder: &mut Builder, made: Vec<(Entry, bool)>) -> Result<(), ArchiveError> {
    made.into_iter()
        .try_for_each(|(entry, extracted)| builder.add(entry, extracted))
}

/// Articles to be read, and texts whose records are known, each with its digest.
type Needed = (Vec<(Article, String)>, Vec<(String, Record, String)>);

/// What of a batch the archive does not have as it is.
fn needed(
    builder: &mut Builder,
    articles: impl Iterator<Item = (Article, String)>,
    kept: Vec<Kept>,
) -> Result<Needed, Failure> {
    let (mut unread, mut known) = (Vec::new(), Vec::new());
    for (article, digest) in articles {
        match builder.needs(&article, &digest)? {
            Need::Nothing => {}
            Need::Document(record) => known.push((article.text, *record, digest)),
            Need::Record => unread.push((article, digest)),
        }
    }
    for kept in kept {
        match builder.needs_kept(&kept)? {
            KeptNeed::Nothing => {}
            KeptNeed::Document(stored) => known.push((stored.text, stored.record, kept.held.content)),
            KeptNeed::Record(article) => unread.push((*article, kept.held.content)),
        }
    }
    Ok((unread, known))
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
        format!(
            "{gone} of its {all} articles are no longer in {}",
            args.paths.join(" ")
        ),
        "--replace, if that is meant, or another archive with -o",
    ))
}

/// Who builds, for those who come second. The clock is read for them alone.
#[allow(clippy::disallowed_methods)]
fn holder() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let host = host.or_else(|| {
        std::env::var("COMPUTERNAME")
            .or_else(|_| std::env::var("HOSTNAME"))
            .ok()
    });
    let since = jiff::Timestamp::try_from(std::time::SystemTime::now());
    let mut holder = format!("process {}", std::process::id());
    if let Some(host) = host {
        let _ = write!(holder, " on {}", host.trim());
    }
    if let Ok(since) = since {
        let _ = write!(holder, " since {}", since.strftime("%Y-%m-%d %H:%M UTC"));
    }
    holder
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
    let renamed = match outcome.renamed {
        0 => String::new(),
        renamed => format!("{renamed} known by content, "),
    };
    let _ = match (outcome.extracted, outcome.unchanged, outcome.vanished) {
        (0, _, 0) if outcome.renamed == 0 => writeln!(text, "  nothing changed: nothing extracted"),
        (_, 0, 0) if outcome.renamed == 0 => Ok(()),
        (new, unchanged, gone) => writeln!(
            text,
            "  {new} new or changed, {renamed}{unchanged} unchanged, {gone} gone"
        ),
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
