//! What stands before and after a match, on one line and cut to a width.

use std::ops::Range;

use super::width::width;

/// Up to `columns` columns before and after the bytes `at` of a text, whole words, line ends as blanks.
pub fn context(text: &str, at: Range<usize>, columns: usize) -> (String, String) {
    let (before, after) = (
        text.get(..at.start).unwrap_or_default(),
        text.get(at.end..).unwrap_or_default(),
    );
    let mut left: Vec<&str> = Vec::new();
    let mut used = 0;
    for word in before.split_whitespace().rev() {
        used += width(word) + 1;
        if used > columns {
            break;
        }
        left.push(word);
    }
    left.reverse();
    let mut right = String::new();
    // What goes on without a blank belongs to the match: a comma, the rest of a word.
    let joined = after.split(char::is_whitespace).next().unwrap_or_default();
    right.push_str(joined);
    for word in after[joined.len()..].split_whitespace() {
        if width(&right) + width(word) + 1 > columns {
            break;
        }
        if !right.is_empty() {
            right.push(' ');
        }
        right.push_str(word);
    }
    (left.join(" "), right)
}

#[cfg(test)]
mod tests {
    use super::context;

    #[test]
    fn whole_words_on_both_sides() {
        let text = "The ferry to the island\nstayed in the harbour, because of fog.";
        let at = text.find("harbour").map(|n| n..n + 7).unwrap();
        assert_eq!(
            context(text, at.clone(), 14),
            ("stayed in the".to_owned(), ", because of".to_owned())
        );
        assert_eq!(context(text, 0..0, 9).1, "The ferry");
        assert_eq!(context("", 0..0, 9), (String::new(), String::new()));
        assert_eq!(context(text, at, 0), (String::new(), ",".to_owned()));
    }
}
