//! Text of articles inside XML 1.0: what would end it is escaped, what XML forbids is replaced, nothing is shifted.

/// Appends text as the content of an element. A character that XML 1.0 forbids (section 2.2: most controls, U+FFFE, U+FFFF) becomes U+FFFD,
/// one for one, so that a reader counts the same code points. Carriage returns are written as references, which readers keep.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // `]]>` may not stand in content.
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(allowed(c)),
        }
    }
}

/// Appends text as the value of an attribute in double quotes: line ends and tabs stay what they are.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(allowed(c)),
        }
    }
}

/// Appends ` name="value"`.
pub(super) fn push_named(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_attribute(out, value);
    out.push('"');
}

/// The character, or U+FFFD in place of one that no XML 1.0 document may hold.
fn allowed(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, text);
        out
    }

    #[test]
    fn nothing_ends_the_content() {
        assert_eq!(text("<b>]]>&amp;"), "&lt;b&gt;]]&gt;&amp;amp;");
    }

    #[test]
    fn forbidden_characters_are_replaced_one_for_one() {
        assert_eq!(text("a\0b\u{b}\u{ffff}c\td"), "a\u{fffd}b\u{fffd}\u{fffd}c\td");
        assert_eq!(text("a\r\nb"), "a&#13;\nb");
        assert_eq!(text("\u{1f5de}"), "\u{1f5de}");
    }

    #[test]
    fn attributes_keep_their_blanks() {
        let mut out = String::new();
        push_named(&mut out, "title", "\"a\"\n\t<b>");
        assert_eq!(out, " title=\"&quot;a&quot;&#10;&#9;&lt;b&gt;\"");
    }
}
