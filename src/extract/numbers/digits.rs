//! Numbers in digits: `80`, `1,204`, `1.204.000`, `1,5`, `2½`.

/// The value of a word of digits, or `None` where the separators make no number (`1.2.3`, `5;6`).
///
/// A comma before three digits groups; a lone comma before one or two digits is a decimal comma; several stops before three digits
/// each group too.
pub(super) fn value(word: &str) -> Option<f64> {
    if let Some(plain) = whole(word) {
        return Some(plain);
    }
    let (word, fraction) = vulgar_fraction(word);
    if word.is_empty() {
        return fraction;
    }
    let plain = if word.contains(',') {
        with_commas(word)
    } else if word.matches('.').count() > 1 {
        // Only round ones: three or four groups of digits are an address or a version.
        grouped(word, '.').filter(|_| word.ends_with(".000"))
    } else {
        number(word).or_else(|| grouped(word, '\''))
    };
    Some(plain? + fraction.unwrap_or(0.0))
}

/// Digits alone.
fn whole(word: &str) -> Option<f64> {
    if word.len() > EXACT {
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        return if digits { word.parse().ok() } else { None };
    }
    plain(word).map(|n| n as f64)
}

/// The same, of at most `EXACT` digits.
fn plain(digits: &str) -> Option<u64> {
    let mut value = 0;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    (!digits.is_empty()).then_some(value)
}

/// So many digits are exact in a double and need no parser.
const EXACT: usize = 15;

/// Digits with at most one stop: no `1e5`, `inf` or `nan`.
fn number(word: &str) -> Option<f64> {
    let (whole, decimals) = word.split_at(word.bytes().position(|b| b == b'.').unwrap_or(word.len()));
    let exact = (2..=EXACT + 1).contains(&word.len()) && decimals.len() > 1;
    if exact {
        let (before, after) = (plain(whole)?, plain(&decimals[1..])?);
        let shift = 10u64.pow(decimals.len() as u32 - 1);
        // Both sides are exact, so one division rounds as a parser would (Clinger, "How to read floating point numbers accurately", 1990).
        return Some((before * shift + after) as f64 / shift as f64);
    }
    let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if digits { word.parse().ok() } else { None }
}

fn with_commas(word: &str) -> Option<f64> {
    let (whole, decimals) = word.split_once('.').unwrap_or((word, ""));
    if let Some(value) = grouped(whole, ',') {
        return if decimals.is_empty() {
            Some(value)
        } else {
            number(&format!("{value}.{decimals}"))
        };
    }
    let (whole, decimals) = word.rsplit_once(',')?;
    let is_decimal = matches!(decimals.len(), 1 | 2) && !whole.contains(',');
    if is_decimal {
        number(&format!("{}.{decimals}", whole.replace('.', "")))
    } else {
        None
    }
}

/// Groups of digits: the last has three, those between two (as in India) or three.
fn grouped(word: &str, separator: char) -> Option<f64> {
    let mut groups = word.split(separator);
    let first = groups.next().filter(|g| matches!(g.len(), 1..=3))?;
    let mut value = whole(first)?;
    let mut last = 0;
    for group in groups {
        value = value * if group.len() == 2 { 100.0 } else { 1000.0 } + whole(group)?;
        if !matches!(group.len(), 2 | 3) {
            return None;
        }
        last = group.len();
    }
    match last {
        3 if word.len() > EXACT => word.replace(separator, "").parse().ok(),
        3 => Some(value),
        _ => None,
    }
}

fn vulgar_fraction(word: &str) -> (&str, Option<f64>) {
    let value = match word.chars().next_back() {
        Some('½') => 0.5,
        Some('⅓') => 1.0 / 3.0,
        Some('⅔') => 2.0 / 3.0,
        Some('¼') => 0.25,
        Some('¾') => 0.75,
        Some('⅛') => 0.125,
        _ => return (word, None),
    };
    let end = word.char_indices().next_back().map_or(0, |(n, _)| n);
    (&word[..end], Some(value))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn separators() {
        assert_eq!(value("80"), Some(80.0));
        assert_eq!(value("1,204"), Some(1204.0));
        assert_eq!(value("1,50,000"), Some(150_000.0));
        assert_eq!(value("1,204.5"), Some(1204.5));
        assert_eq!(value("1.204.000"), Some(1_204_000.0));
        assert_eq!(value("1'204"), Some(1204.0));
        assert_eq!(value("3,5"), Some(3.5));
        assert_eq!(value("2½"), Some(2.5));
        assert_eq!(value("½"), Some(0.5));
    }

    #[test]
    fn no_numbers() {
        for word in [
            "1.2.3",
            "2.21.119",
            "167.114.213.199",
            "5;6",
            "1,2,3",
            "",
            "12,34567",
            "٣",
        ] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
