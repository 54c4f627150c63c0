//! A line of `dictionaries/names/fitted.tsv`: `dictionaries/compile.rs` reads them when the program is built.

use memchr::memchr;

/// The feature's name and its weights: four cells between tabs.
pub(crate) fn feature_line(line: &str) -> Option<(&str, [f32; 3])> {
    let at = memchr(b'\t', line.as_bytes())?;
    let mut cells = line.as_bytes()[at + 1..].split(|b| *b == b'\t');
    let mut weight = || decimal(cells.next()?);
    let weights = [weight()?, weight()?, weight()?];
    Some((&line[..at], weights))
}

/// A number with a point, as `str::parse` reads it.
///
/// Up to seven digits are a whole number that `f32` holds exactly, and so is the power of ten it is divided by, so that the quotient is
/// the nearest there is (Clinger, "How to read floating point numbers accurately", 1990). Whatever else there may be is left to `parse`.
fn decimal(cell: &[u8]) -> Option<f32> {
    const POWERS: [f32; 8] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let (mut number, mut places, mut point) = (0_u32, 0, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                number = number.wrapping_mul(10).wrapping_add(u32::from(byte - b'0'));
                places += usize::from(point);
            }
            b'.' if !point => point = true,
            _ => return std::str::from_utf8(cell).ok()?.parse().ok(),
        }
    }
    let count = digits.len() - usize::from(point);
    if !(1..POWERS.len()).contains(&count) {
        return std::str::from_utf8(cell).ok()?.parse().ok();
    }
    let value = number as f32 / POWERS[places];
    Some(if digits.len() < cell.len() { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_feature_and_three_weights() {
        assert_eq!(
            feature_line("last=bank\t1.5\t-0.25\t0"),
            Some(("last=bank", [1.5, -0.25, 0.0]))
        );
        assert_eq!(feature_line("last=bank\t1.5\t-0.25"), None);
        assert_eq!(feature_line("last=bank\t1.5\t\t2"), None);
        assert_eq!(feature_line("last=bank\t1.5\t.\t2"), None);
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_parse_reads_them(cell in "-?[0-9]{0,9}[.]?[0-9]{0,4}(e[0-9])?") {
            let parsed: Option<f32> = cell.parse().ok();
            prop_assert_eq!(decimal(cell.as_bytes()).map(f32::to_bits), parsed.map(f32::to_bits));
        }
    }
}
