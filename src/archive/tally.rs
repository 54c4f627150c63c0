//! How many of the articles that answer a question there are by month, outlet, organisation …

use std::collections::BTreeMap;

use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

use super::columns::value_of;
use super::query::Question;
use super::{Archive, ArchiveError};

/// By what articles are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// The year, month or day of publication.
    Year,
    /// See [`By::Year`].
    Month,
    /// See [`By::Year`].
    Day,
    /// The outlet.
    Source,
    /// The language.
    Lang,
    /// Entities of a kind, or of every kind.
    Org,
    /// See [`By::Org`].
    Actor,
    /// See [`By::Org`].
    Person,
    /// See [`By::Org`].
    Place,
    /// See [`By::Org`].
    Entity,
}

impl By {
    /// Every key with its name.
    pub const ALL: [(Self, &str); 10] = [
        (Self::Year, "year"),
        (Self::Month, "month"),
        (Self::Day, "day"),
        (Self::Source, "source"),
        (Self::Lang, "lang"),
        (Self::Org, "org"),
        (Self::Actor, "actor"),
        (Self::Person, "person"),
        (Self::Place, "place"),
        (Self::Entity, "entity"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(by, _)| *by == self)
            .map_or("", |(_, name)| name)
    }

    /// Whether its values are entities, which have an id and a name.
    pub fn is_entity(self) -> bool {
        self == Self::Entity || !self.prefix().is_empty()
    }

    /// What its ids are called beside the names of entities.
    pub fn id_name(self) -> &'static str {
        match self {
            Self::Org => "org_id",
            Self::Actor => "actor_id",
            Self::Person => "person_id",
            Self::Place => "place_id",
            _ => "entity_id",
        }
    }

    fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day)
    }

    /// What ids of entities begin with.
    fn prefix(self) -> &'static str {
        match self {
            Self::Org => "org/",
            Self::Actor => "actor/",
            Self::Person => "person/",
            Self::Place => "place/",
            _ => "",
        }
    }
}

/// How many articles have these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// A value for each key: `2017-02`, an outlet, the id of an entity. `None`: without a day, outlet or such an entity.
    pub values: Vec<Option<String>>,
    /// The names of these values: of an entity its name.
    pub names: Vec<Option<String>>,
    /// Articles.
    pub articles: u64,
}

/// Values with how many articles have them.
type Counted = (Vec<Option<String>>, u64);

impl Archive {
    /// Counts the articles that answer by all keys together: an article counts once for each combination of its values. Rows are in order of time
    /// where the first key is one, else the most frequent first.
    pub fn tally(&self, question: &Question, by: &[By]) -> Result<Vec<Tally>, ArchiveError> {
        let mut counted = BTreeMap::<Vec<Option<String>>, u64>::new();
        let found = self.matching(&question.query)?;
        for of_segment in found.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            for (values, articles) in self.tally_of_segment(of_segment, by)? {
                *counted.entry(values).or_default() += articles;
            }
        }
        let names = if by.iter().any(|by| by.is_entity()) {
            self.names_of_entities()?
        } else {
            BTreeMap::new()
        };
        let named = |value: &Option<String>| {
            let name = value.as_ref().and_then(|id| names.get(id));
            name.or(value.as_ref()).cloned()
        };
        let rows = counted.into_iter().map(|(values, articles)| Tally {
            names: values.iter().map(named).collect(),
            values,
            articles,
        });
        let mut rows: Vec<Tally> = rows.collect();
        let times = by.iter().take_while(|by| by.is_time()).count();
        rows.sort_by(|a, b| {
            let time = |row: &Tally| row.values[..times].to_vec();
            (time(a), b.articles, &a.values).cmp(&(time(b), a.articles, &b.values))
        });
        Ok(rows)
    }

    fn tally_of_segment(&self, found: &[DocAddress], by: &[By]) -> Result<Vec<Counted>, ArchiveError> {
        let segment = self.searcher.segment_reader(found[0].segment_ord);
        let keys = by
            .iter()
            .map(|by| Values::open(segment, *by))
            .collect::<tantivy::Result<Vec<_>>>();
        let keys = keys.map_err(|e| self.failed(&e))?;
        let mut counted = BTreeMap::<Vec<u64>, u64>::new();
        for address in found {
            let mut rows: Vec<Vec<u64>> = vec![Vec::with_capacity(keys.len())];
            for key in &keys {
                let values = key.of(address.doc_id);
                rows = rows
                    .iter()
                    .flat_map(|row| values.iter().map(|value| [row.as_slice(), &[*value]].concat()))
                    .collect();
            }
            for row in rows {
                *counted.entry(row).or_default() += 1;
            }
        }
        let read = |row: Vec<u64>| {
            row.iter()
                .zip(&keys)
                .map(|(value, key)| key.text(*value))
                .collect()
        };
        Ok(counted
            .into_iter()
            .map(|(row, articles)| (read(row), articles))
            .collect())
    }
}

/// Stands for no value.
const NONE: u64 = u64::MAX;

/// The values of a key in one segment, as numbers.
enum Values {
    Days(Column<u64>, u64),
    Text(StrColumn, Vec<bool>),
    Nothing,
}

impl Values {
    fn open(segment: &tantivy::SegmentReader, by: By) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let name = match by {
            By::Year | By::Month | By::Day => {
                let unit = match by {
                    By::Year => 10_000,
                    By::Month => 100,
                    _ => 1,
                };
                return Ok(columns
                    .column_opt("published")?
                    .map_or(Self::Nothing, |days| Self::Days(days, unit)));
            }
            By::Source => "outlet",
            By::Lang => "lang",
            _ => "cast",
        };
        Ok(columns.str(name)?.map_or(Self::Nothing, |column| {
            let all = 0..column.num_terms() as u64;
            let wanted = all
                .map(|ord| value_of(&column, ord).starts_with(by.prefix()))
                .collect();
            Self::Text(column, wanted)
        }))
    }

    fn of(&self, document: u32) -> Vec<u64> {
        let values: Vec<u64> = match self {
            Self::Days(days, unit) => days.first(document).map(|day| day / unit).into_iter().collect(),
            Self::Text(column, wanted) => column
                .term_ords(document)
                .filter(|ord| wanted.get(*ord as usize) == Some(&true))
                .collect(),
            Self::Nothing => Vec::new(),
        };
        if values.is_empty() { vec![NONE] } else { values }
    }

    fn text(&self, value: u64) -> Option<String> {
        match self {
            _ if value == NONE => None,
            Self::Days(_, unit) => Some(match unit {
                10_000 => format!("{value:04}"),
                100 => format!("{:04}-{:02}", value / 100, value % 100),
                _ => format!(
                    "{:04}-{:02}-{:02}",
                    value / 10_000,
                    value / 100 % 100,
                    value % 100
                ),
            }),
            Self::Text(column, _) => {
                let value = value_of(column, value);
                Some(
                    value
                        .split_once('\t')
                        .map_or(value.clone(), |(id, _)| id.to_owned()),
                )
            }
            Self::Nothing => None,
        }
    }
}
