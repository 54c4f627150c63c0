//! gzip (RFC 1952) around any other format: streamed, with all its members.

use std::io::BufReader;

use flate2::bufread::MultiGzDecoder;

use super::counted::Counted;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition};

/// How often something may be packed in itself.
const LAYERS: u32 = 3;

/// Unpacks and asks again.
#[derive(Debug)]
pub(super) struct Gzip;

impl Reader for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        Recognition::from(head.bytes.starts_with(&[0x1F, 0x8B]))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let source = input.source.unpack(&["gz", "gzip"]);
        if source.unpacked > LAYERS {
            return intake.skip(&source, None, &Reason::Nested(LAYERS));
        }
        let unpacked = Counted::new(MultiGzDecoder::new(input.stream), intake.options.limits.expanded);
        intake.open(source, &mut BufReader::with_capacity(1 << 16, unpacked))
    }
}
