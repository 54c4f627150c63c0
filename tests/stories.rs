//! Stories: what belongs together, what only looks alike, and the laws that hold for any articles in any order.
#![allow(clippy::unwrap_used)]

use dateline::extract::Settings;
use dateline::lexicon::Lexicon;
use dateline::model::{Anchor, AnchorSource, Article, ArticleClaims, Story, Title};
use dateline::pipeline::{Analyst, reconcile_all};
use dateline::story::{StorySettings, stories};
use jiff::civil::Date;
use proptest::prelude::*;

/// (id, day or nothing, title, text)
const ARTICLES: &[(&str, &str, &str, &str)] = &[
    (
        "kelmouth-1",
        "2024-03-04",
        "Two die in fire at Kelmouth warehouse",
        "Two men died on Sunday night in a fire that destroyed a furniture warehouse on Quay Lane in Kelmouth. Chief Fire Officer Dorrit Hanley \
         said the roof had fallen in before crews arrived. The owner, Tobias Merrin, was questioned by police.",
    ),
    (
        "kelmouth-2",
        "2024-03-05",
        "Owner of burnt Kelmouth warehouse arrested",
        "Tobias Merrin, the owner of the furniture warehouse in Kelmouth where two workers died in a fire on Sunday, has been arrested. Dorrit \
         Hanley, the chief fire officer, said petrol had been found in the ruins on Quay Lane.",
    ),
    (
        "brandsea-1",
        "2024-03-05",
        "Fire at Brandsea school leaves two dead",
        "Two people died in a fire at a school in Brandsea on Monday night. Fire chief Oswin Parfitt said a heater had set curtains alight in the \
         hall of Saint Edda School. The head teacher, Lorna Whitcombe, thanked the crews.",
    ),
    (
        "brandsea-2",
        "2024-03-06",
        "Heater blamed for deadly Brandsea school fire",
        "A heater caused the fire that killed two at Saint Edda School in Brandsea, fire chief Oswin Parfitt said on Wednesday. Lorna Whitcombe, \
         the head teacher, said lessons would move to the town hall.",
    ),
    (
        "kelmouth-trial",
        "2024-11-20",
        "Warehouse owner jailed over Kelmouth deaths",
        "Tobias Merrin was jailed for nine years on Wednesday over the fire at his furniture warehouse in Kelmouth in which two workers died. \
         The court heard Dorrit Hanley describe petrol found on Quay Lane.",
    ),
    (
        "kelmouth-undated",
        "",
        "Warehouse fire in Kelmouth",
        "A fire on Quay Lane in Kelmouth killed two workers at the furniture warehouse of Tobias Merrin. Dorrit Hanley, chief fire officer, spoke of \
         a roof that fell in before crews arrived.",
    ),
    (
        "bank",
        "2024-03-05",
        "Central bank keeps its rate",
        "The central bank left its main rate unchanged on Tuesday and said that prices would rise more slowly this year. Economists had expected \
         a cut, and the currency gained against its neighbours.",
    ),
];

fn read(articles: &[(&str, &str, &str, &str)]) -> Vec<ArticleClaims> {
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let articles: Vec<Article> = articles
        .iter()
        .map(|(id, day, title, text)| Article {
            id: (*id).to_owned(),
            title: Some(Title::Apart((*title).to_owned())),
            published: day.parse::<Date>().ok().map(|day| Anchor {
                day,
                source: AnchorSource::Metadata,
                ambiguous: false,
            }),
            language: "en".to_owned(),
            text: (*text).to_owned(),
            ..Article::default()
        })
        .collect();
    analyst
        .read_all(&articles)
        .iter()
        .map(ArticleClaims::from)
        .collect()
}

fn in_order(mut articles: Vec<ArticleClaims>) -> Vec<ArticleClaims> {
    articles.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    articles
}

