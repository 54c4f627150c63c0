//! How sure a clause is, and whether it affirms or denies.

use std::ops::Range;

use super::page::Page;
use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};
use crate::model::{Certainty, ClaimValue, Gap, Polarity};

/// How far before a claim "it is not known if" may stand.
const UNKNOWN_REACH: usize = 10;
/// How far before a claim another hedge may stand, outside its clause: "it believes the attack …".
const HEDGE_REACH: usize = 3;
/// How far before a predicate a negation may stand.
const NEGATION_REACH: usize = 4;
/// How far before a predicate its negative subject may stand: "none of the four cars was hit".
const SUBJECT_REACH: usize = 9;
/// How far before a predicate a denial may stand that ends with "that": "denied that the passwords of its customers had been stolen".
const DENIAL_REACH: usize = 12;
/// How far before what a claim is about its "no" may stand: "no customer data".
const DETERMINER_REACH: usize = 3;

/// What a hedge governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Its clause and what follows closely: "probably".
    Clause,
    /// The verb behind it, in its own clause and before a comma: "may", "appears to".
    Verb,
    /// The same, and no day: "allegedly" doubts the deed and not when it was.
    Deed,
    /// Who it was, and with whom he is linked: "the suspected gunman".
    Noun,
    /// Its sentence: "if convicted".
    Sentence,
    /// What was done, and who did it, behind it: "investigating whether". Numbers behind it may be known: "whether the two deaths …".
    Asked,
}

/// A phrase that hedges.
#[derive(Debug, Clone, Copy)]
struct Hedge {
    /// `None` for phrases that only look like a hedge.
    certainty: Option<Certainty>,
    scope: Scope,
}

/// Where a hedge and a claim stand.
struct Claimed<'c> {
    words: &'c Range<usize>,
    predicate: &'c Range<usize>,
    value: Option<&'c ClaimValue>,
}

/// The lists of hedges in `dictionaries/claims/certainty.toml`.
const HEDGES: [(&str, Certainty, Scope); 11] = [
    ("probable", Certainty::Probable, Scope::Clause),
    ("probable_verb", Certainty::Probable, Scope::Verb),
    ("probable_deed", Certainty::Probable, Scope::Deed),
    ("probable_noun", Certainty::Probable, Scope::Noun),
    ("possible", Certainty::Possible, Scope::Clause),
    ("possible_verb", Certainty::Possible, Scope::Verb),
    ("possible_deed", Certainty::Possible, Scope::Deed),
    ("possible_noun", Certainty::Possible, Scope::Noun),
    ("conditional", Certainty::Possible, Scope::Sentence),
    ("unknown", Certainty::Unknown, Scope::Clause),
    ("unknown_deed", Certainty::Unknown, Scope::Asked),
];

/// The phrases of `dictionaries/claims/certainty.toml`.
#[derive(Debug)]
pub(super) struct Hedges {
    phrases: PhraseTable<Hedge>,
    negations: PhraseTable<bool>,
    negative_subjects: PhraseTable<()>,
    denials: PhraseTable<()>,
    denial_walls: WordSet,
    determiners: WordSet,
    wishes: PhraseTable<()>,
    walls: WordSet,
}

