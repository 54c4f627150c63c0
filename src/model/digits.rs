//! Whole numbers as text, two digits at a time from a table (Alexandrescu, "Three optimization tips for C++", 2012): JSON lines are full
//! of offsets, and the formatting machinery costs ten times as much.

/// 00 to 99.
const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// Appends a number.
pub(super) fn push_number(out: &mut String, number: u32) {
    if number < 10 {
        out.push(char::from(b'0' + number as u8));
    } else if number < 100 {
        push_pair(out, number);
    } else {
        push_number(out, number / 100);
        push_pair(out, number % 100);
    }
}

/// Appends the last two digits of a number, with a leading zero.
#[inline]
pub(super) fn push_pair(out: &mut String, number: u32) {
    let at = 2 * (number as usize % 100);
    out.push_str(&PAIRS[at..at + 2]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_the_formatter_writes_them(n: u32, shift in 0u32..32) {
            let n = n >> shift;
            let mut out = String::new();
            push_number(&mut out, n);
            prop_assert_eq!(out, n.to_string());
            let mut out = String::new();
            push_pair(&mut out, n);
            prop_assert_eq!(out, format!("{:02}", n % 100));
        }
    }
}
