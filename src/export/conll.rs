//! Words in columns: a folder with the same sentences in the two shapes that tools read.
//!
//! `articles.conll` is CoNLL-2003 (Tjong Kim Sang & De Meulder 2003): `-DOCSTART-` lines, blank lines between sentences, the word first and
//! its tag last, as `spacy convert`, Flair and seqeval want it. Its readers know no comments. There is one tag a word (IOB2), so the longest
//! of overlapping mentions is in it. Names are `PER`, `ORG`, `LOC` as in that corpus, other kinds as OntoNotes has them.
//!
//! `articles.conllup` is CoNLL-U Plus (universaldependencies.org/ext-format.html): the same and a column for every kind, so that kinds may
//! overlap; comments with document, field and text; in `MISC` the place of the word in its field, in code points (`start_char`, `end_char`,
//! as Stanza has them), and the value of a mention with its first word.
//!
//! A title apart from the text comes first, as sentences with `# field = title`. Head lines, which are not read for mentions, are in neither.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};

use super::folder::Folder;
use super::labels::{apart, label, value};
use super::tokens::{Token, Tokeniser, title_apart, tokens, without_head};
use super::{ExportError, Exporter, Form, Options, Place, Provenance, Target, ToldArticle, ToldStory};
use crate::model::{CodePoints, Field, MentionLine, Record};

/// The format.
pub(super) const FORM: Form = Form {
    name: "conll",
    about: "a folder with words and tags in columns, as CoNLL-2003 and as CoNLL-U Plus",
    place: Place::Folder,
    begin,
};

/// Kinds with a column of their own.
const KINDS: &[&str] = &["organisation", "actor", "person", "place", "date", "figure"];

struct Conll {
    folder: Folder,
    tokeniser: Tokeniser,
    plain: BufWriter<File>,
    plus: BufWriter<File>,
}

fn begin(target: Target, provenance: &Provenance, _: Options) -> Result<Box<dyn Exporter>, ExportError> {
    let folder = Folder::begin(target, provenance)?;
    let plain = folder.create("articles.conll")?;
    let mut plus = folder.create("articles.conllup")?;
    let columns = KINDS.join(" ").to_uppercase();
    writeln!(plus, "# global.columns = ID FORM NER {columns} MISC")?;
    writeln!(plus, "# generator = {}", provenance.line())?;
    Ok(Box::new(Conll {
        folder,
        tokeniser: Tokeniser::new()?,
        plain,
        plus,
    }))
}

impl Exporter for Conll {
    fn story(&mut self, _: &ToldStory<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn article(&mut self, article: &ToldArticle<'_>) -> Result<(), ExportError> {
        let record = article.record;
        writeln!(self.plain, "-DOCSTART- -X- O O\n")?;
        let mut head = document_comments(article);
        if let Some(title) = title_apart(record, article.text) {
            self.field(record, Field::Title, title, &mut head)?;
        }
        let text = without_head(record, article.text);
        self.field(record, Field::Text, &text, &mut head)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.plain.flush()?;
        self.plus.flush()?;
        self.folder.finish()
    }
}

impl Conll {
    /// The sentences of a field; `head` stands before the first and is taken.
    fn field(
        &mut self,
        record: &Record,
        field: Field,
        text: &str,
        head: &mut String,
    ) -> Result<(), ExportError> {
        let mentions: Vec<&MentionLine> = record.mentions.iter().filter(|m| m.field == field).collect();
        let split = self.tokeniser.split(text);
        let tokens = tokens(text, &split, mentions.iter().copied());
        let columns = Columns::new(&mentions);
        let points = CodePoints::new(text);
        for sentence in tokens.chunk_by(|a, b| a.sentence == b.sentence) {
            self.plus.write_all(std::mem::take(head).as_bytes())?;
            self.sentence_comments(record, field, text, sentence)?;
            for (at, token) in sentence.iter().enumerate() {
                let form = &text[token.start as usize..token.end as usize];
                let tags = columns.tags(*token);
                writeln!(self.plain, "{form} -X- _ {}", tags[0].replace("-PERSON", "-PER"))?;
                let next = sentence.get(at + 1).map_or(token.end, |next| next.start);
                let misc = columns.misc(*token, &points, next == token.end);
                writeln!(self.plus, "{}\t{form}\t{}\t{misc}", at + 1, tags.join("\t"))?;
            }
            self.plain.write_all(b"\n")?;
            self.plus.write_all(b"\n")?;
        }
        Ok(())
    }

