//! brat's stand-off (brat.nlplab.org/standoff.html): for every article its text and a file of annotations, with configuration that gives
//! every kind a colour.
//!
//! Offsets count code points, as brat does with the text it has decoded. The text file is the article's text, but for carriage returns,
//! which are blanks or line ends there (one for one): brat's reader would turn a pair into one character and shift all that follows.
//! brat has no annotation over a line end: such a mention is written in fragments, as brat writes it itself. A title apart from the text is
//! a document of its own, `ID_title`. Ids of articles with `.` have `_` there: brat takes the end of a name for its type.
//!
//! `T` is a mention with its kind, `N` its entity, `A` what can be listed (how a name was met, type and modifier of a date, measure and
//! comparator of a figure), `#` its value in full with the rule that made it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::folder::Folder;
use super::labels::{entity, value};
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{Field, MentionLine, Modifier, Record, ValueLine};

/// The format.
pub(super) const FORM: Form = Form {
    name: "brat",
    about: "a folder of stand-off annotations with colours, for brat",
    place: Place::Folder,
    begin,
};

/// Colours of kinds as brat shows them, and the order in which it lists them; other kinds follow.
const COLOURS: &[(&str, &str)] = &[
    ("Organisation", "#8fb2ff"),
    ("Actor", "#ffb0b0"),
    ("Person", "#ffccaa"),
    ("Place", "#b5e2a0"),
    ("Date", "#e3c5f1"),
    ("Figure", "#ffe58a"),
];

struct Brat {
    folder: Folder,
    /// Kinds that the table of colours does not know.
    kinds: BTreeSet<String>,
    /// Attributes by (name, kind) with the values met.
    attributes: BTreeMap<(&'static str, String), BTreeSet<&'static str>>,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(Box::new(Brat {
        folder: Folder::begin(target, provenance)?,
        kinds: BTreeSet::new(),
        attributes: BTreeMap::new(),
    }))
}

impl Exporter for Brat {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let record = article.record;
        let id = record.id.replace('.', "_");
        let name = self.folder.name(&id);
        self.document(&name, record, Field::Text, article.text)?;
        match super::tokens::title_apart(record, article.text) {
            Some(title) => {
                let name = self.folder.name(&format!("{id}_title"));
                self.document(&name, record, Field::Title, title)
            }
            None => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.folder.write("annotation.conf", &self.annotation_conf())?;
        self.folder.write("visual.conf", &visual_conf())?;
        self.folder.finish()
    }
}

impl Brat {
    fn document(&mut self, name: &str, record: &Record, field: Field, text: &str) -> Result<(), ExportError> {
        let text = one_line_end(text);
        self.folder.write(&format!("{name}.txt"), &text)?;
        let mut lines = Lines::default();
        for mention in record.mentions.iter().filter(|mention| mention.field == field) {
            if let Some(kind) = lines.mention(mention, &text) {
                self.note(mention, kind);
            }
        }
        self.folder.write(&format!("{name}.ann"), &lines.out)
    }

    /// Keeps what the configuration must list.
    fn note(&mut self, mention: &MentionLine, kind: String) {
        for (attribute, value) in attributes(mention) {
            let values = self.attributes.entry((attribute, kind.clone())).or_default();
            values.insert(value);
        }
        if !COLOURS.iter().any(|(known, _)| *known == kind) {
            self.kinds.insert(kind);
        }
    }

    fn annotation_conf(&self) -> String {
        let mut out = String::from("[entities]\n");
        let known = COLOURS.iter().map(|(kind, _)| *kind);
        for kind in known.chain(self.kinds.iter().map(String::as_str)) {
            let _ = writeln!(out, "{kind}");
        }
        out.push_str("\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n");
        let mut by_name = BTreeMap::<&str, (Vec<&str>, BTreeSet<&str>)>::new();
        for ((name, kind), values) in &self.attributes {
            let (kinds, all) = by_name.entry(name).or_default();
            kinds.push(kind);
            all.extend(values);
        }
        for (name, (kinds, values)) in by_name {
            let values: Vec<&str> = values.into_iter().collect();
            let _ = writeln!(out, "{name}\tArg:{}, Value:{}", kinds.join("|"), values.join("|"));
        }
        out
    }
}

/// The colours.
fn visual_conf() -> String {
    let mut out = String::from("[labels]\n");
    for (kind, _) in COLOURS {
        let _ = writeln!(out, "{kind} | {kind} | {} | {}", &kind[..3], &kind[..1]);
    }
    out.push_str("\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:#dddddd, borderColor:darken\n");
    for (kind, colour) in COLOURS {
        let _ = writeln!(out, "{kind}\tbgColor:{colour}");
    }
    out
}

/// Carriage returns as the blank or the line end that they are, code point for code point.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", " \n").replace('\r', "\n")
}

