//! A text with its marks. Marks overlap freely, elements cannot: the text is cut wherever a mark begins or ends, and each piece carries
//! the marks that cover it.

use std::ops::Range;

use super::cited::Citation;
use super::markup::Markup;
use super::wording;

/// Words of a text that mean something.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Bytes.
    pub(super) range: Range<usize>,
    /// The class of its kind; nothing for a claim.
    pub(super) kind: Option<&'static str>,
    /// What a tooltip tells.
    pub(super) tip: String,
    /// Of a claim that facts cite: its anchor, and the facts.
    pub(super) cited: Option<(String, &'a [Citation])>,
}

/// Writes a text block by block.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    text: &'a str,
    marks: Vec<Mark<'a>>,
    next: usize,
    active: Vec<usize>,
    focusable: bool,
}

impl<'a> Pen<'a> {
    /// A pen for a text. Marks that do not lie on its characters are left out.
    pub(super) fn new(text: &'a str, mut marks: Vec<Mark<'a>>) -> Self {
        marks.retain(|mark| {
            text.get(mark.range.clone())
                .is_some_and(|words| !words.is_empty())
        });
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        Self {
            text,
            marks,
            next: 0,
            active: Vec::new(),
            focusable: true,
        }
    }

    /// Writes a range of the text, behind those written before.
    pub(super) fn block(&mut self, block: &Range<usize>, html: &mut Markup) {
        let mut at = block.start;
        loop {
            self.close(at, html);
            self.open(at, html);
            if at >= block.end {
                break;
            }
            let stop = self.next_border(at).min(block.end);
            self.piece(at..stop, html);
            at = stop;
        }
    }

    /// Ends the marks that end at `at` or before, with links to the facts that cite them.
    fn close(&mut self, at: usize, html: &mut Markup) {
        let marks = &self.marks;
        self.active.retain(|&n| {
            let goes_on = marks[n].range.end > at;
            if !goes_on && let Some((_, citations)) = &marks[n].cited {
                references(citations, html);
            }
            goes_on
        });
    }

    fn open(&mut self, at: usize, html: &mut Markup) {
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.range.start <= at) {
            // A mark between two blocks has nothing to show, but links may lead to it.
            if let Some((anchor, citations)) = &mark.cited {
                html.raw("<a class=\"at\" id=\"").text(anchor).raw("\"></a>");
                if mark.range.end <= at {
                    references(citations, html);
                }
            }
            if mark.range.end > at {
                self.active.push(self.next);
            }
            self.next += 1;
        }
    }

    fn next_border(&self, at: usize) -> usize {
        let ends = self.active.iter().map(|&n| self.marks[n].range.end);
        let start = self.marks.get(self.next).map(|mark| mark.range.start);
        ends.chain(start)
            .filter(|&border| border > at)
            .min()
            .unwrap_or(self.text.len())
    }

    /// Writes a piece that the active marks cover. The outermost element carries the words of all, so that one stop tells all of them.
    fn piece(&mut self, piece: Range<usize>, html: &mut Markup) {
        let words = self.text.get(piece).unwrap_or_default();
        if self.active.is_empty() {
            html.text(words);
            return;
        }
        let marks: Vec<&Mark> = self.active.iter().map(|&n| &self.marks[n]).collect();
        html.raw("<mark class=\"");
        if marks.iter().any(|mark| mark.kind.is_none()) {
            html.raw("claim");
        }
        let mut kinds: Vec<&'static str> = marks.iter().filter_map(|mark| mark.kind).collect();
        kinds.dedup();
        if let Some(kind) = kinds.first() {
            html.raw(" ").raw(kind);
        }
        html.raw("\" title=\"");
        for (n, mark) in marks.iter().enumerate() {
            html.raw(if n > 0 { "\n" } else { "" }).text(&mark.tip);
        }
        // One stop for each text: from there the arrow keys go on.
        let focusable = std::mem::take(&mut self.focusable);
        html.raw(if focusable { "\" tabindex=\"0\">" } else { "\">" });
        for kind in kinds.iter().skip(1) {
            html.raw("<span class=\"").raw(kind).raw("\">");
        }
        html.text(words);
        for _ in kinds.iter().skip(1) {
            html.raw("</span>");
        }
        html.raw("</mark>");
    }
}

/// Links to facts behind the words they cite.
fn references(citations: &[Citation], html: &mut Markup) {
    for citation in citations {
        let verdict = wording::verdict(citation.verdict);
        html.raw("<a class=\"ref ")
            .raw(verdict.class)
            .raw("\" href=\"#")
            .text(&citation.fact);
        html.raw("\" aria-label=\"fact, ")
            .raw(verdict.words)
            .raw(": ")
            .text(&citation.says);
        html.raw("\" title=\"")
            .raw(verdict.words)
            .raw(": ")
            .text(&citation.says);
        html.raw("\">").raw(verdict.sign).raw("</a>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;

    fn mark(range: Range<usize>, kind: &'static str) -> Mark<'static> {
        Mark {
            range,
            kind: Some(kind),
            tip: format!("{kind}: v"),
            cited: None,
        }
    }

    fn written(text: &str, marks: Vec<Mark<'_>>, blocks: &[[usize; 2]]) -> String {
        let (mut pen, mut html) = (Pen::new(text, marks), Markup::default());
        for &[start, end] in blocks {
            html.raw("|");
            pen.block(&(start..end), &mut html);
        }
        html.take()
    }

    #[test]
    fn crossing_marks_are_cut_at_all_borders() {
        let marks = vec![mark(2..6, "date"), mark(0..4, "figure")];
        assert_eq!(
            written("abcdefgh", marks, &[[0, 8]]),
            "|<mark class=\" figure\" title=\"figure: v\" tabindex=\"0\">ab</mark>\
             <mark class=\" figure\" title=\"figure: v\ndate: v\"><span class=\"date\">cd</span></mark>\
             <mark class=\" date\" title=\"date: v\">ef</mark>gh"
        );
    }

    #[test]
    fn a_claim_has_its_anchor_and_links_to_its_facts_even_between_blocks() {
        let citations = [Citation {
            fact: "f:1".into(),
            verdict: Verdict::Conflict,
            says: "killed: \"3\"".into(),
        }];
        let claim = |range| Mark {
            range,
            kind: None,
            tip: "t".into(),
            cited: Some(("a:x:text:0-2".to_owned(), &citations[..])),
        };
        let reference = "<a class=\"ref conflict\" href=\"#f:1\" aria-label=\"fact, conflict: killed: &quot;3&quot;\" title=\"conflict: killed: &quot;3&quot;\">≠</a>";
        let anchor = "<a class=\"at\" id=\"a:x:text:0-2\"></a>";
        assert_eq!(
            written("ab cd", vec![claim(0..2)], &[[0, 2], [3, 5]]),
            format!("|{anchor}<mark class=\"claim\" title=\"t\" tabindex=\"0\">ab</mark>{reference}|cd")
        );
        assert_eq!(
            written("ab\n\ncd", vec![claim(2..4)], &[[0, 2], [4, 6]]),
            format!("|ab{anchor}|{reference}cd")
        );
    }

    #[test]
    fn marks_that_do_not_fit_the_text_are_left_out() {
        assert_eq!(
            written("é", vec![mark(0..1, "date"), mark(2..9, "date")], &[[0, 2]]),
            "|é"
        );
    }
}
