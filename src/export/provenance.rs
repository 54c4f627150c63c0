//! What an export was made from and with, so that a table found years later can be traced and made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What every export carries. No clock and no machine: the same archive gives the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// `dateline`
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The export's format by name.
    pub format: String,
    /// The query that chose articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The settings of extraction and of stories by name, where they are known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// Digests by what they are of: `dictionaries`, `extraction`, `stories`, `inputs`, `program`.
    pub digests: BTreeMap<String, String>,
}

impl Provenance {
    /// In one line: `dateline 0.1.0; query: org:wada; articles: 3f…; dictionaries: …`. Every control character of the query is a space.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = format!("{} {}", self.tool, self.version);
        let query = self.query.as_ref().map(|query| ("query", query.as_str()));
        let named = self.settings.iter().chain(&self.digests);
        for (name, value) in query
            .into_iter()
            .chain(named.map(|(name, value)| (name.as_str(), value.as_str())))
        {
            line.push_str("; ");
            line.push_str(name);
            line.push_str(": ");
            line.push_str(value);
        }
        line.replace(char::is_control, " ")
    }
}
