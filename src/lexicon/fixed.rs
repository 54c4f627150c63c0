//! Numbers and records as bytes of fixed length, lowest byte first.
//!
//! What reads them can run while the program is compiled: the built-in arrays stand in the program as they are used, and nothing is read
//! or copied when it starts.

use super::gazetteer::{EntityRecord, NameRecord, TextSpan};

/// Something of a fixed number of bytes.
pub(super) trait Fixed: Sized {
    /// How many.
    const BYTES: usize;
    /// Adds the bytes.
    fn put(&self, bytes: &mut Vec<u8>);
    /// From the first bytes of what has at least [`Fixed::BYTES`].
    fn take(bytes: &[u8]) -> Self;
}

/// The number that begins at a byte.
pub(super) const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// As [`u32_at`].
pub(super) const fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u32_at(bytes, at) as u64 | (u32_at(bytes, at + 4) as u64) << 32
}

/// As [`u32_at`].
pub(super) const fn pair_at(bytes: &[u8], at: usize) -> (u32, u32) {
    (u32_at(bytes, at), u32_at(bytes, at + 4))
}

/// As [`u32_at`].
pub(super) const fn share_at(bytes: &[u8], at: usize) -> (u32, f32) {
    (u32_at(bytes, at), f32::from_bits(u32_at(bytes, at + 4)))
}

/// As [`u32_at`].
pub(super) const fn entity_at(bytes: &[u8], at: usize) -> EntityRecord {
    let pair = u32_at(bytes, at + 20);
    EntityRecord {
        id: span_at(bytes, at),
        details: span_at(bytes, at + 8),
        first_name: u32_at(bytes, at + 16),
        kind: pair as u16,
        flags: (pair >> 16) as u16,
    }
}

/// As [`u32_at`].
pub(super) const fn name_at(bytes: &[u8], at: usize) -> NameRecord {
    let pair = u32_at(bytes, at + 4);
    NameRecord {
        start: u32_at(bytes, at),
        len: pair as u16,
        flags: (pair >> 16) as u16,
        capitals: u32_at(bytes, at + 8),
        entity: u32_at(bytes, at + 12),
    }
}

const fn span_at(bytes: &[u8], at: usize) -> TextSpan {
    TextSpan {
        start: u32_at(bytes, at),
        len: u32_at(bytes, at + 4),
    }
}

/// As [`u32_at`].
pub(super) const fn row_at(bytes: &[u8], at: usize) -> [f32; 3] {
    [
        f32::from_bits(u32_at(bytes, at)),
        f32::from_bits(u32_at(bytes, at + 4)),
        f32::from_bits(u32_at(bytes, at + 8)),
    ]
}

impl Fixed for u8 {
    const BYTES: usize = 1;
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }
    fn take(bytes: &[u8]) -> Self {
        bytes[0]
    }
}

impl Fixed for u32 {
    const BYTES: usize = 4;
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }
    fn take(bytes: &[u8]) -> Self {
        u32_at(bytes, 0)
    }
}

impl Fixed for u64 {
    const BYTES: usize = 8;
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }
    fn take(bytes: &[u8]) -> Self {
        u64_at(bytes, 0)
    }
}

impl Fixed for (u32, u32) {
    const BYTES: usize = 8;
    fn put(&self, bytes: &mut Vec<u8>) {
        self.0.put(bytes);
        self.1.put(bytes);
    }
    fn take(bytes: &[u8]) -> Self {
        pair_at(bytes, 0)
    }
}

impl Fixed for (u32, f32) {
    const BYTES: usize = 8;
    fn put(&self, bytes: &mut Vec<u8>) {
        (self.0, self.1.to_bits()).put(bytes);
    }
    fn take(bytes: &[u8]) -> Self {
        share_at(bytes, 0)
    }
}

impl Fixed for [f32; 3] {
    const BYTES: usize = 12;
    fn put(&self, bytes: &mut Vec<u8>) {
        for n in self {
            n.to_bits().put(bytes);
        }
    }
    fn take(bytes: &[u8]) -> Self {
        row_at(bytes, 0)
    }
}

impl Fixed for EntityRecord {
    const BYTES: usize = 24;
    fn put(&self, bytes: &mut Vec<u8>) {
        for n in [
            self.id.start,
            self.id.len,
            self.details.start,
            self.details.len,
            self.first_name,
            pair(self.kind, self.flags),
        ] {
            n.put(bytes);
        }
    }
    fn take(bytes: &[u8]) -> Self {
        entity_at(bytes, 0)
    }
}

impl Fixed for NameRecord {
    const BYTES: usize = 16;
    fn put(&self, bytes: &mut Vec<u8>) {
        for n in [self.start, pair(self.len, self.flags), self.capitals, self.entity] {
            n.put(bytes);
        }
    }
    fn take(bytes: &[u8]) -> Self {
        name_at(bytes, 0)
    }
}

fn pair(low: u16, high: u16) -> u32 {
    u32::from(low) | u32::from(high) << 16
}
