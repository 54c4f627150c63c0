//! The query language: a query as a tree of what is asked for, with the place of each part for messages.
//!
//! ```text
//! any   = all ("OR" all)*                    all = one (["AND"] one)*
//! one   = ("NOT" | "-" | "+") one | part ["^" number]
//! part  = "(" any ")" | field ":" value | words
//! value = "(" any ")" | ["="] words | [words] compared number | "[" low "TO" high "]"      ({ } leave the bound out)
//! words = word ["*" | "~" edits] | '"' phrase '"' ["*" | "~" words between]
//! ```
//! `\` takes the next sign as it is. A colon makes a field only after letters: `10:30` and `http://…` are words.

use std::ops::Bound;

use super::fields::compares;

/// Deepest brackets: far more than people write, far less than the stack holds.
const DEEPEST: usize = 60;

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) enum Node {
    /// All of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This, counting so much.
    Boost(Box<Node>, f32),
    /// One thing asked for.
    Leaf(Leaf),
    /// `*`
    Everything,
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) struct Leaf {
    /// Its field in lower case; `None` for bare words.
    pub(super) field: Option<String>,
    /// Byte of the query where it begins.
    pub(super) at: usize,
    /// What is asked of the field.
    pub(super) asked: Asked,
}

/// What is asked of a field.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) enum Asked {
    /// Words or a name.
    Words(Words),
    /// `[low TO high]`, `>=low`; `of` stands before the sign: `count:athlete>80`.
    Range {
        of: String,
        low: Bound<String>,
        high: Bound<String>,
    },
}

/// Words or a name.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::archive) struct Words {
    pub(super) text: String,
    /// In quotation marks.
    pub(super) quoted: bool,
    /// After `=`: as written, without stems and other names.
    pub(super) exact: bool,
    pub(super) loose: Loose,
}

/// How far from what is written a match may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::archive) enum Loose {
    No,
    /// `word*`
    Prefix,
    /// `word~1`: so many letters changed, added, left out or swapped.
    Edits(u8),
    /// `"words"~3`: so many words between them.
    Apart(u32),
}

/// Why a query cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::archive) struct SyntaxError {
    /// Byte of the query.
    pub(super) at: usize,
    pub(super) why: String,
    pub(super) remedy: String,
}

/// Reads a query.
pub(in crate::archive) fn parse(query: &str) -> Result<Node, SyntaxError> {
    let mut parser = Parser {
        text: query,
        at: 0,
        depth: 0,
    };
    let node = parser.any(None)?;
    parser.blanks();
    if parser.at < query.len() {
        return Err(error(
            parser.at,
            "this bracket closes nothing",
            "taking it away, or opening one before",
        ));
    }
    Ok(node)
}

