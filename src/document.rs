//! The text and everything found in it, as plain data.

use serde::{Deserialize, Serialize};

use crate::mention::Source;
use crate::span::ByteSpan;
use crate::text::Text;
use crate::value::Value;

/// A text with its annotations and entities.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text, byte for byte as it was given.
    pub text: Text,
    /// What is known about the text as a whole.
    pub meta: Meta,
    /// Ordered by start, then longest first; automatic ones never cross.
    pub annotations: Vec<Annotation>,
    /// What the annotations speak of.
    pub entities: Vec<Entity>,
}

/// What is known about a text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, where one was given.
    pub title: Option<String>,
    /// The day, and perhaps time, from which relative dates count, given or found in the dateline:
    /// `2015-11-20[T04:30[+03:00]]`.
    pub reference_date: Option<String>,
    /// The name of the trained model that took part, where one did.
    pub model: Option<String>,
}

/// One annotated span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Unique in its document: `a1`, `a2`, …
    pub id: String,
    /// The whole span, in bytes of the text.
    pub span: ByteSpan,
    /// The bare name or number inside it, in bytes of the text.
    pub head: ByteSpan,
    /// The type's name: one of [`Label`](crate::Label), a coarser one of a schema view, or a user's own.
    pub label: String,
    /// A finer kind, such as `nisba`.
    pub subtype: Option<String>,
    /// The right form, where it differs from the text.
    pub norm: Option<String>,
    /// The normalised value.
    pub value: Option<Value>,
    /// Identifier of the entity that the span speaks of.
    pub entity: Option<String>,
    /// How likely the annotation is right, in thousandths.
    pub confidence: u16,
    /// What it may be instead, most likely first, where the engine is unsure.
    pub alternatives: Vec<Alternative>,
    /// Who made it.
    pub source: Source,
    /// What the user has said of it.
    pub state: State,
    /// The user's note.
    pub note: Option<String>,
}

/// What an annotation may be instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The whole span, in bytes of the text.
    pub span: ByteSpan,
    /// The type's name, as in an annotation.
    pub label: String,
    /// How likely the alternative is right, in thousandths.
    pub confidence: u16,
}

/// What the user has said of an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing yet.
    #[default]
    Suggested,
    /// It is right.
    Confirmed,
    /// It is wrong, and is kept so that it does not come back.
    Rejected,
}

/// Something that one or more annotations speak of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Unique in its document: `e1`, `e2`, …
    pub id: String,
    /// The type's name.
    #[serde(rename = "type")]
    pub label: String,
    /// The fullest form found in the text.
    pub name: String,
    /// The other forms found in the text, in order of appearance.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// An identifier in some catalogue.
    #[serde(default)]
    pub link: Option<String>,
}
