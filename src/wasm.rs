//! The border with JavaScript: the only file that knows it.
//!
//! Plain data crosses, in mirror structs of its own.
//! All offsets that cross are UTF-16 code units, half open.

use std::fmt::Display;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::annotator::{Annotator, Options};
use crate::document::{Alternative, Annotation, Document, State};
use crate::find;
use crate::format;
use crate::label::Label;
use crate::mention::Source;
use crate::span::ByteSpan;
use crate::tagger::model::Model;
use crate::tagger::tradition::Tradition;
use crate::text::{Text, with_line_feeds, without_byte_order_mark};
use crate::value::Value;

/// The engine, built once per worker.
#[wasm_bindgen]
pub struct Engine {
    annotator: Annotator,
}

// What JavaScript calls on an engine are methods, whether or not they look at it.
#[allow(clippy::unused_self)]
#[wasm_bindgen]
impl Engine {
    /// Builds the engine.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript knows no default.
    pub fn new() -> Engine {
        report_panics();
        Engine {
            annotator: Annotator::new(),
        }
    }

    /// Version of the package.
    pub fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    /// Takes the trained model's file, and finds names with it from now on.
    ///
    /// # Errors
    ///
    /// When the file is no model, or not one for this engine, or damaged: the engine goes on as it was.
    #[wasm_bindgen(js_name = loadModel)]
    pub fn load_model(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        self.annotator
            .set_model(Model::read(bytes).map_err(into_error)?);
        Ok(())
    }

    /// The name of the trained model; none where names are found by lists and rules alone.
    #[wasm_bindgen(js_name = modelName)]
    pub fn model_name(&self) -> Option<String> {
        self.annotator.model().map(|model| model.name().to_owned())
    }

    /// The types, in the order in which they are shown.
    ///
    /// # Errors
    ///
    /// When JavaScript has no memory left.
    #[wasm_bindgen(unchecked_return_type = "Label[]")]
    pub fn labels(&self) -> Result<JsValue, JsError> {
        to_js(&Label::ALL.map(LabelNames::of))
    }

    /// Annotates a text. A byte order mark is dropped and line ends become LF:
    /// all offsets are those of the text in the view.
    ///
    /// # Errors
    ///
    /// When the options are wrong. No text is.
    pub fn annotate(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_param_type = "Options")] options: JsValue,
    ) -> Result<Annotated, JsError> {
        let options = WantedOptions::read(options)?;
        let text = with_line_feeds(without_byte_order_mark(text));
        Ok(Annotated {
            document: self.annotator.annotate(&text, &options),
        })
    }

    /// Where a regular expression is found in a text, at most `most` times: start and end of each, one after the other,
    /// in UTF-16 code units of the text as given.
    ///
    /// # Errors
    ///
    /// When the expression cannot be read, or takes too much memory.
    pub fn find(&self, text: &str, expression: &str, most: usize) -> Result<Vec<u32>, JsError> {
        let spans = find::find(text, expression, most).map_err(into_error)?;
        let text = Text::new(text);
        let units = spans.into_iter().flat_map(|span| {
            let (start, end) = utf16(&text, span);
            [start, end]
        });
        units
            .map(|unit| u32::try_from(unit).map_err(into_error))
            .collect()
    }
}

/// An annotated text.
#[wasm_bindgen]
pub struct Annotated {
    document: Document,
}

#[wasm_bindgen]
impl Annotated {
    /// What the page shows.
    ///
    /// # Errors
    ///
    /// When JavaScript has no memory left.
    #[wasm_bindgen(unchecked_return_type = "View")]
    pub fn view(&self) -> Result<JsValue, JsError> {
        // As JSON: many times faster than building the objects one by one from here.
        let view = serde_json::to_string(&View::of(&self.document)).map_err(into_error)?;
        js_sys::JSON::parse(&view).map_err(|_| JsError::new("the view is not JSON"))
    }

