//! Articles that report the same event.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A story in the sense of topic detection and tracking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// A hash of its earliest article's id.
    pub story: String,
    /// The title of its earliest titled article.
    pub title: Option<String>,
    /// First publication day.
    pub from: Option<Date>,
    /// Last publication day.
    pub to: Option<Date>,
    /// Article ids by (date, id).
    pub articles: Vec<String>,
    /// Of these, articles that copy another one: (copy, original).
    #[serde(default)]
    pub copies: Vec<(String, String)>,
}
