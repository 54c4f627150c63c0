//! Word forms joined: Harman's S-stemmer (JASIS 42(1), 1991), which only takes plural endings off.

use std::borrow::Cow;

/// The stem of `word`, in the case it is written in: `parties` → `party`, `houses` → `house`, `gas` stays.
///
/// The background table was counted over these stems, so the two must not differ.
#[inline]
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    // Nine words in ten end otherwise.
    match word.as_bytes() {
        [.., b's' | b'S'] => singular(word),
        _ => Cow::Borrowed(word),
    }
}

fn singular(word: &str) -> Cow<'_, str> {
    // Endings are ASCII, so where one is found a character begins.
    let ends = |ending: &str| {
        let at = word.len().wrapping_sub(ending.len());
        let found = word.as_bytes().get(at..);
        found.is_some_and(|found| found.eq_ignore_ascii_case(ending.as_bytes()))
    };
    // Four bytes are no more than three characters only if one is not ASCII.
    let short = word.len() <= 3 || word.len() <= 12 && word.chars().nth(3).is_none();
    if short {
        Cow::Borrowed(word)
    } else if ends("ies") && !ends("eies") && !ends("aies") {
        Cow::Owned(format!("{}y", &word[..word.len() - 3]))
    } else if (ends("es") && !ends("aes") && !ends("ees") && !ends("oes"))
        || !(ends("us") || ends("ss") || ends("es"))
    {
        Cow::Borrowed(&word[..word.len() - 1])
    } else if ends("us") || ends("ss") {
        Cow::Borrowed(word)
    } else {
        Cow::Borrowed(&word[..word.len() - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn plurals_and_what_only_looks_like_one() {
        for (word, expected) in [
            ("parties", "party"),
            ("houses", "house"),
            ("dogs", "dog"),
            ("shoes", "shoe"),
            ("gas", "gas"),
            ("virus", "virus"),
            ("class", "class"),
            ("Élysées", "Élysée"),
            ("POLLS", "POLL"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
