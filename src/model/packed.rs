//! Articles as bytes, for what a build puts on disk while it runs: read back they are the same, and no other program reads them.
//!
//! Numbers are written seven bits a byte, lowest first (LEB128), floats and term hashes as they lie in memory (little-endian), texts after their
//! length, what may be missing after a 0 or 1. JSON of the claims alone took two and a half times as long.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    ArticleClaims, Attribution, AttributionKind, Basis, Certainty, Claim, ClaimAmount, ClaimSpan, ClaimValue,
    ClaimWhen, Comparator, Field, Frame, FrameKind, Interval, Polarity, Signature, Sketch, Ties,
};

/// Values of small enums by their number.
const CERTAINTIES: [Certainty; 4] = [
    Certainty::Asserted,
    Certainty::Probable,
    Certainty::Possible,
    Certainty::Unknown,
];
const POLARITIES: [Polarity; 2] = [Polarity::Affirmed, Polarity::Denied];
const ATTRIBUTIONS: [AttributionKind; 3] = [
    AttributionKind::Direct,
    AttributionKind::Indirect,
    AttributionKind::None,
];
const BASES: [Basis; 3] = [Basis::Said, Basis::Described, Basis::Inferred];
const FRAMES: [FrameKind; 3] = [FrameKind::Background, FrameKind::Period, FrameKind::Part];
const FIELDS: [Field; 2] = [Field::Title, Field::Text];
const COMPARATORS: [Comparator; 9] = [
    Comparator::Exactly,
    Comparator::MoreThan,
    Comparator::AtLeast,
    Comparator::LessThan,
    Comparator::AtMost,
    Comparator::Nearly,
    Comparator::About,
    Comparator::Between,
    Comparator::Vague,
];

impl Sketch<'_> {
    /// Appends the bytes of a sketch; its day is kept elsewhere.
    pub fn pack(&self, out: &mut Vec<u8>) {
        out.maybe(self.group.as_deref(), Pack::text);
        out.list(&self.terms, |out, &(term, weight)| {
            out.extend_from_slice(&term.to_le_bytes());
            out.extend_from_slice(&weight.to_le_bytes());
        });
        out.list(&self.event_days, |out, &(from, to)| {
            out.day(from);
            out.day(to);
        });
    }

    /// The sketch that [`Sketch::pack`] wrote, of an article of this day; nothing if the bytes are not one.
    pub fn unpack(mut bytes: &[u8], day: Option<Date>) -> Option<Sketch<'static>> {
        let from = &mut bytes;
        Some(Sketch {
            day,
            group: maybe(from, text)?.map(Cow::Owned),
            terms: Cow::Owned(list(from, |from| {
                Some((u32::from_le_bytes(fixed(from)?), f32::from_le_bytes(fixed(from)?)))
            })?),
            event_days: list(from, |from| Some((day_of(from)?, day_of(from)?)))?,
        })
    }
}

impl Ties<'_> {
    /// Appends the bytes of an article's ties.
    pub fn pack(&self, out: &mut Vec<u8>) {
        out.list(&self.days, |out, &day| out.day(day));
        out.list(&self.names, |out, name| out.text(name));
    }

    /// The ties that [`Ties::pack`] wrote; nothing if the bytes are none.
    pub fn unpack(mut bytes: &[u8]) -> Option<Ties<'static>> {
        let from = &mut bytes;
        Some(Ties {
            days: list(from, day_of)?,
            names: list(from, |from| text(from).map(Cow::Owned))?,
        })
    }
}

impl ArticleClaims {
    /// Appends the bytes of an article but for those that its sketch holds.
    pub fn pack(&self, out: &mut Vec<u8>) {
        out.text(&self.id);
        for optional in [&self.outlet, &self.title] {
            out.maybe(optional.as_deref(), Pack::text);
        }
        out.maybe(self.publisher.as_deref(), Pack::text);
        out.text(&self.text_sha256);
        out.list(&self.entities, |out, (id, count)| {
            out.text(id);
            out.number(u64::from(*count));
        });
        out.list(&self.names, |out, (id, name)| {
            out.text(id);
            out.text(name);
        });
        out.list(&self.numbers, |out, &number| out.float(number));
        out.list(&self.days, |out, &day| out.day(day));
        out.list(&self.claims, Pack::claim);
        out.list(&self.signature.fingerprint, |out, part| {
            out.extend_from_slice(&part.to_le_bytes());
        });
    }

