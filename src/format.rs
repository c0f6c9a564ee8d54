//! Documents as files: one file per format, a writer, and a reader where a round trip is promised.

pub mod conll;
pub mod wassam;
