//! What happens to every input and every article in the same way, whatever its format.

use std::fmt;
use std::io::{BufRead, Cursor, Read};

use super::anchor::Anchors;
use super::detect::{Head, detect};
use super::draft::Draft;
use super::fields::FieldMap;
use super::html_metadata::PageWords;
use super::identity::{self, Identities};
use super::language::Languages;
use super::text::HeadLines;
use super::{
    Container, Flow, Held, Input, InputState, Item, Kept, Note, Options, ReadError, Reason, Skipped, Source,
    Warning,
};
use crate::model::{Article, Title};

/// The tables of the readers, the ids given so far, and the sink.
pub struct Intake<'a> {
    pub(super) options: &'a Options,
    pub(super) fields: FieldMap,
    pub(super) head_lines: HeadLines,
    pub(super) page_words: PageWords,
    anchors: Anchors,
    languages: Languages,
    identities: Identities,
    /// What the file that is read holds so far, where that is asked for.
    container: Option<Container>,
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
            anchors: Anchors::built_in(options.date_order)?,
            languages: Languages::built_in()?,
            identities: Identities::default(),
            container: None,
            options,
            sink,
        })
    }

    /// Finds the format of a stream and reads it.
    pub fn open(&mut self, source: Source, stream: &mut dyn BufRead) -> Flow {
        let head = match Head::take(stream) {
            Ok(head) => head,
            Err(error) => return self.skip(&source, None, &Reason::of(&error)),
        };
        let reader = match detect(&head, &source.extension) {
            Ok(reader) => reader,
            Err(reason) => return self.skip(&source, None, &reason),
        };
        let mut stream = Cursor::new(head.bytes).chain(stream);
        reader.read(
            Input {
                source,
                stream: &mut stream,
            },
            self,
        )
    }

    /// Completes an article and hands it on.
    pub(super) fn article(&mut self, source: &Source, draft: Draft) -> Flow {
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
        let (article, held) = self.complete(source, draft);
        self.tell_clash(source, place, &held)?;
        if let Some(container) = &mut self.container {
            container.articles.push(held);
        }
        (self.sink)(Item::Article(Box::new(article)))
    }

    /// Hands on an article that an earlier run read.
    pub(super) fn keep(&mut self, kept: Kept, source: &Source) -> Flow {
        self.tell_clash(source, None, &kept.held)?;
        if let Some(container) = &mut self.container {
            container.articles.push(kept.held.clone());
        }
        (self.sink)(Item::Kept(Box::new(kept)))
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
    pub(super) fn begin(&mut self, path: &str) {
        self.container = Some(Container {
            path: path.to_owned(),
            ..Container::default()
        });
    }

    /// What was noted since.
    pub(super) fn end(&mut self) -> Container {
        self.container.take().unwrap_or_default()
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
        let held = Held {
            id: id.clone(),
            wanted: (id != wanted).then_some(wanted),
            key,
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
        (self.sink)(Item::Warning(Warning {
            path: source.path.clone(),
            place,
            reason,
        }))
    }

    /// Names something that is not read.
    pub(super) fn skip(&mut self, source: &Source, place: Option<String>, reason: &Reason) -> Flow {
        self.skip_for(source, place, reason.to_string())
    }

    /// As [`Self::skip`], for a reason that was given before.
    pub(super) fn skip_for(&mut self, source: &Source, place: Option<String>, reason: String) -> Flow {
        if let Some(container) = &mut self.container {
            container.skipped.push(Note {
                place: place.clone(),
                reason: reason.clone(),
            });
        }
        (self.sink)(Item::Skipped(Skipped {
            path: source.path.clone(),
            place,
            reason,
        }))
    }

    /// Names something to know.
    pub(super) fn warn(&mut self, source: &Source, place: Option<String>, reason: &str) -> Flow {
        if let Some(container) = &mut self.container {
            container.warnings.push(Note {
                place: place.clone(),
                reason: reason.to_owned(),
            });
        }
        (self.sink)(Item::Warning(Warning {
            path: source.path.clone(),
            place,
            reason: reason.to_owned(),
        }))
    }

    /// All bytes of a stream that is one article, or why not.
    pub(super) fn whole(&self, stream: &mut dyn BufRead) -> Result<Vec<u8>, Reason> {
        within(stream, self.options.limits.article)
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
