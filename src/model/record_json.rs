//! A record as its line of JSON: what `serde_json::to_string` would write, several times as fast (see [`super::json`]).

use super::json::Json;
use super::{Claim, ClaimAmount, ClaimValue, FigureLine, MentionLine, NameLine, Record, ValueLine, When};

impl Record {
    /// The line of the output contract, without a line end.
    ///
    /// ```
    /// # use dateline::{extract::Settings, lexicon::Lexicon, model::Article, pipeline::Analyst};
    /// let analyst = Analyst::new(Lexicon::built_in()?, Settings::default())?;
    /// let record = analyst.read(&Article { id: "a".into(), text: "At least 80 ships sank.".into(), ..Article::default() });
    /// assert_eq!(record.to_json(), serde_json::to_string(&record).unwrap());
    /// # Ok::<(), dateline::lexicon::DictionaryError>(())
    /// ```
    pub fn to_json(&self) -> String {
        let mut json = Json::default();
        json.out
            .reserve(2048 + 320 * (self.mentions.len() + self.claims.len()));
        json.raw("{\"id\":");
        json.text(&self.id);
        head(&mut json, self);
        json.raw(",\"mentions\":[");
        for (n, line) in self.mentions.iter().enumerate() {
            json.raw(if n > 0 { ",{\"id\":" } else { "{\"id\":" });
            mention(&mut json, line);
        }
        json.raw("],\"claims\":[");
        for (n, one) in self.claims.iter().enumerate() {
            json.raw(if n > 0 {
                ",{\"question\":"
            } else {
                "{\"question\":"
            });
            claim(&mut json, one);
        }
        json.raw("],\"signature\":{\"terms\":");
        json.base64(&self.signature.term_bytes());
        json.raw(",\"fingerprint\":");
        json.base64(&self.signature.fingerprint_bytes());
        json.raw("}");
        if !self.keys.is_empty() {
            json.raw(",\"keys\":");
            json.list(self.keys.iter().map(String::as_str));
        }
        if !self.meta.is_empty() {
            json.raw(",\"meta\":");
            json.by_serde(&self.meta);
        }
        if let Some(text) = &self.text {
            json.raw(",\"text\":");
            json.text(text);
        }
        json.raw("}");
        json.out
    }
}

fn head(json: &mut Json, record: &Record) {
    json.raw(",\"path\":");
    json.text(&record.path);
    if !record.format.is_empty() {
        json.raw(",\"format\":");
        json.text(&record.format);
    }
    json.raw(",\"source\":");
    json.optional(record.source.as_deref());
    if let Some(publisher) = &record.publisher {
        json.raw(",\"publisher\":");
        json.text(publisher);
    }
    json.raw(",\"title\":");
    json.optional(record.title.as_deref());
    json.raw(",\"date\":");
    json.day(record.date);
    json.raw(",\"anchor\":");
    json.optional(record.anchor.map(super::AnchorSource::as_str));
    json.raw(",\"language\":");
    json.text(&record.language);
    json.raw(",\"text_sha256\":");
    json.text(&record.text_sha256);
    if record.body_start > 0 {
        json.raw(",\"body_start\":");
        json.number(record.body_start);
    }
    if record.byte_body_start > 0 {
        json.raw(",\"byte_body_start\":");
        json.number(record.byte_body_start);
    }
    json.raw(",\"sentences\":");
    json.number(record.sentences);
    if let Some(group) = &record.group {
        json.raw(",\"group\":");
        json.text(group);
    }
}

fn mention(json: &mut Json, line: &MentionLine) {
    json.text(&line.id);
    json.raw(",\"kind\":");
    json.text(line.kind.as_str());
    json.raw(",\"field\":\"");
    json.raw(line.field.as_str());
    json.raw("\",\"start\":");
    json.number(line.start);
    json.raw(",\"end\":");
    json.number(line.end);
    json.raw(",\"byte_start\":");
    json.number(line.byte_start);
    json.raw(",\"byte_end\":");
    json.number(line.byte_end);
    json.raw(",\"text\":");
    json.text(&line.text);
    match &line.value {
        ValueLine::Name(value) => name(json, value),
        ValueLine::Date(value) => date(json, &value.when),
        ValueLine::Figure(value) => figure(json, value),
    }
    json.raw(",\"score\":");
    json.score(line.score);
    json.raw(",\"rule\":");
    json.text(line.rule.as_str());
    json.raw("}");
}

fn name(json: &mut Json, value: &NameLine) {
    json.raw(",\"entity\":");
    json.optional(value.entity.as_deref());
    json.raw(",\"name\":");
    json.text(&value.name);
    json.raw(",\"match\":\"");
    json.raw(value.matched.as_str());
    json.raw("\",\"candidates\":");
    json.list(value.candidates.iter().map(AsRef::as_ref));
    if let Some(resolved) = &value.resolved {
        json.raw(",\"resolved\":");
        json.text(resolved);
    }
}

