//! Is a line end part of the layout or the end of something?

/// Lines of a wrapped text are this long, in bytes: mail and wire copy wrap at 60 to 80 columns.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;
/// Share of the lines that must be so long.
const MOST: f32 = 0.8;
/// Fewer lines than this tell nothing.
const ENOUGH: usize = 4;

/// Whether the text is wrapped at a fixed width, so that a single line end is only a blank.
///
/// Looks at the lines that another line of the same paragraph follows.
pub fn is_hard_wrapped(text: &str) -> bool {
    let (mut followed, mut wrapped, mut before) = (0usize, 0usize, None);
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let length = text[start..end].trim_end().len();
        start = end + 1;
        if length == 0 {
            before = None;
        } else if let Some(before) = before.replace(length) {
            followed += 1;
            wrapped += usize::from(WRAPPED.contains(&before));
        }
    }
    followed >= ENOUGH && wrapped as f32 >= MOST * followed as f32
}

#[cfg(test)]
mod tests {
    use super::is_hard_wrapped;

    #[test]
    fn wire_copy_is_wrapped_and_paragraph_lines_are_not() {
        let line = "The harbour master said on Tuesday that the vessel had been towed\n";
        assert!(is_hard_wrapped(&line.repeat(6)));
        let paragraph = format!("{}\n", line.trim().repeat(3));
        assert!(!is_hard_wrapped(&paragraph.repeat(6)));
        assert!(!is_hard_wrapped("Heading\nA short line\nAnother\nMore\nAnd more"));
    }
}
