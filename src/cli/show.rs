//! `dateline show`
use super::{args::Show, exit::Exit, failure::Failure, screen::Screen};
/// Runs the command.
pub(crate) fn run(_args: &Show, _screen: &Screen) -> Result<Exit, Failure> {
    Ok(Exit::Success)
}
