//! What the page calls verdicts, rules, kinds and values.

use crate::model::{AttributionKind, Fact, FactClaim, FigureLine, MentionLine, ValueLine, Verdict};
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

/// The number of a figure, or its interval where it is not one number, with its unit and what is counted.
fn amount(figure: &FigureLine) -> String {
    let number = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low.total_cmp(&high).is_eq() => low.to_string(),
        _ => figure.interval.clone(),
    };
    let parts = [Some(&number), figure.unit.as_ref(), figure.of.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}
