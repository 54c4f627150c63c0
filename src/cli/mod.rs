//! The commands: one file each. Data goes to standard output, everything else to standard error.

mod archive;
mod args;
mod articles;
mod batches;
mod build;
mod careful;
mod cite;
mod completions;
mod config;
mod count;
mod dict;
mod dictionaries;
mod diff;
mod entities;
mod eval;
mod exit;
mod export;
mod extract;
mod facts;
mod failure;
mod fuse;
mod inspect;
mod origin;
mod progress;
mod reconcile;
mod screen;
mod search;
mod settings_file;
mod show;
mod stories;
mod why;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Color, Command};
use exit::Exit;
use failure::Failure;
use screen::Screen;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let screen = Screen::new(cli.shared.color, cli.shared.quiet).showing(cli.shared.progress);
    if let Some(threads) = cli.shared.threads {
        // A second pool cannot be made; this is the first.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.get())
            .build_global();
    }
    match dispatch(&cli.command, screen) {
        Ok(exit) => exit.into(),
        Err(Failure::BrokenPipe) => Exit::Success.into(),
        Err(failure) => {
            screen.warn(&failure.to_string());
            Exit::Failure.into()
        }
    }
}

fn dispatch(command: &Command, screen: Screen) -> Result<Exit, Failure> {
    match command {
        Command::Archive(args) => archive::run(&args.command, screen),
        Command::Build(args) => build::run(args, screen),
        Command::Search(args) => search::run(args, screen),
        Command::Count(args) => count::run(args, screen),
        Command::Facts(args) => facts::run(args, screen),
        Command::Stories(args) => stories::run(args, screen),
        Command::Show(args) => show::run(args, screen),
        Command::Entities(args) => entities::run(args, screen),
        Command::Why(args) => why::run(args, screen),
        Command::Extract(args) => extract::run(args, screen),
        Command::Inspect(args) => inspect::run(args, screen),
        Command::Reconcile(args) => reconcile::run(args, screen),
        Command::Export(args) => export::run(args, screen),
        Command::Diff(args) => diff::run(args, screen),
        Command::Fuse(args) => fuse::run(args, screen),
        Command::Cite(args) => cite::run(args, screen),
        Command::Config(args) => config::run(args, screen),
        Command::Dict(args) => dict::run(&args.command, screen),
        Command::Eval(args) => eval::run(args, screen),
        Command::Completions(args) => completions::completions(args, screen),
        Command::Man => completions::man(screen),
    }
}

/// Help and version go to standard output and are no error; a mistake in the arguments is told as every other error.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    let alone = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if alone || !error.use_stderr() {
        let mut out = Screen::new(Color::Auto, false).out();
        // Help that nobody reads is no error.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        return Exit::Success.into();
    }
    Screen::new(Color::Auto, false).warn(text.strip_prefix("error: ").unwrap_or(&text).trim_end());
    Exit::Failure.into()
}
