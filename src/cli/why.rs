//! `dateline why`: the rule, dictionary line, anchor and offsets behind a mention, a claim or a fact.

use std::io::{self, Write};

use dateline::archive::{Archive, StoredArticle};
use dateline::lexicon::{Lexicon, Source};
use dateline::model::{Claim, Fact, Match, MentionLine, NameLine, Record, ValueLine};
use dateline::report::{Look, Paint, value_words};

use super::args::Why;
use super::articles::layers;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Why, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let layers = layers(&args.dictionary)?;
    let lexicon = Lexicon::with_layers(&layers)?;
    let mut teller = Teller {
        out: Box::new(screen.out()),
        look: Look {
            terminal: true,
            ..screen.look()
        },
        lexicon: &lexicon,
        layers: &layers,
    };
    let told = if let Some((article, mention)) = mention(&archive, &args.id)? {
        teller.mention(&article, &mention)?;
        true
    } else if let Some((article, claims)) = claims(&archive, &args.id)? {
        claims
            .iter()
            .try_for_each(|claim| teller.claim(&article, claim))?;
        true
    } else if let Some(fact) = archive.fact(&args.id)? {
        teller.fact(&archive, &fact)?;
        true
    } else {
        screen.warn(&format!(
            "nothing has this id ({}): no mention, claim or fact of the archive; try: the `id` of a mention, ARTICLE:START-END of a claim, or the `fact` of `dateline facts`",
            args.id
        ));
        false
    };
    teller.out.flush()?;
    Ok(Exit::found(told))
}

/// The mention of an id `ARTICLE:field:start-end:kind`. An article's id may hold colons, so it is cut from the right.
fn mention(archive: &Archive, id: &str) -> Result<Option<(StoredArticle, MentionLine)>, Failure> {
    let Some(article) = id.rsplitn(4, ':').nth(3) else {
        return Ok(None);
    };
    let article = archive.article(article)?;
    Ok(article.and_then(|article| {
        let found = article.record.mentions.iter().find(|m| m.id == id).cloned();
        found.map(|mention| (article, mention))
    }))
}

/// The claims that stand at `ARTICLE:start-end` (code points).
fn claims(archive: &Archive, id: &str) -> Result<Option<(StoredArticle, Vec<Claim>)>, Failure> {
    let Some((article, place)) = id.rsplit_once(':') else {
        return Ok(None);
    };
    let Some(article) = archive.article(article)? else {
        return Ok(None);
    };
    let here = |claim: &&Claim| format!("{}-{}", claim.span.start, claim.span.end) == place;
    let found: Vec<Claim> = article.record.claims.iter().filter(here).cloned().collect();
    Ok((!found.is_empty()).then_some((article, found)))
}

struct Teller<'a> {
    out: Box<dyn Write>,
    look: Look,
    lexicon: &'a Lexicon,
    layers: &'a [Source],
}

