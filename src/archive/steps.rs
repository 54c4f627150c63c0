//! The named steps of a build, at each of which it can be stopped to see what a power cut there would leave.
//!
//! With `DATELINE_PAUSE=STEP:FILE` in the environment a build that comes to STEP writes FILE and waits to be killed. This is for tests; a
//! variable is looked up a dozen times in a build, which costs nothing.

/// The steps, in their order.
pub const STEPS: [&str; 10] = [
    "locked",
    "reading",
    "read",
    "told",
    "written",
    "committed",
    "merged",
    "described",
    "switched",
    "cleaned",
];

/// Waits here for ever if the environment says so.
pub(super) fn at(step: &str) {
    debug_assert!(STEPS.contains(&step));
    let Ok(pause) = std::env::var("DATELINE_PAUSE") else {
        return;
    };
    if let Some(file) = pause.strip_prefix(step).and_then(|rest| rest.strip_prefix(':')) {
        // Without the file nobody comes to kill: better go on.
        while std::fs::write(file, step).is_ok() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}
