//! Values in words, for people: "more than 80", "21 February 2017", "probably yes".

use std::collections::BTreeMap;

use crate::model::{
    ArticleClaims, Certainty, ClaimAmount, ClaimValue, ClaimWhen, Comparator, Polarity, says_more,
};

/// The words for the values of one story: its articles say what their entities are called.
#[derive(Debug, Default)]
pub(super) struct Wording<'a> {
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Wording<'a> {
    pub(super) fn new(articles: &[&'a ArticleClaims]) -> Self {
        let mut names = BTreeMap::<&str, &str>::new();
        for (id, name) in articles.iter().flat_map(|article| &article.names) {
            let known = names.entry(id).or_insert(name);
            if says_more(name, known) {
                *known = name;
            }
        }
        Self { names }
    }

    /// A position's value in words, with how sure it is.
    pub(super) fn value(&self, value: &ClaimValue, certainty: Certainty, polarity: Polarity) -> String {
        let text = match value {
            ClaimValue::Amount(amount) => amount_text(amount),
            ClaimValue::When(when) => when_text(when),
            ClaimValue::Names(ids) => ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", "),
            ClaimValue::Phrase(phrase) => phrase.clone(),
            ClaimValue::Proposition(_) => return proposition_text(certainty, polarity).to_owned(),
        };
        let text = if polarity == Polarity::Denied {
            format!("not {text}")
        } else {
            text
        };
        match certainty {
            Certainty::Asserted => text,
            Certainty::Probable => format!("probably {text}"),
            Certainty::Possible => format!("possibly {text}"),
            Certainty::Unknown => format!("not known: {text}"),
        }
    }

    /// The printed name of an entity; of one that no article names, the words of its id.
    fn name(&self, id: &str) -> String {
        self.names.get(id).map_or_else(
            || words_of(id),
            |name| name.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    }
}

fn proposition_text(certainty: Certainty, polarity: Polarity) -> &'static str {
    match (certainty, polarity) {
        (Certainty::Unknown, _) => "not known",
        (Certainty::Asserted, Polarity::Affirmed) => "yes",
        (Certainty::Probable, Polarity::Affirmed) => "probably yes",
        (Certainty::Possible, Polarity::Affirmed) => "possibly yes",
        (Certainty::Asserted, Polarity::Denied) => "no",
        (Certainty::Probable, Polarity::Denied) => "probably no",
        (Certainty::Possible, Polarity::Denied) => "possibly no",
    }
}

fn amount_text(amount: &ClaimAmount) -> String {
    let number = match (amount.nominal, amount.comparator) {
        (Some(n), Comparator::MoreThan) => format!("more than {}", grouped(n)),
        (Some(n), Comparator::AtLeast) => format!("at least {}", grouped(n)),
        (Some(n), Comparator::LessThan) => format!("fewer than {}", grouped(n)),
        (Some(n), Comparator::AtMost) => format!("up to {}", grouped(n)),
        (Some(n), Comparator::Nearly) => format!("nearly {}", grouped(n)),
        (Some(n), Comparator::About) => format!("about {}", grouped(n)),
        (Some(n), Comparator::Exactly) => grouped(n),
        _ => range_text(amount),
    };
    match amount.unit.as_deref() {
        Some("%") => format!("{number}%"),
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

fn range_text(amount: &ClaimAmount) -> String {
    if let Some(n) = amount.interval.single() {
        return grouped(n);
    }
    match (amount.interval.low, amount.interval.high) {
        (Some(low), Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        (Some(low), None) => format!("at least {}", grouped(low)),
        (None, Some(high)) => format!("up to {}", grouped(high)),
        (None, None) => "some".to_owned(),
    }
}

/// A number with commas between thousands: `1,204`, `2.5`.
fn grouped(n: f64) -> String {
    let plain = n.to_string();
    let (whole, rest) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    let mut out = sign.to_owned();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// Days and months as they are; parts of a month by their days.
fn when_text(when: &ClaimWhen) -> String {
    let (Some(from), Some(to)) = (when.from, when.to) else {
        return when.value.clone();
    };
    let whole_month = from.first_of_month() == from && from.last_of_month() == to;
    if from == to {
        from.strftime("%-d %B %Y").to_string()
    } else if whole_month {
        from.strftime("%B %Y").to_string()
    } else if from.day_of_year() == 1 && to == from.last_of_year() {
        from.year().to_string()
    } else {
        format!("{} to {}", from.strftime("%-d %B %Y"), to.strftime("%-d %B %Y"))
    }
}

/// The words of an entity's id: `org/~harbour-rescue` as `harbour rescue`.
fn words_of(id: &str) -> String {
    let name = id.split_once('/').map_or(id, |(_, name)| name);
    name.trim_start_matches('~').replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        for (n, text) in [
            (80.0, "80"),
            (1204.0, "1,204"),
            (1_000_000.0, "1,000,000"),
            (2.5, "2.5"),
            (-1500.0, "-1,500"),
        ] {
            assert_eq!(grouped(n), text);
        }
    }
}
