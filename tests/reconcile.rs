//! Facts by table: what articles claim, and what the fact must say. Read by a person before it is believed.
//!
//! A claim is `ARTICLE VALUE marks…`; the article's letter gives its day (a is 1 March 2024, b the 2nd …) and its outlet. A value is an
//! interval (`[80,80]`, `(80,)`), a time with its days (`2024-02`), entities (`org/a|org/b`), `?` for a proposition, or a phrase in quotation
//! marks. Marks: `probable` `possible` `unknown` `denied` `described` `inferred` `by=SPEAKER` `same-outlet` `copy` `about=words_joined_so`
//! `doing=words` (predicate) `late` (below the lead) `night` `background` `period` `part`. All articles name one person and one place, but for those of a `stranger`.
//! A fact is `VERDICT/LENIENT ANSWER (RULE SUPPORT:INDEPENDENT)`, `-` where nothing decides.
#![allow(clippy::unwrap_used)]

use dateline::lexicon::QuestionSet;
use dateline::model::{
    ArticleClaims, Attribution, AttributionKind, Basis, Certainty, Claim, ClaimAmount, ClaimSpan, ClaimValue,
    ClaimWhen, Comparator, Fact, Field, Frame, FrameKind, Polarity, Signature, Story,
};
use dateline::reconcile::facts;
use jiff::civil::{Date, date};
use proptest::prelude::*;

