//! Whether an archive is what it says: every file whole, every article in one story, every quote in its text, every count right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tantivy::Index;

use super::generations::Folder;
use super::{Archive, ArchiveError, Counts, Digests, SideFile, StoredArticle, side_files};
use crate::model::{Fact, Field, Record, Story};

/// Findings of one sort that are told one by one; more are counted.
const TOLD: usize = 5;

/// What an archive is examined for, in the order of examination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Examined {
    /// Bytes of every file against their checksums.
    Files,
    /// Articles against the list of inputs and against their digests; mentions and claims against the text.
    Articles,
    /// Each article in exactly one story.
    Stories,
    /// Facts against their stories and the claims of their articles.
    Facts,
    /// The counts that the archive gives of itself.
    Counts,
    /// By what it was made: program, dictionaries, settings.
    Makers,
}

impl Examined {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Files,
        Self::Articles,
        Self::Stories,
        Self::Facts,
        Self::Counts,
        Self::Makers,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Articles => "articles",
            Self::Stories => "stories",
            Self::Facts => "facts",
            Self::Counts => "counts",
            Self::Makers => "makers",
        }
    }
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was examined.
    pub examined: Examined,
    /// What is wrong.
    pub what: String,
    /// Whether answers may be wrong; else the archive is only not up to date.
    pub damage: bool,
}

/// What an examination found, and of how many things.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings, in the order of examination.
    pub findings: Vec<Finding>,
    /// How many things of each sort were looked at.
    pub looked_at: BTreeMap<Examined, u64>,
}

impl Checked {
    /// Whether some answer may be wrong.
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| finding.damage)
    }

    fn look(&mut self, examined: Examined, count: usize) {
        *self.looked_at.entry(examined).or_default() += count as u64;
    }

    fn find(&mut self, examined: Examined, what: String) {
        self.add(examined, what, true);
    }

    fn add(&mut self, examined: Examined, what: String, damage: bool) {
        self.findings.push(Finding {
            examined,
            what,
            damage,
        });
    }

    /// Tells the first of many things of one sort.
    fn find_each(&mut self, examined: Examined, what: &str, of: &[String]) {
        if !of.is_empty() {
            let more = if of.len() > TOLD { ", …" } else { "" };
            let told = of.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
            self.find(examined, format!("{} {what}: {told}{more}", of.len()));
        }
    }
}

/// Examines the last commit of an archive, against what a build with `current` digests would make where they are given.
///
/// # Errors
/// An archive that cannot be opened at all.
pub fn check(path: &Path, current: Option<&Digests>) -> Result<Checked, ArchiveError> {
    let mut checked = Checked::default();
    // Before anything is read: whatever comes from broken files says nothing.
    segments(&Folder::new(path), &mut checked)?;
    if checked.is_damaged() {
        return Ok(checked);
    }
    let archive = Archive::open(path)?;
    files(&archive, &Folder::new(path), &mut checked)?;
    if checked.is_damaged() {
        return Ok(checked);
    }
    let mut read = Read::default();
    articles(&archive, &mut read, &mut checked)?;
    stories(&archive, &mut read, &mut checked)?;
    facts(&archive, &mut read, &mut checked)?;
    counts(&archive, &read, &mut checked);
    makers(&archive, current, &mut checked);
    Ok(checked)
}

/// What is kept of the documents that were read.
#[derive(Default)]
struct Read {
    counts: Counts,
    /// Of each article its place in the text of each claim, as one number.
    claims: BTreeMap<String, BTreeSet<(Field, u32, u32)>>,
    /// Story of each article.
    story_of: BTreeMap<String, String>,
    /// Articles of each story, and whether there are several.
    stories: BTreeMap<String, Story>,
}

/// The files of the index.
fn segments(folder: &Folder, checked: &mut Checked) -> Result<(), ArchiveError> {
    let current = folder
        .current()?
        .map(|name| folder.generation(&name))
        .transpose()?
        .flatten();
    let Some(directory) = current else {
        // Opening says what there is instead.
        return Ok(());
    };
    let broken = Index::open(directory).and_then(|index| {
        let segments = index.searchable_segment_metas()?.len();
        Ok((index.validate_checksum()?, segments))
    });
    match broken {
        Ok((broken, segments)) => {
            let broken = broken.into_iter().map(|path| path.display().to_string());
            let mut broken: Vec<String> = broken.collect();
            broken.sort();
            checked.look(Examined::Files, segments);
            checked.find_each(Examined::Files, "files of the index are damaged", &broken);
        }
        Err(error) => checked.find(Examined::Files, format!("the index: {error}")),
    }
    Ok(())
}

