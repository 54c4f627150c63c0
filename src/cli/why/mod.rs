//! `dateline why`: the rule, dictionary line, anchor and offsets behind a mention, a claim or a fact.

mod claim;
mod evidence;
mod fact;
mod mention;

use std::io::{self, Write};

use dateline::archive::{Archive, StoredArticle};
use dateline::lexicon::{DictionaryLine, Lexicon, Source};
use dateline::model::{Claim, MentionLine, Record};
use dateline::report::{Look, Paint};

use crate::cli::args::Why;
use crate::cli::dictionaries::layers;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

/// Runs the command.
pub(crate) fn run(args: &Why, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let own = layers(&args.dictionaries, &[], screen)?;
    let mut layers_in_order = Lexicon::built_in_layers();
    layers_in_order.extend(own.iter().cloned());
    let mut teller = Teller {
        out: Box::new(screen.out()),
        look: screen.look_for_people(),
        layers: layers_in_order,
        own,
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

/// Writes what stands behind a result, one named line after the other.
struct Teller {
    out: Box<dyn Write>,
    look: Look,
    /// The dictionaries in load order.
    layers: Vec<Source>,
    /// Those of them that are the user's.
    own: Vec<Source>,
}

impl Teller {
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let name = self.look.paint(Paint::Dim, &format!("{name:>12}"));
        writeln!(self.out, "{name}  {}", self.look.one_line(value))
    }

    fn dictionary_line(&mut self, name: &str, line: &DictionaryLine) -> io::Result<()> {
        self.line(name, &format!("{}:{}: {}", line.path, line.line, line.text))
    }

    fn anchor(&mut self, record: &Record) -> io::Result<()> {
        let anchor = match (record.date, record.anchor) {
            (Some(day), Some(source)) => format!("{day}, from {}", source.as_str().replace('_', " ")),
            _ => "none: the article has no publication day".to_owned(),
        };
        self.line("anchor", &anchor)
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
