#![doc = include_str!("../README.md")]

mod annotator;
mod calendar;
mod document;
pub mod evaluate;
pub mod find;
pub mod format;
pub mod grammar;
mod label;
pub mod lexicon;
pub mod mention;
pub mod merge;
pub mod normalise;
mod overlay;
mod reference;
mod resolve;
mod span;
pub mod tagger;
mod text;
pub mod tokenise;
pub mod value;
#[cfg(feature = "wasm")]
mod wasm;

pub use annotator::{Annotator, Options, UnknownWeekday, Weekday};
pub use document::{Alternative, Annotation, Document, Entity, Meta, State};
pub use label::{Label, Schema, UnknownLabel, our_name};
pub use mention::Source;
pub use overlay::{in_schema, overlaid};
pub use reference::{InvalidReferenceDate, ReferenceDate};
pub use span::{
    ByteOffset, ByteSpan, CodePointOffset, CodePointSpan, Span, Utf16Offset, Utf16Span,
};
pub use tagger::model::{InvalidModel, Model};
pub use tagger::tradition::{Tradition, UnknownTradition};
pub use text::{Text, with_line_feeds, without_byte_order_mark};
pub use value::{
    Country, Currency, Decimal, Modifier, Money, Number, Ordinal, Percent, Quantity, Range, Timex,
    TimexType, Value,
};
