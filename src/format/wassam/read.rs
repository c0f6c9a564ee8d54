//! The reader: lenient in what it ignores, strict in what it trusts.
//!
//! Fields that it does not know are ignored.
//! An annotation whose quote is not what stands at its place is looked for nearby,
//! and moved or left out with a report; never silently.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{FORMAT, OFFSET_UNIT};
use crate::document::{Alternative, Annotation, Document, Entity, Meta, State};
use crate::format::anchor::Anchor;
use crate::format::{Imported, LARGEST, Report};
use crate::mention::Source;
use crate::span::{ByteOffset, ByteSpan};
use crate::text::{Text, without_byte_order_mark};
use crate::value::Value;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum InvalidDocument {
    /// It is larger than [`LARGEST`].
    #[error("the file is too large: {0} bytes, and {LARGEST} are the most")]
    TooLarge(usize),
    /// It is not JSON, is nested too deeply, or lacks what a document must have.
    #[error("not a document: {0}")]
    Json(#[from] serde_json::Error),
    /// It is in another format.
    #[error("the format is {0:?}, not {FORMAT:?}")]
    Format(String),
    /// It is in a version of the format that this program does not know.
    #[error(
        "the file was written by a newer version: its format is {0:?}, and {FORMAT:?} is known"
    )]
    Version(String),
    /// Its offsets count something else.
    #[error("the offsets count {0:?}, not {OFFSET_UNIT:?}")]
    OffsetUnit(String),
    /// An annotation does not fit the text.
    #[error("annotation {id}: {start}..{end} is no span of a text of {length} code points")]
    Span {
        /// The annotation.
        id: String,
        /// Its start in code points.
        start: usize,
        /// Its end in code points.
        end: usize,
        /// Length of the text in code points.
        length: usize,
    },
    /// Two annotations, or two entities, have the same identifier.
    #[error("the identifier {0:?} stands twice")]
    Duplicate(String),
}

/// Reads a document from JSON.
///
/// # Errors
///
/// When the file is not a document that can be trusted, see [`InvalidDocument`].
pub fn read(json: &str) -> Result<Imported, InvalidDocument> {
    if json.len() > LARGEST {
        return Err(InvalidDocument::TooLarge(json.len()));
    }
    let json = without_byte_order_mark(json);
    // First what it is: a file of another kind should not be told which fields it lacks.
    expect_format(&serde_json::from_str(json)?)?;
    let file: File = serde_json::from_str(json)?;
    expect_unique(file.annotations.iter().map(|annotation| &annotation.id))?;
    expect_unique(file.entities.iter().map(|entity| &entity.id))?;

    let text = Text::new(file.text);
    let mut reader = Reader {
        text: &text,
        anchor: Anchor::new(text.as_str()),
        entities: file
            .entities
            .iter()
            .map(|entity| entity.id.as_str())
            .collect(),
        reports: Vec::new(),
    };
    let mut annotations = Vec::with_capacity(file.annotations.len());
    for given in file.annotations {
        annotations.extend(reader.annotation(given)?);
    }
    annotations.sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
    let mut reports = reader.reports;
    for (part, items) in [
        ("quotations", file.quotations),
        ("roles", file.roles),
        ("types", file.types),
    ] {
        let count = items.len();
        if count > 0 {
            reports.push(Report::NotKept { part, count });
        }
    }
    Ok(Imported {
        document: Document {
            text,
            meta: Meta {
                title: file.meta.title,
                reference_date: file.meta.reference_date,
                // Whatever else the program that wrote the file says of itself is its own business.
                model: file.meta.generator["model"].as_str().map(str::to_owned),
            },
            annotations,
            entities: file.entities,
        },
        created: file.meta.created,
        reports,
    })
}

/// What says whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    format: String,
    offset_unit: Option<String>,
}

#[derive(Deserialize)]
struct File {
    text: String,
    #[serde(default)]
    meta: GivenMeta,
    #[serde(default)]
    annotations: Vec<Given>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    quotations: Vec<IgnoredAny>,
    #[serde(default)]
    roles: Vec<IgnoredAny>,
    #[serde(default)]
    types: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
struct GivenMeta {
    title: Option<String>,
    reference_date: Option<String>,
    #[serde(default)]
    generator: serde_json::Value,
    created: Option<String>,
}

/// An annotation as it stands in the file.
#[derive(Deserialize)]
struct Given {
    id: String,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: String,
    text: String,
    head: Option<(usize, usize)>,
    norm: Option<String>,
    value: Option<Value>,
    subtype: Option<String>,
    entity: Option<String>,
    confidence: Option<f64>,
    #[serde(default)]
    alternatives: Vec<GivenAlternative>,
    source: Source,
    #[serde(default)]
    state: State,
    note: Option<String>,
}

/// What an annotation may be instead, as it stands in the file.
#[derive(Deserialize)]
struct GivenAlternative {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: String,
    confidence: f64,
}

fn expect_format(head: &Head) -> Result<(), InvalidDocument> {
    if head.format != FORMAT {
        let other = head.format.clone();
        return Err(if other.starts_with("wassam-document/") {
            InvalidDocument::Version(other)
        } else {
            InvalidDocument::Format(other)
        });
    }
    match head.offset_unit.as_deref() {
        Some(OFFSET_UNIT) => Ok(()),
        other => Err(InvalidDocument::OffsetUnit(
            other.unwrap_or_default().to_owned(),
        )),
    }
}

fn expect_unique<'s>(ids: impl Iterator<Item = &'s String>) -> Result<(), InvalidDocument> {
    let mut known = FxHashSet::default();
    for id in ids {
        if !known.insert(id) {
            return Err(InvalidDocument::Duplicate(id.clone()));
        }
    }
    Ok(())
}

