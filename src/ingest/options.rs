//! How to read.

use super::Shard;
use crate::model::DateOrder;

/// Settings of reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Names of fields that go before the field map's: `("text", "story_body")`. A dot goes into an object.
    pub map: Vec<(String, String)>,
    /// The field that gives groups (`--stories-from`), before those of the field map.
    pub group_field: Option<String>,
    /// A command that turns inputs of formats that are not read here into text: it gets the bytes on its standard input. Only what the user
    /// says may stand here, never what comes with a corpus.
    pub pre: Option<String>,
    /// Whether to tell how each article was read ([`Item::Reading`](super::Item)).
    pub trace: bool,
    /// Files and folders of a list (`--files-from`), read after the inputs and named by their paths as the list has them.
    pub listed: Vec<String>,
    /// How `03/04/2017` is read in metadata.
    pub date_order: DateOrder,
    /// Sizes over which an input is skipped.
    pub limits: Limits,
    /// Only this part of the inputs; [`super::read`] alone knows it.
    pub shard: Option<Shard>,
    /// Threads that read small files ahead of the one that parses; 32 unless said. They wait for the disk and do not work.
    pub readers: Option<usize>,
}

/// Sizes over which an input is skipped, with the limit in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article: a text file, a line of JSONL, an object of JSON.
    pub article: u64,
    /// Bytes of one web page: parsed, it takes some 25 times as much memory.
    pub page: u64,
    /// Bytes that one compressed input may expand to.
    pub expanded: u64,
    /// Elements of a web page that may stand inside one another.
    pub depth: usize,
}

impl Default for Limits {
    /// An article of 64 MB, a web page of 16 MB, 64 GB out of one compressed file, 512 nested elements (browsers stop at 512 too).
    fn default() -> Self {
        Self {
            article: 64 << 20,
            page: 16 << 20,
            expanded: 64 << 30,
            depth: 512,
        }
    }
}
