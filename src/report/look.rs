//! What the output goes to: a terminal with a width and colours, or a pipe; and how text is made safe and marked for it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// What the output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether control characters could act on what shows the output: they are escaped then.
    pub terminal: bool,
    /// Whether ANSI colours are wanted.
    pub colour: bool,
    /// Columns of the terminal, if there is one.
    pub width: Option<usize>,
}

/// A way to paint words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The answer, a title.
    Bold,
    /// What matters less.
    Dim,
    /// A match in a passage.
    Match,
    /// Something wrong: a conflict, an error.
    Alert,
    /// Something right: agreement.
    Calm,
    /// In between.
    Notice,
    /// The nth kind of mention.
    Kind(usize),
}

impl Paint {
    fn code(self) -> &'static str {
        const KINDS: [&str; 6] = [
            "\x1b[36m", "\x1b[35m", "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[34m",
        ];
        match self {
            Self::Bold => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Match => "\x1b[1;31m",
            Self::Alert => "\x1b[31m",
            Self::Calm => "\x1b[32m",
            Self::Notice => "\x1b[33m",
            Self::Kind(n) => KINDS[n % KINDS.len()],
        }
    }
}

impl Look {
    /// The text painted, or as it is where there are no colours.
    pub fn paint(&self, paint: Paint, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{}{text}\x1b[0m", paint.code())
        } else {
            text.to_owned()
        }
    }

    /// The text with control characters escaped if a terminal shows it.
    pub fn safe<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.terminal {
            escaped(text)
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The text on one line, safe, with the byte ranges `marks` (sorted, disjoint) painted, or in brackets where there are no colours.
    pub fn marked(&self, text: &str, marks: &[Range<usize>]) -> String {
        let mut out = String::with_capacity(text.len() + marks.len() * 2);
        let mut at = 0;
        for mark in marks {
            let (Some(before), Some(inside)) = (text.get(at..mark.start), text.get(mark.clone())) else {
                continue;
            };
            out.push_str(&self.one_line(before));
            let inside = self.one_line(inside);
            if self.colour {
                out.push_str(&self.paint(Paint::Match, &inside));
            } else {
                let _ = write!(out, "[{inside}]");
            }
            at = mark.end;
        }
        out.push_str(&self.one_line(text.get(at..).unwrap_or_default()));
        out
    }

    /// The text on one line (runs of line ends and blanks as one space), safe.
    pub fn one_line(&self, text: &str) -> String {
        let mut line = String::with_capacity(text.len());
        for c in text.chars() {
            if !c.is_whitespace() {
                line.push(c);
            } else if !line.ends_with(' ') {
                line.push(' ');
            }
        }
        self.safe(&line).into_owned()
    }
}

/// Control characters as `\x1b`, direction overrides as `\u{202e}`; tabs and line ends stay.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if !acts(c) {
            out.push(c);
        } else if u32::from(c) < 0x100 {
            let _ = write!(out, "\\x{:02x}", u32::from(c));
        } else {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
    Cow::Owned(out)
}

/// A line of JSON with what a terminal would act on as `\u` escapes: still the same JSON. (JSON itself escapes only below U+0020.)
pub fn escaped_json(line: &str) -> Cow<'_, str> {
    if !line.chars().any(acts) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    for c in line.chars() {
        if acts(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal acts on the character instead of showing it: controls, and overrides of the writing direction (CVE-2021-42574).
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look {
        terminal: true,
        colour: false,
        width: None,
    };

    #[test]
    fn what_a_terminal_acts_on_is_escaped() {
        assert_eq!(
            PLAIN.safe("a\x1b[31mb\u{9b}c\u{202e}d"),
            "a\\x1b[31mb\\x9bc\\u{202e}d"
        );
        assert_eq!(escaped_json("\"a\u{9b}\""), "\"a\\u009b\"");
        assert_eq!(Look::default().safe("a\x1bb"), "a\x1bb");
    }

    #[test]
    fn matches_stand_in_brackets_or_colours() {
        assert_eq!(
            PLAIN.marked("the  Fancy\nBear group", std::slice::from_ref(&(5..15))),
            "the [Fancy Bear] group"
        );
        let colour = Look {
            colour: true,
            ..PLAIN
        };
        assert_eq!(
            colour.marked("a b", std::slice::from_ref(&(2..3))),
            "a \x1b[1;31mb\x1b[0m"
        );
        assert_eq!(PLAIN.marked("a b", std::slice::from_ref(&(9..12))), "a b");
    }
}
