//! Standard output and standard error: formats, colours, widths, and messages.

use std::io::{self, BufWriter, IsTerminal, Write};

use dateline::report::{Column, Format, Listing, Look, Paint, escaped, escaped_json};

use super::args::{Color, InFormat, ShowProgress};
use super::careful::Careful;

/// Where a command writes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    color: Color,
    quiet: bool,
    progress: ShowProgress,
}

impl Screen {
    /// With the user's wishes.
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        Self {
            color,
            quiet,
            progress: ShowProgress::Auto,
        }
    }

    /// The same with another wish for progress.
    pub(crate) fn showing(self, progress: ShowProgress) -> Self {
        Self { progress, ..self }
    }

    /// Standard output, buffered, with colours translated where a console needs it.
    #[allow(clippy::unused_self)]
    pub(crate) fn out(self) -> BufWriter<anstream::AutoStream<io::Stdout>> {
        BufWriter::with_capacity(1 << 16, anstream::AutoStream::always(io::stdout()))
    }

    /// How standard output looks.
    pub(crate) fn look(self) -> Look {
        let terminal = io::stdout().is_terminal();
        Look {
            terminal,
            colour: self.colours(terminal),
            width: terminal.then(columns),
        }
    }

    /// The same for a text that is for people wherever it goes: what a terminal would act on is escaped in it.
    pub(crate) fn look_for_people(self) -> Look {
        Look {
            terminal: true,
            ..self.look()
        }
    }

    /// The format asked for; else a table on a terminal and JSON Lines in a pipe.
    #[allow(clippy::unused_self)]
    pub(crate) fn format(self, asked: Option<Format>) -> Format {
        asked.unwrap_or(if io::stdout().is_terminal() {
            Format::Table
        } else {
            Format::Jsonl
        })
    }

    /// How standard output looks in a format: a table is for people wherever it goes.
    pub(crate) fn look_in(self, format: Format) -> Look {
        if format == Format::Table {
            self.look_for_people()
        } else {
            self.look()
        }
    }

    /// A listing on standard output.
    pub(crate) fn listing(self, asked: &InFormat, columns: &[Column]) -> Listing<Box<dyn Write>> {
        let format = self.format(asked.format);
        let look = self.look_in(format);
        let out: Box<dyn Write> = Box::new(self.out());
        Listing::new(out, format, columns, look).guarding(asked.csv_safe)
    }

    /// Whether progress may be shown.
    pub(crate) fn shows_progress(self) -> bool {
        !self.quiet && self.progress == ShowProgress::Auto && io::stderr().is_terminal()
    }

    /// A line of JSON as standard output may show it.
    pub(crate) fn json(self, line: &str) -> String {
        if self.look().terminal {
            escaped_json(line).into_owned()
        } else {
            line.to_owned()
        }
    }

    /// Whether notes are silenced.
    pub(crate) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Standard output for what other programs read; should it be a terminal, what one would act on is escaped, in JSON as JSON escapes it.
    pub(crate) fn stream(self, is_json: bool) -> Box<dyn Write + Send> {
        match (self.look().terminal, is_json) {
            (false, _) => Box::new(self.out()),
            (true, false) => Box::new(Careful::new(self.out(), escaped)),
            (true, true) => Box::new(Careful::new(self.out(), escaped_json)),
        }
    }

    /// A message on standard error that `--quiet` silences.
    #[allow(clippy::print_stderr)]
    pub(crate) fn note(self, message: &str) {
        if !self.quiet {
            eprintln!("{message}");
        }
    }

    /// A message on standard error that must be read: an input that was skipped, an error.
    #[allow(clippy::print_stderr)]
    pub(crate) fn warn(self, message: &str) {
        let terminal = io::stderr().is_terminal();
        let look = Look {
            terminal,
            colour: self.colours(terminal),
            width: None,
        };
        eprintln!("{}: {}", look.paint(Paint::Alert, "dateline"), look.safe(message));
    }

    /// A text of an input as a terminal may show it on standard error.
    #[allow(clippy::unused_self)]
    pub(crate) fn safe(self, text: &str) -> String {
        let look = Look {
            terminal: io::stderr().is_terminal(),
            colour: false,
            width: None,
        };
        look.safe(text).to_string()
    }

    fn colours(self, terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            // https://no-color.org: set and not empty means no colours. https://bixense.com/clicolors for the other.
            Color::Auto if is_set("CLICOLOR_FORCE") => true,
            Color::Auto => {
                terminal && !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
}

/// The columns of the terminal: what `COLUMNS` says, else 100.
fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|n| n.parse().ok());
    said.unwrap_or(100).max(40)
}
