//! `--queries FILE`: a query on each line, the results as one table.

use std::io::Read as _;

use dateline::archive::Archive;

use super::HitRows;
use crate::cli::args::Search;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

/// Runs every query of a file. One that cannot be read is told and the others are run: the exit is that of an error then.
pub(super) fn run(archive: &Archive, args: &Search, file: &str, screen: Screen) -> Result<Exit, Failure> {
    let text = read(file)?;
    let mut rows = HitRows::new(archive, args, screen);
    let mut failed = false;
    for (number, query) in queries(&text) {
        let question = match archive.ask(query) {
            Ok(question) => question,
            Err(error) => {
                screen.warn(&format!("{file}:{number}: {error}"));
                failed = true;
                continue;
            }
        };
        let found = archive.find(&question, args.sort.into(), args.limit())?;
        if found.is_empty() {
            screen.note(&format!("{file}:{number}: nothing found for {query}"));
            if !screen.is_quiet() {
                for hint in archive.hints(&question)? {
                    screen.note(&format!("{file}:{number}: {hint}"));
                }
            }
        }
        for found in found {
            rows.add(&archive.hit(&question, found)?, Some(query))?;
        }
    }
    let any = rows.finish()? > 0;
    Ok(if failed { Exit::Failure } else { Exit::found(any) })
}

/// The queries with the numbers of their lines. Empty lines and those that begin with # are none.
fn queries(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    lines
        .map(|(number, line)| (number + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn read(file: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut opened| opened.read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::unreadable(file, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        Failure::new(
            "cannot read",
            file,
            error,
            "a file of text in UTF-8, with a query on each line",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::queries;

    #[test]
    fn marks_of_other_systems_are_no_part_of_a_query() {
        let text = "\u{feff}fire\r\n\r\n# a remark\r\n \"town hall\" \r\nfog";
        let expected = [(1, "fire"), (4, "\"town hall\""), (5, "fog")];
        assert_eq!(queries(text).collect::<Vec<_>>(), expected);
    }
}
