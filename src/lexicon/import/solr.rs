//! A synonyms file of Solr or Elasticsearch: `a, b, c` for names of one thing, `a, b => c` for names that become c; `#` begins a comment, `\,`
//! is a comma.

use std::collections::BTreeMap;

use super::{Draft, Found};
use crate::lexicon::entity::Alias;
use crate::lexicon::{DictionaryError, Source};

pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let mut found = Found::default();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim();
        if !text.is_empty() && !text.starts_with('#') {
            let sides: Vec<Vec<String>> = text.split("=>").map(names).collect();
            match sides.as_slice() {
                [all] => add(all, &[], &mut found, &mut by_name),
                [from, to] => to
                    .iter()
                    .for_each(|name| add(std::slice::from_ref(name), from, &mut found, &mut by_name)),
                _ => {
                    let reason = "more than one `=>`; one rule a line";
                    return Err(DictionaryError::at(source, at, reason));
                }
            }
        }
        at += line.len();
    }
    Ok(found)
}

/// Adds names to the entity of the first one.
fn add(names: &[String], more: &[String], found: &mut Found, by_name: &mut BTreeMap<String, usize>) {
    let Some(first) = names.first() else { return };
    let at = *by_name.entry(first.clone()).or_insert(found.drafts.len());
    if at == found.drafts.len() {
        found.drafts.push(Draft::of([first]));
    }
    let new = names[1..].iter().chain(more).map(Alias::plain);
    found.drafts[at].names.extend(new);
}

fn names(side: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut chars = side.chars();
    while let Some(c) = chars.next() {
        match (c, names.last_mut()) {
            ('\\', Some(name)) => name.extend(chars.next()),
            (',', _) => names.push(String::new()),
            (c, Some(name)) => name.push(c),
            (_, None) => {}
        }
    }
    let names = names.into_iter().map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    #[test]
    fn both_rules() {
        let text = "# ours\nQuay Board, QBO, Board of the Quay\nQ.B., Quaymen => Quay Board\nFerry Lines\\, Ltd, Ferry Lines\nmarsh => Marsh Group, Marsh Union\n";
        let import = imported("solr", text);
        assert_eq!(
            listed(&import),
            [
                "org/ferry-lines-ltd = Ferry Lines, Ltd: Ferry Lines",
                "org/marsh-group = Marsh Group: marsh",
                "org/marsh-union = Marsh Union: marsh",
                "org/quay-board = Quay Board: QBO, Board of the Quay, Q.B., Quaymen",
            ]
        );
        assert!(import.entities[1].aliases[0].ambiguous);
    }
}