    /// The article that [`ArticleClaims::pack`] wrote, with its sketch; nothing if the bytes are not one.
    pub fn unpack(sketch: Sketch<'_>, mut bytes: &[u8]) -> Option<Self> {
        let from = &mut bytes;
        let shared = |from: &mut &[u8]| text(from).map(Arc::from);
        Some(Self {
            id: text(from)?,
            outlet: maybe(from, text)?,
            title: maybe(from, text)?,
            publisher: maybe(from, shared)?,
            date: sketch.day,
            text_sha256: text(from)?,
            group: sketch.group.map(Cow::into_owned),
            entities: list(from, |from| Some((shared(from)?, number(from)? as u32)))?,
            names: list(from, |from| Some((shared(from)?, shared(from)?)))?,
            numbers: list(from, float)?,
            days: list(from, day_of)?,
            claims: list(from, claim)?,
            signature: Signature {
                terms: sketch.terms.into_owned(),
                fingerprint: list(from, |from| Some(u16::from_le_bytes(fixed(from)?)))?,
            },
        })
    }
}

/// What can be appended to bytes.
trait Pack {
    fn number(&mut self, number: u64);
    fn float(&mut self, number: f64);
    fn text(&mut self, text: &str);
    fn day(&mut self, day: Date);
    fn maybe<T>(&mut self, value: Option<T>, pack: impl FnOnce(&mut Self, T));
    fn list<T>(&mut self, values: &[T], pack: impl FnMut(&mut Self, &T));
    fn claim(&mut self, claim: &Claim);
    fn value(&mut self, value: &ClaimValue);
    fn amount(&mut self, amount: &ClaimAmount);
}

impl Pack for Vec<u8> {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.push(number as u8);
    }

    fn float(&mut self, number: f64) {
        self.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.extend_from_slice(text.as_bytes());
    }

    fn day(&mut self, day: Date) {
        self.extend_from_slice(&day.year().to_le_bytes());
        self.extend([day.month() as u8, day.day() as u8]);
    }

    fn maybe<T>(&mut self, value: Option<T>, pack: impl FnOnce(&mut Self, T)) {
        self.push(u8::from(value.is_some()));
        if let Some(value) = value {
            pack(self, value);
        }
    }

    fn list<T>(&mut self, values: &[T], mut pack: impl FnMut(&mut Self, &T)) {
        self.number(values.len() as u64);
        for value in values {
            pack(self, value);
        }
    }

    fn claim(&mut self, claim: &Claim) {
        // By name, so that a new field cannot be forgotten.
        let Claim {
            question,
            about,
            value,
            certainty,
            polarity,
            attribution: Attribution { attributed_to, kind },
            as_of,
            includes,
            basis,
            frame,
            predicate,
            wording,
            span,
            sentence,
            quote,
        } = claim;
        self.text(question);
        self.text(about);
        self.value(value);
        self.extend([
            *certainty as u8,
            *polarity as u8,
            *kind as u8,
            *basis as u8,
            span.field as u8,
        ]);
        self.maybe(attributed_to.as_deref(), Pack::text);
        self.maybe(*as_of, Pack::day);
        self.maybe(includes.as_deref(), Pack::text);
        self.maybe(frame.as_ref(), |out, frame| {
            out.push(frame.kind as u8);
            out.text(&frame.cue);
        });
        self.maybe(predicate.as_deref(), Pack::text);
        self.maybe(*wording, |out, hash| out.number(u64::from(hash)));
        for number in [span.start, span.end, span.byte_start, span.byte_end, *sentence] {
            self.number(u64::from(number));
        }
        self.text(quote);
    }

    fn value(&mut self, value: &ClaimValue) {
        match value {
            ClaimValue::Names(names) => {
                self.push(0);
                self.list(names, |out, name| out.text(name));
            }
            ClaimValue::When(when) => {
                self.push(1);
                self.text(&when.value);
                self.maybe(when.from, Pack::day);
                self.maybe(when.to, Pack::day);
                self.push(u8::from(when.night));
            }
            ClaimValue::Amount(amount) => {
                self.push(2);
                self.amount(amount);
            }
            ClaimValue::Proposition(text) => {
                self.push(3);
                self.text(text);
            }
            ClaimValue::Phrase(text) => {
                self.push(4);
                self.text(text);
            }
        }
    }

    fn amount(&mut self, amount: &ClaimAmount) {
        let interval = amount.interval;
        self.maybe(interval.low, Pack::float);
        self.maybe(interval.high, Pack::float);
        self.extend([u8::from(interval.low_open), u8::from(interval.high_open)]);
        self.maybe(amount.nominal, Pack::float);
        self.maybe(amount.unit.as_deref(), Pack::text);
        self.push(amount.comparator as u8);
    }
}