fn date(json: &mut Json, when: &When) {
    json.raw(",\"type\":\"");
    json.raw(when.timex.as_str());
    json.raw("\",\"value\":");
    json.text(&when.value);
    let modifier = when.modifier.map(super::Modifier::as_str);
    let marks = [
        (",\"mod\":", modifier),
        (",\"quant\":", when.quant.as_deref()),
        (",\"freq\":", when.freq.as_deref()),
    ];
    for (key, value) in marks {
        if let Some(value) = value {
            json.raw(key);
            json.text(value);
        }
    }
    json.raw(",\"from\":");
    json.day(when.from);
    json.raw(",\"to\":");
    json.day(when.to);
    if when.unanchored {
        json.raw(",\"unanchored\":true");
    }
    if when.ambiguous {
        json.raw(",\"ambiguous\":true");
    }
}

fn figure(json: &mut Json, value: &FigureLine) {
    json.raw(",\"number\":{\"start\":");
    json.number(value.number.start);
    json.raw(",\"end\":");
    json.number(value.number.end);
    json.raw("},\"measure\":\"");
    json.raw(value.measure.as_str());
    json.raw("\",\"low\":");
    json.decimal(value.low);
    json.raw(",\"high\":");
    json.decimal(value.high);
    json.raw(",\"interval\":");
    json.text(&value.interval);
    json.raw(",\"nominal\":");
    json.decimal(value.nominal);
    json.raw(",\"comparator\":\"");
    json.raw(value.comparator.as_str());
    json.raw("\",\"unit\":");
    json.optional(value.unit.as_deref());
    if value.unit_assumed {
        json.raw(",\"unit_assumed\":true");
    }
    json.raw(",\"of\":");
    json.optional(value.of.as_deref());
    if let Some(about) = &value.about {
        json.raw(",\"about\":");
        json.text(about);
    }
}

fn claim(json: &mut Json, claim: &Claim) {
    json.text(&claim.question);
    json.raw(",\"about\":");
    json.text(&claim.about);
    json.raw(",\"value\":");
    claim_value(json, &claim.value);
    json.raw(",\"certainty\":\"");
    json.raw(claim.certainty.as_str());
    json.raw("\",\"polarity\":\"");
    json.raw(claim.polarity.as_str());
    json.raw("\",\"attributed_to\":");
    json.optional(claim.attribution.attributed_to.as_deref());
    json.raw(",\"attribution\":\"");
    json.raw(claim.attribution.kind.as_str());
    json.raw("\",\"as_of\":");
    json.day(claim.as_of);
    json.raw(",\"includes\":");
    json.optional(claim.includes.as_deref());
    if !claim.basis.is_said() {
        json.raw(",\"basis\":\"");
        json.raw(claim.basis.as_str());
        json.raw("\"");
    }
    apart(json, claim);
    if !claim.span.field.is_text() {
        json.raw(",\"field\":\"title\"");
    }
    json.raw(",\"start\":");
    json.number(claim.span.start);
    json.raw(",\"end\":");
    json.number(claim.span.end);
    json.raw(",\"byte_start\":");
    json.number(claim.span.byte_start);
    json.raw(",\"byte_end\":");
    json.number(claim.span.byte_end);
    json.raw(",\"sentence\":");
    json.number(claim.sentence);
    json.raw(",\"quote\":");
    json.text(&claim.quote);
    json.raw("}");
}

/// What comparing needs beside the answer, each where there is any.
fn apart(json: &mut Json, claim: &Claim) {
    if let Some(frame) = &claim.frame {
        json.raw(",\"frame\":{\"kind\":\"");
        json.raw(frame.kind.as_str());
        json.raw("\",\"cue\":");
        json.text(&frame.cue);
        json.raw("}");
    }
    if let Some(predicate) = &claim.predicate {
        json.raw(",\"predicate\":");
        json.text(predicate);
    }
    if let Some(wording) = claim.wording {
        json.raw(",\"wording\":");
        json.number(wording);
    }
}

fn claim_value(json: &mut Json, value: &ClaimValue) {
    match value {
        ClaimValue::Names(names) => {
            json.raw("{\"names\":");
            json.list(names.iter().map(String::as_str));
        }
        ClaimValue::When(when) => {
            json.raw("{\"when\":{\"value\":");
            json.text(&when.value);
            json.raw(",\"from\":");
            json.day(when.from);
            json.raw(",\"to\":");
            json.day(when.to);
            if when.night {
                json.raw(",\"night\":true");
            }
            json.raw("}");
        }
        ClaimValue::Amount(amount) => claim_amount(json, amount),
        ClaimValue::Proposition(text) => {
            json.raw("{\"proposition\":");
            json.text(text);
        }
        ClaimValue::Phrase(text) => {
            json.raw("{\"phrase\":");
            json.text(text);
        }
    }
    json.raw("}");
}

fn claim_amount(json: &mut Json, amount: &ClaimAmount) {
    json.raw("{\"amount\":{\"low\":");
    json.decimal(amount.interval.low);
    json.raw(",\"high\":");
    json.decimal(amount.interval.high);
    json.raw(",\"interval\":\"");
    amount.interval.push_to(&mut json.out);
    json.raw("\",\"nominal\":");
    json.decimal(amount.nominal);
    json.raw(",\"unit\":");
    json.optional(amount.unit.as_deref());
    json.raw(",\"comparator\":\"");
    json.raw(amount.comparator.as_str());
    json.raw("\"}");
}
