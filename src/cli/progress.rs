//! One line on a terminal that says how far a run is. Never in a pipe.

use std::io::Write as _;
use std::time::{Duration, Instant};

use super::articles::Tally;
use super::screen::Screen;

/// Shortest time between two drawings.
const PAUSE: Duration = Duration::from_millis(100);

/// The line.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: bool,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// Begins to count time. The clock serves this line and the summary's speed, and no result.
    pub(crate) fn new(screen: Screen) -> Self {
        Self {
            shown: screen.shows_progress(),
            begun: Instant::now(),
            drawn: None,
        }
    }

    /// Draws the line anew, if enough time has gone.
    pub(crate) fn at(&mut self, tally: &Tally) {
        if !self.shown || self.drawn.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        self.drawn = Some(Instant::now());
        let seconds = self.seconds();
        self.draw(&format!(
            "{} articles, {:.0}/s, {:.1} MB/s, {} skipped",
            tally.articles,
            tally.articles as f64 / seconds,
            tally.bytes as f64 / 1e6 / seconds,
            tally.skipped.len()
        ));
    }

    /// Says what is being done where there is nothing to count.
    pub(crate) fn step(&mut self, what: &str) {
        if self.shown {
            self.drawn = Some(Instant::now());
            self.draw(what);
        }
    }

    /// Takes the line away.
    pub(crate) fn end(&mut self) {
        if self.drawn.take().is_some() {
            self.draw("");
        }
    }

    /// Seconds since the beginning, never zero.
    pub(crate) fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64().max(1e-6)
    }

    #[allow(clippy::unused_self)]
    fn draw(&self, line: &str) {
        let mut err = std::io::stderr().lock();
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(err, "\r\x1b[2K{line}").and_then(|()| err.flush());
    }
}
