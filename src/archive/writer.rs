//! Writing an archive: one commit holds articles, stories and facts together, so that readers see all of a build or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError, Term};

use super::analysis::register;
use super::entry::{ARTICLE, Entry, FACT, STORY, fact_document, story_document};
use super::generations::{Folder, Lock};
use super::reader::Archive;
use super::refusals::check_version;
use super::schema::Fields;
use super::spill::{Packed, Reports, Spill};
use super::{ArchiveError, Counts, Digests, FORMAT, Manifest};
use crate::model::{Article, ArticleClaims, Fact, Story};

/// Bytes of memory for each indexing thread. Smaller budgets make many small segments: 15 MB a thread was measured three times slower.
const MEMORY: usize = 100 << 20;

/// A build in progress: the only writer of its archive.
pub struct Builder {
    folder: Folder,
    _lock: Lock,
    fields: Fields,
    digests: Digests,
    old: Option<Archive>,
    /// Digest of each article of the old archive whose record can be reused.
    reusable: BTreeMap<String, String>,
    /// The generation that is written to.
    generation: String,
    threads: usize,
    writer: Option<IndexWriter>,
    seen: BTreeSet<String>,
    kept: BTreeSet<String>,
    spill: Spill,
    counts: Counts,
    /// Facts written so far.
    facts: u64,
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
    /// Articles whose records were reused.
    pub reused: u64,
    /// Articles of the old archive that are gone.
    pub vanished: u64,
    /// What the archive holds now.
    pub counts: Counts,
}

impl Builder {
    /// Takes the lock of the archive at `path` and sees what of it can be reused.
    ///
    /// # Errors
    /// An archive of another format, a lock that is held, a folder that cannot be written.
    pub fn open(path: &Path, digests: Digests, threads: usize) -> Result<Self, ArchiveError> {
        let folder = Folder::new(path);
        check_version(&folder)?;
        let lock = folder.lock()?;
        let current = folder.current()?;
        // What a stopped build left behind goes first: it may be what fills the disk.
        folder.remove_others(current.as_deref());
        let spill = Spill::new(folder.path());
        let old = if current.is_some() {
            Some(Archive::open(path)?)
        } else {
            None
        };
        let same = old
            .as_ref()
            .filter(|old| old.manifest().digests.same_records(&digests));
        let reusable = same
            .map(Archive::digests)
            .transpose()?
            .unwrap_or_default()
            .into_iter()
            .collect();
        let generation = match (same, current) {
            (Some(_), Some(current)) => current,
            _ => folder.next_name(),
        };
        Ok(Self {
            folder,
            _lock: lock,
            fields: Fields::new(),
            digests,
            old,
            reusable,
            generation,
            threads,
            writer: None,
            seen: BTreeSet::new(),
            kept: BTreeSet::new(),
            spill,
            counts: Counts::default(),
            facts: 0,
        })
    }

    /// Whether the archive exists but was made by another program, other dictionaries or other settings.
    pub fn remakes(&self) -> bool {
        self.old.is_some() && self.folder.current().ok().flatten().as_deref() != Some(&self.generation)
    }

    /// Whether this article must be read: no article of this content was there. `None` if its id was already used in this run.
    pub fn must_read(&mut self, article: &Article, digest: &str) -> Option<bool> {
        if !self.seen.insert(article.id.clone()) {
            return None;
        }
        let same = self.reusable.get(&article.id).is_some_and(|old| old == digest);
        if same {
            self.kept.insert(article.id.clone());
        }
        Some(!same)
    }

    /// Adds an article that had to be read.
    pub fn add(&mut self, entry: Entry) -> Result<(), ArchiveError> {
        let key = Term::from_field_text(self.fields.key, &format!("{ARTICLE}/{}", entry.record.id));
        let replaces = self.reusable.contains_key(&entry.record.id);
        let writer = self.writer()?;
        if replaces {
            writer.delete_term(key);
        }
        writer.add_document(entry.document).map_err(|e| self.failed(&e))?;
        self.counts.add_article(&entry.record, entry.bytes);
        self.spill.add(entry.reports)
    }

    /// How many articles of the old archive this run has not met, and how many there were.
    pub fn vanished(&self) -> (u64, u64) {
        let Some(old) = &self.old else {
            return (0, 0);
        };
        let met = if self.reusable.is_empty() {
            // Records cannot be reused, but which articles there were is known all the same.
            let ids = old.digests().unwrap_or_default();
            ids.iter().filter(|(id, _)| self.seen.contains(id)).count()
        } else {
            self.reusable.keys().filter(|id| self.seen.contains(*id)).count()
        };
        let all = old.manifest().counts.articles;
        (all.saturating_sub(met as u64), all)
    }

    /// Whether the archive already is what this run would make of it.
    pub fn is_unchanged(&self) -> bool {
        let unchanged = self.writer.is_none() && self.vanished().0 == 0 && !self.remakes();
        unchanged
            && self
                .old
                .as_ref()
                .is_some_and(|old| old.manifest().digests == self.digests)
    }

