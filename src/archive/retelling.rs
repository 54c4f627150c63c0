//! Which stories an update tells anew: those whose articles are others, or were changed. The rest stay with their facts.

use std::collections::BTreeSet;

use tantivy::Term;

use super::entry::{FACT, STORY};
use super::sketches::Sketches;
use super::spill::Reports;
use super::{ArchiveError, Builder, Counts, steps};
use crate::model::Groups;
use crate::story::story_id;

impl Builder {
    /// The groups (places on `reports`) that are to be told; what the old archive tells of other groups goes.
    pub fn settle(&mut self, reports: &Reports, mut groups: Groups) -> Result<Groups, ArchiveError> {
        self.homes = groups.homes();
        let same_stories = self
            .old
            .as_ref()
            .is_some_and(|old| old.manifest().digests.stories == self.digests.stories);
        let told = match reports.old_sketches() {
            Some(sketches) if same_stories => Some(Told::new(sketches)),
            _ => None,
        };
        let mut kept = BTreeSet::new();
        if let Some(told) = &told {
            groups.retain(|group| {
                let home = told.home_of(reports, group)?;
                kept.extend(home);
                Ok::<_, ArchiveError>(home.is_none())
            })?;
        }
        if kept.is_empty() {
            self.forget_all_stories()?;
        } else if let Some(told) = &told {
            let gone: Vec<String> = told
                .homes()
                .filter(|home| !kept.contains(home))
                .map(|home| told.id(home))
                .collect();
            for story in gone {
                self.forget_story(&story)?;
            }
        }
        steps::at("told");
        Ok(groups)
    }

    fn forget_all_stories(&mut self) -> Result<(), ArchiveError> {
        self.counts.remove_stories();
        if !self.reuses {
            return Ok(());
        }
        let sort = self.fields.sort;
        for results in [STORY, FACT] {
            self.writer()?.delete_term(Term::from_field_text(sort, results));
        }
        Ok(())
    }

    fn forget_story(&mut self, id: &str) -> Result<(), ArchiveError> {
        if let Some(old) = &self.old
            && let Some(story) = old.story(id)?
        {
            self.counts.remove(Counts::of_story(&story, &old.facts_of(id)?));
        }
        // A story and its facts hold its id in one field.
        let term = Term::from_field_text(self.fields.story, id);
        self.writer()?.delete_term(term);
        Ok(())
    }
}

/// The stories that the old archive tells.
struct Told<'a> {
    sketches: &'a Sketches,
    /// Articles of each story, by the row of its first.
    sizes: Vec<u32>,
}

impl<'a> Told<'a> {
    fn new(sketches: &'a Sketches) -> Self {
        let mut sizes = vec![0; sketches.len()];
        for row in sketches.rows() {
            sizes[row.home as usize] += 1;
        }
        Self { sketches, sizes }
    }

    /// The first row of every story.
    fn homes(&self) -> impl Iterator<Item = u32> {
        (0..self.sizes.len() as u32).filter(|home| self.sizes[*home as usize] > 0)
    }

    /// The id of the story that begins at a row.
    fn id(&self, home: u32) -> String {
        story_id(self.sketches.row(home).id)
    }

    /// The story that is told of just these articles, none of them changed.
    fn home_of(&self, reports: &Reports, group: &[u32]) -> Result<Option<u32>, ArchiveError> {
        let mut home = None;
        for &at in group {
            let Some(row) = reports.row(at)? else {
                return Ok(None);
            };
            let own = self.sketches.row(row).home;
            if *home.get_or_insert(own) != own {
                return Ok(None);
            }
        }
        Ok(home.filter(|home| self.sizes[*home as usize] as usize == group.len()))
    }
}