/// The files beside it, and what the archive says of itself.
fn files(archive: &Archive, folder: &Folder, checked: &mut Checked) -> Result<(), ArchiveError> {
    let files = &archive.manifest().files;
    for file in [&files.inputs, &files.sketches] {
        checked.look(Examined::Files, 1);
        side_file(archive, file, checked);
    }
    let about = folder.description()?.unwrap_or_default();
    if serde_json::from_str(&about).ok().as_ref() != Some(archive.manifest()) {
        let what =
            "archive.json is that of another commit: the build that wrote this one did not come to its end";
        checked.add(Examined::Files, what.to_owned(), false);
    }
    Ok(())
}

fn side_file(archive: &Archive, file: &SideFile, checked: &mut Checked) {
    match side_files::is_whole(archive.directory.as_ref(), file) {
        Ok(true) => {}
        Ok(false) => checked.find(Examined::Files, format!("{} is damaged", file.name)),
        Err(error) => checked.find(Examined::Files, format!("{}: {error}", file.name)),
    }
}

fn articles(archive: &Archive, read: &mut Read, checked: &mut Checked) -> Result<(), ArchiveError> {
    let digests: BTreeMap<String, String> = archive.digests()?.into_iter().collect();
    let mut listed = BTreeMap::new();
    archive.inputs(&archive.ledger()?, &mut |_, _, held| {
        listed.insert(held.id.clone(), held.content.clone());
    })?;
    let differ = |x: &BTreeMap<String, String>, y: &BTreeMap<String, String>| -> Vec<String> {
        let missing = x.iter().filter(|(id, digest)| y.get(*id) != Some(*digest));
        missing.map(|(id, _)| id.clone()).collect()
    };
    checked.find_each(
        Examined::Articles,
        "articles are in the list of inputs and not in the index",
        &differ(&listed, &digests),
    );
    checked.find_each(
        Examined::Articles,
        "articles are in the index and not in the list of inputs",
        &differ(&digests, &listed),
    );
    let (mut texts, mut spans) = (Vec::new(), Vec::new());
    archive.each_article(&mut |article| {
        let StoredArticle { record, text } = &article;
        if sha256(text) != record.text_sha256 {
            texts.push(record.id.clone());
        } else if !spans_hold(record, text) {
            spans.push(record.id.clone());
        }
        read.counts.add(Counts::of_article(record, text.len() as u64));
        let claims = record
            .claims
            .iter()
            .map(|c| (c.span.field, c.span.byte_start, c.span.byte_end));
        read.claims.insert(record.id.clone(), claims.collect());
    })?;
    checked.find_each(
        Examined::Articles,
        "articles have another text than their digest says",
        &texts,
    );
    checked.find_each(
        Examined::Articles,
        "articles have mentions or claims that are not in their text",
        &spans,
    );
    checked.look(Examined::Articles, read.claims.len());
    Ok(())
}

