//! The corpus: its gold fits its texts, and the scores against it are those of `benches/corpus.tsv`.
//!
//! `UPDATE=1 cargo test --test corpus` writes the scores anew: a change that moves a figure shows in the diff.
#![allow(clippy::unwrap_used)]

mod corpus_folder;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline::eval::{ArticleGold, StoryGold, evaluate, evaluate_names};
use dateline::extract::{NamesMode, Settings};
use dateline::lexicon::Lexicon;
use dateline::model::{Article, ArticleClaims, Record};
use dateline::pipeline::{Analyst, reconcile_all};
use dateline::story::StorySettings;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn gold(side: &str) -> Vec<StoryGold> {
    StoryGold::below(&root().join("corpus").join(side)).unwrap()
}

#[test]
fn gold_without_its_marks_is_the_article() {
    let texts: BTreeMap<String, String> = corpus_folder::articles("")
        .into_iter()
        .map(|a| (a.id, a.text))
        .collect();
    let mut count = 0;
    for article in gold("").iter().flat_map(|s| &s.articles) {
        let text = texts
            .get(&article.id)
            .unwrap_or_else(|| panic!("{}: no article of this id was read", article.id));
        assert_eq!(
            text.trim_end_matches('\n'),
            article.text.trim_end_matches('\n'),
            "{}",
            article.id
        );
        count += 1;
    }
    assert_eq!(count, texts.len(), "every article has gold");
    assert!(count >= 40, "the corpus has {count} articles");
}

#[test]
fn scores_are_those_on_file() {
    let mut table = "# Scores against the corpus' gold, in per cent: `dateline eval corpus/dev`, `corpus/aside`, `corpus/names/aside`.\n\
        # Written by `UPDATE=1 cargo test --test corpus`. The stories of `aside` were never opened while rules were mended.\n\
        part\tstage\twhat\treading\tgold\tfound\tprecision\trecall\tf1\n"
        .to_owned();
    for side in ["dev", "aside"] {
        for row in scores(side) {
            let _ = writeln!(table, "{side}\t{row}");
        }
    }
    for (part, mode) in [
        ("names/aside", NamesMode::Fitted),
        ("names/aside rules", NamesMode::Rules),
    ] {
        for row in name_scores(mode) {
            let _ = writeln!(table, "{part}\t{row}");
        }
    }
    let file = root().join("benches/corpus.tsv");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let on_file = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        table == on_file,
        "the scores have moved\n  help: UPDATE=1 cargo test --test corpus, then look at `git diff benches/corpus.tsv`"
    );
}

/// Names on articles that no rule was mended by and no weight fitted on.
fn name_scores(names: NamesMode) -> Vec<String> {
    let settings = Settings {
        names,
        ..Settings::default()
    };
    let gold = ArticleGold::names_below(&root().join("corpus/names/aside")).unwrap();
    let articles: Vec<Article> = gold.iter().map(ArticleGold::article).collect();
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), settings).unwrap();
    let rows = evaluate_names(&gold, &analyst.read_all(&articles));
    rows.iter().map(ToString::to_string).collect()
}

fn scores(side: &str) -> Vec<String> {
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), Settings::default()).unwrap();
    let records: Vec<Record> = analyst.read_all(&corpus_folder::articles(side));
    let claims = records.iter().map(ArticleClaims::from).collect();
    let (stories, facts) = reconcile_all(claims, &StorySettings::default(), analyst.questions());
    evaluate(&gold(side), &records, &stories, &facts)
        .iter()
        .map(ToString::to_string)
        .collect()
}
