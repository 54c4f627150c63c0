//! Layers from lists in other tools' formats: names and ids, never descriptions.
//!
//! An importer reads one format and gives entities; [`tidy`] then takes out what is no name, marks what is ambiguous or an ordinary word, and
//! gives ids. A new format costs its file and one line in [`IMPORTERS`].

mod attack;
mod draft;
mod microsoft;
mod misp;
mod petrarch;
mod solr;
mod spacy;
mod tidy;
mod tsv;

use draft::Draft;

use super::entity::Entity;
use super::layer::LayerMeta;
use super::{DictionaryError, Source};

/// One format.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it reads.
    pub reads: &'static str,
    /// The type of its entities where the file does not say: `actor`.
    pub kind: &'static str,
    /// The licence of its usual source, to be checked by the user.
    pub licence: &'static str,
    read: fn(&Source) -> Result<Found, DictionaryError>,
}

/// All formats.
pub const IMPORTERS: &[Importer] = &[
    Importer {
        name: "misp",
        reads: "MISP galaxy cluster (threat-actor.json)",
        kind: "actor",
        licence: "CC0-1.0",
        read: misp::read,
    },
    Importer {
        name: "attack",
        reads: "STIX bundle with intrusion sets (MITRE ATT&CK)",
        kind: "actor",
        licence: "LicenseRef-MITRE-ATTACK",
        read: attack::read,
    },
    Importer {
        name: "microsoft",
        reads: "Microsoft's threat actor naming (MicrosoftMapping.json)",
        kind: "actor",
        licence: "CC-BY-4.0",
        read: microsoft::read,
    },
    Importer {
        name: "petrarch",
        reads: "PETRARCH or TABARI actor dictionary",
        kind: "organisation",
        licence: "",
        read: petrarch::read,
    },
    Importer {
        name: "spacy",
        reads: "spaCy EntityRuler patterns as JSON Lines",
        kind: "organisation",
        licence: "",
        read: spacy::read,
    },
    Importer {
        name: "solr",
        reads: "Solr or Elasticsearch synonyms.txt",
        kind: "organisation",
        licence: "",
        read: solr::read,
    },
    Importer {
        name: "tsv",
        reads: "a name a line, its aliases after tabs",
        kind: "organisation",
        licence: "",
        read: tsv::read,
    },
];

/// What a file gave.
#[derive(Debug, Default)]
struct Found {
    drafts: Vec<Draft>,
    left_out: Vec<LeftOut>,
}

/// What was not taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// What stands in the file.
    pub what: String,
    /// Why it was left out.
    pub why: &'static str,
}

/// A layer made of a file.
#[derive(Debug)]
pub struct Import {
    /// Where it comes from.
    pub meta: LayerMeta,
    /// Its entities, by id.
    pub entities: Vec<Entity>,
    /// What was not taken over.
    pub left_out: Vec<LeftOut>,
}

impl Importer {
    /// The importer of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        IMPORTERS.iter().find(|importer| importer.name == name)
    }

    /// Reads a file into a layer. `kind` replaces the format's own type of entities where the file does not say it.
    ///
    /// # Errors
    /// A file that is not of the format, with the line.
    pub fn import(&self, source: &Source, kind: Option<&str>) -> Result<Import, DictionaryError> {
        let mut found = (self.read)(source)?;
        let kind = kind.unwrap_or(self.kind);
        let entities = tidy::entities(found.drafts, kind, &mut found.left_out);
        if entities.is_empty() {
            let reason = format!("no name was found; is it {}?", self.reads);
            return Err(DictionaryError::at(source, 0, reason));
        }
        let file = source.path.rsplit(['/', '\\']).next().unwrap_or(&source.path);
        Ok(Import {
            meta: LayerMeta {
                name: file.split('.').next().unwrap_or(file).to_owned(),
                licence: self.licence.to_owned(),
                source: format!("{}: {file}", self.reads),
                ..LayerMeta::default()
            },
            entities,
            left_out: found.left_out,
        })
    }
}

/// An error of a JSON file.
fn json_error(source: &Source, error: &serde_json::Error) -> DictionaryError {
    DictionaryError {
        file: std::sync::Arc::clone(&source.path),
        line: error.line().max(1),
        reason: error.to_string(),
    }
}

#[cfg(test)]
fn imported(name: &str, text: &str) -> Import {
    let source = Source {
        path: format!("test.{name}").into(),
        text: text.to_owned().into(),
    };
    let importer = Importer::named(name).unwrap();
    importer.import(&source, None).unwrap()
}

#[cfg(test)]
fn listed(import: &Import) -> Vec<String> {
    let names = |e: &Entity| {
        e.aliases
            .iter()
            .map(|a| a.name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let line = |e: &Entity| format!("{} = {}: {}", e.id, e.name, names(e));
    import.entities.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_format_is_refused_with_its_line() {
        for importer in IMPORTERS {
            for text in ["", "\n\n", "{\"a\": [}", "[1, 2", "null"] {
                let source = Source {
                    path: "x".into(),
                    text: text.into(),
                };
                // Any text is a name to the plain formats.
                if let Err(error) = importer.import(&source, None) {
                    assert!(error.line >= 1 && !error.reason.is_empty());
                }
            }
        }
    }
}
