//! Text in, sentences and words out: found once, read by every later stage.
//!
//! ```
//! use dateline::split::{Abbreviations, split};
//! let split = split("Mr. Velt arrived on Sept. 30. Nobody met him.", &Abbreviations::new(["Mr.", "Sept."], [], []));
//! assert_eq!(split.sentences.len(), 2);
//! ```

mod abbreviations;
mod boundary;
mod characters;
mod fold;
mod hard_wrap;
mod neighbours;
mod quick_words;
mod sentence_marks;
mod sentence_spans;
mod sentences;
mod shape;
mod words;

pub use abbreviations::Abbreviations;
pub use fold::{fold, hash_folded};
pub use hard_wrap::is_hard_wrapped;
pub use sentence_spans::sentence_spans;
pub use sentences::sentences;
pub use words::{reference_words, words};

use crate::model::Split;

/// Splits a text into words and sentences.
pub fn split(text: &str, abbreviations: &Abbreviations) -> Split {
    let words = words(text);
    let sentences = sentences(text, &words, abbreviations);
    Split { words, sentences }
}
