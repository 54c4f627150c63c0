//! A fact: what is asked, what to hold and why, and the positions side by side with who takes them in which words.

use super::markup::Markup;
use super::{anchor, wording};
use crate::export::{Brief, ToldStory};
use crate::model::{Answer, Fact, FactClaim, Position, Relation};

/// Writes a fact of a story.
pub(super) fn write(fact: &Fact, told: &ToldStory<'_>, html: &mut Markup) {
    head(fact, told, html);
    answer(fact.answer.as_ref(), html);
    html.raw("<ul class=\"positions\">\n");
    for position in &fact.positions {
        write_position(position, told, html);
    }
    html.raw("</ul>\n");
    pairs(fact, html);
    series(fact, html);
    others("Silent", &fact.silent, told, html);
    others("Copied from another, counted once", &fact.copies, told, html);
    html.raw("</section>\n");
}

/// The question, and the verdict in both readings.
fn head(fact: &Fact, told: &ToldStory<'_>, html: &mut Markup) {
    let (strict, lenient) = (
        wording::verdict(fact.verdict),
        wording::verdict(fact.verdict_lenient),
    );
    html.raw("<section class=\"fact ")
        .raw(strict.class)
        .raw("\" id=\"")
        .text(&anchor::fact(&fact.fact));
    html.raw("\" data-strict=\"")
        .raw(strict.class)
        .raw("\" data-lenient=\"")
        .raw(lenient.class);
    html.raw("\" data-question=\"")
        .text(&fact.question)
        .raw("\">\n<h4>");
    badge(strict, html);
    html.raw(" <bdi>")
        .text(&wording::asked(fact, told.cast))
        .raw("</bdi></h4>\n<p class=\"asked\">");
    if strict.class != lenient.class {
        html.raw("read leniently: ");
        badge(lenient, html);
        html.raw(" · ");
    }
    html.raw("<code>")
        .text(&fact.question)
        .raw("</code> <code>")
        .text(&fact.fact)
        .raw("</code></p>\n");
}

/// A verdict as sign and word.
pub(super) fn badge(verdict: wording::VerdictWords, html: &mut Markup) {
    html.raw("<span class=\"verdict ")
        .raw(verdict.class)
        .raw("\"><span aria-hidden=\"true\">");
    html.raw(verdict.sign)
        .raw("</span> ")
        .raw(verdict.words)
        .raw("</span>");
}

fn answer(answer: Option<&Answer>, html: &mut Markup) {
    let Some(answer) = answer else {
        html.raw("<p class=\"answer\">No answer: nothing decides between the reports.</p>\n");
        return;
    };
    html.raw("<p class=\"answer\">Answer: <b><bdi>")
        .text(&answer.text)
        .raw("</bdi></b> <span class=\"why\">");
    html.text(&wording::rule(&answer.rule))
        .raw("; ")
        .number(answer.support)
        .raw(" of ");
    html.counted(answer.articles, "article").raw(", ");
    html.number(answer.independent).raw(" independent</span></p>\n");
}

fn write_position(position: &Position, told: &ToldStory<'_>, html: &mut Markup) {
    html.raw("<li class=\"position\"><p class=\"value\"><bdi>")
        .text(&position.text)
        .raw("</bdi></p>\n<ul>\n");
    for claim in &position.claims {
        write_claim(claim, told, html);
    }
    html.raw("</ul></li>\n");
}

/// Outlet and day, the words with a link to where they stand, how sure, who says so, since when.
fn write_claim(claim: &FactClaim, told: &ToldStory<'_>, html: &mut Markup) {
    let brief = brief(&claim.article, told);
    html.raw("<li data-outlet=\"")
        .text(outlet(brief, &claim.article))
        .raw("\">");
    named(brief, &claim.article, html);
    html.raw(" <q>");
    match brief.filter(|brief| brief.chosen) {
        Some(_) => {
            html.raw("<a href=\"#")
                .text(&anchor::place(&claim.article, &claim.span))
                .raw("\"><bdi>");
            html.text(&claim.quote).raw("</bdi></a>");
        }
        None => {
            html.raw("<bdi>").text(&claim.quote).raw("</bdi>");
        }
    }
    html.raw("</q> <span class=\"how\">")
        .raw(claim.certainty.as_str())
        .raw(", <bdi>");
    html.text(&wording::said_by(claim, told.cast)).raw("</bdi>");
    if let Some(day) = claim.as_of {
        html.raw(", as of ").day(day);
    }
    if let Some(frame) = &claim.frame {
        html.raw(", ")
            .raw(frame.kind.as_str())
            .raw(" by “<bdi>")
            .text(&frame.cue)
            .raw("</bdi>”");
    }
    html.raw("</span></li>\n");
}

/// How each two of several positions stand to one another.
fn pairs(fact: &Fact, html: &mut Markup) {
    if fact.positions.len() < 3 {
        return;
    }
    html.raw("<details class=\"pairs\"><summary>How each two positions stand</summary><ul>\n");
    for pair in &fact.relations {
        let (Some(a), Some(b)) = (fact.positions.get(pair.a), fact.positions.get(pair.b)) else {
            continue;
        };
        html.raw("<li><bdi>")
            .text(&a.text)
            .raw("</bdi> ")
            .raw(match pair.relation {
                Relation::Agree => "agrees with",
                Relation::WeakerModality => "is said with less certainty than",
                Relation::Compatible => "can be true together with",
                Relation::LessPrecise => "is less precise than",
                Relation::Conflict => "cannot be true together with",
            });
        html.raw(" <bdi>").text(&b.text).raw("</bdi></li>\n");
    }
    html.raw("</ul></details>\n");
}

fn series(fact: &Fact, html: &mut Markup) {
    if fact.series.is_empty() {
        return;
    }
    html.raw("<p class=\"series\">Grew: ");
    for (n, point) in fact.series.iter().enumerate() {
        html.raw(if n > 0 { " → " } else { "" })
            .day(point.as_of)
            .raw(" <b><bdi>")
            .text(&point.text);
        html.raw("</bdi></b>");
    }
    html.raw("</p>\n");
}

/// A line of outlets.
fn others(what: &'static str, articles: &[String], told: &ToldStory<'_>, html: &mut Markup) {
    if articles.is_empty() {
        return;
    }
    html.raw("<p class=\"others\"><span>").raw(what).raw(":</span> ");
    for (n, id) in articles.iter().enumerate() {
        html.raw(if n > 0 { "; " } else { "" });
        named(brief(id, told), id, html);
    }
    html.raw("</p>\n");
}

/// The brief of an article of the story.
pub(super) fn brief<'a>(id: &str, told: &ToldStory<'a>) -> Option<&'a Brief> {
    told.articles.iter().find(|brief| brief.id == id)
}

/// The outlet of an article, or its id.
pub(super) fn outlet<'a>(brief: Option<&'a Brief>, id: &'a str) -> &'a str {
    brief.and_then(|brief| brief.source.as_deref()).unwrap_or(id)
}

/// Outlet and day, with a link to the article where it is part of the page.
pub(super) fn named(brief: Option<&Brief>, id: &str, html: &mut Markup) {
    html.raw("<cite><bdi>").text(outlet(brief, id)).raw("</bdi>");
    if let Some(day) = brief.and_then(|brief| brief.date) {
        html.raw(", ").day(day);
    }
    html.raw("</cite>");
}