fn ids(stories: &[Story]) -> Vec<Vec<&str>> {
    let mut ids: Vec<Vec<&str>> = stories
        .iter()
        .map(|story| {
            let mut ids: Vec<&str> = story.articles.iter().map(String::as_str).collect();
            ids.sort_unstable();
            ids
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn a_story_that_hundreds_report_is_one() {
    let (_, day, title, text) = ARTICLES[0];
    let ids: Vec<String> = (0..400).map(|n| format!("paper-{n:03}")).collect();
    let reports: Vec<_> = ids.iter().map(|id| (id.as_str(), day, title, text)).collect();
    assert_eq!(stories(&read(&reports), &StorySettings::default()).len(), 1);
}

#[test]
fn follow_ups_and_undated_join_and_look_alikes_stay_apart() {
    let articles = in_order(read(ARTICLES));
    let found = stories(&articles, &StorySettings::default());
    assert_eq!(
        ids(&found),
        [
            vec!["bank"],
            vec!["brandsea-1", "brandsea-2"],
            vec!["kelmouth-1", "kelmouth-2", "kelmouth-trial", "kelmouth-undated"],
        ]
    );
}

#[test]
fn a_story_has_the_days_and_a_title_of_its_articles() {
    let articles = in_order(read(&ARTICLES[2..4]));
    let found = stories(&articles, &StorySettings::default());
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].title.as_deref(),
        Some("Fire at Brandsea school leaves two dead")
    );
    assert_eq!(
        found[0].from.map(|d| d.to_string()).as_deref(),
        Some("2024-03-05")
    );
    assert_eq!(found[0].to.map(|d| d.to_string()).as_deref(), Some("2024-03-06"));
    assert_eq!(found[0].story.len(), 12);
}

#[test]
fn the_same_text_twice_is_a_copy() {
    let mut twice = vec![ARTICLES[0], ARTICLES[0]];
    twice[1].0 = "kelmouth-wire";
    twice[1].1 = "2024-03-06";
    let found = stories(&in_order(read(&twice)), &StorySettings::default());
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].copies,
        [("kelmouth-wire".to_owned(), "kelmouth-1".to_owned())]
    );
}

#[test]
fn given_groups_are_taken_as_they_are() {
    let mut articles = in_order(read(ARTICLES));
    for article in &mut articles {
        article.group = (article.id != "bank").then(|| article.id[..1].to_owned());
    }
    let settings = StorySettings {
        given_groups: true,
        ..StorySettings::default()
    };
    assert_eq!(stories(&articles, &settings).len(), 3);
}

#[test]
fn a_narrow_window_keeps_articles_apart_and_a_low_threshold_joins_them() {
    // Without names that would join them in the second pass.
    let told = |id, day| {
        (
            id,
            day,
            "Rain floods roads",
            "Heavy rain flooded roads and cellars and fire crews pumped water for hours.",
        )
    };
    let articles = in_order(read(&[told("a", "2024-03-04"), told("b", "2024-03-09")]));
    let with = |window, threshold| {
        let settings = StorySettings {
            window,
            threshold,
            ..StorySettings::default()
        };
        stories(&articles, &settings).len()
    };
    assert_eq!((with(2, 0.2), with(5, 0.2), with(5, 0.999)), (2, 1, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn neither_the_order_of_articles_nor_the_threads_matter(
        order in Just((0..ARTICLES.len()).collect::<Vec<_>>()).prop_shuffle(),
        threads in 1usize..5,
    ) {
        let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
        let articles = read(ARTICLES);
        let shuffled: Vec<ArticleClaims> = order.iter().map(|&at| articles[at].clone()).collect();
        let settings = StorySettings::default();
        let given = reconcile_all(articles, &settings, analyst.questions());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let other = pool.install(|| reconcile_all(shuffled, &settings, analyst.questions()));
        prop_assert_eq!(&given, &other);
        let stories = given.0;
        let mut all: Vec<&str> = stories.iter().flat_map(|s| &s.articles).map(String::as_str).collect();
        all.sort_unstable();
        let mut expected: Vec<&str> = ARTICLES.iter().map(|a| a.0).collect();
        expected.sort_unstable();
        prop_assert_eq!(all, expected);
    }
}
