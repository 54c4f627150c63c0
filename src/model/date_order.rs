//! How a numeric date is read where nothing else tells.

use serde::{Deserialize, Serialize};

/// The order of day and month in numeric dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 3 April is 03/04.
    #[default]
    DayFirst,
    /// April 3 is 04/03.
    MonthFirst,
}
