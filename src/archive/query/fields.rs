//! The fields of the query language: what each searches, and the nearest one to a name that is none.

/// A sort of document that a question finds or a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::archive) enum Home {
    Article,
    Story,
    Fact,
}

/// How a field is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Full text of these: title, text, or as written.
    Title,
    Text,
    Exact,
    /// Names of entities: of one kind, or of every kind.
    Name(Option<&'static str>),
    /// The outlet, by words of its name.
    Source,
    /// A value of few that there are.
    Lang,
    Kind,
    /// A value as it is, or its beginning with `*`.
    Path,
    Id,
    Question,
    Verdict,
    /// A field of the articles' own.
    Meta,
    /// The day of publication.
    Published,
    /// The days mentioned.
    Date,
    /// The figures mentioned: all, or of one measure.
    Figure(Option<&'static str>),
    /// An id of a story.
    Story,
}

/// Every field, with the sort of document it belongs to (`None`: it means something for each).
const FIELDS: &[(&str, Option<Home>, Form)] = &[
    ("title", Some(Home::Article), Form::Title),
    ("text", Some(Home::Article), Form::Text),
    ("exact", Some(Home::Article), Form::Exact),
    ("org", Some(Home::Article), Form::Name(Some("organisation"))),
    ("actor", Some(Home::Article), Form::Name(Some("actor"))),
    ("person", Some(Home::Article), Form::Name(Some("person"))),
    ("place", Some(Home::Article), Form::Name(Some("place"))),
    ("entity", Some(Home::Article), Form::Name(None)),
    ("source", Some(Home::Article), Form::Source),
    ("path", Some(Home::Article), Form::Path),
    ("id", Some(Home::Article), Form::Id),
    ("lang", Some(Home::Article), Form::Lang),
    ("kind", Some(Home::Article), Form::Kind),
    ("published", Some(Home::Article), Form::Published),
    ("date", Some(Home::Article), Form::Date),
    ("figure", Some(Home::Article), Form::Figure(None)),
    ("count", Some(Home::Article), Form::Figure(Some("count"))),
    ("money", Some(Home::Article), Form::Figure(Some("money"))),
    ("percent", Some(Home::Article), Form::Figure(Some("percent"))),
    ("story", None, Form::Story),
    ("question", Some(Home::Fact), Form::Question),
    ("verdict", Some(Home::Fact), Form::Verdict),
];

/// The names of all fields.
pub(super) fn names() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, ..)| *name).collect()
}

/// Whether there is such a field.
pub(super) fn exists(name: &str) -> bool {
    form(name).is_some()
}

/// What stands before the name of a field of the articles' own.
pub(super) const META: &str = "meta.";

/// How a field is searched.
pub(super) fn form(name: &str) -> Option<Form> {
    if name.starts_with(META) {
        return Some(Form::Meta);
    }
    FIELDS
        .iter()
        .find(|(known, ..)| *known == name)
        .map(|(.., form)| *form)
}

/// The sort of document that a field belongs to.
pub(super) fn home(name: &str) -> Option<Home> {
    if name.starts_with(META) {
        return Some(Home::Article);
    }
    FIELDS
        .iter()
        .find(|(known, ..)| *known == name)
        .and_then(|(_, home, _)| *home)
}

/// Whether a field takes `noun>80`.
pub(super) fn compares(name: &str) -> bool {
    matches!(form(name), Some(Form::Figure(_)))
}

/// The field whose name is most like `name`: the same beginning, or fewest letters away.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    const OTHER_NAMES: &[(&str, &str)] = &[
        ("outlet", "source"),
        ("publisher", "source"),
        ("author", "person"),
        ("headline", "title"),
        ("body", "text"),
        ("language", "lang"),
        ("location", "place"),
        ("country", "place"),
        ("company", "org"),
        ("group", "actor"),
        ("amount", "money"),
        ("day", "date"),
        ("pubdate", "published"),
        ("file", "path"),
        ("conflict", "verdict"),
        ("alias", "entity"),
        ("name", "entity"),
    ];
    let name = name.to_lowercase();
    let other = OTHER_NAMES
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, field)| *field);
    let all = names();
    let begins = || {
        all.iter()
            .find(|known| known.starts_with(&name) || name.starts_with(**known))
            .copied()
    };
    let close = || {
        let distances = all
            .iter()
            .map(|known| (super::suggest::edits(known, &name), *known));
        distances
            .min()
            .filter(|(edits, known)| *edits * 3 <= known.len())
            .map(|(_, known)| known)
    };
    other.or_else(begins).or_else(close)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn an_unknown_field_gets_the_nearest() {
        for (name, expected) in [
            ("organisation", Some("org")),
            ("sorce", Some("source")),
            ("publish", Some("published")),
            ("tilte", Some("title")),
            ("outlet", Some("source")),
            ("verdikt", Some("verdict")),
            ("colour", None),
        ] {
            assert_eq!(nearest(name), expected, "{name}");
        }
    }
}
