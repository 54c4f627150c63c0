//! What is wrong with a query, in words of this program, with what to try.

use tantivy::query::QueryParserError;

use super::ArchiveError;

/// Fields that people can ask for.
const ASKABLE: &[&str] = &[
    "title",
    "text",
    "exact",
    "entity",
    "org",
    "actor",
    "person",
    "place",
    "source",
    "path",
    "id",
    "lang",
    "kind",
    "published",
    "story",
    "question",
    "verdict",
];

/// A query that is not of the language.
pub(super) fn unreadable(query: &str, why: &str) -> ArchiveError {
    ArchiveError::new(
        "cannot read the query",
        query,
        why,
        "words, \"a phrase\", field:word, AND, OR, NOT and brackets",
    )
}

/// What is wrong with a query, in words of this program.
pub(super) fn explain(query: &str, error: &QueryParserError) -> ArchiveError {
    match error {
        QueryParserError::FieldDoesNotExist(field) => {
            let nearest = nearest(field).map_or_else(String::new, |name| format!("{name}:, or one of "));
            ArchiveError::new(
                "cannot read the query",
                query,
                format!("there is no field {field}"),
                format!(
                    "{nearest}{}; a colon inside words needs quotation marks",
                    ASKABLE.join(", ")
                ),
            )
        }
        QueryParserError::AllButQueryForbidden => unreadable(query, "it only says what not to find"),
        error => unreadable(query, &error.to_string()),
    }
}

/// The field whose name is most like `field`: one letter changed, added, left out, or the same beginning.
fn nearest(field: &str) -> Option<&'static str> {
    let field = field.to_lowercase();
    ASKABLE
        .iter()
        .find(|name| name.starts_with(&field) || field.starts_with(**name) || one_edit(name, &field))
        .copied()
}

fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let rest = |v: &[char]| v.get(1..).map(<[char]>::to_vec).unwrap_or_default();
    rest(a) == b || rest(b) == a || rest(a) == rest(b)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn an_unknown_field_gets_the_nearest() {
        assert_eq!(nearest("organisation"), Some("org"));
        assert_eq!(nearest("sorce"), Some("source"));
        assert_eq!(nearest("colour"), None);
        assert_eq!(nearest("publish"), Some("published"));
    }
}
