//! STIX 2.1 (OASIS standard): a bundle with a `report` for every article and the entities it names, for OpenCTI, MISP and other platforms
//! of threat intelligence.
//!
//! Organisations and persons are `identity`, actors `intrusion-set` with the aliases of the dictionaries (of the text, for an actor that none
//! holds) and their ids elsewhere, places `location`, where the dictionaries know the country: STIX wants one. A story of several articles
//! is a `grouping`, a conflict of it a `note` on the reports that take part.
//!
//! Ids are UUIDs of version 5 by what they name, in a namespace of our own (the standard keeps `00abedb4…` for observables), so that imports
//! update what earlier ones made. `created` and `modified` must be there, and the clock must not: a report has the article's publication
//! day, a story and its conflicts its first and last day, an entity [`UNDATED`] and the last day it is named; what has no day has `UNDATED`.
//! What the export was made from is a `note` on the identity of the tool, which is `created_by_ref` of all.

mod entities;
mod object;

use std::io::Write as _;

use jiff::civil::Date;

use self::entities::Entities;
use self::object::{Object, Reference, day_time, id};
use super::target::Output;
use super::{Brief, ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{Fact, Verdict};

/// The format.
pub(super) const FORM: Form = Form {
    name: "stix",
    about: "a STIX 2.1 bundle: reports with identities, intrusion sets and locations, a note for each conflict",
    place: Place::Stream,
    begin,
};

/// The time of what has none.
pub(super) const UNDATED: &str = "1970-01-01T00:00:00.000Z";

struct Stix {
    out: Output,
    with_text: bool,
    entities: Entities,
    tool: String,
    is_empty: bool,
}

fn begin(
    target: Target,
    provenance: &Provenance,
    options: Options,
) -> Result<Box<dyn Exporter>, ExportError> {
    let line = provenance.line();
    let mut stix = Stix {
        out: target.into_stream()?,
        with_text: options.with_text,
        entities: Entities::new()?,
        tool: id("identity", &provenance.tool),
        is_empty: true,
    };
    let bundle = id("bundle", &line);
    write!(
        stix.out,
        "{{\"type\":\"bundle\",\"id\":\"{bundle}\",\"objects\":["
    )?;
    stix.object(Object {
        name: Some(provenance.tool.clone()),
        identity_class: Some("system"),
        ..Object::new("identity", &provenance.tool)
    })?;
    let mut note = Object {
        summary: Some("What this bundle was made from".to_owned()),
        refs: vec![stix.tool.clone()],
        ..Object::new("note", &line)
    };
    note.content = Some(line);
    stix.object(note)?;
    Ok(Box::new(stix))
}

impl Exporter for Stix {
    fn story(&mut self, told: &ToldStory<'_>) -> Result<(), ExportError> {
        let story = told.story;
        let chosen: Vec<&Brief> = told.articles.iter().filter(|article| article.chosen).collect();
        if chosen.is_empty() || told.articles.len() < 2 {
            return Ok(());
        }
        let days = (story.from, story.to);
        let reports = |articles: &[&Brief]| articles.iter().map(|article| report_id(&article.id)).collect();
        self.object(
            Object {
                name: Some(story.title.clone().unwrap_or_else(|| story.story.clone())),
                context: Some("unspecified"),
                refs: reports(&chosen),
                ..Object::new("grouping", &format!("story:{}", story.story))
            }
            .of(days),
        )?;
        for fact in told.facts.iter().filter(|fact| fact.verdict == Verdict::Conflict) {
            let taking: Vec<&Brief> = chosen
                .iter()
                .filter(|article| takes_part(fact, article))
                .copied()
                .collect();
            let about = if taking.is_empty() { &chosen } else { &taking };
            self.object(
                Object {
                    summary: Some(format!("Reports differ: {}", question(told, fact))),
                    content: Some(positions(told, fact)),
                    refs: reports(about),
                    ..Object::new("note", &format!("fact:{}", fact.fact))
                }
                .of(days),
            )?;
        }
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let record = article.record;
        let mut refs = self.entities.meet(record);
        if refs.is_empty() {
            // A report must refer to something.
            refs.push(self.tool.clone());
        }
        let url = record.meta.get("url").and_then(serde_json::Value::as_str);
        let title = record.title.as_deref().filter(|title| !title.trim().is_empty());
        self.object(
            Object {
                id: report_id(&record.id),
                name: Some(title.unwrap_or(&record.id).to_owned()),
                description: self.with_text.then(|| article.text.to_owned()),
                published: Some(day_time(record.date)),
                lang: Some(record.language.clone())
                    .filter(|language| !language.is_empty() && language != "und"),
                external_references: vec![Reference {
                    source_name: record.source.clone().unwrap_or_else(|| "dateline".to_owned()),
                    external_id: Some(record.id.clone()),
                    url: url.filter(|url| url.starts_with("http")).map(str::to_owned),
                }],
                refs,
                ..Object::new("report", "")
            }
            .of((record.date, record.date)),
        )
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        for object in std::mem::take(&mut self.entities).into_objects() {
            self.object(object)?;
        }
        self.out.write_all(b"\n]}\n")?;
        self.out.finish()
    }
}

impl Stix {
    fn object(&mut self, mut object: Object) -> Result<(), ExportError> {
        object.created_by_ref = Some(self.tool.clone()).filter(|tool| *tool != object.id);
        let json = serde_json::to_string(&object).map_err(std::io::Error::other)?;
        let between = if self.is_empty { "\n" } else { ",\n" };
        self.is_empty = false;
        write!(self.out, "{between}{json}")?;
        Ok(())
    }
}

fn report_id(article: &str) -> String {
    id("report", &format!("article:{article}"))
}

fn takes_part(fact: &Fact, article: &Brief) -> bool {
    let mut claims = fact.positions.iter().flat_map(|position| &position.claims);
    claims.any(|claim| claim.article == article.id)
}

fn question(told: &ToldStory<'_>, fact: &Fact) -> String {
    let question = told.cast.question(&fact.question);
    if fact.about.is_empty() {
        question
    } else {
        format!("{question} ({})", fact.about)
    }
}

/// The positions of a fact for people: who says what in which words, and what to hold.
fn positions(told: &ToldStory<'_>, fact: &Fact) -> String {
    let said_by = |id: &str| {
        let brief = told.articles.iter().find(|article| article.id == id);
        match brief.and_then(|article| article.source.as_deref()) {
            Some(outlet) => format!("{outlet} ({id})"),
            None => id.to_owned(),
        }
    };
    let mut lines = vec![question(told, fact)];
    for position in &fact.positions {
        lines.push(format!("- {}", position.text));
        for claim in &position.claims {
            let line = format!("    {}: “{}”", said_by(&claim.article), claim.quote);
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
    }
    lines.push(match &fact.answer {
        Some(answer) => format!("answer: {} (by {})", answer.text, answer.rule),
        None => "answer: unresolved".to_owned(),
    });
    lines.join("\n")
}

/// First and last day of something, if it has them.
type Days = (Option<Date>, Option<Date>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_by_name_and_never_in_the_namespace_of_observables() {
        assert_eq!(report_id("1"), report_id("1"));
        assert!(report_id("1").starts_with("report--"));
        assert_eq!(report_id("1").as_bytes()["report--".len() + 14], b'5');
    }
}