impl Hedges {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/certainty.toml"))?;
        let hedge = |certainty, scope| Hedge { certainty, scope };
        let mut keys = HEDGES
            .map(|(key, degree, scope)| (key, hedge(Some(degree), scope)))
            .to_vec();
        keys.push(("soft", hedge(None, Scope::Clause)));
        Ok(Self {
            phrases: lists.table(&keys)?,
            negations: lists.table(&[("negations", true), ("soft", false)])?,
            negative_subjects: lists.table(&[("negative_subjects", ())])?,
            denials: lists.table(&[("denials", ())])?,
            denial_walls: lists.words("denial_walls")?,
            determiners: lists.words("negative_determiners")?,
            wishes: lists.table(&[("wishes", ())])?,
            walls: lists.words("negation_walls")?,
        })
    }

    /// The weakest degree that governs the words `claim`, whatever they answer.
    pub(super) fn certainty(&self, page: &Page<'_>, claim: &Range<usize>) -> Certainty {
        self.weakest(
            page,
            &Claimed {
                words: claim,
                predicate: claim,
                value: None,
            },
        )
    }

    /// The weakest degree that governs an answer: the words it stands in, its predicate and its value.
    pub(super) fn of_answer(
        &self,
        page: &Page<'_>,
        words: &Range<usize>,
        predicate: &Range<usize>,
        value: &ClaimValue,
    ) -> Certainty {
        self.weakest(
            page,
            &Claimed {
                words,
                predicate,
                value: Some(value),
            },
        )
    }

    fn weakest(&self, page: &Page<'_>, claim: &Claimed<'_>) -> Certainty {
        let sentence = page.sentence_words(claim.words.start);
        let mut weakest = Certainty::Asserted;
        let mut at = sentence.start;
        // The verb of an answer in words stands behind it, and may hold its hedge: "a gas leak may have caused".
        let end = match claim.value {
            Some(ClaimValue::Phrase(_)) => claim.words.end.max(claim.predicate.end),
            _ => claim.words.end,
        };
        while at < end.min(sentence.end) {
            let Some(hedge) = self.phrases.longest(page.words(), at) else {
                at += 1;
                continue;
            };
            let end = at + hedge.len;
            if let Some(certainty) = hedge.value.certainty
                && !page.in_date(at)
                && governs(page, *hedge.value, &(at..end), claim)
            {
                weakest = weakest.max(certainty);
            }
            at = end;
        }
        weakest
    }

    /// Whether a negation stands before the predicate in its clause, and on its side of quotation marks and of words like "what".
    pub(super) fn polarity(&self, page: &Page<'_>, predicate: &Range<usize>) -> Polarity {
        let clause = page.clause_words(predicate.start);
        let from = clause.start.max(predicate.start.saturating_sub(NEGATION_REACH));
        let here = |end: usize| {
            page.is_quoted(end - 1) == page.is_quoted(predicate.start)
                && !(end..predicate.start).any(|n| self.walls.contains(&page.hash(n)))
        };
        let mut at = from;
        while at < predicate.end {
            match self.negations.longest(page.words(), at) {
                Some(found) if *found.value && here(at + found.len) => return Polarity::Denied,
                Some(found) => at += found.len,
                None => at += 1,
            }
        }
        let far = clause.start.max(predicate.start.saturating_sub(SUBJECT_REACH));
        let none = (far..predicate.start).any(|n| {
            let found = self.negative_subjects.longest(page.words(), n);
            found.is_some_and(|found| here(n + found.len))
        });
        if none {
            Polarity::Denied
        } else {
            Polarity::Affirmed
        }
    }

    /// The same for a claim whose subject is denied with it: "no customer data was stolen", "no candidate won". A participle before its
    /// noun is taken for granted whatever is denied: "none of the stolen files was published".
    pub(super) fn polarity_of_deed(
        &self,
        page: &Page<'_>,
        words: &Range<usize>,
        predicate: &Range<usize>,
    ) -> Polarity {
        if predicate.start == words.start && predicate.end < words.end && is_attributive(page, predicate) {
            return Polarity::Affirmed;
        }
        let clause = page.clause_words(words.start).start;
        let from = clause.max(words.start.saturating_sub(DETERMINER_REACH));
        let determined = words.start < predicate.start
            && (from..words.start).any(|n| {
                self.determiners.contains(&page.hash(n))
                    && self
                        .negations
                        .longest(page.words(), n)
                        .is_none_or(|found| *found.value)
                    && !(n + 1..=words.start).any(|n| page.gap(n).has(Gap::COMMA))
            });
        if determined || self.is_disowned(page, predicate) {
            return Polarity::Denied;
        }
        self.polarity(page, predicate)
    }

    /// Whether a clause is denied as a whole by one before it: "there is no evidence that", "denied that". Only a comma, a word that opens
    /// another clause or quotation marks end it.
    pub(super) fn is_disowned(&self, page: &Page<'_>, predicate: &Range<usize>) -> bool {
        let sentence = page.sentence_words(predicate.start).start;
        let far = sentence.max(predicate.start.saturating_sub(DENIAL_REACH));
        let open = |end: usize| {
            let that = page.says(end, "that");
            let reach = if that { DENIAL_REACH } else { NEGATION_REACH };
            let end = end + usize::from(that);
            predicate.start.saturating_sub(end) <= reach
                && page.is_quoted(end - 1) == page.is_quoted(predicate.start)
                && !(end..=predicate.start).any(|n| {
                    page.gap(n)
                        .has_any(Gap::COMMA | Gap::SEMICOLON | Gap::COLON | Gap::DASH)
                        || self.denial_walls.contains(&page.hash(n))
                })
        };
        (far..predicate.start).any(|n| {
            let found = self.denials.longest(page.words(), n);
            found.is_some_and(|found| n + found.len <= predicate.start && open(n + found.len))
        })
    }

    /// Whether the predicate is only wished for, asked for or imagined: "demanded that the company apologise", "would have lost".
    pub(super) fn is_wished(&self, page: &Page<'_>, predicate: &Range<usize>) -> bool {
        let clause = page.clause_words(predicate.start).start;
        (clause..predicate.start).any(|n| {
            let found = self.wishes.longest(page.words(), n);
            found.is_some_and(|found| {
                !(n + 1..=predicate.start).any(|n| page.gap(n).has(Gap::COMMA))
                    && page.is_quoted(n) == page.is_quoted(predicate.start)
                    && n + found.len <= predicate.start
            })
        })
    }
}

/// "the stolen files": a participle right behind an article and before its noun.
fn is_attributive(page: &Page<'_>, predicate: &Range<usize>) -> bool {
    predicate.start > 0
        && page.gap(predicate.start).is_blank()
        && page.is_one_of(predicate.start - 1, &["the", "its", "their", "his", "her", "of"])
}

/// Whether a hedge that begins before the claim's end governs the claim.
fn governs(page: &Page<'_>, hedge: Hedge, at: &Range<usize>, claim: &Claimed<'_>) -> bool {
    let clause = page.clause_words(claim.words.start);
    let gap = claim.words.start.saturating_sub(at.end);
    let same_clause = page.clause(at.start) == page.clause(claim.predicate.start);
    let comma = (at.end..=claim.predicate.start).any(|n| page.gap(n).has(Gap::COMMA));
    let verb = at.start < claim.predicate.end && same_clause && !comma;
    let value = claim.value;
    match hedge.scope {
        Scope::Clause if hedge.certainty == Some(Certainty::Unknown) => gap <= UNKNOWN_REACH,
        Scope::Clause => at.start >= clause.start || gap <= HEDGE_REACH,
        Scope::Verb => verb,
        Scope::Deed => verb && !matches!(value, Some(ClaimValue::When(_))),
        Scope::Noun => {
            let answer = matches!(value, Some(ClaimValue::Names(_) | ClaimValue::Proposition(_)));
            answer && at.end >= claim.words.start
        }
        Scope::Sentence => !matches!(value, Some(ClaimValue::When(_) | ClaimValue::Names(_))),
        Scope::Asked => {
            let deed = !matches!(value, None | Some(ClaimValue::When(_) | ClaimValue::Amount(_)));
            deed && gap <= UNKNOWN_REACH && !comma
        }
    }
}
