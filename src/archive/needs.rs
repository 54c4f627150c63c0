//! What an article needs before it is in the new archive: a record, only a document, or nothing.

use super::known::{renamed, restored};
use super::refusals::damaged;
use super::{ArchiveError, Builder, StoredArticle};
use crate::ingest::Kept;
use crate::model::{Article, Record};

/// What an article that was read needs.
#[derive(Debug)]
pub enum Need {
    /// Nothing: it is there.
    Nothing,
    /// A new document of this record, which was made of the same content.
    Document(Box<Record>),
    /// Extraction.
    Record,
}

/// What an article that was not read needs.
#[derive(Debug)]
pub enum KeptNeed {
    /// Nothing: it is there.
    Nothing,
    /// A new document, because its id or path is another.
    Document(Box<StoredArticle>),
    /// Extraction, because records are made anew.
    Record(Box<Article>),
}

impl Builder {
    /// What an article that was read needs; `content` is the digest of its content.
    pub fn needs(&mut self, article: &Article, content: &str) -> Result<Need, ArchiveError> {
        if self.known.meet(&article.id, content, &article.path) && self.reuses {
            self.known.stay(&article.id);
            return Ok(Need::Nothing);
        }
        let same = self.known.of_content(content);
        let (Some(same), Some(old), true) = (same, &self.old, self.reuses) else {
            return Ok(Need::Record);
        };
        let stored = old.article(&same)?;
        Ok(stored.map_or(Need::Record, |stored| {
            Need::Document(Box::new(renamed(stored.record, &article.id, &article.path)))
        }))
    }

    /// What an article needs that an earlier run read.
    pub fn needs_kept(&mut self, kept: &Kept) -> Result<KeptNeed, ArchiveError> {
        let same = self.known.meet(&kept.was, &kept.held.content, &kept.path);
        if same && kept.was == kept.held.id && self.reuses {
            self.known.stay(&kept.was);
            return Ok(KeptNeed::Nothing);
        }
        let stored = self
            .old
            .as_ref()
            .map(|old| old.article(&kept.was))
            .transpose()?
            .flatten();
        let Some(mut stored) = stored else {
            return Err(damaged(
                &self.folder,
                &format!("its article {} is not there", kept.was),
            ));
        };
        if !self.reuses {
            return Ok(KeptNeed::Record(Box::new(restored(stored, kept))));
        }
        stored.record = renamed(stored.record, &kept.held.id, &kept.path);
        Ok(KeptNeed::Document(Box::new(stored)))
    }
}
