//! One article with its mentions marked: coloured by kind, or in brackets with their values where there are no colours.

use std::io::{self, Write};

use super::look::{Look, Paint};
use crate::model::{Field, MentionLine, Record, ValueLine};

/// An article and how to show it.
#[derive(Debug, Clone, Copy)]
pub struct MarkedArticle<'a> {
    /// What is known of it.
    pub record: &'a Record,
    /// Its text.
    pub text: &'a str,
    /// Where it is shown.
    pub look: Look,
}

impl MarkedArticle<'_> {
    /// Writes head, text with marks, and what the colours mean.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let look = self.look;
        if let Some(title) = &self.record.title {
            let title = if self.has_title_mentions() {
                self.marked(title, Field::Title)
            } else {
                look.paint(Paint::Bold, &look.one_line(title))
            };
            writeln!(out, "{title}")?;
        }
        let date = self.record.date.map(|d| d.to_string());
        let anchor = self.record.anchor.map_or("no date", |a| a.as_str());
        let head = [
            self.record.source.as_deref(),
            date.as_deref(),
            Some(anchor),
            Some(&self.record.path),
        ];
        let head: Vec<_> = head
            .into_iter()
            .flatten()
            .map(|part| look.one_line(part))
            .collect();
        writeln!(out, "{}\n", look.paint(Paint::Dim, &head.join(" · ")))?;
        writeln!(out, "{}", self.marked(self.text, Field::Text).trim_end())?;
        self.legend(out)
    }

    fn has_title_mentions(&self) -> bool {
        self.record.mentions.iter().any(|m| m.field == Field::Title)
    }

    fn legend(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.look.colour {
            return Ok(());
        }
        let kinds = kind_colours(self.record);
        let painted: Vec<_> = kinds
            .iter()
            .enumerate()
            .map(|(n, kind)| self.look.paint(Paint::Kind(n), kind))
            .collect();
        writeln!(out, "\n{}", painted.join("  "))
    }

    /// The text with every mention of the field marked. Of two mentions that cross without one holding the other, the first is marked.
    fn marked(&self, text: &str, field: Field) -> String {
        let kinds = kind_colours(self.record);
        let mut mentions: Vec<&MentionLine> =
            self.record.mentions.iter().filter(|m| m.field == field).collect();
        mentions.sort_by_key(|m| (m.byte_start, std::cmp::Reverse(m.byte_end)));
        let mut pen = Pen {
            look: self.look,
            kinds: &kinds,
            text,
            at: 0,
            open: Vec::new(),
            out: String::new(),
        };
        for mention in mentions {
            pen.open(mention);
        }
        pen.close_until(u32::MAX);
        pen.copy_to(text.len());
        pen.out
    }
}