    /// Ends a run that changes nothing.
    pub fn unchanged(self) -> Outcome {
        Outcome {
            extracted: 0,
            reused: self.kept.len() as u64,
            vanished: 0,
            counts: self
                .old
                .map(|old| old.manifest().counts.clone())
                .unwrap_or_default(),
        }
    }

    /// What stories and facts need of every article of the new archive, read or reused. After this stories and facts are written:
    /// those of the old archive go.
    pub fn reports(&mut self) -> Result<Reports, ArchiveError> {
        if let Some(old) = self.old.as_ref().filter(|_| !self.kept.is_empty()) {
            let (kept, counts, spill) = (&self.kept, &mut self.counts, &mut self.spill);
            let mut added = Ok(());
            old.each_record(&mut |record, bytes| {
                if kept.contains(&record.id) && added.is_ok() {
                    counts.add_article(&record, bytes);
                    added = spill.add(Packed::from(&ArticleClaims::from(&record)));
                }
            })?;
            added?;
        }
        self.remove_old()?;
        std::mem::take(&mut self.spill).finish()
    }

    /// Writes a story and its facts; stories come in their order.
    pub fn add_story(&mut self, story: &Story, facts: &[Fact]) -> Result<(), ArchiveError> {
        let unprintable = |e: serde_json::Error| {
            ArchiveError::new(
                "cannot write the archive",
                "facts",
                e,
                "report this as an error of dateline",
            )
        };
        let document = story_document(&self.fields, story, self.counts.stories).map_err(unprintable)?;
        self.write(document)?;
        for fact in facts {
            let document = fact_document(&self.fields, fact, story.title.as_deref(), self.facts);
            self.write(document.map_err(unprintable)?)?;
            self.facts += 1;
        }
        self.counts.add_story(story, facts);
        Ok(())
    }

    fn write(&mut self, document: TantivyDocument) -> Result<(), ArchiveError> {
        let added = self.writer()?.add_document(document);
        added.map(|_| ()).map_err(|e| self.failed(&e))
    }

    /// Commits everything at once, and makes it what readers open.
    pub fn finish(mut self) -> Result<Outcome, ArchiveError> {
        let vanished = self.vanished().0;
        let manifest = Manifest {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            digests: self.digests.clone(),
            counts: self.counts.clone(),
        };
        let json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        self.writer()?;
        let path = self.folder.generation(&self.generation);
        if let Some(mut writer) = self.writer.take() {
            let failed = |e: TantivyError| ArchiveError::unwritten(&path, &e);
            let mut commit = writer.prepare_commit().map_err(failed)?;
            commit.set_payload(&json);
            commit.commit().map_err(failed)?;
            writer.wait_merging_threads().map_err(failed)?;
        }
        self.folder.describe(&format!("{json}\n"))?;
        if self.folder.current()?.as_deref() != Some(&self.generation) {
            self.folder.switch(&self.generation)?;
        }
        let extracted = self.counts.articles - self.kept.len() as u64;
        drop(self.old);
        self.folder.remove_others(Some(&self.generation));
        Ok(Outcome {
            extracted,
            reused: self.kept.len() as u64,
            vanished,
            counts: self.counts,
        })
    }

    /// Takes away what the old archive holds and the new one does not: vanished articles, all stories and facts.
    fn remove_old(&mut self) -> Result<(), ArchiveError> {
        let gone: Vec<String> = self
            .reusable
            .keys()
            .filter(|id| !self.seen.contains(*id))
            .cloned()
            .collect();
        let (key, sort) = (self.fields.key, self.fields.sort);
        let writer = self.writer()?;
        for id in gone {
            writer.delete_term(Term::from_field_text(key, &format!("{ARTICLE}/{id}")));
        }
        for results in [STORY, FACT] {
            writer.delete_term(Term::from_field_text(sort, results));
        }
        Ok(())
    }

    /// The index writer, opened when the first change comes.
    fn writer(&mut self) -> Result<&mut IndexWriter, ArchiveError> {
        if self.writer.is_none() {
            self.writer = Some(self.open_writer()?);
        }
        self.writer.as_mut().ok_or_else(|| {
            ArchiveError::new(
                "cannot write the archive",
                self.folder.path().display(),
                "no writer",
                "again",
            )
        })
    }

    fn open_writer(&self) -> Result<IndexWriter, ArchiveError> {
        let path = self.folder.generation(&self.generation);
        let failed = |e: TantivyError| ArchiveError::unwritten(&path, &e);
        let index = if path.exists() {
            Index::open_in_dir(&path).map_err(failed)?
        } else {
            std::fs::create_dir_all(&path)
                .map_err(|e| ArchiveError::io("cannot make the archive", &path, &e))?;
            Index::create_in_dir(&path, self.fields.schema.clone()).map_err(failed)?
        };
        register(&index);
        index
            .writer_with_num_threads(self.threads, self.threads * MEMORY)
            .map_err(failed)
    }

    fn failed(&self, error: &TantivyError) -> ArchiveError {
        ArchiveError::unwritten(self.folder.path(), error)
    }
}
