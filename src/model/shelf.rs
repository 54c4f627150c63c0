//! Where stories and facts find their articles: in memory, or on disk where there are more than memory should hold.

use std::borrow::Cow;
use std::convert::Infallible;

use jiff::civil::Date;

use super::ArticleClaims;

/// Articles in the order (date, id), undated ones first.
pub trait Shelf: Sync {
    /// What can go wrong in reading one.
    type Error: Send;

    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Publication day of the article that stands `at`.
    fn day(&self, at: u32) -> Result<Option<Date>, Self::Error> {
        Ok(self.sketch(at)?.day)
    }

    /// What stories are found by, of the article that stands `at`.
    fn sketch(&self, at: u32) -> Result<Sketch<'_>, Self::Error>;

    /// By what the article that stands `at` hangs together with others of its group.
    fn ties(&self, at: u32) -> Result<Ties<'_>, Self::Error>;

    /// All of the article that stands `at`.
    fn article(&self, at: u32) -> Result<Cow<'_, ArticleClaims>, Self::Error>;
}

/// The part of an article by which stories are found.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch<'a> {
    /// Publication day.
    pub day: Option<Date>,
    /// Given group.
    pub group: Option<Cow<'a, str>>,
    /// (term, weight), sorted by term.
    pub terms: Cow<'a, [(u32, f32)]>,
    /// First and last day of the event, as each claim about it says.
    pub event_days: Vec<(Date, Date)>,
}

/// What tells events apart that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ties<'a> {
    /// The exact days that the article gives for its event, each once, rising.
    pub days: Vec<Date>,
    /// Family names of its persons, and organisations that do not come to every event of a place.
    pub names: Vec<Cow<'a, str>>,
}

impl<'a> From<&'a ArticleClaims> for Ties<'a> {
    fn from(article: &'a ArticleClaims) -> Self {
        let names = article.family_names().chain(article.own_organisations());
        Self {
            days: article.exact_days(),
            names: names.map(Cow::Borrowed).collect(),
        }
    }
}

impl<'a> From<&'a ArticleClaims> for Sketch<'a> {
    fn from(article: &'a ArticleClaims) -> Self {
        Self {
            day: article.date,
            group: article.group.as_deref().map(Cow::Borrowed),
            terms: Cow::Borrowed(&article.signature.terms),
            event_days: article.event_days().collect(),
        }
    }
}

impl Shelf for [ArticleClaims] {
    type Error = Infallible;

    fn len(&self) -> usize {
        <[ArticleClaims]>::len(self)
    }

    fn sketch(&self, at: u32) -> Result<Sketch<'_>, Infallible> {
        Ok((&self[at as usize]).into())
    }

    fn ties(&self, at: u32) -> Result<Ties<'_>, Infallible> {
        Ok((&self[at as usize]).into())
    }

    fn article(&self, at: u32) -> Result<Cow<'_, ArticleClaims>, Infallible> {
        Ok(Cow::Borrowed(&self[at as usize]))
    }
}
