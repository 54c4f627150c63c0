#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
//! The main text and the metadata of sixty invented web pages in the markup of many systems, against their gold.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;

use dateline::ingest::{self, Item, Options};
use dateline::model::Article;
use serde_json::Value;

const PAGES: &str = "tests/fixtures/pages";

/// Words in a shingle, as the article extraction benchmark of Zyte counts them.
const SHINGLE: usize = 4;

/// The mean F1 that is kept. Of the peers on the same pages trafilatura 2.3.1 has .888, readability-lxml 0.9 .846.
const KEPT: f64 = 0.95;

/// How many of the sixty must be right, by field.
const RIGHT: [(&str, usize); 4] = [("title", 58), ("date", 59), ("source", 52), ("author", 56)];

fn read(file: &str) -> Option<Article> {
    let mut found = None;
    ingest::read(&[format!("{PAGES}/{file}")], &Options::default(), &mut |item| {
        if let Item::Article(article) = item {
            found = Some(*article);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

/// How often each run of four words stands in a text; a shorter text is one run. A Chinese or Japanese character is a word.
fn shingles(text: &str) -> BTreeMap<Vec<String>, usize> {
    let is_ideograph = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    let mut words = vec![String::new()];
    for c in text.to_lowercase().chars() {
        match words.last_mut() {
            Some(word) if c.is_alphanumeric() && !is_ideograph(c) => word.push(c),
            _ if is_ideograph(c) => words.extend([c.to_string(), String::new()]),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    let mut bag = BTreeMap::new();
    for run in words.windows(SHINGLE.min(words.len().max(1))) {
        *bag.entry(run.to_vec()).or_insert(0) += 1;
    }
    bag
}

fn f1(found: &str, gold: &str) -> f64 {
    let (found, gold) = (shingles(found), shingles(gold));
    let count = |bag: &BTreeMap<_, usize>| bag.values().sum::<usize>() as f64;
    let shared: usize = gold
        .iter()
        .map(|(run, n)| found.get(run).map_or(0, |m| *n.min(m)))
        .sum();
    if found.is_empty() && gold.is_empty() {
        return 1.0;
    }
    2.0 * shared as f64 / (count(&found) + count(&gold)).max(1.0)
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

#[test]
fn main_text_and_metadata_of_sixty_pages() {
    let gold = fs::read_to_string(format!("{PAGES}/gold.jsonl")).unwrap();
    let mut sum = 0.0;
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let pages: Vec<Value> = gold
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for page in &pages {
        let file = text_of(page, "file");
        let paragraphs: Vec<&str> = page["paragraphs"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let article = read(&file);
        let score = f1(article.as_ref().map_or("", |a| &a.text), &paragraphs.join("\n\n"));
        sum += score;
        println!("{score:.3} {file}");
        let found = |key: &str| match (&article, key) {
            (None, _) => String::new(),
            (Some(a), "title") => a.title_text().unwrap_or_default().to_owned(),
            (Some(a), "date") => a.published.map_or_else(String::new, |p| p.day.to_string()),
            (Some(a), "source") => a.outlet.clone().unwrap_or_default(),
            (Some(a), key) => a
                .meta
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        };
        for (key, _) in RIGHT {
            let in_text = key == "date" && found(key) == text_of(page, "date_in_text");
            if paragraphs.is_empty() || found(key) == text_of(page, key) || in_text {
                *right.entry(key).or_default() += 1;
            } else {
                println!("      {key}: {:?}, not {:?}", found(key), text_of(page, key));
            }
        }
    }
    let mean = sum / pages.len() as f64;
    println!("{mean:.4} mean F1 of {} pages; right: {right:?}", pages.len());
    assert!(mean >= KEPT, "{mean}");
    for (key, least) in RIGHT {
        assert!(right[key] >= least, "{key}: {}", right[key]);
    }
}
