//! One question of one story: who says what, how the answers relate, what to hold.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Attribution, Certainty, ClaimSpan, ClaimValue, Frame, Polarity};

/// One question of one story, with the positions taken, the relations between them, a verdict and an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The story's id.
    pub story: String,
    /// The fact's id: a hash of story, question and what it is about.
    pub fact: String,
    /// The question.
    pub question: String,
    /// What it is about.
    pub about: String,
    /// The worst relation, strictly read.
    pub verdict: Verdict,
    /// The worst relation when a bare round number may be rounded and modalities differ softly.
    pub verdict_lenient: Verdict,
    /// What to hold, or nothing where nothing decides.
    pub answer: Option<Answer>,
    /// How a growing number grew.
    pub series: Vec<SeriesPoint>,
    /// Articles of the story that say nothing on this question.
    pub silent: Vec<String>,
    /// Articles whose claim is another's words: counted once.
    pub copies: Vec<String>,
    /// Distinct values with polarity and certainty.
    pub positions: Vec<Position>,
    /// Every pair of positions once.
    pub relations: Vec<RelationPair>,
}

/// How the positions of a fact, or two of them, stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One article alone, or one position of one source.
    Single,
    /// All say the same.
    Agree,
    /// Different, and all can be true.
    Compatible,
    /// Some say less than others, none says otherwise.
    LessPrecise,
    /// They cannot all be true.
    Conflict,
}

impl Verdict {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::LessPrecise => "less_precise",
            Self::Conflict => "conflict",
        }
    }
}

/// How position `a` stands to position `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same.
    Agree,
    /// `a` hedges more than `b`.
    WeakerModality,
    /// Different, and both can be true.
    Compatible,
    /// `a` is less precise than `b`.
    LessPrecise,
    /// Not both can be true.
    Conflict,
}

/// A pair of positions, by their indices in the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationPair {
    /// The less precise or more hedging one, where the relation has a direction.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How `a` stands to `b`.
    pub relation: Relation,
}

/// One value with one polarity and one certainty, and the claims that take it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The value in words: `more than 80`.
    pub text: String,
    /// The value.
    pub value: ClaimValue,
    /// How sure.
    pub certainty: Certainty,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Who says so, by (article, place).
    pub claims: Vec<FactClaim>,
}

/// A claim as a fact shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactClaim {
    /// The article.
    pub article: String,
    /// Where.
    #[serde(flatten)]
    pub span: ClaimSpan,
    /// In which words.
    pub quote: String,
    /// How sure.
    pub certainty: Certainty,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Who says so.
    #[serde(flatten)]
    pub attribution: Attribution,
    /// The day it holds for.
    pub as_of: Option<Date>,
    /// What keeps it apart from the event of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
}

/// What to hold, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The value in words.
    pub text: String,
    /// The value.
    pub value: ClaimValue,
    /// Articles whose claims support it, copies left out.
    pub support: usize,
    /// Articles of the story.
    pub articles: usize,
    /// Independent sources among the support: the same speaker or quotation counts once.
    pub independent: usize,
    /// Which rule decided: `agree`, `most_precise`, `vote`, `earliest`, `latest`, `union`, `died_since` …
    pub rule: String,
}

/// One step of a growing number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// The day the value holds for.
    pub as_of: Date,
    /// The value in words.
    pub text: String,
    /// The value.
    pub value: ClaimValue,
    /// The article.
    pub article: String,
}
