//! `dateline dict import`: a layer made of a list in another tool's format.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;
use dateline::lexicon::{
    Alias, Entity, Importer, Layer, LayerMeta, LeftOut, Lexicon, layer_jsonl, layer_toml,
};

use super::counted;
use crate::cli::args::{EntityType, Import, ImportFormat};
use crate::cli::dictionaries::layer;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

/// Most examples of what was left out for one reason.
const EXAMPLES: usize = 3;

/// Runs the command.
pub(crate) fn run(args: &Import, screen: Screen) -> Result<Exit, Failure> {
    let source = layer(&args.file)?;
    let importer = Importer::named(&name(args.format)).ok_or_else(|| {
        Failure::new(
            "there is no such format",
            name(args.format),
            "it is not built in",
            "dateline dict import --help",
        )
    })?;
    let kind = args.kind.map(|kind| kind_name(kind).to_owned());
    let mut import = importer.import(&source, kind.as_deref())?;
    if let Some(licence) = &args.licence {
        import.meta.licence.clone_from(licence);
    }
    let joined = take_known_ids(&mut import.entities)?;
    write(&args.output, args.force, &import.meta, &import.entities)?;
    let aliases: usize = import.entities.iter().map(|entity| entity.aliases.len()).sum();
    screen.note(&format!(
        "{}: {} with {}, {joined} of them known to the built-in layers",
        args.output.display(),
        counted(import.entities.len(), "entity", "entities"),
        counted(aliases, "alias", "aliases")
    ));
    tell_left_out(&import.left_out, screen);
    if import.meta.licence.is_empty() {
        screen.note("its terms are not known: say them with --licence, or in its meta");
    }
    screen.note(&format!("next: dateline dict check {}", args.output.display()));
    Ok(Exit::Success)
}

fn name(format: ImportFormat) -> String {
    format
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}

fn kind_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Organisation => "organisation",
        EntityType::Actor => "actor",
        EntityType::Person => "person",
        EntityType::Place => "place",
    }
}

/// Gives entities that a built-in layer has under the same reference (`attack:G0007`) its id, and says how many there are.
fn take_known_ids(entities: &mut [Entity]) -> Result<usize, Failure> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut printed = BTreeMap::new();
    for source in Lexicon::built_in_layers() {
        for entity in Layer::parse(&source)?.entities {
            printed.insert(entity.id.to_string(), entity.name.clone());
            for reference in entity.refs {
                known.entry(reference).or_insert_with(|| entity.id.to_string());
            }
        }
    }
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut joined = 0;
    for entity in entities.iter_mut() {
        if let Some(id) = entity.refs.iter().find_map(|reference| known.get(reference)) {
            renamed.insert(entity.id.to_string(), id.clone());
            entity.id = id.as_str().into();
        }
        if let Some(name) = printed.get(entity.id.as_ref()) {
            joined += 1;
            keep_printed_name(entity, name);
        }
    }
    for id in entities.iter_mut().flat_map(|entity| &mut entity.similar) {
        if let Some(new) = renamed.get(id) {
            id.clone_from(new);
        }
    }
    Ok(joined)
}

/// Lets an entity be called as the built-in layer calls it; the imported name becomes an alias.
fn keep_printed_name(entity: &mut Entity, name: &Arc<str>) {
    if entity.name != *name {
        let own = std::mem::replace(&mut entity.name, Arc::clone(name));
        if entity.aliases.iter().all(|alias| alias.name != *own) {
            entity.aliases.insert(0, Alias::plain(own.as_ref()));
        }
    }
}

/// Writes a layer in the form its name asks for. A layer that is there is not written over unasked: it may have been reviewed.
pub(super) fn write(path: &Path, force: bool, meta: &LayerMeta, entities: &[Entity]) -> Result<(), Failure> {
    let text = if path.extension().is_some_and(|e| e == "toml") {
        layer_toml(meta, entities, &|_, _| Vec::new())
    } else {
        layer_jsonl(meta, entities)?
    };
    write_text(path, force, &text)
}

/// Writes a text that no reader meets half of.
pub(super) fn write_text(path: &Path, force: bool, text: &str) -> Result<(), Failure> {
    let failed =
        |why: &dyn std::fmt::Display, remedy: &str| Failure::new("cannot write", path.display(), why, remedy);
    if !force && path.exists() {
        return Err(failed(
            &"there is a file already",
            "--force to write over it, or another name",
        ));
    }
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        // Its name says that it is half done.
        let _ = std::fs::remove_file(&beside);
        failed(&error, "another place with -o")
    })
}

fn tell_left_out(left_out: &[LeftOut], screen: Screen) {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for left in left_out {
        by_reason.entry(left.why).or_default().push(&left.what);
    }
    for (why, what) in by_reason {
        let more = if what.len() > EXAMPLES { " …" } else { "" };
        let shown = what[..what.len().min(EXAMPLES)].join(", ");
        screen.note(&format!("  left out {}: {why}: {shown}{more}", what.len()));
    }
}
