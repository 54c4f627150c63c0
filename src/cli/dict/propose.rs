//! `dateline dict propose`: new aliases that articles of an archive define, with quote, article and count, for review.
//!
//! Nothing is added: the layer has `status = "proposed"` and is loaded only when it is named.

use std::collections::{BTreeMap, BTreeSet};

use dateline::archive::Archive;
use dateline::lexicon::{Alias, Entity, Gazetteer, LayerMeta, layer_jsonl, layer_toml};
use dateline::model::{Field, Match, MentionLine, Record, ValueLine};
use dateline::report::{Column, Place, Row};
use serde::Serialize;

use super::counted;
use super::import::write_text;
use crate::cli::args::Propose;
use crate::cli::dictionaries::{layers, lexicon};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("entity", Place::Left),
    Column::new("name", Place::Shrinks),
    Column::new("alias", Place::Left),
    Column::new("mentions", Place::Right),
    Column::new("articles", Place::Right),
    Column::new("article", Place::Left),
    Column::new("quote", Place::Below),
];
/// Bytes of text before and after a definition that are quoted.
const AROUND: usize = 100;

/// A new alias.
#[derive(Debug, Clone, Serialize)]
struct Proposal {
    entity: String,
    kind: String,
    name: String,
    alias: String,
    mentions: u64,
    articles: u64,
    /// The earliest article that defines it.
    article: String,
    quote: String,
    rule: String,
    /// Whether an article defines it.
    #[serde(skip)]
    defined: bool,
    /// The day of `article`.
    #[serde(skip)]
    date: Option<jiff::civil::Date>,
}

