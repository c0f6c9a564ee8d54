//! Label Studio's tasks, as its import and its JSON export have them, and the labelling configuration for them.
//!
//! Offsets are code points.
//! What is confirmed is an annotation; what is only suggested is a prediction, with its score.
//! <https://labelstud.io/guide/predictions>

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::holds::{Holds, Part, usual_source};
use super::incoming::{Imported, Incoming, InvalidFile, records};
use super::report::Report;
use super::{About, Facts, Frame, Unit, json, xml};
use crate::document::{Annotation, Document, Meta, State};
use crate::span::CodePointSpan;
use crate::text::Text;

pub(super) const FACTS: Facts = Facts {
    name: "label-studio",
    extension: "label-studio.json",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Confidence,
        Part::State,
        Part::Note,
        Part::Space,
        Part::Text,
    ]),
    frame: Frame::ARRAY,
    is_read: true,
};

#[derive(Serialize)]
struct Written<'d> {
    data: WrittenData<'d>,
    annotations: Vec<WrittenAnnotation<'d>>,
    predictions: Vec<WrittenPrediction<'d>>,
}

#[derive(Serialize)]
struct WrittenData<'d> {
    text: &'d str,
    name: &'d str,
}

#[derive(Serialize)]
struct WrittenAnnotation<'d> {
    result: Vec<Region<'d>>,
}

#[derive(Serialize)]
struct WrittenPrediction<'d> {
    model_version: &'d str,
    score: f64,
    result: Vec<Region<'d>>,
}

#[derive(Serialize)]
struct Region<'d> {
    id: &'d str,
    from_name: &'static str,
    to_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    score: f64,
    value: RegionValue<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<RegionMeta<'d>>,
}

#[derive(Serialize)]
struct RegionValue<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    labels: [&'d str; 1],
}

#[derive(Serialize)]
struct RegionMeta<'d> {
    text: [&'d str; 1],
}

/// One task. `model` is the name of the model that took part.
pub(super) fn write(document: &Document, about: About, model: Option<&str>) -> String {
    let regions = |state| -> Vec<Region> {
        let annotations = document.annotations.iter();
        let of_state = annotations.filter(|annotation| annotation.state == state);
        of_state
            .map(|annotation| region(document, annotation))
            .collect()
    };
    let annotations = vec![regions(State::Confirmed)];
    let predictions = vec![regions(State::Suggested)];
    let has_some = |regions: &Vec<Region>| !regions.is_empty();
    json(&Written {
        data: WrittenData {
            text: document.text.as_str(),
            name: about.name,
        },
        annotations: annotations
            .into_iter()
            .filter(has_some)
            .map(|result| WrittenAnnotation { result })
            .collect(),
        predictions: predictions
            .into_iter()
            .filter(has_some)
            .map(|result| WrittenPrediction {
                model_version: model.unwrap_or(env!("CARGO_PKG_NAME")),
                score: mean(&result),
                result,
            })
            .collect(),
    })
}

/// The score of a prediction is the mean of those of its regions.
#[allow(clippy::cast_precision_loss)] // No document has 2⁵² annotations.
fn mean(regions: &[Region]) -> f64 {
    let sum: f64 = regions.iter().map(|region| region.score).sum();
    (sum / regions.len() as f64 * 1000.0).round() / 1000.0
}

fn region<'d>(document: &'d Document, annotation: &'d Annotation) -> Region<'d> {
    let CodePointSpan { start, end } = document.text.code_point_span(annotation.span);
    Region {
        id: &annotation.id,
        from_name: "label",
        to_name: "text",
        kind: "labels",
        score: f64::from(annotation.confidence) / 1000.0,
        value: RegionValue {
            start: start.0,
            end: end.0,
            text: document.text.slice(annotation.span),
            labels: [&annotation.label],
        },
        meta: annotation
            .note
            .as_deref()
            .map(|note| RegionMeta { text: [note] }),
    }
}

/// The labelling configuration for such types.
pub(super) fn configuration(labels: &BTreeSet<String>) -> String {
    let mut file = String::from("<View>\n  <Labels name=\"label\" toName=\"text\">\n");
    for label in labels {
        let label = xml::with_characters(label);
        let label = xml::attribute_value(&label);
        let _ = writeln!(file, "    <Label value=\"{label}\"/>");
    }
    file.push_str("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n");
    file
}

