//! The words that dates are made of, read from `dictionaries/dates/`: by the hash of a word, what it is.

use super::calendar::Season;
use super::expression::{Unit, Which};
use super::holidays;
use super::modifiers::Blur;
use crate::lexicon::{DictionaryError, PhraseTable, Triggers, WordLists, WordMap, WordSet, dictionary};
use crate::split::hash_folded;

/// What a single word can be in a date. Every other word is at most context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Month(i8),
    /// 1 is Monday.
    Weekday(i8),
    Weekdays(i8),
    /// A unit, and whether it is a plural.
    Unit(Unit, bool),
    Season(Season),
    /// `TMO`, `TNI` …
    Part(&'static str),
    Tonight,
    Overnight,
    /// Days from the anchor.
    Day(i8),
    Weekend,
    Oclock,
    Half,
    /// `yearlong`
    Long(Unit),
    /// A decade of its century: `sixties`.
    Decade(u8),
    /// `am`: the hours to add after twelve.
    Meridiem(u8),
    /// First word of a phrase of `sets`, `references` or `holidays`.
    Phrase,
}

/// What a phrase is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Saying {
    Reference(&'static str),
    Set(String),
    Holiday(holidays::Named),
}

/// An amount in words before a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Quantity {
    Vague,
    Known(f64),
}

/// All words and phrases of dates.
#[derive(Debug)]
pub(super) struct Vocabulary {
    terms: WordMap<Term>,
    /// The words that rules start from: terms, and the marks of years before Christ.
    pub triggers: Triggers,
    pub sayings: PhraseTable<Saying>,
    pub blurs: PhraseTable<Blur>,
    pub quantities: PhraseTable<Quantity>,
    pub which: PhraseTable<Which>,
    pub zones: PhraseTable<String>,
    pub short_months: WordSet,
    pub doubtful_months: WordSet,
    pub short_weekdays: WordSet,
    pub cues: Cues,
}

/// Sets of context words.
#[derive(Debug)]
pub(super) struct Cues {
    pub before: WordSet,
    pub counted: WordSet,
    pub naming: WordSet,
    pub owners: WordSet,
    pub future: WordSet,
    pub past: WordSet,
    pub connectors: WordSet,
    pub ago: WordSet,
    pub later: WordSet,
    pub earlier: WordSet,
    pub not_after: WordSet,
    pub epithets: WordSet,
    pub titles: WordSet,
    pub clock: WordSet,
    pub strong: WordSet,
    pub amounts: WordSet,
    pub addresses: WordSet,
    pub possessives: WordSet,
    pub after_noun: WordSet,
    pub month_leads: WordSet,
    pub after_event: WordSet,
    pub business: WordSet,
    pub game: WordSet,
    pub coming: WordSet,
    pub comparing: WordSet,
    pub lasting: WordSet,
    pub streets: WordSet,
    pub speech: WordSet,
    pub places: WordSet,
    pub modals: WordSet,
    pub future_to: WordSet,
    pub present_plurals: WordSet,
}

impl Vocabulary {
    /// From the built-in dictionaries.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let months = WordLists::parse(&dictionary!("dates/months.toml"))?;
        let weekdays = WordLists::parse(&dictionary!("dates/weekdays.toml"))?;
        let mut terms = WordMap::default();
        calendar_words(&mut terms, &months, &weekdays)?;
        unit_words(&mut terms)?;
        day_words(&mut terms)?;
        let sayings = sayings(&mut terms)?;
        let (quantities, which) = amounts()?;
        Ok(Self {
            triggers: Triggers::new(
                &terms.words().chain(super::years::before_christ()).collect(),
                true,
            ),
            terms,
            sayings,
            blurs: super::modifiers::table()?,
            quantities,
            which,
            zones: zones()?,
            short_months: months.words("short")?,
            doubtful_months: months.words("doubtful")?,
            short_weekdays: weekdays.words("short")?,
            cues: Cues::built_in()?,
        })
    }

    /// What the word with this hash can be.
    #[inline]
    pub(super) fn term(&self, hash: u64) -> Option<Term> {
        self.terms.get(hash).copied()
    }
}

