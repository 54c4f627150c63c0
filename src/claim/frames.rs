//! What keeps a claim apart from the event that its article reports: another event in the background, a count over a time or an area, a
//! part of a whole. Such claims stay, and are not held against reports on the event itself.

use std::collections::BTreeMap;
use std::ops::Range;

use super::draft::Draft;
use super::grammar::Grammar;
use super::news::News;
use super::old_dates::{Limits, old_date};
use super::page::Page;
use crate::lexicon::{DictionaryError, PhraseTable, QuestionSet, WordLists, WordSet, dictionary};
use crate::model::{ArticleClaims, Basis, ClaimValue, Field, Frame, FrameKind, Gap, TimexType, Value};

/// Words of a sentence in which "of those" may stand.
const OPENING: usize = 4;

/// The lists of `dictionaries/claims/frames.toml`.
#[derive(Debug)]
pub(super) struct Frames {
    cues: PhraseTable<FrameKind>,
    over: WordSet,
    since: WordSet,
    themselves: WordSet,
    those: WordSet,
    resuming: WordSet,
    looking_back: PhraseTable<()>,
    part: WordSet,
    whole: WordSet,
}

/// What the words of one sentence say of all its claims.
#[derive(Debug, Clone, Default)]
struct Cues {
    /// Its words, with those of the sentences that it goes on with.
    told: Range<usize>,
    background: Option<Range<usize>>,
    period: Option<Range<usize>>,
}

