//! A stream that ends with an error where it gives more than a limit: what stands between a zip bomb and memory or time.

use std::io::{self, Read};

use super::Reason;
use super::reason::size;

/// Passes on at most `limit` bytes.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R> Counted<R> {
    /// Lets `limit` bytes of `inner` through.
    pub(super) fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            left: limit,
            limit,
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => Err(io::Error::other(Reason::Expanded {
                limit: size(self.limit),
            })),
        }
    }
}
