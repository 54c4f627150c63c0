//! What a power cut leaves: every operation of a build on its folders is recorded, and after each of them the archive is made as a disk would
//! have it that lost everything not synced. (Pillai et al. 2014 on what file systems promise: what is synced stays, a rename is whole.)

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};

use super::generations::Folder;
use super::storage::Storage;
use super::{Archive, ArchiveError, Builder, Digests, Entries, KeptNeed, Need, article_digest};
use crate::extract::Settings;
use crate::ingest::{InputState, Item, Options, Place, update};
use crate::lexicon::Lexicon;
use crate::model::{Record, Shelf as _};
use crate::pipeline::{Analyst, reconcile_groups};
use crate::story::{StorySettings, groups};

/// Of the states that a kill leaves, each of this many is built upon.
const RERUN: usize = 9;

/// One operation on a file; files are named by folder and name, contents by number.
#[derive(Debug, Clone)]
enum Op {
    /// A name for a content, new or in place of another.
    Link(PathBuf, usize),
    Write(usize, Vec<u8>),
    Sync(usize),
    Unlink(PathBuf),
    /// Names in a folder last from here on.
    SyncFolder(PathBuf),
}

/// A disk: what is there, what would be there after a power cut, and how it came about.
#[derive(Debug, Clone, Default)]
struct World {
    names: BTreeMap<PathBuf, usize>,
    contents: Vec<Vec<u8>>,
    synced_contents: Vec<Vec<u8>>,
    synced_names: BTreeMap<PathBuf, usize>,
    ops: Vec<Op>,
    /// Bytes that may still be written.
    space: Option<usize>,
}

impl World {
    fn apply(&mut self, op: Op) {
        match &op {
            Op::Link(path, content) => {
                self.names.insert(path.clone(), *content);
            }
            Op::Write(content, bytes) => self.contents[*content].extend_from_slice(bytes),
            Op::Sync(content) => self.synced_contents[*content] = self.contents[*content].clone(),
            Op::Unlink(path) => {
                self.names.remove(path);
            }
            Op::SyncFolder(folder) => {
                self.synced_names.retain(|path, _| path.parent() != Some(folder));
                let inside = self
                    .names
                    .iter()
                    .filter(|(path, _)| path.parent() == Some(folder));
                self.synced_names
                    .extend(inside.map(|(path, content)| (path.clone(), *content)));
            }
        }
        self.ops.push(op);
    }

    fn content(&mut self) -> usize {
        self.contents.push(Vec::new());
        self.synced_contents.push(Vec::new());
        self.contents.len() - 1
    }

    fn write(&mut self, content: usize, bytes: &[u8]) -> io::Result<()> {
        if let Some(space) = &mut self.space {
            if *space < bytes.len() {
                *space = 0;
                return Err(io::ErrorKind::StorageFull.into());
            }
            *space -= bytes.len();
        }
        self.apply(Op::Write(content, bytes.to_vec()));
        Ok(())
    }

    /// The disk after the first `count` operations behind `before` and then a power cut, or a mere kill that loses nothing.
    fn after(before: &Self, ops: &[Op], power_cut: bool) -> Self {
        let mut world = before.clone();
        for op in ops {
            if let Op::Link(_, content) | Op::Write(content, _) = op {
                while world.contents.len() <= *content {
                    world.content();
                }
            }
            world.apply(op.clone());
        }
        let (names, contents) = if power_cut {
            (world.synced_names, world.synced_contents)
        } else {
            (world.names, world.contents)
        };
        Self {
            synced_names: names.clone(),
            names,
            synced_contents: contents.clone(),
            contents,
            ops: Vec::new(),
            space: None,
        }
    }

    /// Names with their contents: two such disks are the same.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let file = |(path, content): (&PathBuf, &usize)| (path.clone(), self.contents[*content].clone());
        self.names.iter().map(file).collect()
    }
}

