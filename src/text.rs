//! The source text, its paragraphs, and the table that converts its offsets.

use std::borrow::Cow;

use crate::normalise::letters;
use crate::span::{
    ByteOffset, ByteSpan, CodePointOffset, CodePointSpan, Span, Utf16Offset, Utf16Span,
};

/// Bytes between two entries of the offset table: a conversion walks at most this far.
const STRIDE: usize = 128;

/// One place in the text, counted in every unit.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: usize,
    code_point: usize,
    utf16: usize,
}

/// A text kept byte for byte, with a table that converts offsets in `O(log n)`.
#[derive(Clone, Debug)]
pub struct Text {
    source: String,
    marks: Vec<Mark>,
}

impl Text {
    /// Takes the text as it is and measures it.
    pub fn new(source: impl Into<String>) -> Self {
        let source = source.into();
        let mut marks = Vec::with_capacity(source.len() / STRIDE + 2);
        let mut here = Mark::default();
        marks.push(here);
        for (byte, c) in source.char_indices() {
            here.byte = byte;
            if byte >= marks.last().map_or(0, |m| m.byte) + STRIDE {
                marks.push(here);
            }
            here.code_point += 1;
            here.utf16 += c.len_utf16();
        }
        Self { source, marks }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The text inside `span`, empty where the span does not fit the text.
    pub fn slice(&self, span: ByteSpan) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// Gives the text back, without its table.
    pub fn into_string(self) -> String {
        self.source
    }

    /// The paragraphs: the lines of the text without their line ends, empty ones included.
    pub fn paragraphs(&self) -> impl Iterator<Item = ByteSpan> + '_ {
        let mut start = 0;
        self.source.split('\n').map(move |line| {
            let span = ByteSpan::of(start, start + line.strip_suffix('\r').unwrap_or(line).len());
            start += line.len() + 1;
            span
        })
    }

    /// Whether the text inside `span` runs from right to left: whether its first strong letter does.
    /// Where it has none (digits alone, say), it does.
    pub fn is_right_to_left(&self, span: ByteSpan) -> bool {
        let mut directions = self.slice(span).chars().filter_map(strong_direction);
        directions.next() != Some(Direction::LeftToRight)
    }

    /// Converts bytes to code points. An offset past the end becomes the end.
    pub fn code_point(&self, offset: ByteOffset) -> CodePointOffset {
        CodePointOffset(self.seek(offset.0, |m| m.byte).code_point)
    }

    /// Converts bytes to UTF-16 code units. An offset past the end becomes the end.
    pub fn utf16(&self, offset: ByteOffset) -> Utf16Offset {
        Utf16Offset(self.seek(offset.0, |m| m.byte).utf16)
    }

    /// Converts code points to bytes. An offset past the end becomes the end.
    pub fn byte_of_code_point(&self, offset: CodePointOffset) -> ByteOffset {
        ByteOffset(self.seek(offset.0, |m| m.code_point).byte)
    }

    /// Converts UTF-16 code units to bytes.
    /// An offset inside a surrogate pair becomes the end of its character; one past the end, the end.
    pub fn byte_of_utf16(&self, offset: Utf16Offset) -> ByteOffset {
        ByteOffset(self.seek(offset.0, |m| m.utf16).byte)
    }

    /// Converts a span of bytes to code points.
    pub fn code_point_span(&self, span: ByteSpan) -> CodePointSpan {
        Span::new(self.code_point(span.start), self.code_point(span.end))
    }

    /// Converts a span of bytes to UTF-16 code units.
    pub fn utf16_span(&self, span: ByteSpan) -> Utf16Span {
        Span::new(self.utf16(span.start), self.utf16(span.end))
    }

    /// Converts a span of code points to bytes.
    pub fn byte_span(&self, span: CodePointSpan) -> ByteSpan {
        Span::new(
            self.byte_of_code_point(span.start),
            self.byte_of_code_point(span.end),
        )
    }

    /// The span in bytes that code points `start` to `end` are, where they fit the text and hold something.
    pub fn checked_span(&self, start: usize, end: usize) -> Option<ByteSpan> {
        let span = Span::new(CodePointOffset(start), CodePointOffset(end));
        let bytes = self.byte_span(span);
        (!span.is_empty() && self.code_point_span(bytes) == span).then_some(bytes)
    }

    /// The first character border at or after `target`, counted in the unit that `unit` reads.
    fn seek(&self, target: usize, unit: impl Fn(&Mark) -> usize) -> Mark {
        let after = self.marks.partition_point(|mark| unit(mark) <= target);
        let mut here = self.marks[after.saturating_sub(1)];
        for c in self.source[here.byte..].chars() {
            if unit(&here) >= target {
                break;
            }
            here.byte += c.len_utf8();
            here.code_point += 1;
            here.utf16 += c.len_utf16();
        }
        here
    }
}

/// The direction of a letter that has one of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    LeftToRight,
    RightToLeft,
}

/// The strong direction of a character, nothing for digits, marks and signs
/// (Unicode Standard Annex #9, classes L, R and AL).
fn strong_direction(c: char) -> Option<Direction> {
    match c {
        // Left-to-right mark.
        '\u{200E}' => Some(Direction::LeftToRight),
        // Right-to-left mark, Arabic letter mark.
        '\u{200F}' | '\u{061C}' => Some(Direction::RightToLeft),
        _ if letters::is_mark(c) || !c.is_alphabetic() => None,
        // Hebrew, Arabic and the scripts after them; their presentation forms; the right-to-left planes.
        '\u{0590}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Some(Direction::RightToLeft),
        _ => Some(Direction::LeftToRight),
    }
}

/// The text with LF line ends (CRLF and lone CR become LF), borrowed where it has no other.
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without the byte order mark (U+FEFF) at its start, where it has one.
///
/// The mark belongs to the file, not to the text, and would shift every offset of it.
pub fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}
