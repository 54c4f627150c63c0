//! Zstandard (RFC 8878) around any other format: streamed, with all its frames.

use super::packed::unpacked;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};

/// Unpacks and asks again.
#[derive(Debug)]
pub(super) struct Zstandard;

/// The largest window that is held: 128 MB, what `zstd` itself takes without being told to; so-called long-range files need more.
const WINDOW: u32 = 27;

impl Reader for Zstandard {
    fn name(&self) -> &'static str {
        "Zstandard"
    }

    /// A frame, or a skippable frame before it.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let skippable = head.bytes.get(1..4) == Some(b"\x2A\x4D\x18") && head.bytes[0] & 0xF0 == 0x50;
        Recognition::from(skippable || head.bytes.starts_with(b"\x28\xB5\x2F\xFD"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let decoder = zstd::stream::read::Decoder::with_buffer(input.stream).and_then(|mut decoder| {
            decoder.window_log_max(WINDOW)?;
            Ok(decoder)
        });
        match decoder {
            Ok(stream) => unpacked(&input.source, &["zst", "zstd"], stream, intake),
            Err(error) => intake.skip(&input.source, None, &Reason::of(&error)),
        }
    }
}
