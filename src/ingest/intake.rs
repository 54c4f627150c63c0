//! What happens to every input and every article in the same way, whatever its format.

use std::fmt;
use std::io::{BufRead, Cursor, Read};

use rustc_hash::FxHashSet;

use super::anchor::Anchors;
use super::decode::{decode, wide};
use super::detect::{Head, detect};
use super::draft::Draft;
use super::external::through;
use super::fields::FieldMap;
use super::head_lines::HeadLines;
use super::html_metadata::PageWords;
use super::identity::{self, Identities};
use super::language::Languages;
use super::nexis::NexisWords;
use super::proquest::ProQuestWords;
use super::read_ahead;
use super::{
    EXPORTS, FileEnd, Flow, Held, Input, InputState, Item, Kept, LedgerLine, Note, Options, ReadError,
    Reader, Reading, Reason, Recognition, Shard, Skipped, Source, Warning,
};
use crate::model::{Article, Title};

/// The tables of the readers, the ids given so far, and the sink.
pub struct Intake<'a> {
    pub(super) options: &'a Options,
    pub(super) fields: FieldMap,
    pub(super) head_lines: HeadLines,
    pub(super) page_words: PageWords,
    pub(super) nexis_words: NexisWords,
    pub(super) proquest_words: ProQuestWords,
    pub(super) anchors: Anchors,
    /// The formats of the input that is being read, from outside.
    formats: Vec<&'static str>,
    /// The encoding of an input that was decoded before its records were.
    pub(super) whole_encoding: Option<&'static str>,
    /// How many items were given to the sink.
    given: u64,
    /// Which files are read of those that are met; all, unless several programs share them.
    files: Option<Shard>,
    /// How many were met.
    met: u64,
    /// Whether the external command was run on it.
    through_command: bool,
    languages: Languages,
    /// The ids that articles would have had if no other had them, where they are kept.
    wanted: Option<FxHashSet<String>>,
    identities: Identities,
    /// The file that is read, and what is known of it so far, where a ledger is asked for.
    file: Option<(String, FileEnd)>,
    sink: &'a mut dyn FnMut(Item) -> Flow,
}

impl fmt::Debug for Intake<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake")
            .field("options", self.options)
            .finish_non_exhaustive()
    }
}

impl<'a> Intake<'a> {
    /// Reads the tables.
    ///
    /// # Errors
    /// A mapped field that is none of ours; a broken dictionary.
    pub fn new(options: &'a Options, sink: &'a mut dyn FnMut(Item) -> Flow) -> Result<Self, ReadError> {
        Ok(Self {
            fields: FieldMap::new(options)?,
            head_lines: HeadLines::built_in()?,
            page_words: PageWords::built_in()?,
            nexis_words: NexisWords::built_in()?,
            proquest_words: ProQuestWords::built_in()?,
            anchors: Anchors::built_in(options.date_order)?,
            languages: Languages::built_in()?,
            identities: Identities::default(),
            file: None,
            wanted: None,
            formats: Vec::new(),
            whole_encoding: None,
            given: 0,
            files: None,
            met: 0,
            through_command: false,
            options,
            sink,
        })
    }

    /// Leaves all files to others but those of one part.
    pub(super) fn share_files(&mut self, shard: Shard) {
        self.files = Some(shard);
    }

    /// Threads that read files ahead: none where most files are left to others.
    pub(super) fn threads(&self) -> usize {
        if self.files.is_some() {
            1
        } else {
            self.options.readers.unwrap_or(read_ahead::THREADS)
        }
    }

    /// Whether the next file is to be read.
    pub(super) fn takes_file(&mut self) -> bool {
        self.met += 1;
        self.files.is_none_or(|shard| shard.takes(self.met - 1))
    }

    /// Finds the format of a stream and reads it.
    pub fn open(&mut self, source: Source, stream: &mut dyn BufRead) -> Flow {
        let (head, failure) = match Head::take(stream) {
            Ok(taken) => taken,
            Err(error) => return self.skip(&source, None, &Reason::of(&error)),
        };
        let reader = match detect(&head, &source.extension) {
            Ok(reader) => reader,
            Err(Reason::Binary | Reason::Format { .. })
                if self.options.pre.is_some() && !self.through_command =>
            {
                return self
                    .through_command(&source, &mut Cursor::new(head.bytes).chain(failure).chain(stream));
            }
            Err(reason) => return self.skip(&source, None, &reason),
        };
        let mut stream = Cursor::new(head.bytes).chain(failure).chain(stream);
        self.read_with(reader, source, &mut stream)
    }