/// Runs the command.
pub(crate) fn run(args: &Propose, screen: Screen) -> Result<Exit, Failure> {
    let archive = Archive::open(&args.archive.archive)?;
    let own = layers(&args.dictionaries, &[], screen)?;
    let lexicon = lexicon(&args.dictionaries, own, screen)?;
    let mut drafts = Drafts::new();
    archive.each_record(&mut |record, _| collect(&record, &lexicon.gazetteer, &mut drafts))?;
    let mut proposals: Vec<Proposal> = drafts.into_values().filter(|draft| draft.defined).collect();
    for proposal in &mut proposals {
        proposal.quote = quote(&archive, proposal)?;
    }
    if proposals.is_empty() {
        screen.note("no article defines an alias that the dictionaries do not have");
        return Ok(Exit::NothingFound);
    }
    if let Some(path) = &args.output {
        let text = layer(&proposals, args, path.extension().is_some_and(|e| e == "jsonl"))?;
        write_text(path, false, &text)?;
        screen.note(&format!(
            "{}: {} proposed; take out what is wrong, then `dateline build --dictionary {}`",
            path.display(),
            counted(proposals.len(), "alias", "aliases"),
            path.display()
        ));
        return Ok(Exit::Success);
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for proposal in &proposals {
        listing.row(row(proposal)?)?;
    }
    listing.finish()?;
    Ok(Exit::Success)
}

/// The proposals by entity and alias, before it is known that an article defines them.
type Drafts = BTreeMap<(String, String), Proposal>;

/// Adds what one article says. The archive hands its articles out in no order, so nothing may hang on which comes first: the article that is
/// shown is the earliest that defines the alias, by (date, id).
fn collect(record: &Record, gazetteer: &Gazetteer, drafts: &mut Drafts) {
    let mut met = BTreeSet::new();
    for mention in &record.mentions {
        let Some((key, new)) = proposed(record, mention, gazetteer) else {
            continue;
        };
        let draft = drafts.entry(key.clone()).or_insert_with(|| new.clone());
        draft.mentions += 1;
        draft.articles += u64::from(met.insert(key));
        let defines = matched(mention) == Some(Match::Definition);
        let earlier = (new.date, &new.article) < (draft.date, &draft.article);
        if defines && (!draft.defined || earlier) {
            (draft.defined, draft.date) = (true, new.date);
            (draft.article, draft.rule) = (new.article, new.rule);
        }
    }
}

fn matched(mention: &MentionLine) -> Option<Match> {
    match &mention.value {
        ValueLine::Name(name) => Some(name.matched),
        _ => None,
    }
}

/// The alias that a mention may propose: defined or repeated, of an entity that a dictionary has, under a name it does not have.
fn proposed(
    record: &Record,
    mention: &MentionLine,
    gazetteer: &Gazetteer,
) -> Option<((String, String), Proposal)> {
    let ValueLine::Name(name) = &mention.value else {
        return None;
    };
    if ![Match::Definition, Match::Repeat].contains(&name.matched) {
        return None;
    }
    let entity = gazetteer.entity(name.entity.as_deref()?)?;
    let alias = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let listed = gazetteer
        .lookup(&alias)
        .iter()
        .any(|(known, _)| known.id == entity.id);
    let proposal = Proposal {
        entity: entity.id.to_owned(),
        kind: entity.kind.to_owned(),
        name: entity.name.to_owned(),
        alias: alias.clone(),
        mentions: 0,
        articles: 0,
        article: record.id.clone(),
        quote: String::new(),
        rule: mention.rule.as_str().to_owned(),
        defined: false,
        date: record.date,
    };
    (!listed).then(|| ((entity.id.to_owned(), alias.to_lowercase()), proposal))
}

/// The words around the definition in its article.
fn quote(archive: &Archive, proposal: &Proposal) -> Result<String, Failure> {
    let Some(article) = archive.article(&proposal.article)? else {
        return Ok(String::new());
    };
    let defines = |m: &&MentionLine| {
        matched(m) == Some(Match::Definition)
            && m.text.split_whitespace().eq(proposal.alias.split_whitespace())
    };
    let Some(mention) = article.record.mentions.iter().find(defines) else {
        return Ok(String::new());
    };
    let title = article.record.title.as_deref().unwrap_or_default();
    let text = if mention.field == Field::Title {
        title
    } else {
        &article.text
    };
    let start = (mention.byte_start as usize).saturating_sub(AROUND);
    let end = (mention.byte_end as usize + AROUND).min(text.len());
    let start = (start..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let end = (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let around = text.get(start..end).unwrap_or_default();
    // Whole words at both ends.
    let from = if start == 0 {
        0
    } else {
        around.find(char::is_whitespace).unwrap_or(0)
    };
    let to = if end == text.len() {
        around.len()
    } else {
        around.rfind(char::is_whitespace).unwrap_or(around.len())
    };
    let words: Vec<&str> = around
        .get(from..to)
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    Ok(words.join(" "))
}

fn layer(proposals: &[Proposal], args: &Propose, jsonl: bool) -> Result<String, Failure> {
    let mut entities: BTreeMap<&str, Entity> = BTreeMap::new();
    for proposal in proposals {
        let entity = entities.entry(&proposal.entity).or_insert_with(|| {
            Entity::new(
                proposal.entity.as_str(),
                proposal.kind.as_str(),
                proposal.name.as_str(),
            )
        });
        entity.aliases.push(Alias {
            source: Some(proposal.article.clone()),
            ..Alias::plain(proposal.alias.as_str())
        });
    }
    let meta = LayerMeta {
        name: "proposed".to_owned(),
        status: "proposed".to_owned(),
        source: format!(
            "aliases that articles of the archive {} define",
            args.archive.archive.display()
        ),
        ..LayerMeta::default()
    };
    let entities: Vec<Entity> = entities.into_values().collect();
    if jsonl {
        return Ok(layer_jsonl(&meta, &entities)?);
    }
    let remark = |entity: &Entity, alias: &Alias| {
        let of = proposals
            .iter()
            .filter(|p| *p.entity == *entity.id && p.alias == alias.name);
        of.map(|p| {
            format!(
                "{} in {}; {}: “{}”",
                counted(p.mentions as usize, "mention", "mentions"),
                counted(p.articles as usize, "article", "articles"),
                p.article,
                p.quote
            )
        })
        .collect()
    };
    Ok(layer_toml(&meta, &entities, &remark))
}

fn row(proposal: &Proposal) -> Result<Row, serde_json::Error> {
    Ok(Row {
        cells: vec![
            proposal.entity.clone(),
            proposal.name.clone(),
            proposal.alias.clone(),
            proposal.mentions.to_string(),
            proposal.articles.to_string(),
            proposal.article.clone(),
            proposal.quote.clone(),
        ],
        json: serde_json::to_string(proposal)?,
    })
}
