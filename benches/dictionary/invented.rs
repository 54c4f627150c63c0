//! Invented names and a text with them in it, by a seeded generator.

use std::collections::HashSet;
use std::path::Path;

/// Pseudo-random numbers: SplitMix64 (Steele, Lea, Flood 2014).
pub(crate) struct Invented(u64);

const BEGIN: &[&str] = &[
    "Bar", "Cor", "Dal", "Fen", "Gar", "Hol", "Jas", "Kel", "Lor", "Mar", "Nor", "Or", "Pel", "Quin", "Ros",
    "Sel", "Tor", "Ul", "Ver", "Wil", "Yar", "Zen", "Ash", "Bry", "Cal", "Dun",
];
const MIDDLE: &[&str] = &["a", "e", "i", "o", "u", "an", "el", "in", "or", "ul", "ad", "es"];
const END: &[&str] = &[
    "bury", "dale", "field", "ford", "gate", "ham", "land", "ley", "mere", "mont", "port", "stead", "ton",
    "vale", "wick", "worth",
];
const LAST: &[&str] = &[
    "Bank",
    "Board",
    "Company",
    "Council",
    "Federation",
    "Foundation",
    "Group",
    "Holdings",
    "Institute",
    "League",
    "Partners",
    "Society",
    "Trust",
    "Union",
    "University",
    "Works",
];

impl Invented {
    /// `count` different names of two to four words.
    pub(crate) fn names(count: usize) -> Vec<String> {
        let mut random = Self(7);
        let mut seen = HashSet::with_capacity(count);
        let mut names = Vec::with_capacity(count);
        while names.len() < count {
            let words = 1 + random.below(3);
            let mut name: Vec<String> = (0..words).map(|_| random.word()).collect();
            name.push(random.pick(LAST).to_owned());
            let name = name.join(" ");
            if seen.insert(name.clone()) {
                names.push(name);
            }
        }
        names
    }

    fn word(&mut self) -> String {
        [self.pick(BEGIN), self.pick(MIDDLE), self.pick(END)].concat()
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// At least `bytes` of the articles of `corpus/`, a name or the beginning of one after every sixtieth word or so.
pub(crate) fn articles(names: &[String], bytes: usize) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut written = Vec::new();
    walk(&folder, &mut written);
    assert!(!written.is_empty());
    let mut random = Invented(11);
    let mut articles: Vec<String> = Vec::new();
    let mut size = 0;
    while size < bytes {
        for article in &written {
            let text = random.with_names(article, names);
            size += text.len();
            articles.push(text);
        }
    }
    articles
}

impl Invented {
    fn with_names(&mut self, article: &str, names: &[String]) -> String {
        let mut text = String::new();
        for word in article.split_inclusive(char::is_whitespace) {
            text.push_str(word);
            if self.below(60) == 0 && word.ends_with(' ') {
                let name = &names[self.below(names.len())];
                let beginning = name.rsplit_once(' ').filter(|_| self.below(3) == 0);
                text.push_str(beginning.map_or(name, |(beginning, _)| beginning));
                text.push(' ');
            }
        }
        text
    }
}

fn walk(folder: &Path, articles: &mut Vec<String>) {
    let mut entries: Vec<_> = folder.read_dir().unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, articles);
        } else if path.extension().is_some_and(|e| e == "txt") {
            articles.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}
