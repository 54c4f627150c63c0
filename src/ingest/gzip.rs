//! gzip (RFC 1952) around any other format: streamed, with all its members.

use super::members::Members;
use super::packed::unpacked;
use super::{Flow, Head, Input, Intake, Reader, Recognition};

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
        let stream = Members::new(input.stream);
        unpacked(&input.source, &["gz", "gzip"], stream, intake)
    }
}
