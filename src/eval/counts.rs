//! Precision, recall and F1.

use std::fmt;

/// What gold has, what was found, and how much of it is right.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counts {
    /// In gold.
    pub gold: f64,
    /// Found.
    pub found: f64,
    /// Found and in gold, as gold counts it.
    pub right_gold: f64,
    /// Found and in gold, as what was found counts it (differs from `right_gold` only in BCubed).
    pub right_found: f64,
}

impl Counts {
    /// Counts of things that match one to one.
    pub fn new(gold: usize, found: usize, right: usize) -> Self {
        Self {
            gold: gold as f64,
            found: found as f64,
            right_gold: right as f64,
            right_found: right as f64,
        }
    }

    /// Adds another article's counts.
    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right_gold += other.right_gold;
        self.right_found += other.right_found;
    }

    /// Share of what was found that is right; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right_found, self.found)
    }

    /// Share of gold that was found.
    pub fn recall(&self) -> f64 {
        share(self.right_gold, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        share(2.0 * p * r, p + r)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// One line of the table: which stage, what is asked of it, and the counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// `mention`, `claim`, `story`, `fact`.
    pub stage: &'static str,
    /// A kind or question, `all` for the sum.
    pub what: String,
    /// `strict`, `relaxed`, `value` …
    pub reading: &'static str,
    /// The counts.
    pub counts: Counts,
}

impl fmt::Display for Row {
    /// Tab-separated: stage, what, reading, gold, found, precision, recall, F1 in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = &self.counts;
        write!(
            f,
            "{}\t{}\t{}\t{:.0}\t{:.0}\t",
            self.stage, self.what, self.reading, c.gold, c.found
        )?;
        write!(
            f,
            "{:.1}\t{:.1}\t{:.1}",
            100.0 * c.precision(),
            100.0 * c.recall(),
            100.0 * c.f1()
        )
    }
}
