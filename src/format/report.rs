//! What a reader says of what is not in the document as it stood in the file.

use std::fmt;

use crate::span::CodePointSpan;

/// Something that is not in the document as it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The quote stood elsewhere, and the annotation with its head was moved there.
    Moved {
        /// The annotation.
        id: String,
        /// Its span in the file, in code points.
        from: CodePointSpan,
        /// Its span in the document, in code points.
        to: CodePointSpan,
    },
    /// The text does not hold the quote, and the annotation was left out.
    Lost {
        /// The annotation.
        id: String,
        /// Its quote.
        quote: String,
    },
    /// The head did not lie inside the span, and became the whole span.
    HeadOutside {
        /// The annotation.
        id: String,
    },
    /// The confidence, or an alternative's, was not between 0 and 1, and became the nearer of them.
    Confidence {
        /// The annotation.
        id: String,
    },
    /// An annotation was moved, and its alternative, reaching beyond its quote, was left out.
    AlternativeLost {
        /// The annotation.
        id: String,
    },
    /// The file has no such entity, and the annotation has none now.
    NoSuchEntity {
        /// The annotation.
        id: String,
        /// The entity's identifier.
        entity: String,
    },
    /// Something that no document has was left out.
    NotModelled {
        /// What the file calls it.
        id: String,
        /// What it is.
        what: &'static str,
    },
    /// The text had other line ends than LF; it has LF now, and the spans go with it.
    LineEnds,
    /// A part that this version does not keep was left out.
    NotKept {
        /// Its key in the file.
        part: &'static str,
        /// The number of items it held.
        count: usize,
    },
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moved { id, from, to } => write!(
                f,
                "{id}: moved from {}..{} to {}..{}, where its text stands",
                from.start, from.end, to.start, to.end
            ),
            Self::Lost { id, quote } => {
                write!(f, "{id}: left out, as the text does not hold {quote:?}")
            }
            Self::HeadOutside { id } => {
                write!(
                    f,
                    "{id}: the head lay outside the span, and is the whole span now"
                )
            }
            Self::Confidence { id } => {
                write!(f, "{id}: the confidence was not between 0 and 1")
            }
            Self::AlternativeLost { id } => {
                write!(
                    f,
                    "{id}: an alternative was left out, as it reached beyond the text that moved"
                )
            }
            Self::NoSuchEntity { id, entity } => {
                write!(f, "{id}: there is no entity {entity:?}")
            }
            Self::NotModelled { id, what } => write!(f, "{id}: left out, as it is {what}"),
            Self::LineEnds => f.write_str("the line ends are LF now"),
            Self::NotKept { part, count } => write!(f, "{part}: {count} left out"),
        }
    }
}
