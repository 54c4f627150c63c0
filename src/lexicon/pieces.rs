//! Texts one after the other in one text, each behind its length: what lists are compiled to. The next one is found without a search.

/// Digits of a length, of seven bits each.
const DIGITS: usize = 3;

/// Adds a text; one of 2 MB and more does not go in and gives `None`.
pub(super) fn push_piece(piece: &str, into: &mut String) -> Option<()> {
    if piece.len() >> (7 * DIGITS) > 0 {
        return None;
    }
    for digit in (0..DIGITS).rev() {
        into.push(char::from((piece.len() >> (7 * digit) & 0x7F) as u8));
    }
    into.push_str(piece);
    Some(())
}

/// The texts that [`push_piece`] put into one.
#[derive(Debug, Clone)]
pub(crate) struct Pieces<'a>(&'a str);

impl<'a> Pieces<'a> {
    /// Of the whole text.
    pub(crate) fn of(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        let (digits, rest) = self.0.split_at_checked(DIGITS)?;
        let len = digits.bytes().fold(0, |len, digit| len << 7 | usize::from(digit));
        let (piece, rest) = rest.split_at_checked(len)?;
        self.0 = rest;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_went_in_comes_out(texts in proptest::collection::vec("\\PC{0,300}", 0..9)) {
            let mut all = String::new();
            for text in &texts {
                push_piece(text, &mut all).unwrap();
            }
            prop_assert!(Pieces::of(&all).eq(texts.iter().map(String::as_str)));
        }
    }

    #[test]
    fn nothing_comes_of_what_is_cut_off() {
        let mut all = String::new();
        push_piece("Quay Board", &mut all).unwrap();
        assert!((0..all.len()).all(|end| Pieces::of(&all[..end]).next().is_none()));
        assert_eq!(push_piece(&"x".repeat(1 << 21), &mut all), None);
    }
}
