//! The layers of a command: those of settings files, of `DATELINE_DICTIONARY` and of `--dictionary`, later ones winning.

use std::path::{Path, PathBuf};

use dateline::lexicon::{Cache, CacheNews, Layer, Lexicon, Source, nearest_names};
use dateline::pipeline;

use super::args::Dictionaries;
use super::failure::Failure;
use super::screen::Screen;
use super::settings_file::{self, home_folder};

/// What turns a setting off.
const NONE: &str = "none";

/// The layers on top of the built-in ones, in load order. `corpora` are the folders that are read.
pub(crate) fn layers(
    args: &Dictionaries,
    corpora: &[String],
    screen: Screen,
) -> Result<Vec<Source>, Failure> {
    let mut paths = Vec::new();
    match &args.config {
        Some(none) if none.as_os_str() == NONE => {}
        Some(file) => paths.extend(settings_file::named(file)?.layers),
        None => {
            paths.extend(settings_file::of_user()?.layers);
            for corpus in corpora.iter().map(Path::new).filter(|path| path.is_dir()) {
                paths.extend(settings_file::of_corpus(corpus)?.layers);
            }
        }
    }
    match std::env::var_os("DATELINE_DICTIONARY") {
        Some(list) if args.dictionary.is_empty() => {
            paths.extend(std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()));
        }
        _ => paths.extend(args.dictionary.iter().cloned()),
    }
    let mut layers = Vec::new();
    for path in paths {
        if path.is_dir() {
            layers.extend(folder(&path, screen)?);
        } else {
            layers.push(layer(&path)?);
        }
    }
    Ok(layers)
}

/// The lexicon of layers on top of the built-in ones; large ones are compiled once.
pub(crate) fn lexicon(args: &Dictionaries, layers: Vec<Source>, screen: Screen) -> Result<Lexicon, Failure> {
    let folder = match &args.cache {
        Some(none) if none.as_os_str() == NONE => None,
        Some(folder) => Some(folder.clone()),
        None => home_folder("XDG_CACHE_HOME", ".cache").map(|folder| folder.join("dateline")),
    };
    let cache = folder.map(Cache::new).filter(|cache| cache.is_for(&layers));
    let Some(cache) = cache else {
        return Ok(pipeline::lexicon(&layers)?);
    };
    let (lexicon, news) = cache.lexicon(layers)?;
    let told = match news {
        CacheNews::NotUsed | CacheNews::Read(_) => return Ok(lexicon),
        CacheNews::Written(path) => format!("dictionaries compiled and kept ({})", path.display()),
        CacheNews::Mended(path) => {
            format!(
                "compiled dictionaries were damaged and are made anew ({})",
                path.display()
            )
        }
        CacheNews::NotWritten(path, why) => {
            format!(
                "compiled dictionaries could not be kept ({}): {why}",
                path.display()
            )
        }
    };
    screen.note(&format!("dateline: note: {told}"));
    Ok(lexicon)
}

/// A layer by its path, or one of our own by its name: `armed-groups`, `actors/groups`.
pub(crate) fn layer(path: &Path) -> Result<Source, Failure> {
    let name = path.display().to_string();
    if !path.exists()
        && let Some(own) = own_layer(&name)
    {
        return Ok(own);
    }
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => not_there(&name),
        _ => Failure::unreadable(&name, &error),
    })?;
    Ok(Source {
        path: name.into(),
        text: text.into(),
    })
}

fn own_layer(name: &str) -> Option<Source> {
    let mut own = Lexicon::optional_layers()
        .into_iter()
        .chain(Lexicon::built_in_layers());
    own.find(|layer| layer_name(&layer.path) == name || layer.path.ends_with(&format!("/{name}.toml")))
}

/// How a layer of our own is called: `actors/groups`.
pub(crate) fn layer_name(path: &str) -> &str {
    let name = path.strip_prefix("dictionaries/").unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn not_there(name: &str) -> Failure {
    let own: Vec<Source> = Lexicon::optional_layers()
        .into_iter()
        .chain(Lexicon::built_in_layers())
        .collect();
    let full = own.iter().map(|layer| layer_name(&layer.path));
    let last = own
        .iter()
        .filter_map(|layer| layer_name(&layer.path).rsplit('/').next());
    let near = nearest_names(full.chain(last), name);
    let remedy = match near.first() {
        Some(near) => format!("{near}, which is built in, or the path of a file"),
        None => "the path of a TOML or JSONL file, or a name that `dateline dict list` shows".to_owned(),
    };
    Failure::new(
        "there is no such layer",
        name,
        "no file, and no layer of our own",
        &remedy,
    )
}

/// The layers of a folder by name. What waits for review is left out: it is loaded only when named itself.
fn folder(path: &Path, screen: Screen) -> Result<Vec<Source>, Failure> {
    let name = path.display().to_string();
    let entries = std::fs::read_dir(path).map_err(|e| Failure::unreadable(&name, &e))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "toml" || e == "jsonl") && file.is_file());
    files.sort();
    let mut layers = Vec::new();
    for file in files {
        let source = layer(&file)?;
        if is_proposed(&source) {
            screen.note(&format!(
                "dateline: note ({}): left out, as its status is proposed; name it with --dictionary to load it",
                source.path
            ));
        } else {
            layers.push(source);
        }
    }
    Ok(layers)
}

/// Whether a layer waits for review. One that does not parse is loaded, and then refused with its line.
fn is_proposed(source: &Source) -> bool {
    let head = source.text.lines().take(20).any(|line| line.contains("proposed"));
    head && Layer::parse(source).is_ok_and(|layer| layer.meta.status == "proposed")
}
