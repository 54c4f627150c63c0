//! Which of the folders and files of earlier runs a run names, and which stay as they are.
//!
//! An input is known again by where it lies, or by where it lies beside the archive, so that both can be moved together. No full path is
//! kept unless the user gave one: of the first a digest, the second without what is above the folder they share.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::walk::{self, Argument};
use super::{Container, ReadError};

/// A folder, a file or standard input, with what it held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputState {
    /// As the run called it that first read it.
    pub name: String,
    /// Digest of its full path.
    pub place: String,
    /// Its path from the archive, where they share a folder.
    pub beside: String,
    /// Digest of how it was read: settings and readers. What was read otherwise is parsed again.
    pub reading: String,
    /// Its files, by path; empty in a ledger.
    #[serde(skip)]
    pub containers: Vec<Container>,
}

impl InputState {
    /// The name of standard input.
    pub const STDIN: &'static str = "-";
    /// The name of all files that a run lists.
    pub(super) const LIST: &'static str = "--files-from";

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.name == Self::STDIN
    }
}

/// An input, and which parts of it are to be read.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) state: InputState,
    pub(super) parts: Vec<Part>,
}

/// What a run names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Below the input; empty for all of it.
    pub(super) below: String,
    /// Where it is.
    pub(super) named: Argument,
}

/// Where an archive is, and how its inputs are read.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// The archive's folder; it need not be there.
    pub archive: &'a Path,
    /// Digest of settings and readers.
    pub reading: &'a str,
    /// Whether what the run does not name goes.
    pub alone: bool,
}

/// All inputs in the order of their names: those of earlier runs, and those that `arguments` and a list name.
pub(super) fn plan(
    arguments: &[String],
    listed: &[String],
    stored: Vec<InputState>,
    place: &Place<'_>,
) -> Result<Vec<Step>, ReadError> {
    let archive = full(place.archive);
    let mut steps: Vec<Step> = stored
        .into_iter()
        .map(|state| Step {
            state,
            parts: Vec::new(),
        })
        .collect();
    for (path, (name, named)) in outermost(arguments)? {
        add(&mut steps, (name, path, named), &archive, place.reading);
    }
    if !listed.is_empty() {
        let list = PathBuf::from(InputState::LIST);
        let named = (InputState::LIST.to_owned(), list, Argument::list(listed));
        add(&mut steps, named, &archive, place.reading);
    }
    if place.alone {
        steps.retain(|step| !step.parts.is_empty());
        for Step { state, parts } in &mut steps {
            let named = |c: &Container| parts.iter().any(|part| is_below(&c.path, &part.below));
            state.containers.retain(named);
        }
    }
    steps.sort_by(|x, y| (&x.state.name, &x.state.place).cmp(&(&y.state.name, &y.state.place)));
    for step in &mut steps {
        // In the order of a walk; what lies in another part is read with it.
        step.parts
            .sort_by(|x, y| x.below.split('/').cmp(y.below.split('/')));
        step.parts
            .dedup_by(|later, earlier| is_below(&later.below, &earlier.below));
    }
    Ok(steps)
}

