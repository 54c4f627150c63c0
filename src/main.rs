//! The command line of `dateline`.

mod cli;

/// An article's record is some thousand small strings, made on one thread and dropped on another: with the system's allocator of Linux
/// that is a sixth of the time of `build` (`benches/speed.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
