//! What one article says: claims from mentions and the words around them, and the signature by which its story is found.
//!
//! A question's phrases ([`crate::lexicon::QuestionSet`]) are found once; each shape of answer has a reader of its own that links phrases
//! and answers inside a sentence. Certainty, polarity and speaker are read last, from the words of the claim.

mod amounts;
mod armed;
mod attribution;
mod beginnings;
mod certainty;
mod dated;
mod days;
mod draft;
mod fingerprint;
mod frames;
mod frequencies;
mod furniture;
mod governing;
mod grammar;
mod link;
mod money_behind;
mod named_days;
mod names;
mod news;
mod old_dates;
mod open;
mod open_days;
mod page;
mod pairs;
mod person_words;
mod persons;
mod phrases;
mod propositions;
mod senses;
mod signature;
mod spare_days;
mod stem;
mod terms;
mod tolls;
mod triggers;
mod word_mask;

pub use signature::Background;

use std::borrow::Cow;

use self::armed::ArmedGroups;
use self::attribution::Speakers;
use self::certainty::Hedges;
use self::frames::Frames;
use self::furniture::{Beside, Furniture, words_of};
use self::grammar::Grammar;
use self::news::News;
use self::page::Page;
use self::person_words::PersonWords;
use self::persons::PersonReader;
use self::phrases::PhraseRules;
use self::senses::{Company, asks};
use self::triggers::TriggerTable;
use crate::extract::numbers::Number;
use crate::lexicon::{DictionaryError, Question, QuestionSet, WordLists, WordSet, dictionary};
use crate::model::{Article, Claim, ClaimValue, CodePoints, Field, Mention, Polarity, Split};

/// One text of an article, read: what claims are made from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its words and sentences.
    pub split: &'a Split,
    /// Its mentions, by place.
    pub mentions: &'a [Mention],
    /// Its numbers, by place.
    pub numbers: &'a [Number],
    /// Its code points.
    pub points: &'a CodePoints,
}

/// Reads claims by the questions under `dictionaries/questions/`.
#[derive(Debug)]
pub struct Questions {
    set: QuestionSet,
    list: Vec<Question>,
    triggers: TriggerTable,
    phrases: Vec<PhraseRules>,
    furniture: Furniture,
    grammar: Grammar,
    persons: PersonReader,
    hedges: Hedges,
    frames: Frames,
    speakers: Speakers,
    armed: ArmedGroups,
    nouns: Vec<(&'static str, WordSet)>,
}

/// The lists of `dictionaries/claims/nouns.toml`.
/// That of persons is in `persons.toml`.
const NOUN_LISTS: &[&str] = &[
    "seat",
    "vote",
    "job",
    "worker",
    "year",
    "coin",
    "magnitude",
    "sum",
    "level",
    "staff",
];

/// The list of counted nouns that is that of persons.
const PERSONS: &str = "person";

impl Questions {
    /// The built-in questions.
    ///
    /// # Errors
    /// A questions file that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Self::new(QuestionSet::built_in()?)
    }

