//! What has changed between two sides, by table, and laws for any two sides.
#![allow(clippy::unwrap_used)]

use dateline::diff::{Side, compare};
use dateline::model::{
    Answer, Attribution, Certainty, ClaimSpan, ClaimValue, Fact, FactClaim, Field, Polarity, Position, Story,
    Verdict,
};
use proptest::prelude::*;

/// A story is `NAME: articles…`; a fact is `NAME question about=ANSWER/VERDICT: article@place…`, the answer `-` where nothing decides.
fn side(stories: &[&str], facts: &[&str]) -> Side {
    Side {
        stories: stories.iter().map(|line| story(line)).collect(),
        facts: facts.iter().map(|line| fact(line)).collect(),
    }
}

fn story(line: &str) -> Story {
    let (name, articles) = line.split_once(": ").unwrap();
    Story {
        story: name.to_owned(),
        title: None,
        from: None,
        to: None,
        articles: articles.split(' ').map(str::to_owned).collect(),
        copies: vec![],
    }
}

fn fact(line: &str) -> Fact {
    let (head, claims) = line.split_once(": ").unwrap();
    let mut words = head.splitn(3, ' ');
    let (story, question, rest) = (
        words.next().unwrap(),
        words.next().unwrap(),
        words.next().unwrap(),
    );
    let (about, rest) = rest.split_once('=').unwrap();
    let (text, verdict) = rest.split_once('/').unwrap();
    let value = ClaimValue::Phrase(text.to_owned());
    let verdict = match verdict {
        "agree" => Verdict::Agree,
        "conflict" => Verdict::Conflict,
        _ => Verdict::Single,
    };
    let claims: Vec<FactClaim> = claims.split(' ').map(claim).collect();
    Fact {
        story: story.to_owned(),
        fact: head.to_owned(),
        question: question.to_owned(),
        about: about.to_owned(),
        verdict,
        verdict_lenient: verdict,
        answer: (text != "-").then(|| Answer {
            text: text.to_owned(),
            value: value.clone(),
            support: claims.len(),
            articles: claims.len(),
            independent: claims.len(),
            rule: "vote".to_owned(),
        }),
        series: vec![],
        silent: vec![],
        copies: vec![],
        positions: vec![Position {
            text: text.to_owned(),
            value,
            certainty: Certainty::Asserted,
            polarity: Polarity::Affirmed,
            claims,
        }],
        relations: vec![],
    }
}

fn claim(place: &str) -> FactClaim {
    let (article, start) = place.split_once('@').unwrap();
    let start = start.parse().unwrap();
    FactClaim {
        article: article.to_owned(),
        span: ClaimSpan {
            field: Field::Text,
            start,
            end: start + 5,
            byte_start: start,
            byte_end: start + 5,
        },
        quote: String::new(),
        certainty: Certainty::Asserted,
        polarity: Polarity::Affirmed,
        attribution: Attribution::default(),
        as_of: None,
        frame: None,
    }
}

/// Each group of stories as `FATE before>after`, then its facts as `  FATE question before>after`.
fn told(before: &Side, after: &Side) -> Vec<String> {
    let mut lines = Vec::new();
    for kin in compare(before, after) {
        let names = |stories: &[&Story]| {
            stories
                .iter()
                .map(|s| s.story.clone())
                .collect::<Vec<_>>()
                .join("+")
        };
        lines.push(format!(
            "{} {}>{}",
            kin.fate().as_str(),
            names(&kin.before),
            names(&kin.after)
        ));
        for change in &kin.facts {
            let answer = |fact: Option<&Fact>| {
                fact.map_or_else(String::new, |f| {
                    f.answer.as_ref().map_or("-".to_owned(), |a| a.text.clone())
                })
            };
            let question = &change.after.or(change.before).unwrap().question;
            let (old, new) = (answer(change.before), answer(change.after));
            lines.push(format!("  {} {question} {old}>{new}", change.fate().as_str()));
        }
    }
    lines
}

#[test]
fn the_same_twice_is_no_change() {
    let one = side(&["s: a b"], &["s killed people=3/agree: a@5 b@7"]);
    assert_eq!(told(&one, &one), ["same s>s"]);
}

