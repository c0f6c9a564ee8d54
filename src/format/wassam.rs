//! `wassam-document/1`: the format in which a document is kept, whole.
//!
//! One JSON object; `schema/wassam-document-1.schema.json` describes it.
//! Offsets are code points, half open.
//! The keys stand in a fixed order, and what an annotation lacks is left out,
//! so that the same document gives the same bytes everywhere.

mod read;
mod write;

use super::holds::{Holds, Part};
use super::{Facts, Frame, InvalidFile, Unit};
pub use super::{Imported, LARGEST, Report};
pub use read::{InvalidDocument, read};
pub use write::write;

/// What stands under `format` in every file.
pub const FORMAT: &str = "wassam-document/1";

/// What stands under `offset_unit` in every file.
pub const OFFSET_UNIT: &str = "code-point";

pub(super) const FACTS: Facts = Facts {
    name: "wassam",
    extension: "wassam.json",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&Part::ALL),
    frame: Frame::NONE,
    is_read: true,
};

/// Reads a file of one document, or of one on each line; a line that is blank holds none.
pub(super) fn read_lines(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    // One document may stand on several lines.
    let whole = match read(content) {
        Ok(document) => return Ok(vec![document]),
        Err(error) => error,
    };
    let lines = || content.lines().filter(|line| !line.trim().is_empty());
    if lines().nth(1).is_none() || !lines().all(|line| line.starts_with('{')) {
        return Err(whole.into());
    }
    let documents = content
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty());
    documents
        .map(|(text, line)| read(text).map_err(|error| InvalidFile::Document { line, error }))
        .collect()
}
