//! `dateline dict lookup`: what a name resolves to, by which layer, line and match; candidates in their order.

use dateline::extract::actors::{Resolved, resolve};
use dateline::lexicon::{DictionaryLine, Gazetteer, Lexicon, Source, entity_lines, nearest_names};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use crate::cli::args::Lookup;
use crate::cli::dictionaries::{layers, lexicon};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("entity", Place::Left),
    Column::new("kind", Place::Left),
    Column::new("name", Place::Left),
    Column::new("match", Place::Left),
    Column::new("counts", Place::Left),
    Column::new("rule", Place::Hidden),
    Column::new("dictionary", Place::Below),
];

/// One entity that a name may be.
#[derive(Debug, Serialize)]
struct Candidate {
    entity: String,
    kind: String,
    name: String,
    /// How the name and the dictionaries met.
    #[serde(rename = "match")]
    matched: String,
    /// `always`, or the context it needs.
    counts: String,
    /// Whether other entities have the name.
    ambiguous: bool,
    rule: String,
    lines: Vec<LineOfFile>,
}

#[derive(Debug, Serialize)]
struct LineOfFile {
    file: String,
    line: usize,
    text: String,
}

impl From<DictionaryLine> for LineOfFile {
    fn from(line: DictionaryLine) -> Self {
        Self {
            file: line.path.to_string(),
            line: line.line,
            text: line.text,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Lookup, screen: Screen) -> Result<Exit, Failure> {
    let name = args.name.join(" ");
    let own = layers(&args.dictionaries, &[], screen)?;
    let mut files = Lexicon::built_in_layers();
    files.extend(own.iter().cloned());
    let lexicon = lexicon(&args.dictionaries, own, screen)?;
    let found = candidates(&lexicon, &files, &name)?;
    let mut listing = screen.listing(&args.format, COLUMNS);
    for candidate in &found {
        listing.row(row(candidate)?)?;
    }
    listing.finish()?;
    match found.len() {
        0 => screen.warn(&nothing(&lexicon.gazetteer, &name)),
        1 => {}
        n => screen.note(&format!(
            "{n} candidates: an article decides by its other names, else they stay candidates in this order"
        )),
    }
    Ok(Exit::found(!found.is_empty()))
}

fn nothing(gazetteer: &Gazetteer, name: &str) -> String {
    let known = gazetteer.entities();
    let names = known.flat_map(|entity| std::iter::once(entity.name).chain(entity.aliases().map(|a| a.name)));
    let near = nearest_names(names, name);
    let remedy = if near.is_empty() {
        "a layer of yours with --dictionary; names of the articles themselves are found by `dateline entities`".to_owned()
    } else {
        near.join(", ")
    };
    format!("no dictionary has this name ({name}); try: {remedy}")
}

fn candidates(lexicon: &Lexicon, files: &[Source], name: &str) -> Result<Vec<Candidate>, Failure> {
    let listed = lexicon.gazetteer.lookup(name);
    let shared = listed.len() > 1;
    let mut found: Vec<Candidate> = Vec::new();
    for (entity, alias) in listed {
        if found.iter().all(|c| c.entity != entity.id) {
            found.push(Candidate {
                entity: entity.id.to_owned(),
                kind: entity.kind.to_owned(),
                name: entity.name.to_owned(),
                matched: matched(
                    &lexicon.gazetteer,
                    entity.id,
                    alias.map_or(entity.name, |alias| alias.name),
                    name,
                ),
                counts: counts(alias.map_or(entity.weak, |a| a.weak), entity.needs_head),
                ambiguous: shared || alias.is_some_and(|a| a.ambiguous),
                rule: "dictionary".to_owned(),
                lines: lines(files, entity.id, name),
            });
        }
    }
    for resolved in resolve(lexicon, name)? {
        for id in &resolved.entities {
            if found.iter().all(|c| *c.entity != **id) {
                found.push(derived(lexicon, files, name, &resolved, id));
            }
        }
    }
    Ok(found)
}

/// How the listed name and the one asked for meet: in the same letters, in others, or in letters that a text may not write it in.
fn matched(gazetteer: &Gazetteer, id: &str, listed: &str, name: &str) -> String {
    match (listed == name, gazetteer.is_read(name, id)) {
        (true, _) => "exact".to_owned(),
        (false, true) => format!("exact (listed as {listed})"),
        (false, false) => format!("not in these letters (listed as {listed})"),
    }
}

fn derived(lexicon: &Lexicon, files: &[Source], name: &str, resolved: &Resolved, id: &str) -> Candidate {
    let known = lexicon.gazetteer.entity(id);
    let matched = serde_json::to_string(&resolved.matched).unwrap_or_default();
    Candidate {
        entity: id.to_owned(),
        kind: known.map_or("actor", |entity| entity.kind).to_owned(),
        name: known.map_or(name, |entity| entity.name).to_owned(),
        matched: matched.trim_matches('"').to_owned(),
        counts: counts(resolved.weak, resolved.needs_head),
        ambiguous: resolved.entities.len() > 1,
        rule: resolved.rule.as_str().to_owned(),
        lines: lines(files, id, name),
    }
}

fn counts(weak: bool, needs_head: bool) -> String {
    match (weak, needs_head) {
        (false, _) => "always",
        (true, false) => "with context",
        (true, true) => "beside a head word",
    }
    .to_owned()
}

fn lines(files: &[Source], id: &str, name: &str) -> Vec<LineOfFile> {
    entity_lines(files, id, name)
        .into_iter()
        .map(LineOfFile::from)
        .collect()
}

fn row(candidate: &Candidate) -> Result<Row, serde_json::Error> {
    let lines = candidate.lines.iter();
    let lines: Vec<String> = lines
        .map(|l| format!("{}:{}: {}", l.file, l.line, l.text))
        .collect();
    let lines = if lines.is_empty() {
        "no dictionary line: by the family's rule (dictionaries/actors/families.toml)".to_owned()
    } else {
        lines.join("; ")
    };
    Ok(Row {
        cells: vec![
            candidate.entity.clone(),
            candidate.kind.clone(),
            candidate.name.clone(),
            candidate.matched.clone(),
            candidate.counts.clone(),
            candidate.rule.clone(),
            lines,
        ],
        json: serde_json::to_string(candidate)?,
    })
}
