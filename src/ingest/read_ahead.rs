//! Files opened before they are wanted, by more threads than there are cores.
//!
//! A disk that holds a hundred thousand small files answers a question in some 70 microseconds, and thirty questions in hardly more: one
//! thread that asks and waits reads 100,000 cold files in twice the time that parsing them takes (`benches/speed.md`). So a walk goes
//! ahead of the reader by a few hundred files and has the small ones read side by side. Their order stays that of the walk.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Flow;
use super::walk::{self, Argument, Found};

/// Files that are read side by side; two times as many may wait to be parsed.
const AT_A_TIME: usize = 256;
/// Bytes of the largest file that is read ahead: sixteen megabytes at a time at the most.
const SMALL: u64 = 1 << 16;
/// Threads that wait for the disk.
pub(super) const THREADS: usize = 32;

/// A file that a walk met, with its bytes if it is small and could be read. What cannot be read is opened again by its reader, who says why.
pub(super) struct Ahead {
    pub(super) found: Found,
    pub(super) bytes: Option<Vec<u8>>,
}

/// Every file that an argument names, as [`walk::files`] meets them, in batches. `threads` wait for the disk; with one, nothing is read ahead.
pub(super) fn batches(
    argument: &Argument,
    below: &str,
    threads: usize,
    each: &mut dyn FnMut(Vec<Ahead>) -> Flow,
) -> Flow {
    if threads <= 1 || argument.is_one() {
        return gather(argument, below, &mut |met| {
            each(met.into_iter().map(unread).collect())
        });
    }
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        let walk = move || {
            // Nobody listens any more where the reader was told to stop.
            gather(
                argument,
                below,
                &mut |met| match sender.send(read(met, threads)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                },
            )
        };
        match thread::Builder::new().spawn_scoped(scope, walk) {
            Ok(_) => receiver.into_iter().try_for_each(each),
            // A system that gives no more threads reads one file after the other.
            Err(_) => batches(argument, below, 1, each),
        }
    })
}

fn gather(argument: &Argument, below: &str, each: &mut dyn FnMut(Vec<Found>) -> Flow) -> Flow {
    let mut met = Vec::with_capacity(AT_A_TIME);
    walk::files(argument, below, &mut |found| {
        met.push(found);
        if met.len() < AT_A_TIME {
            return ControlFlow::Continue(());
        }
        each(std::mem::take(&mut met))
    })?;
    each(met)
}

fn unread(found: Found) -> Ahead {
    Ahead { found, bytes: None }
}

/// Reads the small ones of these files, each thread the next that none has begun; this one too, so that all are read if no other is given.
fn read(met: Vec<Found>, threads: usize) -> Vec<Ahead> {
    let next = AtomicUsize::new(0);
    let bytes: Vec<Mutex<Option<Vec<u8>>>> = met.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some((found, slot)) = take(&next, &met, &bytes) {
            if let Found::File(path, _) = found {
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = small(path);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(met.len()) {
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let bytes = bytes
        .into_iter()
        .map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
    met.into_iter()
        .zip(bytes)
        .map(|(found, bytes)| Ahead { found, bytes })
        .collect()
}

fn take<'a, A, B>(next: &AtomicUsize, all: &'a [A], slots: &'a [B]) -> Option<(&'a A, &'a B)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    all.get(at).zip(slots.get(at))
}

/// The bytes of a small regular file.
fn small(path: &Path) -> Option<Vec<u8>> {
    let metadata = std::fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > SMALL {
        return None;
    }
    std::fs::read(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and lengths of what is read ahead of `threads`.
    fn met(folder: &Path, threads: usize) -> Vec<(String, Option<usize>)> {
        let mut met = Vec::new();
        let argument = Argument::of(folder.to_str().unwrap());
        let flow = batches(&argument, "", threads, &mut |batch| {
            met.extend(batch.into_iter().map(|ahead| match ahead.found {
                Found::File(_, source) => (source.path, ahead.bytes.map(|bytes| bytes.len())),
                _ => (String::new(), None),
            }));
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        met
    }

    #[test]
    fn the_order_is_that_of_the_walk_and_large_files_are_left() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..AT_A_TIME * 2 + 3 {
            let length = if n == 7 { SMALL as usize + 1 } else { n % 5 };
            std::fs::write(dir.path().join(format!("{n:04}.txt")), "x".repeat(length)).unwrap();
        }
        let (one, many) = (met(dir.path(), 1), met(dir.path(), THREADS));
        let names =
            |met: &[(String, Option<usize>)]| met.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&one), names(&many));
        assert!(one.iter().all(|(_, length)| length.is_none()));
        let lengths = many.iter().enumerate();
        assert!(
            lengths
                .into_iter()
                .all(|(n, (_, length))| *length == (n != 7).then_some(n % 5))
        );
    }

    #[test]
    fn a_reader_that_stops_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..AT_A_TIME * 6 {
            std::fs::write(dir.path().join(format!("{n:04}.txt")), "x").unwrap();
        }
        let argument = Argument::of(dir.path().to_str().unwrap());
        let mut batch = 0;
        let flow = batches(&argument, "", THREADS, &mut |_| {
            batch += 1;
            ControlFlow::Break(())
        });
        assert!(flow.is_break() && batch == 1);
    }
}
