//! The archive: one tantivy index with documents for articles, stories and facts, in generations that are switched whole.
//!
//! ```text
//! archive/
//!   archive.json    for people: format, digests, counts (the truth is the payload of the index's last commit)
//!   CURRENT         the name of the generation that readers open, switched by rename
//!   gen-1/          a tantivy index
//!   lock            held while a build runs, with its holder inside
//!   reports.spill   while a build runs: what stories and facts need of each article
//! ```
//! All paths inside are relative: an archive can be copied, moved and read elsewhere.

mod analysis;
mod columns;
mod days;
mod document;
mod entry;
mod error;
mod generations;
mod like;
mod manifest;
mod naming;
mod passages;
mod query;
mod reader;
mod refusals;
mod results;
mod schema;
mod spill;
mod tally;
mod writer;

pub use entry::{Entries, Entry, article_digest};
pub use error::ArchiveError;
pub use manifest::{Counts, Digests, FORMAT, Manifest};
pub use passages::Passage;
pub use query::Question;
pub use reader::{Archive, StoredArticle};
pub use results::{Found, Hit, Order, StoryOfHit};
pub use spill::Reports;
pub use tally::{By, Tally};
pub use writer::{Builder, Outcome};
