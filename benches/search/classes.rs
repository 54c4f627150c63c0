//! Classes of queries, drawn from the texts and names that are searched.

use dateline::archive::{Archive, By};
use dateline::model::Article;

use crate::randomness::Randomness;

pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) queries: Vec<String>,
    /// The same for tantivy's own parser, where it can say it.
    pub(crate) plain: Option<Vec<String>>,
}

/// `count` queries of each class.
// A table: a line for each class.
#[allow(clippy::too_many_lines)]
pub(crate) fn classes(
    archive: &Archive,
    articles: &[Article],
    random: &mut Randomness,
    count: usize,
) -> Vec<Class> {
    let names = names(archive);
    let mut class = |name, in_tantivy: bool, make: &dyn Fn(&[String], &mut Randomness) -> String| {
        let queries: Vec<String> = (0..count)
            .map(|_| {
                let words = run_of_words(&random.one(articles).text, random);
                make(&words, random)
            })
            .collect();
        let plain = in_tantivy.then(|| queries.clone());
        Class { name, queries, plain }
    };
    vec![
        class("a word, as often as it is written", true, &|words, _| {
            words[0].clone()
        }),
        class("two words", true, &|words, _| {
            format!("{} {}", words[0], words[2])
        }),
        class("three words", true, &|words, _| {
            format!("{} {} {}", words[0], words[1], words[2])
        }),
        class("one of two words", true, &|words, _| {
            format!("{} OR {}", words[0], words[2])
        }),
        class("phrase of two words", true, &|words, _| {
            format!("\"{} {}\"", words[0], words[1])
        }),
        class("phrase of three words", true, &|words, _| {
            format!("\"{} {} {}\"", words[0], words[1], words[2])
        }),
        class("two words with two between", true, &|words, _| {
            format!("\"{} {}\"~2", words[0], words[2])
        }),
        class("a word of the title", true, &|words, _| {
            format!("title:{}", words[0])
        }),
        class("a word, not another", true, &|words, _| {
            format!("{} -{}", words[0], words[2])
        }),
        class("word as written (=)", false, &|words, _| format!("={}", words[0])),
        class("beginning of a word", false, &|words, _| {
            format!("{}*", words[0].chars().take(5).collect::<String>())
        }),
        class("a letter changed", false, &|words, _| format!("{}~1", words[0])),
        class("a name", false, &|_, random| random.one(&names)),
        class("org:", false, &|_, random| {
            format!("org:\"{}\"", random.one(&names))
        }),
        class("source: and a word", false, &|words, random| {
            format!("source:=\"Outlet {}\" {}", random.below(100), words[0])
        }),
        class("published: a month, and a word", false, &|words, random| {
            format!("published:{} {}", month(random), words[0])
        }),
        class("date: a month", false, &|_, random| {
            format!("date:{}", month(random))
        }),
        class("money:>=", false, &|_, random| {
            format!("money:>={}m", 1 + random.below(400))
        }),
        class("count:passenger> and a word", false, &|words, random| {
            format!("count:passenger>{} {}", random.below(4000), words[0])
        }),
        class(
            "verdict:conflict question:killed and a word",
            false,
            &|words, _| format!("verdict:conflict question:killed {}", words[0]),
        ),
    ]
}

/// Three words in a row of a text.
fn run_of_words(text: &str, random: &mut Randomness) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    loop {
        let at = random.below(words.len() as u64 - 2) as usize;
        let run = &words[at..at + 3];
        if run
            .iter()
            .all(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()))
        {
            return run.iter().map(|word| (*word).to_owned()).collect();
        }
    }
}

fn names(archive: &Archive) -> Vec<String> {
    let everything = archive.ask("*").unwrap();
    let rows = archive.tally(&everything, &[By::Org]).unwrap();
    rows.into_iter().filter_map(|row| row.names[0].clone()).collect()
}

fn month(random: &mut Randomness) -> String {
    format!("{}-{:02}", 2015 + random.below(5), 1 + random.below(12))
}