    /// The document as `wassam-document/1`, one line, the bytes that the command line prints.
    ///
    /// `created` is the time of writing, in ISO 8601, UTC, to the second.
    pub fn json(&self, created: &str) -> String {
        format::wassam::write(&self.document, created)
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How to annotate a text. */
export interface Options {
    /** The day from which relative dates count: `2015-11-20[T04:30[+03:00]]`. */
    referenceDate?: string | null;
    /** Which types to show; `wojood`, all of them, where it is left out. */
    schema?: 'wojood' | 'conll4' | null;
    /** Which way a bare weekday looks; `news`, as its verb does, where it is left out. */
    weekday?: 'news' | 'forward' | null;
}

/** A type of annotation, with its names. */
export interface Label { id: string; ar: string; en: string; shortAr: string; shortEn: string }

/** A line of the text, without its line end. */
export interface Paragraph { start: number; end: number; rtl: boolean }

/** An annotation. Offsets are UTF-16 code units of the view's text, half open. */
export interface Annotation {
    id: string;
    start: number;
    end: number;
    /** The bare name or number inside the span. */
    head: [number, number];
    type: string;
    text: string;
    /** The right form, where it differs from the text. */
    norm: string | null;
    /** The normalised value. */
    value: object | null;
    subtype: string | null;
    entity: string | null;
    /** How likely the annotation is right, from 0 to 1. */
    confidence: number;
    /** What it may be instead, most likely first, where the engine is unsure. */
    alternatives: Alternative[];
    source: 'lexicon' | 'grammar' | 'tagger' | 'user';
    state: 'suggested' | 'confirmed' | 'rejected';
    /** The number of annotations around this one. */
    depth: number;
}

/** What an annotation may be instead. */
export interface Alternative { start: number; end: number; type: string; confidence: number }

/** What one or more annotations speak of. */
export interface Entity { id: string; type: string; name: string; aliases: string[]; mentions: string[] }

/** A text with everything found in it; annotations by start, then longest first, properly nested. */
export interface View {
    text: string;
    paragraphs: Paragraph[];
    annotations: Annotation[];
    entities: Entity[];
    /** The day from which relative dates were counted: the one given, or else the text's dateline. */
    referenceDate: string | null;
}
"#;

/// Options as JavaScript gives them.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WantedOptions {
    reference_date: Option<String>,
    schema: Option<String>,
    weekday: Option<String>,
}

impl WantedOptions {
    /// The options that the engine takes; those left out, and `undefined` itself, are the defaults.
    fn read(options: JsValue) -> Result<Options, JsError> {
        let wanted: Option<Self> = serde_wasm_bindgen::from_value(options).map_err(into_error)?;
        let Self {
            reference_date,
            schema,
            weekday,
        } = wanted.unwrap_or_default();
        Ok(Options {
            reference_date: reference_date
                .map(|date| date.parse())
                .transpose()
                .map_err(into_error)?,
            schema: schema
                .map(|name| name.parse())
                .transpose()
                .map_err(into_error)?
                .unwrap_or_default(),
            weekday: weekday
                .map(|name| name.parse())
                .transpose()
                .map_err(into_error)?
                .unwrap_or_default(),
            tradition: Tradition::default(),
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LabelNames {
    id: &'static str,
    ar: &'static str,
    en: &'static str,
    short_ar: &'static str,
    short_en: &'static str,
}

impl LabelNames {
    fn of(label: Label) -> Self {
        Self {
            id: label.as_str(),
            ar: label.arabic(),
            en: label.english(),
            short_ar: label.short_arabic(),
            short_en: label.short_english(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'d> {
    text: &'d str,
    paragraphs: Vec<Paragraph>,
    annotations: Vec<AnnotationView<'d>>,
    entities: Vec<EntityView<'d>>,
    reference_date: Option<&'d str>,
}

#[derive(Serialize)]
struct Paragraph {
    start: usize,
    end: usize,
    rtl: bool,
}

#[derive(Serialize)]
struct AnnotationView<'d> {
    id: &'d str,
    start: usize,
    end: usize,
    head: (usize, usize),
    #[serde(rename = "type")]
    label: &'d str,
    text: &'d str,
    norm: Option<&'d str>,
    value: Option<&'d Value>,
    subtype: Option<&'d str>,
    entity: Option<&'d str>,
    confidence: f64,
    alternatives: Vec<AlternativeView<'d>>,
    source: Source,
    state: State,
    depth: usize,
}

#[derive(Serialize)]
struct AlternativeView<'d> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: &'d str,
    confidence: f64,
}

#[derive(Serialize)]
struct EntityView<'d> {
    id: &'d str,
    #[serde(rename = "type")]
    label: &'d str,
    name: &'d str,
    aliases: &'d [String],
    mentions: Vec<&'d str>,
}

impl<'d> View<'d> {
    fn of(document: &'d Document) -> Self {
        let text = &document.text;
        let paragraphs = text
            .paragraphs()
            .map(|span| {
                let (start, end) = utf16(text, span);
                let rtl = text.is_right_to_left(span);
                Paragraph { start, end, rtl }
            })
            .collect();
        let mut around: Vec<ByteSpan> = Vec::new();
        let mut annotations = Vec::with_capacity(document.annotations.len());
        let mut mentions: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for annotation in &document.annotations {
            while around
                .last()
                .is_some_and(|last| last.end <= annotation.span.start)
            {
                around.pop();
            }
            annotations.push(AnnotationView::of(annotation, text, around.len()));
            around.push(annotation.span);
            if let Some(entity) = &annotation.entity {
                mentions.entry(entity).or_default().push(&annotation.id);
            }
        }
        let entities = document
            .entities
            .iter()
            .map(|entity| EntityView {
                id: &entity.id,
                label: &entity.label,
                name: &entity.name,
                aliases: &entity.aliases,
                mentions: mentions.remove(entity.id.as_str()).unwrap_or_default(),
            })
            .collect();
        Self {
            text: text.as_str(),
            paragraphs,
            annotations,
            entities,
            reference_date: document.meta.reference_date.as_deref(),
        }
    }
}

impl<'d> AnnotationView<'d> {
    fn of(annotation: &'d Annotation, text: &'d Text, depth: usize) -> Self {
        let (start, end) = utf16(text, annotation.span);
        Self {
            id: &annotation.id,
            start,
            end,
            head: utf16(text, annotation.head),
            label: &annotation.label,
            text: text.slice(annotation.span),
            norm: annotation.norm.as_deref(),
            value: annotation.value.as_ref(),
            subtype: annotation.subtype.as_deref(),
            entity: annotation.entity.as_deref(),
            confidence: f64::from(annotation.confidence) / 1000.0,
            alternatives: annotation
                .alternatives
                .iter()
                .map(|alternative| AlternativeView::of(alternative, text))
                .collect(),
            source: annotation.source,
            state: annotation.state,
            depth,
        }
    }
}

impl<'d> AlternativeView<'d> {
    fn of(alternative: &'d Alternative, text: &Text) -> Self {
        let (start, end) = utf16(text, alternative.span);
        Self {
            start,
            end,
            label: &alternative.label,
            confidence: f64::from(alternative.confidence) / 1000.0,
        }
    }
}

fn utf16(text: &Text, span: ByteSpan) -> (usize, usize) {
    let span = text.utf16_span(span);
    (span.start.0, span.end.0)
}

/// Plain data as plain JavaScript objects.
fn to_js(data: &impl Serialize) -> Result<JsValue, JsError> {
    data.serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(into_error)
}

fn into_error(error: impl Display) -> JsError {
    JsError::new(&error.to_string())
}

/// Sends the message of a panic, which would else be lost, to the console.
fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
}
