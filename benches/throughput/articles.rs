//! What the stages read: plain texts, again and again, as plain ASCII or with typographic quotes, apostrophes and dashes.

use std::path::Path;

use dateline::model::{Anchor, AnchorSource, Article};

/// Bytes of text a run reads.
const BYTES: usize = 4_000_000;

/// The texts of a folder, or the corpus', again and again.
pub(crate) fn articles(folder: Option<&Path>, typographic: bool) -> Vec<Article> {
    of_size(folder, typographic, BYTES)
}

/// The same up to so many bytes.
pub(crate) fn of_size(folder: Option<&Path>, typographic: bool, size: usize) -> Vec<Article> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev");
    let mut texts = Vec::new();
    collect(folder.unwrap_or(&corpus), &mut texts);
    let texts: Vec<String> = texts
        .iter()
        .map(|t| if typographic { curly(t) } else { plain(t) })
        .collect();
    let mut articles = Vec::new();
    let mut bytes = 0;
    for (n, text) in texts.iter().cycle().enumerate() {
        if bytes >= size {
            break;
        }
        bytes += text.len();
        let published = Some(Anchor {
            day: jiff::civil::date(2019, 3, 4),
            source: AnchorSource::Metadata,
            ambiguous: false,
        });
        articles.push(Article {
            id: n.to_string(),
            text: text.clone(),
            language: "en".into(),
            published,
            ..Article::default()
        });
    }
    articles
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn plain(text: &str) -> String {
    let text = text
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace(['–', '—'], "-");
    text.chars().filter(char::is_ascii).collect()
}

fn curly(text: &str) -> String {
    let mut open = false;
    let quotes = plain(text)
        .chars()
        .map(|c| {
            if c == '"' {
                open = !open;
                if open { '“' } else { '”' }
            } else {
                c
            }
        })
        .collect::<String>();
    quotes.replace('\'', "’").replace(" - ", " — ")
}
