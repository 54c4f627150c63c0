//! Writing an archive: one commit holds articles, stories and facts together, so that readers see all of a build or nothing.

use std::path::Path;
use std::sync::Arc;

use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::catalog::Catalog;
use super::entry::{ARTICLE, Entry, fact_document, story_document};
use super::generations::Folder;
use super::known::Known;
use super::lock::Lock;
use super::queue::{Queue, Queued};
use super::reader::Archive;
use super::refusals::check_version;
use super::schema::Fields;
use super::spill::{Reports, Spill};
use super::{ArchiveError, Counts, Digests, steps};
use crate::ingest::{InputState, LedgerLine, Skipped};
use crate::model::{Fact, Story};

/// A build in progress: the only writer of its archive.
pub struct Builder {
    pub(super) folder: Folder,
    _lock: Lock,
    pub(super) fields: Fields,
    pub(super) digests: Digests,
    pub(super) old: Option<Arc<Archive>>,
    /// Whether the records of the old archive can be used.
    pub(super) reuses: bool,
    pub(super) known: Known,
    inputs: Vec<InputState>,
    /// What the inputs hold by now.
    pub(super) catalog: Catalog,
    /// The generation that is written to.
    pub(super) generation: String,
    pub(super) threads: usize,
    pub(super) writer: Option<IndexWriter<Queued>>,
    queue: Arc<Queue>,
    /// How many articles were written in this run.
    added: u64,
    /// Of these, articles whose records were made in this run.
    extracted: u64,
    spill: Spill,
    pub(super) counts: Counts,
    /// The first article of the story of each, once stories are known.
    pub(super) homes: Vec<u32>,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder")
            .field("folder", &self.folder)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// What a build did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Articles whose records were made in this build.
    pub extracted: u64,
    /// Articles whose records were reused under another id or path: renamed files, copies.
    pub renamed: u64,
    /// Articles that stayed as they were.
    pub unchanged: u64,
    /// Articles of the old archive that are gone.
    pub vanished: u64,
    /// What the archive holds now.
    pub counts: Counts,
}

impl Builder {
    /// Takes the lock of the archive at `path` in the name of `holder`, and sees what of it can be reused.
    ///
    /// # Errors
    /// An archive of another format, a lock that is held, a folder that cannot be written.
    pub fn open(path: &Path, digests: Digests, threads: usize, holder: &str) -> Result<Self, ArchiveError> {
        Self::open_folder(Folder::new(path), digests, threads, holder)
    }

    pub(super) fn open_folder(
        folder: Folder,
        digests: Digests,
        threads: usize,
        holder: &str,
    ) -> Result<Self, ArchiveError> {
        check_version(&folder)?;
        folder.make()?;
        let lock = Lock::take(folder.scratch(), holder)?;
        steps::at("locked");
        // Another build may have ended while this one waited for its turn.
        check_version(&folder)?;
        let current = folder.current()?;
        // What a stopped build left behind goes first: it may be what fills the disk.
        folder.remove_others(current.as_deref());
        let old = match &current {
            Some(_) => Some(Arc::new(Archive::open_folder(&folder)?)),
            None => None,
        };
        let ledger = old.as_ref().map(|old| old.ledger()).transpose()?;
        let mut known = Known::new(ledger.clone().unwrap_or_default());
        let inputs = match old.as_ref().zip(ledger) {
            Some((old, ledger)) => {
                old.inputs(&ledger, &mut |line, file, held| known.add(line, file, held))?
            }
            None => Vec::new(),
        };
        let reuses = old
            .as_ref()
            .is_some_and(|old| old.manifest().digests.same_records(&digests));
        let generation = match current {
            Some(current) if reuses => current,
            _ => folder.next_name(),
        };
        let counts = old
            .as_ref()
            .filter(|_| reuses)
            .map(|old| old.manifest().counts.clone());
        Ok(Self {
            spill: Spill::new(folder.scratch()),
            catalog: Catalog::new(folder.scratch()),
            known,
            folder,
            _lock: lock,
            fields: Fields::new(),
            digests,
            old,
            reuses,
            inputs,
            generation,
            threads,
            writer: None,
            queue: Arc::default(),
            added: 0,
            extracted: 0,
            counts: counts.unwrap_or_default(),
            homes: Vec::new(),
        })
    }

