//! `dateline why`
use super::{args::Why, exit::Exit, failure::Failure, screen::Screen};
/// Runs the command.
pub(crate) fn run(_args: &Why, _screen: &Screen) -> Result<Exit, Failure> {
    Ok(Exit::Success)
}
