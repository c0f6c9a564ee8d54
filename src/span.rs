//! Offsets that say what they count, and half-open spans of them.
//!
//! The engine speaks source bytes.
//! Code points and UTF-16 code units appear only at the borders that demand them,
//! converted once through [`Text`](crate::Text).

use std::fmt;

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// An offset into a text in UTF-8 bytes, always on a character border.
    ByteOffset
}
offset! {
    /// An offset into a text in Unicode code points (what Python's `len` counts).
    CodePointOffset
}
offset! {
    /// An offset into a text in UTF-16 code units (what JavaScript and Java count).
    Utf16Offset
}

/// A half-open range `start..end` of offsets of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<O> {
    /// Where the span begins.
    pub start: O,
    /// Where the span ends: the first offset that is no longer inside.
    pub end: O,
}

/// A span in UTF-8 bytes.
pub type ByteSpan = Span<ByteOffset>;
/// A span in Unicode code points.
pub type CodePointSpan = Span<CodePointOffset>;
/// A span in UTF-16 code units.
pub type Utf16Span = Span<Utf16Offset>;

impl<O: Copy + PartialOrd> Span<O> {
    /// The span from `start` to `end`.
    pub const fn new(start: O, end: O) -> Self {
        Self { start, end }
    }

    /// Whether `other` lies wholly inside this span; a span contains itself.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one offset.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the spans overlap and neither contains the other.
    pub fn crosses(&self, other: &Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }
}

impl ByteSpan {
    /// The span from byte `start` to byte `end`.
    pub const fn of(start: usize, end: usize) -> Self {
        Self::new(ByteOffset(start), ByteOffset(end))
    }

    /// The span as a range, for slicing.
    pub const fn range(&self) -> std::ops::Range<usize> {
        self.start.0..self.end.0
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }
}
