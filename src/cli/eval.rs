//! `dateline eval`: precision, recall and F1 of every stage against gold written beside the articles.

use dateline::eval::{self, ArticleGold, GoldError, StoryGold};
use dateline::model::{Article, ArticleClaims, Record};
use dateline::pipeline::reconcile_all;
use dateline::report::{Column, Place, Row};

use super::args::Eval;
use super::articles::{analyst, in_batches, story_settings};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;

const COLUMNS: &[Column] = &[
    Column::new("stage", Place::Left),
    Column::new("what", Place::Left),
    Column::new("reading", Place::Left),
    Column::new("gold", Place::Right),
    Column::new("found", Place::Right),
    Column::new("precision", Place::Right),
    Column::new("recall", Place::Right),
    Column::new("f1", Place::Right),
];

/// Runs the command.
pub(crate) fn run(args: &Eval, screen: Screen) -> Result<Exit, Failure> {
    if args.gold.is_file() {
        return inline(args, screen);
    }
    let gold = StoryGold::below(&args.gold).map_err(|e| unreadable(args, &e))?;
    if gold.is_empty() {
        return names(args, screen);
    }
    let analyst = analyst(&[args.gold.display().to_string()], &args.reading, screen)?;
    let mut records: Vec<Record> = Vec::new();
    let path = args.gold.display().to_string();
    let tally = in_batches(&[path], &args.reading, screen, &mut |articles, _| {
        records.extend(analyst.read_all(&articles));
        Ok(())
    })?;
    let claims = records.iter().map(ArticleClaims::from).collect();
    let settings = story_settings(args.reading.stories_from.as_ref());
    let (stories, facts) = reconcile_all(claims, &settings, analyst.questions());
    let mut listing = screen.listing(&args.format, COLUMNS);
    for score in eval::evaluate(&gold, &records, &stories, &facts) {
        listing.row(row(&score))?;
    }
    listing.finish()?;
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

/// Measures names on the articles of a folder that holds nothing but marked names, such as `corpus/names/aside`.
fn names(args: &Eval, screen: Screen) -> Result<Exit, Failure> {
    let gold = ArticleGold::names_below(&args.gold).map_err(|e| unreadable(args, &e))?;
    if gold.is_empty() {
        return inline(args, screen);
    }
    let articles: Vec<Article> = gold.iter().map(ArticleGold::article).collect();
    let gold_folder = [args.gold.display().to_string()];
    let records = analyst(&gold_folder, &args.reading, screen)?.read_all(&articles);
    let mut listing = screen.listing(&args.format, COLUMNS);
    for score in eval::evaluate_names(&gold, &records) {
        listing.row(row(&score))?;
    }
    listing.finish()?;
    Ok(Exit::Success)
}

/// Measures on articles that carry marks themselves, such as NITF.
fn inline(args: &Eval, screen: Screen) -> Result<Exit, Failure> {
    let path = [args.gold.display().to_string()];
    let analyst = analyst(&path, &args.reading, screen)?;
    let (mut gold, mut records): (Vec<ArticleGold>, Vec<Record>) = (Vec::new(), Vec::new());
    let tally = in_batches(&path, &args.reading, screen, &mut |articles, _| {
        gold.extend(articles.iter().filter_map(ArticleGold::of_inline));
        records.extend(analyst.read_all(&articles));
        Ok(())
    })?;
    if gold.is_empty() {
        let hint = "a folder with story.toml files, such as corpus/dev, with marked articles, such as corpus/names/aside, or with NITF";
        return Err(Failure::new(
            "nothing to measure against",
            args.gold.display(),
            "no story.toml below it, no *.gold in it, and no article with marks of its own",
            hint,
        ));
    }
    let mut listing = screen.listing(&args.format, COLUMNS);
    for score in eval::evaluate_inline(&gold, &records) {
        listing.row(row(&score))?;
    }
    listing.finish()?;
    Ok(Exit::skipped(tally.skipped.len() as u64))
}

fn unreadable(args: &Eval, error: &GoldError) -> Failure {
    let hint = "a folder as corpus/README.md describes";
    Failure::new("cannot read the gold", args.gold.display(), error, hint)
}

fn row(score: &eval::Row) -> Row {
    let cells: Vec<String> = score.to_string().split('\t').map(str::to_owned).collect();
    let fields = COLUMNS.iter().map(|c| c.name).zip(&cells);
    let json: serde_json::Map<String, serde_json::Value> = fields
        .map(|(name, cell)| {
            (
                name.to_owned(),
                cell.parse::<f64>()
                    .map_or_else(|_| cell.as_str().into(), Into::into),
            )
        })
        .collect();
    Row {
        cells,
        json: serde_json::Value::Object(json).to_string(),
    }
}