impl Teller<'_> {
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let name = self.look.paint(Paint::Dim, &format!("{name:>12}"));
        writeln!(self.out, "{name}  {}", self.look.one_line(value))
    }

    fn mention(&mut self, article: &StoredArticle, mention: &MentionLine) -> io::Result<()> {
        self.line("mention", &mention.id)?;
        self.line("text", &mention.text)?;
        self.line("kind", mention.kind.as_str())?;
        self.line("value", &value_words(&mention.value))?;
        self.line("rule", &format!("{} (score {})", mention.rule, mention.score))?;
        self.line(
            "offsets",
            &offsets(
                mention.field.as_str(),
                [mention.start, mention.end, mention.byte_start, mention.byte_end],
            ),
        )?;
        match &mention.value {
            ValueLine::Name(name) => self.name(name)?,
            ValueLine::Date(date) => {
                self.line("type", date.when.timex.as_str())?;
                if let (Some(from), Some(to)) = (date.when.from, date.when.to) {
                    self.line("days", &format!("{from} to {to}"))?;
                }
                self.anchor(&article.record)?;
            }
            ValueLine::Figure(figure) => {
                self.line("measure", figure.measure.as_str())?;
                self.line("comparator", figure.comparator.as_str())?;
                if figure.unit_assumed {
                    self.line("unit", "assumed: the text writes the bare sign")?;
                }
            }
        }
        let text = article
            .record
            .title
            .as_deref()
            .filter(|_| mention.field.as_str() == "title")
            .unwrap_or(&article.text);
        self.context(text, mention.byte_start as usize, mention.byte_end as usize)
    }

    fn name(&mut self, name: &NameLine) -> io::Result<()> {
        let matched = serde_json::to_string(&name.matched).unwrap_or_default();
        self.line("match", matched.trim_matches('"'))?;
        for candidate in &name.candidates {
            self.line("candidate", candidate)?;
            self.dictionary(candidate)?;
        }
        match &name.entity {
            Some(entity) if self.lexicon.gazetteer.entity(entity).is_some() => self.dictionary(entity),
            Some(_) if name.matched != Match::Exact => {
                self.line("dictionary", "none: the name is established by the text itself")
            }
            _ => Ok(()),
        }
    }

    /// The lines of dictionaries that name an entity.
    fn dictionary(&mut self, id: &str) -> io::Result<()> {
        let mut found = false;
        for (place, line) in self.lexicon_lines(id) {
            self.line("dictionary", &format!("{place}: {line}"))?;
            found = true;
        }
        if !found && let Some(entity) = self.lexicon.gazetteer.entity(id) {
            let names: Vec<_> = entity.aliases.iter().map(|a| a.name.as_str()).collect();
            self.line(
                "dictionary",
                &format!("{id} = {} (also {})", entity.name, names.join(", ")),
            )?;
        }
        Ok(())
    }

    fn lexicon_lines(&self, id: &str) -> Vec<(String, String)> {
        let needle = format!("\"{id}\"");
        let mut lines = Vec::new();
        for source in self.layers {
            for (number, line) in source.text.lines().enumerate() {
                if line.contains(&needle) {
                    lines.push((format!("{}:{}", source.path, number + 1), line.trim().to_owned()));
                }
            }
        }
        lines
    }

    fn anchor(&mut self, record: &Record) -> io::Result<()> {
        let anchor = match (record.date, record.anchor) {
            (Some(day), Some(source)) => format!("{day}, from {}", source.as_str().replace('_', " ")),
            _ => "none: the article has no publication day".to_owned(),
        };
        self.line("anchor", &anchor)
    }

    fn claim(&mut self, article: &StoredArticle, claim: &Claim) -> io::Result<()> {
        self.line("claim", &claim.to_string())?;
        if !claim.about.is_empty() {
            self.line("about", &claim.about)?;
        }
        if let Some(source) = &claim.attribution.attributed_to {
            self.line("said by", source)?;
        }
        if let Some(day) = claim.as_of {
            self.line("holds for", &day.to_string())?;
        }
        let span = claim.span;
        self.line(
            "offsets",
            &offsets("text", [span.start, span.end, span.byte_start, span.byte_end]),
        )?;
        self.anchor(&article.record)?;
        let inside = |m: &&MentionLine| m.byte_start >= span.byte_start && m.byte_end <= span.byte_end;
        let inside: Vec<_> = article
            .record
            .mentions
            .iter()
            .filter(|m| m.field.as_str() == "text")
            .filter(inside)
            .collect();
        for mention in inside {
            let value = value_words(&mention.value);
            self.line(
                "made from",
                &format!("{} = {value} ({}, {})", mention.text, mention.kind, mention.rule),
            )?;
        }
        self.context(&article.text, span.byte_start as usize, span.byte_end as usize)
    }

    fn fact(&mut self, archive: &Archive, fact: &Fact) -> Result<(), Failure> {
        self.line("fact", &fact.fact)?;
        self.line("question", &fact.question)?;
        self.line(
            "verdict",
            &format!(
                "{} (lenient: {})",
                fact.verdict.as_str(),
                fact.verdict_lenient.as_str()
            ),
        )?;
        match &fact.answer {
            Some(answer) => self.line("answer", &format!("{} by the rule {}", answer.text, answer.rule))?,
            None => self.line("answer", "unresolved: no rule decides")?,
        }
        for pair in &fact.relations {
            let text = |n: usize| fact.positions.get(n).map_or("", |p| p.text.as_str());
            let relation = serde_json::to_string(&pair.relation)?;
            let relation = relation.trim_matches('"').replace('_', " ");
            self.line(
                "relation",
                &format!("{} | {relation} | {}", text(pair.a), text(pair.b)),
            )?;
        }
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

    /// The words around a place.
    fn context(&mut self, text: &str, start: usize, end: usize) -> io::Result<()> {
        const AROUND: usize = 80;
        let from = (start.saturating_sub(AROUND)..=start)
            .find(|n| text.is_char_boundary(*n))
            .unwrap_or(start);
        let to = (end..=(end + AROUND).min(text.len()))
            .rev()
            .find(|n| text.is_char_boundary(*n))
            .unwrap_or(end);
        let around = text.get(from..to).unwrap_or_default();
        let mark = start.saturating_sub(from)..end.saturating_sub(from);
        let marked = self.look.marked(around, std::slice::from_ref(&mark));
        let name = self.look.paint(Paint::Dim, &format!("{:>12}", "in"));
        writeln!(self.out, "{name}  {marked}")
    }
}

fn offsets(field: &str, [start, end, byte_start, byte_end]: [u32; 4]) -> String {
    format!("{field} {start}-{end} in code points, {byte_start}-{byte_end} in bytes")
}
