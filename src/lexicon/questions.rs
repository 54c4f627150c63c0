//! The questions that articles answer, as declared under `dictionaries/questions/`.
//!
//! Claims are read by a question's trigger phrases; facts are resolved by its traits. Users add files of their own in the same form.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{DictionaryError, Source, dictionary};
use crate::model::Measure;

/// One declared question. Every list holds one phrase a line; which lists count depends on the shape.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "traits that a file declares one by one"
)]
pub struct Question {
    /// What claims and facts call it: `killed`.
    pub id: String,
    /// What it asks for, in words: "people killed".
    pub about: String,
    /// The shape of its answers.
    pub shape: QuestionShape,
    /// Amounts: which sorts of figures answer it.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Amounts: the counted noun must stand in this list of `dictionaries/claims/nouns.toml`.
    pub of: Option<String>,
    /// Names: which kinds of mentions answer it. Amounts of a `per_name` question: which kinds it is told apart by.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Amounts: described persons count too: "a man and his two sons" is three.
    #[serde(default)]
    pub persons: bool,
    /// The same question of different names is different: seats of one party, seats of another.
    #[serde(default)]
    pub per_name: bool,
    /// Several different answers can all be true.
    #[serde(default)]
    pub multi: bool,
    /// The number grows with time.
    #[serde(default)]
    pub growing: bool,
    /// The number changes from day to day, up or down: the missing are found.
    #[serde(default)]
    pub changing: bool,
    /// Days: the phrases govern only a date right beside them: "said Monday".
    #[serde(default)]
    pub adjacent: bool,
    /// Days: how far apart two can be that are of one act; other arrests and hearings are further.
    pub slip: Option<i32>,
    /// Days: a weak phrase that does not ask leaves its date to others.
    #[serde(default)]
    pub lets_go: bool,
    /// Days: an article has one answer; dates of other events beside it are left out.
    #[serde(default)]
    pub main: bool,
    /// Days: where no date answers, dates of these questions do: the arrest is the event of an article that tells of nothing else.
    #[serde(default)]
    pub otherwise: Vec<String>,
    /// Days: phrases among `near` that weigh more: "happened". Amounts: participles that take any workers counted: "laid off 40 reporters".
    /// Names: phrases beside which armed groups answer too: "carried out by".
    #[serde(default)]
    pub strong: Vec<String>,
    /// Where reports differ, the earliest is right.
    #[serde(default)]
    pub earliest: bool,
    /// Persons of these questions who do not belong to `less` answer this one too: of three shot, one killed, two are injured.
    #[serde(default)]
    pub from: Vec<String>,
    /// See `from`.
    pub less: Option<String>,
    /// An article that answers this question with a number, and says nothing of the one at hand, votes for zero.
    pub zero_beside: Option<String>,
    /// Who answers these questions answers this one too, where nothing but this did it: the dead and the hurt were all shot.
    #[serde(default)]
    pub all_of: Vec<String>,
    /// Questions that, answered too, keep `all_of` from counting: some were stabbed.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Read only to answer other questions; no claim of its own.
    #[serde(default)]
    pub hidden: bool,
    /// Past participles and past tenses: after a passive's subject, before an active's object.
    #[serde(default)]
    pub participle: Vec<String>,
    /// Phrases that stand after the answer: "died".
    #[serde(default)]
    pub after: Vec<String>,
    /// Phrases after the answer that only imply it: "taken to hospital". Their answers give way to those that are said.
    #[serde(default)]
    pub implied: Vec<String>,
    /// Phrases that stand before the answer: "killing", "death toll".
    #[serde(default)]
    pub before: Vec<String>,
    /// Phrases that govern an answer on either side in the same clause. Amounts: verbs whose sum stands behind one of `links`.
    #[serde(default)]
    pub near: Vec<String>,
    /// Nouns that count with a number before them: "two deaths".
    #[serde(default)]
    pub counted: Vec<String>,
    /// Phrases that answer zero by themselves: "no injuries".
    #[serde(default)]
    pub zero: Vec<String>,
    /// Propositions: what it is about.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Propositions: what is said of the subject, on either side in the same clause.
    #[serde(default)]
    pub predicate: Vec<String>,
    /// Propositions: phrases that say it all by themselves.
    #[serde(default)]
    pub alone: Vec<String>,
    /// Phrases inside which no trigger counts: "attempted murder".
    #[serde(default)]
    pub not: Vec<String>,
    /// Phrases among the others that answer only in company: where the sentence or one beside it holds a phrase of `needs`. Without
    /// `needs` they never answer; of days they still take the date beside them, so that no other question takes it: "said Monday".
    #[serde(default)]
    pub weak: Vec<String>,
    /// The company of weak phrases; without `weak` every phrase needs it. An amount of a `per_name` question needs it only without a name.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Days: the phrase stands before its date in the same clause: "scheduled for Monday".
    #[serde(default)]
    pub leads: bool,
    /// Days: a day, a week or a month answers, a whole year does not.
    #[serde(default)]
    pub fine: bool,
    /// Names: who says the answer of this other question answers this one: "X said Y was behind it".
    pub tells: Option<String>,
    /// Names: that it was not so is an answer too: "denied that … was behind it".
    #[serde(default)]
    pub deniable: bool,
    /// Amounts: nouns whose number stands behind "was", "rose to", "stands at" and the like: "reward".
    #[serde(default)]
    pub stands: Vec<String>,
    /// Amounts that count something named: a number without a noun answers too, up to this one: "a magnitude of 5.9".
    pub largest: Option<f64>,
    /// Words: the word by which an object stands apart from a `participle`: "charged the driver *with* theft". Amounts: the word before
    /// a sum behind the object of a `near` verb: "bought the brewery *for*".
    #[serde(default)]
    pub links: Vec<String>,
    /// Words: an answer holds one of these words.
    #[serde(default)]
    pub holds: Vec<String>,
    /// Words: words before which an answer ends, beside those of `dictionaries/claims/grammar.toml`.
    #[serde(default)]
    pub walls: Vec<String>,
    /// Words: phrases that begin with a wall and end no answer: "in the first degree".
    #[serde(default)]
    pub keeps: Vec<String>,
    /// Words: words with which the next member of a list may begin, after a comma or "and".
    #[serde(default)]
    pub members: Vec<String>,
}

