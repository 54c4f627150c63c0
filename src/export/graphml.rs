//! GraphML (graphml.graphdrawing.org): entities, articles and stories as nodes, for Gephi, networkx, igraph and Cytoscape.
//!
//! Nodes have `kind` (`organisation`, `person`, … , `article`, `story`) and `label`, which Gephi shows; entities how often they are mentioned
//! and in how many articles; articles outlet and day; stories their days, articles and conflicts. Edges have `kind` and `weight`: `mentions`
//! from an article to an entity (how often), `story` from an article to its story (1), `co-mention` between entities (in how many articles).
//! Ambiguous names are no node, and neither is a story of one article. What the export was made from is `desc` and the data `generator` of the graph.
//!
//! Readers want nodes before edges, and co-mentions are known at the end: edges are held in memory, twelve bytes each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

use super::target::Output;
use super::xml::{push_named, push_text};
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{Record, ValueLine, Verdict};

/// The format.
pub(super) const FORM: Form = Form {
    name: "graphml",
    about: "entities, articles and stories as a graph, for Gephi, networkx and igraph",
    place: Place::Stream,
    begin,
};

/// Attributes: id in the file, of what, name, type.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("g", "graph", "generator", "string"),
    ("label", "node", "label", "string"),
    ("kind", "node", "kind", "string"),
    ("source", "node", "source", "string"),
    ("date", "node", "date", "string"),
    ("to", "node", "to", "string"),
    ("articles", "node", "articles", "int"),
    ("mentions", "node", "mentions", "int"),
    ("conflicts", "node", "conflicts", "int"),
    ("ekind", "edge", "kind", "string"),
    ("weight", "edge", "weight", "double"),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

struct GraphMl {
    out: Output,
    /// Index of an entity by its id.
    index: BTreeMap<Arc<str>, u32>,
    entities: Vec<Entity>,
    articles: Vec<String>,
    /// (article, entity, how often)
    mentions: Vec<(u32, u32, u32)>,
    /// Stories of several articles.
    stories: BTreeSet<String>,
    /// Articles of these, with the story.
    members: Vec<(u32, String)>,
    /// In how many articles two entities meet.
    pairs: BTreeMap<(u32, u32), u32>,
}

struct Entity {
    id: Arc<str>,
    kind: String,
    name: Arc<str>,
    articles: u32,
    mentions: u32,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    let mut out = target.into_stream()?;
    let mut head = String::from(HEAD);
    head.push_str("<desc>");
    push_text(&mut head, &provenance.line());
    head.push_str("</desc>\n");
    for (id, of, name, sort) in KEYS {
        let _ = writeln!(
            head,
            "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>"
        );
    }
    head.push_str("<graph id=\"dateline\" edgedefault=\"undirected\">\n");
    data(&mut head, "g", &provenance.line());
    head.push('\n');
    out.write_all(head.as_bytes())?;
    Ok(Box::new(GraphMl {
        out,
        index: BTreeMap::new(),
        entities: Vec::new(),
        articles: Vec::new(),
        mentions: Vec::new(),
        stories: BTreeSet::new(),
        members: Vec::new(),
        pairs: BTreeMap::new(),
    }))
}

impl Exporter for GraphMl {
    fn story(&mut self, told: &ToldStory<'_>) -> Result<(), ExportError> {
        let story = told.story;
        if story.articles.len() < 2 {
            return Ok(());
        }
        self.stories.insert(story.story.clone());
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let conflicts = told
            .facts
            .iter()
            .filter(|fact| fact.verdict == Verdict::Conflict)
            .count();
        self.node(
            &story_node(&story.story),
            &[
                ("label", story.title.as_deref().unwrap_or(&story.story)),
                ("kind", "story"),
                ("date", &day(story.from)),
                ("to", &day(story.to)),
                ("articles", &story.articles.len().to_string()),
                ("conflicts", &conflicts.to_string()),
            ],
        )
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let record = article.record;
        let date = record.date.map(|date| date.to_string());
        let title = record.title.as_deref().filter(|title| !title.is_empty());
        let mentions = record.mentions.len().to_string();
        let node = article_node(&record.id);
        let known = [
            ("label", title.unwrap_or(&record.id)),
            ("kind", "article"),
            ("source", record.source.as_deref().unwrap_or_default()),
            ("date", date.as_deref().unwrap_or_default()),
            ("mentions", &mentions),
        ];
        self.node(&node, &known)?;
        let index = self.articles.len() as u32;
        self.articles.push(node);
        if let Some(story) = article.story.filter(|story| self.stories.contains(*story)) {
            self.members.push((index, story_node(story)));
        }
        self.meet(index, record);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        for entity in std::mem::take(&mut self.entities) {
            let (articles, mentions) = (entity.articles.to_string(), entity.mentions.to_string());
            let known = [
                ("label", &*entity.name),
                ("kind", &entity.kind),
                ("articles", &articles),
                ("mentions", &mentions),
            ];
            self.node(&entity.id, &known)?;
        }
        self.edges()?;
        self.out.write_all(b"</graph>\n</graphml>\n")?;
        self.out.finish()
    }
}

