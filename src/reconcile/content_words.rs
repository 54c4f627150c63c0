//! The words of a phrase that carry its meaning.

use std::collections::BTreeSet;

/// Function words, and words that stand beside any number.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "all", "an", "and", "another", "any", "are", "as", "at", "be", "been", "being", "by",
    "for", "from", "had", "has", "have", "he", "her", "his", "in", "into", "is", "it", "its", "least",
    "less", "many", "more", "most", "much", "nearly", "no", "of", "on", "or", "other", "over", "she", "some",
    "such", "than", "that", "the", "their", "them", "these", "they", "this", "those", "to", "under", "was",
    "were", "which", "who", "whom", "whose", "with",
];

/// Lower-case words without function words, endings of plurals and participles taken off so that "applied" meets "applying".
pub(super) fn content_words(phrase: &str) -> BTreeSet<String> {
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !FUNCTION_WORDS.contains(&word.as_str()))
        .map(|word| stem(singular(&word)).to_owned())
        .collect()
}

/// Plurals that no ending makes.
fn singular(word: &str) -> &str {
    match word {
        "people" => "person",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        other => other,
    }
}

fn stem(word: &str) -> &str {
    for ending in ["ying", "ied", "ies", "ing", "ed", "es", "s", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::content_words;

    #[test]
    fn forms_of_one_word_meet() {
        assert_eq!(
            content_words("the swimmers who had applied"),
            content_words("swimmer applying")
        );
        assert!(content_words("all of the").is_empty());
    }
}