    fn sentence_comments(
        &mut self,
        record: &Record,
        field: Field,
        text: &str,
        sentence: &[Token],
    ) -> Result<(), ExportError> {
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
            return Ok(());
        };
        let words = on_one_line(&text[first.start as usize..last.end as usize]);
        let (id, name) = (on_one_line(&record.id), field.as_str());
        writeln!(self.plus, "# sent_id = {id}:{name}:{}", first.sentence + 1)?;
        writeln!(self.plus, "# field = {name}\n# text = {words}")?;
        Ok(())
    }
}

/// What stands before the first sentence of an article.
fn document_comments(article: &ToldArticle<'_>) -> String {
    let record = article.record;
    let date = record.date.map(|date| date.to_string());
    let mut out = format!("# newdoc id = {}\n", on_one_line(&record.id));
    for (name, value) in [
        ("source", record.source.as_deref()),
        ("date", date.as_deref()),
        ("story", article.story),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "# {name} = {}", on_one_line(value));
        }
    }
    out
}

/// The mentions of a field by column: one of all kinds, then one for each.
struct Columns<'a> {
    of: Vec<Vec<&'a MentionLine>>,
    all: &'a [&'a MentionLine],
}

impl<'a> Columns<'a> {
    fn new(mentions: &'a [&'a MentionLine]) -> Self {
        let of_kind = |kind: &str| apart(mentions.iter().copied().filter(|m| m.kind.as_str() == kind));
        let of = std::iter::once(apart(mentions.iter().copied()))
            .chain(KINDS.iter().map(|kind| of_kind(kind)))
            .collect();
        Self { of, all: mentions }
    }

    /// The tags of a token, a column each.
    fn tags(&self, token: Token) -> Vec<String> {
        self.of.iter().map(|mentions| tag(mentions, token)).collect()
    }

    fn misc(&self, token: Token, points: &CodePoints, touches_next: bool) -> String {
        let mut out = format!(
            "start_char={}|end_char={}",
            points.at(token.start),
            points.at(token.end)
        );
        let from = self.all.partition_point(|m| m.byte_start < token.start);
        for mention in self.all[from..]
            .iter()
            .take_while(|m| m.byte_start == token.start)
        {
            let value = on_one_line(&value(mention)).replace('|', ",");
            let _ = write!(out, "|{}={value}", capitalised(mention.kind.as_str()));
        }
        if touches_next {
            out.push_str("|SpaceAfter=No");
        }
        out
    }
}

fn tag(mentions: &[&MentionLine], token: Token) -> String {
    let before = mentions.partition_point(|m| m.byte_start <= token.start);
    match before.checked_sub(1).and_then(|at| mentions.get(at)) {
        Some(mention) if mention.byte_start == token.start => format!("B-{}", label(mention)),
        Some(mention) if mention.byte_end > token.start => format!("I-{}", label(mention)),
        _ => "O".to_owned(),
    }
}

fn capitalised(kind: &str) -> String {
    let mut kind = kind.to_owned();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    kind
}

fn on_one_line(text: &str) -> String {
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
        " ",
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::told::{mention, name, record};
    use super::*;

    #[test]
    fn each_kind_has_a_column_and_the_longest_is_in_the_common_one() {
        let text = "The Bank of England’s 3 May vote";
        let record = record(
            "1",
            text,
            &[
                mention(text, "Bank of England", "organisation", "text", &name("org/boe")),
                mention(text, "England", "place", "text", &name("place/england")),
                mention(
                    text,
                    "3 May",
                    "date",
                    "text",
                    &json!({"type": "DATE", "value": "2017-05-03", "from": null, "to": null}),
                ),
            ],
        );
        let split = Tokeniser::new().unwrap().split(text);
        let mentions: Vec<&MentionLine> = record.mentions.iter().collect();
        let columns = Columns::new(&mentions);
        let tokens = tokens(text, &split, record.mentions.iter());
        let told: Vec<String> = tokens
            .iter()
            .map(|token| columns.tags(*token)[..5].join(" "))
            .collect();
        assert_eq!(
            told[..5],
            [
                "O O O O O",
                "B-ORG B-ORG O O O",
                "I-ORG I-ORG O O O",
                "I-ORG I-ORG O O B-LOC",
                "O O O O O"
            ]
        );
        let points = CodePoints::new(text);
        assert_eq!(
            columns.misc(tokens[3], &points, true),
            "start_char=12|end_char=19|Place=place/england|SpaceAfter=No"
        );
        assert_eq!(
            columns.misc(tokens[5], &points, false),
            "start_char=22|end_char=23|Date=2017-05-03"
        );
    }
}
