//! Markdown: front matter in YAML or TOML as static sites have it, and the first heading as title. The file is its own text; its front
//! matter is the head, so that offsets index the file.

use super::decode::decode;
use super::draft::Draft;
use super::head_lines::{HeadLines, line_at, next_line, set};
use super::text::is_text;
use super::{Flow, Head, Input, Intake, Reader, Recognition};
use crate::model::{Span, Title};

/// Reads a file.
#[derive(Debug)]
pub(super) struct Markdown;

const EXTENSIONS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// What front matter stands between, and what is between a name and its value there.
const FENCES: [(&str, char); 2] = [("---", ':'), ("+++", '=')];

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    /// By its name, or by front matter.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let named = EXTENSIONS.contains(&extension);
        Recognition::from(is_text(&head.text) && (named || front_matter(&head.text).is_some()))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let bytes = match intake.whole(input.stream) {
            Ok(bytes) => bytes,
            Err(reason) => return intake.skip(&input.source, None, &reason),
        };
        let decoded = decode(bytes, None);
        let mut draft = draft(decoded.text.clone(), &intake.head_lines);
        draft.note_decoding(&decoded);
        intake.article(&input.source, draft)
    }
}

fn draft(text: String, words: &HeadLines) -> Draft {
    let mut draft = match front_matter(&text) {
        Some(found) => of_front_matter(&text, &found, words),
        None => Draft {
            text: String::new(),
            ..words.draft(text.clone())
        },
    };
    if let Some(heading) = heading(&text, draft.head) {
        let given = matches!(&draft.title, Some(Title::Inside(span)) if (span.start as usize) < draft.head);
        if !given {
            draft.title = Some(Title::Inside(heading));
        }
    }
    draft.text = text;
    draft
}

/// Where front matter lies.
#[derive(Debug, Clone, Copy)]
struct FrontMatter {
    start: usize,
    end: usize,
    behind: usize,
    between: char,
}

/// Front matter at the start of a text: a fence, lines with at least one name and value, the fence again.
fn front_matter(text: &str) -> Option<FrontMatter> {
    let (fence, between) = FENCES
        .into_iter()
        .find(|(fence, _)| line_at(text, 0).trim_end() == *fence)?;
    let start = next_line(text, 0);
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at).trim_end();
        if line == fence || (fence == "---" && line == "...") {
            let named = text[start..at]
                .lines()
                .any(|line| name_and_value(line, between).is_some());
            let behind = next_line(text, at);
            return named.then_some(FrontMatter {
                start,
                end: at,
                behind,
                between,
            });
        }
        at = next_line(text, at);
    }
    None
}

