//! How formats of other tools name kinds and values.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Measure, MentionLine, TimexType, ValueLine};

/// The label of a mention as OntoNotes 5 and spaCy's models have it, where they mean the same: `ORG`, `PERSON`, `LOC`, `DATE`, `TIME`,
/// `MONEY`, `PERCENT`, `QUANTITY`, `ORDINAL`. Counts are `COUNT`, not `CARDINAL`: they span the counted noun. Any other kind is itself in
/// capitals: `ACTOR`.
pub(super) fn label(mention: &MentionLine) -> Cow<'static, str> {
    let known = match (&mention.value, mention.kind.as_str()) {
        (_, "organisation") => "ORG",
        (_, "person") => "PERSON",
        (_, "place") => "LOC",
        (ValueLine::Date(date), "date") if date.when.timex == TimexType::Time => "TIME",
        (ValueLine::Figure(figure), "figure") => return Cow::Owned(figure.measure.as_str().to_uppercase()),
        (_, kind) => return Cow::Owned(kind.to_uppercase()),
    };
    Cow::Borrowed(known)
}

/// The entity of a name that has one.
pub(super) fn entity(mention: &MentionLine) -> Option<&str> {
    match &mention.value {
        ValueLine::Name(name) => name.entity.as_deref(),
        _ => None,
    }
}

/// The value in a word or few: the entity of a name, or its candidates with `|` between; TIMEX3's value of a date; the interval of a
/// figure with its unit or what it counts.
pub(super) fn value(mention: &MentionLine) -> String {
    match &mention.value {
        ValueLine::Name(name) => match &name.entity {
            Some(entity) => entity.to_string(),
            None => name.candidates.join("|"),
        },
        ValueLine::Date(date) => date.when.value.clone(),
        ValueLine::Figure(figure) => {
            let percent = (figure.measure == Measure::Percent).then_some("%");
            match figure.unit.as_deref().or(figure.of.as_deref()).or(percent) {
                Some(unit) => format!("{} {unit}", figure.interval),
                None => figure.interval.clone(),
            }
        }
    }
}

/// Mentions that overlap no other, the longest first where some do: what formats with one label a word can hold. In order of place.
pub(super) fn apart<'a>(mentions: impl Iterator<Item = &'a MentionLine>) -> Vec<&'a MentionLine> {
    let mut by_length: Vec<&MentionLine> = mentions.filter(|m| m.byte_start < m.byte_end).collect();
    by_length.sort_by_key(|m| (Reverse(m.byte_end - m.byte_start), m.byte_start));
    let mut apart = BTreeMap::<u32, &MentionLine>::new();
    for mention in by_length {
        let before = apart.range(..mention.byte_end).next_back();
        if before.is_none_or(|(_, other)| other.byte_end <= mention.byte_start) {
            apart.insert(mention.byte_start, mention);
        }
    }
    apart.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn the_longest_of_overlapping_mentions_stays() {
        let text = "the Bank of England said on Monday";
        let all = [
            mention(text, "England", "place", "text", &name("place/england")),
            mention(
                text,
                "Bank of England",
                "organisation",
                "text",
                &name("org/bank-of-england"),
            ),
            mention(
                text,
                "Monday",
                "date",
                "text",
                &serde_json::json!({"type": "DATE", "value": "2017-04-03", "from": null, "to": null}),
            ),
        ];
        let record = record("1", text, &all);
        let apart = apart(record.mentions.iter());
        let told: Vec<(String, String)> = apart.iter().map(|m| (label(m).into_owned(), value(m))).collect();
        assert_eq!(
            told,
            [
                ("ORG".to_owned(), "org/bank-of-england".to_owned()),
                ("DATE".to_owned(), "2017-04-03".to_owned())
            ]
        );
    }
}
