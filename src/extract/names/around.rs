//! The words around a candidate, found once for the three kinds.

use super::candidates::Candidate;
use super::look::Look;
use super::vocabulary::{Class, Classes};
use crate::model::Gap;

/// What stands beside a candidate in its sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    /// The words beside it.
    pub(crate) beside: Beside,
    /// The article before it.
    pub(crate) article: Article,
    /// A possessive follows.
    pub(crate) possessive: bool,
    /// The word after, whatever stands between.
    pub(crate) right: Option<usize>,
    /// What stands between it and `right`.
    pub(crate) gap_after: Gap,
    /// What stands before the candidate (before its article, if it has one).
    pub(crate) gap_before: Gap,
    /// It begins its sentence.
    pub(crate) initial: bool,
    /// The lists of the word before, if it is written small or begins the sentence, where a capital says nothing.
    small_before: Classes,
    /// The lists of the word after, if it is written small.
    small_after: Classes,
}

/// The words beside a candidate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// The word before, without an article, if only blanks are between.
    pub(crate) before: Option<usize>,
    /// The word after, without the possessive, if only blanks are between.
    pub(crate) after: Option<usize>,
}

/// An article before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Article {
    /// None.
    None,
    /// "the", "its"
    Definite,
    /// "a", "an"
    Indefinite,
}

impl Around {
    /// Looks around a candidate.
    pub(crate) fn new(look: &Look<'_>, candidate: &Candidate) -> Self {
        let range = look.reading.sentences()[candidate.sentence].range();
        let mut first = candidate.first;
        let mut article = Article::None;
        if first > range.start && look.reading.gap(first).is_blank() {
            article = match look.reading.word(first - 1) {
                "the" | "The" | "its" | "their" | "our" => Article::Definite,
                "a" | "an" | "A" | "An" => Article::Indefinite,
                _ => Article::None,
            };
            first -= usize::from(article != Article::None);
        }
        let gap_before = look.reading.gap(first);
        let left = (first > range.start).then(|| first - 1);
        let possessive = look.is_possessive(candidate.end)
            || (look.reading.gap(candidate.end) == Gap::APOSTROPHE | Gap::SPACE
                && look.reading.word(candidate.end - 1).ends_with('s'));
        let end = candidate.end + usize::from(look.is_possessive(candidate.end));
        let right = (end < range.end).then_some(end);
        let gap_after = look.reading.gap(end);
        let blank_after = gap_after.is_blank() || (possessive && gap_after == Gap::APOSTROPHE | Gap::SPACE);
        let before = left.filter(|_| gap_before.is_blank());
        let after = right.filter(|_| blank_after);
        let small = |at: &usize| *at == range.start || !look.has_capital(*at);
        Self {
            beside: Beside { before, after },
            article,
            possessive,
            right,
            gap_after,
            gap_before,
            initial: candidate.first == range.start,
            small_before: before
                .filter(small)
                .map(|at| look.classes(at))
                .unwrap_or_default(),
            small_after: after
                .filter(|at| !look.has_capital(*at))
                .map(|at| look.classes(at))
                .unwrap_or_default(),
        }
    }

    /// Whether the word before stands in a list and is written small.
    #[inline]
    pub(crate) fn after_word(&self, class: Class) -> bool {
        self.small_before.has(class)
    }

    /// Whether the word after stands in a list and is written small.
    #[inline]
    pub(crate) fn before_word(&self, class: Class) -> bool {
        self.small_after.has(class)
    }

    /// The head of an apposition after a comma: "X, a Paris-based company": the first word of `heads` within six small words, before
    /// any mark.
    pub(crate) fn apposition(&self, look: &Look<'_>, heads: &[Class]) -> Option<Class> {
        let first = self.right?;
        if !self.gap_after.has_any(Gap::COMMA | Gap::OPEN | Gap::DASH) || self.possessive {
            return None;
        }
        let opener = look.reading.word(first);
        if !matches!(opener, "a" | "an" | "the" | "one" | "its" | "his" | "her" | "who")
            && !look.is_any(first, heads)
        {
            return None;
        }
        let mut head = None;
        for at in first..first + 7 {
            if at > first && !(look.reading.gap(at).is_blank() || look.reading.gap(at).is_hyphen()) {
                break;
            }
            if at > first
                && matches!(
                    look.reading.word(at),
                    "of" | "in" | "that" | "which" | "for" | "at" | "and" | "who"
                )
            {
                break;
            }
            if let Some(class) = heads.iter().find(|c| look.is(at, **c)) {
                head = Some(*class);
            }
        }
        head
    }
}
