//! Facts for people: story by story, conflicts first, each with its answer, its positions and who takes them in which words.

use std::io::{self, Write};

use super::look::{Look, Paint};
use super::{Cast, Coverage};
use crate::model::{Answer, AttributionKind, Fact, FactClaim, Position, Story, Verdict};

/// How facts are shown.
#[derive(Debug, Clone, Copy)]
pub struct FactsView<'a> {
    /// Where they are shown.
    pub look: Look,
    /// What people call articles and entities.
    pub cast: &'a Cast,
}

impl FactsView<'_> {
    /// Writes the head of a story, its coverage and its facts, conflicts first and lone reports last. `coverage` is asked of all facts of the
    /// story; leave it out where only some are shown.
    pub fn story(
        &self,
        out: &mut dyn Write,
        story: &Story,
        facts: &[Fact],
        coverage: Option<&Coverage>,
    ) -> io::Result<()> {
        writeln!(out, "{}", self.head(story))?;
        if let Some(coverage) = coverage {
            self.coverage(out, coverage)?;
        }
        let mut facts: Vec<&Fact> = facts.iter().collect();
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.verdict));
        let (lone, shared): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|fact| is_lone(fact));
        for fact in shared {
            self.fact(out, fact)?;
        }
        if !lone.is_empty() {
            writeln!(out)?;
        }
        for fact in lone {
            self.lone(out, fact)?;
        }
        Ok(())
    }

    /// The title of a story, its days, its size and its id.
    pub fn head(&self, story: &Story) -> String {
        let opening = story
            .articles
            .first()
            .map_or("", |first| self.cast.opening(first));
        let opening = if opening.is_empty() { "(no title)" } else { opening };
        let title = story.title.as_deref().unwrap_or(opening);
        let days = match (story.from, story.to) {
            (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
            (Some(day), _) | (None, Some(day)) => day.to_string(),
            (None, None) => "no date".to_owned(),
        };
        let plural = if story.articles.len() == 1 { "" } else { "s" };
        let under = format!(
            "{days} · {} article{plural} · story {}",
            story.articles.len(),
            story.story
        );
        let title = self.look.paint(Paint::Bold, &self.look.one_line(title));
        format!("{title}\n{}", self.look.paint(Paint::Dim, &under))
    }

    fn coverage(&self, out: &mut dyn Write, coverage: &Coverage) -> io::Result<()> {
        for (name, told) in [("alone:", &coverage.alone), ("silent:", &coverage.silent)] {
            if !told.is_empty() {
                let name = self.look.paint(Paint::Dim, name);
                writeln!(out, "{name} {}", self.look.one_line(told))?;
            }
        }
        Ok(())
    }

    fn fact(&self, out: &mut dyn Write, fact: &Fact) -> io::Result<()> {
        let look = self.look;
        let verdict = look.paint(
            verdict_paint(fact.verdict),
            &fact.verdict.as_str().replace('_', " "),
        );
        writeln!(out, "\n  {verdict}  {}", self.asked(fact))?;
        writeln!(out, "    {}", self.answer(fact.answer.as_ref()))?;
        for position in &fact.positions {
            self.position(out, position)?;
        }
        if !fact.series.is_empty() {
            let steps: Vec<_> = fact
                .series
                .iter()
                .map(|p| format!("{} {}", p.as_of, look.one_line(&p.text)))
                .collect();
            writeln!(out, "    grew: {}", steps.join(" → "))?;
        }
        Ok(())
    }

    /// What one article alone says, in two lines.
    fn lone(&self, out: &mut dyn Write, fact: &Fact) -> io::Result<()> {
        let texts: Vec<&str> = fact.positions.iter().map(|p| p.text.as_str()).collect();
        let text = self
            .look
            .paint(Paint::Bold, &self.look.one_line(&texts.join("; ")));
        writeln!(out, "  alone  {}: {text}", self.asked(fact))?;
        if let Some(claim) = fact.positions.iter().flat_map(|p| &p.claims).next() {
            writeln!(out, "        {}", self.claim(claim))?;
        }
        Ok(())
    }

    /// What a fact is about, its question and its id.
    fn asked(&self, fact: &Fact) -> String {
        let question = self.cast.question(&fact.question);
        let about = match (fact.about.as_str(), question.split_once(": ")) {
            ("", _) => question,
            (about, Some((_, name))) => format!("{about}: {name}"),
            (about, None) => about.to_owned(),
        };
        let ids = self.look.one_line(&format!("{} {}", fact.question, fact.fact));
        format!(
            "{}  {}",
            self.look.one_line(&about),
            self.look.paint(Paint::Dim, &ids)
        )
    }

    fn answer(&self, answer: Option<&Answer>) -> String {
        let Some(answer) = answer else {
            return "unresolved: nothing decides".to_owned();
        };
        let text = self.look.paint(Paint::Bold, &self.look.one_line(&answer.text));
        let rule = answer.rule.replace('_', " ");
        let support = format!(
            "{rule}; {} of {} articles, {} independent",
            answer.support, answer.articles, answer.independent
        );
        format!("{text}  {}", self.look.paint(Paint::Dim, &format!("({support})")))
    }

    fn position(&self, out: &mut dyn Write, position: &Position) -> io::Result<()> {
        writeln!(out, "    - {}", self.look.one_line(&position.text))?;
        for claim in &position.claims {
            writeln!(out, "        {}", self.claim(claim))?;
        }
        Ok(())
    }

    fn claim(&self, claim: &FactClaim) -> String {
        let outlet = self.look.one_line(&self.cast.article(&claim.article));
        let source = |id: &str| self.look.one_line(&self.cast.entity(id));
        let said = match (&claim.attribution.attributed_to, claim.attribution.kind) {
            (Some(id), AttributionKind::Direct) => format!(" (quoting {})", source(id)),
            (Some(id), _) => format!(" (citing {})", source(id)),
            (None, _) => String::new(),
        };
        let frame = claim.frame.as_ref().map_or_else(String::new, |frame| {
            let cue = self.look.one_line(&frame.cue);
            format!(" ({} by “{cue}”)", frame.kind.as_str())
        });
        format!("{outlet}{said}: “{}”{frame}", self.look.one_line(&claim.quote))
    }
}

