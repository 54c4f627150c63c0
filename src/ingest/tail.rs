//! Where the keyed lines below an article begin, in exports that set them under its body without a mark between.

/// How far is looked: tails are short.
const LINES: usize = 1000;

/// Whether `rest`, which begins with a keyed paragraph, is the tail of a document: at least half of its paragraphs are keyed. A body may
/// hold a paragraph that only looks so ("Location: the old quay"), and nothing behind it must be lost.
pub(super) fn is_tail(rest: &str, is_keyed: &dyn Fn(&str) -> bool) -> bool {
    let (mut keyed, mut other, mut begins) = (0_usize, 0_usize, true);
    for line in rest.lines().take(LINES).map(str::trim) {
        if line.is_empty() {
            begins = true;
        } else if begins {
            begins = false;
            if is_keyed(line) { keyed += 1 } else { other += 1 }
        }
    }
    keyed >= other
}

#[cfg(test)]
mod tests {
    use super::is_tail;

    #[test]
    fn a_paragraph_of_the_body_may_look_keyed() {
        let keyed = |line: &str| line.contains(':');
        assert!(is_tail("Subject: a\nb\n\nTitle: c\n\nloose", &keyed));
        assert!(!is_tail(
            "Location: here\n\nIt went on.\n\nAnd on.\n\nTitle: x",
            &|line| line.starts_with("Location")
        ));
    }
}
