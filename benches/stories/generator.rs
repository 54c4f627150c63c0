//! News that never was: stories of realistic sizes over some years, each with its own names, numbers and words, told by several outlets in
//! their own words, with numbers that differ, late follow-ups, undated articles and wire copies. The same seed gives the same articles.
//!
//! Words are drawn by Zipf's law: the common ones are those of the shipped background table in the order of their document frequencies, so
//! that they weigh what common words weigh; the long tail, all names and all places are invented.

use dateline::model::{Anchor, AnchorSource, Article, Title};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::randomness::Randomness;

const FIRST: Date = date(2015, 1, 1);
/// Days of the period, if not said otherwise.
const DAYS: u64 = 1826;
/// Invented words of the long tail.
const TAIL: usize = 40_000;
/// Names that many stories share: heads of state, capitals, large companies.
const PROMINENT: usize = 1500;
const OUTLETS: u64 = 120;

/// An article and the story it was made for.
pub(crate) struct Told {
    pub(crate) article: Article,
    pub(crate) story: u32,
}

/// What all stories draw from.
pub(crate) struct World {
    days: u64,
    /// Words by rank.
    words: Vec<String>,
    /// Weights of ranks, summed up to each.
    zipf: Vec<f64>,
    prominent: Vec<String>,
    random: Randomness,
}

/// What a story is about.
struct Event {
    day: u64,
    names: Vec<String>,
    people: Vec<String>,
    place: String,
    topic: Vec<usize>,
    deed: &'static str,
    killed: u64,
    injured: u64,
    millions: u64,
    noun: &'static str,
    count: u64,
}

