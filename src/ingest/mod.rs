//! Files and streams in, articles out. Every format is a file here and a line in [`READERS`].
//!
//! A reader finds a record's fields ([`Draft`](draft::Draft)); what every article needs in the same way (anchor, language, id, limits)
//! is decided once, in [`Intake`]. Nothing is cut short: an input is read whole or skipped with its reason, and the run goes on.

mod anchor;
mod bzip2;
mod container;
mod counted;
mod date_forms;
mod decode;
mod detect;
mod draft;
mod external;
mod feed;
mod fields;
mod given;
mod gzip;
mod head_lines;
mod html;
mod html_articles;
mod html_linked;
mod html_metadata;
mod html_named;
mod html_text;
mod html_trim;
mod http;
mod identity;
mod inputs;
mod intake;
mod item;
mod json;
mod jsonl;
mod language;
mod ledger;
mod lines;
mod mail;
mod markdown;
mod mbox;
mod members;
mod newsml;
mod nexis;
mod nitf;
mod office;
mod options;
mod packed;
mod page_lines;
#[cfg(feature = "parquet")]
mod parquet;
mod proquest;
mod read_ahead;
mod reason;
mod record;
mod rows;
mod shard;
mod source;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;
mod tail;
mod text;
mod update;
mod walk;
mod warc;
mod warc_records;
mod xml;
mod xml_text;
mod xz;
mod zip;
mod zip_entries;
mod zstandard;

use std::ops::ControlFlow;

pub use container::{Container, FileEnd, Held, Kept, Note};
pub use detect::{Head, Recognition};
pub use fields::Role;
pub(crate) use identity::id_hash;
pub use inputs::{InputState, Place};
pub use intake::Intake;
pub use item::{Item, Reading, Skipped, Warning};
pub use ledger::{Ledger, LedgerLine};
pub use options::{Limits, Options};
pub use reason::{ReadError, Reason};
pub use shard::Shard;
pub use source::{Input, Source};
pub use update::update;
use walk::Argument;

/// Whether to go on after an item.
pub type Flow = ControlFlow<()>;

/// One format.
pub trait Reader: Sync + std::fmt::Debug {
    /// Its name in messages: `HTML`.
    fn name(&self) -> &'static str;

    /// Whether an input that starts with `head` is of this format; `extension` is lower case, without the dot, empty if there is none.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition;

    /// Hands every article of the input to the intake; what cannot be read is skipped there with its reason.
    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow;
}

/// All readers, in the order they are asked. A new format costs its file and one line here.
pub const READERS: &[&dyn Reader] = &[
    &gzip::Gzip,
    &zstandard::Zstandard,
    &bzip2::Bzip2,
    &xz::Xz,
    &office::Office,
    &zip::Zip,
    &warc::Warc,
    #[cfg(feature = "sqlite")]
    &sqlite::Sqlite,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    &feed::Feed,
    &nitf::Nitf,
    &newsml::NewsMl,
    &html::Html,
    &jsonl::Jsonl,
    &json::Json,
    &mbox::Mbox,
    &mail::Mail,
    &nexis::Nexis,
    &proquest::ProQuest,
    &markdown::Markdown,
    &table::Table,
    &text::PlainText,
];

/// Formats of text that may stand in a document of another: exports of news databases.
const EXPORTS: &[&dyn Reader] = &[&nexis::Nexis, &proquest::ProQuest];

/// Reads every article of `inputs` (files, folders, `-` for standard input) and hands it to `sink`, with what was skipped and why, until
/// the sink breaks off. The order is that of the sorted names, so the same inputs give the same items in the same order.
///
/// # Errors
/// An argument that does not exist, an option that names no field, or a broken dictionary: all before the first item.
pub fn read(
    inputs: &[String],
    options: &Options,
    sink: &mut dyn FnMut(Item) -> Flow,
) -> Result<(), ReadError> {
    let mut inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    inputs.sort_unstable();
    inputs.dedup();
    for input in &inputs {
        walk::must_exist(input)?;
    }
    let mut arguments: Vec<Argument> = inputs.into_iter().map(Argument::of).collect();
    if !options.listed.is_empty() {
        arguments.push(Argument::list(&options.listed));
    }
    let is_one = matches!(&*arguments, [argument] if argument.is_one());
    let mut met = 0;
    let mut ours = |item: Item| {
        if let Some(shard) = options.shard.filter(|_| is_one)
            && matches!(item, Item::Article(_) | Item::Skipped(_))
        {
            met += 1;
            if !shard.takes(met - 1) {
                return Flow::Continue(());
            }
        }
        sink(item)
    };
    let mut intake = Intake::new(options, &mut ours)?;
    if let Some(shard) = options.shard.filter(|_| !is_one) {
        intake.share_files(shard);
    }
    // Whether the sink breaks off no longer matters.
    let _ = arguments
        .iter()
        .try_for_each(|argument| walk::argument(argument, &mut intake));
    Ok(())
}
