//! HTML to text: paragraphs joined by a blank line, white space collapsed, character references resolved.
//!
//! What is read here was written by a parser (the serialisation of HTML5, section 13.3), so every tag is closed, attributes are quoted and
//! only five characters are escaped. The walk is flat: depth costs nothing.

/// Elements that begin and end a paragraph (HTML's rendering section lists them with `display: block`).
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Elements whose text is not read.
const SILENT: [&str; 5] = ["script", "style", "template", "noscript", "title"];

/// The text of serialised HTML.
pub(super) fn text(html: &str) -> String {
    let mut out = Paragraphs::default();
    // A page without paragraphs may make them of elements of its own.
    let custom = !html.contains("<p>") && !html.contains("<p ");
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push(before);
        let (tag, after) = split_tag(tag);
        rest = after;
        let closing = tag.starts_with('/');
        let name = name(tag);
        if SILENT.contains(&name) && !closing {
            rest = behind(rest, name);
        } else if BLOCKS.contains(&name) || (custom && is_custom(tag)) {
            out.end();
            out.written &= name != "pre" || !closing;
            out.written |= name == "pre" && !closing;
        } else if name == "br" {
            out.line();
        } else if matches!(name, "td" | "th" | "label" | "option") {
            out.push(" ");
        }
    }
    out.push(rest);
    out.end();
    out.text
}

/// The inside of a tag and what follows it; comments and declarations give an empty tag.
fn split_tag(tag: &str) -> (&str, &str) {
    if let Some(comment) = tag.strip_prefix("!--") {
        return ("", comment.split_once("-->").map_or("", |(_, after)| after));
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (&tag[..at], &tag[at + 1..]),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    (tag, "")
}

fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &tag[..end]
}

/// Whether an element is none of HTML's: such have a hyphen in their names (HTML, section 4.13.3).
fn is_custom(tag: &str) -> bool {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(tag.len());
    tag[..end].contains('-')
}

/// What follows the closing tag of a silent element.
fn behind<'h>(html: &'h str, name: &str) -> &'h str {
    let close = format!("</{name}");
    html.find(&close).map_or("", |at| &html[at..])
}

/// Text that grows by paragraphs.
#[derive(Debug, Default)]
struct Paragraphs {
    text: String,
    current: String,
    /// Inside `<pre>`: a blank line parts paragraphs.
    written: bool,
}

impl Paragraphs {
    /// Adds text to the paragraph, with one space for any white space.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (c, length) = match c {
                '&' => reference(rest),
                _ => (c, c.len_utf8()),
            };
            rest = &rest[length..];
            if !c.is_whitespace() {
                self.current.push(c);
            } else if self.written && c == '\n' && rest.trim_start_matches([' ', '\t']).starts_with('\n') {
                self.end();
            } else if !self.current.is_empty() && !self.current.ends_with([' ', '\n']) {
                self.current.push(' ');
            }
        }
    }

    /// Ends a line inside the paragraph.
    fn line(&mut self) {
        let length = self.current.trim_end_matches(' ').len();
        self.current.truncate(length);
        if !self.current.is_empty() {
            self.current.push('\n');
        }
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        let paragraph = self.current.trim();
        if !paragraph.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
        self.current.clear();
    }
}

/// The characters that the serialisation escapes, and the length of the escape.
fn reference(text: &str) -> (char, usize) {
    const ESCAPES: [(&str, char); 5] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", '\u{A0}'),
    ];
    ESCAPES
        .iter()
        .find(|(escape, _)| text.starts_with(escape))
        .map_or(('&', 1), |(escape, c)| (*c, escape.len()))
}

/// Elements without an end tag, and such as the parser closes by itself where the next one begins: alone they do not nest.
const FLAT: [&str; 26] = [
    "", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot",
];

/// How many elements stand inside one another at most, by a scan of the page as it is; rather too many than too few. Inside drawings and
/// formulas the rules of XML hold: anything nests, and `<path/>` is closed.
pub(super) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest, mut foreign) = (0_usize, 0_usize, false);
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let closing = tag.starts_with('/');
        let lower = name(tag).to_ascii_lowercase();
        let (inside, after) = match lower.as_str() {
            "" if !tag.starts_with("!--") => ("", tag),
            _ => split_tag(tag),
        };
        rest = after;
        match lower.as_str() {
            "script" | "style" if !closing => {
                rest = after.find("</").map_or("", |at| &after[at..]);
                continue;
            }
            "svg" | "math" => foreign = !closing && !inside.ends_with('/'),
            _ => {}
        }
        let closed = inside.ends_with('/');
        let flat = if foreign {
            lower.is_empty() || closed
        } else {
            FLAT.contains(&lower.as_str()) || (closed && matches!(lower.as_str(), "svg" | "math"))
        };
        if !flat {
            depth = if closing {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_by_a_blank_line() {
        let cases = [
            (
                "<div><p>One\n  two.</p><p>Three &amp; four.</p></div>",
                "One two.\n\nThree & four.",
            ),
            (
                "<p>A <a href=\"/x>y\">link</a>, <em>words</em>.</p>",
                "A link, words.",
            ),
            ("<p>Line one<br>line two</p>", "Line one\nline two"),
            ("<ul><li>First</li><li>Second</li></ul>", "First\n\nSecond"),
            (
                "<p>15&nbsp;km</p><script>var a = '<p>no</p>';</script><p>end</p>",
                "15 km\n\nend",
            ),
            (
                "<table><tbody><tr><td>Gold</td><td>3</td></tr><tr><td>Silver</td><td>2</td></tr></tbody></table>",
                "Gold 3\n\nSilver 2",
            ),
            ("<pre>One\nline.\n \nTwo.</pre>a\n\nb", "One line.\n\nTwo.\n\na b"),
            (
                "<news-para>One <b-b>x</b-b></news-para><news-para>Two</news-para>",
                "One\n\nx\n\nTwo",
            ),
            ("<p>A <x-link>link</x-link> here</p>", "A link here"),
            ("<label>Yes</label><label>No</label>", "Yes No"),
            ("loose text<!-- <p>no</p> --> and more", "loose text and more"),
            ("5 &lt; 6 &copyright; <p>x", "5 < 6 &copyright;\n\nx"),
            ("<", ""),
            ("", ""),
        ];
        for (html, expected) in cases {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn drawings_nest_by_their_own_rules() {
        assert_eq!(
            depth(&format!("<svg>{}</svg><p>", "<path d='M0'/>".repeat(1000))),
            1
        );
        assert_eq!(depth(&format!("<svg>{}", "<td>".repeat(1000))), 1001);
        assert_eq!(depth(&"<rt>".repeat(1000)), 1000);
    }

    #[test]
    fn depth_counts_what_nests() {
        assert_eq!(depth("<html><body><div><p>a<p>b<br><img></div></body></html>"), 3);
        assert_eq!(depth(&"<div>".repeat(1000)), 1000);
        assert_eq!(depth(&"<div></div>".repeat(1000)), 1);
        assert_eq!(
            depth("<script>if (a<b) { '<div><div>' }</script><!-- <div><div><div> --><p>"),
            0
        );
    }
}
