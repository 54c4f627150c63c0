//! Reading a leaf of a query: words, phrases, comparisons and ranges.

use std::ops::Bound;

use super::fields::compares;
use super::parser::Parser;
use super::syntax::{Asked, Leaf, Loose, Node, SyntaxError, Words, error};

impl Parser<'_> {
    pub(super) fn leaf(&mut self, field: Option<String>) -> Result<Node, SyntaxError> {
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
}

fn bound(written: String, open: bool) -> Bound<String> {
    match (written.as_str(), open) {
        ("*", _) => Bound::Unbounded,
        (_, true) => Bound::Excluded(written),
        (_, false) => Bound::Included(written),
    }
}