impl GraphMl {
    fn node(&mut self, id: &str, known: &[(&str, &str)]) -> Result<(), ExportError> {
        let mut line = String::from("<node");
        push_named(&mut line, "id", id);
        line.push('>');
        for (key, value) in known.iter().filter(|(_, value)| !value.is_empty()) {
            data(&mut line, key, value);
        }
        line.push_str("</node>\n");
        self.out.write_all(line.as_bytes())?;
        Ok(())
    }

    /// Counts the entities of an article, and which of them meet.
    fn meet(&mut self, article: u32, record: &Record) {
        let mut counts = BTreeMap::<u32, u32>::new();
        for mention in &record.mentions {
            let ValueLine::Name(name) = &mention.value else {
                continue;
            };
            let Some(id) = &name.entity else { continue };
            let next = self.entities.len() as u32;
            let entity = *self.index.entry(Arc::clone(id)).or_insert(next);
            if entity == next {
                self.entities.push(Entity {
                    id: Arc::clone(id),
                    kind: mention.kind.as_str().to_owned(),
                    name: Arc::clone(&name.name),
                    articles: 0,
                    mentions: 0,
                });
            }
            *counts.entry(entity).or_default() += 1;
        }
        for (entity, count) in &counts {
            if let Some(entity) = self.entities.get_mut(*entity as usize) {
                entity.articles += 1;
                entity.mentions += count;
            }
            self.mentions.push((article, *entity, *count));
            for (other, _) in counts.range(entity + 1..) {
                *self.pairs.entry((*entity, *other)).or_default() += 1;
            }
        }
    }

    fn edges(&mut self) -> Result<(), ExportError> {
        let mut ids = vec![""; self.index.len()];
        for (id, index) in &self.index {
            ids[*index as usize] = id;
        }
        for (article, story) in &self.members {
            let line = edge(&self.articles[*article as usize], story, "story", 1);
            self.out.write_all(line.as_bytes())?;
        }
        for (article, entity, count) in &self.mentions {
            let line = edge(
                &self.articles[*article as usize],
                ids[*entity as usize],
                "mentions",
                *count,
            );
            self.out.write_all(line.as_bytes())?;
        }
        for ((a, b), count) in &self.pairs {
            let line = edge(ids[*a as usize], ids[*b as usize], "co-mention", *count);
            self.out.write_all(line.as_bytes())?;
        }
        Ok(())
    }
}

fn article_node(id: &str) -> String {
    format!("article/{id}")
}

fn story_node(id: &str) -> String {
    format!("story/{id}")
}

fn data(out: &mut String, key: &str, value: &str) {
    let _ = write!(out, "<data key=\"{key}\">");
    push_text(out, value);
    out.push_str("</data>");
}

fn edge(from: &str, to: &str, kind: &str, weight: u32) -> String {
    let mut line = String::from("<edge");
    push_named(&mut line, "source", from);
    push_named(&mut line, "target", to);
    line.push('>');
    data(&mut line, "ekind", kind);
    let _ = writeln!(line, "<data key=\"weight\">{weight}.0</data></edge>");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_holds_any_id() {
        assert_eq!(
            edge("article/<a>", "org/\"b\"", "mentions", 2),
            "<edge source=\"article/&lt;a&gt;\" target=\"org/&quot;b&quot;\"><data key=\"ekind\">mentions</data>\
             <data key=\"weight\">2.0</data></edge>\n"
        );
    }
}