    /// What the archive was made with, if that was something else, so that all its articles are extracted anew.
    pub fn remakes(&self) -> Option<&'static str> {
        let old = self.old.as_ref().filter(|_| !self.reuses)?;
        Some(old.manifest().digests.other(&self.digests))
    }

    /// What the archive holds of which input. They are handed out once.
    pub fn take_inputs(&mut self) -> Vec<InputState> {
        std::mem::take(&mut self.inputs)
    }

    /// Adds an article that needed a document; `extracted` if it needed a record too.
    pub fn add(&mut self, entry: Entry, extracted: bool) -> Result<(), ArchiveError> {
        let id = entry.reports.id();
        if self.reuses && self.known.rewrite(id) {
            let key = Term::from_field_text(self.fields.key, &format!("{ARTICLE}/{id}"));
            self.writer()?.delete_term(key);
        }
        self.write(entry.document)?;
        self.counts.add(entry.counts);
        self.extracted += u64::from(extracted);
        self.added += 1;
        self.spill.add(&entry.reports)?;
        steps::at("reading");
        Ok(())
    }

    /// How many articles of the old archive this run has not met, and how many there were.
    pub fn vanished(&self) -> (u64, u64) {
        (self.known.vanished(), self.known.len() as u64)
    }

    /// Takes a line of what the inputs hold by now, of an article with the digest of its content.
    pub fn hold(&mut self, line: &LedgerLine) -> Result<(), ArchiveError> {
        self.catalog.add(line)
    }

    /// What was skipped in the inputs that the archive holds.
    pub fn skipped(&self) -> &[Skipped] {
        self.catalog.skipped()
    }

    /// Whether the archive already is what this run would make of it.
    pub fn is_unchanged(&self) -> bool {
        let Some(old) = self.old.as_ref().filter(|_| self.reuses) else {
            return false;
        };
        let stays = self.writer.is_none() && self.known.staying() == self.known.len();
        stays
            && old.manifest().digests == self.digests
            && self.catalog.digest() == old.manifest().files.inputs.sha256
    }

    /// What stories and facts need of every article of the new archive, read or reused. After this stories and facts are written.
    pub fn reports(&mut self) -> Result<Reports, ArchiveError> {
        steps::at("read");
        self.remove_leaving()?;
        let old = match &self.old {
            Some(old) if self.reuses => Some((old.sketches()?, Arc::clone(old))),
            _ => None,
        };
        self.spill.finish(old, |id| self.known.stays(id))
    }

    /// Takes away what the old archive holds of articles that do not stay as they are.
    fn remove_leaving(&mut self) -> Result<(), ArchiveError> {
        let Some(old) = self.old.clone().filter(|_| self.reuses) else {
            return Ok(());
        };
        let leaving: Vec<(String, bool)> = self.known.leaving().collect();
        for (id, rewritten) in leaving {
            if let Some(article) = old.article(&id)? {
                self.counts
                    .remove(Counts::of_article(&article.record, article.text.len() as u64));
            }
            if !rewritten {
                let key = Term::from_field_text(self.fields.key, &format!("{ARTICLE}/{id}"));
                self.writer()?.delete_term(key);
            }
        }
        Ok(())
    }

    /// Writes a story, whose first article is of this day, and its facts.
    pub fn add_story(
        &mut self,
        day: Option<jiff::civil::Date>,
        story: &Story,
        facts: &[Fact],
    ) -> Result<(), ArchiveError> {
        let unprintable = |e: serde_json::Error| {
            ArchiveError::new(
                "cannot write the archive",
                "facts",
                e,
                "report this as an error of dateline",
            )
        };
        let document = story_document(&self.fields, story, day).map_err(unprintable)?;
        self.write(document)?;
        for (nth, fact) in facts.iter().enumerate() {
            let document = fact_document(&self.fields, fact, story, (day, nth)).map_err(unprintable)?;
            self.write(document)?;
        }
        self.counts.add(Counts::of_story(story, facts));
        Ok(())
    }

    fn write(&mut self, document: TantivyDocument) -> Result<(), ArchiveError> {
        let document = self.queue.enter(document);
        let added = self.writer()?.add_document(document);
        added.map(|_| ()).map_err(|e| self.failed(&e))
    }

    /// What this run did, as long as it has not ended.
    pub(super) fn outcome(&self) -> Outcome {
        Outcome {
            extracted: self.extracted,
            renamed: self.added - self.extracted,
            unchanged: self.known.staying() as u64,
            vanished: self.known.vanished(),
            counts: self.counts.clone(),
        }
    }

    pub(super) fn failed(&self, error: &TantivyError) -> ArchiveError {
        ArchiveError::unwritten(self.folder.path(), error)
    }
}
