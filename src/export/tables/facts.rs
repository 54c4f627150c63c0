//! The tables of facts: what is held, the positions taken, who takes them, how they relate, and how a number grew.

use super::cell::{Cell, Type};
use super::value::{self, VALUE};
use super::{Column, Reference, Rows, Table};
use crate::export::ExportError;
use crate::model::{Fact, FactClaim, Position, Relation};

/// A row a fact.
pub(super) const FACTS: Table = Table {
    name: "facts",
    about: "One question of one story each, with the verdict and what to hold",
    of_articles: false,
    columns: &[
        &[
            Column::always("fact_id", Type::Text, "id of the fact"),
            Column::always("story_id", Type::Text, "the story"),
            Column::always(
                "question",
                Type::Text,
                "what is answered: killed, detected_on, count:athlete",
            ),
            Column::always("about", Type::Text, "what the question is about"),
            Column::always(
                "verdict",
                Type::Text,
                "strictly read: agree, less_precise, compatible, conflict or single",
            ),
            Column::always(
                "verdict_lenient",
                Type::Text,
                "the same where a bare round number may be rounded",
            ),
            Column::maybe(
                "answer",
                Type::Text,
                "what to hold, in words; nothing where nothing decides",
            ),
            Column::maybe("decided_by", Type::Text, "the rule that chose the answer"),
            Column::maybe(
                "support",
                Type::Whole,
                "articles whose claims support the answer, copies left out",
            ),
            Column::maybe("independent", Type::Whole, "independent sources among them"),
        ],
        VALUE,
        &[
            Column::always("positions", Type::Whole, "how many positions are taken"),
            Column::always(
                "silent",
                Type::Texts,
                "articles of the story that say nothing on it",
            ),
            Column::always("copies", Type::Texts, "articles whose claim is another's words"),
        ],
    ],
    key: &["fact_id"],
    references: &[Reference {
        columns: &["story_id"],
        table: "stories",
        to: &["story_id"],
    }],
};

/// A row a position.
pub(super) const POSITIONS: Table = Table {
    name: "positions",
    about: "The different answers to the question of a fact",
    of_articles: false,
    columns: &[
        &[
            Column::always("fact_id", Type::Text, "the fact"),
            Column::always("position", Type::Whole, "number of the position, from 0"),
            Column::always("text", Type::Text, "the answer in words"),
        ],
        VALUE,
        &[
            Column::always("certainty", Type::Text, "asserted, probable, possible or unknown"),
            Column::always("polarity", Type::Text, "affirmed (+) or denied (-)"),
            Column::always("claims", Type::Whole, "how many claims take it"),
        ],
    ],
    key: &["fact_id", "position"],
    references: &[OF_FACT],
};

/// A row a claim of a position.
pub(super) const POSITION_CLAIMS: Table = Table {
    name: "position_claims",
    about: "Who takes a position, in which words",
    of_articles: false,
    columns: &[&[
        Column::always("fact_id", Type::Text, "the fact"),
        Column::always("position", Type::Whole, "number of the position"),
        Column::always(
            "claim",
            Type::Whole,
            "number of the claim in the position, from 0",
        ),
        Column::always("article_id", Type::Text, "the article"),
        Column::always("field", Type::Text, "which text the offsets index: text or title"),
        Column::always("char_start", Type::Whole, "first code point"),
        Column::always("char_end", Type::Whole, "one past the last code point"),
        Column::always("byte_start", Type::Whole, "first byte of UTF-8"),
        Column::always("byte_end", Type::Whole, "one past the last byte of UTF-8"),
        Column::always("quote", Type::Text, "the words under the span"),
        Column::always("certainty", Type::Text, "asserted, probable, possible or unknown"),
        Column::always("polarity", Type::Text, "affirmed (+) or denied (-)"),
        Column::maybe("attributed_to", Type::Text, "who says so: an entity, or words"),
        Column::always("attribution", Type::Text, "direct, indirect or none"),
        Column::maybe("as_of", Type::Day, "the day it holds for"),
        Column::maybe(
            "frame",
            Type::Text,
            "what keeps it apart from the story's event: background, period or part",
        ),
        Column::maybe("frame_cue", Type::Text, "the words that say so"),
    ]],
    key: &["fact_id", "position", "claim"],
    references: &[
        Reference {
            columns: &["fact_id", "position"],
            table: "positions",
            to: &["fact_id", "position"],
        },
        Reference {
            columns: &["article_id"],
            table: "articles",
            to: &["article_id"],
        },
    ],
};