impl Question {
    /// Whether its phrases ask it in any company: those of days take a date even then, and a name says whose amount it is.
    pub fn asks_alone(&self) -> bool {
        self.shape == QuestionShape::When || (self.shape == QuestionShape::Amount && self.per_name)
    }
}

/// The shapes of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionShape {
    /// How many, how much.
    Amount,
    /// When.
    When,
    /// Who.
    Names,
    /// Whether.
    Proposition,
    /// In words.
    Phrase,
}

/// How a number goes with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Course {
    /// It is what it is: other numbers contradict.
    #[default]
    Fixed,
    /// It grows: a larger one of a later day supersedes.
    Grows,
    /// It goes up and down: any other one of a later day supersedes.
    Changes,
}

/// What resolving a fact needs to know of its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuestionTraits {
    /// Several different answers can all be true: they are united.
    pub multi: bool,
    /// How a number goes with time: later as-of dates supersede.
    pub course: Course,
    /// Ties go to the earliest article.
    pub earliest: bool,
    /// Days within which two days can be of one act, where it is told.
    pub slip: Option<i32>,
}

/// All questions, by id.
#[derive(Debug, Clone, Default)]
pub struct QuestionSet {
    questions: BTreeMap<String, Question>,
    growing_nouns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    #[serde(rename = "meta")]
    _meta: Option<toml::Table>,
    #[serde(default)]
    question: Vec<Question>,
    /// Counted nouns whose number only grows, so that reports of different days form a series.
    #[serde(default)]
    growing_nouns: Vec<String>,
}

impl QuestionSet {
    /// The questions shipped with the tool.
    ///
    /// # Errors
    /// A file that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        Self::with_files(&[])
    }

    /// The shipped questions and `files` on top; a question declared again replaces the earlier one.
    ///
    /// # Errors
    /// A file that does not parse, named with its line.
    pub fn with_files(files: &[Source]) -> Result<Self, DictionaryError> {
        let mut set = Self::default();
        for source in built_in().iter().chain(files) {
            let file: QuestionFile = source.table()?;
            for question in file.question {
                set.questions.insert(question.id.clone(), question);
            }
            set.growing_nouns.extend(file.growing_nouns);
        }
        Ok(set)
    }

    /// The files of the shipped questions.
    pub fn built_in_files() -> Vec<Source> {
        built_in()
    }

    /// All questions, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.questions.values()
    }

    /// One question.
    pub fn get(&self, id: &str) -> Option<&Question> {
        self.questions.get(id)
    }

    /// What resolving needs to know of the question `id`; of open questions (`count:arrest`) only whether the number grows.
    pub fn traits(&self, id: &str) -> QuestionTraits {
        let noun = id.strip_prefix("count:");
        let open = QuestionTraits {
            course: course(noun.is_some_and(|noun| self.growing_nouns.contains(noun)), false),
            ..QuestionTraits::default()
        };
        self.get(id).map_or(open, |q| QuestionTraits {
            multi: q.multi,
            course: course(q.growing, q.changing),
            earliest: q.earliest,
            slip: q.slip,
        })
    }
}

fn course(growing: bool, changing: bool) -> Course {
    match (changing, growing) {
        (true, _) => Course::Changes,
        (false, true) => Course::Grows,
        (false, false) => Course::Fixed,
    }
}

fn built_in() -> Vec<Source> {
    vec![
        dictionary!("questions/casualties.toml"),
        dictionary!("questions/days.toml"),
        dictionary!("questions/money.toml"),
        dictionary!("questions/parties.toml"),
        dictionary!("questions/propositions.toml"),
        dictionary!("questions/contests.toml"),
        dictionary!("questions/law.toml"),
        dictionary!("questions/open.toml"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_data() {
        let set = QuestionSet::built_in().unwrap();
        assert_eq!(set.traits("killed").course, Course::Grows);
        assert_eq!(set.traits("missing").course, Course::Changes);
        assert!(set.traits("attributed_by").multi);
        assert!(set.traits("occurred_on").earliest);
        assert_eq!(set.traits("count:athlete"), QuestionTraits::default());
        assert_eq!(set.traits("count:arrest").course, Course::Grows);
    }

    #[test]
    fn a_users_file_replaces_a_question() {
        let text = "[[question]]\nid = \"killed\"\nabout = \"fish killed\"\nshape = \"amount\"\n";
        let file = Source {
            path: "mine.toml".into(),
            text: text.into(),
        };
        let set = QuestionSet::with_files(&[file]).unwrap();
        assert_eq!(set.get("killed").unwrap().about, "fish killed");
        let broken = Source {
            path: "mine.toml".into(),
            text: "[[question]]\nid = 3\n".into(),
        };
        assert!(
            QuestionSet::with_files(&[broken])
                .unwrap_err()
                .to_string()
                .starts_with("mine.toml:")
        );
    }
}