pub(super) fn error(at: usize, why: impl Into<String>, remedy: impl Into<String>) -> SyntaxError {
    SyntaxError {
        at,
        why: why.into(),
        remedy: remedy.into(),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        let is_there = self.rest().starts_with(sign);
        if is_there {
            self.at += sign.len();
        }
        is_there
    }

    /// Takes an operator: a word of its own.
    fn operator(&mut self, names: &[&str]) -> bool {
        self.blanks();
        for name in names {
            let after = self.rest().strip_prefix(name);
            if after.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '(')
            }) {
                self.at += name.len();
                return true;
            }
        }
        false
    }

    fn any(&mut self, field: Option<&str>) -> Result<Node, SyntaxError> {
        let mut parts = vec![self.all(field)?];
        while self.operator(&["OR", "||"]) {
            parts.push(self.all(field)?);
        }
        Ok(one_or(parts, Node::Any))
    }

    fn all(&mut self, field: Option<&str>) -> Result<Node, SyntaxError> {
        let mut parts = Vec::new();
        loop {
            let operator = self.at;
            let joined = !parts.is_empty() && self.operator(&["AND", "&&"]);
            self.blanks();
            let rest = self.rest();
            let ends = rest.is_empty() || rest.starts_with(')') || is_or(rest);
            if !ends {
                parts.push(self.one(field)?);
            } else if joined || parts.is_empty() {
                let at = if joined { operator + 1 } else { self.at };
                return Err(error(
                    at,
                    "something to look for is missing here",
                    "a word on each side of AND and OR, and in every pair of brackets",
                ));
            } else {
                return Ok(one_or(parts, Node::All));
            }
        }
    }

    fn one(&mut self, field: Option<&str>) -> Result<Node, SyntaxError> {
        let minus = self.rest().starts_with('-') && !self.rest()[1..].starts_with(char::is_whitespace);
        if self.operator(&["NOT"]) || (minus && self.take("-")) {
            self.blanks();
            if self.rest().is_empty() || self.rest().starts_with(')') {
                return Err(error(self.at, "NOT stands before nothing", "a word after it"));
            }
            return Ok(Node::Not(Box::new(self.one(field)?)));
        }
        if self.rest().starts_with('+') && self.rest()[1..].starts_with(|c: char| !c.is_whitespace()) {
            self.at += 1;
        }
        let part = self.part(field)?;
        if !self.rest().starts_with('^') {
            return Ok(part);
        }
        self.at += 1;
        let digits = self.length(|c| c.is_ascii_digit() || c == '.');
        let written = &self.text[self.at..self.at + digits];
        match written.parse::<f32>() {
            Ok(boost) if boost.is_finite() && boost <= 1e6 => {
                self.at += digits;
                Ok(Node::Boost(Box::new(part), boost))
            }
            _ => Err(error(
                self.at,
                "after ^ comes how much a part counts",
                "a number, as in fire^2",
            )),
        }
    }

    fn part(&mut self, field: Option<&str>) -> Result<Node, SyntaxError> {
        if self.rest().starts_with('(') {
            return self.group(field);
        }
        if self.rest().starts_with('*')
            && !self.rest()[1..].starts_with(|c: char| !c.is_whitespace() && c != ')')
        {
            self.at += 1;
            return Ok(Node::Everything);
        }
        match self.field() {
            Some(named) if self.rest().starts_with('(') => self.group(Some(&named)),
            Some(named) => self.leaf(Some(named)),
            None => self.leaf(field.map(str::to_owned)),
        }
    }

    fn group(&mut self, field: Option<&str>) -> Result<Node, SyntaxError> {
        let opened = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(error(
                opened,
                "brackets stand too deep in each other",
                "fewer of them",
            ));
        }
        let node = self.any(field)?;
        self.blanks();
        if !self.take(")") {
            return Err(error(
                opened,
                "this bracket is never closed",
                "a ) after the last word of the group",
            ));
        }
        self.depth -= 1;
        Ok(node)
    }

    /// Takes `field:`. A colon after what is no field, with a blank after it, is punctuation.
    fn field(&mut self) -> Option<String> {
        let letters = self.length(|c| c.is_ascii_alphabetic() || c == '_');
        let after = self.rest()[letters..].strip_prefix(':')?;
        let name = self.rest()[..letters].to_lowercase();
        let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
        if letters == 0 || after.starts_with("//") || (spaced && !super::fields::exists(&name)) {
            return None;
        }
        self.at += letters + 1;
        self.blanks();
        Some(name)
    }

    fn leaf(&mut self, field: Option<String>) -> Result<Node, SyntaxError> {
        let at = self.at;
        let asked = match self.rest().chars().next() {
            Some('[' | '{') if field.is_some() => self.range()?,
            Some('<' | '>') if field.is_some() => self.compared(String::new())?,
            None | Some(')') => {
                return Err(error(
                    at,
                    "something to look for is missing here",
                    "a word after the colon",
                ));
            }
            _ => self.words(field.as_deref())?,
        };
        Ok(Node::Leaf(Leaf { field, at, asked }))
    }

    fn words(&mut self, field: Option<&str>) -> Result<Asked, SyntaxError> {
        let exact = self.take("=");
        let quote = self
            .rest()
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '“' | '”'));
        let text = match quote {
            Some(quote) => self.quoted(quote)?,
            None => self.word(field.is_some_and(compares)),
        };
        if field.is_some_and(compares) && self.rest().starts_with(['<', '>', '=']) {
            return self.compared(text);
        }
        Ok(Asked::Words(Words {
            text,
            quoted: quote.is_some(),
            exact,
            loose: self.loose(quote.is_some())?,
        }))
    }

    fn quoted(&mut self, quote: char) -> Result<String, SyntaxError> {
        let opened = self.at;
        self.at += quote.len_utf8();
        let ends = |c: char| {
            if quote == '"' {
                c == '"'
            } else {
                matches!(c, '”' | '“')
            }
        };
        let text = self.unescaped(ends);
        let Some(end) = self.rest().chars().next() else {
            return Err(error(
                opened,
                "this quotation mark is never closed",
                "another one after the last word of the phrase",
            ));
        };
        self.at += end.len_utf8();
        Ok(text)
    }

    /// A word up to a blank, a bracket, a quotation mark or its suffix.
    fn word(&mut self, compared: bool) -> String {
        let rest = self.rest();
        let suffix = rest.char_indices().find_map(|(at, c)| {
            let after = &rest[at + c.len_utf8()..];
            let number = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let ends = |rest: &str| {
                rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | '^'))
            };
            let found = match c {
                '*' => ends(after),
                '~' | '^' => ends(number),
                _ => false,
            };
            found.then_some(self.at + at)
        });
        let start = self.at;
        let mut text = String::new();
        while self.at < suffix.unwrap_or(self.text.len()) {
            let Some(c) = self.rest().chars().next() else {
                break;
            };
            if c.is_whitespace()
                || matches!(c, ')' | '"')
                || (c == '(' && self.at > start)
                || (compared && matches!(c, '<' | '>' | '='))
            {
                break;
            }
            self.at += c.len_utf8();
            let escaped = if c == '\\' {
                self.rest().chars().next()
            } else {
                None
            };
            self.at += escaped.map_or(0, char::len_utf8);
            text.push(escaped.unwrap_or(c));
        }
        text
    }

    fn unescaped(&mut self, ends: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest().chars().next().filter(|c| !ends(*c)) {
            self.at += c.len_utf8();
            let escaped = if c == '\\' {
                self.rest().chars().next()
            } else {
                None
            };
            self.at += escaped.map_or(0, char::len_utf8);
            text.push(escaped.unwrap_or(c));
        }
        text
    }

    fn loose(&mut self, quoted: bool) -> Result<Loose, SyntaxError> {
        if self.take("*") {
            return Ok(Loose::Prefix);
        }
        let at = self.at;
        if !self.take("~") {
            return Ok(Loose::No);
        }
        let digits = self.length(|c| c.is_ascii_digit());
        let number = self.rest()[..digits].parse::<u32>();
        self.at += digits;
        match (quoted, number) {
            (true, Ok(apart)) if apart <= 1000 => Ok(Loose::Apart(apart)),
            (true, _) => Err(error(
                at,
                "after a phrase ~ says how many words may stand between",
                "a number up to 1000, as in \"ferry fire\"~3",
            )),
            (false, Err(_)) if digits == 0 => Ok(Loose::Edits(1)),
            (false, Ok(edits @ 0..=2)) => Ok(Loose::Edits(edits as u8)),
            (false, _) => Err(error(
                at,
                "after a word ~ says how many letters may differ",
                "1 or 2, as in Strontrium~1",
            )),
        }
    }

    /// `>=80`
    fn compared(&mut self, of: String) -> Result<Asked, SyntaxError> {
        let sign = [">=", "<=", ">", "<", "="]
            .into_iter()
            .find(|sign| self.take(sign))
            .unwrap_or("=");
        self.blanks();
        let at = self.at;
        let number = if self.rest().starts_with('"') {
            self.quoted('"')?
        } else {
            self.word(true)
        };
        if number.is_empty() {
            return Err(error(
                at,
                format!("after {sign} comes a number or a day"),
                "a number, as in figure:>80",
            ));
        }
        let (low, high) = match sign {
            ">=" => (Bound::Included(number), Bound::Unbounded),
            ">" => (Bound::Excluded(number), Bound::Unbounded),
            "<=" => (Bound::Unbounded, Bound::Included(number)),
            "<" => (Bound::Unbounded, Bound::Excluded(number)),
            _ => (Bound::Included(number.clone()), Bound::Included(number)),
        };
        Ok(Asked::Range { of, low, high })
    }

    /// `[2017-01 TO 2017-03]`
    fn range(&mut self) -> Result<Asked, SyntaxError> {
        const REMEDY: &str = "two bounds with TO between them, as in [2017-01 TO 2017-03]; * leaves one open";
        let opened = self.at;
        let low_open = self.take("{");
        if !low_open {
            self.at += 1;
        }
        let Some(length) = self.rest().find([']', '}']) else {
            return Err(error(opened, "this range is never closed", REMEDY));
        };
        let inside = &self.rest()[..length];
        self.at += length;
        let high_open = self.take("}") || !self.take("]");
        let mut bounds = inside
            .split(" TO ")
            .map(|bound| bound.trim().trim_matches('"').to_owned());
        match (bounds.next(), bounds.next(), bounds.next()) {
            (Some(low), Some(high), None) if !low.is_empty() && !high.is_empty() => Ok(Asked::Range {
                of: String::new(),
                low: bound(low, low_open),
                high: bound(high, high_open),
            }),
            _ => Err(error(opened, "this range has not two bounds", REMEDY)),
        }
    }

    fn length(&self, is_part: impl Fn(char) -> bool) -> usize {
        self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len())
    }
}

fn bound(written: String, open: bool) -> Bound<String> {
    match (written.as_str(), open) {
        ("*", _) => Bound::Unbounded,
        (_, true) => Bound::Excluded(written),
        (_, false) => Bound::Included(written),
    }
}

fn is_or(rest: &str) -> bool {
    ["OR", "||"].iter().any(|name| {
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '('))
    })
}

fn one_or(mut parts: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        several(parts)
    }
}
