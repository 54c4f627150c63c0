//! Plain data that the stages hand to one another: one concept a file, no behaviour beyond printing and parsing itself.
//!
//! The words are those of the design: an [`Article`] holds text, a [`Mention`] is a span of it with a [`Value`], a [`Claim`] is what the
//! article says about one question, a [`Story`] is a set of articles on one event, a [`Fact`] is one question of one story with the
//! positions taken. Shapes of values are closed (the compiler lists every place that must know a new one), kinds are open.

mod amount;
mod anchor;
mod article;
mod article_claims;
mod claim;
mod components;
mod date_order;
mod digits;
mod fact;
mod groups;
mod interval;
mod json;
mod kind;
mod mention;
mod name;
mod number_format;
mod packed;
mod record;
mod record_json;
mod sentence;
mod shelf;
mod signature;
mod span;
mod story;
mod summary;
mod when;
mod word;

pub use amount::{Amount, Comparator, Measure};
pub use anchor::{Anchor, AnchorSource};
pub use article::{Article, Field, Title};
pub use article_claims::{ArticleClaims, says_more};
pub use claim::{
    Attribution, AttributionKind, Basis, Certainty, Claim, ClaimAmount, ClaimSpan, ClaimValue, ClaimWhen,
    Frame, FrameKind, Polarity,
};
pub use components::Components;
pub use date_order::DateOrder;
pub use fact::{Answer, Fact, FactClaim, Position, Relation, RelationPair, SeriesPoint, Verdict};
pub use groups::Groups;
pub use interval::{Interval, ParseIntervalError};
pub use kind::{Kind, RuleId};
pub use mention::{Mention, Value};
pub use name::{Match, Name};
pub use number_format::whole_or_decimal;
pub use record::{DateLine, FigureLine, MentionLine, NameLine, NumberSpan, Record, ValueLine};
pub use sentence::{Sentence, Split};
pub use shelf::{Shelf, Sketch, Ties};
pub use signature::{Signature, TermKind};
pub use span::{CodePoints, Span};
pub use story::Story;
pub use when::{Modifier, TimexType, When};
pub use word::{Gap, Shape, Word};
