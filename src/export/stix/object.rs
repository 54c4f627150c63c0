//! An object of a bundle: the properties that ours have, in one order.

use jiff::civil::Date;
use serde::Serialize;

use super::super::ids::uuid;
use super::{Days, UNDATED};

/// An object; what it does not have is not written.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Object {
    #[serde(rename = "type")]
    pub(super) sort: &'static str,
    pub(super) spec_version: &'static str,
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created_by_ref: Option<String>,
    pub(super) created: String,
    pub(super) modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) identity_class: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) context: Option<&'static str>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lang: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) external_references: Vec<Reference>,
    #[serde(rename = "object_refs", skip_serializing_if = "Vec::is_empty")]
    pub(super) refs: Vec<String>,
}

/// An id elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reference {
    pub(super) source_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) external_id: Option<String>,
}

impl Object {
    /// One of a type, with an id by name and without a time.
    pub(super) fn new(sort: &'static str, name: &str) -> Self {
        Self {
            sort,
            spec_version: "2.1",
            id: id(sort, name),
            created: UNDATED.to_owned(),
            modified: UNDATED.to_owned(),
            ..Self::default()
        }
    }

    /// The same, made on the first of two days and changed on the last. Days before 1970 are days all the same.
    pub(super) fn of(mut self, (first, last): Days) -> Self {
        self.created = day_time(first);
        self.modified = day_time(last.or(first));
        self
    }

    /// The same, changed on a day, but never before it was made.
    pub(super) fn changed(mut self, day: Option<Date>) -> Self {
        self.modified = day_time(day).max(self.created.clone());
        self
    }
}

/// `report--…` by name.
pub(super) fn id(sort: &str, name: &str) -> String {
    format!("{sort}--{}", uuid(&format!("stix:{sort}"), name).hyphenated())
}

/// The first moment of a day; [`UNDATED`] if there is none.
pub(super) fn day_time(day: Option<Date>) -> String {
    day.map_or_else(|| UNDATED.to_owned(), |day| format!("{day}T00:00:00.000Z"))
}
