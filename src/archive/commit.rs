//! The end of a build: files, commit, merge, switch, in this order, so that a stop between any two leaves the last commit whole.

use std::io;
use std::path::Path;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter, TantivyError};

use super::analysis::register;
use super::queue::Queued;
use super::spill::Reports;
use super::{ArchiveError, Builder, FORMAT, Files, Manifest, Outcome, SideFile, side_files, steps};

/// Bytes of memory for each indexing thread; writing a segment out takes as much again. With 48 MB a build of 240,000 articles takes 4 % less time
/// and 90 MB more (`benches/speed.md`).
const MEMORY: usize = 32 << 20;

/// Articles above which a segment is left as it is: one of more is merged with `--merge` alone. A merge holds the stored records of one
/// segment and the terms of all, some 10 kB an article.
const MERGED: usize = 40_000;

/// Threads that merge. Two merges at a time need twice the memory, and there is other work for the other cores.
const MERGERS: usize = 1;

/// Share of deleted documents above which a segment is written anew without them.
const DELETED: f32 = 0.1;

/// Commits whose files are looked for when they are superseded.
const EARLIER: u64 = 8;

impl Builder {
    /// Ends a run that changes nothing; with `merge` the index ends in one segment all the same.
    pub fn unchanged(mut self, merge: bool) -> Result<Outcome, ArchiveError> {
        let outcome = self.outcome();
        if merge {
            self.writer()?;
            self.merge(true)?;
        }
        if let Some(old) = self.old.as_ref() {
            // A build that was stopped behind its commit did not come to this.
            let json = format!(
                "{}\n",
                serde_json::to_string_pretty(old.manifest()).unwrap_or_default()
            );
            if self.folder.description()?.as_ref() != Some(&json) {
                self.folder.describe(&json)?;
            }
        }
        Ok(outcome)
    }

    /// Commits everything at once, and makes it what readers open. With `merge` the index ends in one segment.
    pub fn finish(mut self, reports: &Reports, merge: bool) -> Result<Outcome, ArchiveError> {
        self.writer()?;
        let manifest = Manifest {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            digests: self.digests.clone(),
            counts: self.counts.clone(),
            files: self.write_files(reports)?,
        };
        let json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        steps::at("written");
        if let Some(mut writer) = self.writer.take() {
            self.commit(&mut writer, &json)?;
            self.writer = Some(writer);
        }
        steps::at("committed");
        self.merge(merge)?;
        steps::at("merged");
        self.folder.describe(&format!("{json}\n"))?;
        steps::at("described");
        if self.folder.current()?.as_deref() != Some(&self.generation) {
            self.folder.switch(&self.generation)?;
        }
        steps::at("switched");
        let outcome = self.outcome();
        self.remove_superseded(&manifest.files);
        self.old = None;
        self.folder.remove_others(Some(&self.generation));
        steps::at("cleaned");
        Ok(outcome)
    }

    fn commit(&self, writer: &mut IndexWriter<Queued>, json: &str) -> Result<(), ArchiveError> {
        let failed = |e: TantivyError| self.failed(&e);
        let mut commit = writer.prepare_commit().map_err(failed)?;
        commit.set_payload(json);
        commit.commit().map_err(failed)?;
        self.sync()
    }

    /// Makes the names of the generation's files last: the index itself syncs its folder before it replaces `meta.json`, not behind.
    fn sync(&self) -> Result<(), ArchiveError> {
        let directory = self.folder.make_generation(&self.generation)?;
        let path = self.folder.path().join(&self.generation);
        directory
            .sync_directory()
            .map_err(|e| ArchiveError::io("cannot write the archive", &path, &e))
    }

    /// Waits for merges that the policy began, or merges everything.
    fn merge(&mut self, everything: bool) -> Result<(), ArchiveError> {
        let Some(mut writer) = self.writer.take() else {
            return Ok(());
        };
        let failed = |e: TantivyError| self.failed(&e);
        if everything {
            // Else the policy might begin another one meanwhile.
            writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
            let segments = writer.index().searchable_segment_metas().map_err(failed)?;
            let ids: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
            if segments.len() > 1 || segments.iter().any(tantivy::SegmentMeta::has_deletes) {
                writer.merge(&ids).wait().map_err(failed)?;
                writer.garbage_collect_files().wait().map_err(failed)?;
            }
        }
        writer.wait_merging_threads().map_err(failed)?;
        self.sync()
    }

    /// The files of this commit beside the index, under names that the last commit does not have.
    fn write_files(&mut self, reports: &Reports) -> Result<Files, ArchiveError> {
        let directory = self.folder.make_generation(&self.generation)?;
        let number = self
            .superseded()
            .and_then(|files| files.inputs.name.rsplit_once('-')?.1.parse::<u64>().ok())
            .map_or(1, |last| last + 1);
        let name = |what: &str| format!("{what}-{number}");
        let failed = |e: io::Error| ArchiveError::io("cannot write the archive", self.folder.path(), &e);
        let inputs = side_files::write(directory.as_ref(), &name("inputs"), &mut |out| {
            self.catalog.copy(out)
        });
        let sketches = side_files::write(directory.as_ref(), &name("sketches"), &mut |out| {
            reports.write_sketches(&self.homes, out)
        });
        let files = Files {
            inputs: inputs.map_err(failed)?,
            sketches: sketches.map_err(failed)?,
        };
        directory.sync_directory().map_err(failed)?;
        Ok(files)
    }

    /// The files of the last commit of this generation.
    fn superseded(&self) -> Option<&Files> {
        let old = self.old.as_ref().filter(|_| self.reuses)?;
        Some(&old.manifest().files)
    }

    /// Removes the files of earlier commits, those among them that a stopped build did not come to remove. What cannot be removed
    /// goes with its generation.
    fn remove_superseded(&self, files: &Files) {
        let Ok(Some(directory)) = self.folder.generation(&self.generation) else {
            return;
        };
        for SideFile { name, .. } in [&files.inputs, &files.sketches] {
            let Some((what, number)) = name.rsplit_once('-') else {
                continue;
            };
            let number = number.parse::<u64>().unwrap_or(0);
            for earlier in number.saturating_sub(EARLIER)..number {
                let _ = directory.delete(Path::new(&format!("{what}-{earlier}")));
            }
        }
    }

    /// The index writer, opened when the first change comes.
    pub(super) fn writer(&mut self) -> Result<&mut IndexWriter<Queued>, ArchiveError> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open_writer()?,
        };
        Ok(self.writer.insert(writer))
    }

    fn open_writer(&self) -> Result<IndexWriter<Queued>, ArchiveError> {
        let failed = |e: TantivyError| self.failed(&e);
        let directory = self.folder.make_generation(&self.generation)?;
        let index = Index::open_or_create(directory, self.fields.schema.clone()).map_err(failed)?;
        register(&index);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(self.threads)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(MERGERS)
            .build();
        let writer = index.writer_with_options(options).map_err(failed)?;
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(MERGED);
        policy.set_del_docs_ratio_before_merge(DELETED);
        writer.set_merge_policy(Box::new(policy));
        // A stopped build may have left files under names that this one will want: those of deletions are counted on from the last commit.
        writer.garbage_collect_files().wait().map_err(failed)?;
        Ok(writer)
    }
}
