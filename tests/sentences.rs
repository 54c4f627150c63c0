//! Sentences against those marked by hand in `tests/fixtures/sentences/`, ours and those of `unicode-segmentation`.
//!
//! In a fixture each line is a sentence and a blank line ends a paragraph. The text is made of it: the sentences of a paragraph with a blank between
//! them, or none after a line that ends in `\` (a lost blank, as in "said.The"); paragraphs a blank line apart. A first line says what else is to be
//! done: `# lines`: paragraphs end with one line end; `# wrapped 66`: lines are wrapped at that width.
//!
//! What is counted: the beginnings of sentences inside a text, each by the first letter or digit, so that it does not matter to which sentence a
//! bullet or a quotation mark is given.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::lexicon::Lexicon;
use dateline::split::split;
use unicode_segmentation::UnicodeSegmentation;

/// What is reached, of 1; raise it when sentences get better.
const FLOOR: f64 = 0.99;

/// A text and where its sentences begin, but for the first.
struct Marked {
    name: String,
    text: String,
    begins: BTreeSet<usize>,
}

/// Boundaries that were found, missed and made up.
#[derive(Default, Clone, Copy)]
struct Score {
    right: usize,
    missed: usize,
    wrong: usize,
}

#[test]
fn sentences_are_those_marked_by_hand() {
    let abbreviations = Lexicon::split_abbreviations().unwrap();
    let (mut ours, mut unicode) = (Score::default(), Score::default());
    println!("{:<28} {:>5} {:>8} {:>8}", "text", "marks", "ours", "unicode");
    for marked in fixtures() {
        let text = &marked.text;
        let spans = split(text, &abbreviations).sentences;
        let own = begins(text, spans.iter().map(|s| s.span.start as usize));
        let theirs = begins(text, text.split_sentence_bound_indices().map(|(at, _)| at));
        let (a, b) = (
            Score::of(&own, &marked.begins),
            Score::of(&theirs, &marked.begins),
        );
        println!(
            "{:<28} {:>5} {:>8.3} {:>8.3}",
            marked.name,
            marked.begins.len(),
            a.f1(),
            b.f1()
        );
        marked.show_errors(&own);
        ours.add(a);
        unicode.add(b);
    }
    let marks = ours.right + ours.missed;
    println!(
        "{:<28} {marks:>5} {:>8.3} {:>8.3}",
        "all",
        ours.f1(),
        unicode.f1()
    );
    assert!(marks > 400);
    assert!(ours.f1() >= unicode.f1(), "unicode-segmentation does better");
    assert!(ours.f1() >= FLOOR, "{:.4} is less than {FLOOR}", ours.f1());
}

/// The first letters or digits at or after each place, but for those of the text's first sentence.
fn begins(text: &str, places: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let first = |at: usize| text[at..].find(char::is_alphanumeric).map(|n| at + n);
    let mut all: BTreeSet<usize> = places.filter_map(first).collect();
    all.pop_first();
    all
}

impl Score {
    fn of(found: &BTreeSet<usize>, marked: &BTreeSet<usize>) -> Self {
        let right = found.intersection(marked).count();
        Self {
            right,
            missed: marked.len() - right,
            wrong: found.len() - right,
        }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.missed + self.wrong) as f64
    }
}

impl Marked {
    fn read(path: &Path) -> Self {
        let source = fs::read_to_string(path).unwrap();
        let (head, body) = match source.strip_prefix("# ") {
            Some(rest) => rest.split_once('\n').unwrap(),
            None => ("", source.as_str()),
        };
        let between = if head == "lines" { "\n" } else { "\n\n" };
        let mut text = String::new();
        let mut places = Vec::new();
        for paragraph in body.trim_end().split("\n\n") {
            if !text.is_empty() {
                text.push_str(between);
            }
            let mut blank = "";
            for line in paragraph.lines() {
                text.push_str(blank);
                places.push(text.len());
                text.push_str(line.trim_end_matches('\\'));
                blank = if line.ends_with('\\') { "" } else { " " };
            }
        }
        if let Some(width) = head.strip_prefix("wrapped ") {
            wrap(&mut text, width.parse().unwrap());
        }
        Self {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            begins: begins(&text, places.into_iter()),
            text,
        }
    }

    /// What to read when rules are mended: `cargo nextest run sentences_are --no-capture`.
    fn show_errors(&self, found: &BTreeSet<usize>) {
        for at in found.symmetric_difference(&self.begins) {
            let from = self.text[..*at]
                .char_indices()
                .rev()
                .nth(36)
                .map_or(0, |(n, _)| n);
            let to = self.text[*at..]
                .char_indices()
                .nth(24)
                .map_or(self.text.len(), |(n, _)| at + n);
            let what = if found.contains(at) { "wrong" } else { "missed" };
            println!(
                "    {what}: {}|{}",
                self.text[from..*at].replace('\n', "⏎"),
                &self.text[*at..to]
            );
        }
    }
}

/// Replaces blanks by line ends so that lines are at most `width` bytes long; places stay.
fn wrap(text: &mut String, width: usize) {
    let mut line = 0;
    let mut blank = None;
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\n' => (line, blank) = (at + 1, None),
            ' ' => {
                if at - line > width {
                    ends.extend(blank.inspect(|last| line = last + 1));
                }
                blank = Some(at);
            }
            _ => {}
        }
    }
    for at in ends {
        text.replace_range(at..=at, "\n");
    }
}

fn fixtures() -> Vec<Marked> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sentences");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| Marked::read(path)).collect()
}
