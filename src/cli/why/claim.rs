//! Why a claim: its question, the phrase that asks it, the mentions that it is made from, and who says so.

use std::io;

use dateline::archive::StoredArticle;
use dateline::lexicon::{QuestionSet, question_lines};
use dateline::model::{Claim, Field};
use dateline::report::value_words;

use super::{Teller, offsets};

impl Teller {
    pub(super) fn claim(&mut self, article: &StoredArticle, claim: &Claim) -> io::Result<()> {
        self.line("claim", &claim.to_string())?;
        self.question(claim)?;
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
        let places = [span.start, span.end, span.byte_start, span.byte_end];
        self.line("offsets", &offsets(span.field.as_str(), places))?;
        self.anchor(&article.record)?;
        self.made_from(article, claim)?;
        let text = match span.field {
            Field::Text => article.text.as_str(),
            Field::Title => article.record.title.as_deref().unwrap_or_default(),
        };
        self.context(text, span.byte_start as usize, span.byte_end as usize)
    }

    /// Where the question is declared, and its phrase that stands in the claim.
    fn question(&mut self, claim: &Claim) -> io::Result<()> {
        let lines = question_lines(&QuestionSet::built_in_files(), &claim.question, &claim.quote);
        if lines.is_empty() {
            return self.line(
                "question",
                &format!("{}: open, of every counted noun", claim.question),
            );
        }
        for (name, line) in ["question", "trigger"].iter().cycle().zip(&lines) {
            self.dictionary_line(name, line)?;
        }
        Ok(())
    }

    /// The mentions inside the claim's words.
    fn made_from(&mut self, article: &StoredArticle, claim: &Claim) -> io::Result<()> {
        let span = claim.span;
        let mentions = article.record.mentions.iter().filter(|mention| {
            mention.field.as_str() == span.field.as_str()
                && mention.byte_start >= span.byte_start
                && mention.byte_end <= span.byte_end
        });
        for mention in mentions {
            let value = value_words(&mention.value);
            let told = format!("{} = {value} ({}, {})", mention.text, mention.kind, mention.rule);
            self.line("made from", &told)?;
        }
        Ok(())
    }
}