/// Whether a path is that of a folder or file, or lies in it.
pub(super) fn is_below(path: &str, part: &str) -> bool {
    part.is_empty()
        || path
            .strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The arguments that lie in no other one, by their full paths; each once.
fn outermost(arguments: &[String]) -> Result<BTreeMap<PathBuf, (String, Argument)>, ReadError> {
    let mut outer = BTreeMap::new();
    let mut sorted: Vec<&String> = arguments.iter().collect();
    sorted.sort();
    for argument in sorted {
        walk::must_exist(argument)?;
        let (path, named) = located(Argument::of(argument));
        outer.entry(path).or_insert_with(|| (tidy(argument), named));
    }
    let all: BTreeSet<PathBuf> = outer.keys().cloned().collect();
    outer.retain(|path, _| !path.ancestors().skip(1).any(|above| all.contains(above)));
    Ok(outer)
}

/// By which path an argument is known again, and the argument with it.
fn located(argument: Argument) -> (PathBuf, Argument) {
    match argument {
        Argument::StandardInput | Argument::List(_) => (PathBuf::from(InputState::STDIN), argument),
        Argument::Path(path) => {
            let path = full(&path);
            (path.clone(), Argument::Path(path))
        }
        // Not a path: a folder that holds the database does not hold this reading of it.
        Argument::Table(file, table) => {
            let file = full(&file);
            let wanted = table.as_deref().unwrap_or_default();
            let name = format!("sqlite:{}?table={wanted}", file.display());
            (PathBuf::from(name), Argument::Table(file, table))
        }
        Argument::Pattern(base, pattern) => (full(&base).join(&pattern), Argument::Pattern(base, pattern)),
    }
}

/// Adds what an argument names to the input that it is or lies in, or as a new one, which takes in those that lie in it.
fn add(
    steps: &mut Vec<Step>,
    (name, path, named): (String, PathBuf, Argument),
    archive: &Path,
    reading: &str,
) {
    if let Some((at, below)) = holder(steps, &path, archive) {
        steps[at].parts.extend(parts(below, named));
        return;
    }
    let inside = |step: &Step| {
        let beside = (!step.state.beside.is_empty()).then(|| resolved(archive, &step.state.beside));
        beside.is_some_and(|beside| beside.starts_with(&path))
    };
    steps.retain(|step| !inside(step));
    steps.push(Step {
        state: InputState {
            place: digest(&path),
            beside: beside(archive, &path),
            reading: reading.to_owned(),
            name,
            containers: Vec::new(),
        },
        parts: vec![Part {
            below: String::new(),
            named,
        }],
    });
}

/// The parts of an input that an argument names which lies in it: of a pattern, the files that match.
fn parts(below: String, named: Argument) -> Vec<Part> {
    match named {
        Argument::Pattern(base, pattern) if !below.is_empty() => {
            let above = below.strip_suffix(&pattern).unwrap_or_default().to_owned();
            let files = walk::matched(&base, &pattern);
            let part = |(inside, path)| Part {
                below: format!("{above}{inside}"),
                named: Argument::Path(path),
            };
            files.map(part).collect()
        }
        named => vec![Part { below, named }],
    }
}

/// The input that a path is or lies in, and the way from there; by its place, or else by where it lies from the archive.
fn holder(steps: &[Step], path: &Path, archive: &Path) -> Option<(usize, String)> {
    if path == Path::new(InputState::STDIN) {
        let at = steps.iter().position(|step| step.state.is_stdin())?;
        return Some((at, String::new()));
    }
    let found = |same: &dyn Fn(&InputState, &Path) -> bool| {
        path.ancestors().find_map(|above| {
            let at = steps.iter().position(|step| same(&step.state, above))?;
            Some((at, slashes(path.strip_prefix(above).ok()?)))
        })
    };
    found(&|state, above| state.place == digest(above)).or_else(|| {
        found(&|state, above| !state.beside.is_empty() && resolved(archive, &state.beside) == above)
    })
}

/// The full path, with links followed as far as there is something.
fn full(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(found) = absolute.canonicalize() {
        return found;
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => full(parent).join(name),
        _ => absolute,
    }
}

/// The way from an archive to an input, empty where they share no folder.
fn beside(archive: &Path, path: &Path) -> String {
    let shared = archive
        .components()
        .zip(path.components())
        .take_while(|(x, y)| x == y)
        .count();
    let named = |component: &Component<'_>| matches!(component, Component::Normal(_));
    if !archive.components().take(shared).any(|c| named(&c)) {
        return String::new();
    }
    let up = archive.components().count() - shared;
    let mut parts: Vec<String> = vec!["..".to_owned(); up];
    parts.extend(
        path.components()
            .skip(shared)
            .map(|part| part.as_os_str().to_string_lossy().into_owned()),
    );
    parts.join("/")
}

/// The path that [`beside`] describes.
fn resolved(archive: &Path, beside: &str) -> PathBuf {
    let mut path = archive.to_owned();
    for part in beside.split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

fn digest(path: &Path) -> String {
    let whole = format!("{:x}", Sha256::digest(path.as_os_str().as_encoded_bytes()));
    whole[..32].to_owned()
}

fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// An argument without what does not tell: `./news/` is `news`.
fn tidy(argument: &str) -> String {
    let tidy: PathBuf = Path::new(argument).components().collect();
    let tidy = tidy
        .strip_prefix(".")
        .map_or_else(|_| tidy.clone(), Path::to_owned);
    let name = slashes(&tidy);
    if name.is_empty() || name.starts_with("//") {
        argument.to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(name: &str, path: &Path, archive: &Path) -> InputState {
        InputState {
            name: name.to_owned(),
            place: digest(&full(path)),
            beside: beside(&full(archive), &full(path)),
            ..InputState::default()
        }
    }

    fn planned(arguments: &[&Path], stored: Vec<InputState>, archive: &Path) -> Vec<(String, Vec<String>)> {
        let arguments: Vec<String> = arguments.iter().map(|a| a.display().to_string()).collect();
        let place = Place {
            archive,
            reading: "",
            alone: false,
        };
        let below = |step: &Step| step.parts.iter().map(|part| part.below.clone()).collect();
        plan(&arguments, &[], stored, &place)
            .unwrap()
            .iter()
            .map(|step| (step.state.name.clone(), below(step)))
            .collect()
    }

    #[test]
    fn a_folder_is_known_again_from_anywhere_and_its_parts_too() {
        let dir = tempfile::tempdir().unwrap();
        let (news, archive) = (dir.path().join("news"), dir.path().join("archive"));
        std::fs::create_dir_all(news.join("sub/deep")).unwrap();
        let stored = vec![state("news", &news, &archive)];
        let part = |path: &Path| planned(&[path], stored.clone(), &archive);
        assert_eq!(part(&news), [("news".into(), vec![String::new()])]);
        assert_eq!(
            part(&news.join("sub/../sub/deep")),
            [("news".into(), vec!["sub/deep".into()])]
        );
        // One inside another is read once.
        assert_eq!(
            planned(&[&news.join("sub"), &news], stored.clone(), &archive),
            [("news".into(), vec![String::new()])]
        );
    }

    #[test]
    fn both_moved_together_are_known_by_where_they_lie_from_one_another() {
        let dir = tempfile::tempdir().unwrap();
        for home in ["old", "new"] {
            std::fs::create_dir_all(dir.path().join(home).join("news")).unwrap();
        }
        let stored = vec![state(
            "news",
            &dir.path().join("old/news"),
            &dir.path().join("old/archive"),
        )];
        let moved = planned(
            &[&dir.path().join("new/news")],
            stored,
            &dir.path().join("new/archive"),
        );
        assert_eq!(moved, [("news".into(), vec![String::new()])]);
    }

    #[test]
    fn a_wider_folder_takes_in_the_narrower_one() {
        let dir = tempfile::tempdir().unwrap();
        let (news, archive) = (dir.path().join("news"), dir.path().join("archive"));
        std::fs::create_dir_all(news.join("sub")).unwrap();
        let stored = vec![state("sub", &news.join("sub"), &archive)];
        let wider = planned(&[&news], stored, &archive);
        assert_eq!(wider.len(), 1);
        assert_eq!(wider[0].1, [String::new()]);
    }

    #[test]
    fn names_are_tidy() {
        for (argument, name) in [
            ("./news/", "news"),
            ("news", "news"),
            (".", "."),
            ("../a", "../a"),
            ("-", "-"),
        ] {
            assert_eq!(tidy(argument), name);
        }
    }
}
