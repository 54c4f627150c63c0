//! What all compressed formats have in common: they are streamed into whatever they hold, within a limit on what comes out.

use std::io::{BufReader, Read};

use super::counted::Counted;
use super::{Flow, Intake, Reason, Source};

/// How often something may be packed in itself.
const LAYERS: u32 = 3;

/// Reads what is inside a compressed stream; `extensions` are those that name the packing.
pub(super) fn unpacked(
    outer: &Source,
    extensions: &[&str],
    stream: impl Read,
    intake: &mut Intake<'_>,
) -> Flow {
    let source = outer.unpack(extensions);
    let limit = intake.options.limits.expanded;
    if too_deep(&source) {
        return intake.skip(&source, None, &Reason::Nested(LAYERS));
    }
    let stream = Counted::new(stream, limit);
    intake.open(source, &mut BufReader::with_capacity(1 << 16, stream))
}

/// Whether a source is packed more often than is read.
pub(super) fn too_deep(source: &Source) -> bool {
    source.unpacked > LAYERS
}

/// The reason where it is.
pub(super) fn nested() -> Reason {
    Reason::Nested(LAYERS)
}
