//! What is no part of an article by the words of its class and id: the names differ from site to site, their words hardly do.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use dom_smoothie::Readability;

/// Share of a page's text from which on an element is kept whatever it is called: it holds the article.
const MUCH: f64 = 0.4;

/// Elements that are never left out for their names.
const KEPT: [&str; 5] = ["html", "body", "article", "main", "h1"];

/// The words by which elements are left out.
#[derive(Debug)]
pub(super) struct NamedParts {
    words: Vec<String>,
    /// Made for the first page.
    matcher: OnceLock<Option<AhoCorasick>>,
}

impl NamedParts {
    /// Beginnings of words, in small letters.
    pub(super) fn new(words: Vec<String>) -> Self {
        Self {
            words,
            matcher: OnceLock::new(),
        }
    }

    fn matcher(&self) -> Option<&AhoCorasick> {
        let make = || {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(&self.words)
        };
        self.matcher.get_or_init(|| make().ok()).as_ref()
    }

    /// Takes such elements out of a page.
    pub(super) fn leave_out(&self, page: &Readability) {
        let Some(found) = page.doc.try_select("[class], [id]") else {
            return;
        };
        let mut whole = None;
        for node in found.nodes() {
            let names = ["class", "id"].into_iter().filter_map(|key| node.attr(key));
            let kept = node.node_name().is_some_and(|name| KEPT.contains(&name.as_ref()));
            if kept || !names.into_iter().any(|names| self.tells(&names)) {
                continue;
            }
            let whole = *whole.get_or_insert_with(|| page.doc.text().len().max(1));
            if (node.text().len() as f64) < MUCH * whole as f64 {
                node.remove_from_parent();
            }
        }
    }

    /// Whether one of the words begins a word of these names.
    fn tells(&self, names: &str) -> bool {
        let bytes = names.as_bytes();
        let begins = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        self.matcher().is_some_and(|words| {
            words
                .find_overlapping_iter(names)
                .any(|found| begins(found.start()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::NamedParts;

    #[test]
    fn words_begin_where_names_have_a_border() {
        let parts = NamedParts::new(vec!["comment".to_owned(), "share".to_owned()]);
        for (names, told) in [
            ("story-comments open", true),
            ("Comment_List", true),
            ("noncommented", false),
            ("timeshare", false),
            ("x share", true),
            ("", false),
        ] {
            assert_eq!(parts.tells(names), told, "{names}");
        }
    }
}
