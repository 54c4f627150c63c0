//! From an expression to its TIMEX3 value, in the order of the text: each may move the time that the next is counted from.

use super::anchor::{Anchor, placeless};
use super::calendar::{Stretch, third};
use super::comparisons;
use super::expression::{Found, Origin, Time, Unit, Which};
use super::future::is_future;
use super::nearest::{self, SaidYears};
use super::scan::Scan;
use crate::extract::DateOrder;
use crate::model::{Modifier, TimexType, When};

/// How many sentences a time stays the one spoken of in news.
const REACH: u32 = 3;

/// Gives expressions their values, one after the other.
#[derive(Debug)]
pub(super) struct Resolver {
    anchor: Anchor,
    /// Sentence of the time last spoken of.
    spoken_in: u32,
    /// Whether the expression stands at the head of its sentence.
    leads: bool,
    order: DateOrder,
    /// Whether the article's own dates showed the order.
    order_known: bool,
    said: SaidYears,
}

/// A place on the calendar, or a value with `X` for what is not known.
enum Place {
    On(Stretch),
    Open(String),
}

impl Resolver {
    pub(super) fn new(anchor: Anchor, order: DateOrder, order_known: bool, said: SaidYears) -> Self {
        Self {
            said,
            anchor,
            spoken_in: 0,
            leads: false,
            order,
            order_known,
        }
    }

    /// The value of one expression.
    pub(super) fn resolve(&mut self, scan: &Scan<'_>, found: &Found) -> When {
        let sentence = scan.reading.sentence_of(found.first);
        self.leads = found.first
            <= scan
                .reading
                .sentences()
                .get(sentence as usize)
                .map_or(0, |s| s.words.start as usize)
                + 1;
        if !self.anchor.narrative && sentence > self.spoken_in + REACH {
            self.anchor.reference = None;
        }
        let mut when = match &self.with_year(scan, found) {
            Time::Duration(value) => When::new(TimexType::Duration, value.clone()),
            Time::Set { value, quant, freq } => When {
                quant: quant.map(str::to_owned),
                freq: freq.clone(),
                ..When::new(TimexType::Set, value.clone())
            },
            Time::Reference(value) => When::new(TimexType::Date, *value),
            Time::Timed(day, suffix) => self.timed(scan, found, day.as_deref(), suffix),
            time => {
                let place = self.place(scan, found, time);
                self.speak_of(&place, time, sentence);
                let mut when = written(place);
                if matches!(
                    time,
                    Time::Shift {
                        unit: Unit::Second | Unit::Minute | Unit::Hour,
                        amount: Some(_),
                        ..
                    }
                ) {
                    when.timex = TimexType::Time;
                    when.value.push_str("TXX");
                }
                when.ambiguous = matches!(time, Time::Either(..)) && !self.order_known;
                when
            }
        };
        when.modifier = found.modifier;
        narrow(&mut when);
        when
    }

    /// The expression's time, a day without a year in the year that news means.
    fn with_year(&mut self, scan: &Scan<'_>, found: &Found) -> Time {
        let day = |time: &Time, said: &mut SaidYears| {
            nearest::bare(time)?;
            let whole = Found {
                time: time.clone(),
                ..found.clone()
            };
            said.nearest(scan, &whole, self.anchor.now?)
        };
        if self.anchor.narrative {
            return found.time.clone();
        }
        match &found.time {
            Time::Timed(Some(time), suffix) => match day(time, &mut self.said) {
                Some(day) => Time::Timed(Some(Box::new(Time::Known(Stretch::Day(day)))), suffix.clone()),
                None => found.time.clone(),
            },
            time => {
                day(time, &mut self.said).map_or_else(|| time.clone(), |day| Time::Known(Stretch::Day(day)))
            }
        }
    }

    /// Remembers a time that later ones may be counted from.
    fn speak_of(&mut self, place: &Place, time: &Time, sentence: u32) {
        let Place::On(stretch) = place else { return };
        let fine = !matches!(
            stretch,
            Stretch::Decade(_) | Stretch::Century(_) | Stretch::CenturyBc(_) | Stretch::Millennium(_)
        );
        let from_now = matches!(
            time,
            Time::Shift {
                from: Origin::Now,
                ..
            }
        );
        if self.anchor.narrative && !self.leads && self.is_aside(*stretch) {
            return;
        }
        if fine && !(from_now && self.anchor.narrative) {
            self.anchor.reference = Some(*stretch);
            self.spoken_in = sentence;
        }
    }