    fn read_with(&mut self, reader: &dyn Reader, source: Source, stream: &mut dyn BufRead) -> Flow {
        self.formats.push(reader.name());
        let before = self.given;
        let whole = source.clone();
        let flow = reader.read(Input { source, stream }, self);
        self.formats.pop();
        if self.given == before && flow.is_continue() {
            return self.skip(&whole, None, &Reason::NoArticles);
        }
        flow
    }

    /// Reads what the user's command makes of an input.
    fn through_command(&mut self, source: &Source, stream: &mut dyn BufRead) -> Flow {
        let limit = self.options.limits.article;
        let command = self.options.pre.as_deref().unwrap_or_default();
        let made = within(stream, limit).and_then(|bytes| through(command, bytes, limit));
        let made = match made {
            Ok(made) => made,
            Err(reason) => return self.skip(source, None, &reason),
        };
        self.through_command = true;
        let flow = self.open(source.unpack(&[source.extension.as_str()]), &mut made.as_slice());
        self.through_command = false;
        flow
    }

    /// Reads the text of a document that holds nothing else: an export of several articles, or one with a title line. `said` adds what the
    /// document says about it.
    pub(super) fn text_of(&mut self, source: &Source, text: String, said: &dyn Fn(&mut Draft)) -> Flow {
        let head = Head::new(text.as_bytes()[..text.len().min(1 << 14)].to_vec(), false);
        if let Some(reader) = EXPORTS
            .iter()
            .find(|reader| reader.recognises(&head, "") == Recognition::Yes)
        {
            return self.read_with(*reader, source.clone(), &mut text.as_bytes());
        }
        let mut draft = self.head_lines.draft(text);
        said(&mut draft);
        self.article(source, draft)
    }

    /// Completes an article and hands it on.
    pub(super) fn article(&mut self, source: &Source, mut draft: Draft) -> Flow {
        let place = draft.place.clone();
        if draft.text.trim().is_empty() {
            return self.skip(source, place, &Reason::EmptyText);
        }
        if draft.text.len() as u64 > self.options.limits.article.min(u64::from(u32::MAX)) {
            return self.skip(source, place, &Reason::too_large(self.options.limits.article));
        }
        for warning in &draft.warnings {
            self.warn(source, place.clone(), warning)?;
        }
        if let Some(encoding) = self.whole_encoding {
            draft.meta.insert("encoding".to_owned(), encoding.into());
        }
        let fields = std::mem::take(&mut draft.fields);
        let (article, held) = self.complete(source, draft);
        if self.options.trace {
            let reading = Reading {
                path: source.path.clone(),
                place: place.clone(),
                formats: self.formats.clone(),
                fields,
            };
            self.give(Item::Reading(reading))?;
        }
        self.tell_clash(source, place, &held)?;
        self.note(LedgerLine::Article(held))?;
        self.give(Item::Article(Box::new(article)))
    }

    /// Hands on an article that an earlier run read.
    pub(super) fn keep(&mut self, kept: Kept, source: &Source) -> Flow {
        self.tell_clash(source, None, &kept.held)?;
        self.note(LedgerLine::Article(kept.held.clone()))?;
        self.give(Item::Kept(Box::new(kept)))
    }

    /// A held article with the id that it has in this run.
    pub(super) fn identify_again(&mut self, held: &Held) -> Held {
        let id = self.identities.give(held.wanted(), held.key);
        Held {
            wanted: (id != held.wanted()).then(|| held.wanted().to_owned()),
            id,
            ..held.clone()
        }
    }

    /// From here on what is read is noted as held by the file of this path.
    pub(super) fn begin(&mut self, path: &str) -> Flow {
        self.file = Some((path.to_owned(), FileEnd::default()));
        self.note(LedgerLine::File(path.to_owned()))
    }

    /// What of the file was skipped and warned of since; its end is still to be told.
    pub(super) fn end(&mut self) -> FileEnd {
        self.file.take().unwrap_or_default().1
    }

    /// Keeps the ids that articles want from here on, until they are taken.
    pub(super) fn keep_wanted(&mut self) {
        self.wanted = Some(FxHashSet::default());
    }

    /// The ids that articles wanted since they are kept.
    pub(super) fn take_wanted(&mut self) -> FxHashSet<String> {
        self.wanted.take().unwrap_or_default()
    }

    /// Hands on a line of the ledger; none of an article where no file of a ledger was begun.
    pub(super) fn note(&mut self, line: LedgerLine) -> Flow {
        if matches!(line, LedgerLine::Article(_)) && self.file.is_none() {
            return Flow::Continue(());
        }
        (self.sink)(Item::Ledger(Box::new(line)))
    }