/// Fits annotations to their text.
struct Reader<'t> {
    text: &'t Text,
    anchor: Anchor<'t>,
    entities: FxHashSet<&'t str>,
    reports: Vec<Report>,
}

impl Reader<'_> {
    /// The annotation at its place; nothing where it has none.
    fn annotation(&mut self, given: Given) -> Result<Option<Annotation>, InvalidDocument> {
        let stated = self.stated(&given.id, given.start, given.end)?;
        let Some(span) = self.anchored(&given, stated) else {
            self.reports.push(Report::Lost {
                id: given.id,
                quote: given.text,
            });
            return Ok(None);
        };
        Ok(Some(Annotation {
            alternatives: self.alternatives(&given, stated, span)?,
            head: self.head(&given, stated, span),
            confidence: self.confidence(&given.id, given.confidence.unwrap_or(1.0)),
            entity: self.entity(&given),
            id: given.id,
            span,
            label: given.label,
            subtype: given.subtype,
            norm: given.norm,
            value: given.value,
            source: given.source,
            state: given.state,
            note: given.note,
        }))
    }

    /// A span in the file's code points, which must fit the text.
    fn stated(&self, id: &str, start: usize, end: usize) -> Result<ByteSpan, InvalidDocument> {
        self.text.checked_span(start, end).ok_or_else(|| {
            let length = ByteOffset(self.text.as_str().len());
            InvalidDocument::Span {
                id: id.to_owned(),
                start,
                end,
                length: self.text.code_point(length).0,
            }
        })
    }

    /// Where the quote stands: at the stated place, or nearest to it.
    fn anchored(&mut self, given: &Given, stated: ByteSpan) -> Option<ByteSpan> {
        if self.text.slice(stated) == given.text {
            return Some(stated);
        }
        let start = self.anchor.nearest(&given.text, stated.start.0)?;
        let span = ByteSpan::of(start, start + given.text.len());
        self.reports.push(Report::Moved {
            id: given.id.clone(),
            from: self.text.code_point_span(stated),
            to: self.text.code_point_span(span),
        });
        Some(span)
    }

    /// The head, which has moved with its span.
    fn head(&mut self, given: &Given, stated: ByteSpan, span: ByteSpan) -> ByteSpan {
        let Some((start, end)) = given.head else {
            return span;
        };
        self.part(start, end, stated, span).unwrap_or_else(|| {
            self.reports.push(Report::HeadOutside {
                id: given.id.clone(),
            });
            span
        })
    }

    /// What it may be instead.
    fn alternatives(
        &mut self,
        given: &Given,
        stated: ByteSpan,
        span: ByteSpan,
    ) -> Result<Vec<Alternative>, InvalidDocument> {
        let mut kept = Vec::with_capacity(given.alternatives.len());
        for alternative in &given.alternatives {
            let &GivenAlternative { start, end, .. } = alternative;
            let mut place = Some(self.stated(&given.id, start, end)?);
            if span != stated {
                // Only what is in the quote is known to have moved with it.
                place = self.part(start, end, stated, span);
            }
            match place {
                Some(place) => kept.push(Alternative {
                    span: place,
                    label: alternative.label.clone(),
                    confidence: self.confidence(&given.id, alternative.confidence),
                }),
                None => self.reports.push(Report::AlternativeLost {
                    id: given.id.clone(),
                }),
            }
        }
        Ok(kept)
    }

    /// Where code points `start` to `end` of the file are, now that the span around them, stated
    /// there, is `span`; nothing where they are not inside it.
    fn part(&self, start: usize, end: usize, stated: ByteSpan, span: ByteSpan) -> Option<ByteSpan> {
        // In code points of the span, as bytes before and after a move may differ.
        let base = self.text.code_point(stated.start).0;
        let moved = self.text.code_point(span.start).0;
        let place = |offset: usize| {
            offset
                .checked_sub(base)
                .and_then(|at| moved.checked_add(at))
        };
        place(start)
            .zip(place(end))
            .and_then(|(start, end)| self.text.checked_span(start, end))
            .filter(|part| span.contains(part))
    }

    /// The confidence in thousandths.
    // Rounded and between 0 and 1000.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn confidence(&mut self, id: &str, confidence: f64) -> u16 {
        if !(0.0..=1.0).contains(&confidence) {
            self.reports.push(Report::Confidence { id: id.to_owned() });
        }
        (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16
    }

    /// The entity, where the file has it.
    fn entity(&mut self, given: &Given) -> Option<String> {
        let entity = given.entity.clone()?;
        if self.entities.contains(entity.as_str()) {
            return Some(entity);
        }
        self.reports.push(Report::NoSuchEntity {
            id: given.id.clone(),
            entity,
        });
        None
    }
}
