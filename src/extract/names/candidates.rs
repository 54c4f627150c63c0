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

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Its sentence.
    pub(crate) sentence: usize,
}

impl Candidate {
    /// Where it stands.
    pub(crate) fn place(&self) -> Place {
        Place {
            first: self.first,
            end: self.end,
            sentence: self.sentence,
        }
    }

    /// How many words.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.end - self.first
    }
}

/// At least so many words of news stand to one candidate, most often.
const WORDS_A_CANDIDATE: usize = 8;

/// Every candidate of a text, by place, none overlapping another.
pub(crate) fn candidates(look: &Look<'_>) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(look.words().len() / WORDS_A_CANDIDATE);
    let mut open = 0;
    for (at, sentence) in look.starts() {
        if at < open {
            continue;
        }
        let range = look.reading.sentences()[sentence].range();
        let run = Run {
            look,
            setting: look.setting(sentence),
            sentence,
            start: range.start,
            limit: range.end,
        };
        if run.may_start(at) {
            open = run.end(at);
            run.cut(at, open, &mut found);
        }
    }
    found
}

/// The reading of runs in one sentence.
pub(super) struct Run<'a> {
    pub(super) look: &'a Look<'a>,
    pub(super) setting: Setting,
    pub(super) sentence: usize,
    pub(super) start: usize,
    pub(super) limit: usize,
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
                    && matches!(
                        look.reading.word(at),
                        "al" | "el" | "an" | "as" | "ash" | "at" | "ad" | "ar" | "az"
                    )
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
                    && !look.is(at - 1, Class::BeforeDate)
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
        let foreign = [Class::Particle, Class::Given, Class::NotOrganisation].map(|c| c as usize);
        look.reading.gap(at).is_hyphen()
            && look.shape(at) == Shape::Lower
            && look.shape(at - 1) == Shape::Capitalised
            && look.words()[at].span.len() <= 6
            && look.classes(at).iter().all(|c| foreign.contains(&c))
            && !look.is(at - 1, Class::Common)
            && self.setting == Setting::Plain
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
                || look.reading.says(at - 1, "No") && look.reading.gap(at) == Gap::STOP | Gap::SPACE)
    }
}
