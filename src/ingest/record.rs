//! One JSON object as an article, or as several: what JSON and JSONL have in common.

use serde_json::{Map, Value};

use super::decode::decode;
use super::draft::Draft;
use super::fields::{Record, Role};
use super::text::DIVIDER;
use super::{Flow, Intake, Reason, Source};
use crate::model::Title;

/// Reads one of several records of an input; `number` counts them from 1.
pub(super) fn read(
    source: &Source,
    number: u64,
    place: Option<String>,
    bytes: &[u8],
    intake: &mut Intake<'_>,
) -> Flow {
    let base = Draft {
        number: Some(number),
        place,
        ..Draft::default()
    };
    value(source, base, bytes, intake)
}

/// Reads the only record of an input.
pub(super) fn read_alone(source: &Source, bytes: &[u8], intake: &mut Intake<'_>) -> Flow {
    value(source, Draft::default(), bytes, intake)
}

fn value(source: &Source, mut base: Draft, bytes: &[u8], intake: &mut Intake<'_>) -> Flow {
    let parsed = if let Ok(text) = std::str::from_utf8(bytes) {
        serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
    } else {
        let decoded = decode(bytes.to_vec(), None);
        base.note_decoding(&decoded);
        serde_json::from_str(&decoded.text)
    };
    match parsed {
        Ok(Value::Object(found)) => object(source, base, found, intake),
        Ok(other) => intake.skip(source, base.place, &Reason::NotAnObject(shape(&other))),
        Err(error) => intake.skip(source, base.place, &Reason::Json(explain(&error))),
    }
}

/// Reads one object. One without a text that holds a list of articles stands for these; its id or group is their group.
pub(super) fn object(
    source: &Source,
    base: Draft,
    object: Map<String, Value>,
    intake: &mut Intake<'_>,
) -> Flow {
    let mut record = Record::new(object);
    let Some(list) = intake.fields.take_articles(&mut record) else {
        return match draft(base, record, intake) {
            Ok(draft) if draft.text.contains(DIVIDER) => several(source, &draft, intake),
            Ok(draft) => intake.article(source, draft),
            Err((place, reason)) => intake.skip(source, place, &reason),
        };
    };
    let group = intake
        .fields
        .take(Role::Group, &mut record)
        .or_else(|| intake.fields.take(Role::Id, &mut record));
    let mut meta = base.meta.clone();
    meta.extend(
        record
            .rest()
            .into_iter()
            .filter(|(_, value)| !is_empty(value))
            .map(of_group),
    );
    for (at, entry) in list.into_iter().enumerate() {
        let place = match &base.place {
            Some(place) => format!("{place}, article {}", at + 1),
            None => format!("article {}", at + 1),
        };
        let number = base.number.unwrap_or(0) * 1000 + at as u64 + 1;
        let inner = Draft {
            group: group.clone(),
            number: Some(number),
            place: Some(place),
            meta: meta.clone(),
            ..base.clone()
        };
        match entry {
            Value::Object(entry) => match draft(inner, Record::new(entry), intake) {
                Ok(draft) => intake.article(source, draft)?,
                Err((place, reason)) => intake.skip(source, place, &reason)?,
            },
            other => intake.skip(source, inner.place, &Reason::NotAnObject(shape(&other)))?,
        }
    }
    Flow::Continue(())
}

/// What is said of a group, `date`, stands beside its articles' own fields as `group_date`.
fn of_group((name, value): (String, Value)) -> (String, Value) {
    (format!("group_{name}"), value)
}

/// A text with dividers in it is several articles on one event (Multi-News); all else that the record says is said of each.
fn several(source: &Source, draft: &Draft, intake: &mut Intake<'_>) -> Flow {
    let id = draft
        .id
        .clone()
        .unwrap_or_else(|| format!("{}#{}", source.stem, draft.number.unwrap_or(1)));
    let parts = draft.text.split(DIVIDER).map(str::trim);
    for (number, part) in (1..).zip(parts.filter(|part| !part.is_empty())) {
        let place = match &draft.place {
            Some(place) => format!("{place}, part {number}"),
            None => format!("part {number}"),
        };
        let one = Draft {
            text: part.replace(LINE_END, "\n"),
            id: Some(format!("{id}.{number}")),
            group: draft.group.clone().or_else(|| Some(id.clone())),
            place: Some(place),
            ..draft.clone()
        };
        intake.article(source, one)?;
    }
    Flow::Continue(())
}

/// What Multi-News writes for a line end.
const LINE_END: &str = "NEWLINE_CHAR";

/// The fields of one article. What has no place of its own in an article is kept as meta under the role's name; the rest under its own.
fn draft(
    mut base: Draft,
    mut record: Record,
    intake: &Intake<'_>,
) -> Result<Draft, (Option<String>, Reason)> {
    let fields = &intake.fields;
    if intake.options.trace {
        let used = |role: Role| Some((role.name().to_owned(), fields.which(role, &record)?));
        base.fields = Role::ALL.into_iter().filter_map(used).collect();
    }
    let Some(text) = fields.take(Role::Text, &mut record) else {
        let empty = fields.has(Role::Text, &record);
        let reason = if empty {
            Reason::EmptyText
        } else {
            no_text(&record.rest())
        };
        return Err((base.place, reason));
    };
    base.text = text;
    let mut take = |role| fields.take(role, &mut record);
    base.title = take(Role::Title).map(Title::Apart);
    base.outlet = take(Role::Source);
    base.id = take(Role::Id);
    base.language = take(Role::Language);
    base.group = take(Role::Group).or(base.group);
    for role in [Role::Updated, Role::Crawled, Role::Author] {
        let value = take(role).map(|value| (role.name().to_owned(), value.into()));
        base.meta.extend(value);
    }
    base.dates = fields.take_all(Role::Date, &mut record);
    let rest = record.rest().into_iter();
    base.meta.extend(rest.filter(|(_, value)| !is_empty(value)));
    Ok(base)
}

/// `null`, `""`, `[]`, `{}`: fields that say nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn no_text(object: &Map<String, Value>) -> Reason {
    if object.is_empty() {
        return Reason::Empty;
    }
    let mut names: Vec<&str> = object.keys().map(String::as_str).take(12).collect();
    if object.len() > names.len() {
        names.push("…");
    }
    Reason::NoText {
        fields: names.join(", "),
    }
}

fn shape(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The parser's message; its line is always 1 in JSONL, so only the column is told then.
fn explain(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column", " at column")
}
