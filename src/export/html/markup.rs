//! Markup under way. What stands in the program is written as it is, everything else is escaped: the types leave no third way.

use std::fmt::Write as _;

use jiff::civil::Date;

/// HTML being written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// Markup that stands in the program. Only that: anything read from an article or an archive lives shorter than `'static`.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text, in an element or between the double quotes of an attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.out);
        self
    }

    /// A number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.out, "{number}");
        self
    }

    /// A day, as an element that programs know.
    pub(super) fn day(&mut self, day: Date) -> &mut Self {
        let day = day.to_string();
        self.raw("<time datetime=\"").text(&day).raw("\">");
        self.text(&day).raw("</time>")
    }

    /// `1 article`, `2 articles`; nouns with a plural in -s.
    pub(super) fn counted(&mut self, number: usize, noun: &'static str) -> &mut Self {
        self.number(number).raw(" ").raw(noun);
        if number == 1 { self } else { self.raw("s") }
    }

    /// What was written since the last time.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

/// Escapes for elements and for quoted attributes alike (WHATWG HTML, 13.1.2.3 and 13.3). What a reader would not see, but a browser may
/// act on, is shown as `dateline show` shows it on a terminal: control characters as `\x00`, overrides of the writing direction as
/// `\u{202e}`. Line ends become `\n`, as a browser would make them.
fn escape(text: &str, out: &mut String) {
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_text_acts() {
        let mut html = Markup::default();
        html.text("<script>alert(1)</script><!--\" onerror='x' & ]]>\0\u{202e}\u{9b}a\r\nb\rc😀");
        assert_eq!(
            html.take(),
            "&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&quot; onerror=&#39;x&#39; &amp; ]]&gt;\\x00\\u{202e}\\x9ba\nb\nc😀"
        );
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        let mut html = Markup::default();
        html.counted(1, "article").raw(", ").counted(0, "fact");
        assert_eq!(html.take(), "1 article, 0 facts");
    }

    proptest! {
        #[test]
        fn no_text_holds_a_character_that_ends_an_element_or_an_attribute(text in any::<String>()) {
            let mut html = Markup::default();
            html.text(&text);
            let told = html.take();
            prop_assert!(!told.contains(['<', '>', '"', '\'', '\0']));
        }
    }
}
