//! What the page holds, in front: filters, where reports differ, days, stories.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::filters::{self, Choices};
use super::markup::Markup;
use super::timeline::{Axis, bars};
use super::{anchor, fact, story, wording};
use crate::export::ToldStory;
use crate::model::{Fact, Record, Relation, RelationPair, Story, Verdict};

/// Longer lists scroll in a frame of their own.
const MANY: usize = 12;

/// A fact names no more pairs than this in the overview.
const PAIRS: usize = 3;

/// What is kept of stories and articles as they pass.
#[derive(Debug, Default)]
pub(super) struct Overview {
    stories: Vec<StoryLine>,
    differing: Vec<Differing>,
    verdicts: BTreeMap<Verdict, usize>,
    questions: BTreeMap<String, usize>,
    outlets: BTreeMap<String, usize>,
    kinds: BTreeMap<String, usize>,
    days: BTreeMap<Date, usize>,
    articles: usize,
}

/// A story's line.
#[derive(Debug)]
struct StoryLine {
    story: Story,
    title: String,
    facts: usize,
    conflicts: usize,
    days: Vec<Date>,
}

/// A fact whose reports cannot all be true.
#[derive(Debug)]
struct Differing {
    anchor: String,
    asked: String,
    /// The pairs of positions that exclude each other.
    pairs: Vec<(String, String)>,
    lenient: Verdict,
    /// The story, by its place among the lines.
    story: usize,
}

impl Overview {
    /// Keeps a story's line.
    pub(super) fn story(&mut self, told: &ToldStory<'_>) {
        for fact in told.facts {
            *self.verdicts.entry(fact.verdict).or_default() += 1;
            *self.questions.entry(fact.question.clone()).or_default() += 1;
            for claim in fact.positions.iter().flat_map(|position| &position.claims) {
                let outlet = fact::outlet(fact::brief(&claim.article, told), &claim.article);
                self.outlets.entry(outlet.to_owned()).or_default();
            }
        }
        let conflicts = told.facts.iter().filter(|fact| fact.verdict == Verdict::Conflict);
        let before = self.differing.len();
        self.differing
            .extend(conflicts.map(|fact| differing(fact, told, self.stories.len())));
        let mut days: Vec<Date> = told.articles.iter().filter_map(|brief| brief.date).collect();
        days.dedup();
        self.stories.push(StoryLine {
            story: Story {
                articles: Vec::new(),
                copies: Vec::new(),
                ..told.story.clone()
            },
            title: story::title(told),
            facts: told.facts.len(),
            conflicts: self.differing.len() - before,
            days,
        });
    }

    /// Counts an article.
    pub(super) fn article(&mut self, record: &Record) {
        self.articles += 1;
        let outlet = record.source.as_ref().unwrap_or(&record.id);
        *self.outlets.entry(outlet.clone()).or_default() += 1;
        if let Some(day) = record.date {
            *self.days.entry(day).or_default() += 1;
        }
        for mention in &record.mentions {
            let kind = mention.kind.as_str();
            if let Some(count) = self.kinds.get_mut(kind) {
                *count += 1;
            } else {
                self.kinds.insert(kind.to_owned(), 1);
            }
        }
    }

    /// Writes the overview.
    pub(super) fn write(&self, html: &mut Markup) {
        filters::write(&self.choices(), html);
        html.raw("<section id=\"overview\" slot=\"overview\">\n<h2>Overview</h2>\n");
        self.counts(html);
        self.differences(html);
        bars(&self.days, html);
        self.table(html);
        self.signs(html);
        html.raw("</section>\n");
    }

