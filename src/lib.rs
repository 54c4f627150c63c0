//! `dateline` reads folders of news articles and says who, when and how many, and where reports of one story differ.
//!
//! The modules are the way of the data, left to right; arrows between them run one way and `tests/layering.rs` keeps them so:
//!
//! ```text
//! ingest ──► split ──► extract ──► claim ──► story ──► reconcile ──► archive ──► search · facts
//! readers    sentences  mentions    claims,    groups    facts         one index, three
//!            words      by kind     signature                          kinds of document
//! └────────── one article at a time, pure, in parallel ──────┘└─ across articles ─┘
//! ```

#[cfg(feature = "archive")]
pub mod archive;
pub mod claim;
pub mod diff;
pub mod eval;
pub mod export;
pub mod extract;
pub mod fuse;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod reconcile;
pub mod report;
pub mod split;
pub mod story;
