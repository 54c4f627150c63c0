//! What results were made with: the program, its settings and dictionaries, by name and by digest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::sync::OnceLock;

use dateline::archive::{Archive, Digests};
use dateline::export::Provenance;
use dateline::pipeline::Analyst;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::args::Reading;
use super::articles::{settings, story_settings};
use super::failure::Failure;

/// What records and stories depend on besides the articles.
pub(crate) fn digests(reading: &Reading, analyst: &Analyst) -> Digests {
    let (extraction, stories) = (settings(reading), story_settings(reading.stories_from.as_ref()));
    Digests {
        program: program().to_owned(),
        dictionaries: analyst.lexicon().digest(),
        extraction: digest(json(&extraction).as_bytes()),
        stories: digest(json(&stories).as_bytes()),
        settings: by_name("", &extraction)
            .chain(by_name("stories.", &stories))
            .collect(),
        layers: analyst.lexicon().own_layers().into_iter().collect(),
    }
}

/// What an export of an archive says of itself.
pub(crate) fn of_archive(
    archive: &Archive,
    format: &str,
    query: Option<String>,
) -> Result<Provenance, Failure> {
    let manifest = archive.manifest();
    let mut provenance = of_digests(&manifest.digests, format);
    provenance.version.clone_from(&manifest.version);
    provenance.query = query;
    let digests = &mut provenance.digests;
    digests.insert("stories".to_owned(), manifest.digests.stories.clone());
    digests.insert("articles".to_owned(), archive.content_digest()?);
    Ok(provenance)
}

/// What an export of articles that were never in an archive says of itself.
pub(crate) fn of_reading(reading: &Reading, analyst: &Analyst, format: &str) -> Provenance {
    let mut provenance = of_digests(&digests(reading, analyst), format);
    provenance
        .settings
        .retain(|name, _| !name.starts_with("stories."));
    provenance
}

fn of_digests(digests: &Digests, format: &str) -> Provenance {
    let of = [
        ("program", &digests.program),
        ("dictionaries", &digests.dictionaries),
        ("extraction", &digests.extraction),
    ];
    let layers = digests
        .layers
        .iter()
        .map(|(name, digest)| (format!("layer {name}"), digest.clone()));
    Provenance {
        tool: "dateline".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        format: format.to_owned(),
        query: None,
        settings: digests.settings.clone(),
        digests: of
            .into_iter()
            .map(|(of, digest)| (of.to_owned(), digest.clone()))
            .chain(layers)
            .collect(),
    }
}

/// The settings of a struct, each with its value in words.
fn by_name(prefix: &str, settings: &impl Serialize) -> impl Iterator<Item = (String, String)> {
    let fields: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&json(settings)).unwrap_or_default();
    fields.into_iter().map(move |(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (format!("{prefix}{name}"), value)
    })
}

fn json(settings: &impl Serialize) -> String {
    serde_json::to_string(settings).unwrap_or_default()
}

/// Version and digest of this program: rules are code, so records that another program made are not reused.
pub(crate) fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let version = env!("CARGO_PKG_VERSION");
        let digest = std::env::current_exe().and_then(File::open).and_then(digest_of);
        digest.map_or_else(
            |_| version.to_owned(),
            |digest| format!("{version} {}", &digest[..16]),
        )
    })
}

/// SHA-256 of a file in hex, a piece at a time: a program with what debuggers need is as large as all else that a build holds.
fn digest_of(mut file: File) -> io::Result<String> {
    let mut sha = Sha256::new();
    io::copy(&mut file, &mut sha)?;
    Ok(format!("{:x}", sha.finalize()))
}

/// SHA-256 in hex.
pub(crate) fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
