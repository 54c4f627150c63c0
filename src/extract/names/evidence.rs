//! What speaks for or against a name being an organisation, a person or a place: each piece with a name that people can read.
//!
//! Evidence is observed once per candidate; the three kinds weigh it each in their own way (`dictionaries/names/weights.toml`).

use crate::model::{Kind, RuleId};

/// The kinds a name can be, in the order of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    /// `organisation`
    Organisation,
    /// `person`
    Person,
    /// `place`
    Place,
}

impl NameKind {
    /// All, in order.
    pub(crate) const ALL: [Self; 3] = [Self::Organisation, Self::Person, Self::Place];

    /// The kind of its mentions.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Organisation => Kind::new("organisation"),
            Self::Person => Kind::new("person"),
            Self::Place => Kind::new("place"),
        }
    }

    /// What the ids of its entities begin with.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Organisation => "org",
            Self::Person => "person",
            Self::Place => "place",
        }
    }

    /// The kind of a dictionary entity's type.
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        match name {
            "organisation" => Some(Self::Organisation),
            "person" => Some(Self::Person),
            "place" => Some(Self::Place),
            _ => None,
        }
    }
}

/// Declares [`Evidence`] with its names and rule ids in one list.
macro_rules! evidence {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A piece of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Evidence { $($(#[$doc])* $variant,)* }

        impl Evidence {
            /// All, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the weights file.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The rule id of a mention that rests on it most.
            pub(crate) const fn rule(self, kind: NameKind) -> RuleId {
                match (self, kind) {
                    $((Self::$variant, NameKind::Organisation) => RuleId::new(concat!("organisations/", $name)),
                    (Self::$variant, NameKind::Person) => RuleId::new(concat!("persons/", $name)),
                    (Self::$variant, NameKind::Place) => RuleId::new(concat!("places/", $name)),)*
                }
            }
        }
    };
}

evidence! {
    /// Nothing else: the kind's own weight.
    Bias = "bias",
    // The name itself.
    /// One word.
    OneWord = "one-word",
    /// Two words.
    TwoWords = "two-words",
    /// Three words or more.
    ManyWords = "many-words",
    /// Its last word is a type word: World Anti-Doping Agency.
    TypeLast = "type-word-last",
    /// A type word with "of" or "for": Bank of England.
    TypeOf = "type-word-of",
    /// A type word elsewhere in it.
    TypeInside = "type-word-inside",
    /// It is a type word and nothing more: Congress, the Bank.
    TypeOnly = "type-word-only",
    /// Its last word is one of organisations and of other things: Media, House.
    WeakTypeLast = "weak-type-word-last",
    /// Begins with National, European, Royal and the like.
    OrgAdjectiveFirst = "organisation-adjective-first",
    /// Ends in a legal form: Inc, `GmbH`.
    LegalForm = "legal-form",
    /// Capitals only, two to six letters.
    Acronym = "acronym",
    /// Several words, one of them in capitals: ABC Velmark.
    AcronymInside = "acronym-inside",
    /// Capitals that are no organisation: PDF, CEO.
    NotOrganisation = "not-organisation",
    /// Capitals inside: `PayPal`.
    MixedCase = "mixed-case",
    /// Joined by &.
    Ampersand = "ampersand",
    /// Ends in .com or the like.
    Domain = "domain",
    /// Letters and digits.
    Digits = "digits",
    /// Begins with a given name.
    GivenFirst = "given-name-first",
    /// Is a given name alone.
    GivenOnly = "given-name-alone",
    /// Its given name is an ordinary word or a place too.
    GivenAmbiguous = "ambiguous-given-name",
    /// An initial inside: John F. Kennedy.
    Initial = "initial",
    /// A particle inside: van, bin.
    Particle = "particle",
    /// Jr, III.
    Suffix = "name-suffix",
    /// A surname's ending: -son, -ski, -ov.
    SurnameEnding = "surname-ending",
    /// Its last word is an ordinary word, usually small.
    CommonLast = "common-word-last",
    /// All its words are ordinary words.
    CommonAll = "common-words-only",
    /// Some of several words are ordinary words.
    CommonSome = "common-word-inside",
    /// Begins with a nationality: British Airways.
    DemonymFirst = "nationality-first",
    /// Is a nationality.
    DemonymOnly = "nationality-alone",
    /// Begins or ends in a sort of place: Lake Geneva, Hudson River.
    PlaceType = "place-type",
    /// A sort of place with "of": Gulf of Aden.
    PlaceTypeOf = "place-type-of",
    /// Begins with a place of the dictionary.
    PlaceFirst = "place-first",
    /// An event, law, work or product by its type: Cup, Treaty, Act.
    OtherType = "other-type",
    /// Written with a capital by custom: Internet, Bible.
    NotName = "no-name",
    /// A dictionary lists it as an organisation.
    ListedOrganisation = "listed-organisation",
    /// A dictionary lists it as a person.
    ListedPerson = "listed-person",
    /// A dictionary lists it as a place.
    ListedPlace = "listed-place",
    /// A dictionary lists it as a country or territory.
    ListedCountry = "listed-country",
    /// A dictionary lists it as a city.
    ListedCity = "listed-city",
    /// A dictionary lists it as an organisation, if its context agrees.
    ListedOrganisationWeak = "listed-organisation-weakly",
    /// A dictionary lists it as a place, if its context agrees.
    ListedPlaceWeak = "listed-place-weakly",
    /// A dictionary lists it as an actor.
    ListedActor = "listed-actor",
    // Around it.
    /// After a title: Mr, President.
    AfterTitle = "after-title",
    /// Before a title: IAAF President.
    BeforeTitle = "before-title",
    /// After a role in small letters: spokesman X.
    AfterRole = "after-role",
    /// Before an office: X spokesman.
    BeforeOffice = "before-office",
    /// After an office or property and "of" or "at": president of X, shares of X.
    Governed = "governed-by-office",
    /// X, a lawyer; X, 34.
    PersonApposition = "person-apposition",
    /// X, a company.
    OrgApposition = "organisation-apposition",
    /// X, a city.
    PlaceApposition = "place-apposition",
    /// The company X.
    AfterOrgNoun = "after-organisation-noun",
    /// The X company.
    BeforeOrgNoun = "before-organisation-noun",
    /// X shares, X customers.
    BeforeProperty = "before-property",
    /// X's shares.
    PossessiveProperty = "possessive-property",
    /// X province, X residents.
    BeforePlaceProperty = "before-place-property",
    /// The city of X.
    AfterPlaceNoun = "after-place-noun",
    /// Northern X.
    AfterDirection = "after-direction",
    /// In X.
    AfterIn = "after-in",
    /// From X, to X, near X.
    AfterPreposition = "after-place-preposition",
    /// Of X.
    AfterOf = "after-of",
    /// The X.
    AfterThe = "after-the",
    /// A X.
    AfterA = "after-a",
    /// X-based.
    Based = "based",
    /// X-led, X-style.
    HyphenAfter = "hyphen-after",
    /// X's.
    Possessive = "possessive",
    /// X said; said X.
    Speaks = "speaks",
    /// X smiled, X died.
    PersonVerb = "person-verb",
    /// X acquired, X launched.
    OrgVerb = "organisation-verb",
    /// Joined X, hired by X.
    OrgBefore = "organisation-governor",
    /// After a place and a comma.
    AfterPlaceComma = "after-place-and-comma",
    /// Before a comma and a place: Paris, France.
    BeforePlaceComma = "before-comma-and-place",
    /// The place of a dateline.
    Dateline = "dateline",
    /// The agency of a dateline.
    DatelineAgency = "dateline-agency",
    /// In quotation marks.
    Quoted = "quoted",
    /// Inside a title in quotation marks: "The Man from Velmark".
    QuotedTitle = "in-quoted-title",
    /// In a report of sport.
    Sport = "sport-report",
    /// Beside a word of teams, in a report of sport: beat X, X captain.
    Team = "team-word",
    /// Before a number in a report of sport: X 2, Y 1.
    BeforeScore = "before-score",
    /// X government, X police, X Mayor.
    BeforeGovernment = "before-government",
    /// Who follows: X, who.
    BeforeWho = "before-who",
    /// Begins a sentence and is an ordinary word.
    InitialCommon = "sentence-initial-common",
    /// Begins a sentence.
    SentenceInitial = "sentence-initial",
    /// In a title in capitals or with capitals.
    Headline = "headline",
    /// After a number: 34 X.
    AfterNumber = "after-number",
    // Elsewhere in the article.
    /// Three mentions or more, not all at the head of a sentence.
    Repeated = "repeated",
    /// The same word stands in small letters elsewhere in the article.
    SmallElsewhere = "small-elsewhere",
    /// Elsewhere a title or a role stands before it.
    TitledElsewhere = "titled-elsewhere",
    /// The last word of a person's full name.
    SurnameOfPerson = "surname-of-person",
    /// The first word of a person's full name.
    GivenOfPerson = "given-name-of-person",
    /// The acronym of an organisation of the article.
    AcronymOf = "acronym-of-organisation",
    /// A short form of an organisation of the article.
    ShortOf = "short-for-organisation",
    /// Defined with its acronym: Long Name (ACR).
    Defined = "definition",
    /// The acronym of something that is no organisation.
    AcronymOfNone = "acronym-of-other",
    /// Stands in a list beside an organisation.
    BesideOrganisation = "beside-organisation",
    /// Stands in a list beside a person.
    BesidePerson = "beside-person",
    /// Stands in a list beside a place.
    BesidePlace = "beside-place",
}

/// A set of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seen(u128);

impl Seen {
    /// Adds a piece.
    #[inline]
    pub(crate) fn add(&mut self, evidence: Evidence) {
        self.0 |= 1 << evidence as u8;
    }

    /// Adds a piece if `holds`.
    #[inline]
    pub(crate) fn add_if(&mut self, holds: bool, evidence: Evidence) {
        self.0 |= u128::from(holds) << evidence as u8;
    }

    /// Whether a piece is in it.
    #[inline]
    pub(crate) fn has(self, evidence: Evidence) -> bool {
        self.0 >> evidence as u8 & 1 == 1
    }

    /// Both together.
    #[inline]
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is here and not in `other`.
    #[inline]
    #[must_use]
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is here and in `other`.
    #[inline]
    #[must_use]
    pub(crate) fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its pieces in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Evidence> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let at = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            Evidence::ALL.get(at).copied()
        })
    }

    /// Its pieces in order, as their numbers: what weights are indexed by. Each half of the set is a machine word by itself.
    #[inline]
    pub(crate) fn each(self, mut visit: impl FnMut(usize)) {
        for (bits, from) in [(self.0 as u64, 0), ((self.0 >> 64) as u64, 64)] {
            let mut rest = bits;
            while rest != 0 {
                visit(from + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}

const _: () = assert!(Evidence::ALL.len() <= 128, "Seen holds 128 pieces");
