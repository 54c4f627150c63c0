//! `dateline dict`: dictionaries checked, looked up, listed, compared, imported and proposed.

mod check;
mod diff;
mod import;
mod list;
mod lookup;
mod propose;

use super::args::DictCommand;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// `1 entity`, `2 entities`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Runs the command.
pub(crate) fn run(command: &DictCommand, screen: Screen) -> Result<Exit, Failure> {
    match command {
        DictCommand::Check(args) => check::run(args, screen),
        DictCommand::Lookup(args) => lookup::run(args, screen),
        DictCommand::List(args) => list::run(args, screen),
        DictCommand::Diff(args) => diff::run(args, screen),
        DictCommand::Propose(args) => propose::run(args, screen),
        DictCommand::Import(args) => import::run(args, screen),
    }
}
