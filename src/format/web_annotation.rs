//! W3C Web Annotation as JSON-LD: a page of annotations, each with a position and a quote.
//!
//! Offsets are code points, as the recommendation says (browsers count UTF-16).
//! The page's `source` holds the text, so that positions have something to count in.
//! <https://www.w3.org/TR/annotation-model/>

use serde::Serialize;
use serde_json::Value;

use super::holds::{Holds, Part};
use super::incoming::{Imported, Incoming, InvalidFile, numbered, records};
use super::report::Report;
use super::{About, Facts, Frame, Unit, encoded, json};
use crate::document::{Document, Meta};
use crate::span::CodePointSpan;
use crate::text::Text;

pub(super) const FACTS: Facts = Facts {
    name: "web-annotation",
    extension: "anno.jsonld",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Note,
        Part::Space,
        Part::Text,
    ]),
    frame: Frame::ARRAY,
    is_read: true,
};

/// Characters of context on either side of a quote.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'d> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    source: SourceText<'d>,
    items: Vec<Item<'d>>,
}

#[derive(Serialize)]
struct SourceText<'d> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    value: &'d str,
}

#[derive(Serialize)]
struct Item<'d> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    created: &'d str,
    body: Vec<Body<'d>>,
    target: Target<'d>,
}

#[derive(Serialize)]
struct Body<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'d str,
}

#[derive(Serialize)]
struct Target<'d> {
    source: String,
    selector: (Quote<'d>, Position),
}

#[derive(Serialize)]
struct Quote<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'d str,
    prefix: &'d str,
    suffix: &'d str,
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

pub(super) fn write(document: &Document, about: About) -> String {
    let text = document.text.as_str();
    let iri = format!("urn:wassam:{}", encoded(about.name));
    let items = document.annotations.iter().map(|annotation| {
        let span = annotation.span;
        let CodePointSpan { start, end } = document.text.code_point_span(span);
        let body = |purpose, value| Body {
            kind: "TextualBody",
            purpose,
            value,
        };
        let tag = body("tagging", annotation.label.as_str());
        let note = annotation.note.as_deref();
        Item {
            id: format!("{iri}#{}", encoded(&annotation.id)),
            kind: "Annotation",
            motivation: "tagging",
            created: about.created,
            body: [tag]
                .into_iter()
                .chain(note.map(|note| body("commenting", note)))
                .collect(),
            target: Target {
                source: iri.clone(),
                selector: (
                    Quote {
                        kind: "TextQuoteSelector",
                        exact: &text[span.range()],
                        prefix: last(&text[..span.start.0]),
                        suffix: first(&text[span.end.0..]),
                    },
                    Position {
                        kind: "TextPositionSelector",
                        start: start.0,
                        end: end.0,
                    },
                ),
            },
        }
    });
    json(&Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("{iri}#page"),
        kind: "AnnotationPage",
        source: SourceText {
            id: iri.clone(),
            kind: "Text",
            format: "text/plain",
            value: text,
        },
        items: items.collect(),
    })
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT);
    end.map_or(text, |(end, _)| &text[..end])
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    let start = text.char_indices().nth_back(CONTEXT - 1);
    start.map_or(text, |(start, _)| &text[start..])
}

/// Reads pages as they are written here: with their text.
///
/// # Errors
///
/// When the file is none, a page lacks its text, or a position does not fit it.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let pages: Vec<Value> = records(content)?;
    pages.iter().enumerate().map(imported).collect()
}

fn imported((number, page): (usize, &Value)) -> Result<Imported, InvalidFile> {
    let lacks = |what| InvalidFile::Lacks {
        document: number + 1,
        what,
    };
    let text = page["source"]["value"].as_str();
    let text =
        Text::new(text.ok_or_else(|| lacks("the page has no source with the text as its value"))?);
    let items = page["items"]
        .as_array()
        .ok_or_else(|| lacks("the page has no items"))?;
    let mut incoming = Incoming::new(&text);
    let mut bodies = 0;
    for (place, item) in items.iter().enumerate() {
        let id = numbered(number, place);
        let body = list(&item["body"]);
        let of_purpose = |wanted: &'static str| {
            let body = body.iter().filter(move |body| body["purpose"] == wanted);
            body.filter_map(|body| body["value"].as_str())
        };
        let (Some(label), Some(place)) = (of_purpose("tagging").next(), position(item)) else {
            incoming.report(Report::NotModelled {
                id,
                what: "without a tag or a position",
            });
            continue;
        };
        let note = of_purpose("commenting").next();
        bodies += body.len() - 1 - usize::from(note.is_some());
        let annotation = incoming.add(&id, (place.start, place.end), place.quote, label)?;
        if let Some(annotation) = annotation {
            annotation.note = note.map(str::to_owned);
        }
    }
    incoming.not_kept("other bodies", bodies);
    Ok(incoming.document(Meta::default(), |_| None))
}

/// Where the target of an annotation is, as its selectors say.
struct Place<'v> {
    start: usize,
    end: usize,
    quote: Option<&'v str>,
}

fn position(item: &Value) -> Option<Place<'_>> {
    let [target] = list(&item["target"]) else {
        return None;
    };
    let selectors = list(&target["selector"]);
    let of_kind = |kind: &str| selectors.iter().find(|selector| selector["type"] == kind);
    let position = of_kind("TextPositionSelector")?;
    let offset = |value: &Value| usize::try_from(value.as_u64()?).ok();
    Some(Place {
        start: offset(&position["start"])?,
        end: offset(&position["end"])?,
        quote: of_kind("TextQuoteSelector").and_then(|quote| quote["exact"].as_str()),
    })
}

/// One value of JSON-LD, or several.
fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}
