//! A page without what no reader of articles needs, before it is parsed: scripts (but for JSON-LD), styles, drawings and comments are most
//! of a page's bytes, and a scan is many times as fast as a parser.

use memchr::{memchr, memmem};

/// Elements that are left out with all that is in them.
const GONE: [&str; 4] = ["script", "style", "svg", "iframe"];

/// The one among them whose content is parsed.
const DRAWING: &str = "svg";

/// The page without them. What is left stands in the same order. A comment or script that does not close goes to the page's end, as in the
/// parser (HTML, section 13.2.5); a drawing that does not close stays.
pub(super) fn trimmed(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    // Looked for once: what does not close here does not close later.
    let mut open_drawing = false;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let tag = &rest[at..];
        let Some(length) = gone(tag, &mut open_drawing) else {
            // Beyond its end, so that what is quoted in it is not taken for a tag.
            let end = at + tag_length(tag);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// The length of a comment or element that is left out, from its first tag on.
fn gone(tag: &str, open_drawing: &mut bool) -> Option<usize> {
    if tag.starts_with("<!--") {
        return Some(memmem::find(tag.as_bytes(), b"-->").map_or(tag.len(), |end| end + 3));
    }
    let name = GONE.into_iter().find(|name| begins(&tag[1..], name))?;
    if name == DRAWING && *open_drawing {
        return None;
    }
    let begin = tag_length(tag);
    if name == "script" && memmem::find(&tag.as_bytes()[..begin], b"ld+json").is_some() {
        return None;
    }
    let mut from = begin;
    loop {
        let Some(close) = memmem::find(&tag.as_bytes()[from..], b"</").map(|at| from + at) else {
            *open_drawing |= name == DRAWING;
            return (name != DRAWING).then_some(tag.len());
        };
        if begins(&tag[close + 2..], name) {
            return Some(close + tag_length(&tag[close..]));
        }
        from = close + 2;
    }
}

/// Whether a tag's inside begins with this name, in any letter case.
fn begins(inside: &str, name: &str) -> bool {
    let (bytes, length) = (inside.as_bytes(), name.len());
    bytes
        .get(..length)
        .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && bytes
            .get(length)
            .is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'-')
}

/// How long a tag is, quoted values included; one byte where `<` begins none.
fn tag_length(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    if !bytes
        .get(1)
        .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    {
        return 1;
    }
    let mut at = 1;
    while let Some(step) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += step + 1;
        let quote = bytes[at - 1];
        if quote == b'>' {
            return at;
        }
        // A quotation mark opens a value behind `=` alone; elsewhere it is a slip of the page's author.
        let before = bytes[..at - 1].trim_ascii_end().last();
        if before == Some(&b'=') {
            match memchr(quote, &bytes[at..]) {
                Some(end) => at += end + 1,
                None => return bytes.len(),
            }
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn what_is_left_out_and_what_stays() {
        let cases = [
            (
                "<p>a</p><script>if (a<b) '<p>'</script><p>b</p>",
                "<p>a</p><p>b</p>",
            ),
            ("<SCRIPT src=x></SCRIPT >x", "x"),
            (
                "<script type=\"application/ld+json\">{}</script>x",
                "<script type=\"application/ld+json\">{}</script>x",
            ),
            (
                "<style>p > a {}</style><svg><path d='<'/></svg>x<!-- <p> -->y",
                "xy",
            ),
            ("<a title='<script>'>x</a>", "<a title='<script>'>x</a>"),
            ("<a title=it's>x</a><script>'</script>y", "<a title=it's>x</a>y"),
            ("a < b <script>no end", "a < b "),
            ("<svg>no end <svg>none", "<svg>no end <svg>none"),
            ("<scripted>x</scripted>", "<scripted>x</scripted>"),
            ("x<!-- open", "x"),
            ("<", "<"),
        ];
        for (html, left) in cases {
            assert_eq!(trimmed(html), left, "{html}");
        }
    }
}
