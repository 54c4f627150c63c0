//! `dateline entities`
use super::{args::Entities, exit::Exit, failure::Failure, screen::Screen};
/// Runs the command.
pub(crate) fn run(_args: &Entities, _screen: &Screen) -> Result<Exit, Failure> {
    Ok(Exit::Success)
}
