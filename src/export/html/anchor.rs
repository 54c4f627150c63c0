//! Where links lead: the `id` of each element, made of what the element shows, so that an address into a page holds for the next export too.
//!
//! Ids of articles are any text. Letters, digits, `-` and `_` of ASCII stay, every other byte becomes `.` and two digits: no white space
//! (HTML forbids it in an id), nothing that an address would have to escape, and no two articles alike. `:` joins the parts.

use std::fmt::Write as _;

use crate::model::ClaimSpan;

/// An article: `a:harbour-post-3`.
pub(super) fn article(id: &str) -> String {
    joined("a:", id)
}

/// Words of an article, in code points: `a:harbour-post-3:text:216-259`.
pub(super) fn place(id: &str, span: &ClaimSpan) -> String {
    let mut anchor = article(id);
    let _ = write!(anchor, ":{}:{}-{}", span.field.as_str(), span.start, span.end);
    anchor
}

/// A story.
pub(super) fn story(id: &str) -> String {
    joined("s:", id)
}

/// A fact.
pub(super) fn fact(id: &str) -> String {
    joined("f:", id)
}

fn joined(prefix: &str, id: &str) -> String {
    let mut anchor = String::with_capacity(prefix.len() + id.len() + 16);
    anchor.push_str(prefix);
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            anchor.push(char::from(byte));
        } else {
            let _ = write!(anchor, ".{byte:02x}");
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_makes_an_address() {
        assert_eq!(article("harbour-post_3"), "a:harbour-post_3");
        assert_eq!(article("a b.txt\"é"), "a:a.20b.2etxt.22.c3.a9");
        let span = ClaimSpan {
            start: 3,
            end: 9,
            ..ClaimSpan::default()
        };
        assert_eq!(place("x", &span), "a:x:text:3-9");
        assert_ne!(article("x:text:3-9"), place("x", &span));
    }
}
