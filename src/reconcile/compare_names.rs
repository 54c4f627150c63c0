//! Names compare by entity. Entities that no dictionary holds are known by their words alone, so a shorter name stands for a longer one.

use super::comparison::Comparison;

/// Compares two sets of entities.
pub(super) fn compare_names(a: &[String], b: &[String]) -> Comparison {
    let within =
        |inner: &[String], outer: &[String]| inner.iter().all(|x| outer.iter().any(|y| same_entity(x, y)));
    // A longer list says more: the shorter one is the less precise.
    Comparison::of_sets(
        within(a, b),
        within(b, a),
        a.iter().any(|x| b.iter().any(|y| same_entity(x, y))),
    )
}

/// Whether two ids name one entity: equal, or of one kind and made of words (`org/~context`) where one has all the words of the other.
pub(super) fn same_entity(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (Some((kind, name)), Some((other_kind, other))) = (a.split_once('/'), b.split_once('/')) else {
        return false;
    };
    if kind != other_kind || !(name.starts_with('~') || other.starts_with('~')) {
        return false;
    }
    let words = |name: &str| {
        name.trim_start_matches('~')
            .split('-')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (x, y) = (words(name), words(other));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if kind == "person" {
        // The family name decides, and given names must not differ: "Coe" and "Sebastian Coe", but not "John Smith" and "Jane Smith".
        return short.last() == long.last() && (short.len() == 1 || agree_given(short, long));
    }
    short.iter().all(|word| long.contains(word)) || initials(long) == short.concat()
}

/// Whether the given names can be of one person: equal, or one the beginning of the other ("Seb", "Sebastian").
fn agree_given(a: &[String], b: &[String]) -> bool {
    a.first()
        .zip(b.first())
        .is_some_and(|(x, y)| x.starts_with(y.as_str()) || y.starts_with(x.as_str()))
}

fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "and" | "for"))
        .filter_map(|w| w.chars().next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entity_or_two() {
        for (a, b, same) in [
            ("org/iaaf", "org/iaaf", true),
            ("org/iaaf", "org/wada", false),
            ("org/~harbour-rescue", "org/~harbour-rescue-service", true),
            ("org/~hrs", "org/~harbour-rescue-service", true),
            ("org/~harbour-rescue", "actor/~harbour-rescue", false),
            ("person/~lind", "person/~maria-lind", true),
            ("person/~john-lind", "person/~maria-lind", false),
            ("person/~seb-lind", "person/~sebastian-lind", true),
        ] {
            assert_eq!(same_entity(a, b), same, "{a} {b}");
        }
    }

    #[test]
    fn a_longer_list_says_more() {
        let one = vec!["org/a".to_owned()];
        let two = vec!["org/a".to_owned(), "org/b".to_owned()];
        assert_eq!(compare_names(&one, &two), Comparison::Wider);
        assert_eq!(compare_names(&two, &one), Comparison::Narrower);
    }
}