fn of_front_matter(text: &str, found: &FrontMatter, words: &HeadLines) -> Draft {
    let mut draft = Draft {
        head: found.behind,
        ..Draft::default()
    };
    let mut list: Option<(String, Vec<String>)> = None;
    let mut at = found.start;
    while at < found.end {
        let line = line_at(text, at);
        if let Some((name, value)) = name_and_value(line, found.between) {
            keep_list(&mut draft, list.take(), words);
            let start = at + (value.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
            if value.is_empty() {
                list = Some((name.to_owned(), Vec::new()));
            } else {
                field(&mut draft, name, value, start, words);
            }
        } else if let (Some((_, items)), Some(item)) = (&mut list, line.trim().strip_prefix('-')) {
            items.push(unquoted(item.trim()).to_owned());
        }
        at = next_line(text, at);
    }
    keep_list(&mut draft, list, words);
    draft
}

/// A list below a name: joined, as any other value.
fn keep_list(draft: &mut Draft, list: Option<(String, Vec<String>)>, words: &HeadLines) {
    if let Some((name, items)) = list.filter(|(_, items)| !items.is_empty()) {
        keep(draft, words.key(&name).unwrap_or(name.as_str()), items.join(", "));
    }
}

/// A value: a plain or quoted word, or a list in brackets.
fn field(draft: &mut Draft, name: &str, value: &str, start: usize, words: &HeadLines) {
    if let Some(meant) = escaped(value) {
        return keep(draft, words.key(name).unwrap_or(name), meant);
    }
    let plain = unquoted(value);
    let start = start + usize::from(plain.len() < value.len());
    match words.key(name) {
        Some(key) if !value.starts_with('[') => set(draft, key, plain, Span::new(start, start + plain.len())),
        key => {
            let items = value.trim_start_matches('[').trim_end_matches(']').split(',');
            let items: Vec<&str> = items.map(|item| unquoted(item.trim())).collect();
            keep(draft, key.unwrap_or(name), items.join(", "));
        }
    }
}

fn keep(draft: &mut Draft, name: &str, value: String) {
    match name {
        "title" => draft.title = Some(Title::Apart(value)),
        "source" => draft.outlet = Some(value),
        _ => drop(draft.meta.insert(name.to_owned(), value.into())),
    }
}

/// `name: value` at the start of a line; what is indented belongs to something else.
fn name_and_value(line: &str, between: char) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(between)?;
    let name = name.strip_suffix(' ').unwrap_or(name);
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_name.then_some((name, value.trim()))
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// What a quoted value with escapes in it means (YAML 1.2.2, sections 7.3.1 and 7.3.2); `None` if it has none.
fn escaped(value: &str) -> Option<String> {
    if value.starts_with('"') && value.contains('\\') {
        return serde_json::from_str(value).ok();
    }
    let inside = value.strip_prefix('\'')?.strip_suffix('\'')?;
    inside.contains("''").then(|| inside.replace("''", "'"))
}

/// The words of the heading that the text begins with: `# Title`, or a line above `====`.
fn heading(text: &str, at: usize) -> Option<Span> {
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    let line = line_at(text, start);
    let words = line.strip_prefix("# ").map(str::trim);
    let below = line_at(text, next_line(text, start)).trim();
    let words = match words {
        Some(words) => words,
        None if below.len() >= 3 && below.bytes().all(|b| b == b'=') => line.trim(),
        None => return None,
    };
    let start = start + line.find(words)?;
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, String) {
        let draft = draft(text.to_owned(), &HeadLines::built_in().unwrap());
        let title = match &draft.title {
            Some(Title::Inside(span)) => span.of(text).to_owned(),
            Some(Title::Apart(title)) => format!("apart: {title}"),
            None => String::new(),
        };
        (draft, title)
    }

    #[test]
    fn escapes_in_quoted_titles_are_read() {
        for (title, expected) in [
            (r#""No \"radar\" aboard""#, "apart: No \"radar\" aboard"),
            ("'The mayor''s ship'", "apart: The mayor's ship"),
            (r#""Plain""#, "Plain"),
            (r"C:\ships", r"C:\ships"),
        ] {
            let (_, found) = read(&format!("---\ntitle: {title}\n---\n\nText.\n"));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn front_matter_is_the_head_of_the_text() {
        let text = "---\ntitle: \"Ferry burns\"\ndate: 2019-03-04\nsource: Harbour Post\ntags: [sea, 'fire']\nauthors:\n  - Mara Velt\n  - Jonas Wick\n---\n\nFive people died.\n";
        let (draft, title) = read(text);
        assert_eq!(title, "Ferry burns");
        assert_eq!(draft.text, text);
        assert!(draft.text[draft.head..].starts_with("\nFive"));
        assert_eq!(
            (draft.outlet.as_deref(), draft.dates.as_slice()),
            (Some("Harbour Post"), &["2019-03-04".to_owned()][..])
        );
        assert_eq!(draft.meta["tags"], "sea, fire");
        assert_eq!(draft.meta["author"], "Mara Velt, Jonas Wick");
    }

    #[test]
    fn other_forms() {
        let cases = [
            ("+++\ntitle = 'Fog'\n+++\nText.", "Fog"),
            ("# Fog in the harbour\n\nText.", "Fog in the harbour"),
            ("Fog\n====\n\nText.", "Fog"),
            ("Date: 2019-03-04\n\n# Fog\n\nText.", "Fog"),
            ("---\nno fence closes\ntitle: x\n", ""),
            ("Text alone.", ""),
        ];
        for (text, title) in cases {
            assert_eq!(read(text).1, title, "{text}");
        }
    }
}
