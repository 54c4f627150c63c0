//! Fits the weights of names on marked texts and measures them: `cargo bench --bench fit` runs it.
//!
//! Data never enters the repository with the weights; the file names its sets and their licences.

mod labels;
mod logistic;
mod measure;
mod model;
mod texts;

pub use labels::{Coverage, Share};
pub use logistic::Settings;
pub use measure::Score;
pub use model::{Fitting, Model};
pub use texts::{MarkedText, read};
