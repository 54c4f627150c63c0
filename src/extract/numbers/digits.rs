//! Numbers in digits: `80`, `1,204`, `1.204.000`, `1,5`, `2½`.

/// The value of a word of digits, or `None` where the separators make no number (`1.2.3`, `5;6`).
///
/// A comma before three digits groups; a lone comma before one or two digits is a decimal comma; several stops before three digits
/// each group too.
pub(super) fn value(word: &str) -> Option<f64> {
    let (word, fraction) = vulgar_fraction(word);
    if word.is_empty() {
        return fraction;
    }
    let plain = if word.bytes().all(|b| b.is_ascii_digit()) {
        word.parse().ok()
    } else if word.contains(',') {
        with_commas(word)
    } else if word.matches('.').count() > 1 {
        grouped(word, '.').filter(|_| word.split('.').skip(1).all(|g| g.len() == 3))
    } else {
        grouped(word, '\'').or_else(|| number(word))
    };
    Some(plain? + fraction.unwrap_or(0.0))
}

/// Digits with at most one stop: no `1e5`, `inf` or `nan`.
fn number(word: &str) -> Option<f64> {
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
    let mut groups = word.rsplit(separator);
    let is_digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let last = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let first = rest.last()?;
    let fits = last.len() == 3
        && is_digits(last)
        && first.len() <= 3
        && rest.iter().all(|g| is_digits(g))
        && rest[..rest.len() - 1].iter().all(|g| matches!(g.len(), 2 | 3));
    if fits {
        word.replace(separator, "").parse().ok()
    } else {
        None
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
        for word in ["1.2.3", "2.21.119", "5;6", "1,2,3", "", "12,34567", "٣"] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
