//! Run by Cargo when the program is built: compiles the built-in layers, so that no start of the program has to.
//!
//! It stands beside what it reads. It is made of the library's own files, so that there is one parser and one layout; what it writes is
//! included by `src/lexicon/built_in.rs`, which is not among them. A dictionary that cannot be used ends the build with its file and line.

// The files are written for the library, which uses and documents all of them.
#![allow(dead_code, missing_docs, unreachable_pub, unused_imports)]
#![allow(clippy::pedantic, clippy::type_complexity)]
// Cargo is spoken to on standard output.
#![allow(clippy::print_stdout)]

/// What words are made of.
#[path = "../src/model"]
mod model {
    mod sentence;
    mod span;
    mod word;

    pub use sentence::{Sentence, Split};
    pub use span::{CodePoints, Span};
    pub use word::{Gap, Shape, Word};
}

/// Which word lists of names a word stands in.
#[path = "../src/extract/names"]
mod names {
    pub mod class_table;
    pub mod feature_line;
    pub mod vocabulary;
}

#[path = "../src/claim/frequencies.rs"]
mod frequencies;

/// How names become words.
#[path = "../src/split/mod.rs"]
mod split;

/// How layers become arrays.
#[path = "../src/lexicon"]
mod lexicon {
    use std::borrow::Cow;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use fixed::Fixed;

    mod compiled;
    mod entity;
    mod error;
    /// Nothing is, yet.
    mod built_in {
        pub fn lists(_: &super::Source) -> Option<&'static str> {
            None
        }

        pub fn json(_: &super::Source) -> Option<&'static str> {
            None
        }
    }
    mod fixed;
    mod flagged;
    mod gazetteer;
    mod gazetteer_builder;
    mod layer;
    mod name_index;
    mod phrases;
    mod pieces;
    mod places;
    mod plain_layer;
    mod source;
    mod word_filter;
    mod word_lists;
    mod word_map;

    pub use entity::{Alias, CaseRule, Details, Entity};
    pub use error::DictionaryError;
    pub use gazetteer::Gazetteer;
    pub use layer::{Layer, LayerMeta};
    pub use phrases::PhraseTable;
    pub use source::Source;
    pub(crate) use source::dictionary;
    pub use word_filter::WordFilter;
    pub use word_lists::WordLists;
    pub use word_map::{WordMap, WordSet};

    /// The weights of `dictionaries/names/fitted.tsv`: features by their sorts as pieces, and the bytes of their weights.
    pub fn weights(lines: &[(&str, [f32; 3])]) -> Option<(String, Vec<u8>)> {
        let mut sorts: BTreeMap<&str, (String, Vec<u8>)> = BTreeMap::new();
        for (name, weights) in lines {
            let (head, value) = name.split_once('=')?;
            let (values, bytes) = sorts.entry(head).or_default();
            pieces::push_piece(value, values)?;
            weights.put(bytes);
        }
        let (mut features, mut weights) = (String::new(), Vec::new());
        for (head, (values, bytes)) in sorts {
            pieces::push_piece(head, &mut features)?;
            pieces::push_piece(&values, &mut features)?;
            weights.extend(bytes);
        }
        Some((features, weights))
    }

    /// A file's lists, if it holds nothing else.
    pub fn lists(source: &Source) -> Option<String> {
        WordLists::compile(source).ok()
    }

    /// Whether a file is an entity layer.
    pub fn is_layer(path: &str) -> bool {
        let layers = layer::built_in().into_iter().chain(layer::optional());
        layers.into_iter().any(|layer| *layer.path == *path)
    }

    /// As much of a lexicon as the word lists of names ask for.
    pub struct Lexicon {
        pub demonyms: PhraseTable<Arc<str>>,
        pub demonym_words: Vec<u64>,
    }

    impl Lexicon {
        pub fn word_classes(&self) -> Option<(Cow<'static, [(u32, u32)]>, Cow<'static, [u64]>)> {
            None
        }
    }

    /// The names of all layers as the arrays of `src/lexicon/built_in.rs`: files with their bytes. And their demonyms.
    pub fn names() -> Result<(Vec<(&'static str, Vec<u8>)>, Lexicon), DictionaryError> {
        let compiled = compiled::Compiled::of(layer::built_in())?;
        let demonyms = compiled.demonym_lines();
        let names = compiled.gazetteer;
        let files = vec![
            ("names.txt", names.text.into_owned().into()),
            ("kinds.txt", names.kinds.join("\n").into()),
            ("demonyms.txt", demonyms.into()),
            ("entities", bytes(&names.entities)),
            ("names", bytes(&names.names)),
            ("beginnings", bytes(&names.beginnings.0)),
            ("path-starts", bytes(&names.by_path.starts)),
            ("path-hashes", bytes(&names.by_path.hashes)),
            ("path-values", bytes(&names.by_path.values)),
            ("id-starts", bytes(&names.by_id.starts)),
            ("id-hashes", bytes(&names.by_id.hashes)),
            ("id-values", bytes(&names.by_id.values)),
        ];
        let words = compiled.demonyms.iter();
        let words = words.map(|(demonym, _)| crate::split::hash_folded(demonym));
        let lexicon = Lexicon {
            demonyms: PhraseTable::new(),
            demonym_words: words.collect(),
        };
        Ok((files, lexicon))
    }

    /// Numbers or records as bytes.
    #[allow(private_bounds)]
    pub fn bytes<T: Fixed>(items: &[T]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(items.len() * T::BYTES);
        items.iter().for_each(|item| item.put(&mut bytes));
        bytes
    }
}

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use frequencies::{Frequencies, Places};
use lexicon::{DictionaryError, Source, bytes};
use names::feature_line::feature_line;
use names::vocabulary::Vocabulary;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=dictionaries");
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    let (mut files, lexicon) = lexicon::names()?;
    let words = Vocabulary::new(&lexicon)?.words;
    files.push(("class-places", bytes(&words.places)));
    files.push(("class-sets", bytes(&words.sets)));
    let (features, weights) = weights()?;
    files.push(("features.txt", features.into()));
    files.push(("weights", weights));
    let (documents, [common, all]) = background()?;
    files.push(("background-documents", bytes(&[documents.to_bits()])));
    files.push(("background-common", bytes(&common)));
    files.push(("background-all", bytes(&all)));
    for (file, bytes) in files {
        fs::write(out.join(file), bytes)?;
    }
    texts(&out)
}

