//! `dateline.toml`: settings of a corpus or of a user.
//!
//! What comes with a corpus is not the user's own: it may name files inside the corpus and built-in layers, nothing else. The one setting that
//! runs a command (`pre`) is taken from the user's own file alone, and an unknown one is refused.

use std::path::{Component, Path, PathBuf};

use dateline::lexicon::Lexicon;
use serde::Deserialize;

use super::failure::Failure;

/// The name of the file in a corpus and in the user's folder of settings.
const NAME: &str = "dateline.toml";

/// What a settings file asks for.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Layers to load: paths, or names of layers of our own.
    pub(crate) layers: Vec<PathBuf>,
    /// The command that turns what is not read otherwise into text; never from a corpus.
    pub(crate) pre: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SettingsFile {
    dictionaries: DictionarySettings,
    reading: ReadingSettings,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ReadingSettings {
    pre: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct DictionarySettings {
    layers: Vec<String>,
}

/// Where the user's own file is, where there is one.
pub(crate) fn path_of_user() -> Option<PathBuf> {
    let path = home_folder("XDG_CONFIG_HOME", ".config")?
        .join("dateline")
        .join(NAME);
    path.is_file().then_some(path)
}

/// The user's own file, where there is one.
pub(crate) fn of_user() -> Result<Settings, Failure> {
    path_of_user().map_or_else(|| Ok(Settings::default()), |path| named(&path))
}

/// A file that the user names.
pub(crate) fn named(path: &Path) -> Result<Settings, Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let SettingsFile {
        dictionaries,
        reading,
    } = read(path)?;
    let layer = |name: String| {
        let beside = folder.join(&name);
        if beside.exists() || Lexicon::optional_layer(&name).is_none() {
            beside
        } else {
            name.into()
        }
    };
    Ok(Settings {
        layers: dictionaries.layers.into_iter().map(layer).collect(),
        pre: reading.pre,
    })
}

/// The file of a corpus, where it has one.
pub(crate) fn of_corpus(corpus: &Path) -> Result<Settings, Failure> {
    let path = corpus.join(NAME);
    if !path.is_file() {
        return Ok(Settings::default());
    }
    let SettingsFile {
        dictionaries,
        reading,
    } = read(&path)?;
    if let Some(command) = reading.pre {
        return Err(Failure::new(
            "this setting is refused",
            path.display(),
            format!("reading.pre names a command ({command:?}), and what comes with a corpus may run none"),
            "--pre COMMAND if you trust it, or --config none to read the corpus without its settings",
        ));
    }
    let layers = dictionaries
        .layers
        .into_iter()
        .map(|name| inside(corpus, &path, name));
    Ok(Settings {
        layers: layers.collect::<Result<_, _>>()?,
        pre: None,
    })
}

/// A layer that a corpus names: inside of it, links followed, or built in.
fn inside(corpus: &Path, file: &Path, name: String) -> Result<PathBuf, Failure> {
    let plain = Path::new(&name)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let path = corpus.join(&name);
    if plain && !path.exists() && Lexicon::optional_layer(&name).is_some() {
        return Ok(name.into());
    }
    let real = |path: &Path| path.canonicalize().ok();
    let leads_out = real(&path)
        .zip(real(corpus))
        .is_some_and(|(path, corpus)| !path.starts_with(corpus));
    if plain && !leads_out {
        return Ok(path);
    }
    Err(Failure::new(
        "this setting is refused",
        file.display(),
        format!(
            "the layer {name:?} is outside of the corpus, and what comes with a corpus may name nothing beyond it"
        ),
        "--dictionary LAYER if you trust it, or --config none to read the corpus without its settings",
    ))
}

fn read(path: &Path) -> Result<SettingsFile, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| Failure::unreadable(&name, &e))?;
    toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
        Failure::new(
            "these settings cannot be used",
            format!("{name}:{line}"),
            error.message(),
            "[dictionaries] with layers = [\"mine.toml\"]; in your own file also [reading] with pre = \"COMMAND\"; there is no other setting, and in a corpus none that runs a command",
        )
    })
}

/// The folder that a variable names, or one below the user's home.
pub(crate) fn home_folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from);
    let given = given.filter(|folder| folder.is_absolute());
    given.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(below_home)))
}
