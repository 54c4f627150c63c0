//! What one article says about one question.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Amount, Comparator, Field, Interval, When, whole_or_decimal};

/// One answer of one article to one question, with how sure it is and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Declared (`killed`, `detected_on`) or open (`count:athlete`).
    pub question: String,
    /// What the question is about, in the article's words: "athletes who applied for TUEs since 2012".
    pub about: String,
    /// The answer.
    pub value: ClaimValue,
    /// FactBank's certainty.
    pub certainty: Certainty,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Who says so, flattened into the line as `attributed_to` and `attribution`.
    #[serde(flatten)]
    pub attribution: Attribution,
    /// The day the claim holds for: the publication day, unless the sentence names another.
    pub as_of: Option<Date>,
    /// What a number counts in: "including the gunman".
    pub includes: Option<String>,
    /// Whether the answer is said, or counted together or inferred from what is said.
    #[serde(default, skip_serializing_if = "Basis::is_said")]
    pub basis: Basis,
    /// What keeps it apart from the claims on the article's own event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Of open questions: the words of the clause that say what the counted things do or suffer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<String>,
    /// A hash of the nine words around it, by which texts copied from one another are known: nothing where the sentence is shorter than six.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<u32>,
    /// Where the claim's words stand.
    #[serde(flatten)]
    pub span: ClaimSpan,
    /// Index of the sentence in the text.
    pub sentence: u32,
    /// The words under the span.
    pub quote: String,
}

/// Sentences of a text that tell its own event.
const LEAD: u32 = 4;

impl Claim {
    /// Whether it stands below title and lead.
    pub fn is_late(&self) -> bool {
        self.sentence >= LEAD && self.span.field.is_text()
    }
}

/// How an article gives an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// In these words: "three people were killed".
    #[default]
    Said,
    /// By persons described one by one, who need not be all: "a 34-year-old man was killed".
    Described,
    /// By what it says to another question: of five shot, one died, so four are injured.
    Inferred,
}

impl Basis {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Described => "described",
            Self::Inferred => "inferred",
        }
    }

    /// Whether the answer stands in the words.
    pub fn is_said(&self) -> bool {
        *self == Self::Said
    }
}

/// Why a claim is not on the event that the article reports, or not on the whole of it, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// In which way it is apart.
    pub kind: FrameKind,
    /// "in a separate shooting", "2013", "other".
    pub cue: String,
}

/// How a claim is apart from the article's own event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameKind {
    /// Another event, told of beside it: nothing is compared with it.
    Background,
    /// All events of a time or an area: "over the weekend", "across the city".
    Period,
    /// Some of a whole: "two others", "three of the people".
    Part,
}

impl FrameKind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Period => "period",
            Self::Part => "part",
        }
    }
}

/// Where a claim stands, in both units of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ClaimSpan {
    /// In the text, or in a title apart from it; printed where it is the title.
    #[serde(default, skip_serializing_if = "Field::is_text")]
    pub field: Field,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// First byte.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
}

/// The closed set of shapes an answer can have; printed as `{"amount": …}`, `{"when": …}`, `{"names": […]}`, `{"proposition": "…"}`, `{"phrase": "…"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimValue {
    /// Entities, sorted.
    Names(Vec<String>),
    /// A time.
    When(ClaimWhen),
    /// A number.
    Amount(ClaimAmount),
    /// Something that is so or not; polarity and certainty carry the rest.
    Proposition(String),
    /// Words.
    Phrase(String),
}

/// The time of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimWhen {
    /// TIMEX3 value.
    pub value: String,
    /// First day covered.
    pub from: Option<Date>,
    /// Last day covered.
    pub to: Option<Date>,
    /// Whether it is a time of the night, which belongs to two days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub night: bool,
}

impl From<&When> for ClaimWhen {
    fn from(when: &When) -> Self {
        Self {
            value: when.value.clone(),
            from: when.from,
            to: when.to,
            night: is_night(when),
        }
    }
}

/// Hours of the clock at which people speak of one day or of the other.
const NIGHT_FROM: u32 = 22;
const NIGHT_TO: u32 = 5;

/// Whether a time of TIMEX3 is a night, an early morning or an hour of either: `T23:30`, `TNI`, `TMO` with `START`.
fn is_night(when: &When) -> bool {
    let Some((_, time)) = when.value.split_once('T') else {
        return false;
    };
    let hour = time.get(..2).and_then(|hour| hour.parse::<u32>().ok());
    let early = time == "MO" && when.modifier == Some(super::Modifier::Start);
    time == "NI" || early || hour.is_some_and(|h| !(NIGHT_TO..NIGHT_FROM).contains(&h))
}

/// The number of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "AmountFields", try_from = "AmountFields")]
pub struct ClaimAmount {
    /// Which numbers are allowed.
    pub interval: Interval,
    /// The number as said.
    pub nominal: Option<f64>,
    /// ISO 4217 code or unit.
    pub unit: Option<String>,
    /// The bound word's meaning.
    pub comparator: Comparator,
}

impl From<&Amount> for ClaimAmount {
    fn from(amount: &Amount) -> Self {
        Self {
            interval: amount.interval,
            nominal: amount.nominal,
            unit: amount.unit.clone(),
            comparator: amount.comparator,
        }
    }
}

/// The line form of [`ClaimAmount`].
#[derive(Clone, Serialize, Deserialize)]
struct AmountFields {
    #[serde(serialize_with = "whole_or_decimal")]
    low: Option<f64>,
    #[serde(serialize_with = "whole_or_decimal")]
    high: Option<f64>,
    interval: String,
    #[serde(serialize_with = "whole_or_decimal")]
    nominal: Option<f64>,
    unit: Option<String>,
    #[serde(default)]
    comparator: Comparator,
}

impl From<ClaimAmount> for AmountFields {
    fn from(amount: ClaimAmount) -> Self {
        Self {
            low: amount.interval.low,
            high: amount.interval.high,
            interval: amount.interval.to_string(),
            nominal: amount.nominal,
            unit: amount.unit,
            comparator: amount.comparator,
        }
    }
}

impl TryFrom<AmountFields> for ClaimAmount {
    type Error = super::ParseIntervalError;

    fn try_from(fields: AmountFields) -> Result<Self, Self::Error> {
        Ok(Self {
            interval: fields.interval.parse()?,
            nominal: fields.nominal,
            unit: fields.unit,
            comparator: fields.comparator,
        })
    }
}

/// FactBank's degrees of certainty (Saurí & Pustejovsky 2009): CT, PR, PS and Uu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Said to be so.
    #[default]
    Asserted,
    /// "likely", "appears to"
    Probable,
    /// "may", "might"
    Possible,
    /// "it is not known whether"
    Unknown,
}

impl Certainty {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unknown => "unknown",
        }
    }
}

/// Affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Polarity {
    /// It is so.
    #[default]
    #[serde(rename = "+")]
    Affirmed,
    /// It is not so.
    #[serde(rename = "-")]
    Denied,
}

impl Polarity {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirmed => "+",
            Self::Denied => "-",
        }
    }
}

/// Who says so (PARC's source and kind).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Attribution {
    /// Entity or words of the source.
    pub attributed_to: Option<String>,
    /// How.
    #[serde(rename = "attribution")]
    pub kind: AttributionKind,
}

/// How a claim is attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// Inside quotation marks.
    Direct,
    /// "the IAAF said that …"
    Indirect,
    /// The outlet's own voice.
    #[default]
    None,
}

impl AttributionKind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::None => "none",
        }
    }
}
