//! Articles in batches, in their order: one thread reads while the others work on what was read before.
//!
//! A channel of one message stands between them, so that no more than three batches are in memory however many articles there are. A
//! command that may use one thread alone reads and works by turns.

use std::io;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

use dateline::ingest::{Flow, Item, Kept, LedgerLine, ReadError, Skipped, Warning};
use dateline::model::Article;

use super::articles::Tally;
use super::failure::Failure;
use super::screen::Screen;

/// Bytes of text in a batch for each thread: enough that all have work to the end, little enough to hold in memory, where the records of
/// a text take twelve times its bytes (`benches/speed.md`).
const BATCH_BYTES: usize = 1 << 19;
/// Articles in a batch.
const BATCH_ARTICLES: usize = 2048;
/// Stack of the thread that reads: that of a main thread, since pages are nested deeply.
const STACK: usize = 8 << 20;

/// What was read at a time.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// New articles.
    pub(crate) articles: Vec<Article>,
    /// Those that an earlier run read.
    pub(crate) kept: Vec<Kept>,
    /// What the inputs hold: these articles among others.
    pub(crate) ledger: Vec<LedgerLine>,
}

/// What a command does with a batch.
pub(crate) type OnBatch<'a> = &'a mut dyn FnMut(Batch, &Tally) -> Result<(), Failure>;

/// What reads the inputs of a command, and hands on every item.
pub(crate) type Inputs<'a, T> =
    &'a mut (dyn FnMut(&mut dyn FnMut(Item) -> Flow) -> Result<T, ReadError> + Send);

/// Reads all inputs and hands on the articles in batches; the result is the reader's too. Each skipped input is named on standard error.
pub(crate) fn batches<T: Send>(
    inputs: Inputs<'_, T>,
    screen: Screen,
    batch: OnBatch<'_>,
) -> Result<(Tally, T), Failure> {
    let mut desk = Desk {
        tally: Tally::default(),
        failure: None,
        screen,
        batch,
    };
    let read = if rayon::current_num_threads() == 1 {
        gather(inputs, &mut |message| desk.take(message))
    } else {
        beside(inputs, &mut desk)?
    };
    let read = read.map_err(|error| Failure::Told(error.to_string()))?;
    match desk.failure {
        Some(failure) => Err(failure),
        None => Ok((desk.tally, read)),
    }
}

/// Reads on a thread of its own.
fn beside<T: Send>(inputs: Inputs<'_, T>, desk: &mut Desk<'_>) -> io::Result<Result<T, ReadError>> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        let read = move || {
            // Nobody listens any more where the command failed.
            gather(inputs, &mut |message| match sender.send(message) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        };
        let reader = thread::Builder::new()
            .name("reader".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, read)?;
        for message in receiver {
            if desk.take(message).is_break() {
                break;
            }
        }
        Ok(reader.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// What the reader tells.
enum Message {
    Batch(Batch),
    Skipped(Skipped),
    Warning(Warning),
}

/// Reads, and sends whole batches.
fn gather<T>(inputs: Inputs<'_, T>, send: &mut dyn FnMut(Message) -> Flow) -> Result<T, ReadError> {
    let most = BATCH_BYTES * rayon::current_num_threads();
    let mut batch = Batch::default();
    let mut bytes = 0;
    let read = inputs(&mut |item| {
        match item {
            Item::Reading(_) => {}
            Item::Skipped(skipped) => send(Message::Skipped(skipped))?,
            Item::Warning(warning) => send(Message::Warning(warning))?,
            Item::Article(article) => {
                bytes += article.text.len();
                batch.articles.push(*article);
            }
            Item::Kept(one) => batch.kept.push(*one),
            // The article of a line comes behind it, and into the same batch.
            Item::Ledger(line) => {
                batch.ledger.push(*line);
                return ControlFlow::Continue(());
            }
        }
        if bytes < most && batch.articles.len() + batch.kept.len() < BATCH_ARTICLES {
            return ControlFlow::Continue(());
        }
        bytes = 0;
        send(Message::Batch(std::mem::take(&mut batch)))
    })?;
    if batch.articles.len() + batch.kept.len() + batch.ledger.len() > 0 {
        let _ = send(Message::Batch(batch));
    }
    Ok(read)
}

/// Counts what is read and hands it to the command.
struct Desk<'a> {
    tally: Tally,
    failure: Option<Failure>,
    screen: Screen,
    batch: OnBatch<'a>,
}

impl Desk<'_> {
    fn take(&mut self, message: Message) -> Flow {
        match message {
            Message::Skipped(skipped) => self.tally.skip(skipped, self.screen),
            Message::Warning(warning) => self.tally.warn(&warning, self.screen),
            Message::Batch(batch) => {
                self.tally.articles += batch.articles.len() as u64;
                self.tally.articles += batch.kept.iter().filter(|one| one.named).count() as u64;
                self.tally.bytes += batch.articles.iter().map(|a| a.text.len() as u64).sum::<u64>();
                self.failure = (self.batch)(batch, &self.tally).err();
            }
        }
        if self.failure.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
