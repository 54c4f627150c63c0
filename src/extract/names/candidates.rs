//! Candidate spans, found once: runs of capitalised words with the small words that belong inside, acronyms, dictionary names.
//!
//! A run ends where the grammar of names ends it; titles cut it ("IAAF President Sebastian Coe" is two names and a title). In a headline
//! a capital letter tells nothing, so ordinary words end a run there; in a text of capitals only dictionary names are candidates (and
//! names established elsewhere in the article, which the second pass finds).

use super::joins::{bridge, touches};
use super::look::{Look, Setting};
use super::vocabulary::Class;
use crate::model::{Gap, Shape};

/// A span of words that may be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Its sentence.
    pub(crate) sentence: usize,
    /// How that sentence is written.
    pub(crate) setting: Setting,
    /// A title stands before it.
    pub(crate) after_title: bool,
    /// A title follows it.
    pub(crate) before_title: bool,
}

impl Candidate {
    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.end - self.first
    }
}

/// Every candidate of a text, by place, none overlapping another.
pub(crate) fn candidates(look: &Look<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (sentence, span) in look.reading.sentences().iter().enumerate() {
        let setting = look.setting(sentence);
        let range = span.range();
        let mut run = Run {
            look,
            setting,
            sentence,
            start: range.start,
            limit: range.end,
        };
        let mut at = range.start;
        while at < range.end {
            if run.may_start(at) {
                let end = run.end(at);
                run.cut(at, end, &mut found);
                at = end;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The reading of runs in one sentence.
struct Run<'a> {
    look: &'a Look<'a>,
    setting: Setting,
    sentence: usize,
    start: usize,
    limit: usize,
}

impl Run<'_> {
    fn may_start(&self, at: usize) -> bool {
        self.look.hit_at(at).is_some()
            || (self.setting != Setting::Capitals && self.is_name_word(at))
            || (self.setting == Setting::Plain && self.starts_unlike_a_name(at))
    }

    /// "al-Velt"; the AS of "AS Velmark"; the June of "June Velt".
    fn starts_unlike_a_name(&self, at: usize) -> bool {
        let look = self.look;
        let next = at + 1;
        let name_next = next < self.limit && self.is_name_word(next);
        if !name_next {
            return false;
        }
        match look.shape(at) {
            Shape::Lower => {
                look.reading.gap(next).is_hyphen()
                    && matches!(look.reading.word(at), "al" | "el" | "an" | "as" | "ash" | "at" | "ad" | "ar" | "az")
            }
            Shape::Upper => {
                look.is(at, Class::Function)
                    && look.reading.gap(next).is_blank()
                    && look.shape(next) == Shape::Capitalised
                    && look.words()[at].span.len() >= 2
            }
            Shape::Capitalised => {
                look.is(at, Class::Calendar)
                    && look.is(at, Class::Given)
                    && look.reading.gap(next).is_blank()
                    && look.shape(next) == Shape::Capitalised
                    && !look.is_any(next, &[Class::Common, Class::Title])
                    && look.hit_at(next).is_none()
                    && at > self.start
                    && look.shape(at - 1) != Shape::Number
                    && !is_before_date(look.reading.word(at - 1))
            }
            _ => false,
        }
    }

    /// Whether a word may stand in a run by itself.
    fn is_name_word(&self, at: usize) -> bool {
        let look = self.look;
        if !look.has_capital(at) || look.is_any(at, &[Class::Function, Class::Calendar]) {
            return false;
        }
        self.setting != Setting::Headline
            || !look.is(at, Class::Common)
            || look.is_any(at, &[Class::TypeWord, Class::Title, Class::Given])
    }

    /// One past the last word of the run that begins at `first`.
    fn end(&self, first: usize) -> usize {
        let look = self.look;
        let mut end = self.step(first);
        while end < self.limit {
            let goes_on = touches(look, end)
                && (self.is_name_word(end)
                    || look.hit_at(end).is_some() && self.setting != Setting::Capitals);
            if goes_on || self.is_number_of_name(end) || self.is_tied_syllable(end) || self.is_inside(end) {
                end = self.step(end);
            } else if self.setting == Setting::Plain
                && let Some(next) = bridge(look, first, end, self.limit)
            {
                end = self.step(next);
            } else {
                break;
            }
        }
        end
    }

    /// Past the word `at`, or past the dictionary name or title that begins there.
    fn step(&self, at: usize) -> usize {
        let hit = self.look.hit_at(at).map_or(0, |h| h.end);
        let title = self.title(at, self.limit).map_or(0, |len| at + len);
        hit.max(title).max(at + 1).min(self.limit)
    }

    /// The "seo" of "Min-seo", the "machi" of "Velmaki-machi": small, tied by a hyphen, and no English word.
    fn is_tied_syllable(&self, at: usize) -> bool {
        let look = self.look;
        look.reading.gap(at).is_hyphen()
            && look.shape(at) == Shape::Lower
            && look.shape(at - 1) == Shape::Capitalised
            && look.words()[at].span.len() <= 6
            && look.classes(at).iter().all(|c| c == Class::Particle as usize || c == Class::Given as usize)
            && !look.is(at - 1, Class::Common)
            && self.setting == Setting::Plain
            && !is_compound(look.reading.word(at))
    }

    /// The Mine of "National Mine Union": a small word with a capital between two name words.
    fn is_inside(&self, at: usize) -> bool {
        let look = self.look;
        self.setting == Setting::Plain
            && look.shape(at) == Shape::Capitalised
            && look.is(at, Class::Function)
            && at + 1 < self.limit
            && look.reading.gap(at).is_blank()
            && look.reading.gap(at + 1).is_blank()
            && self.is_name_word(at + 1)
    }

    /// "Channel 4", "Local 802".
    fn is_number_of_name(&self, at: usize) -> bool {
        let look = self.look;
        look.shape(at) == Shape::Number
            && look.words()[at].span.len() <= 4
            && (look.reading.gap(at).is_blank() && look.is(at - 1, Class::Numbered)
                || look.reading.word(at - 1) == "No" && look.reading.gap(at) == Gap::STOP | Gap::SPACE)
    }

    /// The length of the title that begins at word `at`.
    fn title(&self, at: usize, end: usize) -> Option<usize> {
        if !self.look.is(at, Class::Title) || !self.look.has_capital(at) {
            return None;
        }
        let title = self.look.vocabulary.titles.longest(self.look.words(), at)?;
        // "Velmark Party leader Moyle" has a party there, no Party Leader; at the head of a sentence only the first word has its capital.
        let small = (at + 1..at + title.len).any(|n| self.look.shape(n) == Shape::Lower && self.look.words()[n].span.len() > 3);
        if small && at > self.start {
            return None;
        }
        // "Sri Lanka" is no Sri.
        if self.look.hit_at(at).is_some_and(|h| h.end > at + title.len) {
            return None;
        }
        (at + title.len <= end).then_some(title.len)
    }

    /// Cuts a run at its titles and adds the pieces.
    fn cut(&mut self, first: usize, end: usize, found: &mut Vec<Candidate>) {
        let mut first = self.without_starters(first, end);
        let mut after_title = false;
        let mut at = first;
        while at < end {
            match self.title(at, end) {
                Some(len) if self.is_title(at, len, end) && !self.is_name_too(first, at, len, end) => {
                    self.push((first, at), (after_title, true), found);
                    at += len;
                    first = at;
                    after_title = true;
                }
                _ => at += 1,
            }
        }
        self.push((first, end), (after_title, false), found);
    }

    /// "Dean Velt" and "John Major": a title that is a given name or a surname.
    fn is_name_too(&self, first: usize, at: usize, len: usize, end: usize) -> bool {
        let look = self.look;
        let rest = at + len;
        if len != 1 || look.shape(at) != Shape::Capitalised || look.reading.gap(rest).has_any(Gap::STOP) && rest < end {
            return false;
        }
        let given = at == first
            && rest + 1 == end
            && look.is_any(at, &[Class::SurnameTitle])
            && look.is(at, Class::Given)
            && at > self.start;
        let surname = rest == end
            && at == first + 1
            && look.is(at, Class::SurnameTitle)
            && look.reading.gap(at).is_blank()
            && look.shape(first) == Shape::Capitalised
            && look.hit_at(first).is_none()
            && !look.is_any(first, &[Class::Common, Class::TypeWord, Class::Demonym, Class::Title]);
        given || surname
    }

    /// A title is one before a person or at the end; "General Electric" and "King County" are none.
    fn is_title(&self, at: usize, len: usize, end: usize) -> bool {
        let rest = at + len;
        if rest == end || len > 1 || self.look.is(rest, Class::Given) {
            return true;
        }
        let of_name = [
            Class::TypeWord,
            Class::LegalForm,
            Class::PlaceType,
            Class::OtherType,
        ];
        !(rest..end).any(|n| self.look.is_any(n, &of_name))
    }

    /// Passes over a party's letter, a nationality before a full name, and over "Former", "Meanwhile" and the like at the head of a sentence.
    fn without_starters(&self, first: usize, end: usize) -> usize {
        let look = self.look;
        let mut first = first;
        // "(D-Ore.)": the party of a member of parliament.
        if end > first + 1
            && look.shape(first) == Shape::Letter
            && look.reading.gap(first + 1).is_hyphen()
            && look.reading.gap(first).has_any(Gap::OPEN | Gap::COMMA)
        {
            first += 1;
        }
        // "fellow German Gunda Velt": a nationality before a full name.
        let nationality = |at: usize| {
            look.is(at, Class::Demonym) && !look.is(at, Class::Given) && look.hit_at(at).is_none()
        };
        if first + 2 < end
            && nationality(first)
            && look.is(first + 1, Class::Given)
            && look.reading.gap(first + 1).is_blank()
        {
            first += 1;
        }
        while first < end
            && first == self.start
            && look.is(first, Class::Starter)
            && look.hit_at(first).is_none()
        {
            first += 1;
        }
        let role = first == self.start
            && first + 1 < end
            && look.shape(first) == Shape::Capitalised
            && look.is_any(first, &[Class::PersonNoun, Class::OrgNoun])
            && !look.is_any(first, &[Class::TypeWord, Class::TakesOf, Class::Given, Class::Title, Class::WeakType])
            && look.reading.gap(first + 1).is_blank()
            && !look.is_any(first + 1, &[Class::Common, Class::TypeWord, Class::LegalForm, Class::WeakType])
            && look.hit_at(first).is_none();
        if role {
            return first + 1;
        }
        let common = look.is(first, Class::Common)
            && !look.is_any(first, &[Class::TypeWord, Class::Given, Class::Title]);
        let before_person = first + 2 < end && look.is(first + 1, Class::Given);
        if first == self.start && common && before_person {
            first + 1
        } else {
            first
        }
    }

    fn push(
        &self,
        (first, end): (usize, usize),
        (after_title, before_title): (bool, bool),
        found: &mut Vec<Candidate>,
    ) {
        let Some(end) = self.trimmed(first, end, before_title) else {
            return;
        };
        // "The National Union" goes on behind the newspaper's name.
        let hit = self.look.hit_at(first).map_or(end, |h| h.end);
        let first = first + usize::from(hit < end && matches!(self.look.reading.word(first), "The" | "the"));
        let candidate = |first, end| Candidate {
            first,
            end,
            sentence: self.sentence,
            setting: self.setting,
            after_title,
            before_title,
        };
        match self.acronym_after_place(first, end) {
            Some(cut) => found.extend([candidate(first, cut), candidate(cut, end)]),
            None => found.push(candidate(first, end)),
        }
    }

    /// Takes ordinary words off the end of what stands before a title: "White House Press" Secretary.
    fn trimmed(&self, first: usize, end: usize, before_title: bool) -> Option<usize> {
        if first >= end || (end == first + 1 && self.look.shape(first) == Shape::Letter) {
            return None;
        }
        if !before_title {
            return Some(end);
        }
        let ordinary = |at: usize| {
            self.look
                .is_any(at, &[Class::Common, Class::Demonym, Class::Direction])
                && !self.look.is(at, Class::TypeWord)
        };
        // "Privatisation Minister": the field of an office, not a name.
        let field = end == first + 1
            && self.look.is(end, Class::FieldTitle)
            && self.look.shape(first) == Shape::Capitalised;
        if (first..end).all(ordinary) || (field && self.look.hit_at(first).is_none()) {
            return None;
        }
        let listed = self.look.hit_at(first).map(|h| h.end).filter(|e| *e < end);
        listed.filter(|e| (*e..end).all(ordinary)).or(Some(end))
    }

    /// "UK NCSC", "Monaco AMSN": a place and an acronym are two names, as are a place and an organisation of the dictionary.
    fn acronym_after_place(&self, first: usize, end: usize) -> Option<usize> {
        let look = self.look;
        let place = look.hit_at(first)?;
        let cut = place.end;
        let is_place = place.hit.entities.iter().any(|(e, _)| e.kind == "place");
        let acronym = cut + 1 == end && look.shape(cut) == Shape::Upper && look.words()[cut].span.len() >= 3;
        let listed = look.hit_at(cut).is_some_and(|h| {
            h.end == end && h.end > cut + 1 && h.hit.entities.iter().any(|(e, _)| e.kind == "organisation")
        });
        (is_place && (acronym || listed) && self.setting == Setting::Plain).then_some(cut)
    }
}

/// Words after which a month's name is a month.
fn is_before_date(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "in", "In", "since", "Since", "by", "By", "last", "Last", "next", "Next", "this", "This", "of", "from", "From", "to", "until",
        "Until", "for", "early", "late", "mid", "during", "through", "on", "On", "after", "before", "every", "each", "around", "late-",
    ];
    WORDS.contains(&word)
}

/// The second part of an English compound, not of a name: "Velmark-led".
fn is_compound(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "based", "led", "born", "bound", "run", "owned", "backed", "made", "era", "style", "wide", "like", "style", "elect", "old",
        "area", "only", "held", "built", "plus", "esque", "ish", "ism", "ist", "cum", "pro", "anti", "ex", "non", "free", "fed", "rich", "tied", "aged", "wise",
    ];
    WORDS.contains(&word)
}
