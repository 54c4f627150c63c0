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
pub(crate) fn text(names: &[String], bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut articles = Vec::new();
    walk(&folder, &mut articles);
    assert!(!articles.is_empty());
    let mut random = Invented(11);
    let mut text = String::with_capacity(bytes + 10_000);
    while text.len() < bytes {
        for article in &articles {
            for word in article.split_inclusive(char::is_whitespace) {
                text.push_str(word);
                if random.below(60) == 0 && word.ends_with(' ') {
                    let name = &names[random.below(names.len())];
                    let part = if random.below(3) == 0 {
                        name.rsplit_once(' ').map(|p| p.0)
                    } else {
                        None
                    };
                    text.push_str(part.unwrap_or(name));
                    text.push(' ');
                }
            }
            text.push('\n');
        }
    }
    text
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