type Terms = WordMap<Term>;

/// Adds the words of list `key` as `term`.
fn add(terms: &mut Terms, lists: &WordLists, key: &str, term: Term) -> Result<(), DictionaryError> {
    for word in lists.list(key)? {
        terms.insert(hash_folded(word.strip_suffix('.').unwrap_or(word)), term);
    }
    Ok(())
}

fn calendar_words(
    terms: &mut Terms,
    months: &WordLists,
    weekdays: &WordLists,
) -> Result<(), DictionaryError> {
    for month in 1..=12 {
        add(terms, months, &format!("m{month:02}"), Term::Month(month))?;
    }
    for day in 1..=7 {
        add(terms, weekdays, &format!("d{day}"), Term::Weekday(day))?;
        add(terms, weekdays, &format!("plural{day}"), Term::Weekdays(day))?;
    }
    Ok(())
}

fn unit_words(terms: &mut Terms) -> Result<(), DictionaryError> {
    let lists = WordLists::parse(&dictionary!("dates/units.toml"))?;
    for (one, many, unit) in [
        ("second", "seconds", Unit::Second),
        ("minute", "minutes", Unit::Minute),
        ("hour", "hours", Unit::Hour),
        ("day", "days", Unit::Day),
        ("week", "weeks", Unit::Week),
        ("fortnight", "fortnights", Unit::Fortnight),
        ("month", "months", Unit::Month),
        ("quarter", "quarters", Unit::Quarter),
        ("year", "years", Unit::Year),
        ("decade", "decades", Unit::Decade),
        ("century", "centuries", Unit::Century),
        ("millennium", "millennia", Unit::Millennium),
    ] {
        add(terms, &lists, one, Term::Unit(unit, false))?;
        add(terms, &lists, many, Term::Unit(unit, true))?;
    }
    add(terms, &lists, "half", Term::Half)?;
    for (key, unit) in [
        ("long_hour", Unit::Hour),
        ("long_day", Unit::Day),
        ("long_week", Unit::Week),
        ("long_month", Unit::Month),
        ("long_year", Unit::Year),
        ("long_decade", Unit::Decade),
    ] {
        add(terms, &lists, key, Term::Long(unit))?;
    }
    for tens in 2..=9 {
        add(terms, &lists, &format!("decade{tens}0"), Term::Decade(tens * 10))?;
    }
    for (key, season) in [
        ("spring", Season::Spring),
        ("summer", Season::Summer),
        ("autumn", Season::Autumn),
        ("winter", Season::Winter),
    ] {
        add(terms, &lists, key, Term::Season(season))?;
    }
    Ok(())
}

fn day_words(terms: &mut Terms) -> Result<(), DictionaryError> {
    let parts = WordLists::parse(&dictionary!("dates/parts_of_day.toml"))?;
    for (key, term) in [
        ("morning", Term::Part("TMO")),
        ("noon", Term::Part("T12:00")),
        ("midnight", Term::Part("T24:00")),
        ("afternoon", Term::Part("TAF")),
        ("evening", Term::Part("TEV")),
        ("night", Term::Part("TNI")),
        ("overnight", Term::Overnight),
        ("tonight", Term::Tonight),
        ("today", Term::Day(0)),
        ("yesterday", Term::Day(-1)),
        ("tomorrow", Term::Day(1)),
        ("weekend", Term::Weekend),
    ] {
        add(terms, &parts, key, term)?;
    }
    let clock = WordLists::parse(&dictionary!("dates/clock.toml"))?;
    add(terms, &clock, "am", Term::Meridiem(0))?;
    add(terms, &clock, "pm", Term::Meridiem(12))?;
    add(terms, &clock, "oclock", Term::Oclock)
}

