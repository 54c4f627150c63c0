//! What resolving a fact needs to know of its question.

/// Traits of a question; open questions have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuestionTraits {
    /// Several different answers can all be true: they are united.
    pub multi: bool,
    /// A number that grows with time: later as-of dates supersede.
    pub growing: bool,
    /// Ties go to the earliest article.
    pub earliest: bool,
}
