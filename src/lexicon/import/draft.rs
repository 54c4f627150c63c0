//! An entity as an importer found it: names as written, nothing decided.

use crate::lexicon::entity::Alias;

/// Names that a file lists together.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Where the file gives one: what tells apart two entities of one name.
    pub(super) id: Option<String>,
    /// Where the file says it.
    pub(super) kind: Option<&'static str>,
    /// The first is printed.
    pub(super) names: Vec<Alias>,
    pub(super) refs: Vec<String>,
    /// `refs` of entities like this one.
    pub(super) similar: Vec<String>,
    pub(super) country: Option<String>,
}

impl Draft {
    /// Of names as they come, blanks around them taken off.
    pub(super) fn of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let names = names.into_iter().map(|name| Alias::plain(name.as_ref().trim()));
        Self {
            names: names.collect(),
            ..Self::default()
        }
    }
}