struct Case {
    name: &'static str,
    question: &'static str,
    claims: &'static [&'static str],
    facts: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "equal numbers agree, and the outlets count",
        question: "killed",
        claims: &["a [3,3]", "b [3,3]"],
        facts: &["agree/agree 3 (agree 2:2)"],
    },
    Case {
        name: "a bare round number against more than it: conflict as said, less precise if it was rounded",
        question: "count:swimmer",
        claims: &[
            "a [80,80] about=swimmers_who_signed",
            "b (80,) about=swimmers_who_had_signed",
        ],
        facts: &["conflict/less_precise more than 80 (qualified 1:1)"],
    },
    Case {
        name: "a bound that holds the number supports it",
        question: "killed",
        claims: &["a [3,)", "b [4,4]", "c [4,4]"],
        facts: &["less_precise/less_precise 4 (most_precise 3:3)"],
    },
    Case {
        name: "a person described need not be the only one",
        question: "killed",
        claims: &["a [3,3]", "b [1,1] described"],
        facts: &["less_precise/less_precise 3 (most_precise 2:2)"],
    },
    Case {
        name: "no arrests, and weeks later somebody described",
        question: "arrested",
        claims: &["a [0,0]", "c [1,1] described"],
        facts: &["compatible/compatible 1 (latest 1:1)"],
    },
    Case {
        name: "a person described does not oppose a smaller number: somebody is wrong",
        question: "killed",
        claims: &["a [3,3] described", "b [1,1]"],
        facts: &["conflict/conflict 3 (earliest 1:1)"],
    },
    Case {
        name: "what is inferred gives way to what is said, and contradicts nobody",
        question: "injured",
        claims: &["a [5,5] inferred", "b [4,4]"],
        facts: &["compatible/compatible 4 (vote 1:1)"],
    },
    Case {
        name: "a day that only a clock time gives is inferred",
        question: "occurred_on",
        claims: &["c 2024-03-02 inferred", "d 2024-03-01"],
        facts: &["compatible/compatible 1 March 2024 (vote 1:1)"],
    },
    Case {
        name: "a report is not older than its event: the later day is another event's",
        question: "occurred_on",
        claims: &["a 2024-03-01", "f 2024-03-05"],
        facts: &[
            "single/single 1 March 2024 (only_report 1:1)",
            "single/single 5 March 2024 (only_report 1:1)",
        ],
    },
    Case {
        name: "a day apart may be a slip: a conflict",
        question: "occurred_on",
        claims: &["c 2024-03-01", "d 2024-03-02"],
        facts: &["conflict/conflict 1 March 2024 (earliest 1:1)"],
    },
    Case {
        name: "printed after both days: one of them is wrong",
        question: "occurred_on",
        claims: &["h 2024-03-01", "i 2024-03-05"],
        facts: &["conflict/conflict 1 March 2024 (earliest 1:1)"],
    },
    Case {
        name: "two against one",
        question: "seats",
        claims: &["a [5,5]", "b [7,7]", "c [5,5]"],
        facts: &["conflict/conflict 5 (vote 2:2)"],
    },
    Case {
        name: "one speaker in two outlets is one source, yet two reports outweigh one",
        question: "seats",
        claims: &[
            "a [5,5] by=org/harbour-police",
            "b [5,5] by=org/harbour-police",
            "c [7,7]",
        ],
        facts: &["conflict/conflict 5 (vote 2:1)"],
    },
    Case {
        name: "a copy never counts",
        question: "seats",
        claims: &["a [5,5]", "b [5,5] copy", "c [7,7]", "d [7,7]"],
        facts: &["conflict/conflict 7 (vote 2:2)"],
    },
    Case {
        name: "an article and its copy are one report",
        question: "seats",
        claims: &["a [5,5]", "b [5,5] copy"],
        facts: &["single/single 5 (only_report 1:1)"],
    },
    Case {
        name: "one outlet twice is one source",
        question: "seats",
        claims: &["a [5,5]", "b [5,5] same-outlet"],
        facts: &["agree/agree 5 (agree 2:1)"],
    },
    Case {
        name: "a toll that grows is no conflict",
        question: "killed",
        claims: &["a [3,3]", "b [5,5]", "c [5,5]"],
        facts: &["compatible/compatible 5 (vote 2:2) series 3 5"],
    },
    Case {
        name: "a later article that repeats the old number takes nothing back",
        question: "killed",
        claims: &["a [3,3]", "b [5,5]", "c [5,5]", "d [3,3]"],
        facts: &["compatible/compatible 5 (latest 2:2) series 3 5"],
    },
    Case {
        name: "a month holds its day",
        question: "detected_on",
        claims: &["a 2024-02", "b 2024-02-21", "c 2024-02"],
        facts: &["less_precise/less_precise 21 February 2024 (most_precise 3:3)"],
    },
    Case {
        name: "two days: the earliest report wins the tie",
        question: "occurred_on",
        claims: &["a 2024-02-21", "b 2024-02-22"],
        facts: &["conflict/conflict 21 February 2024 (earliest 1:1)"],
    },
    Case {
        name: "an article does not contradict itself: its second number is another fact",
        question: "seats",
        claims: &["a [5,5]", "a [2,2]", "b [5,5]"],
        facts: &["agree/agree 5 (agree 2:2)", "single/single 2 (only_report 1:1)"],
    },
    Case {
        name: "yes and no in one article are about two things",
        question: "responsibility_claimed",
        claims: &["a ?", "a ? denied", "b ? denied"],
        facts: &[
            "single/single yes (only_report 1:1)",
            "agree/agree no (agree 2:2)",
        ],
    },
    Case {
        name: "days a year apart are of two events",
        question: "occurred_on",
        claims: &["a 2024-02-21", "b 2023-02-21"],
        facts: &[
            "single/single 21 February 2024 (only_report 1:1)",
            "single/single 21 February 2023 (only_report 1:1)",
        ],
    },
    Case {
        name: "several hearings are several facts",
        question: "court_on",
        claims: &["a 2024-02-21", "b 2024-02-22", "c 2024-02-22"],
        facts: &[
            "single/single 21 February 2024 (only_report 1:1)",
            "agree/agree 22 February 2024 (agree 2:2)",
        ],
    },
    Case {
        name: "a count a hundred times as large counts other things",
        question: "count:officer",
        claims: &[
            "a [3,3] about=police_officers",
            "b [300,300] about=police_officers",
        ],
        facts: &[
            "single/single 3 (only_report 1:1)",
            "single/single 300 (only_report 1:1)",
        ],
    },
    Case {
        name: "the same noun with another restriction is another fact",
        question: "count:swimmer",
        claims: &[
            "a [80,80] about=swimmers_who_signed",
            "b [12,12] about=swimmers_from_abroad",
        ],
        facts: &[
            "single/single 80 (only_report 1:1)",
            "single/single 12 (only_report 1:1)",
        ],
    },
    Case {
        name: "an unrestricted noun never contradicts",
        question: "count:person",
        claims: &["a [20,20] about=people", "b [300,300] about=people"],
        facts: &[
            "single/single 20 (only_report 1:1)",
            "single/single 300 (only_report 1:1)",
        ],
    },
    Case {
        name: "likely against not known: conflict as said, compatible when hedges are read softly",
        question: "data_taken",
        claims: &["a ? probable", "b ? unknown", "c ? unknown"],
        facts: &["conflict/compatible not known (vote 2:2)"],
    },
    Case {
        name: "nothing decides between yes and no",
        question: "data_taken",
        claims: &["a ?", "b ? denied"],
        facts: &["conflict/conflict -"],
    },
    Case {
        name: "may have is a weaker word, not another one",
        question: "data_taken",
        claims: &["a ?", "b ? possible"],
        facts: &["agree/agree yes (most_precise 2:2)"],
    },
    Case {
        name: "may have and not known are compatible",
        question: "data_taken",
        claims: &["a ? possible", "b ? unknown"],
        facts: &["compatible/compatible -"],
    },
    Case {
        name: "another event in the background is held against nothing, not even another article's background",
        question: "killed",
        claims: &[
            "a [2,2]",
            "a [9,9] background",
            "b [2,2]",
            "c [1,1]",
            "d [9,9] background",
        ],
        facts: &[
            "conflict/conflict 2 (vote 2:2)",
            "single/single 9 (only_report 1:1)",
            "single/single 9 (only_report 1:1)",
        ],
    },
    Case {
        name: "a weekend's toll is held against another weekend's toll alone",
        question: "killed",
        claims: &["a [1,1]", "b [6,6] period", "c [5,5] period"],
        facts: &[
            "single/single 1 (only_report 1:1)",
            "conflict/conflict 6 (earliest 1:1)",
        ],
    },
    Case {
        name: "reports that name nobody in common may agree, and never contradict one another",
        question: "killed",
        claims: &["a [3,3]", "b [3,3] stranger", "c [2,2] stranger"],
        facts: &["agree/agree 3 (agree 2:2)", "single/single 2 (only_report 1:1)"],
    },
    Case {
        name: "a number from below the lead opposes nothing",
        question: "killed",
        claims: &["a [3,3]", "b [3,3]", "c [2,2] late"],
        facts: &["agree/agree 3 (agree 2:2)", "single/single 2 (only_report 1:1)"],
    },
    Case {
        name: "five times as many killed are the dead of something else",
        question: "killed",
        claims: &["a [2,2]", "b [10,10]"],
        facts: &[
            "single/single 2 (only_report 1:1)",
            "single/single 10 (only_report 1:1)",
        ],
    },
    Case {
        name: "a night belongs to both days",
        question: "occurred_on",
        claims: &["b 2024-02-28 night", "c 2024-02-29"],
        facts: &["compatible/compatible 28 February 2024 (earliest 1:1)"],
    },
    Case {
        name: "two nights are two",
        question: "occurred_on",
        claims: &["b 2024-02-26 night", "c 2024-02-29"],
        facts: &["conflict/conflict 26 February 2024 (earliest 1:1)"],
    },
    Case {
        name: "days more than a week apart are of two events",
        question: "occurred_on",
        claims: &["b 2024-02-10", "c 2024-02-29"],
        facts: &[
            "single/single 10 February 2024 (only_report 1:1)",
            "single/single 29 February 2024 (only_report 1:1)",
        ],
    },
    Case {
        name: "at least ten says nothing of a hundred",
        question: "votes",
        claims: &["a [10,)", "b [100,100]", "c [100,100]"],
        facts: &["less_precise/less_precise 100 (vote 2:2)"],
    },
    Case {
        name: "people of whom other things are said are other people",
        question: "count:person",
        claims: &[
            "a [3,3] about=people doing=were_wounded",
            "b [3,3] about=people doing=reported_being_targeted",
        ],
        facts: &[
            "single/single 3 (only_report 1:1)",
            "single/single 3 (only_report 1:1)",
        ],
    },
    Case {
        name: "people of whom the same is said are the same",
        question: "count:person",
        claims: &[
            "a [3,3] about=people doing=were_wounded",
            "b [3,3] about=people doing=wounded_by_glass",
        ],
        facts: &["agree/agree 3 (agree 2:2)"],
    },
    Case {
        name: "two others are no two",
        question: "count:man",
        claims: &[
            "a [2,2] about=young_men doing=died",
            "b [2,2] about=other_young_men doing=died part",
        ],
        facts: &[
            "single/single 2 (only_report 1:1)",
            "single/single 2 (only_report 1:1)",
        ],
    },
    Case {
        name: "arrests grow",
        question: "count:arrest",
        claims: &[
            "a [17,17] about=arrests_at_the_port doing=made",
            "e [30,30] about=arrests_at_the_port doing=made",
        ],
        facts: &["compatible/compatible 30 (latest 1:1) series 17 30"],
    },
    Case {
        name: "a tie goes to what stands in the lead",
        question: "seats",
        claims: &["a [5,5] late", "b [7,7]"],
        facts: &["conflict/conflict 7 (lead 1:1)"],
    },
    Case {
        name: "what a copy adds to its original is its own",
        question: "killed",
        claims: &["a [5,5]", "b [5,5] copy", "b [6,6] copy", "c [6,6]"],
        facts: &["single/single 5 (only_report 1:1)", "agree/agree 6 (agree 2:2)"],
    },
    Case {
        name: "several bodies can name the culprit",
        question: "attributed_by",
        claims: &["a org/regatta-union", "b org/~deep-harbour-labs"],
        facts: &["compatible/compatible regatta union, deep harbour labs (union 2:2)"],
    },
    Case {
        name: "a shorter name is the same body",
        question: "detected_by",
        claims: &["a org/~deep-harbour", "b org/~deep-harbour-labs"],
        facts: &["agree/agree deep harbour labs (agree 2:2)"],
    },
    Case {
        name: "a longer phrase says more",
        question: "cause",
        claims: &["a \"a gas leak\"", "b \"gas leak in the boiler\""],
        facts: &["less_precise/less_precise gas leak in the boiler (most_precise 2:2)"],
    },
];

