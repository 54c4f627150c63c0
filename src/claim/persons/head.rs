//! The noun a phrase ends in: "officers" in "two off-duty police officers".

use std::ops::Range;

use super::PersonReader;
use crate::claim::page::Page;
use crate::claim::person_words::{PersonKinds, PersonNoun};
use crate::model::{Gap, Shape, Value};

/// Longest run of words between a determiner or number and its noun: "two off-duty Toledo police officers".
const MODIFIERS: usize = 5;

impl PersonReader {
    /// The noun that a phrase from word `from` ends in, within a few modifiers: its end, what it says, and whether "other" stands before it.
    pub(super) fn head(
        &self,
        page: &Page<'_>,
        from: usize,
        within: &Range<usize>,
    ) -> Option<(usize, PersonNoun, bool)> {
        let mut other = false;
        let mut found = None;
        for at in from..(from + MODIFIERS + 1).min(within.end) {
            let gap = page.gap(at);
            if at > from && !gap.is_blank() && !gap.is_hyphen()
                || at == from && gap.has_any(Gap::COMMA | Gap::STOP | Gap::QUOTE)
            {
                break;
            }
            let kinds = self.words.kinds(page.hash(at));
            other |= kinds.has(PersonKinds::OTHER);
            if at > from && page.number_at(at).is_some() {
                break;
            }
            let noun = kinds.noun().filter(|_| !in_name(page, at));
            // "Police arrest 40"
            if let Some(noun) = noun.filter(|noun| found.is_none() || !noun.generic) {
                found = Some((at + 1, noun));
                if noun.plural && !page.says(at, "police") {
                    break;
                }
                continue;
            }
            let wall = kinds.has(PersonKinds::WALL) && !self.is_attribute(page, at);
            if found.is_some() || wall || page.words()[at].shape == Shape::Number {
                break;
            }
        }
        let (mut end, noun) = found?;
        if page.says(end, "in") && page.gap(end).is_hyphen() && page.gap(end + 1).is_hyphen() {
            end += 2;
        }
        end += usize::from(page.says(end, "by") && page.gap(end).is_hyphen());
        let possessed = ["'s", "’s", "’"].contains(&page.word(end)) || page.gap(end).has(Gap::APOSTROPHE);
        (!possessed).then_some((end, noun, other))
    }
}

impl PersonReader {
    /// "injured" or "shooting" right before a noun for persons: "two injured subjects", "the four shooting victims".
    pub(super) fn is_attribute(&self, page: &Page<'_>, at: usize) -> bool {
        let kinds = self.words.kinds(page.hash(at));
        (kinds.has(PersonKinds::STATE) || kinds.has(PersonKinds::MODIFIER))
            && page.gap(at + 1).is_blank()
            && self.words.noun(page.hash(at + 1)).is_some_and(|noun| noun.plural)
    }
}

/// Whether word `at` is a capitalised part of a name: "Prince George's County", "Junior High School".
fn in_name(page: &Page<'_>, at: usize) -> bool {
    page.words()[at].shape.is_capital()
        && page
            .mentions_in(&(at.saturating_sub(8)..at + 1))
            .any(|(n, m)| page.ranges[n].contains(&at) && matches!(m.value, Value::Name(_)))
}
