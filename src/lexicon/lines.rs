//! Which line of which dictionary file stands behind an entity's name or a question's trigger: for messages to people.

use std::sync::Arc;

use super::Source;
use crate::split::fold;

/// A line of a dictionary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryLine {
    /// The file.
    pub path: Arc<str>,
    /// Its number, from 1.
    pub line: usize,
    /// The line itself, trimmed.
    pub text: String,
}

/// The most letters by which a listed name may differ from the written one: a forgiven edit, or a plural.
const FARTHEST: usize = 2;

/// Lists of a question whose phrases do not ask it by themselves.
const BESIDE: &[&str] = &["subject", "not", "strong"];

/// The lines that give the entity `id` a name like `written`, one for each layer that has the entity: the name closest to it, or the line of
/// the id where no name is close.
pub fn entity_lines(layers: &[Source], id: &str, written: &str) -> Vec<DictionaryLine> {
    let wanted = letters(written);
    let best = |layer: &Source| -> Option<DictionaryLine> {
        let block = block(layer, id)?;
        let closest = block
            .iter()
            .filter_map(|(number, line)| {
                let name = name_in(line)?;
                let far = distance(&letters(&name), &wanted);
                // Of equally close names, the one that is written with the same letters.
                (far <= FARTHEST).then_some((far, name != written, *number, *line))
            })
            .min();
        let (number, line) = closest.map_or(block[0], |(_, _, number, line)| (number, line));
        Some(made(layer, number, line))
    };
    layers.iter().filter_map(best).collect()
}

/// The line that declares the question `id`, and the line of the longest of its phrases that stands in `quote`.
pub fn question_lines(files: &[Source], id: &str, quote: &str) -> Vec<DictionaryLine> {
    let quote = spaced(quote);
    let mut lines = Vec::new();
    for file in files {
        let Some(block) = block(file, id) else {
            continue;
        };
        let (number, line) = block[0];
        lines.push(made(file, number, line));
        let mut list = "";
        let triggers = block.iter().skip(1).filter_map(|(number, line)| {
            if let Some((key, _)) = line.split_once(" = ") {
                list = key;
            }
            let phrase = line.trim().strip_prefix('"')?.split('"').next()?;
            let stands = !BESIDE.contains(&list) && quote.contains(&spaced(phrase));
            stands.then_some((phrase.len(), std::cmp::Reverse(*number), *line))
        });
        if let Some((_, number, line)) = triggers.max() {
            lines.push(made(file, number.0, line));
        }
    }
    lines
}

fn made(file: &Source, line: usize, text: &str) -> DictionaryLine {
    DictionaryLine {
        path: Arc::clone(&file.path),
        line,
        text: text.trim().trim_end_matches(',').to_owned(),
    }
}

/// The numbered lines of the table whose `id` is this, its id first: of TOML up to the next table, of JSON Lines the one line.
fn block<'a>(file: &'a Source, id: &str) -> Option<Vec<(usize, &'a str)>> {
    let wanted = format!("\"{id}\"");
    let is_id = |line: &str| {
        let line = line.trim_start();
        let value = line.strip_prefix("id").or_else(|| line.strip_prefix("{\"id\""));
        value.is_some_and(|v| v.trim_start_matches([' ', '=', ':']).starts_with(&wanted))
    };
    let mut lines = (1..).zip(file.text.lines()).skip_while(|(_, line)| !is_id(line));
    let first = lines.next()?;
    let rest = lines.take_while(|(_, line)| !line.starts_with("[[") && !line.starts_with('{'));
    Some(std::iter::once(first).chain(rest).collect())
}

/// The name that a line of an entity gives: `name = "…"`, `"…",` or `{ name = "…", … }`.
fn name_in(line: &str) -> Option<String> {
    let line = line.trim();
    let quoted = if line.starts_with('"') {
        line
    } else {
        let at = line.find("name")?;
        &line[at..]
    };
    Some(quoted.split('"').nth(1)?.to_owned())
}

/// The letters and digits of a name in lower case: separators, points and case do not count.
fn letters(name: &str) -> Vec<char> {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words with single spaces around each, in lower case.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// Letters to add, leave out or change (Levenshtein 1966).
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], n + 1);
        for (m, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[m + 1];
            row[m + 1] = changed.min(corner + 1).min(row[m] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &'static str) -> Vec<Source> {
        vec![Source {
            path: "mine.toml".into(),
            text: text.into(),
        }]
    }

    #[test]
    fn the_alias_that_is_written_so() {
        let layers = file(
            "[[entity]]\nid = \"actor/x\"\ntype = \"actor\"\nname = \"Grey Heron\"\naliases = [\n  \"GH-7\",\n  { name = \"Cobaltum\", by = \"us\" },\n]\n\n[[entity]]\nid = \"actor/y\"\nname = \"GH 7\"\n",
        );
        let line = |written: &str| entity_lines(&layers, "actor/x", written)[0].line;
        assert_eq!(line("Grey Heron"), 4);
        assert_eq!(line("GH 7"), 6);
        assert_eq!(line("Cobbaltum"), 7);
        assert_eq!(line("something else"), 2);
        assert!(entity_lines(&layers, "actor/z", "Grey Heron").is_empty());
    }

    #[test]
    fn a_question_and_its_longest_trigger() {
        let files = file(
            "[[question]]\nid = \"killed\"\nafter = [\n  \"dead\",\n  \"found dead\",\n  \"died\",\n]\n",
        );
        let lines = question_lines(&files, "killed", "three were found  dead");
        let lines: Vec<_> = lines.iter().map(|l| (l.line, l.text.as_str())).collect();
        assert_eq!(lines, [(2, "id = \"killed\""), (5, "\"found dead\"")]);
    }
}