    /// A year named in passing, more than a year from the one spoken of ("papers released in 2005"), does not move a narrative.
    fn is_aside(&self, stretch: Stretch) -> bool {
        let spoken = self.anchor.reference.and_then(Stretch::year);
        matches!(stretch, Stretch::Year(y) if spoken.is_some_and(|spoken| (spoken - y).abs() > 1))
    }

    /// Whether the expression lies ahead: by its verb, else as the one before it in the sentence did ("next month in Rome, in May in Oslo").
    fn future(&self, scan: &Scan<'_>, found: &Found) -> bool {
        let sentence = scan.reading.sentence_of(found.first);
        is_future(scan, found).unwrap_or_else(|| {
            let start = self
                .anchor
                .reference
                .and_then(Stretch::days)
                .map(|(start, _)| start);
            sentence == self.spoken_in && start.zip(self.anchor.now).is_some_and(|(start, now)| start > now)
        })
    }

    fn place(&self, scan: &Scan<'_>, found: &Found, time: &Time) -> Place {
        let anchor = &self.anchor;
        let on = match time {
            Time::Known(stretch) => Some(*stretch),
            Time::Either(day_first, month_first) => Some(if self.order == DateOrder::DayFirst {
                *day_first
            } else {
                *month_first
            }),
            Time::Piece { piece, year, which } => {
                let future = *which == Which::Bare && !anchor.narrative && self.future(scan, found);
                anchor.piece(*piece, *year, *which, future)
            }
            Time::Unit(Unit::Quarter, Which::Bare) => anchor.quarter(self.future(scan, found)),
            Time::Unit(unit, Which::Bare) if !anchor.narrative => {
                anchor.anaphor(*unit).or_else(|| anchor.unit(*unit, Which::Bare))
            }
            Time::Unit(unit, which) => match self.inside(*unit, *which) {
                Some(value) => return Place::Open(value),
                None => anchor.unit(*unit, *which),
            },
            Time::YearEarlier { quarter } => comparisons::before(anchor, *quarter),
            Time::DayAgo(amount, unit) => anchor.day_ago(*amount, *unit),
            Time::Holding(unit, day) => match self.place(scan, found, day) {
                Place::On(stretch) => stretch.days().and_then(|(_, to)| Anchor::holding(*unit, to)),
                Place::Open(_) => None,
            },
            Time::Shift {
                amount,
                unit,
                back,
                from,
            } => {
                let compared = amount.filter(|_| *unit == Unit::Year).and_then(|years| {
                    let near = scan.reading.sentence_of(found.first) == self.spoken_in;
                    comparisons::same_part(scan, found, (years, *back), *from, (anchor.reference, near))
                });
                return match compared {
                    Some(stretch) => Place::On(stretch),
                    None => self.shifted(*amount, *unit, *back, *from),
                };
            }
            Time::Day(_) if anchor.narrative => return Place::Open("PRESENT_REF".to_owned()),
            Time::Day(days) => anchor.day(*days),
            // "took place this weekend" on a Monday: the one just past.
            Time::Weekend(Which::This) if is_future(scan, found) == Some(false) => {
                anchor.weekend(Which::Bare, false)
            }
            Time::Weekend(which) => anchor.weekend(*which, self.future(scan, found)),
            Time::ShortYear(year) => Some(Stretch::Year(self.century(*year))),
            Time::ShortDecade(decade) => Some(Stretch::Decade(self.century(*decade) / 10)),
            Time::Timed(..) | Time::Duration(_) | Time::Set { .. } | Time::Reference(_) => None,
        };
        on.map_or_else(|| Place::Open(open(time)), Place::On)
    }

    /// "the next day" after a month: one of its days, nobody knows which.
    fn inside(&self, unit: Unit, which: Which) -> Option<String> {
        let told = matches!(which, Which::That | Which::Previous | Which::Following);
        match self.anchor.reference? {
            Stretch::Month(year, month) if told && unit == Unit::Day && !self.anchor.narrative => {
                Some(format!("{}-{month:02}-XX", super::calendar::year(year)))
            }
            _ => None,
        }
    }

