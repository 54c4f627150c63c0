//! Why something was not read, and what to try: every message of the readers stands here.

use std::io;

use crate::lexicon::DictionaryError;

/// What stops reading before it starts.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// An argument that is not there.
    #[error(
        "no file or folder of this name ({path}): {cause}; try: check the spelling, or `-` for standard input"
    )]
    Missing {
        /// The argument.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// `--map` names a field that is none of ours.
    #[error("`{field}` is no field that can be mapped (--map {field}={name}): try: one of {known}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// What it was to be read from.
        name: String,
        /// What there is.
        known: String,
    },
    /// A dictionary of the readers that cannot be used.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
}

/// Why one input, or one record of it, was skipped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing in it.
    #[error("is empty")]
    Empty,
    /// An input of a format that holds nothing: a table without rows, an empty list.
    #[error("holds no article")]
    NoArticles,
    /// A record whose text is empty.
    #[error("its text is empty")]
    EmptyText,
    /// The system does not let us.
    #[error("cannot be read ({0}); try: check its permissions")]
    Unreadable(String),
    /// It was listed and is gone.
    #[error("vanished while the folder was read; try: run again when nothing writes there")]
    Vanished,
    /// A link to a folder above itself.
    #[error("is a link to a folder above it and would be read forever; try: remove the link")]
    Loop,
    /// A link that leads nowhere.
    #[error("is a link to something that is not there; try: remove or mend the link")]
    DeadLink,
    /// A pipe, socket or device.
    #[error("is no regular file; try: `-` to read standard input")]
    NotAFile,
    /// A folder without a file to read.
    #[error(
        "holds no file to read (hidden ones and those named in .gitignore, .ignore or .datelineignore are left out); try: look at these lists, or name files"
    )]
    NoFiles,
    /// A folder's ignore file that does not parse.
    #[error("an ignore file there has an error: {0}")]
    IgnoreFile(String),
    /// Bytes that are no text.
    #[error("is not text; try: name the folder's text files, or list it in .datelineignore")]
    Binary,
    /// A format we know and do not read.
    #[error("is {what}, which is not read; try: {hint}")]
    Format {
        /// The format.
        what: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// Compressed inside compressed, too often.
    #[error("is compressed more than {0} times over; try: unpack it first")]
    Nested(u32),
    /// An archive without entries.
    #[error("is an archive with nothing in it to read")]
    NoEntries,
    /// An entry of an archive that cannot be unpacked.
    #[error("cannot be unpacked ({0}); try: unpack the archive first")]
    Entry(&'static str),
    /// Too large an article.
    #[error(
        "is larger than the limit of {limit} for one article; try: split it, or one article a line as JSONL"
    )]
    TooLarge {
        /// The limit, with unit.
        limit: String,
    },
    /// Too much out of a compressed file.
    #[error("expands to more than the limit of {limit}; the rest of it is not read; try: unpack it first")]
    Expanded {
        /// The limit, with unit.
        limit: String,
    },
    /// Too deep a page.
    #[error("nests more than {limit} elements, the limit; try: save the article as plain text")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A row that has not as many cells as the header.
    #[error(
        "has {cells} cells where the header has {header}; try: quote the cells that hold a delimiter or a line end"
    )]
    Cells {
        /// How many it has.
        cells: usize,
        /// How many it should have.
        header: usize,
    },
    /// A quotation mark that never closes.
    #[error(
        "has a quotation mark that does not close; try: close it, or double it if it is part of the cell"
    )]
    OpenQuote,
    /// JSON that does not parse.
    #[error("is not valid JSON ({0}); try: mend or remove it")]
    Json(String),
    /// JSON that is no object.
    #[error("is {0}, not an object with fields")]
    NotAnObject(&'static str),
    /// The end came in the middle.
    #[error("ends in the middle of a record; try: fetch the file again")]
    CutShort,
    /// A compressed stream that breaks off.
    #[error("the compressed data is damaged or cut short ({0}); try: fetch the file again")]
    Damaged(String),
    /// No field holds the text.
    #[error("no field holds its text (fields: {fields}); try: --map text=FIELD")]
    NoText {
        /// The fields it has.
        fields: String,
    },
    /// A document of an export without a body.
    #[error("no body was found in it; try: export it with its full text, or save it as plain text")]
    NoBody,
    /// A feed or message without items.
    #[error("holds no item")]
    NoItems,
    /// XML that does not parse.
    #[error("is not well-formed XML ({0}); try: mend or remove it")]
    Xml(String),
    /// A record of a web archive that is none, or whose length is wrong.
    #[error("is no whole WARC record; reading goes on with the next one")]
    Record,
    /// A kept answer of a server that is none.
    #[error("its answer has no HTTP headers")]
    Http,
    /// A page that is packed in a way that is not read.
    #[error("its page is packed as {0}, which is not read")]
    Packed(String),
    /// Mail that does not parse.
    #[error("is no mail that can be read")]
    Mail,
    /// A format that needs a file, not a stream.
    #[error("can only be read from a file on disk; try: unpack it, and name the file")]
    NotOnDisk,
    /// A database that cannot be read.
    #[error("the database cannot be read ({0}); try: sqlite3 FILE .recover")]
    Database(String),
    /// A database in which no table is the one.
    #[error(
        "which of its tables holds articles is not plain (tables: {tables}); try: sqlite:FILE?table=NAME"
    )]
    Table {
        /// The tables it has.
        tables: String,
    },
    /// Parquet that does not parse.
    #[error("cannot be read as Parquet ({0}); try: fetch the file again")]
    Columns(String),
    /// An external command that failed.
    #[error("`{command}` failed on it ({why}); try: run the command by hand")]
    External {
        /// The command.
        command: String,
        /// What went wrong.
        why: String,
    },
    /// A page without an article.
    #[error("no article text was found in the page; try: save the article as plain text")]
    NoArticle,
    /// A page that the parser cannot take.
    #[error("the page could not be parsed; try: save the article as plain text")]
    Unparsable,
}

impl Reason {
    /// The reason in an error of the system, or one that a stream of ours carries.
    pub fn of(error: &io::Error) -> Self {
        let carried = error.get_ref().and_then(|e| e.downcast_ref::<Self>());
        match (carried, error.kind()) {
            (Some(reason), _) => reason.clone(),
            (None, io::ErrorKind::NotFound) => Self::Vanished,
            (
                None,
                io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput,
            ) => Self::Damaged(error.to_string()),
            (None, _) => Self::Unreadable(error.to_string()),
        }
    }

    /// `bytes` over the limit for one article.
    pub fn too_large(limit: u64) -> Self {
        Self::TooLarge { limit: size(limit) }
    }
}

/// A size as messages give it: `64 MB`, `500 bytes`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} kB", bytes >> 10),
        0x10_0000..0x4000_0000 => format!("{} MB", bytes >> 20),
        _ => format!("{} GB", bytes >> 30),
    }
}
