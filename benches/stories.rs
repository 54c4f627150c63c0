//! What stories and facts cost beyond extraction, for 10,000 and for 100,000 generated articles of the same five years.
//!
//! ```sh
//! cargo bench --bench stories            # both sizes
//! cargo bench --bench stories -- 20000   # another one
//! cargo bench --bench stories -- 100000 --print > news.jsonl   # the articles themselves, for `dateline build`
//! cargo bench --bench stories -- 400000 20 --print             # over 20 years instead of five
//! ```
//! Asked: under 9 CPU-seconds for 100,000, and at most 12 times those of 10,000. CPU-seconds are the process's own, all threads together,
//! as Linux counts them; elsewhere the time on the clock is shown. Stories found are set against the stories made (BCubed), so that a quick
//! grouping that groups nothing shows. The committed report is `benches/speed.md`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs
)]

#[path = "stories/generator.rs"]
mod generator;
#[path = "stories/randomness.rs"]
mod randomness;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Instant;

use dateline::extract::Settings;
use dateline::lexicon::Lexicon;
use dateline::model::{Article, ArticleClaims, Fact, Story};
use dateline::pipeline::{Analyst, reconcile_each};
use dateline::story::{StorySettings, groups};
use generator::{Told, World};

const SEED: u64 = 20_170_403;
const SIZES: [usize; 2] = [10_000, 100_000];
const YEARS: u64 = 5;
/// Articles that are read at a time.
const BATCH: usize = 2_000;

fn main() {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    if std::env::args().any(|argument| argument == "--print") {
        let years = asked.get(1).map_or(YEARS, |&years| years as u64);
        return print(asked.first().copied().unwrap_or(SIZES[0]), years);
    }
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    println!(
        "{:>9} {:>9} {:>9} {:>10} {:>10} {:>10} {:>8} {:>9} {:>9}",
        "articles", "stories", "facts", "extract s", "stories s", "facts s", "both s", "BCubed F1", "peak MB"
    );
    let both: Vec<f64> = sizes.into_iter().map(measure).collect();
    if let [few, many] = both[..] {
        println!("growth {:.1}", many / few);
    }
}

/// The articles as JSON Lines.
fn print(count: usize, years: u64) {
    for Told { article, .. } in World::new(SEED).over(years).articles(count) {
        let day = article.published.map(|anchor| anchor.day.to_string());
        println!(
            "{}",
            serde_json::json!({
                "id": article.id, "source": article.outlet, "title": article.title_text(), "date": day, "text": article.text,
            })
        );
    }
}

/// CPU-seconds of stories and facts of `count` articles.
fn measure(count: usize) -> f64 {
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let told = World::new(SEED).articles(count);
    let made: BTreeMap<String, u32> = told.iter().map(|t| (t.article.id.clone(), t.story)).collect();
    let start = Clock::now();
    let mut articles: Vec<ArticleClaims> = Vec::with_capacity(count);
    let mut waiting: Vec<Article> = told.into_iter().map(|t| t.article).collect();
    while !waiting.is_empty() {
        let batch = waiting.split_off(waiting.len().saturating_sub(BATCH));
        articles.extend(analyst.map_all(&batch, |_, record| ArticleClaims::from(&record)));
    }
    let extraction = start.seconds();
    articles.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let settings = StorySettings::default();
    let start = Clock::now();
    let alone = groups(articles.as_slice(), &settings).unwrap().len();
    let of_stories = start.seconds();
    let start = Clock::now();
    let (mut found, mut facts) = (Vec::new(), 0);
    // As a build does it: story by story, facts handed on and not kept.
    let mut count_facts = |story, of_story: Vec<Fact>| {
        found.push(story);
        facts += of_story.len();
        Ok::<(), Infallible>(())
    };
    reconcile_each(
        articles.as_slice(),
        &settings,
        analyst.questions(),
        &mut count_facts,
    )
    .unwrap();
    let both = start.seconds();
    assert_eq!(alone, found.len());
    println!(
        "{count:>9} {:>9} {facts:>9} {extraction:>10.2} {of_stories:>10.2} {:>10.2} {both:>8.2} {:>9.3} {:>9.0}",
        found.len(),
        both - of_stories,
        bcubed(&found, &made),
        peak_megabytes().unwrap_or_default()
    );
    both
}

/// BCubed F1 (Bagga & Baldwin 1998) of the stories found against those made.
fn bcubed(found: &[Story], made: &BTreeMap<String, u32>) -> f64 {
    let mut sizes = BTreeMap::<u32, usize>::new();
    for story in made.values() {
        *sizes.entry(*story).or_default() += 1;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for story in found {
        let mut together = BTreeMap::<u32, usize>::new();
        for id in &story.articles {
            *together.entry(made[id]).or_default() += 1;
        }
        for (of, &n) in &together {
            precision += (n * n) as f64 / story.articles.len() as f64;
            recall += (n * n) as f64 / sizes[of] as f64;
        }
    }
    2.0 * precision * recall / (precision + recall) / made.len() as f64
}

/// CPU time of this process, or the clock's where it is not known.
struct Clock {
    cpu: Option<f64>,
    wall: Instant,
}

impl Clock {
    fn now() -> Self {
        Self {
            cpu: cpu_seconds(),
            wall: Instant::now(),
        }
    }

    fn seconds(&self) -> f64 {
        match (self.cpu, cpu_seconds()) {
            (Some(start), Some(end)) => end - start,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// User and system time in Linux's ticks of a hundredth of a second (proc(5), fields 14 and 15).
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<f64>()
        .ok()
        .map(|kilobytes| kilobytes / 1000.0)
}