    /// These questions.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub fn new(set: QuestionSet) -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/nouns.toml"))?;
        let nouns = NOUN_LISTS.iter().map(|name| Ok((*name, lists.words(name)?)));
        Ok(Self {
            nouns: nouns.collect::<Result<_, DictionaryError>>()?,
            triggers: TriggerTable::new(&set),
            phrases: set.iter().map(PhraseRules::new).collect(),
            furniture: Furniture::built_in()?,
            list: set.iter().cloned().collect(),
            grammar: Grammar::built_in()?,
            persons: PersonReader::new(PersonWords::built_in()?),
            hedges: Hedges::built_in()?,
            frames: Frames::built_in()?,
            speakers: Speakers::built_in()?,
            armed: ArmedGroups::built_in()?,
            set,
        })
    }

    /// The questions as declared.
    pub fn set(&self) -> &QuestionSet {
        &self.set
    }

    /// The claims of an article, by place. A title apart from the text only says how many people.
    pub fn claims(&self, article: &Article, text: Told<'_>, title: Told<'_>) -> Vec<Claim> {
        let Told { split, mentions, .. } = text;
        if split.sentences.is_empty() {
            return Vec::new();
        }
        let headline = headline(article);
        let title_points = title.points;
        let title_mentions = title.mentions.iter().collect();
        let title = Page::new(
            &headline,
            (title.split, title_mentions, title.numbers),
            Company::default(),
            self,
        );
        let beside = self.furniture.find(article, split, mentions);
        let numbers = numbers_of_the_report(text.numbers, &beside);
        let mentions = of_the_report(split, mentions, &beside);
        let (mut triggers, company) = self.triggers.find(&split.words);
        let page = Page::new(article, (split, mentions, &numbers), company, self);
        triggers
            .retain(|t| !beside.holds(&t.words) && (self.list[t.question].asks_alone() || asks(&page, t)));
        let news = News::new(&page, &title, self, &triggers);
        let mut drafts = tolls::drafts(&page, &title, self, (&triggers, &news));
        drafts.extend(days::drafts(&page, self, &triggers, &news));
        let mut deeds = amounts::drafts(&page, self, &triggers);
        deeds.extend(names::drafts(&page, self, &triggers));
        deeds.extend(propositions::drafts(&page, self, &triggers));
        deeds.extend(phrases::drafts(&page, self, &triggers));
        deeds.retain(|d| !self.hedges.is_wished(&page, &d.predicate));
        drafts.append(&mut deeds);
        open::add(&page, self, &mut drafts);
        self.frames
            .mark(&page, &mut drafts, &self.set, (&news, &self.grammar));
        let mut claims: Vec<Claim> = drafts
            .into_iter()
            .map(|d| match d.field {
                Field::Text => d.claim(&page, self, text.points),
                Field::Title => d.claim(&title, self, title_points),
            })
            .collect();
        claims.retain(|claim| self.says_something(claim));
        claims.sort_by(|a, b| (a.span, &a.question).cmp(&(b.span, &b.question)));
        claims
    }

    /// Whether a claim answers its question: that something was not on a day, or not in these words, or not so many, says hardly anything.
    fn says_something(&self, claim: &Claim) -> bool {
        let question = || self.set.get(&claim.question);
        claim.polarity == Polarity::Affirmed
            || match claim.value {
                ClaimValue::Proposition(_) => true,
                ClaimValue::Names(_) => question().is_some_and(|q| q.deniable),
                ClaimValue::Amount(_) => question().is_some(),
                ClaimValue::When(_) | ClaimValue::Phrase(_) => false,
            }
    }

    /// Whether a noun, by its folded hash, stands in a list of counted nouns.
    fn noun_is(&self, list: &str, hash: u64) -> bool {
        if list == PERSONS {
            return self.persons.counts(hash);
        }
        self.nouns
            .iter()
            .any(|(name, words)| *name == list && words.contains(&hash))
    }
}

/// The mentions outside the page's furniture.
fn of_the_report<'m>(split: &Split, mentions: &'m [Mention], beside: &Beside) -> Vec<&'m Mention> {
    let all = beside.is_empty();
    let own = mentions
        .iter()
        .filter(|m| all || !beside.holds(&words_of(split, m)));
    own.collect()
}

/// The numbers outside the page's furniture.
fn numbers_of_the_report<'n>(numbers: &'n [Number], beside: &Beside) -> Cow<'n, [Number]> {
    if beside.is_empty() {
        return Cow::Borrowed(numbers);
    }
    let own = numbers.iter().filter(|n| !beside.holds(&(n.first..n.first + 1)));
    Cow::Owned(own.copied().collect())
}

/// A title apart from the text, as a text of its own, printed when the article was.
fn headline(article: &Article) -> Article {
    Article {
        text: article.field(Field::Title).to_owned(),
        published: article.published,
        ..Article::default()
    }
}
