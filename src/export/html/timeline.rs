//! Days as pictures: how many articles a day, and when each story was told. SVG without any style of its own, which the page's policy forbids.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::markup::Markup;

/// The width of a story's line in its own units.
const WIDTH: i64 = 1000;
/// More bars than this are drawn a month each, then a year each.
const BARS: i64 = 150;

/// From the first day to the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    from: Date,
    to: Date,
}

impl Axis {
    /// The days that hold something.
    pub(super) fn new(days: &BTreeMap<Date, usize>) -> Option<Self> {
        let (from, to) = (*days.first_key_value()?.0, *days.last_key_value()?.0);
        Some(Self { from, to })
    }

    fn at(self, day: Date) -> i64 {
        let days = index(Unit::Day, self.to) - index(Unit::Day, self.from) + 1;
        (index(Unit::Day, day) - index(Unit::Day, self.from)) * WIDTH / days
    }

    /// When a story was told: its span, and a tick for each day with articles.
    pub(super) fn line(self, from: Date, to: Date, days: &[Date], html: &mut Markup) {
        html.raw(
            "<svg class=\"line\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        );
        rectangle(
            [self.at(from), 5, (self.at(to) - self.at(from)).max(4), 4],
            "span",
            html,
        );
        for &day in days {
            rectangle([self.at(day), 1, 6, 12], "tick", html);
        }
        html.raw("</svg>");
    }
}

/// How long a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// The number of a day, its month or its year, counted from any beginning.
fn index(unit: Unit, day: Date) -> i64 {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    match unit {
        // Days of the proleptic Gregorian calendar: exact, and free of the limits of a time span.
        Unit::Day => {
            let before = year - 1;
            before * 365 + before.div_euclid(4) - before.div_euclid(100)
                + before.div_euclid(400)
                + i64::from(day.day_of_year())
        }
        Unit::Month => year * 12 + month - 1,
        Unit::Year => year,
    }
}

/// Draws how many articles each day has.
pub(super) fn bars(days: &BTreeMap<Date, usize>, html: &mut Markup) {
    let Some(Axis { from, to }) = Axis::new(days) else {
        return;
    };
    let length = |unit| index(unit, to) - index(unit, from) + 1;
    let units = [Unit::Day, Unit::Month];
    let unit = units
        .into_iter()
        .find(|&unit| length(unit) <= BARS)
        .unwrap_or(Unit::Year);
    let mut counts: BTreeMap<i64, (Date, usize)> = BTreeMap::new();
    for (&day, count) in days {
        counts.entry(index(unit, day)).or_insert((day, 0)).1 += count;
    }
    let Some((most_at, most)) = counts
        .values()
        .copied()
        .max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day)))
    else {
        return;
    };
    let name = |day: Date| match unit {
        Unit::Day => day.to_string(),
        Unit::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Unit::Year => day.year().to_string(),
    };
    html.raw("<figure class=\"bars\"><figcaption>Articles by ")
        .raw(unit.name())
        .raw(", at most ")
        .number(most);
    html.raw(" (")
        .text(&name(most_at))
        .raw(")</figcaption>\n<svg role=\"img\" aria-label=\"Articles by ");
    html.raw(unit.name())
        .raw(", from ")
        .text(&name(from))
        .raw(" to ")
        .text(&name(to));
    html.raw("\" viewBox=\"0 0 ")
        .number(length(unit) as usize * 10)
        .raw(" 60\" preserveAspectRatio=\"none\">");
    for (at, (day, count)) in &counts {
        let height = (count * 58 / most).max(2) as i64;
        html.raw("<g><title>")
            .text(&name(*day))
            .raw(": ")
            .counted(*count, "article")
            .raw("</title>");
        rectangle(
            [(at - index(unit, from)) * 10 + 1, 60 - height, 8, height],
            "bar",
            html,
        );
        html.raw("</g>");
    }
    html.raw("</svg>\n<p class=\"axis\"><span>")
        .text(&name(from))
        .raw("</span> <span>")
        .text(&name(to));
    html.raw("</span></p></figure>\n");
}

/// A rectangle of a class: x, y, width, height.
fn rectangle(sides: [i64; 4], class: &'static str, html: &mut Markup) {
    html.raw("<rect class=\"").raw(class);
    for (name, side) in ["\" x=\"", "\" y=\"", "\" width=\"", "\" height=\""]
        .into_iter()
        .zip(sides)
    {
        html.raw(name).number(side.max(0) as usize);
    }
    html.raw("\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_numbered_without_gaps() {
        let far = index(Unit::Day, date(2020, 3, 1)) - index(Unit::Day, date(2020, 2, 28));
        assert_eq!(far, 2);
        assert_eq!(
            index(Unit::Day, date(1, 1, 1)) - index(Unit::Day, date(0, 12, 31)),
            1
        );
        assert_eq!(
            index(Unit::Day, date(-3, 1, 1)) - index(Unit::Day, date(-4, 1, 1)),
            366
        );
        assert_eq!(
            index(Unit::Month, date(2021, 1, 1)) - index(Unit::Month, date(2020, 12, 1)),
            1
        );
    }

    #[test]
    fn long_times_have_wider_bars() {
        let told = |days: &[(Date, usize)]| {
            let mut html = Markup::default();
            bars(&days.iter().copied().collect(), &mut html);
            html.take()
        };
        assert_eq!(told(&[]), "");
        let week = told(&[(date(2020, 1, 1), 4), (date(2020, 1, 7), 1)]);
        assert!(week.contains("Articles by day, at most 4 (2020-01-01)"), "{week}");
        assert!(week.contains("viewBox=\"0 0 70 60\""), "{week}");
        assert!(told(&[(date(2019, 1, 1), 1), (date(2020, 1, 7), 1)]).contains("by month"));
        assert!(told(&[(date(-9999, 1, 1), 1), (date(9999, 12, 31), 1)]).contains("by year"));
    }
}