#[test]
fn stories_are_matched_by_their_articles_whatever_their_ids() {
    let before = side(
        &["s1: a b c", "s2: d", "s3: e", "s4: f", "s5: x y", "s6: z w"],
        &[],
    );
    let after = side(
        &["t0: n", "t1: a b", "t2: c", "t3: d e", "t5: x z", "t6: y w"],
        &[],
    );
    assert_eq!(
        told(&before, &after),
        [
            "new >t0",
            "split s1>t1+t2",
            "merged s2+s3>t3",
            "regrouped s5+s6>t5+t6",
            "gone s4>"
        ]
    );
}

#[test]
fn facts_are_matched_by_their_claims() {
    let before = side(
        &["s: a b"],
        &[
            "s killed people=2/agree: a@5 b@7",
            "s count:ship ships=4/single: a@50",
            "s count:ship boats at sea=9/single: b@50",
            "s cause why=gas/single: a@90",
        ],
    );
    let after = side(
        &["t: a b c"],
        &[
            "t killed people=3/conflict: a@5 b@7 c@7",
            "t count:ship ships in port=4/agree: a@50 c@60",
            "t count:ship ships burnt=1/single: c@80",
            "t cause why=-/conflict: a@90 c@90",
        ],
    );
    assert_eq!(
        told(&before, &after),
        [
            "same s>t",
            "  answer_and_verdict killed 2>3",
            "  verdict count:ship 4>4",
            "  new count:ship >1",
            "  answer_and_verdict cause gas>-",
            "  gone count:ship 9>",
        ]
    );
}

#[test]
fn a_declared_fact_survives_a_reworded_article_and_an_open_one_does_not() {
    let before = side(
        &["s: a"],
        &[
            "s killed people=2/single: a@5",
            "s count:ship ships=4/single: a@50",
        ],
    );
    let after = side(
        &["s: a"],
        &["s killed men=2/single: a@9", "s count:ship boats=4/single: a@70"],
    );
    assert_eq!(
        told(&before, &after),
        ["same s>s", "  new count:ship >4", "  gone count:ship 4>"]
    );
}

#[test]
fn a_split_story_keeps_its_facts() {
    let before = side(&["s: a b"], &["s killed people=2/agree: a@5 b@7"]);
    let after = side(
        &["t: a", "u: b"],
        &["t killed people=2/single: a@5", "u killed people=2/single: b@7"],
    );
    assert_eq!(
        told(&before, &after),
        ["split s>t+u", "  verdict killed 2>2", "  new killed >2"]
    );
}

proptest! {
    /// Turned round, what was new is gone and what was split is merged.
    #[test]
    fn the_way_back_is_the_mirror(before in proptest::collection::vec(0usize..6, 0..12), after in proptest::collection::vec(0usize..6, 0..12)) {
        let (before, after) = (grouped(&before, 0), grouped(&after, 4));
        let count = |a: &Side, b: &Side, fates: [&str; 5]| fates.map(|fate| compare(a, b).iter().filter(|k| k.fate().as_str() == fate).count());
        let there = count(&before, &after, ["same", "new", "gone", "split", "merged"]);
        let back = count(&after, &before, ["same", "gone", "new", "merged", "split"]);
        prop_assert_eq!(there, back);
        let articles: usize = compare(&before, &after).iter().flat_map(|k| &k.after).map(|s| s.articles.len()).sum();
        prop_assert_eq!(articles, after.stories.iter().map(|s| s.articles.len()).sum::<usize>());
    }
}

/// Articles numbered from `first`, each in the story of its group.
fn grouped(groups: &[usize], first: usize) -> Side {
    let story = |group: usize| {
        let of: Vec<String> = (0..groups.len())
            .filter(|&at| groups[at] == group)
            .map(|at| (first + at).to_string())
            .collect();
        (!of.is_empty()).then(|| format!("s{group}: {}", of.join(" ")))
    };
    let lines: Vec<String> = (0..6).filter_map(story).collect();
    side(&lines.iter().map(String::as_str).collect::<Vec<_>>(), &[])
}
