//! Lines that a page sets above its article and that no class name gives away: "4 March 2019 · 3 min read".

/// Words such a line has at most.
const LONGEST: usize = 12;

/// Takes them off the head of the text: short paragraphs without a sentence's end that hold one of `phrases` (small letters).
pub(super) fn without_page_lines(text: String, phrases: &[String]) -> String {
    let mut rest = text.as_str();
    while let Some((first, after)) = rest.split_once("\n\n")
        && is_page_line(first, phrases)
    {
        rest = after;
    }
    if rest.len() == text.len() {
        text
    } else {
        rest.to_owned()
    }
}

fn is_page_line(paragraph: &str, phrases: &[String]) -> bool {
    let small = paragraph.to_lowercase();
    let ends = paragraph.trim_end().ends_with(['.', '!', '?', '”', '"', ':']);
    !ends
        && paragraph.split_whitespace().count() <= LONGEST
        && phrases.iter().any(|p| small.contains(p.as_str()))
}

#[cfg(test)]
mod tests {
    use super::without_page_lines;

    #[test]
    fn a_reading_time_is_no_text() {
        let phrases = ["min read".to_owned()];
        let cut = |text: &str| without_page_lines(text.to_owned(), &phrases);
        assert_eq!(
            cut("4 March 2019 · 3 min read\n\nA ferry burned."),
            "A ferry burned."
        );
        assert_eq!(
            cut("A 3 min read was all it took.\n\nMore."),
            "A 3 min read was all it took.\n\nMore."
        );
        assert_eq!(cut("3 min read"), "3 min read");
    }
}
