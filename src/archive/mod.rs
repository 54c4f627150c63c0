//! The archive: one tantivy index with documents for articles, stories and facts, in generations that are switched whole.
//!
//! ```text
//! archive/
//!   archive.json    for people: format, digests, counts (the truth is the payload of the index's last commit)
//!   CURRENT         the name of the generation that readers open, switched by rename
//!   gen-1/          a tantivy index, and beside it
//!     inputs-1        folders and files that were read, with the ids and digests of their articles
//!     sketches-1      by what stories are found, of every article
//!   lock            held while a build runs, with its holder inside
//!   reports.spill   while a build runs: what stories and facts need of each article
//!   inputs.spill    while a build runs: what becomes `inputs-1`
//!   places.spill    while a build runs: where articles lie in `reports.spill`, in sorted runs
//!   order.spill     while a build runs: the same by day and id
//! ```
//! All paths inside are relative: an archive can be copied, moved and read elsewhere.

mod analysis;
mod catalog;
mod check;
mod columns;
mod commit;
mod cut;
mod days;
mod disk;
mod document;
mod entry;
mod error;
mod figures;
mod generations;
mod given_documents;
mod known;
mod like;
mod lock;
mod manifest;
mod membership;
mod meta;
mod naming;
mod needs;
mod passages;
mod places;
#[cfg(test)]
mod power_loss;
mod query;
mod queue;
mod reader;
mod refusals;
mod results;
mod retelling;
mod schema;
mod scratch;
mod side_files;
mod sketches;
mod spill;
mod statistics;
mod stems;
mod steps;
mod storage;
mod tally;
mod unmapped;
mod words;
mod writer;

pub use check::{Checked, Examined, Finding, check};
pub use entry::{Entries, Entry, article_digest};
pub use error::ArchiveError;
pub use manifest::{Counts, Digests, FORMAT, Files, Manifest};
pub use needs::{KeptNeed, Need};
pub use passages::Passage;
pub use query::Question;
pub use reader::{Archive, StoredArticle};
pub use results::{Found, Hit, Order, StoryOfHit};
pub use side_files::SideFile;
pub use spill::Reports;
pub use steps::STEPS;
pub use tally::{By, Tally};
pub use writer::{Builder, Outcome};