impl Frames {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/frames.toml"))?;
        let kinds = [
            ("background", FrameKind::Background),
            ("period", FrameKind::Period),
        ];
        Ok(Self {
            cues: lists.table(&kinds)?,
            over: lists.words("over")?,
            since: lists.words("since")?,
            themselves: lists.words("themselves")?,
            those: lists.words("those")?,
            resuming: lists.words("resuming")?,
            looking_back: lists.table(&[("looking_back", ())])?,
            part: lists.words("part")?,
            whole: lists.words("whole")?,
        })
    }

    /// Marks the claims that are not on the article's event. A part in a background is background.
    pub(super) fn mark(
        &self,
        page: &Page<'_>,
        drafts: &mut [Draft],
        questions: &QuestionSet,
        (news, grammar): (&News, &Grammar),
    ) {
        let limits = Limits::new(page, drafts, news);
        let mut of_sentence = BTreeMap::<usize, Cues>::new();
        // What the lead counts over a time the title counts over it too.
        let lead = self.cues(page, grammar, 0).period;
        for draft in drafts {
            let question = questions.get(&draft.question);
            let counts = question.is_some_and(|q| q.persons);
            let several = question.is_some() && is_several(&draft.value);
            let sum = question.is_some() && !counts && matches!(draft.value, ClaimValue::Amount(_));
            let found = if draft.field == Field::Title {
                lead.clone()
                    .filter(|_| several)
                    .map(|cue| (FrameKind::Period, cue))
            } else {
                let sentence = page.sentence(draft.words.start).0;
                let cues = of_sentence
                    .entry(sentence)
                    .or_insert_with(|| self.cues(page, grammar, sentence));
                let old = || {
                    let since = self.since_then(page, draft);
                    since.or_else(|| old_date(page, draft, &cues.told, (news, limits.of(sum))))
                };
                match (&cues.background, &cues.period) {
                    (Some(cue), _) => Some((FrameKind::Background, cue.clone())),
                    (_, Some(cue)) if several => Some((FrameKind::Period, cue.clone())),
                    _ => old().map(|cue| (FrameKind::Background, cue)),
                }
            };
            if let Some((kind, cue)) = found {
                draft.frame = Some(frame(page, kind, &cue));
            }
            if counts && draft.field == Field::Text && self.doer_died(page, draft) {
                draft.basis = draft.basis.max(Basis::Described);
            }
        }
    }

    /// Whether a count is of some of a whole: "two *other* men", "three *of the* people".
    pub(super) fn part(&self, page: &Page<'_>, figure: &Range<usize>) -> Option<Frame> {
        let marked = |at: usize| self.part.contains(&page.hash(at));
        let more_than = |at: usize| page.says(at + 1, "than");
        let near = figure.start.saturating_sub(1)..figure.end;
        if let Some(at) = near.clone().find(|&at| marked(at) && !more_than(at)) {
            return Some(frame(page, FrameKind::Part, &(at..at + 1)));
        }
        let of = |at: &usize| page.says(*at, "of") && self.whole.contains(&page.hash(at + 1));
        let at = (figure.start + 1..=figure.end).take(2).find(of)?;
        Some(frame(page, FrameKind::Part, &(at..at + 2)))
    }

    /// Whether the persons are somebody's victims and he died too: "killed his wife and two sons before shooting himself" is not all the dead.
    fn doer_died(&self, page: &Page<'_>, draft: &Draft) -> bool {
        let active = draft.predicate.start == draft.words.start && draft.predicate.end < draft.words.end;
        let mut rest = draft.words.end..page.sentence_words(draft.words.start).end;
        active && rest.any(|at| self.themselves.contains(&page.hash(at)))
    }

    /// Whether a phrase in the sentence of word `at` sets it apart.
    pub(super) fn is_apart(&self, page: &Page<'_>, at: usize) -> bool {
        page.sentence_words(at)
            .any(|n| self.cues.longest(page.words(), n).is_some())
    }

    /// Whether words tell of what was done long before, as reports on trials and anniversaries do.
    pub(super) fn looks_back(&self, page: &Page<'_>, words: &Range<usize>) -> bool {
        words
            .clone()
            .any(|n| self.looking_back.longest(page.words(), n).is_some())
    }

    /// The words of a sentence, with those before it that it goes on with: "three of those", "Two were arrested", "That quake", and no date
    /// of its own.
    pub(super) fn told_with(&self, page: &Page<'_>, grammar: &Grammar, sentence: usize) -> Range<usize> {
        let words = |n: usize| page.split.sentences[n].range();
        let dated = |words: &Range<usize>| {
            let mut mentions = page.mentions_in(words);
            mentions.any(|(_, m)| matches!(m.value, Value::When(_)))
        };
        let mut first = sentence;
        while first > 0 && self.goes_on(page, grammar, &words(first)) && !dated(&words(first)) {
            first -= 1;
        }
        words(first).start..words(sentence).end
    }

    fn goes_on(&self, page: &Page<'_>, grammar: &Grammar, words: &Range<usize>) -> bool {
        let first = words.start;
        let number = || {
            let number = page.number_at(first);
            number.is_some_and(|n| page.gap(n.end).is_blank() && grammar.be.contains(&page.hash(n.end)))
        };
        let mut opening = first..words.end.min(first + OPENING);
        // "razed by a 6. 7 degree quake": a number torn in two ends no sentence.
        let torn = || page.gap(first).has(Gap::STOP) && page.is_torn(&(first..first + 1));
        self.resuming.contains(&page.hash(first))
            || number()
            || opening.any(|at| page.says(at, "of") && self.those.contains(&page.hash(at + 1)))
            || torn()
    }

    /// The cues of a sentence and of the one that it goes on with.
    fn cues(&self, page: &Page<'_>, grammar: &Grammar, sentence: usize) -> Cues {
        let told = self.told_with(page, grammar, sentence);
        let mut cues = Cues::default();
        for at in told.clone() {
            let Some(cue) = self.cues.longest(page.words(), at) else {
                continue;
            };
            let words = at..at + cue.len;
            match cue.value {
                FrameKind::Background => cues.background.get_or_insert(words),
                _ => cues.period.get_or_insert(words),
            };
        }
        if cues.period.is_none() {
            cues.period = self.counted_over(page, &told);
        }
        Cues { told, ..cues }
    }

    /// "the first since the attack in August", "since gunmen stormed the airport in August": the clause from which a time is counted
    /// tells of another event.
    fn since_then(&self, page: &Page<'_>, draft: &Draft) -> Option<Range<usize>> {
        if draft.question != ArticleClaims::OCCURRED {
            return None;
        }
        let before = draft.predicate.start > draft.words.start;
        let date = if before {
            draft.words.start
        } else {
            draft.words.end - 1
        };
        let date = page
            .mentions_in(&(page.clause_words(date).start..date + 1))
            .last();
        let date = date.map(|(n, _)| page.ranges[n].start)?;
        let clause = page.clause_words(date);
        let at = (clause.start..date.saturating_sub(1)).find(|n| self.since.contains(&page.hash(*n)))?;
        Some(at..at + 1)
    }

    /// A time that is counted over: "in about ten hours", "since Friday evening".
    fn counted_over(&self, page: &Page<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
        page.mentions_in(sentence).find_map(|(n, mention)| {
            let words = &page.ranges[n];
            let Value::When(when) = &mention.value else {
                return None;
            };
            let (over, reach) = if when.timex == TimexType::Duration {
                (&self.over, 3)
            } else {
                (&self.since, 1)
            };
            let before = words.start.saturating_sub(reach).max(sentence.start)..words.start;
            let at = before.into_iter().find(|at| over.contains(&page.hash(*at)))?;
            Some(at..words.end)
        })
    }
}

fn frame(page: &Page<'_>, kind: FrameKind, cue: &Range<usize>) -> Frame {
    Frame {
        kind,
        cue: page.text(cue).to_owned(),
    }
}

fn is_several(value: &ClaimValue) -> bool {
    matches!(value, ClaimValue::Amount(amount) if amount.interval.high.is_none_or(|n| n > 1.0))
}
