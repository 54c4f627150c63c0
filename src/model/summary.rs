//! Values in one short line: what cases, gold and snapshots are written in.

use std::fmt;

use super::{Amount, Comparator, Name, Value, When};

impl fmt::Display for Value {
    /// `DATE 2017-01 START`, `count (80,) athlete`, `org/iaaf`, `actor/a|actor/b` for candidates.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::When(when) => when.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entity {
            Some(entity) => f.write_str(entity),
            None => f.write_str(&self.candidates.join("|")),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.timex.as_str(), self.value)?;
        if let Some(modifier) = self.modifier {
            write!(f, " {}", modifier.as_str())?;
        }
        for (name, value) in [("quant", &self.quant), ("freq", &self.freq)] {
            if let Some(value) = value {
                write!(f, " {name}={value}")?;
            }
        }
        for (mark, set) in [("unanchored", self.unanchored), ("ambiguous", self.ambiguous)] {
            if set {
                write!(f, " {mark}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.measure)?;
        match (self.comparator, self.nominal) {
            (Comparator::About, Some(nominal)) => write!(f, "~{nominal}")?,
            _ => write!(f, "{}", self.interval)?,
        }
        for part in [&self.unit, &self.of].into_iter().flatten() {
            write!(f, " {part}")?;
        }
        Ok(())
    }
}

impl fmt::Display for super::Claim {
    /// `killed [3,3]`, `data_taken unknown`, `detected_on 2017-02-21 probable`, `charged_with - "fraud"`, `killed [9,9] background`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::{Certainty, ClaimValue, Polarity};
        f.write_str(&self.question)?;
        match &self.value {
            ClaimValue::Names(names) => write!(f, " {}", names.join("|"))?,
            ClaimValue::When(when) => write!(f, " {}", when.value)?,
            ClaimValue::Amount(a) => match (a.comparator, a.nominal) {
                (Comparator::About, Some(nominal)) => write!(f, " ~{nominal}")?,
                _ => write!(f, " {}", a.interval)?,
            },
            ClaimValue::Proposition(_) => {}
            ClaimValue::Phrase(phrase) => write!(f, " \"{phrase}\"")?,
        }
        f.write_str(match self.certainty {
            Certainty::Asserted => "",
            Certainty::Probable => " probable",
            Certainty::Possible => " possible",
            Certainty::Unknown => " unknown",
        })?;
        if self.polarity == Polarity::Denied {
            f.write_str(" -")?;
        }
        match &self.frame {
            Some(frame) => write!(f, " {}", frame.kind.as_str()),
            None => Ok(()),
        }
    }
}