fn sha256(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

/// Whether every mention stands where it says, in the words that it says, and every claim inside its text.
fn spans_hold(record: &Record, text: &str) -> bool {
    let of = |field| match field {
        Field::Text => text,
        Field::Title => record.title.as_deref().unwrap_or_default(),
    };
    let at = |field, start: u32, end: u32| of(field).get(start as usize..end as usize);
    let mentions = record.mentions.iter();
    mentions
        .clone()
        .all(|m| at(m.field, m.byte_start, m.byte_end) == Some(m.text.as_str()))
        && mentions.clone().all(|m| m.id.starts_with(record.id.as_str()))
        && record
            .claims
            .iter()
            .all(|c| at(c.span.field, c.span.byte_start, c.span.byte_end).is_some())
}

fn stories(archive: &Archive, read: &mut Read, checked: &mut Checked) -> Result<(), ArchiveError> {
    let mut wrong = Vec::new();
    for line in archive.story_lines()? {
        let Ok(story) = serde_json::from_str::<Story>(&line) else {
            checked.find(Examined::Stories, "a story cannot be read".to_owned());
            continue;
        };
        for article in &story.articles {
            let twice = read
                .story_of
                .insert(article.clone(), story.story.clone())
                .is_some();
            if twice || !read.claims.contains_key(article) {
                wrong.push(article.clone());
            }
        }
        read.counts.add(Counts::of_story(&story, &[]));
        read.stories.insert(story.story.clone(), story);
    }
    checked.look(Examined::Stories, read.stories.len());
    wrong.extend(
        read.claims
            .keys()
            .filter(|id| !read.story_of.contains_key(*id))
            .cloned(),
    );
    checked.find_each(
        Examined::Stories,
        "articles are in no story, in two, or only in one",
        &wrong,
    );
    let homes = sketched(archive)?;
    let others = read
        .story_of
        .iter()
        .filter(|(id, story)| homes.get(*id) != Some(*story));
    let others: Vec<String> = others.map(|(id, _)| id.clone()).collect();
    checked.find_each(
        Examined::Stories,
        "articles have another story by their sketch",
        &others,
    );
    Ok(())
}

/// The story of each article by the file of sketches.
fn sketched(archive: &Archive) -> Result<BTreeMap<String, String>, ArchiveError> {
    let sketches = archive.sketches()?;
    let home = |row: &super::sketches::Row<'_>| crate::story::story_id(sketches.row(row.home).id);
    Ok(sketches
        .rows()
        .map(|row| (row.id.to_owned(), home(&row)))
        .collect())
}

fn facts(archive: &Archive, read: &mut Read, checked: &mut Checked) -> Result<(), ArchiveError> {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in archive.fact_lines()? {
        count += 1;
        let Ok(fact) = serde_json::from_str::<Fact>(&line) else {
            checked.find(Examined::Facts, "a fact cannot be read".to_owned());
            continue;
        };
        let holds = fact.positions.iter().flat_map(|p| &p.claims).all(|claim| {
            let place = (claim.span.field, claim.span.byte_start, claim.span.byte_end);
            read.story_of.get(&claim.article) == Some(&fact.story)
                && read
                    .claims
                    .get(&claim.article)
                    .is_some_and(|claims| claims.contains(&place))
        });
        if !holds || !read.stories.contains_key(&fact.story) {
            wrong.push(fact.fact.clone());
        }
        *read
            .counts
            .facts
            .entry(fact.verdict.as_str().to_owned())
            .or_default() += 1;
    }
    checked.look(Examined::Facts, count);
    checked.find_each(
        Examined::Facts,
        "facts speak of claims that no article of their story makes",
        &wrong,
    );
    Ok(())
}

fn counts(archive: &Archive, read: &Read, checked: &mut Checked) {
    let (said, counted) = (&archive.manifest().counts, &read.counts);
    let maps = [
        ("articles by language", &said.languages, &counted.languages),
        ("mentions", &said.mentions, &counted.mentions),
        ("facts", &said.facts, &counted.facts),
    ];
    let numbers = [
        ("articles", said.articles, counted.articles),
        ("bytes of text", said.bytes, counted.bytes),
        ("undated articles", said.undated, counted.undated),
        ("claims", said.claims, counted.claims),
        ("stories", said.stories, counted.stories),
        (
            "stories of several articles",
            said.shared_stories,
            counted.shared_stories,
        ),
    ];
    checked.look(Examined::Counts, maps.len() + numbers.len());
    for (name, said, counted) in numbers.into_iter().filter(|(_, said, counted)| said != counted) {
        checked.find(
            Examined::Counts,
            format!("{name}: {said} by its own account, {counted} counted"),
        );
    }
    for (name, said, counted) in maps.into_iter().filter(|(_, said, counted)| said != counted) {
        checked.find(
            Examined::Counts,
            format!("{name}: {said:?} by its own account, {counted:?} counted"),
        );
    }
}

fn makers(archive: &Archive, current: Option<&Digests>, checked: &mut Checked) {
    let Some(current) = current else { return };
    checked.look(Examined::Makers, 1);
    let made = &archive.manifest().digests;
    if made != current {
        let what = format!(
            "made with {}: the next `dateline build` makes it anew",
            made.other(current)
        );
        checked.add(Examined::Makers, what, false);
    }
}
