//! Who reports what alone, and who is silent where the others speak.

use std::collections::BTreeMap;

use super::Cast;
use crate::model::{Fact, Story};

/// Most questions that are named of one outlet; the others are counted.
const NAMED: usize = 4;

/// The two sides of a story's coverage, outlet by outlet in the story's order; empty where there is nothing to tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// What only one article reports.
    pub alone: String,
    /// On what an article is silent that more than half of the story's articles report.
    pub silent: String,
}

impl Coverage {
    /// Of all facts of a story. A copy speaks with its original's voice and is left out.
    pub fn new(story: &Story, facts: &[Fact], cast: &Cast) -> Self {
        let articles: Vec<&str> = story
            .articles
            .iter()
            .map(String::as_str)
            .filter(|id| story.copies.iter().all(|(copy, _)| copy != id))
            .collect();
        if articles.len() < 2 {
            return Self::default();
        }
        let (mut alone, mut silent) = (Tally::default(), Tally::default());
        for fact in facts {
            let speaks = |id: &str| !fact.silent.iter().any(|s| s == id);
            let speaking: Vec<&str> = articles.iter().copied().filter(|id| speaks(id)).collect();
            if let [one] = speaking[..] {
                alone.entry(one).or_default().push(&fact.question);
            } else if speaking.len() * 2 > articles.len() {
                for id in articles.iter().filter(|id| !speaks(id)) {
                    silent.entry(id).or_default().push(&fact.question);
                }
            }
        }
        Self {
            alone: listed(&articles, &alone, cast),
            silent: listed(&articles, &silent, cast),
        }
    }
}

/// Questions by article.
type Tally<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn listed(articles: &[&str], questions: &Tally<'_>, cast: &Cast) -> String {
    let outlets: Vec<String> = articles
        .iter()
        .filter_map(|id| {
            Some(format!(
                "{} on {}",
                cast.outlet(id),
                shortened(questions.get(id)?, cast)
            ))
        })
        .collect();
    outlets.join("; ")
}

/// The first questions, each once, and how many more there are.
fn shortened(questions: &[&str], cast: &Cast) -> String {
    let mut once: Vec<&str> = Vec::new();
    for question in questions {
        if !once.contains(question) {
            once.push(question);
        }
    }
    let more = once.len().saturating_sub(NAMED);
    once.truncate(NAMED);
    let named: Vec<String> = once.iter().map(|question| cast.question(question)).collect();
    let named = named.join(", ");
    if more > 0 {
        format!("{named} and {more} more")
    } else {
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;

    fn fact(question: &str, silent: &[&str]) -> Fact {
        Fact {
            story: "s".into(),
            fact: "f".into(),
            question: question.into(),
            about: String::new(),
            verdict: Verdict::Agree,
            verdict_lenient: Verdict::Agree,
            answer: None,
            series: vec![],
            silent: silent.iter().map(ToString::to_string).collect(),
            copies: vec![],
            positions: vec![],
            relations: vec![],
        }
    }

    #[test]
    fn lone_reports_and_silence() {
        let story = Story {
            story: "s".into(),
            title: None,
            from: None,
            to: None,
            articles: vec!["a".into(), "b".into(), "c".into(), "wire".into()],
            copies: vec![("wire".into(), "a".into())],
        };
        let facts = [
            fact("killed", &["b", "c", "wire"]),
            fact("injured", &["b"]),
            fact("damage", &["b", "a"]),
        ];
        let told = Coverage::new(&story, &facts, &Cast::default());
        assert_eq!(told.alone, "a on killed; c on damage");
        assert_eq!(told.silent, "b on injured");
    }
}
