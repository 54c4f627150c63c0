//! Why a fact, step by step: the positions, how they stand to one another, who speaks independently, which rule decides, and every claim.

use std::io::Write as _;

use dateline::archive::Archive;
use dateline::model::{Claim, Fact, Relation};
use dateline::report::{Cast, Paint};

use super::Teller;
use crate::cli::facts::cast;
use crate::cli::failure::Failure;

impl Teller {
    pub(super) fn fact(&mut self, archive: &Archive, fact: &Fact) -> Result<(), Failure> {
        let cast = match archive.story(&fact.story)? {
            Some(story) => cast(archive, &story)?,
            None => Cast::default(),
        };
        self.line("fact", &fact.fact)?;
        self.line("story", &fact.story)?;
        self.line("question", &fact.question)?;
        if !fact.about.is_empty() {
            self.line("about", &fact.about)?;
        }
        self.positions(fact, &cast)?;
        self.relations(fact)?;
        let lenient = fact.verdict_lenient.as_str().replace('_', " ");
        let verdict = fact.verdict.as_str().replace('_', " ");
        self.line(
            "verdict",
            &format!("{verdict}, the worst relation ({lenient} when leniently read)"),
        )?;
        self.decision(fact, &cast)?;
        self.claims_of(archive, fact)
    }

    /// Each position with its number and the outlets that take it.
    fn positions(&mut self, fact: &Fact, cast: &Cast) -> Result<(), Failure> {
        for (n, position) in (1..).zip(&fact.positions) {
            let mut outlets: Vec<&str> = position.claims.iter().map(|c| cast.outlet(&c.article)).collect();
            outlets.dedup();
            self.line(
                "position",
                &format!("{n}. {}: {}", position.text, outlets.join(", ")),
            )?;
        }
        Ok(())
    }

    fn relations(&mut self, fact: &Fact) -> Result<(), Failure> {
        for pair in &fact.relations {
            let how = match pair.relation {
                Relation::Agree => "says the same as",
                Relation::WeakerModality => "says less surely what is in",
                Relation::Compatible => "can be true beside",
                Relation::LessPrecise => "is less precise than",
                Relation::Conflict => "cannot be true beside",
            };
            self.line("relation", &format!("{} {how} {}", pair.a + 1, pair.b + 1))?;
        }
        Ok(())
    }

    /// Who counts, and the rule that decides.
    fn decision(&mut self, fact: &Fact, cast: &Cast) -> Result<(), Failure> {
        let outlets = |ids: &[String]| {
            let outlets: Vec<&str> = ids.iter().map(|id| cast.outlet(id)).collect();
            outlets.join(", ")
        };
        if !fact.copies.is_empty() {
            self.line(
                "copies",
                &format!("{}: another's words, not counted", outlets(&fact.copies)),
            )?;
        }
        if !fact.silent.is_empty() {
            self.line("silent", &outlets(&fact.silent))?;
        }
        let Some(answer) = &fact.answer else {
            self.line("answer", "unresolved: no rule decides")?;
            return Ok(());
        };
        let sources = format!(
            "{} of {} articles support it, {} of them independently",
            answer.support, answer.articles, answer.independent
        );
        self.line("sources", &sources)?;
        self.line(
            "rule",
            &format!("{}: {}", answer.rule, rule_in_words(&answer.rule)),
        )?;
        let name = self.look.paint(Paint::Dim, &format!("{:>12}", "answer"));
        let text = self.look.paint(Paint::Bold, &self.look.one_line(&answer.text));
        writeln!(self.out, "{name}  {text}")?;
        Ok(())
    }

    /// Every claim with all that stands behind it.
    fn claims_of(&mut self, archive: &Archive, fact: &Fact) -> Result<(), Failure> {
        for claim in fact.positions.iter().flat_map(|p| &p.claims) {
            let Some(article) = archive.article(&claim.article)? else {
                continue;
            };
            writeln!(self.out)?;
            self.line("article", &format!("{} ({})", claim.article, article.record.path))?;
            let here = |c: &&Claim| c.span == claim.span && c.question == fact.question;
            for found in article.record.claims.iter().filter(here) {
                self.claim(&article, found)?;
            }
        }
        Ok(())
    }
}

fn rule_in_words(rule: &str) -> &'static str {
    match rule {
        "only_report" => "one article alone says so",
        "agree" => "all that speak say the same",
        "most_precise" => "the others say the same less precisely or less surely",
        "vote" => "most independent sources say so",
        "latest" => "the number grew, and later articles have this one",
        "earliest" => "a tie, which the earliest article decides",
        "qualified" => "a tie, which the number with a bound decides: a bare one may be rounded",
        "died_since" => "those who say so count no dead yet, others do: less the dead",
        "union" => "several can be true, and all names are taken together",
        _ => "see src/reconcile/answer.rs",
    }
}
