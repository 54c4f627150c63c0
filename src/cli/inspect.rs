//! `dateline inspect`: how inputs would be read, without writing anything. The first thing to try on a new corpus.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use dateline::ingest::{self, Item, Options, Reading};
use dateline::model::{Article, Record, ValueLine};
use dateline::pipeline::Analyst;
use dateline::report::{Column, Place, Row};
use serde_json::json;

use super::args::Inspect;
use super::articles::{analyst, options};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("path", Place::Shrinks),
    Column::new("format", Place::Left),
    Column::new("articles", Place::Right),
    Column::new("skipped", Place::Right),
    Column::new("encoding", Place::Left),
    Column::new("language", Place::Left),
    Column::new("anchors", Place::Left),
    Column::new("fields", Place::Below),
    Column::new("first", Place::Below),
    Column::new("mentions", Place::Below),
    Column::new("why skipped", Place::Below),
    Column::new("notes", Place::Below),
];

/// Most mentions, and most reasons, that are shown of an input.
const MENTIONS: usize = 8;
const REASONS: usize = 3;

/// Inputs whose first article is read for its mentions; of later ones only the counts are told.
const READ: usize = 200;

/// Runs the command.
pub(crate) fn run(args: &Inspect, screen: Screen) -> Result<Exit, Failure> {
    let analyst = analyst(&args.paths, &args.reading, screen)?;
    let options = Options {
        trace: true,
        ..options(&args.reading)?
    };
    let mut listing = screen.listing(&args.format, COLUMNS);
    let mut current: Option<Look> = None;
    let (mut inputs, mut skipped) = (0, 0);
    let mut failure = None;
    let mut tell = |look: Look| {
        inputs += 1;
        skipped += look.skipped;
        listing.row(look.row(&analyst, inputs <= READ))
    };
    ingest::read(&args.paths, &options, &mut |item| {
        let path = path_of(&item).to_owned();
        if let Some(done) = current.take_if(|look| look.path != path) {
            failure = tell(done).err();
        }
        current.get_or_insert_with(|| Look::new(path)).add(item);
        if failure.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|error| Failure::Told(error.to_string()))?;
    if let Some(last) = current {
        failure = failure.or(tell(last).err());
    }
    if let Some(failure) = failure {
        return Err(failure.into());
    }
    listing.finish()?;
    Ok(Exit::skipped(skipped))
}

fn path_of(item: &Item) -> &str {
    match item {
        Item::Article(article) => &article.path,
        Item::Skipped(skipped) => &skipped.path,
        Item::Warning(warning) => &warning.path,
        Item::Reading(reading) => &reading.path,
        Item::Kept(kept) => &kept.path,
        Item::Ledger(_) => "",
    }
}

/// What was seen of one input.
#[derive(Default)]
struct Look {
    path: String,
    formats: Vec<&'static str>,
    articles: u64,
    skipped: u64,
    /// How often each of these was met.
    encodings: BTreeMap<String, u64>,
    languages: BTreeMap<String, u64>,
    anchors: BTreeMap<String, u64>,
    fields: BTreeMap<String, u64>,
    /// Whether the format has names of fields, which were told.
    named: bool,
    reasons: Vec<String>,
    notes: Vec<String>,
    first: Option<Box<Article>>,
}

impl Look {
    fn new(path: String) -> Self {
        Self {
            path,
            ..Self::default()
        }
    }

    fn add(&mut self, item: Item) {
        match item {
            Item::Reading(reading) => self.reading(reading),
            // Only builds keep.
            Item::Kept(_) | Item::Ledger(_) => {}
            Item::Article(article) => self.article(article),
            Item::Skipped(skipped) => {
                self.skipped += 1;
                if self.reasons.len() < REASONS {
                    let place = skipped
                        .place
                        .map_or_else(String::new, |place| format!("{place}: "));
                    self.reasons.push(format!("{place}{}", skipped.reason));
                }
            }
            Item::Warning(warning) => {
                if self.notes.len() < REASONS {
                    let place = warning
                        .place
                        .map_or_else(String::new, |place| format!("{place}: "));
                    self.notes.push(format!("{place}{}", warning.reason));
                }
            }
        }
    }

    fn reading(&mut self, reading: Reading) {
        self.formats = reading.formats;
        self.named = !reading.fields.is_empty();
        for (role, name) in reading.fields {
            *self.fields.entry(format!("{role}={name}")).or_default() += 1;
        }
    }

    fn article(&mut self, article: Box<Article>) {
        self.articles += 1;
        let encoding = article
            .meta
            .get("encoding")
            .and_then(|e| e.as_str())
            .unwrap_or("UTF-8");
        *self.encodings.entry(encoding.to_owned()).or_default() += 1;
        *self.languages.entry(article.language.clone()).or_default() += 1;
        let anchor = article.published.map_or("none", |anchor| anchor.source.as_str());
        let field = article.meta.get("date_field").and_then(|field| field.as_str());
        let anchor = match field {
            Some(field) if anchor == "metadata" => format!("metadata ({field})"),
            _ => anchor.replace('_', " "),
        };
        *self.anchors.entry(anchor).or_default() += 1;
        if !self.named {
            for field in present(&article) {
                *self.fields.entry(field).or_default() += 1;
            }
        }
        self.first.get_or_insert(article);
    }

    fn row(&self, analyst: &Analyst, reads: bool) -> Row {
        let record = self
            .first
            .as_deref()
            .filter(|_| reads)
            .map(|article| analyst.read(article));
        let first = self.first.as_deref().map(first);
        let mentions = record.as_ref().map(mentions).unwrap_or_default();
        let fields: Vec<&str> = self.fields.keys().map(String::as_str).collect();
        let shown: Vec<String> = mentions
            .iter()
            .map(|(kind, text, value)| shown(kind, text, value))
            .collect();
        let cells = vec![
            self.path.clone(),
            self.formats.join(" › "),
            self.articles.to_string(),
            self.skipped.to_string(),
            counts(&self.encodings),
            counts(&self.languages),
            counts(&self.anchors),
            fields.join(" "),
            first.clone().unwrap_or_default(),
            shown.join("; "),
            self.reasons.join("; "),
            self.notes.join("; "),
        ];
        let mentions: Vec<_> = mentions
            .iter()
            .map(|(kind, text, value)| json!({"kind": kind, "text": text, "value": value}))
            .collect();
        let json = json!({
            "path": self.path, "formats": self.formats, "articles": self.articles, "skipped": self.skipped,
            "encodings": self.encodings, "languages": self.languages, "anchors": self.anchors, "fields": fields,
            "first": first, "mentions": mentions, "reasons": self.reasons, "notes": self.notes,
        });
        Row {
            cells,
            json: json.to_string(),
        }
    }
}

/// What an article of a format without names of fields has.
fn present(article: &Article) -> Vec<String> {
    let own = [
        ("title", article.title.is_some()),
        ("source", article.outlet.is_some()),
        ("group", article.group.is_some()),
        ("head lines", article.head > 0),
    ];
    let own = own
        .into_iter()
        .filter(|(_, has)| *has)
        .map(|(name, _)| name.to_owned());
    let kept = article
        .meta
        .keys()
        .filter(|name| !matches!(name.as_str(), "encoding" | "date_field"));
    own.chain(kept.map(|name| format!("meta.{name}"))).collect()
}

/// Id, day and title of an article.
fn first(article: &Article) -> String {
    let day = article.published.map(|anchor| anchor.day.to_string());
    let outlet = article.outlet.clone();
    let title = article.title_text().map(|title| format!("“{title}”"));
    let said = [Some(article.id.clone()), day, outlet, title];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Kind, words and value of the first mentions of a record, one of each value.
fn mentions(record: &Record) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for mention in &record.mentions {
        let value = match &mention.value {
            ValueLine::Name(name) => name.entity.as_ref().map_or(String::new(), ToString::to_string),
            ValueLine::Date(date) => date.when.value.clone(),
            ValueLine::Figure(figure) => figure.interval.clone(),
        };
        let kind = mention.kind.as_str().to_owned();
        if !found.iter().any(|(k, _, v)| *k == kind && *v == value) {
            found.push((kind, mention.text.clone(), value));
        }
        if found.len() == MENTIONS {
            break;
        }
    }
    found
}

fn shown(kind: &str, text: &str, value: &str) -> String {
    if value.is_empty() || value == text {
        format!("{kind} {text}")
    } else {
        format!("{kind} {text} → {value}")
    }
}

/// `en`, or `en 17, de 2` where there are several; the most first.
fn counts(counts: &BTreeMap<String, u64>) -> String {
    if let [only] = counts.keys().collect::<Vec<_>>().as_slice() {
        return (*only).clone();
    }
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let shown: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    shown.join(", ")
}
