//! Prodigy's JSONL: a text with its tokens and spans, a document a line.
//!
//! Offsets are code points; `token_end` is the last token of a span, as Prodigy has it.
//! Tokens are those of [`super::spacy`]. Nested and crossing spans want `spans.manual`.
//! <https://prodi.gy/docs/api-interfaces#spans_manual>

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::holds::{Holds, Part, has_solid_edges};
use super::incoming::{Imported, Incoming, InvalidFile, numbered, records};
use super::report::Report;
use super::spacy::{token_range, tokens};
use super::{About, Facts, Frame, Unit, json_line};
use crate::document::{Document, Meta};
use crate::span::CodePointSpan;
use crate::text::Text;

pub(super) const FACTS: Facts = Facts {
    name: "prodigy",
    extension: "prodigy.jsonl",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Space,
        Part::Text,
    ])
    .with_quotes(has_solid_edges),
    frame: Frame::NONE,
    is_read: true,
};

#[derive(Serialize)]
struct Written<'d> {
    text: &'d str,
    tokens: Vec<WrittenToken<'d>>,
    spans: Vec<WrittenSpan<'d>>,
    answer: &'static str,
    meta: WrittenMeta<'d>,
}

#[derive(Serialize)]
struct WrittenToken<'d> {
    text: &'d str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

#[derive(Serialize)]
struct WrittenSpan<'d> {
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    label: &'d str,
    text: &'d str,
}

/// What Prodigy shows below the text.
#[derive(Serialize)]
struct WrittenMeta<'d> {
    source: &'d str,
}

pub(super) fn write(document: &Document, about: About) -> String {
    let text = &document.text;
    let tokens = tokens(document);
    let written = tokens.iter().enumerate().map(|(id, token)| {
        let CodePointSpan { start, end } = text.code_point_span(token.span);
        WrittenToken {
            text: text.slice(token.span),
            start: start.0,
            end: end.0,
            id,
            ws: token.has_space,
        }
    });
    let spans = document.annotations.iter().map(|annotation| {
        let CodePointSpan { start, end } = text.code_point_span(annotation.span);
        let (token_start, token_end) = token_range(&tokens, annotation.span);
        WrittenSpan {
            start: start.0,
            end: end.0,
            token_start,
            token_end,
            label: &annotation.label,
            text: text.slice(annotation.span),
        }
    });
    json_line(&Written {
        text: text.as_str(),
        tokens: written.collect(),
        spans: spans.collect(),
        answer: "accept",
        meta: WrittenMeta { source: about.name },
    })
}

#[derive(Deserialize)]
struct Given {
    text: String,
    #[serde(default)]
    spans: Vec<GivenSpan>,
    #[serde(default)]
    relations: Vec<IgnoredAny>,
    answer: Option<String>,
}

#[derive(Deserialize)]
struct GivenSpan {
    start: usize,
    end: usize,
    #[serde(default)]
    label: String,
    text: Option<String>,
}

/// Reads a file as `prodigy db-out` gives it. Of an example that was not accepted the spans are left out.
///
/// # Errors
///
/// When it is none, or a span does not fit its text.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let given: Vec<Given> = records(content)?;
    given.into_iter().enumerate().map(imported).collect()
}

fn imported((number, given): (usize, Given)) -> Result<Imported, InvalidFile> {
    let text = Text::new(given.text);
    let mut incoming = Incoming::new(&text);
    let is_accepted = given.answer.is_none_or(|answer| answer == "accept");
    for (place, span) in given.spans.iter().enumerate() {
        let id = numbered(number, place);
        if is_accepted {
            let quote = span.text.as_deref();
            incoming.add(&id, (span.start, span.end), quote, &span.label)?;
        } else {
            incoming.report(Report::NotModelled {
                id,
                what: "of an example that was not accepted",
            });
        }
    }
    incoming.not_kept("relations", given.relations.len());
    Ok(incoming.document(Meta::default(), |_| None))
}
