//! `datapackage.json`: the tables of a folder with their columns, types, meanings and keys, as a Tabular Data Package of Frictionless Data
//! (<https://specs.frictionlessdata.io/tabular-data-package/>, version 1).

use std::path::Path;

use serde_json::{Value, json};

use super::cell::Type;
use super::{Column, Table};
use crate::export::{ExportError, PROVENANCE, Provenance};

/// The files of tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files {
    /// Their extension, which is the format's name.
    pub(super) extension: &'static str,
    /// Their media type.
    pub(super) media_type: &'static str,
    /// What stands between cells, in a format that has such a thing.
    pub(super) delimiter: Option<char>,
}

impl Files {
    /// The name of a table's file.
    pub(super) fn name_of(&self, table: &Table) -> String {
        format!("{}.{}", table.name, self.extension)
    }
}

/// Writes the descriptor and the provenance into a folder.
pub(super) fn write(
    folder: &Path,
    files: Files,
    tables: &[&'static Table],
    provenance: &Provenance,
) -> Result<(), ExportError> {
    let resources: Vec<Value> = tables
        .iter()
        .map(|table| resource(files, table, tables))
        .collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": "dateline-export",
        "title": "Articles, mentions, claims, stories and facts",
        "description": "Written by dateline; provenance.json says from what.",
        "version": provenance.version,
        "provenance": provenance,
        "resources": resources,
    });
    let told = [("datapackage.json", package), (PROVENANCE, json!(provenance))];
    for (name, value) in told {
        let path = folder.join(name);
        let text = format!("{value:#}\n");
        std::fs::write(&path, text).map_err(|error| ExportError::file(&path, error))?;
    }
    Ok(())
}

fn resource(files: Files, table: &Table, tables: &[&'static Table]) -> Value {
    let references: Vec<Value> = table
        .references_to(tables)
        .into_iter()
        .map(|reference| {
            let to = json!({"resource": reference.table, "fields": reference.to});
            json!({"fields": reference.columns, "reference": to})
        })
        .collect();
    let fields: Vec<Value> = table.columns().map(|column| field(files, column)).collect();
    let mut schema = json!({
        "fields": fields,
        "primaryKey": table.key,
        "missingValues": [""],
    });
    if !references.is_empty() {
        schema["foreignKeys"] = references.into();
    }
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": files.name_of(table),
        "description": table.about,
        "format": files.extension,
        "mediatype": files.media_type,
        "schema": schema,
    });
    if let Some(delimiter) = files.delimiter {
        resource["encoding"] = "utf-8".into();
        resource["dialect"] = json!({
            "delimiter": delimiter, "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true,
            "skipInitialSpace": false, "header": true,
        });
    }
    resource
}

fn field(files: Files, column: &Column) -> Value {
    let kind = match column.holds {
        Type::Text => "string",
        Type::Whole => "integer",
        Type::Number => "number",
        Type::Flag => "boolean",
        Type::Day => "date",
        // In a cell of text it is a JSON array.
        Type::Texts => "array",
    };
    let mut field = json!({"name": column.name, "type": kind, "description": column.about});
    if column.required {
        // An empty cell is a missing value to readers of text, and a text may be empty.
        if column.holds != Type::Text || files.delimiter.is_none() {
            field["constraints"] = json!({"required": true});
        }
    }
    field
}
