//! What inputs hold, told while they are read: an archive writes it down line by line, and nothing holds the list of all articles.

use serde::{Deserialize, Serialize};

use super::{FileEnd, Held, InputState};

/// A line of the ledger. An input comes before its files, a file before its articles, and its end behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LedgerLine {
    /// An input that has at least one file.
    Input(InputState),
    /// A file of the input, by its path there.
    File(String),
    /// An article of the file. It comes before [`super::Item::Article`] or [`super::Item::Kept`] does.
    Article(Held),
    /// The end of the file.
    End(FileEnd),
}

impl LedgerLine {
    /// The line with the digest of its content, if it is that of an article that was read anew: the next one of `digests`, which are those
    /// of all new articles in their order.
    #[must_use]
    pub fn with_content(mut self, digests: &mut dyn Iterator<Item = String>) -> Self {
        if let Self::Article(held) = &mut self
            && held.content.is_empty()
        {
            held.content = digests.next().unwrap_or_default();
        }
        self
    }
}