    /// The article, and how it is held.
    fn complete(&mut self, source: &Source, mut draft: Draft) -> (Article, Held) {
        let published = self.anchors.find(&mut draft, source);
        let language = self.languages.of(draft.language.as_deref(), &draft.text);
        let key = identity::key(&source.path, &draft.text);
        let wanted = draft.id.take().unwrap_or_else(|| match &draft.number {
            // A place in a stream says nothing tomorrow.
            Some(_) if source.path == InputState::STDIN => format!("{}#{:08x}", source.stem, key >> 32),
            Some(number) => format!("{}#{number}", source.stem),
            None => source.stem.clone(),
        });
        let id = self.identities.give(&wanted, key);
        if let Some(kept) = &mut self.wanted {
            kept.insert(wanted.clone());
        }
        let held = Held {
            id: id.clone(),
            wanted: (id != wanted).then_some(wanted),
            key,
            inside: self.inside(source),
            title: match draft.title {
                Some(Title::Inside(span)) => Some(span),
                _ => None,
            },
            ambiguous: published.is_some_and(|anchor| anchor.ambiguous),
            content: String::new(),
        };
        let article = Article {
            id,
            path: source.path.clone(),
            format: self.formats.last().copied().unwrap_or_default(),
            head: draft.head as u32,
            outlet: draft.outlet,
            title: draft.title,
            published,
            language,
            text: draft.text,
            group: draft.group,
            meta: draft.meta,
        };
        (article, held)
    }

    /// Says that an article could not have the id it wanted.
    fn tell_clash(&mut self, source: &Source, place: Option<String>, held: &Held) -> Flow {
        let Some(wanted) = &held.wanted else {
            return Flow::Continue(());
        };
        let reason = format!(
            "another article has the id {wanted} already; both are kept, this one as {}",
            held.id
        );
        self.give(Item::Warning(Warning {
            path: source.path.clone(),
            place,
            reason,
        }))
    }

    /// The path of a source behind that of the file it lies in.
    fn inside(&self, source: &Source) -> String {
        let file = self.file.as_ref().map_or("", |(path, _)| path.as_str());
        source.path.strip_prefix(file).unwrap_or_default().to_owned()
    }

    fn give(&mut self, item: Item) -> Flow {
        self.given += 1;
        (self.sink)(item)
    }

    /// Names something that is not read.
    pub(super) fn skip(&mut self, source: &Source, place: Option<String>, reason: &Reason) -> Flow {
        self.skip_for(source, place, reason.to_string())
    }

    /// As [`Self::skip`], for a reason that was given before.
    pub(super) fn skip_for(&mut self, source: &Source, place: Option<String>, reason: String) -> Flow {
        let inside = self.inside(source);
        if let Some((_, file)) = &mut self.file {
            file.skipped.push(Note {
                inside,
                place: place.clone(),
                reason: reason.clone(),
            });
        }
        self.give(Item::Skipped(Skipped {
            path: source.path.clone(),
            place,
            reason,
        }))
    }

    /// Names something to know.
    pub(super) fn warn(&mut self, source: &Source, place: Option<String>, reason: &str) -> Flow {
        let inside = self.inside(source);
        if let Some((_, file)) = &mut self.file {
            file.warnings.push(Note {
                inside,
                place: place.clone(),
                reason: reason.to_owned(),
            });
        }
        self.give(Item::Warning(Warning {
            path: source.path.clone(),
            place,
            reason: reason.to_owned(),
        }))
    }

    /// All bytes of a stream that is one article, or why not.
    pub(super) fn whole(&self, stream: &mut dyn BufRead) -> Result<Vec<u8>, Reason> {
        within(stream, self.options.limits.article)
    }

    /// Reads an input of which `read` seeks single bytes, like line ends. UTF-16 has none: it is decoded whole, within the limit for one article.
    pub(super) fn narrow(
        &mut self,
        source: &Source,
        stream: &mut dyn BufRead,
        read: fn(&Source, &mut dyn BufRead, &mut Intake<'_>) -> Flow,
    ) -> Flow {
        let start = stream.fill_buf().unwrap_or_default();
        if wide(&start[..start.len().min(1 << 10)]).is_none() {
            return read(source, stream, self);
        }
        match self.whole(stream) {
            Ok(bytes) => {
                let decoded = decode(bytes, None);
                self.whole_encoding = Some(decoded.encoding);
                let flow = read(source, &mut decoded.text.as_bytes(), self);
                self.whole_encoding = None;
                flow
            }
            Err(reason) => self.skip(source, None, &reason),
        }
    }

    /// All bytes of a stream that is one web page, or why not.
    pub(super) fn page(&self, stream: &mut dyn BufRead) -> Result<Vec<u8>, Reason> {
        within(stream, self.options.limits.page.min(self.options.limits.article))
    }
}

fn within(stream: &mut dyn BufRead, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    stream
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Reason::of(&e))?;
    if bytes.len() as u64 > limit {
        Err(Reason::too_large(limit))
    } else {
        Ok(bytes)
    }
}