#[derive(Deserialize)]
struct Given {
    data: serde_json::Map<String, Value>,
    #[serde(default)]
    annotations: Vec<GivenResult>,
    #[serde(default)]
    predictions: Vec<GivenResult>,
}

#[derive(Deserialize)]
struct GivenResult {
    #[serde(default)]
    result: Vec<GivenRegion>,
    #[serde(default)]
    was_cancelled: bool,
    completed_by: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct GivenRegion {
    #[serde(default)]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    score: Option<f64>,
    value: Option<GivenValue>,
    meta: Option<GivenMeta>,
}

#[derive(Deserialize)]
struct GivenValue {
    start: Option<Value>,
    end: Option<Value>,
    text: Option<Value>,
    #[serde(default)]
    labels: Vec<String>,
}

#[derive(Default, Deserialize)]
struct GivenMeta {
    #[serde(default)]
    text: Option<Value>,
}

/// Reads tasks: the first annotation that was not cancelled, and the predictions that nobody has worked on yet.
///
/// # Errors
///
/// When the file is none, a task has no text, or a region does not fit it.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let given: Vec<Given> = records(content)?;
    given.into_iter().enumerate().map(imported).collect()
}

fn imported((number, given): (usize, Given)) -> Result<Imported, InvalidFile> {
    let text = text(&given.data).ok_or(InvalidFile::Lacks {
        document: number + 1,
        what: "its data has no text",
    })?;
    let text = Text::new(text);
    let mut incoming = Incoming::new(&text);
    // What a person has made of predictions takes their place.
    let is_worked_on = given.annotations.iter().any(|a| a.completed_by.is_some());
    let mut annotations = given.annotations.iter().filter(|a| !a.was_cancelled);
    let first = annotations
        .next()
        .into_iter()
        .map(|a| (a, State::Confirmed));
    let predictions = given.predictions.iter().take(usize::from(!is_worked_on));
    let predictions = predictions.map(|p| (p, State::Suggested));
    let mut others = 0;
    for (result, state) in first.chain(predictions) {
        for region in &result.result {
            if region.kind == "labels" {
                add(&mut incoming, number, region, state)?;
            } else {
                others += 1;
            }
        }
    }
    incoming.not_kept("other annotations", annotations.count());
    incoming.not_kept("regions of other kinds", others);
    Ok(incoming.document(Meta::default(), |_| None))
}

/// The text of a task: under `text`, else the only string that there is.
fn text(data: &serde_json::Map<String, Value>) -> Option<&str> {
    let strings = || data.values().filter_map(Value::as_str);
    let named = data.get("text").and_then(Value::as_str);
    named.or_else(|| strings().next().filter(|_| strings().count() == 1))
}

fn add(
    incoming: &mut Incoming,
    number: usize,
    region: &GivenRegion,
    state: State,
) -> Result<(), InvalidFile> {
    let id = format!("document {}, region {}", number + 1, region.id);
    let offset = |value: &Option<Value>| usize::try_from(value.as_ref()?.as_u64()?).ok();
    let place = region
        .value
        .as_ref()
        .and_then(|value| Some((value, offset(&value.start)?, offset(&value.end)?)));
    let Some((value, start, end)) = place else {
        incoming.report(Report::NotModelled {
            id,
            what: "not in plain text",
        });
        return Ok(());
    };
    let quote = value.text.as_ref().and_then(Value::as_str);
    for label in &value.labels {
        let Some(annotation) = incoming.add(&id, (start, end), quote, label)? else {
            continue;
        };
        annotation.state = state;
        annotation.source = usual_source(state);
        if let Some(score) = region.score {
            annotation.confidence = thousandths(score);
        }
        annotation.note = region.meta.as_ref().and_then(note);
    }
    Ok(())
}

/// The score in thousandths.
// Rounded and between 0 and 1000.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn thousandths(score: f64) -> u16 {
    (score.clamp(0.0, 1.0) * 1000.0).round() as u16
}

/// A note is a list of lines, or a line.
fn note(meta: &GivenMeta) -> Option<String> {
    match meta.text.as_ref()? {
        Value::String(note) => Some(note.clone()),
        Value::Array(lines) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            (!lines.is_empty()).then(|| lines.join("\n"))
        }
        _ => None,
    }
}