fn byte(from: &mut &[u8]) -> Option<u8> {
    fixed::<1>(from).map(|[byte]| byte)
}

fn fixed<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = from.split_first_chunk::<N>()?;
    *from = rest;
    Some(*head)
}

fn number(from: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let byte = byte(from)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn float(from: &mut &[u8]) -> Option<f64> {
    fixed(from).map(f64::from_le_bytes)
}

fn text(from: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(number(from)?).ok()?;
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    String::from_utf8(text.to_vec()).ok()
}

fn day_of(from: &mut &[u8]) -> Option<Date> {
    let year = i16::from_le_bytes(fixed(from)?);
    let [month, day] = fixed(from)?;
    Date::new(year, month as i8, day as i8).ok()
}

/// The bytes may be broken, and the value may be missing.
#[allow(clippy::option_option)]
fn maybe<T>(from: &mut &[u8], unpack: impl FnOnce(&mut &[u8]) -> Option<T>) -> Option<Option<T>> {
    match byte(from)? {
        0 => Some(None),
        _ => unpack(from).map(Some),
    }
}

fn list<T>(from: &mut &[u8], unpack: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let length = usize::try_from(number(from)?).ok()?;
    // Each takes a byte at least, so that broken bytes ask for no more memory than there are.
    let mut values = Vec::with_capacity(length.min(from.len()));
    for _ in 0..length {
        values.push(unpack(from)?);
    }
    Some(values)
}

fn claim(from: &mut &[u8]) -> Option<Claim> {
    let (question, about, value) = (text(from)?, text(from)?, value(from)?);
    let [certainty, polarity, kind, basis, field] = fixed(from)?;
    Some(Claim {
        question,
        about,
        value,
        certainty: *CERTAINTIES.get(usize::from(certainty))?,
        polarity: *POLARITIES.get(usize::from(polarity))?,
        attribution: Attribution {
            attributed_to: maybe(from, text)?,
            kind: *ATTRIBUTIONS.get(usize::from(kind))?,
        },
        as_of: maybe(from, day_of)?,
        includes: maybe(from, text)?,
        basis: *BASES.get(usize::from(basis))?,
        frame: maybe(from, frame)?,
        predicate: maybe(from, text)?,
        wording: maybe(from, |from| number(from).map(|hash| hash as u32))?,
        span: ClaimSpan {
            field: *FIELDS.get(usize::from(field))?,
            start: number(from)? as u32,
            end: number(from)? as u32,
            byte_start: number(from)? as u32,
            byte_end: number(from)? as u32,
        },
        sentence: number(from)? as u32,
        quote: text(from)?,
    })
}

fn frame(from: &mut &[u8]) -> Option<Frame> {
    let kind = *FRAMES.get(usize::from(byte(from)?))?;
    text(from).map(|cue| Frame { kind, cue })
}

fn value(from: &mut &[u8]) -> Option<ClaimValue> {
    Some(match byte(from)? {
        0 => ClaimValue::Names(list(from, text)?),
        1 => ClaimValue::When(ClaimWhen {
            value: text(from)?,
            from: maybe(from, day_of)?,
            to: maybe(from, day_of)?,
            night: byte(from)? != 0,
        }),
        2 => ClaimValue::Amount(amount(from)?),
        3 => ClaimValue::Proposition(text(from)?),
        4 => ClaimValue::Phrase(text(from)?),
        _ => return None,
    })
}

fn amount(from: &mut &[u8]) -> Option<ClaimAmount> {
    let (low, high) = (maybe(from, float)?, maybe(from, float)?);
    let [low_open, high_open] = fixed(from)?.map(|flag: u8| flag != 0);
    Some(ClaimAmount {
        interval: Interval {
            low,
            high,
            low_open,
            high_open,
        },
        nominal: maybe(from, float)?,
        unit: maybe(from, text)?,
        comparator: *COMPARATORS.get(usize::from(byte(from)?))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::{collection::vec, option};

    fn days() -> impl Strategy<Value = Date> {
        (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
    }

    fn values() -> impl Strategy<Value = ClaimValue> {
        let bound = || option::of(any::<f64>().prop_filter("a number", |n| !n.is_nan()));
        let when = (".*", option::of(days()), option::of(days()), any::<bool>());
        let amount = (
            bound(),
            bound(),
            bound(),
            any::<[bool; 2]>(),
            option::of(".*"),
            0usize..9,
        );
        prop_oneof![
            vec(".*", 0..3).prop_map(ClaimValue::Names),
            when.prop_map(|(value, from, to, night)| ClaimValue::When(ClaimWhen {
                value,
                from,
                to,
                night
            })),
            amount.prop_map(|(low, high, nominal, [low_open, high_open], unit, comparator)| {
                let interval = Interval {
                    low,
                    high,
                    low_open,
                    high_open,
                };
                let comparator = COMPARATORS[comparator];
                ClaimValue::Amount(ClaimAmount {
                    interval,
                    nominal,
                    unit,
                    comparator,
                })
            }),
            ".*".prop_map(ClaimValue::Proposition),
            ".*".prop_map(ClaimValue::Phrase),
        ]
    }

    prop_compose! {
        fn claims()(
            [question, about, quote] in [".*", ".*", ".*"],
            value in values(),
            (certainty, polarity, kind, basis, field) in (0usize..4, 0usize..2, 0usize..3, 0usize..3, 0usize..2),
            frame in option::of((0usize..3, ".*")),
            (predicate, wording) in (option::of(".*"), option::of(any::<u32>())),
            (attributed_to, includes, as_of) in (option::of(".*"), option::of(".*"), option::of(days())),
            [start, end, byte_start, byte_end, sentence] in any::<[u32; 5]>(),
        ) -> Claim {
            Claim {
                question, about, quote, value, includes, as_of, sentence, predicate, wording,
                basis: BASES[basis],
                frame: frame.map(|(kind, cue)| Frame { kind: FRAMES[kind], cue }),
                certainty: CERTAINTIES[certainty],
                polarity: POLARITIES[polarity],
                attribution: Attribution { attributed_to, kind: ATTRIBUTIONS[kind] },
                span: ClaimSpan { field: FIELDS[field], start, end, byte_start, byte_end },
            }
        }
    }

    prop_compose! {
        fn articles()(
            (id, text_sha256) in (".*", "[0-9a-f]{0,64}"),
            (outlet, title, group) in (option::of(".*"), option::of(".*"), option::of(".*")),
            publisher in option::of(".*"),
            (date, days) in (option::of(days()), vec(days(), 0..3)),
            claims in vec(claims(), 0..4),
            names in vec((".*", ".*", any::<u32>()), 0..4),
            numbers in vec(0.0f64..1e9, 0..4),
            terms in vec((any::<u32>(), 0.0f32..1.0), 0..9),
            fingerprint in vec(any::<u16>(), 0..9),
        ) -> ArticleClaims {
            ArticleClaims {
                id, text_sha256, outlet, title, group, date, days, claims, numbers,
                entities: names.iter().map(|(id, _, n)| (id.as_str().into(), *n)).collect(),
                names: names.iter().map(|(id, name, _)| (id.as_str().into(), name.as_str().into())).collect(),
                signature: Signature { terms, fingerprint },
                publisher: publisher.map(Into::into),
            }
        }
    }

    fn unpacked(sketch: &[u8], rest: &[u8], day: Option<Date>) -> Option<ArticleClaims> {
        ArticleClaims::unpack(Sketch::unpack(sketch, day)?, rest)
    }

    proptest! {
        #[test]
        fn an_article_read_back_is_the_one_written(article in articles(), cut in any::<proptest::sample::Index>()) {
            let (mut sketch, mut rest) = (Vec::new(), Vec::new());
            Sketch::from(&article).pack(&mut sketch);
            article.pack(&mut rest);
            // A part of it is no article and no reason to stop.
            prop_assert_eq!(unpacked(&sketch, &rest[..cut.index(rest.len())], article.date), None);
            let day = article.date;
            let mut ties = Vec::new();
            Ties::from(&article).pack(&mut ties);
            prop_assert_eq!(Ties::unpack(&ties), Some(Ties::from(&article)));
            prop_assert_eq!(unpacked(&sketch, &rest, day), Some(article));
        }
    }
}
