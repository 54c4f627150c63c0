//! "1.204": twelve hundred in much of Europe, one and a fifth in English. Never guessed silently: what was assumed is in the rule's name.
//!
//! The article's own numbers decide where they can: "1,204" or "2.5" beside it say that a stop is a decimal point, "1.204.000" or "3,5"
//! that it groups. Else people and things come whole, and everything else is read as English writes it.

use super::part::Part;
use crate::extract::Reading;
use crate::extract::numbers::NumberForm;
use crate::model::{Measure, RuleId};

/// A number that can be read in two ways, and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guess {
    /// The value chosen.
    pub(super) value: f64,
    /// The rule that says what was assumed; none where the article decided.
    pub(super) rule: Option<RuleId>,
}

/// How `part` is to be read if its stop may group or divide; `counted`: a noun follows that it counts.
pub(super) fn guess(reading: &Reading<'_>, part: &Part<'_>, counted: bool) -> Option<Guess> {
    let digits = reading.word(part.first);
    if part.form != NumberForm::Digits || part.measure == Measure::Percent || !is_ambiguous(digits) {
        return None;
    }
    let style = style(reading, part.first);
    let whole = counted || part.measure == Measure::Money && digits.ends_with('0');
    let grouped = style == Some(Style::Grouping) || (whole && (counted || style.is_none()));
    let rule = match (grouped, style) {
        (true, Some(Style::Grouping)) | (false, Some(Style::Decimal)) => None,
        (true, _) => Some(RuleId::new("figures/assumed-thousands")),
        (false, _) => Some(RuleId::new("figures/assumed-decimal")),
    };
    let value = if grouped {
        (part.value * 1000.0).round()
    } else {
        part.value
    };
    Some(Guess { value, rule })
}

/// One to three digits, a stop, three digits: "1.204", not "0.204".
fn is_ambiguous(word: &str) -> bool {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    word.split_once('.').is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len())
            && rest.len() == 3
            && digits(whole)
            && digits(rest)
            && !whole.starts_with('0')
    })
}

/// What a stop in a number means in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal,
    Grouping,
}

/// What the other numbers of the article say; nothing where they say both or nothing.
fn style(reading: &Reading<'_>, but: usize) -> Option<Style> {
    let others = reading.numbers.iter().filter(|n| n.first != but);
    let mut said = others.filter_map(|n| style_of(reading.word(n.first)));
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

fn style_of(word: &str) -> Option<Style> {
    let last = word.rfind(['.', ','])?;
    let (mark, rest) = (word.as_bytes()[last], &word[last + 1..]);
    if !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (mark, rest.len(), word.matches('.').count()) {
        (b'.', 3, 1) => None,
        (b'.', 3, _) => Some(Style::Grouping),
        (b'.', ..) | (b',', 3, 0) => Some(Style::Decimal),
        (b',', 1 | 2, _) => Some(Style::Grouping),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_numbers_say_of_their_marks() {
        for (word, style) in [
            ("1,204", Some(Style::Decimal)),
            ("2.5", Some(Style::Decimal)),
            ("1.204.000", Some(Style::Grouping)),
            ("3,5", Some(Style::Grouping)),
            ("1.204", None),
            ("80", None),
        ] {
            assert_eq!(style_of(word), style, "{word}");
        }
    }
}
