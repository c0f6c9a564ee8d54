//! The writer.

use serde::Serialize;

use super::{FORMAT, OFFSET_UNIT};
use crate::document::{Alternative, Annotation, Document, Entity, State};
use crate::mention::Source;
use crate::span::CodePointSpan;
use crate::text::Text;
use crate::value::Value;

/// The document as one line of JSON, without a line end.
///
/// `created` is the time of writing, in ISO 8601, UTC, to the second (`2015-11-20T04:30:00Z`):
/// the engine reads no clock, so the caller gives it, and it is written as it is.
pub fn write(document: &Document, created: &str) -> String {
    let text = &document.text;
    let file = File {
        format: FORMAT,
        offset_unit: OFFSET_UNIT,
        text: text.as_str(),
        meta: Meta {
            title: document.meta.title.as_deref(),
            reference_date: document.meta.reference_date.as_deref(),
            generator: Generator {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                model: document.meta.model.as_deref(),
            },
            created,
        },
        annotations: document
            .annotations
            .iter()
            .map(|annotation| Written::new(annotation, text))
            .collect(),
        entities: &document.entities,
        quotations: [],
        roles: [],
        types: [],
    };
    to_line(&file)
}

fn to_line(file: &File) -> String {
    serde_json::to_string(file).expect("strings, numbers and objects with string keys are JSON")
}

/// The file; the order of the fields is that of the keys.
#[derive(Serialize)]
struct File<'d> {
    format: &'static str,
    offset_unit: &'static str,
    text: &'d str,
    meta: Meta<'d>,
    annotations: Vec<Written<'d>>,
    entities: &'d [Entity],
    quotations: [(); 0],
    roles: [(); 0],
    types: [(); 0],
}

#[derive(Serialize)]
struct Meta<'d> {
    title: Option<&'d str>,
    reference_date: Option<&'d str>,
    generator: Generator<'d>,
    created: &'d str,
}

#[derive(Serialize)]
struct Generator<'d> {
    name: &'static str,
    version: &'static str,
    /// The trained model that took part, where one did.
    model: Option<&'d str>,
}

/// An annotation as it stands in the file.
#[derive(Serialize)]
struct Written<'d> {
    id: &'d str,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: &'d str,
    text: &'d str,
    head: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    norm: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'d Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtype: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'d str>,
    /// Between 0 and 1, in steps of a thousandth.
    confidence: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<WrittenAlternative<'d>>,
    source: Source,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'d str>,
}

impl<'d> Written<'d> {
    fn new(annotation: &'d Annotation, text: &'d Text) -> Self {
        let CodePointSpan { start, end } = text.code_point_span(annotation.span);
        let head = text.code_point_span(annotation.head);
        Self {
            id: &annotation.id,
            start: start.0,
            end: end.0,
            label: &annotation.label,
            text: text.slice(annotation.span),
            head: [head.start.0, head.end.0],
            norm: annotation.norm.as_deref(),
            value: annotation.value.as_ref(),
            subtype: annotation.subtype.as_deref(),
            entity: annotation.entity.as_deref(),
            confidence: f64::from(annotation.confidence) / 1000.0,
            alternatives: annotation
                .alternatives
                .iter()
                .map(|alternative| WrittenAlternative::new(alternative, text))
                .collect(),
            source: annotation.source,
            state: annotation.state,
            note: annotation.note.as_deref(),
        }
    }
}

/// What an annotation may be instead, as it stands in the file.
#[derive(Serialize)]
struct WrittenAlternative<'d> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: &'d str,
    confidence: f64,
}

impl<'d> WrittenAlternative<'d> {
    fn new(alternative: &'d Alternative, text: &Text) -> Self {
        let CodePointSpan { start, end } = text.code_point_span(alternative.span);
        Self {
            start: start.0,
            end: end.0,
            label: &alternative.label,
            confidence: f64::from(alternative.confidence) / 1000.0,
        }
    }
}