/// Whether one article alone says it, so that nothing can be compared.
fn is_lone(fact: &Fact) -> bool {
    fact.verdict == Verdict::Single
}

fn verdict_paint(verdict: Verdict) -> Paint {
    match verdict {
        Verdict::Conflict => Paint::Alert,
        Verdict::LessPrecise | Verdict::Compatible => Paint::Notice,
        Verdict::Agree => Paint::Calm,
        Verdict::Single => Paint::Dim,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, Certainty, ClaimSpan, ClaimValue, Polarity};

    fn position(text: &str, article: &str, certainty: Certainty) -> Position {
        let claim = FactClaim {
            article: article.into(),
            span: ClaimSpan::default(),
            quote: format!("they said {text}"),
            certainty,
            polarity: Polarity::Affirmed,
            attribution: Attribution {
                attributed_to: Some("org/iaaf".into()),
                kind: AttributionKind::Indirect,
            },
            as_of: None,
            frame: None,
        };
        Position {
            text: text.into(),
            value: ClaimValue::Phrase(text.into()),
            certainty,
            polarity: Polarity::Affirmed,
            claims: vec![claim],
        }
    }

    fn fact(question: &str, verdict: Verdict, positions: Vec<Position>) -> Fact {
        Fact {
            story: "s1".into(),
            fact: "f1".into(),
            question: question.into(),
            about: String::new(),
            verdict,
            verdict_lenient: verdict,
            answer: None,
            series: vec![],
            silent: vec![],
            copies: vec![],
            positions,
            relations: vec![],
        }
    }

    #[test]
    fn conflicts_come_first_with_outlets_and_quotes() {
        let story = Story {
            story: "s1".into(),
            title: Some("Hackers\x1b[2J took files".into()),
            from: None,
            to: None,
            articles: vec!["a".into(), "b".into()],
            copies: vec![],
        };
        let facts = [
            fact(
                "killed",
                Verdict::Agree,
                vec![position("three", "a", Certainty::Asserted)],
            ),
            fact(
                "data_taken",
                Verdict::Conflict,
                vec![position("files", "b", Certainty::Probable)],
            ),
        ];
        let look = Look {
            terminal: true,
            ..Look::default()
        };
        let view = FactsView {
            look,
            cast: &Cast::default(),
        };
        let mut out = Vec::new();
        let coverage = Coverage {
            alone: "a on killed".into(),
            silent: String::new(),
        };
        view.story(&mut out, &story, &facts, Some(&coverage)).unwrap();
        let shown = String::from_utf8(out).unwrap();
        let expected = "Hackers\\x1b[2J took files\nno date · 2 articles · story s1\nalone: a on killed\n\n  conflict  data_taken  data_taken f1\n    unresolved: nothing decides\n    - files\n        b (citing org/iaaf): “they said files”\n\n  agree  killed  killed f1\n";
        assert!(shown.starts_with(expected), "{shown}");
    }
}
