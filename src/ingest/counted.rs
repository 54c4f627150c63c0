//! A stream that ends with an error where it gives more than a limit: what stands between a zip bomb and memory or time.

use std::io::{self, Read};

use super::Reason;
use super::reason::size;

/// Passes on at most `limit` bytes.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    /// None once the limit was reached.
    left: Option<u64>,
    limit: u64,
}

impl<R> Counted<R> {
    /// Lets `limit` bytes of `inner` through.
    pub(super) fn new(inner: R, limit: u64) -> Self {
        Self::with_left(inner, limit, limit)
    }

    /// Lets through what others have left of a limit.
    pub(super) fn with_left(inner: R, left: u64, limit: u64) -> Self {
        Self {
            inner,
            left: Some(left),
            limit,
        }
    }

    /// How many more would go through; none once the limit was reached.
    pub(super) fn left(&self) -> Option<u64> {
        self.left
    }

    /// The stream itself.
    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.ok_or_else(|| over(self.limit))?;
        let read = self.inner.read(buffer)?;
        self.left = left.checked_sub(read as u64);
        match self.left {
            Some(_) => Ok(read),
            None => Err(over(self.limit)),
        }
    }
}

fn over(limit: u64) -> io::Error {
    io::Error::other(Reason::Expanded { limit: size(limit) })
}
