//! How many columns of a terminal a text takes.

/// Columns of `text`: two for East Asian wide characters and emoji, none for combining marks and joiners (a short form of UAX #11).
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(char_width).sum()
}

/// The longest beginning of `text` that takes at most `columns`, with `…` in the last column where something is left out.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += char_width(c);
        if used + 1 > columns {
            break;
        }
        out.push(c);
    }
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    out.push('…');
    out
}

fn char_width(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f
        | 0x0483..=0x0489
        | 0x0591..=0x05bd
        | 0x200b..=0x200f
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_characters() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("“é”"), 3);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("東京"), 4);
    }

    #[test]
    fn cutting_keeps_within_the_columns() {
        assert_eq!(cut("Harbour Post", 12), "Harbour Post");
        assert_eq!(cut("Harbour Post", 9), "Harbour…");
        assert_eq!(cut("東京新聞", 5), "東京…");
    }
}
