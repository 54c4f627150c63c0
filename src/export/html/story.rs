//! A story: its head, what happened when, and its facts, conflicts first and lone reports folded.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::markup::Markup;
use super::{anchor, fact, wording};
use crate::export::{Brief, ToldStory};
use crate::model::{Answer, ClaimValue, Fact, Story, Verdict};

/// Writes a story.
pub(super) fn write(told: &ToldStory<'_>, html: &mut Markup) {
    html.raw("<article class=\"story\" id=\"")
        .text(&anchor::story(&told.story.story))
        .raw("\">\n");
    head(told, html);
    days(told, html);
    let mut facts: Vec<&Fact> = told.facts.iter().collect();
    facts.sort_by_key(|fact| Reverse(fact.verdict));
    let (lone, shared): (Vec<&Fact>, Vec<&Fact>) = facts
        .into_iter()
        .partition(|fact| fact.verdict == Verdict::Single);
    for fact in shared {
        fact::write(fact, told, html);
    }
    if !lone.is_empty() {
        html.raw("<details class=\"lone\"><summary>Said by one report only: ");
        html.counted(lone.len(), "fact").raw("</summary>\n");
        for fact in lone {
            fact::write(fact, told, html);
        }
        html.raw("</details>\n");
    }
    html.raw("</article>\n");
}

/// The title of a story; where no article has one, the first words of its first.
pub(super) fn title(told: &ToldStory<'_>) -> String {
    let opening = told.story.articles.first().map_or("", |id| told.cast.opening(id));
    let title = told.story.title.as_deref().unwrap_or(opening);
    let title = if title.is_empty() { "(no title)" } else { title };
    title.to_owned()
}

fn head(told: &ToldStory<'_>, html: &mut Markup) {
    html.raw("<h3><bdi>")
        .text(&title(told))
        .raw("</bdi></h3>\n<p class=\"byline\">");
    span(told.story, html);
    html.raw(" · ").counted(told.story.articles.len(), "article");
    html.raw(" · story <code>")
        .text(&told.story.story)
        .raw("</code></p>\n");
}

/// First and last day of publication.
pub(super) fn span(story: &Story, html: &mut Markup) {
    match (story.from, story.to) {
        (Some(from), Some(to)) if from != to => html.day(from).raw(" to ").day(to),
        (Some(day), _) | (None, Some(day)) => html.day(day),
        (None, None) => html.raw("no date"),
    };
}

/// What a day of a story holds.
enum Entry<'a> {
    /// An article was published.
    Published(&'a Brief),
    /// The answer of a fact is this day or begins with it.
    Dated(&'a Fact, &'a Answer),
    /// A number that grew was this on that day.
    Grew(&'a Fact, &'a str),
}

/// The days of a story: what happened, as far as facts say when, and who reported.
fn days(told: &ToldStory<'_>, html: &mut Markup) {
    let mut entries = entries(told);
    // Articles of one day stay in the story's order, events come before reports of them.
    entries.sort_by_key(|(day, entry)| (*day, matches!(entry, Entry::Published(_))));
    if entries.len() < 2 {
        return;
    }
    html.raw("<details class=\"days\" open><summary>Day by day</summary>\n<ol>\n");
    for day in entries.chunk_by(|a, b| a.0 == b.0) {
        html.raw("<li>").day(day[0].0).raw("<ul>\n");
        for (_, entry) in day {
            write_entry(entry, told, html);
        }
        html.raw("</ul></li>\n");
    }
    html.raw("</ol></details>\n");
}

fn entries<'a>(told: &ToldStory<'a>) -> Vec<(Date, Entry<'a>)> {
    let mut entries = Vec::new();
    for fact in told.facts {
        if let Some(answer) = &fact.answer
            && let ClaimValue::When(when) = &answer.value
            && let Some(day) = when.from
        {
            entries.push((day, Entry::Dated(fact, answer)));
        }
        let steps = fact.series.iter();
        entries.extend(steps.map(|point| (point.as_of, Entry::Grew(fact, &point.text))));
    }
    let published = told.articles.iter();
    entries.extend(published.filter_map(|brief| Some((brief.date?, Entry::Published(brief)))));
    entries
}

fn write_entry(entry: &Entry<'_>, told: &ToldStory<'_>, html: &mut Markup) {
    match entry {
        Entry::Published(brief) => published(brief, told.story, html),
        Entry::Dated(fact, answer) => {
            event(fact, told, html);
            if !is_one_day(&answer.value) {
                html.raw(" <b><bdi>").text(&answer.text).raw("</bdi></b>");
            }
            if let Some(quote) = quote(fact, answer) {
                html.raw(" <span class=\"how\">“<bdi>")
                    .text(quote)
                    .raw("</bdi>”</span>");
            }
            html.raw("</li>\n");
        }
        Entry::Grew(fact, text) => {
            event(fact, told, html);
            html.raw(" <b><bdi>").text(text).raw("</bdi></b></li>\n");
        }
    }
}

/// What a fact asks, with a sign where reports differ.
fn event(fact: &Fact, told: &ToldStory<'_>, html: &mut Markup) {
    let verdict = wording::verdict(fact.verdict);
    html.raw("<li class=\"event\"><a href=\"#")
        .text(&anchor::fact(&fact.fact))
        .raw("\"><bdi>");
    html.text(&wording::asked(fact, told.cast)).raw("</bdi></a>");
    if fact.verdict == Verdict::Conflict {
        html.raw(" <span class=\"sign conflict\" title=\"")
            .raw(verdict.words)
            .raw("\">");
        html.raw(verdict.sign).raw("</span>");
    }
}

/// Whether a time is no longer than the day it is listed under.
fn is_one_day(value: &ClaimValue) -> bool {
    matches!(value, ClaimValue::When(when) if when.from == when.to)
}

/// The first words that give the answer.
fn quote<'a>(fact: &'a Fact, answer: &Answer) -> Option<&'a str> {
    let position = fact
        .positions
        .iter()
        .find(|position| position.text == answer.text);
    let claim = position.or(fact.positions.first())?.claims.first()?;
    Some(&claim.quote)
}

fn published(brief: &Brief, story: &Story, html: &mut Markup) {
    html.raw("<li class=\"published\"><cite><bdi>")
        .text(fact::outlet(Some(brief), &brief.id));
    html.raw("</bdi></cite> ");
    let title = brief.title.as_deref().unwrap_or(&brief.id);
    if brief.chosen {
        html.raw("<a href=\"#")
            .text(&anchor::article(&brief.id))
            .raw("\"><bdi>")
            .text(title)
            .raw("</bdi></a>");
    } else {
        html.raw("<bdi>").text(title).raw("</bdi>");
    }
    if story.copies.iter().any(|(copy, _)| *copy == brief.id) {
        html.raw(" <span class=\"how\">(a copy)</span>");
    }
    html.raw("</li>\n");
}
