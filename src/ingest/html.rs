//! Web pages.
use super::{Flow, Head, Input, Intake, Reader, Recognition};
/// Reads a page.
#[derive(Debug)]
pub(super) struct Html;
impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }
    fn recognises(&self, _head: &Head, _extension: &str) -> Recognition {
        Recognition::No
    }
    fn read(&self, _input: Input<'_>, _intake: &mut Intake<'_>) -> Flow {
        Flow::Continue(())
    }
}