/// The lines of one file of annotations.
#[derive(Default)]
struct Lines {
    out: String,
    mentions: u32,
    attributes: u32,
}

impl Lines {
    /// A mention with what is known of it; gives its type. Nothing, if it has no words.
    fn mention(&mut self, mention: &MentionLine, text: &str) -> Option<String> {
        let words = text.get(mention.byte_start as usize..mention.byte_end as usize)?;
        let fragments = fragments(words, mention.start);
        let kind = type_of(mention);
        let (spans, words): (Vec<String>, Vec<&str>) = fragments
            .into_iter()
            .map(|(start, end, words)| (format!("{start} {end}"), words))
            .unzip();
        if words.is_empty() {
            return None;
        }
        self.mentions += 1;
        let id = self.mentions;
        let _ = writeln!(self.out, "T{id}\t{kind} {}\t{}", spans.join(";"), words.join(" "));
        if let (Some(entity), ValueLine::Name(name)) = (entity(mention), &mention.value) {
            let entity = entity.replace(char::is_whitespace, "_");
            let _ = writeln!(
                self.out,
                "N{id}\tReference T{id} dateline:{entity}\t{}",
                on_one_line(&name.name)
            );
        }
        for (name, value) in attributes(mention) {
            self.attributes += 1;
            let _ = writeln!(self.out, "A{}\t{name} T{id} {value}", self.attributes);
        }
        let note = format!("{} ({} {})", value(mention), mention.rule, mention.score);
        let _ = writeln!(self.out, "#{id}\tAnnotatorNotes T{id}\t{}", on_one_line(&note));
        Some(kind)
    }
}

/// The pieces of a mention between line ends, tabs and other controls, with their code points, blanks around them left out.
fn fragments(words: &str, start: u32) -> Vec<(u32, u32, &str)> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut fragments = Vec::new();
    let mut at = start;
    for piece in words.split_inclusive(breaks) {
        let length = piece.chars().count() as u32;
        let shown = piece.trim_matches(|c: char| breaks(c) || c.is_whitespace());
        if !shown.is_empty() {
            let led = piece
                .chars()
                .take_while(|c| breaks(*c) || c.is_whitespace())
                .count() as u32;
            let start = at + led;
            fragments.push((start, start + shown.chars().count() as u32, shown));
        }
        at += length;
    }
    fragments
}

/// The type: the kind with a capital, in the characters that brat allows.
fn type_of(mention: &MentionLine) -> String {
    let mut kind: String = mention
        .kind
        .as_str()
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    kind
}

/// What is one of few: attributes by name.
fn attributes(mention: &MentionLine) -> Vec<(&'static str, &'static str)> {
    match &mention.value {
        ValueLine::Name(name) => vec![("Match", name.matched.as_str())],
        ValueLine::Date(date) => {
            let modifier = date.when.modifier.map(Modifier::as_str);
            let modifier = modifier.map(|modifier| ("Modifier", modifier));
            std::iter::once(("Type", date.when.timex.as_str()))
                .chain(modifier)
                .collect()
        }
        ValueLine::Figure(figure) => {
            vec![
                ("Measure", figure.measure.as_str()),
                ("Comparator", figure.comparator.as_str()),
            ]
        }
    }
}

fn on_one_line(text: &str) -> String {
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
        " ",
    )
}

#[cfg(test)]
mod tests {
    use super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn a_mention_is_a_line_with_its_entity_and_value() {
        let text = "“The World\nPaddle Union” said";
        let record = record(
            "1",
            text,
            &[mention(
                text,
                "World\nPaddle Union",
                "organisation",
                "text",
                &name("org/wpu"),
            )],
        );
        let mut lines = Lines::default();
        assert_eq!(
            lines.mention(&record.mentions[0], text).as_deref(),
            Some("Organisation")
        );
        assert_eq!(
            lines.out,
            "T1\tOrganisation 5 10;11 23\tWorld Paddle Union\nN1\tReference T1 dateline:org/wpu\torg/wpu\n\
             A1\tMatch T1 exact\n#1\tAnnotatorNotes T1\torg/wpu (organisations/rule 0.9)\n"
        );
    }

    #[test]
    fn fragments_leave_blanks_out() {
        assert_eq!(
            fragments("a \n\n  b\tc", 3),
            [(3, 4, "a"), (9, 10, "b"), (11, 12, "c")]
        );
        assert_eq!(fragments(" \n ", 0), []);
    }

    #[test]
    fn line_ends_keep_their_place() {
        assert_eq!(one_line_end("a\r\nb\rc"), "a \nb\nc");
    }
}
