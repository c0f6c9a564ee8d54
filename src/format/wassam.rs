//! `wassam-document/1`: the format in which a document is kept, whole.
//!
//! One JSON object; `schema/wassam-document-1.schema.json` describes it.
//! Offsets are code points, half open.
//! The keys stand in a fixed order, and what an annotation lacks is left out,
//! so that the same document gives the same bytes everywhere.

mod anchor;
mod read;
mod write;

pub use read::{Imported, InvalidDocument, LARGEST, Report, read};
pub use write::write;

/// What stands under `format` in every file.
pub const FORMAT: &str = "wassam-document/1";

/// What stands under `offset_unit` in every file.
pub const OFFSET_UNIT: &str = "code-point";
