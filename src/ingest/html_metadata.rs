//! What a page says about its article: JSON-LD first, then meta tags, then `<time>` and the page's own title and marks.

use dom_smoothie::Readability;

use super::draft::Draft;
use super::html_linked::Linked;
use super::html_named::NamedParts;
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::Title;

/// The words of `dictionaries/ingest/html.toml`.
#[derive(Debug)]
pub(super) struct PageWords {
    list_types: Vec<String>,
    article_types: Vec<String>,
    author_marks: Vec<String>,
    source_marks: Vec<String>,
    title: Vec<String>,
    source: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
    updated: Vec<String>,
    language: Vec<String>,
    /// One selector of all that is no part of an article.
    pub(super) leave_out: String,
    /// What is left out by words of its names.
    pub(super) named: NamedParts,
    /// Where the text is looked for when nothing else is found, best first.
    pub(super) fall_back: Vec<String>,
    /// Phrases of lines above an article that are no part of it.
    pub(super) page_line: Vec<String>,
}

/// What a page says.
#[derive(Debug)]
pub(super) struct About {
    /// Everything but the text.
    pub(super) draft: Draft,
    /// The text that its JSON-LD gives.
    pub(super) body: Option<String>,
    /// It says that it is a list of articles.
    pub(super) is_list: bool,
}

impl PageWords {
    /// Whether an object of this type is an article.
    pub(super) fn is_article(&self, kind: &str) -> bool {
        self.article_types.iter().any(|known| known == kind)
    }

    /// Whether an object of this type is a list of articles.
    pub(super) fn is_list(&self, kind: &str) -> bool {
        self.list_types.iter().any(|known| known == kind)
    }

    /// The built-in words.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/html.toml"))?;
        let list = |key| -> Result<Vec<String>, DictionaryError> {
            Ok(lists.list(key)?.map(str::to_owned).collect())
        };
        Ok(Self {
            list_types: list("list_types")?,
            article_types: list("article_types")?,
            author_marks: list("author_marks")?,
            source_marks: list("source_marks")?,
            title: list("title")?,
            source: list("source")?,
            author: list("author")?,
            date: list("date")?,
            updated: list("updated")?,
            language: list("language")?,
            leave_out: list("leave_out")?.join(", "),
            named: NamedParts::new(list("leave_out_named")?),
            fall_back: list("fall_back")?,
            page_line: list("page_line")?,
        })
    }

    /// What the page says; it must be as parsed: scripts are still needed.
    pub(super) fn about(&self, page: &Readability) -> About {
        let linked = Linked::of(page, self);
        let draft = self.metadata(page, &linked);
        About {
            draft,
            body: linked.body(),
            is_list: linked.is_list() && MetaTags::of(page).get("og:type").as_deref() != Some("article"),
        }
    }

    /// A draft with everything but the text.
    fn metadata(&self, page: &Readability, linked: &Linked) -> Draft {
        let tags = MetaTags::of(page);
        let from = |key: &str| linked.names(key);
        let mut draft = Draft {
            outlet: from("publisher")
                .or_else(|| tags.first(&self.source))
                .or_else(|| shown(page, &self.source_marks)),
            language: from("inLanguage")
                .or_else(|| attribute(page, "html[lang]", "lang"))
                .or_else(|| tags.first(&self.language)),
            ..Draft::default()
        };
        let title = from("headline")
            .or_else(|| tags.first(&self.title))
            .or_else(|| filled(&page.get_article_title()));
        draft.title = title.map(|title| Title::Apart(without_outlet(&title, draft.outlet.as_deref())));
        self.dates(page, from("datePublished"), &tags, &mut draft);
        let author = from("author")
            .or_else(|| tags.first(&self.author))
            .or_else(|| shown(page, &self.author_marks));
        let others = [
            ("author", author.map(|name| without_by(&name))),
            (
                "updated",
                from("dateModified").or_else(|| tags.first(&self.updated)),
            ),
            (
                "section",
                from("articleSection").or_else(|| tags.get("article:section")),
            ),
            (
                "url",
                attribute(page, "link[rel='canonical']", "href").or_else(|| tags.get("og:url")),
            ),
        ];
        for (name, value) in others {
            if let Some(value) = value {
                draft.meta.insert(name.to_owned(), value.into());
            }
        }
        draft
    }

    /// Publication dates, best first, and in meta where the best one was found.
    fn dates(&self, page: &Readability, linked: Option<String>, tags: &MetaTags, draft: &mut Draft) {
        let mut found: Vec<(String, String)> = Vec::new();
        found.extend(linked.map(|date| ("json-ld datePublished".to_owned(), date)));
        found.extend(
            self.date
                .iter()
                .filter_map(|name| Some((format!("meta {name}"), tags.get(name)?))),
        );
        for selector in TIMES {
            found.extend(attribute(page, selector, "datetime").map(|date| ("time".to_owned(), date)));
        }
        if let Some((field, _)) = found.first() {
            draft.meta.insert("date_field".to_owned(), field.as_str().into());
        }
        draft.dates = found.into_iter().map(|(_, date)| date).collect();
    }
}

/// Where `<time>` gives the publication, best first.
const TIMES: [&str; 4] = [
    "time[itemprop='datePublished'][datetime]",
    "time[pubdate][datetime]",
    "article time[datetime]",
    "time[datetime]",
];

/// The meta tags of a page, by lower-case name, in order.
#[derive(Debug)]
struct MetaTags {
    tags: Vec<(String, String)>,
}

impl MetaTags {
    fn of(page: &Readability) -> Self {
        let mut tags = Vec::new();
        if let Some(found) = page.doc.try_select("meta[content]") {
            for tag in &found {
                let content = tag.attr("content").and_then(|content| filled(&content));
                let names = ["property", "name", "itemprop", "http-equiv"]
                    .into_iter()
                    .filter_map(|key| tag.attr(key));
                for name in names {
                    tags.extend(content.clone().map(|content| (name.to_lowercase(), content)));
                }
            }
        }
        Self { tags }
    }

    fn get(&self, name: &str) -> Option<String> {
        self.tags
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, content)| content.clone())
    }

    /// The first that is no address: `article:author` is often one.
    fn first(&self, names: &[String]) -> Option<String> {
        let is_name = |value: &String| !value.starts_with("http://") && !value.starts_with("https://");
        names.iter().find_map(|name| self.get(name).filter(is_name))
    }
}

/// An attribute of the first element that a selector finds.
fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    filled(&page.doc.try_select(selector)?.attr(name)?)
}

/// What the first element shows, or holds as content, that one of the selectors finds.
fn shown(page: &Readability, selectors: &[String]) -> Option<String> {
    selectors.iter().find_map(|selector| {
        let found = page.doc.try_select(selector)?.first();
        let content = found.attr("content").and_then(|content| filled(&content));
        content.or_else(|| filled(&found.text()))
    })
}

/// "By Mara Velt" without the word.
fn without_by(name: &str) -> String {
    let rest = name.strip_prefix("By ").or_else(|| name.strip_prefix("by "));
    rest.unwrap_or(name).to_owned()
}

/// Words with single spaces, if there are any.
pub(super) fn filled(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// "Accountant guilty | Deccan Lamp" without the outlet's name.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let bare = outlet
        .and_then(|outlet| title.strip_suffix(outlet))
        .map(str::trim_end)
        .and_then(|rest| rest.strip_suffix(['|', '-', '–', '—', '·', '«', '»', '‹', '›', '<', '>', '•', '/']))
        .map(str::trim_end)
        .filter(|rest| !rest.is_empty());
    bare.unwrap_or(title).to_owned()
}