const DEEDS: &[&str] = &[
    "fire",
    "collision",
    "explosion",
    "flood",
    "shooting",
    "strike",
    "cyber attack",
    "storm",
];
const NOUNS: &[&str] = &[
    "homes",
    "passengers",
    "workers",
    "records",
    "pupils",
    "ships",
    "customers",
    "farms",
];
const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const SYLLABLES: &[&str] = &[
    "ba", "bel", "cor", "dal", "dor", "en", "fal", "gar", "hol", "in", "jor", "kel", "lan", "mar", "nes",
    "or", "pel", "qua", "ros", "sel", "tam", "ul", "ver", "wes", "yar", "zan", "mi", "so", "tre", "vi", "lo",
    "ne",
];

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Randomness::new(seed);
        let table = include_str!("../../dictionaries/background/english.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let mut known: Vec<(u32, &str)> = lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, n)| (n.parse().unwrap_or(1), word))
            .collect();
        known.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let mut words: Vec<String> = known.into_iter().map(|(_, word)| word.to_owned()).collect();
        words.extend((0..TAIL).map(|_| invented(&mut random, 3)));
        let mut sum = 0.0;
        let zipf = (1..=words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64).powf(1.05);
                sum
            })
            .collect();
        let prominent = (0..PROMINENT).map(|_| name(&mut random)).collect();
        Self {
            days: DAYS,
            words,
            zipf,
            prominent,
            random,
        }
    }

    /// The same world over so many years.
    pub(crate) fn over(self, years: u64) -> Self {
        let days = years * 1461 / 4;
        Self { days, ..self }
    }

    /// Whole stories until there are `count` articles, in no order of days.
    pub(crate) fn articles(&mut self, count: usize) -> Vec<Told> {
        let mut told = Vec::with_capacity(count);
        for story in 0.. {
            let event = self.event();
            let size = self.size().min(count - told.len());
            let first = told.len();
            for nth in 0..size {
                let copied = nth > 0 && self.random.chance(0.08);
                let article = if copied {
                    let original: &Told = &told[first + self.random.below(nth as u64) as usize];
                    self.copy(&original.article, story, nth)
                } else {
                    self.article(&event, story, nth)
                };
                told.push(Told { article, story });
            }
            if told.len() == count {
                break;
            }
        }
        told
    }

    /// Articles of a story: most have one to three, few up to sixty (a power law).
    fn size(&mut self) -> usize {
        let tail = (1.0 - self.random.share()).powf(-1.0 / 1.3);
        (tail as usize).clamp(1, 60)
    }

    fn event(&mut self) -> Event {
        let mut names: Vec<String> = (0..3).map(|_| name(&mut self.random)).collect();
        for _ in 0..2 {
            // Few are in the news all the time.
            let rank = (self.random.share().powi(3) * PROMINENT as f64) as usize;
            names.push(self.prominent[rank].clone());
        }
        let random = &mut self.random;
        let person = |random: &mut Randomness| format!("{} {}", name(random), name(random));
        let people = (0..3).map(|_| person(random)).collect();
        Event {
            day: random.below(self.days),
            names,
            people,
            place: name(random),
            topic: (0..40).map(|_| 60 + random.below(9000) as usize).collect(),
            deed: random.one(DEEDS),
            killed: random.below(30),
            injured: random.below(90),
            millions: 1 + random.below(400),
            noun: random.one(NOUNS),
            count: 12 + random.below(5000),
        }
    }

    fn article(&mut self, event: &Event, story: u32, nth: usize) -> Article {
        let late = nth > 2 && self.random.chance(0.05);
        let after = if late {
            60 + self.random.below(400)
        } else {
            (self.random.share().powi(2) * 6.0) as u64
        };
        let dated = !self.random.chance(0.005);
        let sentences = 7 + self.random.below(8);
        let mut text = String::new();
        for at in 0..sentences {
            let sentence = if at < 3 || self.random.chance(0.25) {
                self.claim(event, at)
            } else {
                self.filler(event)
            };
            text.push_str(&sentence);
            text.push_str(if at % 3 == 2 { "\n\n" } else { " " });
        }
        let title = format!(
            "{} after {} in {}: {}",
            self.random.one(&event.names),
            event.deed,
            event.place,
            self.words(event, 3)
        );
        self.made(story, nth, dated.then(|| event.day + after), title, text)
    }

    /// The same text under another outlet's title, with a line of its own at the end.
    fn copy(&mut self, original: &Article, story: u32, nth: usize) -> Article {
        let outlet = self.random.below(OUTLETS);
        let day = original
            .published
            .map(|anchor| (anchor.day - FIRST).get_days() as u64);
        let text = format!("{} Reporting for Outlet {outlet}.", original.text);
        let title = original.title_text().unwrap_or_default().to_owned();
        self.made(story, nth, day, title, text)
    }

    fn made(&mut self, story: u32, nth: usize, day: Option<u64>, title: String, text: String) -> Article {
        let published = day.map(|day| Anchor {
            day: FIRST.saturating_add((day as i64).days()),
            source: AnchorSource::Metadata,
            ambiguous: false,
        });
        Article {
            id: format!("s{story}-{nth}"),
            outlet: Some(format!("Outlet {}", self.random.below(OUTLETS))),
            title: Some(Title::Apart(title)),
            published,
            language: "en".to_owned(),
            text,
            ..Article::default()
        }
    }

    /// A sentence that answers a question, with numbers and days that differ among reports.
    fn claim(&mut self, event: &Event, at: u64) -> String {
        let day = (event.day + u64::from(self.random.chance(0.1))) % 7;
        let weekday = WEEKDAYS[((day + 3) % 7) as usize];
        let person = self.random.one(&event.people);
        let body = self.random.one(&event.names);
        let about = self.words(event, 4);
        let (killed, injured) = (self.near(event.killed), self.near(event.injured));
        let (millions, count) = (self.near(event.millions), self.near(event.count));
        match at.min(self.random.below(9)) {
            0 => format!(
                "At least {killed} people were killed in a {} in {} on {weekday}, the {body} Authority said.",
                event.deed, event.place
            ),
            1 => format!(
                "{injured} others were injured, according to {person} of the {body} Agency, who spoke of {about}."
            ),
            2 => format!(
                "About {count} {} were affected, said {person}, and the damage may reach ${millions} million.",
                event.noun
            ),
            3 => format!(
                "The {body} Council said that {killed} people had died and that {about} was not known."
            ),
            4 => format!(
                "Police arrested {} people in {} on {weekday} over the {}.",
                1 + injured % 7,
                event.place,
                event.deed
            ),
            5 => format!("“We have seen {about},” said {person} on {weekday}."),
            6 => format!(
                "More than {count} {} were evacuated from {} before the {}.",
                event.noun, event.place, event.deed
            ),
            7 => format!("{person}, a spokesman for {body}, put the cost at {millions} million dollars."),
            _ => format!(
                "It is not known whether {body} will pay for the {count} {}.",
                event.noun
            ),
        }
    }

    /// What a report makes of a number: mostly the same, now and then another.
    fn near(&mut self, number: u64) -> u64 {
        match self.random.below(10) {
            0 => number + 1 + self.random.below(3),
            1 => number.saturating_sub(1),
            _ => number,
        }
    }

    fn filler(&mut self, event: &Event) -> String {
        let length = 9 + self.random.below(12) as usize;
        let mut sentence = self.words(event, length);
        if self.random.chance(0.4) {
            sentence.push_str(" by ");
            let person = self.random.one(&event.people);
            sentence.push_str(&person);
        }
        let mut letters = sentence.chars();
        let head: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{head}{}.", letters.as_str())
    }

    /// Words, a quarter of them from the story's own.
    fn words(&mut self, event: &Event, length: usize) -> String {
        let words: Vec<&str> = (0..length)
            .map(|_| {
                let rank = if self.random.chance(0.25) {
                    self.random.one(&event.topic)
                } else {
                    let at = self.random.share() * self.zipf.last().copied().unwrap_or_default();
                    self.zipf.partition_point(|sum| *sum < at)
                };
                self.words[rank.min(self.words.len() - 1)].as_str()
            })
            .collect();
        words.join(" ")
    }
}

fn invented(random: &mut Randomness, syllables: u64) -> String {
    let count = 2 + random.below(syllables);
    (0..count).map(|_| random.one(SYLLABLES)).collect()
}

fn name(random: &mut Randomness) -> String {
    let word = invented(random, 2);
    let mut letters = word.chars();
    let head: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{head}{}", letters.as_str())
}
