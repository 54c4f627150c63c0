//! Inline marks: `⟦KIND VALUE…|words⟧`.

use crate::model::Span;

/// A span of an article with what gold says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// `org`, `date`, `claim` …
    pub kind: String,
    /// What follows the kind, split at blanks.
    pub values: Vec<String>,
    /// Bytes of the text without marks.
    pub span: Span,
}

/// A file whose marks do not close or have no head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct MarkError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: &'static str,
}

/// The text without its marks, and the marks by place.
///
/// # Errors
/// A mark without `|`, or one that never closes.
///
/// ```
/// let (text, marks) = dateline::eval::marks("on ⟦date DATE 2019-03-04|Monday⟧").unwrap();
/// assert_eq!(text, "on Monday");
/// assert_eq!(marks[0].values, ["DATE", "2019-03-04"]);
/// ```
pub fn marks(marked: &str) -> Result<(String, Vec<Mark>), MarkError> {
    let mut text = String::with_capacity(marked.len());
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    let error = |text: &str, reason| MarkError {
        line: text.matches('\n').count() + 1,
        reason,
    };
    while let Some(at) = rest.find(['⟦', '⟧']) {
        text.push_str(&rest[..at]);
        let opens = rest[at..].starts_with('⟦');
        rest = &rest[at + '⟦'.len_utf8()..];
        if opens {
            let (head, after) = rest
                .split_once('|')
                .ok_or_else(|| error(&text, "a mark has no `|`"))?;
            open.push((text.len(), head));
            rest = after;
        } else {
            let (start, head) = open.pop().ok_or_else(|| error(&text, "`⟧` closes nothing"))?;
            let mut words = head.split_whitespace().map(str::to_owned);
            let kind = words.next().ok_or_else(|| error(&text, "a mark has no kind"))?;
            marks.push(Mark {
                kind,
                values: words.collect(),
                span: Span::new(start, text.len()),
            });
        }
    }
    text.push_str(rest);
    if !open.is_empty() {
        return Err(error(&text, "a mark is never closed"));
    }
    marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    Ok((text, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_may_nest() {
        let (text, found) =
            marks("⟦claim killed [3,3]|⟦figure count [3,3] person|Three people⟧ died⟧.").unwrap();
        assert_eq!(text, "Three people died.");
        let spans: Vec<&str> = found.iter().map(|m| m.span.of(&text)).collect();
        assert_eq!(spans, ["Three people died", "Three people"]);
    }

    #[test]
    fn broken_marks_name_their_line() {
        assert_eq!(marks("a\n⟦org x|b").unwrap_err().line, 2);
        assert_eq!(marks("a⟧").unwrap_err().reason, "`⟧` closes nothing");
        assert!(marks("⟦org x").is_err());
    }
}
