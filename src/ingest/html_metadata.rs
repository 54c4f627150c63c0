//! What a page says about its article: JSON-LD first, then meta tags, then `<time>` and the page's own title.

use dom_smoothie::Readability;
use serde_json::Value;

use super::draft::Draft;
use crate::lexicon::{DictionaryError, WordLists, dictionary};
use crate::model::Title;

/// The words of `dictionaries/ingest/html.toml`.
#[derive(Debug)]
pub(super) struct PageWords {
    article_types: Vec<String>,
    title: Vec<String>,
    source: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
    updated: Vec<String>,
    language: Vec<String>,
    /// One selector of all that is no part of an article.
    pub(super) leave_out: String,
    /// Where the text is looked for when nothing else is found, best first.
    pub(super) fall_back: Vec<String>,
    /// Phrases of lines above an article that are no part of it.
    pub(super) page_line: Vec<String>,
}

impl PageWords {
    /// The built-in words.
    pub(super) fn built_in() -> Result<Self, DictionaryError> {
        let lists = WordLists::parse(&dictionary!("ingest/html.toml"))?;
        let list = |key| -> Result<Vec<String>, DictionaryError> {
            Ok(lists.list(key)?.map(str::to_owned).collect())
        };
        Ok(Self {
            article_types: list("article_types")?,
            title: list("title")?,
            source: list("source")?,
            author: list("author")?,
            date: list("date")?,
            updated: list("updated")?,
            language: list("language")?,
            leave_out: list("leave_out")?.join(", "),
            fall_back: list("fall_back")?,
            page_line: list("page_line")?,
        })
    }

    /// A draft with everything but the text. The page must be as parsed: scripts are still needed.
    pub(super) fn metadata(&self, page: &Readability) -> Draft {
        let linked = self.json_ld(page);
        let tags = MetaTags::of(page);
        let from = |key: &str| linked.as_ref().and_then(|article| names(article.get(key)?));
        let mut draft = Draft {
            outlet: from("publisher").or_else(|| tags.first(&self.source)),
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
        let others = [
            ("author", from("author").or_else(|| tags.first(&self.author))),
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

    /// The article among a page's JSON-LD.
    fn json_ld(&self, page: &Readability) -> Option<Value> {
        let scripts = page.doc.try_select("script[type='application/ld+json']")?;
        scripts.iter().find_map(|script| {
            let written = script.text();
            // Raw line ends inside strings are common and no JSON; as white space they do no harm anywhere.
            let json: String = written
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            let value = serde_json::from_str(json.trim().trim_end_matches(';')).ok()?;
            self.article_in(value)
        })
    }

    /// An object of an article type, at the top, in a list, or in a graph.
    fn article_in(&self, value: Value) -> Option<Value> {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.into_iter().rev()),
                Value::Object(mut object) => {
                    let types = object.get("@type").map(strings).unwrap_or_default();
                    if types.iter().any(|t| self.article_types.contains(t)) {
                        return Some(Value::Object(object));
                    }
                    open.extend(
                        ["mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| object.remove(*key)),
                    );
                }
                _ => {}
            }
        }
        None
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

    fn first(&self, names: &[String]) -> Option<String> {
        names.iter().find_map(|name| self.get(name))
    }
}

/// An attribute of the first element that a selector finds.
fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    filled(&page.doc.try_select(selector)?.attr(name)?)
}

/// Words with single spaces, if there are any.
fn filled(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A string, the name of an object, or the names of a list of these.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Object(object) => filled(object.get("name")?.as_str()?),
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter(|v| !v.is_array()).filter_map(names).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// "Accountant guilty | Deccan Lamp" without the outlet's name.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let bare = outlet
        .and_then(|outlet| title.strip_suffix(outlet))
        .map(str::trim_end)
        .and_then(|rest| rest.strip_suffix(['|', '-', '–', '—', '·', '«', '»', '/']))
        .map(str::trim_end)
        .filter(|rest| !rest.is_empty());
    bare.unwrap_or(title).to_owned()
}