/// A row a pair of positions.
pub(super) const RELATIONS: Table = Table {
    name: "relations",
    about: "How each two positions of a fact stand to one another",
    of_articles: false,
    columns: &[&[
        Column::always("fact_id", Type::Text, "the fact"),
        Column::always(
            "position_a",
            Type::Whole,
            "the less precise or more hedging position, where there is one",
        ),
        Column::always("position_b", Type::Whole, "the other"),
        Column::always(
            "relation",
            Type::Text,
            "how a stands to b: agree, less_precise, weaker_modality, compatible or conflict",
        ),
    ]],
    key: &["fact_id", "position_a", "position_b"],
    references: &[
        Reference {
            columns: &["fact_id", "position_a"],
            table: "positions",
            to: &["fact_id", "position"],
        },
        Reference {
            columns: &["fact_id", "position_b"],
            table: "positions",
            to: &["fact_id", "position"],
        },
    ],
};

/// A row a step of a growing number.
pub(super) const SERIES: Table = Table {
    name: "series",
    about: "How a growing number grew",
    of_articles: false,
    columns: &[
        &[
            Column::always("fact_id", Type::Text, "the fact"),
            Column::always("step", Type::Whole, "number of the step, from 0"),
            Column::always("as_of", Type::Day, "the day the number holds for"),
            Column::always("article_id", Type::Text, "the article that says so"),
            Column::always("text", Type::Text, "the number in words"),
        ],
        VALUE,
    ],
    key: &["fact_id", "step"],
    references: &[
        OF_FACT,
        Reference {
            columns: &["article_id"],
            table: "articles",
            to: &["article_id"],
        },
    ],
};

const OF_FACT: Reference = Reference {
    columns: &["fact_id"],
    table: "facts",
    to: &["fact_id"],
};

/// The facts of a story.
pub(super) fn rows(facts: &[Fact], rows: &mut dyn Rows) -> Result<(), ExportError> {
    for fact in facts {
        rows.row(&FACTS, fact_cells(fact))?;
        for (at, position) in fact.positions.iter().enumerate() {
            rows.row(&POSITIONS, position_cells(&fact.fact, at, position))?;
            for (n, claim) in position.claims.iter().enumerate() {
                rows.row(&POSITION_CLAIMS, claim_cells(&fact.fact, (at, n), claim))?;
            }
        }
        for pair in &fact.relations {
            let relation = relation(pair.relation);
            let cells = vec![(&fact.fact).into(), pair.a.into(), pair.b.into(), relation.into()];
            rows.row(&RELATIONS, cells)?;
        }
        for (step, point) in fact.series.iter().enumerate() {
            let mut cells: Vec<Cell<'_>> = vec![
                (&fact.fact).into(),
                step.into(),
                point.as_of.into(),
                (&point.article).into(),
                (&point.text).into(),
            ];
            cells.append(&mut value::cells(Some(&point.value)));
            rows.row(&SERIES, cells)?;
        }
    }
    Ok(())
}

fn fact_cells(fact: &Fact) -> Vec<Cell<'_>> {
    let answer = fact.answer.as_ref();
    let mut cells: Vec<Cell<'_>> = vec![
        (&fact.fact).into(),
        (&fact.story).into(),
        (&fact.question).into(),
        (&fact.about).into(),
        fact.verdict.as_str().into(),
        fact.verdict_lenient.as_str().into(),
        answer.map(|answer| &answer.text).into(),
        answer.map(|answer| &answer.rule).into(),
        answer.map(|answer| answer.support).into(),
        answer.map(|answer| answer.independent).into(),
    ];
    cells.append(&mut value::cells(answer.map(|answer| &answer.value)));
    cells.extend([
        fact.positions.len().into(),
        Cell::Texts(fact.silent.iter().map(String::as_str).collect()),
        Cell::Texts(fact.copies.iter().map(String::as_str).collect()),
    ]);
    cells
}

fn position_cells<'a>(fact: &'a str, at: usize, position: &'a Position) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![fact.into(), at.into(), (&position.text).into()];
    cells.append(&mut value::cells(Some(&position.value)));
    cells.extend([
        position.certainty.as_str().into(),
        value::polarity(position.polarity),
        position.claims.len().into(),
    ]);
    cells
}

fn claim_cells<'a>(fact: &'a str, (position, at): (usize, usize), claim: &'a FactClaim) -> Vec<Cell<'a>> {
    let frame = claim.frame.as_ref();
    vec![
        fact.into(),
        position.into(),
        at.into(),
        (&claim.article).into(),
        claim.span.field.as_str().into(),
        claim.span.start.into(),
        claim.span.end.into(),
        claim.span.byte_start.into(),
        claim.span.byte_end.into(),
        (&claim.quote).into(),
        claim.certainty.as_str().into(),
        value::polarity(claim.polarity),
        claim.attribution.attributed_to.as_ref().into(),
        claim.attribution.kind.as_str().into(),
        claim.as_of.into(),
        frame.map(|frame| frame.kind.as_str()).into(),
        frame.map(|frame| &frame.cue).into(),
    ]
}

/// Its name in JSON.
fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::WeakerModality => "weaker_modality",
        Relation::Compatible => "compatible",
        Relation::LessPrecise => "less_precise",
        Relation::Conflict => "conflict",
    }
}
