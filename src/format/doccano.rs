//! doccano's JSONL for sequence labelling: a text and its labels, a document a line.
//!
//! Offsets are code points.
//! A project that takes nested or crossing annotations must allow overlapping spans.
//! <https://doccano.github.io/doccano/>

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::holds::{Holds, Part};
use super::incoming::{Imported, Incoming, InvalidFile, numbered, records};
use super::{About, Facts, Frame, Unit, json_line};
use crate::document::{Annotation, Document, Meta};
use crate::span::CodePointSpan;
use crate::text::Text;

pub(super) const FACTS: Facts = Facts {
    name: "doccano",
    extension: "doccano.jsonl",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Space,
        Part::Text,
    ]),
    frame: Frame::NONE,
    is_read: true,
};

#[derive(Serialize)]
struct Written<'d> {
    text: &'d str,
    label: Vec<(usize, usize, &'d str)>,
    /// doccano shows whatever else there is beside the text.
    name: &'d str,
}

pub(super) fn write<'d>(document: &'d Document, about: About<'d>) -> String {
    let label = |annotation: &'d Annotation| {
        let CodePointSpan { start, end } = document.text.code_point_span(annotation.span);
        (start.0, end.0, annotation.label.as_str())
    };
    json_line(&Written {
        text: document.text.as_str(),
        label: document.annotations.iter().map(label).collect(),
        name: about.name,
    })
}

#[derive(Deserialize)]
struct Given {
    #[serde(alias = "data")]
    text: String,
    #[serde(default, alias = "labels")]
    label: Vec<GivenLabel>,
    /// Those of a project with relations.
    #[serde(default)]
    entities: Vec<GivenLabel>,
    #[serde(default)]
    relations: Vec<IgnoredAny>,
    #[serde(default, alias = "Comments")]
    comments: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a label is [start, end, type], or has start_offset, end_offset and label"
)]
enum GivenLabel {
    Triple(usize, usize, String),
    Named {
        start_offset: usize,
        end_offset: usize,
        label: String,
    },
}

/// Reads a file as doccano exports it.
///
/// # Errors
///
/// When it is not one, or a label does not fit its text.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let given: Vec<Given> = records(content)?;
    given.into_iter().enumerate().map(imported).collect()
}

fn imported((number, given): (usize, Given)) -> Result<Imported, InvalidFile> {
    let text = Text::new(given.text);
    let mut incoming = Incoming::new(&text);
    for (place, label) in given.label.iter().chain(&given.entities).enumerate() {
        let (GivenLabel::Triple(start, end, label)
        | GivenLabel::Named {
            start_offset: start,
            end_offset: end,
            label,
        }) = label;
        incoming.add(&numbered(number, place), (*start, *end), None, label)?;
    }
    incoming.not_kept("relations", given.relations.len());
    incoming.not_kept("comments", given.comments.len());
    Ok(incoming.document(Meta::default(), |_| None))
}
