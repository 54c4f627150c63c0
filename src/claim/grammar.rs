//! Function words by which a clause is read.

use crate::lexicon::{DictionaryError, PhraseTable, WordLists, WordSet, dictionary};

/// The lists of `dictionaries/claims/grammar.toml`.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Forms of "be".
    pub be: WordSet,
    /// Forms of "have".
    pub have: WordSet,
    /// Words that begin a clause of their own.
    pub clause_starters: WordSet,
    /// Words over which no subject is looked for.
    pub subject_walls: WordSet,
    /// Words that make a participle behind them a noun: "a shot".
    pub noun_makers: WordSet,
    /// Words that make "shot" behind them a noun: "one shot".
    pub shot_makers: WordSet,
    /// "seriously": denied, it is no denial of the harm.
    pub degrees: WordSet,
    /// "remained": a day behind it is not that of what happened.
    pub lasting: WordSet,
    /// Pronouns that are a subject: "they".
    pub subjects: WordSet,
    /// Prepositions behind which a noun is hardly a subject.
    pub prepositions: WordSet,
    /// "who"
    pub relative_pronouns: WordSet,
    /// "including"
    pub including: PhraseTable<()>,
    /// Words behind which another noun phrase or clause begins.
    pub subject_ends: WordSet,
    /// "also known as"
    pub naming: PhraseTable<()>,
    /// Nouns of what happens: "election".
    pub events: WordSet,
    /// "the"
    pub articles: WordSet,
    /// Words that keep an object apart from its phrase.
    pub object_ends: WordSet,
    /// Words before which an answer in words ends.
    pub phrase_ends: WordSet,
    /// "counts of"
    pub quantifiers: PhraseTable<()>,
    /// "in separate shootings", "over the weekend": the sentence counts over several events.
    pub several_events: PhraseTable<()>,
}

impl Grammar {
    /// From the built-in dictionary.
    ///
    /// # Errors
    /// A dictionary that does not parse.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("claims/grammar.toml"))?;
        Ok(Self {
            be: lists.words("be")?,
            have: lists.words("have")?,
            clause_starters: lists.words("clause_starters")?,
            subject_walls: lists.words("subject_walls")?,
            noun_makers: lists.words("noun_makers")?,
            shot_makers: lists.words("shot_makers")?,
            degrees: lists.words("degrees")?,
            relative_pronouns: lists.words("relative_pronouns")?,
            lasting: lists.words("lasting")?,
            subjects: lists.words("subjects")?,
            prepositions: lists.words("prepositions")?,
            subject_ends: lists.words("subject_ends")?,
            naming: lists.table(&[("naming", ())])?,
            events: lists.words("events")?,
            articles: lists.words("articles")?,
            object_ends: lists.words("object_ends")?,
            phrase_ends: lists.words("phrase_ends")?,
            quantifiers: lists.table(&[("quantifiers", ())])?,
            including: lists.table(&[("including", ())])?,
            several_events: lists.table(&[("several_events", ())])?,
        })
    }
}
