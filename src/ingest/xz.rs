//! xz around any other format: streamed, with all its streams.

use lzma_rust2::XzReader;

use super::packed::unpacked;
use super::{Flow, Head, Input, Intake, Reader, Recognition};

/// Unpacks and asks again.
#[derive(Debug)]
pub(super) struct Xz;

/// The largest dictionary that is held, in kB: 128 MB; `xz -9` has 64 MB.
const DICTIONARY: u32 = 128 << 10;

impl Reader for Xz {
    fn name(&self) -> &'static str {
        "xz"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(head.bytes.starts_with(b"\xFD7zXZ\0"))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let stream = XzReader::new_mem_limit(input.stream, true, DICTIONARY);
        unpacked(&input.source, &["xz"], stream, intake)
    }
}
