//! The tables of stories, and of which articles they hold.

use super::cell::Type;
use super::{Column, Reference, Rows, Table, articles};
use crate::export::{ExportError, ToldStory};

/// A row a story.
pub(super) const STORIES: Table = Table {
    name: "stories",
    about: "Articles that report the same event, taken together",
    of_articles: false,
    columns: &[&[
        Column::always("story_id", Type::Text, "id of the story"),
        Column::maybe("title", Type::Text, "title of its earliest titled article"),
        Column::maybe("first_day", Type::Day, "first day of publication"),
        Column::maybe("last_day", Type::Day, "last day of publication"),
        Column::always("articles", Type::Whole, "articles"),
        Column::always("copies", Type::Whole, "of these, articles that copy another one"),
        Column::always("facts", Type::Whole, "facts"),
        Column::always(
            "conflicts",
            Type::Whole,
            "of these, facts on which the articles differ",
        ),
    ]],
    key: &["story_id"],
    references: &[],
};

/// A row an article of a story.
pub(super) const STORY_ARTICLES: Table = Table {
    name: "story_articles",
    about: "Which articles a story holds, by day and id",
    of_articles: false,
    columns: &[&[
        Column::always("story_id", Type::Text, "the story"),
        Column::always("article_id", Type::Text, "the article"),
        Column::always("place", Type::Whole, "place in the story, from 0"),
        Column::maybe("copy_of", Type::Text, "the article that this one copies"),
    ]],
    key: &["story_id", "article_id"],
    references: &[
        Reference {
            columns: &["story_id"],
            table: "stories",
            to: &["story_id"],
        },
        Reference {
            columns: &["article_id"],
            table: "articles",
            to: &["article_id"],
        },
    ],
};

/// A story, its articles, and those of them that nothing else of the export holds.
pub(super) fn rows(told: &ToldStory<'_>, rows: &mut dyn Rows) -> Result<(), ExportError> {
    let story = told.story;
    let differ = |fact: &&crate::model::Fact| fact.verdict == crate::model::Verdict::Conflict;
    let cells = vec![
        (&story.story).into(),
        story.title.as_ref().into(),
        story.from.into(),
        story.to.into(),
        story.articles.len().into(),
        story.copies.len().into(),
        told.facts.len().into(),
        told.facts.iter().filter(differ).count().into(),
    ];
    rows.row(&STORIES, cells)?;
    for brief in told.articles.iter().filter(|brief| !brief.chosen) {
        articles::row_of_brief(brief, &story.story, rows)?;
    }
    for (place, id) in story.articles.iter().enumerate() {
        let original = story.copies.iter().find(|(copy, _)| copy == id);
        let cells = vec![
            (&story.story).into(),
            id.into(),
            place.into(),
            original.map(|(_, original)| original).into(),
        ];
        rows.row(&STORY_ARTICLES, cells)?;
    }
    Ok(())
}
