//! Bytes to text: byte order mark, UTF-16 without one, UTF-8, what the page declares, then detection (chardetng, as in Firefox).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};

/// Text with how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// Name of the encoding (WHATWG).
    pub(super) encoding: &'static str,
    /// How many places became U+FFFD.
    pub(super) undecodable: usize,
}

/// Decodes a whole text. `declared` is an encoding that the text names itself; bytes that are valid UTF-8 go before it.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    if let Some(encoding) = wide(&bytes) {
        return with(encoding, &bytes);
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            encoding: UTF_8.name(),
            undecodable: 0,
        },
        Err(error) => {
            let bytes = error.into_bytes();
            with(narrow(&bytes, declared), &bytes)
        }
    }
}

/// The beginning of a text, whose last character may be cut.
pub(super) fn peek(bytes: &[u8]) -> String {
    match wide(bytes) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).into_owned(),
    }
}

/// UTF-16, by its byte order mark or, without one, by zeros in nearly every second byte: text in European languages.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let sample = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match half >= 2 {
        true if odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
        true if even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// An encoding of one byte or more a character, for bytes that are not valid UTF-8.
fn narrow(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible());
    declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Allow);
        // Browsers do not look for it, but texts of old Macs are still about.
        if guess.is_single_byte() && is_mac_roman(bytes) {
            MACINTOSH
        } else {
            guess
        }
    })
}

/// Whether bytes make sense as Mac Roman and not as Windows-1252: quotation marks and accented small letters stand elsewhere in either, and
/// what is a small letter in one is a capital or a sign in the other, which does not stand inside a word of small letters.
fn is_mac_roman(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let before = at
            .checked_sub(1)
            .and_then(|at| bytes.get(at))
            .copied()
            .unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let inside = before.is_ascii_lowercase() && after.is_ascii_lowercase();
        match byte {
            // Accented small letters and the apostrophe of Mac Roman, but for those that are dashes or letters such as œ in Windows-1252.
            0x87..=0x90 | 0x95 | 0x98 | 0x99 | 0x9D | 0x9F | 0xD5 if inside => mac += 1,
            // Opening marks of Mac Roman before a letter, closing ones behind a letter or stop.
            0xD2 | 0xD4 if !before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => mac += 1,
            0xD3 if before.is_ascii_punctuation() && !after.is_ascii_alphabetic() => mac += 1,
            // Accented small letters of Windows-1252, and its marks.
            0xE0..=0xFF | 0x92 if inside => windows += 1,
            0x91 | 0x93 if !before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => windows += 1,
            _ => {}
        }
    }
    mac > 2 * windows
}

/// UTF-8 with some damage: far more characters of several bytes than bytes that fit nowhere.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, encoding, damaged) = encoding.decode(bytes);
    let undecodable = if damaged {
        replaced(&text, bytes, encoding)
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        undecodable,
    }
}

/// How many U+FFFD decoding made: those of the text less those that stood there already (UTF-8 only; no other narrow encoding has it).
fn replaced(text: &str, bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mark = "\u{FFFD}";
    let before = if encoding == UTF_8 {
        memchr::memmem::find_iter(bytes, mark.as_bytes()).count()
    } else {
        0
    };
    text.matches(mark).count().saturating_sub(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, usize) {
        let decoded = decode(bytes.to_vec(), None);
        (decoded.text, decoded.encoding, decoded.undecodable)
    }

    #[test]
    fn byte_order_marks_are_taken_off() {
        assert_eq!(decoded(b"\xEF\xBB\xBFcaf\xC3\xA9"), ("café".into(), "UTF-8", 0));
        assert_eq!(decoded(b"\xFF\xFEh\0i\0"), ("hi".into(), "UTF-16LE", 0));
        assert_eq!(decoded(b"\xFE\xFF\0h\0i"), ("hi".into(), "UTF-16BE", 0));
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let le: Vec<u8> = "The harbour was closed."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(&le), ("The harbour was closed.".into(), "UTF-16LE", 0));
        let be: Vec<u8> = "The harbour was closed."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decoded(&be), ("The harbour was closed.".into(), "UTF-16BE", 0));
    }

    #[test]
    fn windows_1252_is_detected() {
        let (text, encoding, undecodable) =
            decoded(b"The caf\xE9 \x93Marigold\x94 was closed on Tuesday, the d\xE9partement said.");
        assert_eq!(
            text,
            "The café “Marigold” was closed on Tuesday, the département said."
        );
        assert_eq!((encoding, undecodable), ("windows-1252", 0));
    }

    #[test]
    fn mac_roman_is_told_from_windows_1252() {
        let mac = b"\xD2The caf\x8E was closed,\xD3 the d\x8Epartement said. It didn\xD5t open again.";
        let expected = "“The café was closed,” the département said. It didn’t open again.";
        assert_eq!(decoded(mac), (expected.into(), "macintosh", 0));
        let windows = b"\x93The caf\xE9 was closed,\x94 the d\xE9partement said. It didn\x92t open again.";
        assert_eq!(decoded(windows), (expected.into(), "windows-1252", 0));
    }

    #[test]
    fn damaged_utf_8_stays_utf_8_and_is_counted() {
        let mut bytes = "“Señora Ávila” – née Müller – said: “Déjà vu”."
            .as_bytes()
            .to_vec();
        bytes.extend(b" A broken \xC3 byte.");
        let (text, encoding, undecodable) = decoded(&bytes);
        assert!(
            text.contains("Müller") && text.contains("broken \u{FFFD} byte"),
            "{text}"
        );
        assert_eq!((encoding, undecodable), ("UTF-8", 1));
    }

    #[test]
    fn a_declared_encoding_goes_before_detection_and_after_utf_8() {
        assert_eq!(
            decode(b"\xCF\xF0\xE8\xE2\xE5\xF2".to_vec(), Some("windows-1251")).text,
            "Привет"
        );
        assert_eq!(
            decode("déjà".as_bytes().to_vec(), Some("iso-8859-1")).text,
            "déjà"
        );
    }
}
