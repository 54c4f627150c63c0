//! A name a line, its aliases after it with tabs between. Lines that begin with `#` are comments.

use super::{Draft, Found};
use crate::lexicon::{DictionaryError, Source};

#[allow(clippy::unnecessary_wraps)] // the form of every importer
pub(super) fn read(source: &Source) -> Result<Found, DictionaryError> {
    let text = source.text.trim_start_matches('\u{feff}');
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let names = |line: &str| Draft::of(line.split('\t').filter(|name| !name.trim().is_empty()));
    Ok(Found {
        drafts: lines.map(names).collect(),
        ..Found::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{imported, listed};

    #[test]
    fn names_and_aliases() {
        let import = imported(
            "tsv",
            "# ours\nQuay Board\tQBO\t\tThe Board \nOrrin Ferries\nQuay  Board\tQB Two\n",
        );
        assert_eq!(
            listed(&import),
            [
                "org/orrin-ferries = Orrin Ferries: ",
                "org/quay-board = Quay Board: QBO, The Board, QB Two"
            ]
        );
    }
}
