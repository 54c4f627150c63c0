//! Laws that hold for every article: of extraction, of threads, of order.
#![allow(clippy::unwrap_used)]

mod corpus_folder;

use dateline::extract::Settings;
use dateline::lexicon::Lexicon;
use dateline::model::{Article, ArticleClaims, Field, Mention, Record, Span, Title, Value};
use dateline::pipeline::{Analyst, reconcile_all};
use dateline::story::StorySettings;
use proptest::prelude::*;

fn analyst() -> &'static Analyst {
    static ANALYST: std::sync::OnceLock<Analyst> = std::sync::OnceLock::new();
    ANALYST.get_or_init(|| Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap())
}

fn mentions(article: &Article) -> Vec<Mention> {
    analyst().mentions(article, Field::Text).1
}

/// An article with words of no meaning before its text: its head and the title inside it move along.
fn behind(prefix: &str, article: &Article) -> Article {
    let by = prefix.len() as u32;
    Article {
        text: format!("{prefix}{}", article.text),
        head: if article.head == 0 { 0 } else { article.head + by },
        title: article.title.clone().map(|title| match title {
            Title::Inside(span) => Title::Inside(Span {
                start: span.start + by,
                end: span.end + by,
            }),
            apart @ Title::Apart(_) => apart,
        }),
        ..article.clone()
    }
}

/// A mention taken `by` bytes to the left.
fn shifted(mut mention: Mention, by: u32) -> Mention {
    let back = |span: Span| Span {
        start: span.start - by,
        end: span.end - by,
    };
    mention.span = back(mention.span);
    if let Value::Amount(amount) = &mut mention.value {
        amount.number = back(amount.number);
        amount.about = amount.about.map(back);
    }
    mention
}

#[test]
fn spans_lie_in_the_text_in_order_and_on_char_boundaries() {
    for article in corpus_folder::articles("") {
        let (split, mentions) = analyst().mentions(&article, Field::Text);
        let mut last = 0;
        for mention in &mentions {
            assert!(
                mention.span.start >= last,
                "{}: mentions out of order",
                article.id
            );
            last = mention.span.start;
            let (start, end) = (mention.span.start as usize, mention.span.end as usize);
            assert!(
                start < end && article.text.get(start..end).is_some(),
                "{}: {mention:?}",
                article.id
            );
            let sentence = &split.sentences[mention.sentence as usize];
            assert!(
                sentence.span.contains(mention.span),
                "{}: {mention:?} leaves its sentence",
                article.id
            );
            if let Value::Amount(amount) = &mention.value {
                assert!(
                    mention.span.contains(amount.number),
                    "{}: {mention:?}",
                    article.id
                );
            }
        }
    }
}

#[test]
fn a_prefix_shifts_every_mention() {
    for article in corpus_folder::articles("") {
        // Blank lines: they are no words and end no sentence that was not ended.
        for prefix in ["\n\n", " \n\n", "\u{a0}\n\n"] {
            let moved = behind(prefix, &article);
            let moved: Vec<Mention> = mentions(&moved)
                .into_iter()
                .map(|m| shifted(m, prefix.len() as u32))
                .collect();
            assert_eq!(moved, mentions(&article), "{}, after {prefix:?}", article.id);
        }
    }
}

#[test]
fn facts_hang_on_neither_order_nor_threads() {
    let articles = corpus_folder::articles("");
    let facts = |threads: usize, turn: usize| {
        let mut articles = articles.clone();
        articles.rotate_left(turn);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let records: Vec<Record> = analyst().read_all(&articles);
            let claims = records.iter().map(ArticleClaims::from).collect();
            let (stories, facts) = reconcile_all(claims, &StorySettings::default(), analyst().questions());
            (
                serde_json::to_string(&stories).unwrap(),
                serde_json::to_string(&facts).unwrap(),
            )
        })
    };
    let once = facts(1, 0);
    assert!(once.1.len() > 1000, "no facts to compare");
    for (threads, turn) in [(2, 0), (1, 7), (4, 23)] {
        assert_eq!(facts(threads, turn), once, "{threads} threads, turned by {turn}");
    }
}

#[test]
fn a_record_survives_its_line() {
    for article in corpus_folder::articles("") {
        let record = analyst().read(&article);
        let line = record.to_json();
        assert_eq!(line, serde_json::to_string(&record).unwrap(), "{}", article.id);
        let back: Record = serde_json::from_str(&line).unwrap();
        assert_eq!(back, record, "{}", article.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_panics(text in "(\\PC{0,12}|[0-9]{1,5}|[ ,.\n’-]|Mr\\.|Monday|March|million|\\$|APT|the |of |and |killed |people |Bank |more than |at least |two |since ){0,40}") {
        let article = Article { id: "a".into(), text, language: "en".into(), ..Article::default() };
        let record = analyst().read(&article);
        let line = record.to_json();
        prop_assert_eq!(&line, &serde_json::to_string(&record).unwrap());
        prop_assert_eq!(&serde_json::from_str::<Record>(&line).unwrap(), &record);
        for mention in &record.mentions {
            let span = Span { start: mention.byte_start, end: mention.byte_end };
            prop_assert_eq!(span.of(&article.text), mention.text.as_str());
        }
    }
}
