//! bzip2 around any other format: streamed, with all its streams.

use bzip2::bufread::MultiBzDecoder;

use super::packed::unpacked;
use super::{Flow, Head, Input, Intake, Reader, Recognition};

/// Unpacks and asks again.
#[derive(Debug)]
pub(super) struct Bzip2;

impl Reader for Bzip2 {
    fn name(&self) -> &'static str {
        "bzip2"
    }

    /// `BZh`, the block size, and pi, with which the first block begins.
    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        let block = head.bytes.get(4..10);
        let is = head.bytes.starts_with(b"BZh")
            && (block == Some(b"\x31\x41\x59\x26\x53\x59") || block == Some(b"\x17\x72\x45\x38\x50\x90"));
        Recognition::from(is)
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let stream = MultiBzDecoder::new(input.stream);
        unpacked(&input.source, &["bz2", "bz", "bzip2"], stream, intake)
    }
}
