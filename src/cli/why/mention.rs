//! Why a mention: its rule, its value, the dictionary line or the anchor that gave it, and for names the evidence.

use std::io;

use dateline::archive::StoredArticle;
use dateline::lexicon::entity_lines;
use dateline::model::{MentionLine, NameLine, ValueLine};
use dateline::report::value_words;

use super::{Teller, offsets};

impl Teller {
    pub(super) fn mention(&mut self, article: &StoredArticle, mention: &MentionLine) -> io::Result<()> {
        self.line("mention", &mention.id)?;
        self.line("text", &mention.text)?;
        self.line("kind", mention.kind.as_str())?;
        self.line("value", &value_words(&mention.value))?;
        self.line("rule", &format!("{} (score {})", mention.rule, mention.score))?;
        let places = [mention.start, mention.end, mention.byte_start, mention.byte_end];
        self.line("offsets", &offsets(mention.field.as_str(), places))?;
        match &mention.value {
            ValueLine::Name(name) => {
                self.name(name, &mention.text)?;
                self.evidence(article, mention, name)?;
            }
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
        let title = article.record.title.as_deref();
        let text = title
            .filter(|_| mention.field.as_str() == "title")
            .unwrap_or(&article.text);
        self.context(text, mention.byte_start as usize, mention.byte_end as usize)
    }

    fn name(&mut self, name: &NameLine, written: &str) -> io::Result<()> {
        self.line("name", &name.name)?;
        let matched = serde_json::to_string(&name.matched).unwrap_or_default();
        self.line("match", matched.trim_matches('"'))?;
        for candidate in &name.candidates {
            self.line("candidate", candidate)?;
            self.dictionary(candidate, written)?;
        }
        match &name.entity {
            Some(entity) => self.dictionary(entity, written),
            None => Ok(()),
        }
    }

    /// The dictionary lines that name an entity.
    fn dictionary(&mut self, id: &str, written: &str) -> io::Result<()> {
        let lines = entity_lines(&self.layers, id, written);
        if lines.is_empty() {
            return self.line("dictionary", "none: the text itself establishes the name");
        }
        lines
            .iter()
            .try_for_each(|line| self.dictionary_line("dictionary", line))
    }
}
