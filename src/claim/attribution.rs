//! Who says so: the speaker of a claim, by quotation marks, reporting verbs and "according to" (PARC's source and cue).

use std::ops::Range;

use super::page::{Page, one_line};
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Attribution, AttributionKind, Gap, Value};

/// How many words may stand between a speaker and the verb: "the union's president, Mara Velt, said".
const SPEAKER_REACH: usize = 5;

/// How many sentences before "he said" his name may stand.
const ANTECEDENT: usize = 2;

/// The lists of `dictionaries/claims/attribution.toml`.
#[derive(Debug)]
pub(super) struct Speakers {
    verbs: WordSet,
    before: PhraseTable<()>,
    nouns: WordSet,
    pronouns: WordSet,
}

impl Speakers {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/attribution.toml"))?;
        Ok(Self {
            verbs: lists.words("verbs")?,
            before: lists.table(&[("before", ())])?,
            nouns: lists.words("speakers")?,
            pronouns: lists.words("pronouns")?,
        })
    }

    /// Who says the words `claim`.
    pub(super) fn attribution(&self, page: &Page<'_>, claim: &Range<usize>) -> Attribution {
        let quoted = page.is_quoted(claim.start);
        let sentence = page.sentence_words(claim.start);
        let mut source = self.source(page, &sentence, claim, quoted);
        if quoted && source.is_none() {
            source = self.neighbour(page, claim.start);
        }
        let kind = match (&source, quoted) {
            (Some(_), true) => AttributionKind::Direct,
            (Some(_), false) => AttributionKind::Indirect,
            (None, _) => AttributionKind::None,
        };
        Attribution {
            attributed_to: source,
            kind,
        }
    }

    /// The speaker of the sentence before a quotation that goes on, or of the one after it in the same paragraph: the subject of the next
    /// paragraph is somebody else.
    fn neighbour(&self, page: &Page<'_>, at: usize) -> Option<String> {
        let index = page.sentence(at).0;
        let nobody = at..at;
        let next = page.split.sentences.get(index + 1);
        let goes_on = next.is_some_and(|s| !page.gap(s.range().start).has_any(Gap::PARAGRAPH | Gap::LINE));
        [index.checked_sub(1), goes_on.then_some(index + 1)]
            .into_iter()
            .flatten()
            .find_map(|n| {
                let sentence = page.split.sentences.get(n)?.range();
                self.source(page, &sentence, &nobody, true)
            })
    }

    fn source(
        &self,
        page: &Page<'_>,
        sentence: &Range<usize>,
        claim: &Range<usize>,
        quoted: bool,
    ) -> Option<String> {
        for at in sentence.clone() {
            if claim.contains(&at) || (quoted && page.is_quoted(at)) {
                continue;
            }
            if let Some(cue) = self.before.longest(page.words(), at)
                && let Some(name) = self.speaker_behind(page, at + cue.len, sentence)
            {
                return Some(name);
            }
            if self.verbs.contains(&page.hash(at)) && !page.is_quoted(at) {
                let found = self.speaker_before(page, at, sentence).or_else(|| {
                    self.speaker_behind(page, at + 1, sentence)
                        .filter(|_| at > claim.start)
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A name or a speaker's noun just before the verb.
    fn speaker_before(&self, page: &Page<'_>, verb: usize, sentence: &Range<usize>) -> Option<String> {
        let from = verb.saturating_sub(SPEAKER_REACH).max(sentence.start);
        let named = page
            .mentions_in(&(from.saturating_sub(4).max(sentence.start)..verb))
            .filter(|(n, m)| {
                page.ranges[*n].end <= verb && verb - page.ranges[*n].end < SPEAKER_REACH && is_speaker(m)
            })
            .last();
        let noun = (from..verb).rev().find(|n| self.nouns.contains(&page.hash(*n)));
        match (named, noun) {
            (Some((index, mention)), noun) if noun.is_none_or(|n| n < page.ranges[index].end + 1) => {
                entity(&mention.value)
            }
            (_, Some(noun)) => Some(self.noun(page, noun, sentence)),
            _ => None,
        }
    }

    fn speaker_behind(&self, page: &Page<'_>, from: usize, sentence: &Range<usize>) -> Option<String> {
        let upto = (from + SPEAKER_REACH).min(sentence.end);
        let noun = (from..upto)
            .take_while(|n| *n == from || !page.gap(*n).has_any(Gap::COMMA | Gap::STOP))
            .find(|n| self.nouns.contains(&page.hash(*n)));
        let named = page.mentions_in(&(from..upto)).find(|(_, m)| is_speaker(m));
        match (named, noun) {
            (Some((_, mention)), None) => entity(&mention.value),
            (Some((index, mention)), Some(noun)) if page.ranges[index].start <= noun => {
                entity(&mention.value)
            }
            (_, Some(noun)) => Some(self.noun(page, noun, &(from..sentence.end))),
            _ => None,
        }
    }

    /// A speaker without a name; "he" and "she" are the person named last.
    fn noun(&self, page: &Page<'_>, noun: usize, within: &Range<usize>) -> String {
        let person = || {
            let sentence = page.sentence(noun).0.saturating_sub(ANTECEDENT);
            let from = page.split.sentences.get(sentence)?.range().start;
            page.mentions_in(&(from..noun))
                .filter(|(_, m)| m.kind.as_str() == "person")
                .last()
                .and_then(|(_, m)| entity(&m.value))
        };
        let known = if self.pronouns.contains(&page.hash(noun)) {
            person()
        } else {
            None
        };
        known.unwrap_or_else(|| Self::noun_phrase(page, noun, within))
    }

    /// A speaker's noun with the capitalised or small word before it: "Wichita police", "police".
    fn noun_phrase(page: &Page<'_>, noun: usize, within: &Range<usize>) -> String {
        let mut start = noun;
        while start > within.start
            && start + 3 > noun
            && page.gap(start).is_blank()
            && page.words()[start - 1].shape.is_capital()
        {
            start -= 1;
        }
        let words = page.text(&(start..noun + 1));
        one_line(words).to_lowercase()
    }
}

fn is_speaker(mention: &crate::model::Mention) -> bool {
    matches!(mention.value, Value::Name(_)) && mention.kind.as_str() != "place"
}

fn entity(value: &Value) -> Option<String> {
    match value {
        Value::Name(name) => name
            .entity
            .as_ref()
            .or(name.candidates.first())
            .map(ToString::to_string),
        _ => None,
    }
}
