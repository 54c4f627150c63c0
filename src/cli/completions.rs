//! `dateline completions` and `dateline man`, from the same definitions as `--help`.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::args::{Cli, Completions};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// Prints completions for a shell.
pub(crate) fn completions(args: &Completions, screen: Screen) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    let mut out = screen.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Success)
}

/// Prints the manual: the page of `dateline`, then one for each command.
pub(crate) fn man(screen: Screen) -> Result<Exit, Failure> {
    let mut out = screen.out();
    let command = Cli::command();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    pages(&command, "dateline", &mut out)?;
    out.flush()?;
    Ok(Exit::Success)
}

/// The page of each command below this one, then those below that.
fn pages(command: &clap::Command, above: &str, out: &mut impl std::io::Write) -> std::io::Result<()> {
    for sub in command.get_subcommands() {
        let name = format!("{above}-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().display_name(name.clone())).render(out)?;
        pages(sub, &name, out)?;
    }
    Ok(())
}
