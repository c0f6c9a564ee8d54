//! What all readers share: spans held against the text, and what becomes of those that do not fit it.

use super::LARGEST;
use serde::de::DeserializeOwned;

use super::anchor::Anchor;
use super::conll::InvalidConll;
use super::holds::{CERTAIN, entities_of, usual_source};
use super::report::Report;
use super::wassam::InvalidDocument;
use crate::document::{Annotation, Document, Meta, State};
use crate::span::{ByteOffset, ByteSpan, Span, Utf16Offset};
use crate::text::{Text, with_line_feeds, without_byte_order_mark};

/// A document read from a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The document. Its annotations are in order of start, then longest first.
    pub document: Document,
    /// When the file was written, as the file says.
    pub created: Option<String>,
    /// What is not as it stood in the file.
    pub reports: Vec<Report>,
}

/// Why a file is not read. Lines are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum InvalidFile {
    /// It is larger than [`LARGEST`].
    #[error("the file is too large: {0} bytes, and {LARGEST} are the most")]
    TooLarge(usize),
    /// The format is written only.
    #[error("{0} is written and not read")]
    NotRead(&'static str),
    /// It is no document of ours.
    #[error(transparent)]
    Wassam(#[from] InvalidDocument),
    /// One of its lines is no document of ours.
    #[error("line {line}: {error}")]
    Document {
        /// The line.
        line: usize,
        /// What is wrong with it.
        error: InvalidDocument,
    },
    /// It is not CoNLL columns.
    #[error(transparent)]
    Conll(#[from] InvalidConll),
    /// It is not JSON, is nested too deeply, or lacks what the format must have.
    #[error("not in this format: {0}")]
    Json(#[from] serde_json::Error),
    /// It lacks something that we need.
    #[error("document {document}: {what}")]
    Lacks {
        /// The number of the document in its file, from 1.
        document: usize,
        /// What it lacks.
        what: &'static str,
    },
    /// A line is not as the format says.
    #[error("line {line}: expected {expected}, found {found:?}")]
    Line {
        /// The line.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// It is not XML as it is read here.
    #[error("line {line}: {what}")]
    Xml {
        /// The line.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// A span does not fit the text, or cuts a character.
    #[error("{id}: {start}..{end} is no span of a text of {length} UTF-16 code units")]
    Utf16Span {
        /// What the file calls it.
        id: String,
        /// Its start in UTF-16 code units.
        start: usize,
        /// Its end in UTF-16 code units.
        end: usize,
        /// Length of the text in UTF-16 code units.
        length: usize,
    },
    /// A span does not fit the text.
    #[error("{id}: {start}..{end} is no span of a text of {length} code points")]
    Span {
        /// What the file calls it.
        id: String,
        /// Its start in code points.
        start: usize,
        /// Its end in code points.
        end: usize,
        /// Length of the text in code points.
        length: usize,
    },
}

/// The records of a file of JSON: an array of them, or one after the other, each on a line of its own or on several.
///
/// # Errors
///
/// When it is not JSON, or a record is not as it should be.
pub(super) fn records<T: DeserializeOwned>(content: &str) -> Result<Vec<T>, InvalidFile> {
    let content = without_byte_order_mark(content);
    if content.trim_start().starts_with('[') {
        return Ok(serde_json::from_str(content)?);
    }
    let records = serde_json::Deserializer::from_str(content).into_iter();
    Ok(records.collect::<Result<_, _>>()?)
}

/// What a span without a name of its own is called: by the numbers of its document and its place there, from 0.
pub(super) fn numbered(document: usize, span: usize) -> String {
    format!("document {}, span {}", document + 1, span + 1)
}

/// Fits the annotations of a file to their text.
pub(super) struct Incoming<'t> {
    text: &'t Text,
    anchor: Anchor<'t>,
    annotations: Vec<Annotation>,
    reports: Vec<Report>,
}

impl<'t> Incoming<'t> {
    pub(super) fn new(text: &'t Text) -> Self {
        Self {
            text,
            anchor: Anchor::new(text.as_str()),
            annotations: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// An annotation from code point `start` to `end`, confirmed by whoever made the file.
    ///
    /// Where the file quotes it, the quote decides: an annotation whose quote stands elsewhere is moved there,
    /// and one whose quote is not in the text is left out, both with a report.
    ///
    /// # Errors
    ///
    /// When the text has no such span, and no quote says where it is.
    pub(super) fn add(
        &mut self,
        id: &str,
        (start, end): (usize, usize),
        quote: Option<&str>,
        label: &str,
    ) -> Result<Option<&mut Annotation>, InvalidFile> {
        let stated = self.text.checked_span(start, end);
        let span = match (stated, quote) {
            (Some(span), None) => Some(span),
            (Some(span), Some(quote)) if self.text.slice(span) == quote => Some(span),
            (_, Some(quote)) if start < end => self.moved(id, (start, end), quote),
            _ => None,
        };
        match (span, stated, quote) {
            (Some(span), ..) => Ok(Some(self.put(id, span, label))),
            (None, Some(_), Some(quote)) => {
                self.report(Report::Lost {
                    id: id.to_owned(),
                    quote: quote.to_owned(),
                });
                Ok(None)
            }
            _ => Err(InvalidFile::Span {
                id: id.to_owned(),
                start,
                end,
                length: self.text.code_point(ByteOffset(self.text.as_str().len())).0,
            }),
        }
    }

    /// An annotation from UTF-16 code unit `start` to `end`, confirmed by whoever made the file.
    ///
    /// # Errors
    ///
    /// When the text has no such span.
    pub(super) fn add_utf16(
        &mut self,
        id: &str,
        (start, end): (usize, usize),
        label: &str,
    ) -> Result<&mut Annotation, InvalidFile> {
        let stated = Span::new(Utf16Offset(start), Utf16Offset(end));
        let span = ByteSpan::new(
            self.text.byte_of_utf16(stated.start),
            self.text.byte_of_utf16(stated.end),
        );
        if span.is_empty() || self.text.utf16_span(span) != stated {
            return Err(InvalidFile::Utf16Span {
                id: id.to_owned(),
                start,
                end,
                length: self.text.utf16(ByteOffset(self.text.as_str().len())).0,
            });
        }
        Ok(self.put(id, span, label))
    }

    /// An annotation at a place that is known.
    pub(super) fn put(&mut self, id: &str, span: ByteSpan, label: &str) -> &mut Annotation {
        self.annotations.push(Annotation {
            id: id.to_owned(),
            span,
            head: span,
            label: label.to_owned(),
            subtype: None,
            norm: None,
            value: None,
            entity: None,
            confidence: CERTAIN,
            alternatives: Vec::new(),
            source: usual_source(State::Confirmed),
            state: State::Confirmed,
            note: None,
        });
        self.annotations.last_mut().expect("has just been put")
    }

    /// Where the quote stands that is not at its place.
    fn moved(&mut self, id: &str, (start, end): (usize, usize), quote: &str) -> Option<ByteSpan> {
        let near = self.text.byte_of_code_point(crate::CodePointOffset(start));
        let at = self.anchor.nearest(quote, near.0)?;
        let span = ByteSpan::of(at, at + quote.len());
        let offset = crate::CodePointOffset;
        self.report(Report::Moved {
            id: id.to_owned(),
            from: crate::Span::new(offset(start), offset(end)),
            to: self.text.code_point_span(span),
        });
        Some(span)
    }

    /// Says that something is not in the document as it stands in the file.
    pub(super) fn report(&mut self, report: Report) {
        self.reports.push(report);
    }

    /// Says that a part of the file is not kept, where it holds something.
    pub(super) fn not_kept(&mut self, part: &'static str, count: usize) {
        if count > 0 {
            self.report(Report::NotKept { part, count });
        }
    }

    /// The document, its annotations in order and named by it, its entities those that they speak of.
    pub(super) fn document(self, meta: Meta, link: impl Fn(&str) -> Option<String>) -> Imported {
        let Self {
            text,
            mut annotations,
            mut reports,
            ..
        } = self;
        let text = if text.as_str().contains('\r') {
            reports.push(Report::LineEnds);
            let shift = CarriageReturns::of(text.as_str());
            for annotation in &mut annotations {
                annotation.span = shift.span(annotation.span);
                annotation.head = shift.span(annotation.head);
            }
            // A lone CR between a CRLF's halves leaves nothing.
            annotations.retain(|annotation| !annotation.span.is_empty());
            Text::new(with_line_feeds(text.as_str()))
        } else {
            text.clone()
        };
        annotations.sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
        for (annotation, number) in annotations.iter_mut().zip(1..) {
            annotation.id = format!("a{number}");
        }
        let entities = entities_of(&text, &annotations, link);
        Imported {
            document: Document {
                text,
                meta,
                annotations,
                entities,
            },
            created: None,
            reports,
        }
    }
}

/// The CRs of a text that go where its line ends become LF: those before an LF.
struct CarriageReturns(Vec<usize>);

impl CarriageReturns {
    fn of(text: &str) -> Self {
        Self(text.match_indices("\r\n").map(|(at, _)| at).collect())
    }

    /// Where a byte of the text is when they are gone.
    fn offset(&self, byte: ByteOffset) -> ByteOffset {
        ByteOffset(byte.0 - self.0.partition_point(|&at| at < byte.0))
    }

    fn span(&self, span: ByteSpan) -> ByteSpan {
        ByteSpan::new(self.offset(span.start), self.offset(span.end))
    }
}
