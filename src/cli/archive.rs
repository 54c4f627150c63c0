//! `dateline archive check`: whether an archive is what it says, and what to do.

use dateline::archive::{Archive, Checked, Examined, check};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use super::args::{ArchiveCommand, CheckArchive};
use super::articles::analyst;
use super::exit::Exit;
use super::failure::Failure;
use super::origin::digests;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("examined", Place::Left),
    Column::new("count", Place::Right),
    Column::new("state", Place::Left),
    Column::new("finding", Place::Left),
];

#[derive(Serialize)]
struct Line<'a> {
    examined: &'a str,
    count: u64,
    state: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    finding: &'a str,
}

/// Runs one of the commands.
pub(crate) fn run(command: &ArchiveCommand, screen: Screen) -> Result<Exit, Failure> {
    match command {
        ArchiveCommand::Check(args) => examine(args, screen),
    }
}

/// 0 where all is well, 1 where only a build is due, 2 where something is damaged.
fn examine(args: &CheckArchive, screen: Screen) -> Result<Exit, Failure> {
    let path = &args.archive.archive;
    let names = Archive::open(path)?.input_names()?;
    // The dictionaries of a corpus that is still there count, as in a build.
    let there: Vec<String> = names
        .iter()
        .filter(|name| std::path::Path::new(name).exists())
        .cloned()
        .collect();
    let analyst = analyst(&there, &args.reading, screen)?;
    let checked = check(path, Some(&digests(&args.reading, &analyst)))?;
    let mut listing = screen.listing(&args.format, COLUMNS);
    for examined in Examined::ALL {
        for row in rows(&checked, examined)? {
            listing.row(row)?;
        }
    }
    listing.finish()?;
    let again = format!("dateline build {} -o", names.join(" "));
    let (exit, told) = if checked.is_damaged() {
        (
            Exit::Failure,
            format!("damaged; try: `{again} NEW` into a new folder, and then remove this one"),
        )
    } else if checked.findings.is_empty() {
        (Exit::Success, "all is well".to_owned())
    } else {
        (
            Exit::NothingFound,
            format!("whole, but not up to date; try: `{again} {}`", path.display()),
        )
    };
    screen.note(&format!("archive {}: {told}", path.display()));
    Ok(exit)
}

fn rows(checked: &Checked, examined: Examined) -> Result<Vec<Row>, Failure> {
    let count = checked.looked_at.get(&examined).copied().unwrap_or(0);
    let findings = checked
        .findings
        .iter()
        .filter(|finding| finding.examined == examined);
    let mut lines: Vec<Line<'_>> = findings
        .map(|finding| Line {
            examined: examined.as_str(),
            count,
            state: if finding.damage { "damaged" } else { "old" },
            finding: &finding.what,
        })
        .collect();
    if lines.is_empty() {
        let state = if count > 0 { "well" } else { "not looked at" };
        lines.push(Line {
            examined: examined.as_str(),
            count,
            state,
            finding: "",
        });
    }
    let row = |line: &Line<'_>| -> Result<Row, Failure> {
        Ok(Row {
            cells: [line.examined, &line.count.to_string(), line.state, line.finding]
                .map(str::to_owned)
                .into(),
            json: serde_json::to_string(line)?,
        })
    };
    lines.iter().map(row).collect()
}
