//! What an article is found by: its words, names, days and figures as fields of its document.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use tantivy::TantivyDocument;

use super::analysis::key;
use super::days::index_terms;
use super::meta;
use super::query::FigureColumns;
use super::schema::{Fields, day_number};
use crate::model::{MentionLine, NameLine, Record, ValueLine};

/// Adds everything an article is found by. `aliases` gives the other names of an entity.
pub(super) fn describe(
    document: &mut TantivyDocument,
    fields: &Fields,
    text: &str,
    record: &Record,
    aliases: &dyn Fn(&str) -> Vec<String>,
) {
    document.add_text(fields.body, text);
    add_words(document, fields, text, record);
    document.add_text(fields.path, &record.path);
    document.add_text(fields.lang, &record.language);
    if let Some(source) = &record.source {
        document.add_text(fields.source, source);
        document.add_text(fields.outlet, source);
    }
    if let Some(day) = record.date {
        document.add_u64(fields.published, day_number(day));
    }
    let kinds: BTreeSet<&str> = record.mentions.iter().map(|m| m.kind.as_str()).collect();
    for kind in kinds {
        document.add_text(fields.kind, kind);
    }
    add_days(document, fields, record);
    add_figures(document, fields, record);
    add_names(document, fields, record, aliases);
    meta::describe(document, fields, record);
}

/// English is stemmed, and so is what has no language that could be told; other languages stand as written.
fn add_words(document: &mut TantivyDocument, fields: &Fields, text: &str, record: &Record) {
    let stemmed = matches!(record.language.as_str(), "en" | "und");
    let (title_field, text_field) = if stemmed {
        (fields.title, fields.text)
    } else {
        (fields.other, fields.other)
    };
    if let Some(title) = &record.title {
        document.add_text(title_field, title);
        document.add_text(fields.title_exact, title);
    }
    document.add_text(text_field, text);
    document.add_text(fields.exact, text);
}

fn add_days(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    let periods = record.mentions.iter().filter_map(|mention| match &mention.value {
        ValueLine::Date(date) => date.when.from.zip(date.when.to),
        ValueLine::Name(_) | ValueLine::Figure(_) => None,
    });
    let periods: BTreeSet<(Date, Date)> = periods.collect();
    let terms: BTreeSet<String> = periods
        .into_iter()
        .flat_map(|(from, to)| index_terms(from, to))
        .collect();
    for term in terms {
        document.add_text(fields.days, term);
    }
}

fn add_figures(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    for mention in &record.mentions {
        if let ValueLine::Figure(figure) = &mention.value
            && let Some(columns) = FigureColumns::of(figure)
        {
            document.add_f64(fields.figure_low, columns.low);
            document.add_f64(fields.figure_high, columns.high);
            document.add_u64(fields.figure_what, columns.what);
        }
    }
}

/// The terms of an article's names, each once.
#[derive(Default)]
struct Names {
    by_kind: BTreeSet<(String, String)>,
    aliases: BTreeSet<String>,
    who: BTreeSet<String>,
    written: BTreeSet<String>,
    cast: BTreeSet<(String, String)>,
}

fn add_names(
    document: &mut TantivyDocument,
    fields: &Fields,
    record: &Record,
    aliases: &dyn Fn(&str) -> Vec<String>,
) {
    let mut names = Names::default();
    // A name that comes again adds nothing.
    let mut met = FxHashSet::default();
    for mention in &record.mentions {
        if let ValueLine::Name(name) = &mention.value
            && met.insert((&mention.kind, &mention.text, &name.entity, &name.candidates))
        {
            names.add(mention, name, aliases);
        }
    }
    let all: BTreeSet<&String> = names.by_kind.iter().map(|(_, name)| name).collect();
    for name in all {
        document.add_text(fields.entity, name);
    }
    for (kind, name) in &names.by_kind {
        if let Some(field) = fields.of_kind(kind) {
            document.add_text(field, name);
        }
    }
    for (field, terms) in [
        (fields.alias, names.aliases),
        (fields.who, names.who),
        (fields.written, names.written),
    ] {
        for term in terms {
            document.add_text(field, term);
        }
    }
    for (id, name) in names.cast {
        document.add_text(fields.cast, format!("{id}\t{name}"));
    }
}

impl Names {
    /// Everything a mention's entity is found by. Of an ambiguous name only the name itself and the ids: its candidates' other names would
    /// claim what the text does not say.
    fn add(&mut self, mention: &MentionLine, name: &NameLine, aliases: &dyn Fn(&str) -> Vec<String>) {
        let kind = mention.kind.as_str();
        let said = key(&mention.text);
        self.written.insert(format!("{kind}/{said}"));
        self.by_kind.insert((kind.to_owned(), said.clone()));
        self.who.extend(name.candidates.iter().map(ToString::to_string));
        let Some(entity) = &name.entity else { return };
        if self.cast.iter().any(|(id, _)| **id == **entity) {
            self.aliases.insert(format!("{said}\t{entity}"));
            return;
        }
        self.who.insert(entity.to_string());
        self.cast.insert((entity.to_string(), one_line(&name.name)));
        let mut keys: BTreeSet<String> = aliases(entity).iter().map(|alias| key(alias)).collect();
        keys.extend([said, key(&name.name)]);
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            self.aliases.insert(format!("{key}\t{entity}"));
            self.by_kind.insert((kind.to_owned(), key));
        }
    }
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
