//! What the right half of the pipeline reads of an article: everything story and reconcile need, and no text.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Claim, ClaimValue, Record, Signature, ValueLine};

/// An article as stories and facts see it. Made from a [`Record`] alone, so that `extract | reconcile -` and `build` agree byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleClaims {
    /// Article id.
    pub id: String,
    /// Outlet as the article names it.
    pub outlet: Option<String>,
    /// Who publishes the outlet, where that is known.
    pub publisher: Option<Arc<str>>,
    /// Title.
    pub title: Option<String>,
    /// Publication day.
    pub date: Option<Date>,
    /// Digest of the text: equal texts are copies.
    pub text_sha256: String,
    /// Given group.
    pub group: Option<String>,
    /// Entities of the article with how often each stands there, sorted by id; kinds are the part before `/`.
    pub entities: Vec<(Arc<str>, u32)>,
    /// Entities with their printed names, sorted by id: the dictionary's name, or the longest that the article writes.
    pub names: Vec<(Arc<str>, Arc<str>)>,
    /// Numbers said (nominal values of figures), sorted, each once.
    pub numbers: Vec<f64>,
    /// Calendar days mentioned (values of one day), sorted, each once.
    pub days: Vec<Date>,
    /// What it claims.
    pub claims: Vec<Claim>,
    /// Its terms.
    pub signature: Signature,
}

/// Words of organisations that are in the news of every event of their place.
const EVERYWHERE: [&str; 28] = [
    "police",
    "sheriff",
    "sheriffs",
    "fire",
    "rescue",
    "department",
    "hospital",
    "medical",
    "center",
    "centre",
    "clinic",
    "ambulance",
    "coroner",
    "coroners",
    "examiner",
    "examiners",
    "attorney",
    "attorneys",
    "court",
    "crime",
    "stoppers",
    "crimestoppers",
    "news",
    "press",
    "facebook",
    "twitter",
    "county",
    "city",
];

impl ArticleClaims {
    /// The question whose claims say when the event was.
    pub const OCCURRED: &str = "occurred_on";

    /// The days on which the article says that the event was, each claim's first and last.
    pub fn event_days(&self) -> impl Iterator<Item = (Date, Date)> {
        let own = |claim: &&Claim| claim.question == Self::OCCURRED && claim.frame.is_none();
        let claims = self.claims.iter().filter(own);
        claims.filter_map(|claim| match &claim.value {
            ClaimValue::When(when) => when.from.zip(when.to),
            _ => None,
        })
    }

    /// The exact days that it gives for its event, each once; empty where it gives none.
    pub fn exact_days(&self) -> Vec<Date> {
        let exact = self.event_days().filter(|(from, to)| from == to);
        let mut days: Vec<Date> = exact.map(|(day, _)| day).collect();
        days.sort();
        days.dedup();
        days
    }

    /// The family names of its persons, as their ids write them: who is known by one name may be met by another's given name too.
    pub fn family_names(&self) -> impl Iterator<Item = &str> {
        self.entities_of("person/")
            .filter_map(|name| name.trim_start_matches('~').rsplit('-').next())
    }

    /// Its organisations, as their ids write them, without those that come to every event of a place: who helps, treats, tries and reports.
    pub fn own_organisations(&self) -> impl Iterator<Item = &str> {
        let names = self.entities_of("org/").map(|name| name.trim_start_matches('~'));
        names.filter(|name| !name.split('-').any(|word| EVERYWHERE.contains(&word)))
    }

    /// Its places, as their ids write them.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.entities_of("place/")
    }

    /// The ids of one kind without the kind, `kind` with its `/`.
    fn entities_of(&self, kind: &'static str) -> impl Iterator<Item = &str> {
        self.entities
            .iter()
            .filter_map(move |(id, _)| id.strip_prefix(kind))
    }
}

impl From<&Record> for ArticleClaims {
    fn from(record: &Record) -> Self {
        let mut entities = BTreeMap::<Arc<str>, u32>::new();
        let mut names = BTreeMap::<Arc<str>, Arc<str>>::new();
        let (mut numbers, mut days) = (Vec::new(), Vec::new());
        for mention in &record.mentions {
            match &mention.value {
                ValueLine::Name(name) => {
                    for id in name.entity.iter().chain(&name.candidates) {
                        *entities.entry(Arc::clone(id)).or_default() += 1;
                    }
                    if let Some(id) = &name.entity {
                        let known = names
                            .entry(Arc::clone(id))
                            .or_insert_with(|| Arc::clone(&name.name));
                        if says_more(&name.name, known) {
                            known.clone_from(&name.name);
                        }
                    }
                }
                ValueLine::Figure(figure) => numbers.extend(figure.nominal),
                ValueLine::Date(date) => {
                    days.extend(date.when.from.filter(|_| date.when.from == date.when.to));
                }
            }
        }
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        days.sort();
        days.dedup();
        Self {
            id: record.id.clone(),
            outlet: record.source.clone(),
            publisher: record.publisher.clone(),
            title: record.title.clone(),
            date: record.date,
            text_sha256: record.text_sha256.clone(),
            group: record.group.clone(),
            entities: entities.into_iter().collect(),
            names: names.into_iter().collect(),
            numbers,
            days,
            claims: record.claims.clone(),
            signature: record.signature.clone(),
        }
    }
}

/// Whether `name` is a better printed name of an entity than `known`: the longer one; of two as long, the first by the alphabet, so that no
/// order of articles decides.
pub fn says_more(name: &str, known: &str) -> bool {
    (known.chars().count(), name) < (name.chars().count(), known)
}
