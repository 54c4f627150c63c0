//! The corpus' articles as the reader delivers them, for several tests.

use std::ops::ControlFlow;
use std::path::Path;

use dateline::ingest::{Item, Options, read};
use dateline::model::Article;

/// The articles of `corpus/dev`, `corpus/aside`, or both for an empty `side`, by id.
pub(crate) fn articles(side: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(side);
    let mut articles = Vec::new();
    let mut sink = |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Skipped(skipped) => panic!("the corpus has a file that cannot be read: {skipped:?}"),
            Item::Warning(_) | Item::Kept(_) | Item::Ledger(_) | Item::Reading(_) => {}
        }
        ControlFlow::Continue(())
    };
    read(
        &[folder.to_string_lossy().into_owned()],
        &Options::default(),
        &mut sink,
    )
    .unwrap();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    articles
}
