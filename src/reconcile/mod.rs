//! Compares what the articles of one story claim: positions, relations, verdict, answer.
//!
//! Reads claims and never text, so that `extract | reconcile -` gives the facts of `build`.

mod align;
mod answer;
mod compare_amounts;
mod compare_names;
mod compare_phrases;
mod compare_times;
mod comparison;
mod content_words;
mod events;
mod joined_names;
mod positions;
mod relations;
mod series;
mod silence;
mod sources;
mod verdict;
mod wording;

pub use joined_names::{Joined, JoinedNames, in_story};

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::lexicon::{QuestionSet, QuestionTraits};
use crate::model::{ArticleClaims, Fact, Story};
use comparison::Reading;
use events::Events;
use positions::{Member, positions, shown};
use sources::Sources;
use wording::Wording;

/// The facts of one story, by (question, first claim). `articles` are the story's, in its order; `questions` says what is special about one.
pub fn facts(story: &Story, articles: &[&ArticleClaims], questions: &QuestionSet) -> Vec<Fact> {
    let sources = Sources::new(story, articles);
    let events = Events::new(articles);
    let wording = Wording::new(articles);
    let mut by_question = BTreeMap::<&str, Vec<Member<'_>>>::new();
    for (article, of) in articles.iter().enumerate() {
        for claim in &of.claims {
            by_question
                .entry(&claim.question)
                .or_default()
                .push(Member { article, claim });
        }
    }
    let mut facts = Vec::new();
    for (&question, members) in &by_question {
        let traits = questions.traits(question);
        let silent = silence::silent_articles(question, &by_question, questions, &sources);
        let aligned = align::align(question, members, traits);
        let leading = leading(&aligned);
        for (nth, members) in aligned.iter().enumerate().filter(|(_, m)| !m.is_empty()) {
            let none = BTreeSet::new();
            let asked = Asked {
                question,
                nth,
                traits,
                silent: if leading == Some(nth) { &silent } else { &none },
            };
            facts.push(fact(
                story,
                articles,
                (&sources, &wording, &events),
                &asked,
                members,
            ));
        }
    }
    facts
}

/// What a fact answers.
struct Asked<'a> {
    question: &'a str,
    /// Which of the facts that answer the question.
    nth: usize,
    traits: QuestionTraits,
    /// Articles whose silence votes for zero.
    silent: &'a BTreeSet<usize>,
}

/// The fact that most articles speak of: silence is about that one.
fn leading(facts: &[Vec<Member<'_>>]) -> Option<usize> {
    let articles = |members: &[Member<'_>]| members.iter().map(|m| m.article).collect::<BTreeSet<_>>().len();
    (0..facts.len()).max_by_key(|&nth| (articles(&facts[nth]), std::cmp::Reverse(nth)))
}

fn fact(
    story: &Story,
    articles: &[&ArticleClaims],
    (sources, wording, events): (&Sources, &Wording<'_>, &Events),
    asked: &Asked<'_>,
    members: &[Member<'_>],
) -> Fact {
    let traits = asked.traits;
    let stands = positions(members);
    // Of its day alone: a day misread would hide that tolls differ.
    let events = (asked.question == ArticleClaims::OCCURRED).then_some(events);
    let relations = relations::relations(&stands, traits, Reading::Strict, events);
    let lenient = relations::relations(&stands, traits, Reading::Lenient, events);
    let speaking: BTreeSet<usize> = members.iter().map(|m| m.article).collect();
    let about = about(members);
    let said = answer::answer(&stands, articles.len(), traits, sources, wording);
    let silence = said
        .as_ref()
        .and_then(|said| silence::outvoted(said, &stands, asked.silent, (sources, wording)));
    let answer = silence.or(said);
    Fact {
        story: story.story.clone(),
        fact: fact_id(&story.story, asked.question, &about, asked.nth),
        question: asked.question.to_owned(),
        verdict: verdict::verdict(&stands, &relations, sources),
        verdict_lenient: verdict::verdict(&stands, &lenient, sources),
        answer,
        series: if traits.growing {
            series::series(&stands, articles, wording)
        } else {
            Vec::new()
        },
        silent: (0..articles.len())
            .filter(|a| !speaking.contains(a))
            .map(|a| articles[a].id.clone())
            .collect(),
        copies: speaking
            .iter()
            .filter(|&&a| sources.is_copy(a))
            .map(|&a| articles[a].id.clone())
            .collect(),
        positions: stands
            .iter()
            .map(|stand| shown(stand, articles, wording))
            .collect(),
        relations,
        about,
    }
}

/// What most claims say it is about; ties to the longest, then by letters.
fn about(members: &[Member<'_>]) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for member in members {
        *counts.entry(&member.claim.about).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(about, n)| (*n, about.len(), std::cmp::Reverse(*about)));
    best.map(|(about, _)| about.to_owned()).unwrap_or_default()
}

fn fact_id(story: &str, question: &str, about: &str, nth: usize) -> String {
    let digest = Sha256::digest(format!("{story}\0{question}\0{about}\0{nth}").as_bytes());
    format!("{digest:x}")[..12].to_owned()
}
