//! Ids made of names.

use crate::split::fold;

/// `Quay Board` to `quay-board`: letters and digits in lower case, hyphens between them.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let folded = fold(name);
    let parts = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    for part in parts.filter(|part| !part.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(part.chars().filter(|c| *c != '\''));
    }
    slug
}

/// What ids of a type begin with.
pub(super) fn prefix(kind: &str) -> &str {
    match kind {
        "organisation" => "org",
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(slug("Moody’s  Investors, Inc."), "moodys-investors-inc");
        assert_eq!(slug("APT-C-36"), "apt-c-36");
        assert_eq!(slug("«Хакеры»"), "хакеры");
        assert_eq!(slug("$$$"), "");
    }
}
