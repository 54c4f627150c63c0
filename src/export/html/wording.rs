//! What the page calls verdicts, rules, kinds and values.

use crate::model::{
    AttributionKind, Comparator, Fact, FactClaim, FigureLine, MentionLine, ValueLine, Verdict,
};
use crate::report::{Cast, value_words};

/// A verdict as people read it.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerdictWords {
    /// Its name in data, which is its class on the page too.
    pub(super) class: &'static str,
    /// In words.
    pub(super) words: &'static str,
    /// A sign that does without colour.
    pub(super) sign: &'static str,
}

/// The words of a verdict.
pub(super) fn verdict(verdict: Verdict) -> VerdictWords {
    let (words, sign) = match verdict {
        Verdict::Single => ("one report", "○"),
        Verdict::Agree => ("agree", "="),
        Verdict::Compatible => ("compatible", "+"),
        Verdict::LessPrecise => ("less precise", "≈"),
        Verdict::Conflict => ("conflict", "≠"),
    };
    VerdictWords {
        class: verdict.as_str(),
        words,
        sign,
    }
}

/// Every verdict, the worst first, as filters and counts list them.
pub(super) const VERDICTS: [Verdict; 5] = [
    Verdict::Conflict,
    Verdict::LessPrecise,
    Verdict::Compatible,
    Verdict::Agree,
    Verdict::Single,
];

/// What the rule that chose an answer did; a rule that has no sentence here says its own name.
pub(super) fn rule(rule: &str) -> String {
    let sentence = match rule {
        "agree" => "all reports agree",
        "only_report" => "the only report",
        "most_precise" => "the most precise of reports that agree",
        "vote" => "most independent sources",
        "earliest" => "the earliest report",
        "latest" => "the latest report",
        "lead" => "told first in the reports",
        "qualified" => "the number with its qualifier",
        "union" => "all that is named, together",
        other => return other.replace('_', " "),
    };
    sentence.to_owned()
}

/// What a fact asks: what it is about, with the entity where it asks of one.
pub(super) fn asked(fact: &Fact, cast: &Cast) -> String {
    let question = cast.question(&fact.question);
    match (fact.about.as_str(), question.split_once(": ")) {
        ("", _) => question.replace('_', " "),
        (about, Some((_, name))) => format!("{about}: {name}"),
        (about, None) => about.to_owned(),
    }
}

/// Who says a claim: `the outlet's own words`, `quoting …`, `citing …`.
pub(super) fn said_by(claim: &FactClaim, cast: &Cast) -> String {
    let source = |id: &str| cast.entity(id);
    match (&claim.attribution.attributed_to, claim.attribution.kind) {
        (Some(id), AttributionKind::Direct) => format!("quoting {}", source(id)),
        (Some(id), _) => format!("citing {}", source(id)),
        (None, AttributionKind::Direct) => "in quotation marks".to_owned(),
        (None, AttributionKind::Indirect) => "citing somebody".to_owned(),
        (None, AttributionKind::None) => "in its own words".to_owned(),
    }
}

/// The class of a kind: its own where the style sheet has one, else one for every other. A class is never made of data.
pub(super) fn kind_class(kind: &str) -> &'static str {
    match kind {
        "actor" => "actor",
        "date" => "date",
        "figure" => "figure",
        "organisation" => "organisation",
        "person" => "person",
        "place" => "place",
        _ => "other",
    }
}

/// The value of a mention for its tooltip, without the kind: `World Paddle Union (org/~world-paddle-union)`, `2018-04-03`, `(80,) athlete`.
pub(super) fn value(mention: &MentionLine) -> String {
    let value = value_words(&mention.value);
    match &mention.value {
        ValueLine::Name(name) if name.entity.is_some() => format!("{} ({value})", name.name),
        ValueLine::Name(name) => format!("{}, one of {}", name.name, value.replace('|', ", ")),
        ValueLine::Figure(figure) => format!("{} ({})", amount(figure), figure.measure),
        ValueLine::Date(date) => match (date.when.from, date.when.to) {
            (Some(from), Some(to)) if from.to_string() != value => format!("{value} ({from} to {to})"),
            _ => value,
        },
    }
}

/// The number of a figure with its bound, else its interval, with its unit and what is counted: `more than 80 athlete`, `[3,5] day`.
fn amount(figure: &FigureLine) -> String {
    let number = match (figure.comparator, figure.nominal) {
        (Comparator::Between | Comparator::Vague, _) | (_, None) => figure.interval.clone(),
        (Comparator::Exactly, Some(number)) => number.to_string(),
        (bound, Some(number)) => format!("{} {number}", bound.as_str().replace('_', " ")),
    };
    let parts = [Some(&number), figure.unit.as_ref(), figure.of.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tip(fields: &str) -> String {
        let line = format!(
            r#"{{"id":"a:text:0-1:x","kind":"x","field":"text","start":0,"end":1,"byte_start":0,"byte_end":1,"text":"x",{fields},"score":1.0,"rule":"x/x"}}"#
        );
        value(&serde_json::from_str(&line).unwrap())
    }

    #[test]
    fn values_read_as_people_say_them() {
        let figure = |low: &str, high: &str, interval: &str, comparator: &str| {
            tip(&format!(
                r#""number":{{"start":0,"end":1}},"measure":"count","low":{low},"high":{high},"interval":"{interval}","nominal":80,"comparator":"{comparator}","unit":null,"of":"athlete""#
            ))
        };
        assert_eq!(figure("80", "80", "[80,80]", "exactly"), "80 athlete (count)");
        assert_eq!(
            figure("80", "null", "(80,)", "more_than"),
            "more than 80 athlete (count)"
        );
        assert_eq!(
            figure("75", "85", "[75,85]", "between"),
            "[75,85] athlete (count)"
        );
        let name = r#""name":"APT28","match":"exact""#;
        assert_eq!(
            tip(&format!(r#"{name},"entity":"actor/apt28","candidates":[]"#)),
            "APT28 (actor/apt28)"
        );
        assert_eq!(
            tip(&format!(
                r#"{name},"entity":null,"candidates":["actor/a","actor/b"]"#
            )),
            "APT28, one of actor/a, actor/b"
        );
        let month = r#""type":"DATE","value":"2017-01","from":"2017-01-01","to":"2017-01-31""#;
        assert_eq!(tip(month), "2017-01 (2017-01-01 to 2017-01-31)");
    }
}