/// The archive's folders on such a disk. Spill and lock are on the real one: a power cut takes them, and nobody misses them.
#[derive(Debug, Clone)]
struct Recorded {
    world: Arc<Mutex<World>>,
    scratch: Arc<tempfile::TempDir>,
    folder: PathBuf,
}

impl Recorded {
    fn new(world: World) -> Self {
        Self {
            world: Arc::new(Mutex::new(world)),
            scratch: Arc::new(tempfile::tempdir().unwrap()),
            folder: PathBuf::from("archive"),
        }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, folder: &Path) -> Box<dyn Directory> {
        Box::new(Self {
            folder: folder.to_owned(),
            ..self.clone()
        })
    }

    fn root_path() -> &'static Path {
        Path::new("archive")
    }
}

impl Storage for Recorded {
    fn path(&self) -> &Path {
        Self::root_path()
    }

    fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    fn root(&self) -> io::Result<Option<Box<dyn Directory>>> {
        Ok(Some(self.at(Self::root_path())))
    }

    fn make_root(&self) -> io::Result<Box<dyn Directory>> {
        Ok(self.at(Self::root_path()))
    }

    fn generation(&self, name: &str) -> io::Result<Option<Box<dyn Directory>>> {
        let there = self.generations().iter().any(|other| other == name);
        Ok(there.then(|| self.at(&Self::root_path().join(name))))
    }

    fn make_generation(&self, name: &str) -> io::Result<Box<dyn Directory>> {
        Ok(self.at(&Self::root_path().join(name)))
    }

    fn generations(&self) -> Vec<String> {
        let world = self.world();
        let folders = world
            .names
            .keys()
            .filter_map(|path| path.parent()?.file_name()?.to_str());
        let names: BTreeSet<String> = folders
            .filter(|name| name.starts_with("gen-"))
            .map(str::to_owned)
            .collect();
        names.into_iter().collect()
    }

    fn remove_generation(&self, name: &str) {
        let folder = Self::root_path().join(name);
        let mut world = self.world();
        let inside: Vec<PathBuf> = world
            .names
            .keys()
            .filter(|path| path.parent() == Some(&folder))
            .cloned()
            .collect();
        for path in inside {
            world.apply(Op::Unlink(path));
        }
    }
}

