//! `Fancy Bear OR ferry` means (Fancy Bear) OR ferry: words beside each other belong together before OR parts them. The query grammar would
//! ask for "Fancy" and let "Bear" and "ferry" be optional.

/// The query with brackets around what stands between two ORs, where that is several words. Quotation marks and brackets of the user stay whole;
/// a query that ORs do not part stays as it is.
pub(super) fn bracketed(query: &str) -> String {
    let words = words(query);
    if !words.contains(&"OR") {
        return query.to_owned();
    }
    let groups: Vec<String> = words.split(|word| *word == "OR").map(group).collect();
    groups.join(" OR ")
}

/// One side of an OR. What begins with a sign or a NOT is left to the grammar, which gives it a meaning of its own.
fn group(words: &[&str]) -> String {
    let joined = words.join(" ");
    let signed = words
        .iter()
        .any(|word| word.starts_with(['+', '-']) || *word == "NOT");
    if words.len() < 2 || signed {
        joined
    } else {
        format!("({joined})")
    }
}

/// The words of a query: cut at spaces outside of quotation marks and brackets.
fn words(query: &str) -> Vec<&str> {
    let (mut words, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, c) in query.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            c if c.is_whitespace() && !quoted && depth == 0 => {
                words.push(&query[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    words.push(&query[from..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    #[test]
    fn words_beside_each_other_belong_together() {
        for (query, meant) in [
            ("Fancy Bear OR ferry", "(Fancy Bear) OR ferry"),
            ("ferry OR Fancy Bear fire", "ferry OR (Fancy Bear fire)"),
            ("a OR b", "a OR b"),
            ("\"a OR b\" c", "\"a OR b\" c"),
            ("(a b OR c) d", "(a b OR c) d"),
            ("a -b OR c", "a -b OR c"),
            ("a AND b OR c", "(a AND b) OR c"),
            (
                "published:[2017 TO 2018] a OR b",
                "(published:[2017 TO 2018] a) OR b",
            ),
            ("Fancy Bear", "Fancy Bear"),
            ("", ""),
        ] {
            assert_eq!(bracketed(query), meant);
        }
    }
}
