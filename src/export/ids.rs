//! Identifiers by name: the same thing has the same id in every export, and in no other order of articles another one.

use uuid::Uuid;

/// A UUID of version 5 (RFC 9562) for a thing of a sort: `uuid("article", "001")`. The namespace is that of the URL `urn:dateline`.
pub(super) fn uuid(sort: &str, name: &str) -> Uuid {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:dateline");
    Uuid::new_v5(&namespace, format!("{sort}:{name}").as_bytes())
}

/// The same as a URN.
pub(super) fn urn(sort: &str, name: &str) -> String {
    uuid(sort, name).urn().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        assert_eq!(uuid("article", "1"), uuid("article", "1"));
        assert_ne!(uuid("article", "1"), uuid("story", "1"));
        assert_eq!(uuid("a", "b").get_version_num(), 5);
        assert!(urn("a", "b").starts_with("urn:uuid:"));
    }
}
