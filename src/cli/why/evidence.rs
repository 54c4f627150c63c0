//! The evidence behind a name: what each piece adds to each kind, their sum and the winner; for an actor the words that make it one.

use std::io;

use dateline::archive::StoredArticle;
use dateline::extract::actors::{self, signs};
use dateline::extract::names::{Explanation, explain};
use dateline::extract::{NamesMode, Settings};
use dateline::lexicon::{DictionaryError, Lexicon};
use dateline::model::{Anchor, Article, Match, MentionLine, NameLine, Span, Title, ValueLine};

use super::Teller;

/// How far a score may be off for two to be the same: they are written with fewer digits than they have.
const SAME_SCORE: f32 = 0.001;

impl Teller {
    pub(super) fn evidence(
        &mut self,
        article: &StoredArticle,
        mention: &MentionLine,
        name: &NameLine,
    ) -> io::Result<()> {
        let given = as_read(article);
        let lexicon = Lexicon::with_layers(&self.own).map_err(io::Error::other)?;
        if mention.kind == actors::KIND {
            return self.signs(&lexicon, &given, article, mention, name);
        }
        match explained(&lexicon, &given, mention).map_err(io::Error::other)? {
            Some(explanation) => self.pieces(mention, &explanation),
            None => Ok(()),
        }
    }

    /// The phrases that make a name an actor's, and where the article defines it.
    fn signs(
        &mut self,
        lexicon: &Lexicon,
        given: &Article,
        article: &StoredArticle,
        mention: &MentionLine,
        name: &NameLine,
    ) -> io::Result<()> {
        let signs = signs(lexicon, given, mention.field, span(mention)).map_err(io::Error::other)?;
        for sign in &signs {
            self.line(sign.name, &sign.words)?;
        }
        self.relations_of(lexicon, name)?;
        if name.matched != Match::Repeat {
            return Ok(());
        }
        let defines = article.record.mentions.iter().find(|other| {
            let defined = matches!(&other.value, ValueLine::Name(n) if n.entity == name.entity && n.matched != Match::Repeat);
            defined && other.text.eq_ignore_ascii_case(&mention.text)
        });
        match defines {
            Some(other) => self.line("defined at", &format!("{} ({})", other.id, other.rule)),
            None => Ok(()),
        }
    }

    /// Entities that the dictionaries set beside this one: shown, never merged.
    fn relations_of(&mut self, lexicon: &Lexicon, name: &NameLine) -> io::Result<()> {
        for id in name.entity.iter().chain(&name.candidates) {
            let Some(entity) = lexicon.gazetteer.entity(id) else {
                continue;
            };
            let details = entity.details();
            for (relation, others) in [
                ("same as", &details.same_as),
                ("part of", &details.part_of),
                ("similar to", &details.similar),
            ] {
                if !others.is_empty() {
                    self.line(relation, &others.join(", "))?;
                }
            }
        }
        Ok(())
    }

    fn pieces(&mut self, mention: &MentionLine, explanation: &Explanation) -> io::Result<()> {
        let weights = match explanation.weights {
            NamesMode::Fitted => "dictionaries/names/fitted.tsv",
            NamesMode::Rules => "dictionaries/names/weights.toml",
        };
        self.line("weights", weights)?;
        if explanation.span != span(mention) {
            self.line(
                "seen at",
                &format!(
                    "bytes {}-{}: the name is found again by its repetition",
                    explanation.span.start, explanation.span.end
                ),
            )?;
        }
        for piece in &explanation.pieces {
            let place = if piece.elsewhere {
                " (elsewhere in the article)"
            } else {
                ""
            };
            self.line(
                "evidence",
                &format!("{}{place}: {}", piece.name, by_kind(explanation, piece.adds)),
            )?;
        }
        self.line("sum", &by_kind(explanation, explanation.sums))?;
        match &explanation.winner {
            Some((kind, score)) => self.line("winner", &format!("{kind} (score {score:.2})")),
            None => self.line("winner", "none: no kind has enough"),
        }
    }
}

/// `organisation +2.0, person -1.5`: the kinds to which something is added.
fn by_kind(explanation: &Explanation, numbers: [f32; 3]) -> String {
    let parts: Vec<String> = explanation
        .kinds
        .iter()
        .zip(numbers)
        .filter(|(_, number)| number.abs() >= 0.005)
        .map(|(kind, number)| format!("{kind} {number:+.2}"))
        .collect();
    if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The explanation by the weights that gave the mention its score: the archive does not say which they were.
fn explained(
    lexicon: &Lexicon,
    article: &Article,
    mention: &MentionLine,
) -> Result<Option<Explanation>, DictionaryError> {
    let mut last = None;
    for names in [NamesMode::Fitted, NamesMode::Rules] {
        let settings = Settings {
            names,
            ..Settings::default()
        };
        let explanation = explain(lexicon, article, mention.field, &settings, span(mention))?;
        let winner = explanation.as_ref().and_then(|e| e.winner.as_ref());
        let same = winner
            .is_some_and(|(kind, score)| *kind == mention.kind && (score - mention.score).abs() < SAME_SCORE);
        if same {
            return Ok(explanation);
        }
        last = explanation.or(last);
    }
    Ok(last)
}

fn span(mention: &MentionLine) -> Span {
    Span {
        start: mention.byte_start,
        end: mention.byte_end,
    }
}

/// The article as the extractors read it.
fn as_read(article: &StoredArticle) -> Article {
    let record = &article.record;
    let published = record.date.zip(record.anchor).map(|(day, source)| Anchor {
        day,
        source,
        ambiguous: false,
    });
    Article {
        id: record.id.clone(),
        outlet: record.source.clone(),
        title: record.title.clone().map(Title::Apart),
        published,
        path: record.path.clone(),
        format: "",
        head: record.byte_body_start,
        language: record.language.clone(),
        text: article.text.clone(),
        group: record.group.clone(),
        meta: record.meta.clone(),
    }
}