impl Directory for Recorded {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(OwnedBytes::new(self.atomic_read(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let full = self.folder.join(path);
        let mut world = self.world();
        if !world.names.contains_key(&full) {
            return Err(DeleteError::FileDoesNotExist(path.to_owned()));
        }
        world.apply(Op::Unlink(full));
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.world().names.contains_key(&self.folder.join(path)))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let full = self.folder.join(path);
        let mut world = self.world();
        if world.names.contains_key(&full) {
            return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
        }
        let content = world.content();
        world.apply(Op::Link(full, content));
        Ok(io::BufWriter::new(Box::new(Writing {
            disk: self.clone(),
            content,
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let world = self.world();
        let content = world.names.get(&self.folder.join(path));
        content
            .map(|content| world.contents[*content].clone())
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut world = self.world();
        let content = world.content();
        world.write(content, data)?;
        world.apply(Op::Sync(content));
        world.apply(Op::Link(self.folder.join(path), content));
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.world().apply(Op::SyncFolder(self.folder.clone()));
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

struct Writing {
    disk: Recorded,
    content: usize,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.world().write(self.content, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.disk.world().apply(Op::Sync(self.content));
        Ok(())
    }
}

const TEXTS: [&str; 4] = [
    "2 May 2019\n\nFire\n\nFour people were killed in a fire at Lindmouth quay on 1 May 2019, police said.",
    "3 May 2019\n\nFire\n\nFive people were killed when fire swept through Lindmouth quay on 1 May 2019.",
    "20 June 2019\n\nMill\n\nFour people were killed in a fire at a mill in Dorst on 19 June 2019, police said.",
    "3 May 2019\n\nFire\n\nAt least five people were killed in the fire at Lindmouth quay on 1 May 2019.",
];

fn analyst() -> &'static Analyst {
    static ANALYST: OnceLock<Analyst> = OnceLock::new();
    ANALYST.get_or_init(|| Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap())
}

/// Corpora of two editions.
fn corpora() -> [tempfile::TempDir; 2] {
    [[(0, 0), (1, 1), (2, 2)].as_slice(), &[(0, 3), (1, 1), (3, 0)]].map(|files| {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(format!("{name}.txt")), TEXTS[*text]).unwrap();
        }
        folder
    })
}

/// Builds the archive of a corpus on a disk. With other dictionaries a new generation is made.
fn build(disk: &Recorded, corpus: &Path, dictionaries: &str) -> Result<(), ArchiveError> {
    static RECORDS: Mutex<Option<HashMap<(String, String), Record>>> = Mutex::new(None);
    let folder = Folder::of(Arc::new(disk.clone()));
    let digests = Digests {
        dictionaries: dictionaries.to_owned(),
        ..Digests::default()
    };
    let mut builder = Builder::open_folder(folder, digests, 1, "a test")?;
    let items = items(corpus, builder.take_inputs());
    let mut contents = contents(&items).into_iter();
    for item in items {
        let (article, digest) = match item {
            Item::Article(article) => {
                let digest = article_digest(&article);
                match builder.needs(&article, &digest)? {
                    Need::Nothing => continue,
                    Need::Document(_) | Need::Record => (*article, digest),
                }
            }
            Item::Kept(kept) => match builder.needs_kept(&kept)? {
                KeptNeed::Record(article) => (*article, kept.held.content),
                KeptNeed::Nothing | KeptNeed::Document(_) => continue,
            },
            Item::Ledger(line) => {
                builder.hold(&line.with_content(&mut contents))?;
                continue;
            }
            Item::Skipped(_) | Item::Warning(_) | Item::Reading(_) => continue,
        };
        let mut records = RECORDS.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (article.id.clone(), digest.clone());
        let record = records
            .get_or_insert_default()
            .entry(key)
            .or_insert_with(|| analyst().read(&article));
        builder.add(
            Entries::default().entry(&article.text, record, &digest, &|_| Vec::new()),
            true,
        )?;
    }
    if builder.is_unchanged() {
        return builder.unchanged(false).map(|_| ());
    }
    let reports = builder.reports()?;
    let groups = groups(&reports, &StorySettings::default())?;
    let groups = builder.settle(&reports, groups)?;
    reconcile_groups(
        &reports,
        &groups,
        analyst().questions(),
        &mut |group, story, facts| builder.add_story(reports.day(group[0])?, &story, &facts),
    )?;
    builder.finish(&reports, false).map(|_| ())
}

/// What reading the corpus gives.
fn items(corpus: &Path, stored: Vec<InputState>) -> Vec<Item> {
    let place = Place {
        archive: Path::new("/archive"),
        reading: "",
        alone: true,
    };
    let full = corpus.display().to_string();
    let mut items = Vec::new();
    update(&[full], &Options::default(), stored, &place, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    })
    .unwrap();
    items
}

/// The digests of new articles.
fn contents(items: &[Item]) -> Vec<String> {
    let digest = |item: &Item| match item {
        Item::Article(article) => Some(article_digest(article)),
        _ => None,
    };
    items.iter().filter_map(digest).collect()
}

/// What an archive on a disk tells, if it opens.
fn told(world: &World) -> Result<Vec<String>, ArchiveError> {
    let archive = Archive::open_folder(&Folder::of(Arc::new(Recorded::new(world.clone()))))?;
    let mut lines = Vec::new();
    archive.each_article(&mut |article| lines.push(article.record.to_json() + &article.text))?;
    lines.sort();
    lines.extend(archive.story_lines()?);
    lines.extend(archive.fact_lines()?);
    // Files beside the index belong to the commit too.
    let inputs = archive.inputs(&archive.ledger()?, &mut |_, _, _| ())?;
    assert_eq!(inputs.iter().flat_map(|i| &i.containers).count(), 3);
    assert_eq!(archive.sketches()?.len(), 3);
    Ok(lines)
}

/// A disk on which both editions were built one after the other, with what they tell and the operations of each.
struct History {
    corpora: [tempfile::TempDir; 2],
    /// Before each build and after the last.
    worlds: Vec<World>,
    told: Vec<Vec<String>>,
    dictionaries: [&'static str; 2],
}

impl History {
    fn new(dictionaries: [&'static str; 2]) -> Self {
        let corpora = corpora();
        let mut worlds = vec![World::default()];
        let mut tellings = Vec::new();
        for (corpus, dictionaries) in corpora.iter().zip(dictionaries) {
            let disk = Recorded::new(World {
                ops: Vec::new(),
                ..worlds[worlds.len() - 1].clone()
            });
            build(&disk, corpus.path(), dictionaries).unwrap();
            let world = disk.world().clone();
            tellings.push(told(&world).unwrap());
            worlds.push(world);
        }
        assert_ne!(tellings[0], tellings[1]);
        Self {
            corpora,
            worlds,
            told: tellings,
            dictionaries,
        }
    }

    /// The archive opens as one of its editions, or there is none yet; and the last build, run again, ends as it would have.
    fn verify(&self, world: &World, builds: usize, rerun: bool, at: &str) {
        match told(world) {
            Ok(lines) => assert!(self.told.contains(&lines), "another archive {at}"),
            Err(error) => {
                let unfinished =
                    error.to_string().contains("not finished") || error.to_string().contains("no archive");
                assert!(builds == 0 && unfinished, "{at}: {error}");
            }
        }
        if !rerun {
            return;
        }
        let disk = Recorded::new(world.clone());
        build(&disk, self.corpora[1].path(), self.dictionaries[1]).unwrap_or_else(|e| panic!("{at}: {e}"));
        let world = disk.world().clone();
        assert_eq!(
            told(&world).unwrap(),
            self.told[1],
            "another archive after a rerun {at}"
        );
    }
}

#[test]
fn whatever_a_power_cut_loses_the_last_commit_stays() {
    for dictionaries in [["", ""], ["", "others"]] {
        let history = History::new(dictionaries);
        let mut seen = BTreeSet::new();
        for nth in 0..2 {
            let (before, ops) = (&history.worlds[nth], &history.worlds[nth + 1].ops);
            assert!(ops.len() > 50, "{}", ops.len());
            for count in 0..=ops.len() {
                for power_cut in [true, false] {
                    let world = World::after(before, &ops[..count], power_cut);
                    if seen.insert(world.files()) {
                        let at = format!(
                            "after {count} of {} operations of build {nth}, power cut: {power_cut}",
                            ops.len()
                        );
                        // States that only a kill leaves are many and much alike.
                        let rerun = power_cut || seen.len() % RERUN == 0;
                        history.verify(&world, nth, rerun, &at);
                    }
                }
            }
        }
        assert!(seen.len() > 100, "{}", seen.len());
    }
}

#[test]
fn a_full_disk_leaves_the_last_commit() {
    for dictionaries in [["", ""], ["", "others"]] {
        let history = History::new(dictionaries);
        let written = |op: &Op| {
            if let Op::Write(_, bytes) = op {
                bytes.len()
            } else {
                0
            }
        };
        let whole: usize = history.worlds[2].ops.iter().map(written).sum();
        for part in 0..40 {
            let space = whole * part / 40;
            let disk = Recorded::new(World {
                space: Some(space),
                ops: Vec::new(),
                ..history.worlds[1].clone()
            });
            let failed = build(&disk, history.corpora[1].path(), history.dictionaries[1]).is_err();
            let mut world = disk.world().clone();
            world.space = None;
            history.verify(
                &world,
                1,
                true,
                &format!("with {space} of {whole} bytes (failed: {failed})"),
            );
        }
    }
}
