//! ZIP archives: every entry is an input of its own; one that cannot be read takes no other along.

use std::io::BufReader;

use super::counted::Counted;
use super::packed::{nested, too_deep};
use super::zip_entries::next_entry;
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source};

/// Reads entry by entry.
#[derive(Debug)]
pub(super) struct Zip;

impl Reader for Zip {
    fn name(&self) -> &'static str {
        "ZIP"
    }

    fn recognises(&self, head: &Head, _extension: &str) -> Recognition {
        if !head.bytes.starts_with(b"PK\x03\x04") && !head.bytes.starts_with(b"PK\x05\x06") {
            return Recognition::No;
        }
        let holds = |name: &str| memchr::memmem::find(&head.bytes, name.as_bytes()).is_some();
        if holds("xl/workbook") {
            return Recognition::Refused("a spreadsheet", "export its table as CSV");
        }
        if holds("ppt/presentation") {
            return Recognition::Refused("a presentation", "save its text as plain text");
        }
        Recognition::Yes
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let outer = &input.source;
        let limit = intake.options.limits.expanded;
        let mut left = limit;
        let mut any = false;
        loop {
            let entry = match next_entry(input.stream) {
                Ok(Some(entry)) => entry,
                Ok(None) if any => return Flow::Continue(()),
                Ok(None) => return intake.skip(outer, None, &Reason::NoEntries),
                Err(error) => return intake.skip(outer, None, &Reason::of(&error)),
            };
            if entry.name.ends_with('/') || is_left_out(&entry.name) {
                if let Ok(content) = entry.content(input.stream) {
                    content.finish(left);
                }
                continue;
            }
            any = true;
            let source = inside(outer, &entry.name);
            let content = match entry.content(input.stream) {
                _ if too_deep(&source) => return intake.skip(&source, None, &nested()),
                Ok(content) => content,
                Err(why) => {
                    intake.skip(&source, None, &Reason::Entry(why))?;
                    continue;
                }
            };
            let mut counted = Counted::with_left(content, left, limit);
            intake.open(source, &mut BufReader::new(&mut counted))?;
            let Some(now) = counted.left() else {
                // It was told with the entry; all others are beyond the limit too.
                return Flow::Continue(());
            };
            left = now;
            counted.into_inner().finish(left);
        }
    }
}

/// An entry as a source: `day.zip/north/001.txt`.
fn inside(outer: &Source, name: &str) -> Source {
    Source {
        unpacked: outer.unpacked + 1,
        ..Source::new(format!("{}/{}", outer.path, name.trim_start_matches('/')))
    }
}

/// What packers add of their own, and hidden files, as in folders.
fn is_left_out(name: &str) -> bool {
    name.split('/')
        .any(|part| part == "__MACOSX" || part.starts_with('.'))
}
