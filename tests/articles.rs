//! Snapshots of whole articles: each sentence with carets under its mentions, for people to read.
//!
//! `INSTA_UPDATE=always cargo test --test articles` writes them anew; the diff shows what a rule changed.
#![allow(clippy::unwrap_used)]

mod corpus_folder;

use std::fmt::Write as _;

use dateline::extract::Settings;
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Field, Mention, Sentence};
use dateline::pipeline::Analyst;

#[test]
fn articles_of_the_corpus() {
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for article in corpus_folder::articles("dev") {
            insta::assert_snapshot!(article.id.clone(), carets(&analyst, &article));
        }
    });
}

fn carets(analyst: &Analyst, article: &Article) -> String {
    let (split, mentions) = analyst.mentions(article, Field::Text);
    let mut out = String::new();
    for (n, sentence) in split.sentences.iter().enumerate() {
        let _ = writeln!(out, "{:>3} | {}", n + 1, line(sentence.span.of(&article.text)));
        for mention in mentions.iter().filter(|m| sentence.span.contains(m.span)) {
            let _ = writeln!(out, "    | {}", mark(&article.text, sentence, mention));
        }
    }
    for claim in analyst.claims(article) {
        let _ = writeln!(out, "  = {claim}  «{}»", line(&claim.quote));
    }
    out
}

fn mark(text: &str, sentence: &Sentence, mention: &Mention) -> String {
    let before = text[sentence.span.start as usize..mention.span.start as usize]
        .chars()
        .count();
    let length = mention.span.of(text).chars().count();
    format!(
        "{}{} {} {} ({})",
        " ".repeat(before),
        "^".repeat(length),
        mention.kind,
        mention.value,
        mention.rule
    )
}

/// A text on one line, its columns kept.
fn line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
