//! Which of the `<article>` elements of a page is its article: teasers are such elements too, and pages that go on and on hold the next one.

use dom_smoothie::Readability;

/// Share of the longest element's text from which on the first of them is the page's article.
const LIKE_THE_LONGEST: usize = 2;

/// Takes the other `<article>` elements out. Those inside it, as entries of a live blog are, and those around it stay.
pub(super) fn keep_one(page: &Readability) {
    let Some(found) = page.doc.try_select("article") else {
        return;
    };
    let nodes = found.nodes();
    let lengths: Vec<usize> = nodes.iter().map(|node| node.text().len()).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let first = lengths
        .iter()
        .position(|length| length * LIKE_THE_LONGEST >= longest);
    let Some(article) = first.and_then(|at| nodes.get(at)) else {
        return;
    };
    let around: Vec<_> = article.ancestors(None).iter().map(|node| node.id).collect();
    for node in nodes {
        let inside = node.ancestors(None).iter().any(|above| above.id == article.id);
        if node.id != article.id && !inside && !around.contains(&node.id) {
            node.remove_from_parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_and_the_next_article_go() {
        let long = "word ".repeat(40);
        for (html, kept) in [
            (
                format!("<article>{long}</article><article>Teaser</article>"),
                "word",
            ),
            (
                format!("<article>First</article><article>{long}</article>"),
                "word",
            ),
            (
                format!("<article>One {long}</article><article>Next {long}</article>"),
                "One word",
            ),
            (
                format!("<article>Live {long}<article>Entry</article></article>"),
                "Live word",
            ),
        ] {
            let page = Readability::from(html.as_str());
            keep_one(&page);
            let text = page.doc.text().to_string();
            assert!(text.trim_start().starts_with(kept), "{html}: {text}");
            assert!(!text.contains("Teaser") && !text.contains("First") && !text.contains("Next"));
            assert_eq!(text.contains("Entry"), html.contains("Entry"));
        }
    }
}