/// The kinds of a record's mentions in alphabetical order: the nth has the nth colour.
pub fn kind_colours(record: &Record) -> Vec<&str> {
    let mut kinds: Vec<&str> = record.mentions.iter().map(|m| m.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The value of a mention in a few words: `org/iaaf`, `2017-01 START`, `(80,) athlete`.
pub fn value_words(value: &ValueLine) -> String {
    let parts: Vec<String> = match value {
        ValueLine::Name(name) => vec![
            name.entity
                .as_ref()
                .map_or_else(|| name.candidates.join("|"), ToString::to_string),
        ],
        ValueLine::Date(date) => std::iter::once(date.when.value.clone())
            .chain(date.when.modifier.map(|m| m.as_str().to_owned()))
            .collect(),
        ValueLine::Figure(figure) => [Some(&figure.interval), figure.unit.as_ref(), figure.of.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
    };
    parts.join(" ")
}

/// Writes a text with nested marks from left to right.
struct Pen<'a> {
    look: Look,
    kinds: &'a [&'a str],
    text: &'a str,
    at: usize,
    open: Vec<&'a MentionLine>,
    out: String,
}

impl<'a> Pen<'a> {
    fn open(&mut self, mention: &'a MentionLine) {
        self.close_until(mention.byte_start);
        let crosses = self
            .open
            .last()
            .is_some_and(|outer| mention.byte_end > outer.byte_end);
        if crosses || mention.byte_start == mention.byte_end {
            return;
        }
        self.copy_to(mention.byte_start as usize);
        if !self.look.colour {
            self.out.push('[');
        }
        self.open.push(mention);
    }

    /// Closes every mention that ends at byte `until` or before.
    fn close_until(&mut self, until: u32) {
        while let Some(mention) = self.open.last().copied().filter(|m| m.byte_end <= until) {
            self.copy_to(mention.byte_end as usize);
            self.open.pop();
            if !self.look.colour {
                self.out.push('|');
                self.out.push_str(&self.look.safe(&value_words(&mention.value)));
                self.out.push(']');
            }
        }
    }

    fn copy_to(&mut self, end: usize) {
        let words = self.text.get(self.at..end).unwrap_or_default();
        self.at = end.max(self.at);
        let words = self.look.safe(words);
        match self.open.last() {
            Some(mention) => {
                let colour = self
                    .kinds
                    .iter()
                    .position(|k| *k == mention.kind.as_str())
                    .unwrap_or(0);
                self.out.push_str(&self.look.paint(Paint::Kind(colour), &words));
            }
            None => self.out.push_str(&words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodePoints, Kind, Match, Mention, Name, RuleId, Span, Value};

    fn mention(text: &str, words: &str, kind: &'static str, entity: &str) -> MentionLine {
        let start = text.find(words).unwrap();
        let value = Value::Name(Name {
            entity: Some(entity.into()),
            name: words.into(),
            matched: Match::Exact,
            candidates: vec![],
        });
        let mention = Mention {
            kind: Kind::new(kind),
            field: Field::Text,
            span: Span::new(start, start + words.len()),
            sentence: 0,
            value,
            score: 1.0,
            rule: RuleId::new("test/test"),
        };
        MentionLine::new("a", mention, text, &CodePoints::new(text))
    }

    fn record(mentions: Vec<MentionLine>) -> Record {
        Record {
            id: "a".into(),
            path: "a.txt".into(),
            format: "".into(),
            body_start: 0,
            byte_body_start: 0,
            source: Some("Northwire".into()),
            title: Some("Title".into()),
            date: None,
            anchor: None,
            language: "en".into(),
            publisher: None,
            text_sha256: String::new(),
            sentences: 1,
            group: None,
            mentions,
            claims: vec![],
            signature: crate::model::Signature::default(),
            keys: Vec::new(),
            meta: std::collections::BTreeMap::new(),
            text: None,
        }
    }

    #[test]
    fn nested_mentions_in_brackets() {
        let text = "The Bank of Orland said\x1b no.";
        let record = record(vec![
            mention(text, "Bank of Orland", "organisation", "org/bank"),
            mention(text, "Orland", "place", "place/orland"),
        ]);
        let look = Look {
            terminal: true,
            ..Look::default()
        };
        let mut out = Vec::new();
        MarkedArticle {
            record: &record,
            text,
            look,
        }
        .write(&mut out)
        .unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(
            shown.contains("The [Bank of [Orland|place/orland]|org/bank] said\\x1b no."),
            "{shown}"
        );
        assert!(shown.contains("Northwire · no date · a.txt"), "{shown}");
    }

    #[test]
    fn a_crossing_mention_is_left_out() {
        let text = "one two three";
        let record = record(vec![
            mention(text, "one two", "a", "a/1"),
            mention(text, "two three", "b", "b/1"),
        ]);
        let mut out = Vec::new();
        MarkedArticle {
            record: &record,
            text,
            look: Look::default(),
        }
        .write(&mut out)
        .unwrap();
        assert!(String::from_utf8(out).unwrap().contains("[one two|a/1] three"));
    }
}
