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
mod periods;
mod positions;
mod relations;
mod series;
mod silence;
mod sources;
mod survivors;
mod verdict;
mod wording;

pub use joined_names::{Joined, JoinedNames};

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::lexicon::{QuestionSet, QuestionTraits};
use crate::model::{ArticleClaims, ClaimValue, Fact, Story, Verdict};
use comparison::Reading;
use events::Events;
use positions::{Member, positions, shown};
use sources::Sources;
use survivors::Dead;
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
    let context = (&sources, &wording, &events);
    let mut facts = BTreeMap::<&str, Vec<Fact>>::new();
    // Who is injured depends on who has died since.
    let depends = |question: &&str| questions.get(question).is_some_and(|q| q.less.is_some());
    let (later, first): (Vec<&str>, Vec<&str>) = by_question.keys().copied().partition(depends);
    for question in first.into_iter().chain(later) {
        let less = questions.get(question).and_then(|q| q.less.as_deref());
        let dead = less.and_then(|less| {
            let claims = by_question.get(less)?;
            let answer = facts.get(less).and_then(|facts| main_answer(facts));
            Some(Dead::new(articles, claims, answer))
        });
        let silent = silence::silent_articles(question, &by_question, questions, &sources);
        let asked = Asked {
            question,
            nth: 0,
            traits: questions.traits(question),
            dead: dead.as_ref(),
            silent: &silent,
        };
        let of_question = facts_of(story, articles, context, asked, &by_question[question]);
        facts.insert(question, of_question);
    }
    let told = |fact: &Fact| !(is_open_day(&fact.question) && fact.verdict == Verdict::Single);
    facts.into_values().flatten().filter(told).collect()
}

/// Whether the question is that of a date beside some word, which is worth telling where two reports meet in it: `when:election`, `since:appl`.
fn is_open_day(question: &str) -> bool {
    let word = question
        .strip_prefix("when:")
        .or_else(|| question.strip_prefix("since:"));
    word.is_some_and(|word| !word.contains('/'))
}

/// The facts of one question, by first claim.
fn facts_of(
    story: &Story,
    articles: &[&ArticleClaims],
    context: Context<'_>,
    asked: Asked<'_>,
    members: &[Member<'_>],
) -> Vec<Fact> {
    let aligned = align::align(asked.question, members, asked.traits, context.2);
    let leading = leading(&aligned);
    let none = BTreeSet::new();
    let facts = aligned.iter().enumerate().filter(|(_, m)| !m.is_empty());
    facts
        .map(|(nth, members)| {
            let main = leading == Some(nth);
            let asked = Asked {
                nth,
                silent: if main { asked.silent } else { &none },
                dead: asked.dead.filter(|_| main),
                ..asked
            };
            fact(story, articles, context, &asked, members)
        })
        .collect()
}

/// The answer of the fact that most claims speak of.
fn main_answer(facts: &[Fact]) -> Option<&ClaimValue> {
    let claims = |fact: &Fact| fact.positions.iter().map(|p| p.claims.len()).sum::<usize>();
    let main = facts.iter().rev().max_by_key(|fact| claims(fact))?;
    main.answer.as_ref().map(|answer| &answer.value)
}

/// What is known of the articles of a story.
type Context<'a> = (&'a Sources, &'a Wording<'a>, &'a Events<'a>);

/// What a fact answers.
#[derive(Clone, Copy)]
struct Asked<'a> {
    question: &'a str,
    /// Which of the facts that answer the question.
    nth: usize,
    traits: QuestionTraits,
    /// What the story says of those who do not belong to the answer any more.
    dead: Option<&'a Dead>,
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
    (sources, wording, _): Context<'_>,
    asked: &Asked<'_>,
    members: &[Member<'_>],
) -> Fact {
    let traits = asked.traits;
    let stands = positions(members);
    let relations = relations::relations(&stands, traits, Reading::Strict);
    let lenient = relations::relations(&stands, traits, Reading::Lenient);
    let speaking: BTreeSet<usize> = members.iter().map(|m| m.article).collect();
    let about = about(members);
    let said = answer::answer(&stands, articles.len(), traits, sources, wording);
    let answer = said.and_then(|said| {
        let Some(dead) = asked.dead else { return Some(said) };
        survivors::survivors(&said, &stands, dead, (sources, wording)).or_else(|| {
            let silenced = silence::outvotes(&said, &stands, asked.silent, dead, sources);
            (!silenced).then_some(said)
        })
    });
    Fact {
        story: story.story.clone(),
        fact: fact_id(&story.story, asked.question, &about, asked.nth),
        question: asked.question.to_owned(),
        verdict: verdict::verdict(&stands, &relations, sources),
        verdict_lenient: verdict::verdict(&stands, &lenient, sources),
        answer,
        series: series::series(&stands, traits.course, articles, wording),
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
