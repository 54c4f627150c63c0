//! TimeML 1.2.1 with TIMEX3: a file an article, in the shape of the TempEval-3 corpora, so that their scorers read it beside gold.
//!
//! Inline tags need no offsets: the text between the tags of `TEXT` is the article's text, code point for code point (what XML forbids
//! becomes U+FFFD). The publication day is `t0` in `DCT`. A title stands in `TITLE` with its dates tagged there; where it is a span of the
//! text it stands there too, and is tagged there alone. Dates that lie inside another are left out: elements cannot overlap.

use std::fmt::Write as _;

use super::folder::Folder;
use super::xml::{push_named, push_text};
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{Field, MentionLine, Record, ValueLine, When};

/// The format.
pub(super) const FORM: Form = Form {
    name: "timex3",
    about: "a folder of TimeML files with dates as TIMEX3, for the tools of TempEval-3",
    place: Place::Folder,
    begin,
};

struct Timex3 {
    folder: Folder,
    made_by: String,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(Box::new(Timex3 {
        folder: Folder::begin(target, provenance)?,
        made_by: provenance.line(),
    }))
}

impl Exporter for Timex3 {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let name = self.folder.name(&article.record.id);
        let document = document(article.record, article.text, &self.made_by);
        self.folder.write(&format!("{name}.tml"), &document)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.folder.finish()
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n";

/// The TimeML document of an article.
fn document(record: &Record, text: &str, made_by: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4 + 1024);
    out.push_str(HEAD);
    element(&mut out, "DOCID", &record.id);
    created(&mut out, record);
    let mut tid = 0;
    if let Some(title) = &record.title {
        out.push_str("<TITLE>");
        tagged(&mut out, title, dates(record, Field::Title), &mut tid);
        out.push_str("</TITLE>\n\n");
    }
    element(&mut out, "EXTRAINFO", made_by);
    out.push_str("<TEXT>");
    tagged(&mut out, text, dates(record, Field::Text), &mut tid);
    out.push_str("</TEXT>\n\n</TimeML>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    push_text(out, text);
    let _ = write!(out, "</{name}>\n\n");
}

/// The publication day; an article without one has a `DCT` whose value says so, as readers want one.
fn created(out: &mut String, record: &Record) {
    let day = record.date.map(|day| day.to_string());
    out.push_str("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\"");
    push_named(out, "value", day.as_deref().unwrap_or("XXXX-XX-XX"));
    out.push_str(" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">");
    out.push_str(day.as_deref().unwrap_or_default());
    out.push_str("</TIMEX3></DCT>\n\n");
}

/// The dates of a field by place, the longer of two first.
fn dates(record: &Record, field: Field) -> Vec<(&MentionLine, &When)> {
    let mut dates: Vec<(&MentionLine, &When)> = record
        .mentions
        .iter()
        .filter(|mention| mention.field == field)
        .filter_map(|mention| match &mention.value {
            ValueLine::Date(date) => Some((mention, &date.when)),
            _ => None,
        })
        .collect();
    dates.sort_by_key(|(mention, _)| (mention.byte_start, std::cmp::Reverse(mention.byte_end)));
    dates
}

/// The text with its dates in tags, numbered on from `tid`.
fn tagged(out: &mut String, text: &str, dates: Vec<(&MentionLine, &When)>, tid: &mut u32) {
    let mut at = 0;
    for (mention, when) in dates {
        let (start, end) = (mention.byte_start as usize, mention.byte_end as usize);
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        push_text(out, before);
        *tid += 1;
        open(out, *tid, when);
        push_text(out, words);
        out.push_str("</TIMEX3>");
        at = end;
    }
    push_text(out, &text[at..]);
}

fn open(out: &mut String, tid: u32, when: &When) {
    let _ = write!(out, "<TIMEX3 tid=\"t{tid}\" type=\"{}\"", when.timex.as_str());
    push_named(out, "value", &when.value);
    let modifier = when.modifier.map(crate::model::Modifier::as_str);
    for (name, value) in [
        ("mod", modifier),
        ("quant", when.quant.as_deref()),
        ("freq", when.freq.as_deref()),
    ] {
        if let Some(value) = value {
            push_named(out, name, value);
        }
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::super::told::{mention, record};
    use super::*;

    fn date(text: &str, words: &str, value: &serde_json::Value) -> serde_json::Value {
        mention(text, words, "date", "text", value)
    }

    #[test]
    fn dates_stand_in_tags_and_nothing_else_does() {
        let text = "<b>On Monday</b> & every May";
        let monday = serde_json::json!({"type": "DATE", "value": "2017-04-03", "from": null, "to": null});
        let may = serde_json::json!({"type": "SET", "value": "XXXX-05", "quant": "EVERY", "from": null, "to": null});
        let record = record(
            "a<1>",
            text,
            &[date(text, "Monday", &monday), date(text, "every May", &may)],
        );
        let told = document(&record, text, "dateline 1");
        assert!(told.contains("<DOCID>a&lt;1&gt;</DOCID>"), "{told}");
        assert!(told.contains(
            "<TEXT>&lt;b&gt;On <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2017-04-03\">Monday</TIMEX3>&lt;/b&gt; &amp; \
             <TIMEX3 tid=\"t2\" type=\"SET\" value=\"XXXX-05\" quant=\"EVERY\">every May</TIMEX3></TEXT>"
        ), "{told}");
    }

    #[test]
    fn a_date_inside_another_is_left_out() {
        let text = "on Monday morning";
        let value = serde_json::json!({"type": "TIME", "value": "2017-04-03TMO", "from": null, "to": null});
        let record = record(
            "1",
            text,
            &[date(text, "Monday", &value), date(text, "Monday morning", &value)],
        );
        let told = document(&record, text, "");
        assert_eq!(told.matches("<TIMEX3").count(), 2, "{told}");
        assert!(told.contains(">Monday morning</TIMEX3>"), "{told}");
    }
}