    fn choices(&self) -> Choices<'_> {
        Choices {
            has_facts: !self.stories.is_empty(),
            questions: &self.questions,
            outlets: &self.outlets,
            kinds: &self.kinds,
        }
    }

    fn counts(&self, html: &mut Markup) {
        html.raw("<p class=\"counts\">")
            .counted(self.articles, "article")
            .raw(" of ");
        html.counted(self.outlets.len(), "outlet");
        if !self.stories.is_empty() {
            html.raw(", ").number(self.stories.len());
            html.raw(if self.stories.len() == 1 {
                " story"
            } else {
                " stories"
            });
            html.raw(", ").counted(self.verdicts.values().sum(), "fact");
        }
        html.raw("</p>\n");
    }

    /// The conflicts of all stories.
    fn differences(&self, html: &mut Markup) {
        if self.stories.is_empty() {
            return;
        }
        html.raw("<h3>Where reports differ</h3>\n");
        if self.differing.is_empty() {
            html.raw("<p>Nowhere: no two reports contradict each other.</p>\n");
            return;
        }
        frame(self.differing.len(), "Where reports differ", html);
        html.raw("<ul class=\"differing\">\n");
        for fact in &self.differing {
            html.raw("<li><a href=\"#")
                .text(&fact.anchor)
                .raw("\"><bdi>")
                .text(&fact.asked)
                .raw("</bdi></a>: ");
            for (n, (one, other)) in fact.pairs.iter().take(PAIRS).enumerate() {
                html.raw(if n > 0 { "; " } else { "" });
                html.raw("<b><bdi>")
                    .text(one)
                    .raw("</bdi></b> <span class=\"sign conflict\">≠</span> <b><bdi>");
                html.text(other).raw("</bdi></b>");
            }
            if fact.pairs.len() > PAIRS {
                html.raw(" and ").number(fact.pairs.len() - PAIRS).raw(" more");
            }
            html.raw(" <span class=\"how\">");
            if fact.lenient != Verdict::Conflict {
                html.raw("(leniently: ")
                    .raw(wording::verdict(fact.lenient).words)
                    .raw(") ");
            }
            if let [_, _, ..] = self.stories[..] {
                html.text(self.stories.get(fact.story).map_or("", |line| &line.title));
            }
            html.raw("</span></li>\n");
        }
        html.raw("</ul></div>\n");
    }

    /// The stories, those with most conflicts first.
    fn table(&self, html: &mut Markup) {
        if self.stories.len() < 2 {
            return;
        }
        let axis = Axis::new(&self.days);
        let mut lines: Vec<&StoryLine> = self.stories.iter().collect();
        lines.sort_by_key(|line| Reverse((line.conflicts, line.facts)));
        html.raw("<h3>Stories</h3>\n");
        frame(lines.len(), "Stories", html);
        html.raw("<table>\n<thead><tr><th scope=\"col\">Story</th><th scope=\"col\">Days</th><th scope=\"col\">When</th>");
        html.raw("<th scope=\"col\" class=\"number\">Facts</th><th scope=\"col\" class=\"number\">Conflicts</th></tr></thead>\n<tbody>\n");
        for line in lines {
            html.raw("<tr><th scope=\"row\"><a href=\"#")
                .text(&anchor::story(&line.story.story))
                .raw("\"><bdi>");
            html.text(&line.title).raw("</bdi></a></th><td>");
            story::span(&line.story, html);
            html.raw("</td><td class=\"when\">");
            if let (Some(axis), Some(from), Some(to)) = (axis, line.story.from, line.story.to) {
                axis.line(from, to, &line.days, html);
            }
            html.raw("</td><td class=\"number\">")
                .number(line.facts)
                .raw("</td><td class=\"number\">");
            html.number(line.conflicts).raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    /// What marks and signs mean.
    fn signs(&self, html: &mut Markup) {
        html.raw("<p class=\"signs\">In articles: ");
        for kind in self.kinds.keys() {
            html.raw("<span class=\"")
                .raw(wording::kind_class(kind))
                .raw("\">")
                .text(kind)
                .raw("</span> ");
        }
        if self.stories.is_empty() {
            html.raw("<span class=\"claim\">words of a claim</span>.");
        } else {
            html.raw("<span class=\"claim\">words that a fact rests on</span>, followed by a link to it. Verdicts:");
            for verdict in wording::VERDICTS {
                html.raw(" ");
                fact::badge(wording::verdict(verdict), html);
                html.raw(" ")
                    .number(self.verdicts.get(&verdict).copied().unwrap_or(0));
            }
        }
        html.raw("</p>\n");
    }
}

fn differing(fact: &Fact, told: &ToldStory<'_>, story: usize) -> Differing {
    Differing {
        anchor: anchor::fact(&fact.fact),
        asked: wording::asked(fact, told.cast),
        pairs: fact
            .relations
            .iter()
            .filter_map(|pair| excluding(fact, pair))
            .collect(),
        lenient: fact.verdict_lenient,
        story,
    }
}

/// The words of two positions that exclude each other.
fn excluding(fact: &Fact, pair: &RelationPair) -> Option<(String, String)> {
    let text = |at: usize| fact.positions.get(at).map(|position| position.text.clone());
    (pair.relation == Relation::Conflict)
        .then(|| Some((text(pair.a)?, text(pair.b)?)))
        .flatten()
}

/// A frame that scrolls if it holds many lines; then the keyboard reaches it too.
fn frame(lines: usize, name: &'static str, html: &mut Markup) {
    if lines > MANY {
        html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
            .raw(name)
            .raw("\">\n");
    } else {
        html.raw("<div>\n");
    }
}