/// Phrases that are an expression as they stand; their first words become triggers.
fn sayings(terms: &mut Terms) -> Result<PhraseTable<Saying>, DictionaryError> {
    let mut table = PhraseTable::new();
    let mut add = |phrase: &str, saying: Saying| {
        table.insert(phrase, saying);
        let words = crate::split::words(phrase);
        if let Some(first) = words.first().filter(|w| !terms.holds(w.hash)) {
            terms.insert(first.hash, Term::Phrase);
        }
    };
    let references = WordLists::parse(&dictionary!("dates/references.toml"))?;
    for (key, value) in [
        ("present", "PRESENT_REF"),
        ("past", "PAST_REF"),
        ("future", "FUTURE_REF"),
    ] {
        references
            .list(key)?
            .for_each(|phrase| add(phrase, Saying::Reference(value)));
    }
    let source = dictionary!("dates/sets.toml");
    let sets = WordLists::parse(&source)?;
    for value in super::sets::LENGTHS {
        sets.list(value)?
            .for_each(|phrase| add(phrase, Saying::Set((*value).to_owned())));
    }
    for (phrase, named) in holidays::read()? {
        add(&phrase, Saying::Holiday(named));
    }
    Ok(table)
}

type Amounts = (PhraseTable<Quantity>, PhraseTable<Which>);

fn amounts() -> Result<Amounts, DictionaryError> {
    let lists = WordLists::parse(&dictionary!("dates/amounts.toml"))?;
    let quantities = lists.table(&[
        ("vague", Quantity::Vague),
        ("one", Quantity::Known(1.0)),
        ("half", Quantity::Known(0.5)),
    ])?;
    let which = lists.table(&[
        ("last", Which::Last),
        ("this", Which::This),
        ("next", Which::Next),
        ("that", Which::That),
        ("previous", Which::Previous),
        ("following", Which::Following),
    ])?;
    Ok((quantities, which))
}

fn zones() -> Result<PhraseTable<String>, DictionaryError> {
    let lists = WordLists::parse(&dictionary!("dates/clock.toml"))?;
    let offsets = super::clock::OFFSETS
        .iter()
        .map(|offset| (*offset, (*offset).to_owned()));
    let keys: Vec<(&str, String)> = offsets
        .chain([("zulu", "Z".to_owned()), ("other", String::new())])
        .collect();
    lists.table(&keys)
}

impl Cues {
    fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("dates/cues.toml"))?;
        let references = WordLists::parse(&dictionary!("dates/references.toml"))?;
        Ok(Self {
            before: lists.words("before")?,
            counted: lists.words("counted")?,
            naming: lists.words("naming")?,
            owners: lists.words("owners")?,
            future: lists.words("future")?,
            past: lists.words("past")?,
            connectors: lists.words("connectors")?,
            ago: lists.words("ago")?,
            later: lists.words("later")?,
            earlier: lists.words("earlier")?,
            not_after: references.words("not_after")?,
            epithets: lists.words("epithets")?,
            titles: lists.words("titles")?,
            clock: lists.words("clock")?,
            strong: lists.words("strong")?,
            amounts: lists.words("amounts")?,
            addresses: lists.words("addresses")?,
            possessives: lists.words("possessives")?,
            after_noun: lists.words("after_noun")?,
            month_leads: lists.words("month_leads")?,
            after_event: lists.words("after_event")?,
            business: lists.words("business")?,
            game: lists.words("game")?,
            coming: lists.words("coming")?,
            comparing: lists.words("comparing")?,
            lasting: lists.words("lasting")?,
            streets: lists.words("streets")?,
            speech: lists.words("speech")?,
            places: lists.words("places")?,
            modals: lists.words("modals")?,
            future_to: lists.words("future_to")?,
            present_plurals: lists.words("present_plurals")?,
        })
    }
}
