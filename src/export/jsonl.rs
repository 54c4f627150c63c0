//! JSON Lines: the output contract, one article a line. Stories and facts have their own lines in `dateline stories` and `dateline facts`.

use std::io::Write as _;

use super::target::Output;
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};

/// The format.
pub(super) const FORM: Form = Form {
    name: "jsonl",
    about: "one article a line, as `dateline extract` writes them, with names joined (`resolved`)",
    place: Place::Stream,
    begin,
};

struct Jsonl {
    out: Output,
    with_text: bool,
}

fn begin(target: Target, _: &Provenance, options: Options) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(Box::new(Jsonl {
        out: target.into_stream()?,
        with_text: options.with_text,
    }))
}

impl Exporter for Jsonl {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let mut record = std::borrow::Cow::Borrowed(article.record);
        if self.with_text {
            record.to_mut().text = Some(article.text.to_owned());
        }
        writeln!(self.out, "{}", record.to_json())?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.out.finish()
    }
}
