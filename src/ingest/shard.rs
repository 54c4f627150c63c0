//! One part of the inputs of several programs that share the work.

use std::fmt;
use std::str::FromStr;

/// Every N-th input, from the i-th: `2/8`.
///
/// Of several files it is every N-th file, in the order in which they are read, so that the others are not even opened; of one file alone, and
/// of standard input, every N-th article.
///
/// ```
/// use dateline::ingest::Shard;
///
/// let second: Shard = "2/3".parse()?;
/// let taken: Vec<u64> = (0..7).filter(|at| second.takes(*at)).collect();
/// assert_eq!(taken, [1, 4]);
/// assert!("0/3".parse::<Shard>().is_err() && "4/3".parse::<Shard>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1 on.
    part: u64,
    of: u64,
}

impl Shard {
    /// Whether the input at this place, from 0 on, is of this part.
    #[must_use]
    pub fn takes(self, at: u64) -> bool {
        at % self.of == self.part - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once('/');
        let numbers = numbers.and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((part, of)) if 0 < part && part <= of => Ok(Self { part, of }),
            _ => Err("a part like 2/8 is wanted, from 1/8 to 8/8".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}