    /// The century of a year of two digits: that of the time spoken of, in a narrative; else the one that puts it before the anchor.
    fn century(&self, two_digits: u8) -> i16 {
        let n = i16::from(two_digits);
        if let Some(spoken) = self.anchor.spoken_of().filter(|_| self.anchor.narrative) {
            let here = spoken.year() - spoken.year().rem_euclid(100) + n;
            return if here > spoken.year() + 20 {
                here - 100
            } else {
                here
            };
        }
        let now = self.anchor.now.map_or(2020, jiff::civil::Date::year);
        let here = now - now.rem_euclid(100) + n;
        if here > now + 10 { here - 100 } else { here }
    }

    fn shifted(&self, amount: Option<f64>, unit: Unit, back: bool, from: Origin) -> Place {
        let Some(amount) = amount else {
            return Place::Open(if back { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
        };
        let coarse = match (from, self.anchor.reference) {
            (Origin::Text, Some(Stretch::Year(y))) if unit < Unit::Year => Some(format!(
                "{}{}",
                super::calendar::year(y),
                if unit >= Unit::Month { "-XX" } else { "-XX-XX" }
            )),
            (Origin::Text, Some(Stretch::Month(y, m))) if unit < Unit::Month => {
                Some(format!("{}-{m:02}-XX", super::calendar::year(y)))
            }
            _ => None,
        };
        if let Some(value) = coarse {
            return Place::Open(value);
        }
        let time = Time::Shift {
            amount: Some(amount),
            unit,
            back,
            from,
        };
        self.anchor
            .shifted(amount, unit, back, from)
            .map_or_else(|| Place::Open(open(&time)), Place::On)
    }

    /// A time within a day.
    fn timed(&mut self, scan: &Scan<'_>, found: &Found, day: Option<&Time>, suffix: &str) -> When {
        let place = match day {
            Some(Time::Day(days)) => self
                .anchor
                .day(*days)
                .map_or_else(|| Place::Open("XXXX-XX-XX".to_owned()), Place::On),
            Some(day) => self.place(scan, found, day),
            None => match self.anchor.reference {
                Some(Stretch::Day(day)) => Place::On(Stretch::Day(day)),
                _ if self.anchor.narrative => Place::Open(if suffix.len() > 3 {
                    String::new()
                } else {
                    "XXXX-XX-XX".to_owned()
                }),
                _ => self
                    .anchor
                    .day(0)
                    .map_or_else(|| Place::Open(String::new()), Place::On),
            },
        };
        if let Some(day) = day {
            self.speak_of(&place, day, scan.reading.sentence_of(found.first));
        }
        let mut when = written(place);
        when.timex = TimexType::Time;
        when.value.push_str(suffix);
        when
    }
}

fn written(place: Place) -> When {
    match place {
        Place::On(stretch) => {
            let when = When::new(TimexType::Date, stretch.value());
            match stretch.days() {
                Some((from, to)) => when.covering(from, to),
                None => when,
            }
        }
        Place::Open(value) => When {
            unanchored: value.contains('X') || value.is_empty(),
            ..When::new(TimexType::Date, value)
        },
    }
}

/// The value of an expression that nothing anchors: `X` for every unknown digit.
fn open(time: &Time) -> String {
    match time {
        Time::Piece { piece, .. } => placeless(*piece),
        Time::Weekend(_) => "XXXX-WXX-WE".to_owned(),
        Time::Unit(unit, _) | Time::Shift { unit, .. } => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            Unit::Millennium => "X",
            _ => "XXXX-XX-XX",
        }
        .to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}

/// "early", "mid" and "late" cover a third of the days.
fn narrow(when: &mut When) {
    let part = match when.modifier {
        Some(Modifier::Start) => 0,
        Some(Modifier::Mid) => 1,
        Some(Modifier::End) => 2,
        _ => return,
    };
    if let (Some(from), Some(to)) = (when.from, when.to) {
        let (from, to) = third(from, to, part);
        (when.from, when.to) = (Some(from), Some(to));
    }
}
