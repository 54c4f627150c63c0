//! Fusion by table: claims in, the value that each method holds out, and laws for any table.
#![allow(clippy::unwrap_used)]

use dateline::fuse::{Method, Table, fuse};
use proptest::prelude::*;

struct Case {
    name: &'static str,
    /// `SOURCE VALUE` or `SOURCE VALUE<PARENT`, `- VALUE<PARENT` for a row that claims nothing, `SOURCE@OBJECT VALUE` of another object.
    claims: &'static [&'static str],
    /// Of the object `o`: `VALUE SUPPORT/OF RULE` by vote, by hierarchy, by reliability.
    held: [&'static str; 3],
}

const CASES: &[Case] = &[
    Case {
        name: "one report",
        claims: &["a 5"],
        held: ["5 1/1 only_report"; 3],
    },
    Case {
        name: "all agree, and who repeats himself counts once",
        claims: &["a 5", "b 5", "a 5"],
        held: ["5 2/2 agree"; 3],
    },
    Case {
        name: "two against one",
        claims: &["a 7", "b 5", "c 5"],
        held: ["5 2/3 vote", "5 2/3 vote", "5 2/3 trust"],
    },
    Case {
        name: "a less precise value supports the more precise, over one that stood between",
        claims: &["a Dorst<Kell", "b Kell", "c Orland", "- Kell<Vale", "d Vale"],
        held: ["Dorst 1/4 first", "Dorst 3/4 vote", "Dorst 3/4 trust"],
    },
    Case {
        name: "where nobody says otherwise the most precise holds",
        claims: &["a Kell", "b Dorst<Kell"],
        held: [
            "Kell 1/2 first",
            "Dorst 2/2 most_precise",
            "Dorst 2/2 most_precise",
        ],
    },
    Case {
        name: "siblings do not support one another",
        claims: &["a Dorst<Kell", "b Sund<Kell", "c Sund"],
        held: ["Sund 2/3 vote", "Sund 2/3 vote", "Sund 2/3 trust"],
    },
    Case {
        name: "a tie of days goes to the earliest, wherever it stands",
        claims: &["a 2024-03-05", "b 2024-03-04"],
        held: ["2024-03-04 1/2 earliest"; 3],
    },
    Case {
        name: "another tie goes to the source that others bear out elsewhere",
        claims: &["a 7", "b 5", "b@p 1", "c@p 1", "d@p 1", "a@q 2", "c@q 3", "d@q 3"],
        held: ["7 1/2 first", "5 1/2 corroborated", "5 1/2 trust"],
    },
    Case {
        name: "nothing decides: the first in the table",
        claims: &["a 7", "b 5"],
        held: ["7 1/2 first"; 3],
    },
];

fn table(claims: &[&str]) -> Table {
    let mut csv = String::from("source,object,attribute,value,parent\n");
    for claim in claims {
        let (who, what) = claim.split_once(' ').unwrap();
        let (source, object) = who.split_once('@').unwrap_or((who, "o"));
        let (value, parent) = what.split_once('<').unwrap_or((what, ""));
        let line = match source {
            "-" => format!(",,,{value},{parent}\n"),
            _ => format!("{source},{object},is,{value},{parent}\n"),
        };
        csv.push_str(&line);
    }
    let mut table = Table::default();
    table
        .read(csv.as_bytes(), &mut |line, reason| {
            panic!("line {line}: {reason}")
        })
        .unwrap();
    table
}

#[test]
fn fusion_by_table() {
    let mut wrong = Vec::new();
    for case in CASES {
        let table = table(case.claims);
        for (method, held) in [Method::Vote, Method::Hierarchy, Method::Reliability]
            .into_iter()
            .zip(case.held)
        {
            let fused = fuse(&table, method);
            let own = fused.iter().find(|f| f.object == "o").unwrap();
            let found = format!("{} {}/{} {}", own.value, own.support, own.of, own.rule);
            if found != held {
                wrong.push(format!(
                    "{}: {method:?} expected {held}, found {found}",
                    case.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn every_item_gets_one_of_its_values(rows in proptest::collection::vec(("[a-e]", "[op]", "[1-6]", "[1-6]?"), 1..30)) {
        let lines = rows.iter().map(|(source, object, value, parent)| format!("{source},{object},is,{value},{parent}\n"));
        let csv = format!("source,object,attribute,value,parent\n{}", lines.collect::<String>());
        let mut table = Table::default();
        table.read(csv.as_bytes(), &mut |_, _| {}).unwrap();
        for method in [Method::Vote, Method::Hierarchy, Method::Reliability] {
            let fused = fuse(&table, method);
            for held in &fused {
                let given = |row: &&dateline::fuse::Row| row.object == held.object && row.value == held.value;
                prop_assert!(table.rows.iter().any(|row| given(&row)));
                prop_assert!((1..=held.of).contains(&held.support));
                prop_assert!((0.0..=1.0 + 1e-9).contains(&held.confidence));
                prop_assert_eq!(held.sources.len(), held.support);
            }
            let objects: std::collections::BTreeSet<&str> = table.rows.iter().map(|row| row.object.as_str()).collect();
            prop_assert_eq!(fused.len(), objects.len());
        }
    }
}
