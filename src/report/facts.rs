//! Facts for people: story by story, conflicts first, each with its answer, its positions and who takes them in which words.

use std::io::{self, Write};

use super::look::{Look, Paint};
use crate::model::{Answer, AttributionKind, Certainty, Fact, FactClaim, Polarity, Position, Story, Verdict};

/// How facts are shown: `outlet` names an article for people ("Northwire, 2018-05-28").
pub struct FactsView<'a> {
    /// Where they are shown.
    pub look: Look,
    /// What people call an article, by its id.
    pub outlet: &'a dyn Fn(&str) -> String,
}

impl std::fmt::Debug for FactsView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactsView")
            .field("look", &self.look)
            .finish_non_exhaustive()
    }
}

impl FactsView<'_> {
    /// Writes the head of a story and its facts, conflicts first.
    pub fn story(&self, out: &mut dyn Write, story: &Story, facts: &[Fact]) -> io::Result<()> {
        writeln!(out, "{}", self.head(story))?;
        let mut facts: Vec<&Fact> = facts.iter().collect();
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.verdict));
        for fact in facts {
            self.fact(out, fact)?;
        }
        writeln!(out)
    }

    /// The title of a story, its days, its size and its id.
    pub fn head(&self, story: &Story) -> String {
        let title = story.title.as_deref().unwrap_or("(no title)");
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

    fn fact(&self, out: &mut dyn Write, fact: &Fact) -> io::Result<()> {
        let look = self.look;
        let verdict = look.paint(
            verdict_paint(fact.verdict),
            &fact.verdict.as_str().replace('_', " "),
        );
        let about = if fact.about.is_empty() || fact.about == fact.question {
            String::new()
        } else {
            format!(": {}", look.one_line(&fact.about))
        };
        let id = look.paint(Paint::Dim, &fact.fact);
        writeln!(
            out,
            "\n  {verdict}  {}{about}  {id}",
            look.one_line(&fact.question)
        )?;
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
        let how = hedge(position.certainty, position.polarity);
        let text = self.look.one_line(&position.text);
        writeln!(out, "    - {text}{how}")?;
        for claim in &position.claims {
            writeln!(out, "        {}", self.claim(claim))?;
        }
        Ok(())
    }

    fn claim(&self, claim: &FactClaim) -> String {
        let outlet = self.look.one_line(&(self.outlet)(&claim.article));
        let said = match (&claim.attribution.attributed_to, claim.attribution.kind) {
            (Some(source), AttributionKind::Direct) => format!(" (quoting {})", self.look.one_line(source)),
            (Some(source), _) => format!(" (citing {})", self.look.one_line(source)),
            (None, _) => String::new(),
        };
        format!("{outlet}{said}: “{}”", self.look.one_line(&claim.quote))
    }
}

fn verdict_paint(verdict: Verdict) -> Paint {
    match verdict {
        Verdict::Conflict => Paint::Alert,
        Verdict::LessPrecise | Verdict::Compatible => Paint::Notice,
        Verdict::Agree => Paint::Calm,
        Verdict::Single => Paint::Dim,
    }
}

fn hedge(certainty: Certainty, polarity: Polarity) -> String {
    let mut words = String::new();
    if polarity == Polarity::Denied {
        words.push_str(" (denied)");
    }
    match certainty {
        Certainty::Asserted => {}
        Certainty::Probable => words.push_str(" (probably)"),
        Certainty::Possible => words.push_str(" (possibly)"),
        Certainty::Unknown => words.push_str(" (said to be unknown)"),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, ClaimSpan, ClaimValue};

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
            outlet: &|id| format!("Outlet {id}"),
        };
        let mut out = Vec::new();
        view.story(&mut out, &story, &facts).unwrap();
        let shown = String::from_utf8(out).unwrap();
        let expected = "Hackers\\x1b[2J took files\nno date · 2 articles · story s1\n\n  conflict  data_taken  f1\n    unresolved: nothing decides\n    - files (probably)\n        Outlet b (citing org/iaaf): “they said files”\n\n  agree  killed  f1\n";
        assert!(shown.starts_with(expected), "{shown}");
    }
}
