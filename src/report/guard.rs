//! Cells that a spreadsheet would run: guarded before they reach one.

use std::borrow::Cow;

/// The text with an apostrophe before it where a spreadsheet would take it for a formula: where it begins with `=`, `+`, `-`, `@`, their
/// full-width forms, a tab or a line end (OWASP, "CSV Injection"). A number is none, whatever its sign.
///
/// ```
/// use dateline::report::guarded;
///
/// assert_eq!(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
/// assert_eq!(guarded("-5.2"), "-5.2");
/// assert_eq!(guarded("a = b"), "a = b");
/// ```
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let begins = |c| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}'
        )
    };
    if cell.starts_with(begins) && cell.parse::<f64>().is_err() {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}