/// Writes the lists and tables of the other files, and `texts.rs`, which chooses among them.
fn texts(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut arms = String::new();
    for (number, source) in other_files()?.iter().enumerate() {
        let (form, text) = match lexicon::lists(source) {
            Some(lists) => ("Lists", lists),
            None => ("Json", json(source)?),
        };
        fs::write(out.join(format!("text-{number}")), text)?;
        let (path, len) = (&source.path, source.text.len());
        arms += &format!(
            "{path:?} => ({len}, Text::{form}(include_str!(concat!(env!(\"OUT_DIR\"), \"/text-{number}\")))),\n"
        );
    }
    let choice = format!("match source.path.as_ref() {{\n{arms}_ => return None,\n}}");
    fs::write(out.join("texts.rs"), choice)?;
    Ok(())
}

/// The TOML files that are no layers, in the order of their names.
fn other_files() -> Result<Vec<Source>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in sorted(Path::new("dictionaries"))?
        .iter()
        .filter(|path| path.is_dir())
    {
        for file in sorted(folder)? {
            let path = file.to_string_lossy().replace('\\', "/");
            if path.ends_with(".toml") && !lexicon::is_layer(&path) {
                let text = fs::read_to_string(&file)?.into();
                files.push(Source {
                    path: path.into(),
                    text,
                });
            }
        }
    }
    Ok(files)
}

/// The fitted weights of names.
fn weights() -> Result<(String, Vec<u8>), Box<dyn Error>> {
    const FILE: &str = "dictionaries/names/fitted.tsv";
    let text = fs::read_to_string(FILE)?;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let weights = feature_line(line);
        lines.push(
            weights.ok_or_else(|| format!("{FILE}:{number}: `{line}` is no feature with three weights"))?,
        );
    }
    Ok(lexicon::weights(&lines).ok_or_else(|| format!("{FILE}: a feature has no value"))?)
}

/// The background table of news: of how many documents it was counted, and its words with their inverse document frequencies.
fn background() -> Result<(f32, [Places; 2]), Box<dyn Error>> {
    const FILE: &str = "dictionaries/background/english.tsv";
    let text = fs::read_to_string(FILE)?;
    let mut documents = 1.0_f32;
    let mut idf = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let wrong = || format!("{FILE}:{number}: expected a term, a tab and a document frequency");
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(count) = comment.trim().strip_prefix("documents:") {
                documents = count.trim().parse().map_err(|_| wrong())?;
            }
            continue;
        }
        let (term, frequency) = line.split_once('\t').ok_or_else(wrong)?;
        let frequency: f32 = frequency.parse().map_err(|_| wrong())?;
        idf.push((split::hash_folded(term), (documents / frequency).ln().max(0.0)));
    }
    Ok((documents, Frequencies::new(&idf).places()))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

fn json(source: &Source) -> Result<String, Box<dyn Error>> {
    let table: toml::Table = toml::from_str(&source.text).map_err(|e| DictionaryError::toml(source, &e))?;
    Ok(serde_json::to_string(&table)?)
}
