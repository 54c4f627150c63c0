//! What people and programs read: tables, JSON, CSV, facts with their positions, articles with their mentions marked.
//!
//! Works on shapes and prints kinds, so that a new kind needs no change here.

mod article;
mod cast;
mod context;
mod coverage;
mod facts;
mod format;
mod guard;
mod listing;
mod look;
mod width;

pub use article::{MarkedArticle, kind_colours, value_words};
pub use cast::Cast;
pub use context::context;
pub use coverage::Coverage;
pub use facts::FactsView;
pub use format::Format;
pub use guard::guarded;
pub use listing::{Column, Listing, Place, Row};
pub use look::{Look, Paint, escaped, escaped_json};
pub use width::{cut, width};
