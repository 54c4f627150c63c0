//! The fusion rules alone, on a table of claims: which value of each object's attribute is to be held.
//!
//! In: claims (source, object, attribute, value) and, where known, which value is a part of which less precise one. Out: one value an item,
//! with its support and the rule that chose it. Three methods, so that they can be held against published ones: majority vote; a vote in
//! which a less precise value supports the more precise ones below it; and Investment, an iterative estimate of how far each source is to
//! be trusted. It knows nothing of articles: a claim here is a cell of a table, and every source speaks for itself.
//!
//! ```
//! use dateline::fuse::{Method, Table, fuse};
//! let mut table = Table::default();
//! let csv = "source,object,attribute,value,parent\na,Mia Holt,born,Dorst,Kell\nb,Mia Holt,born,Kell,\nc,Mia Holt,born,Orland,\n";
//! table.read(csv.as_bytes(), &mut |_, _| {}).unwrap();
//! let fused = fuse(&table, Method::Hierarchy);
//! assert_eq!((fused[0].value, fused[0].support), ("Dorst", 2));
//! ```

mod choice;
mod hierarchy;
mod investment;
mod items;
mod table;

pub use table::{Row, Table, TableError};

use choice::{Choice, choose};
use items::{Item, Items};

/// How values are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Each source has one voice for the value that it gives.
    Vote,
    /// The same, and a source of a less precise value speaks for every more precise value below it.
    Hierarchy,
    /// The same, and each voice weighs as much as its source is trusted: Investment (Pasternack & Roth 2010).
    Reliability,
}

/// The value to be held of one attribute of one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Fused<'t> {
    /// The object.
    pub object: &'t str,
    /// The attribute.
    pub attribute: &'t str,
    /// The value.
    pub value: &'t str,
    /// Sources that give it or, where the method heeds them, a less precise one.
    pub support: usize,
    /// Sources that say anything of this attribute.
    pub of: usize,
    /// The part of the item's weight that supports the value, 0 to 1.
    pub confidence: f64,
    /// What decided: `only_report`, `agree`, `most_precise`, `vote`, `trust`, or how a tie was broken: `earliest`, `corroborated`, `precise`,
    /// `first`.
    pub rule: &'static str,
    /// The names of the supporting sources, by name.
    pub sources: Vec<&'t str>,
}

/// The value of every item, by (object, attribute).
pub fn fuse(table: &Table, method: Method) -> Vec<Fused<'_>> {
    let items = Items::new(table, method != Method::Vote);
    let (trust, growth) = match method {
        Method::Reliability => (investment::trust(&items), investment::GROWTH),
        Method::Vote | Method::Hierarchy => (vec![1.0; items.sources.len()], 1.0),
    };
    let standing = match method {
        Method::Hierarchy => items.corroboration(),
        Method::Vote | Method::Reliability => Vec::new(),
    };
    let made = |item| {
        fused(
            &items,
            item,
            &choose(item, &trust, &standing),
            &trust,
            (method, growth),
        )
    };
    items.items.iter().map(made).collect()
}

fn fused<'t>(
    items: &Items<'t>,
    item: &Item<'t>,
    choice: &Choice,
    trust: &[f64],
    (method, growth): (Method, f64),
) -> Fused<'t> {
    let supporters = item.supporters(choice.value);
    let weight = |sources: &[usize]| sources.iter().map(|&s| trust[s]).sum::<f64>().powf(growth);
    let all = item.all_sources();
    let rule = match (all.len(), item.values.len(), choice.tie) {
        (1, 1, _) => "only_report",
        (_, 1, _) => "agree",
        (_, _, Some(rule)) => rule,
        (total, _, None) if supporters.len() == total && item.agrees(choice.value) => "most_precise",
        _ if method == Method::Reliability => "trust",
        _ => "vote",
    };
    Fused {
        object: item.object,
        attribute: item.attribute,
        value: item.values[choice.value].value,
        support: supporters.len(),
        of: all.len(),
        confidence: share(weight(&supporters), weight(&all)),
        rule,
        sources: supporters.iter().map(|&s| items.sources[s]).collect(),
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