#[test]
fn facts_by_table() {
    let questions = QuestionSet::built_in().unwrap();
    let mut wrong = Vec::new();
    for case in CASES {
        let (story, articles) = story(case.question, case.claims);
        let members: Vec<&ArticleClaims> = articles.iter().collect();
        let found: Vec<String> = facts(&story, &members, &questions).iter().map(line).collect();
        if found != case.facts {
            wrong.push(format!(
                "{}\n  expected {:?}\n  found    {found:?}",
                case.name, case.facts
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Articles of a story with claims on two questions: `killed` of all, `injured` of some.
fn of_two_questions(killed: &[&str], injured: &[&str]) -> Vec<String> {
    let (story_of_killed, mut articles) = story("killed", killed);
    for of_injured in story("injured", injured).1 {
        let home = articles.iter_mut().find(|a| a.id == of_injured.id);
        home.expect("an article that counts the dead")
            .claims
            .extend(of_injured.claims);
    }
    let members: Vec<&ArticleClaims> = articles.iter().collect();
    let questions = QuestionSet::built_in().expect("the built-in questions");
    let facts = facts(&story_of_killed, &members, &questions);
    facts
        .iter()
        .filter(|f| f.question == "injured")
        .map(line)
        .collect()
}

#[test]
fn silence_beside_counted_dead_leaves_open_what_is_only_inferred() {
    let dead = ["a [1,1]", "b [1,1]", "c [1,1]"];
    // Two are silent, one says of somebody that he was taken to hospital.
    assert_eq!(
        of_two_questions(&dead, &["a [1,1] inferred"]),
        ["single/single -"]
    );
    // Who counts dead and injured side by side is believed.
    assert_eq!(
        of_two_questions(&dead, &["a [1,1]"]),
        ["single/single 1 (only_report 1:1)"]
    );
    // A tie goes to silence where it is one person, to what is said where they are several.
    assert_eq!(
        of_two_questions(&dead[..2], &["a [1,1] inferred"]),
        ["single/single -"]
    );
    assert_eq!(
        of_two_questions(&dead[..2], &["a [4,4] inferred"]),
        ["single/single 4 (only_report 1:1)"]
    );
    // More say it than are silent.
    assert_eq!(
        of_two_questions(&dead, &["a [1,1] inferred", "b [1,1] inferred"]),
        ["agree/agree 1 (agree 2:2)"]
    );
    // All are silent: no fact is made. None is dead: silence says nothing.
    assert!(of_two_questions(&dead, &[]).is_empty());
    assert_eq!(
        of_two_questions(&["a [0,0]", "b [0,0]"], &["a [1,1] inferred"]),
        ["single/single 1 (only_report 1:1)"]
    );
}

#[test]
fn the_dead_of_later_reports_leave_the_injured() {
    // Five were shot, and one has died since; nobody is left of one.
    assert_eq!(
        of_two_questions(&["a [0,0]", "b [1,1]"], &["a [5,5] inferred"]),
        ["single/single probably 4 (died_since 1:1)"]
    );
    assert_eq!(
        of_two_questions(&["a [0,0]", "b [1,1]"], &["a [1,1]"]),
        ["single/single probably 0 (died_since 1:1)"]
    );
    // The dead were told before: who is injured lives.
    assert_eq!(
        of_two_questions(&["a [1,1]", "b [0,0]"], &["b [1,1]"]),
        ["single/single 1 (only_report 1:1)"]
    );
    // One report of a death among two of wounds may be of something else.
    assert_eq!(
        of_two_questions(&["a [0,0]", "b [0,0]", "c [1,1]"], &["a [5,5]", "b [5,5]"]),
        ["agree/agree 5 (agree 2:2)"]
    );
}

proptest! {
    #[test]
    fn every_pair_once_and_no_claim_lost(picks in proptest::collection::vec((0..6usize, 0..8usize, 0..4usize), 1..12)) {
        let values = ["[3,3]", "[3,)", "(3,)", "[5,5]", "[24,)", "[80,80]", "(,10]", "[4,6]"];
        let marks = ["", "probable", "possible", "denied"];
        let claims: Vec<String> = picks
            .iter()
            .map(|&(article, value, mark)| format!("{} {} {}", (b'a' + article as u8) as char, values[value], marks[mark]))
            .collect();
        let lines: Vec<&str> = claims.iter().map(String::as_str).collect();
        let (story, articles) = story("killed", &lines);
        let members: Vec<&ArticleClaims> = articles.iter().collect();
        let facts = facts(&story, &members, &QuestionSet::built_in().unwrap());
        let shown: usize = facts.iter().flat_map(|f| &f.positions).map(|p| p.claims.len()).sum();
        prop_assert_eq!(shown, picks.len());
        for fact in facts {
            let n = fact.positions.len();
            prop_assert_eq!(fact.relations.len(), n * (n - 1) / 2);
        }
    }
}

fn line(fact: &Fact) -> String {
    let answer = fact.answer.as_ref().map_or_else(
        || "-".to_owned(),
        |a| format!("{} ({} {}:{})", a.text, a.rule, a.support, a.independent),
    );
    let series = fact
        .series
        .iter()
        .fold(String::new(), |line, point| line + " " + &point.text);
    let series = if series.is_empty() {
        series
    } else {
        format!(" series{series}")
    };
    format!(
        "{}/{} {answer}{series}",
        fact.verdict.as_str(),
        fact.verdict_lenient.as_str()
    )
}

/// A story of one article a letter, with their claims.
fn story(question: &str, lines: &[&str]) -> (Story, Vec<ArticleClaims>) {
    let mut articles = Vec::<ArticleClaims>::new();
    let mut copies = Vec::new();
    let mut sorted = lines.to_vec();
    sorted.sort_by_key(|line| line.as_bytes()[0]);
    for (nth, text) in sorted.iter().enumerate() {
        let words: Vec<&str> = if text.contains('"') {
            vec![&text[..1], &text[2..]]
        } else {
            text.split_whitespace().collect()
        };
        if articles.last().is_none_or(|a| a.id != words[0]) {
            articles.push(article(words[0], words.contains(&"same-outlet")));
        }
        let person = if words.contains(&"stranger") {
            words[0]
        } else {
            "ida-lund"
        };
        let place = if words.contains(&"stranger") {
            words[0]
        } else {
            "lindmouth"
        };
        articles.last_mut().unwrap().entities = vec![
            (format!("person/~{person}").into(), 1),
            (format!("place/~{place}").into(), 1),
        ];
        if words.contains(&"copy") {
            copies.push((words[0].to_owned(), "a".to_owned()));
        }
        let place = articles.len() - 1;
        let claim = claim(question, &words, nth as u32, articles[place].date);
        articles[place].claims.push(claim);
    }
    let story = Story {
        story: "s".to_owned(),
        title: None,
        from: None,
        to: None,
        articles: articles.iter().map(|a| a.id.clone()).collect(),
        copies,
    };
    (story, articles)
}

fn article(id: &str, same_outlet: bool) -> ArticleClaims {
    ArticleClaims {
        id: id.to_owned(),
        outlet: Some(if same_outlet {
            "outlet a".to_owned()
        } else {
            format!("outlet {id}")
        }),
        publisher: None,
        title: None,
        date: Some(date(2024, 3, (id.as_bytes()[0] - b'a') as i8 + 1)),
        text_sha256: id.to_owned(),
        group: None,
        entities: Vec::new(),
        names: Vec::new(),
        numbers: Vec::new(),
        days: Vec::new(),
        claims: Vec::new(),
        signature: Signature::default(),
    }
}

fn claim(question: &str, words: &[&str], place: u32, as_of: Option<Date>) -> Claim {
    let mark = |name: &str| {
        words[2..]
            .iter()
            .find_map(|w| w.strip_prefix(name))
            .map(|w| w.replace('_', " "))
    };
    let has = |name: &str| words[2..].contains(&name);
    let speaker = mark("by=");
    Claim {
        question: question.to_owned(),
        about: mark("about=").unwrap_or_else(|| "what it asks".to_owned()),
        value: value(question, words[1], has("night")),
        certainty: match () {
            () if has("probable") => Certainty::Probable,
            () if has("possible") => Certainty::Possible,
            () if has("unknown") => Certainty::Unknown,
            () => Certainty::Asserted,
        },
        polarity: if has("denied") {
            Polarity::Denied
        } else {
            Polarity::Affirmed
        },
        attribution: Attribution {
            kind: if speaker.is_some() {
                AttributionKind::Indirect
            } else {
                AttributionKind::None
            },
            attributed_to: speaker,
        },
        as_of,
        includes: None,
        frame: [FrameKind::Background, FrameKind::Period, FrameKind::Part]
            .into_iter()
            .find(|kind| has(kind.as_str()))
            .map(|kind| Frame {
                kind,
                cue: kind.as_str().to_owned(),
            }),
        predicate: mark("doing="),
        wording: None,
        basis: if has("described") {
            Basis::Described
        } else if has("inferred") {
            Basis::Inferred
        } else {
            Basis::Said
        },
        span: ClaimSpan {
            field: Field::Text,
            start: place,
            end: place + 1,
            byte_start: place,
            byte_end: place + 1,
        },
        sentence: if has("late") { 9 } else { 0 },
        quote: words[1].to_owned(),
    }
}

fn value(question: &str, text: &str, night: bool) -> ClaimValue {
    if text == "?" {
        ClaimValue::Proposition(question.to_owned())
    } else if let Some(phrase) = text.strip_prefix('"') {
        ClaimValue::Phrase(phrase.trim_end_matches('"').to_owned())
    } else if text.contains('/') {
        ClaimValue::Names(text.split('|').map(str::to_owned).collect())
    } else if text.starts_with(['[', '(']) {
        amount(text)
    } else {
        let first_day = if text.len() == 7 {
            format!("{text}-01")
        } else {
            text.to_owned()
        };
        let from: Date = first_day.parse().expect("a month or a day");
        let to = if text.len() == 7 {
            from.last_of_month()
        } else {
            from
        };
        ClaimValue::When(ClaimWhen {
            value: text.to_owned(),
            from: Some(from),
            to: Some(to),
            night,
        })
    }
}

fn amount(text: &str) -> ClaimValue {
    let interval: dateline::model::Interval = text.parse().expect("an interval");
    let comparator = match (interval.single(), interval.low, interval.high) {
        (Some(_), _, _) => Comparator::Exactly,
        (_, Some(_), None) if interval.low_open => Comparator::MoreThan,
        (_, Some(_), None) => Comparator::AtLeast,
        (_, None, _) => Comparator::AtMost,
        _ => Comparator::Between,
    };
    let nominal = if comparator == Comparator::Between {
        None
    } else {
        interval.low.or(interval.high)
    };
    ClaimValue::Amount(ClaimAmount {
        interval,
        nominal,
        unit: None,
        comparator,
    })
}
