//! `dateline extract`: articles in, one JSON line each or another format out; nothing is kept. What a cluster runs.

use std::io::{self, Write as _};
use std::ops::ControlFlow;

use dateline::export::{Exporter, Output, ToldArticle};
use dateline::ingest::{self, Item, Skipped};
use dateline::model::{Article, Record};
use dateline::pipeline::Analyst;
use dateline::story::blocking_keys;

use super::args::Extract;
use super::articles::{OnArticles, Tally, analyst, options};
use super::batches::batches;
use super::exit::Exit;
use super::export::target;
use super::failure::Failure;
use super::origin::of_reading;
use super::progress::Progress;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Extract, screen: Screen) -> Result<Exit, Failure> {
    let output = &args.written.output;
    if let (Some(shard), Some(path)) = (args.shard, output)
        && path.exists()
    {
        screen.note(&format!("part {shard} is done: {} is there", path.display()));
        return Ok(Exit::Success);
    }
    let analyst = analyst(&args.paths, &args.reading, screen)?;
    let mut sink = Sink::begin(args, &analyst, screen)?;
    let mut progress = Progress::new(screen);
    let (tally, broken) = read(args, screen, &mut |articles, tally| {
        sink.take(args, &analyst, &articles)?;
        progress.at(tally);
        Ok(())
    })?;
    progress.end();
    if let Some(broken) = broken {
        sink.write_waiting()?;
        return Err(Failure::new(
            "stopped at the first that cannot be read",
            broken.path,
            "--strict",
            "mending it, or without --strict, which names it and goes on",
        ));
    }
    sink.finish()?;
    // The system takes back the memory of a program that ends faster than the program gives back its tables piece by piece.
    std::mem::forget(analyst);
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Reads the inputs in batches, with `--strict` until the first that is broken: that one is in the result.
fn read(args: &Extract, screen: Screen, batch: OnArticles<'_>) -> Result<(Tally, Option<Skipped>), Failure> {
    let options = ingest::Options {
        shard: args.shard,
        ..options(&args.reading)?
    };
    let mut broken = None;
    let inputs = &mut |sink: &mut dyn FnMut(Item) -> ControlFlow<()>| {
        ingest::read(&args.paths, &options, &mut |item| {
            if args.strict
                && let Item::Skipped(skipped) = &item
            {
                broken = Some(skipped.clone());
                let _ = sink(item);
                return ControlFlow::Break(());
            }
            sink(item)
        })
    };
    let (tally, ()) = batches(inputs, screen, &mut |read, tally| batch(read.articles, tally))?;
    Ok((tally, broken))
}

/// Where records go.
enum Sink {
    /// The lines of the contract, made on all threads; those of one batch are written while the next one is read.
    Lines(Output, Vec<String>),
    /// Another format.
    Other(Box<dyn Exporter>),
}

impl Sink {
    fn begin(args: &Extract, analyst: &Analyst, screen: Screen) -> Result<Self, Failure> {
        let form = args.written.format;
        let target = target(&args.written, screen)?;
        if form.name == "jsonl" {
            return Ok(Self::Lines(target.into_stream()?, Vec::new()));
        }
        let provenance = of_reading(&args.reading, analyst, form.name);
        Ok(Self::Other((form.begin)(
            target,
            &provenance,
            args.written.options(true),
        )?))
    }

    fn take(&mut self, args: &Extract, analyst: &Analyst, articles: &[Article]) -> Result<(), Failure> {
        match self {
            Self::Lines(out, earlier) => {
                let with_text = args.written.with_text;
                let make = || analyst.map_all(articles, |article, record| line(article, record, with_text));
                if earlier.is_empty() {
                    *earlier = make();
                    return Ok(());
                }
                let (written, lines) = rayon::join(|| write(out, earlier), make);
                written?;
                *earlier = lines;
            }
            Self::Other(exporter) => {
                let records = analyst.map_all(articles, |_, record| record);
                for (article, record) in articles.iter().zip(&records) {
                    exporter.article(&ToldArticle {
                        record,
                        text: &article.text,
                        story: None,
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Writes the lines that wait for those of the next batch.
    fn write_waiting(&mut self) -> Result<(), Failure> {
        if let Self::Lines(out, waiting) = self {
            write(out, &std::mem::take(waiting))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.write_waiting()?;
        match self {
            Self::Lines(out, _) => out.finish()?,
            Self::Other(exporter) => exporter.finish()?,
        }
        Ok(())
    }
}

fn write(out: &mut Output, lines: &[String]) -> io::Result<()> {
    for line in lines {
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn line(article: &Article, mut record: Record, with_text: bool) -> String {
    if with_text {
        record.text = Some(article.text.clone());
    }
    record.keys = blocking_keys(&record.signature, record.date);
    record.to_json()
}
