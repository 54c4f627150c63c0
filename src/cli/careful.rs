//! A stream to a terminal that hands on nothing a terminal would act on.

use std::borrow::Cow;
use std::io::{self, Write};

/// Escapes text line by line on its way.
pub(crate) struct Careful<W: Write> {
    out: W,
    /// What waits for the end of its line.
    waiting: Vec<u8>,
    escape: for<'a> fn(&'a str) -> Cow<'a, str>,
}

impl<W: Write> Careful<W> {
    /// One that escapes in this way.
    pub(crate) fn new(out: W, escape: for<'a> fn(&'a str) -> Cow<'a, str>) -> Self {
        Self {
            out,
            waiting: Vec::new(),
            escape,
        }
    }

    fn hand_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(bytes);
        self.out.write_all((self.escape)(&text).as_bytes())
    }
}

impl<W: Write> Write for Careful<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if let Some(at) = bytes.iter().rposition(|byte| *byte == b'\n') {
            let rest = self
                .waiting
                .split_off(self.waiting.len() - (bytes.len() - at - 1));
            let lines = std::mem::replace(&mut self.waiting, rest);
            self.hand_on(&lines)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Drop for Careful<W> {
    fn drop(&mut self) {
        let rest = std::mem::take(&mut self.waiting);
        // Nobody is left to tell.
        let _ = self.hand_on(&rest).and_then(|()| self.out.flush());
    }
}

#[cfg(test)]
mod tests {
    use dateline::report::escaped;

    use super::*;

    #[test]
    fn characters_stay_whole_however_they_come() {
        let mut out = Vec::new();
        let mut careful = Careful::new(&mut out, escaped);
        for byte in "a\u{9b}31m\té\n\u{1b}[2J".as_bytes() {
            careful.write_all(&[*byte]).unwrap();
        }
        drop(careful);
        assert_eq!(String::from_utf8(out).unwrap(), "a\\x9b31m\té\n\\x1b[2J");
    }
}
