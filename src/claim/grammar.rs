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
    /// "morning", behind a day.
    pub day_parts: WordSet,
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
    /// Words behind which a noun is no object of the verb before them: "stole a van *with* records".
    pub object_walls: WordSet,
    /// Words before which an answer in words ends.
    pub phrase_ends: WordSet,
    /// "counts of"
    pub quantifiers: PhraseTable<()>,
    /// Nouns of deeds that look like a verb's form: "the two shooting victims".
    pub deeds: WordSet,
    /// Verbs whose object follows at once: "kills two".
    pub near_objects: WordSet,
    /// Words with which an object begins: "shot *his* wife".
    pub object_starts: WordSet,
    /// Nouns that measure a time or a way and are no object: "shot three times".
    pub measures: WordSet,
    /// Verbs that take lives.
    pub takes_lives: WordSet,
    /// Words of phrases behind which nobody described stands, but a number: "death toll".
    pub before_numbers: WordSet,
    /// "a" in "300 arrests a year"
    pub per: WordSet,
    /// "year" in "300 arrests a year"
    pub rates: WordSet,
    /// "found", "located": who was missing is so no more.
    pub found: WordSet,
    /// "later", "since": what they say came after what was told.
    pub later: WordSet,
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
            day_parts: lists.words("day_parts")?,
            subjects: lists.words("subjects")?,
            prepositions: lists.words("prepositions")?,
            subject_ends: lists.words("subject_ends")?,
            naming: lists.table(&[("naming", ())])?,
            events: lists.words("events")?,
            articles: lists.words("articles")?,
            object_ends: lists.words("object_ends")?,
            object_walls: lists.words("object_walls")?,
            phrase_ends: lists.words("phrase_ends")?,
            quantifiers: lists.table(&[("quantifiers", ())])?,
            including: lists.table(&[("including", ())])?,
            deeds: lists.words("deeds")?,
            near_objects: lists.words("near_objects")?,
            object_starts: lists.words("object_starts")?,
            measures: lists.words("measures")?,
            takes_lives: lists.words("takes_lives")?,
            before_numbers: lists.words("before_numbers")?,
            per: lists.words("per")?,
            rates: lists.words("rates")?,
            found: lists.words("found")?,
            later: lists.words("later")?,
            several_events: lists.table(&[("several_events", ())])?,
        })
    }
}
