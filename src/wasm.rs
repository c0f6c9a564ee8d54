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
use crate::format::wassam::InvalidDocument;
use crate::format::{self, About, Format, Imported, InvalidFile, Report, Seen, Unit};
use crate::label::{Label, Schema, our_name};
use crate::mention::Source;
use crate::overlay::{in_schema, overlaid};
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

    /// A document that was annotated before, as `wassam-document/1`: with what the engine finds where nothing crosses it
    /// if `suggests`, else by itself; with its dates counted from another day where the options name one.
    ///
    /// # Errors
    ///
    /// When it is no document, or the options are wrong.
    pub fn open(
        &self,
        document: &str,
        suggests: bool,
        #[wasm_bindgen(unchecked_param_type = "Options")] options: JsValue,
    ) -> Result<Annotated, JsError> {
        let mut options = WantedOptions::read(options)?;
        let document = read_own(document)?;
        let stated = document.meta.reference_date.as_deref();
        let wanted = options.reference_date.as_ref().map(ToString::to_string);
        let is_dated = wanted.is_some() && wanted.as_deref() != stated;
        if !suggests && !is_dated {
            return Ok(Annotated { document });
        }
        if options.reference_date.is_none() {
            // One that cannot be read is as good as none.
            options.reference_date = stated.and_then(|date| date.parse().ok());
        }
        let found = self.annotator.annotate(document.text.as_str(), &options);
        Ok(Annotated {
            document: overlaid(document, found, suggests),
        })
    }

    /// The formats, in the order in which they are shown.
    ///
    /// # Errors
    ///
    /// When JavaScript has no memory left.
    #[wasm_bindgen(unchecked_return_type = "FormatFacts[]")]
    pub fn formats(&self) -> Result<JsValue, JsError> {
        to_js(&Format::ALL.map(FormatFacts::of))
    }

    /// Documents in a format: the files, and what the format cannot hold.
    ///
    /// `documents` are `wassam-document/1` each. What the user has rejected is left out but of our own format.
    ///
    /// # Errors
    ///
    /// When one is no document, or there is no such format.
    #[wasm_bindgen(unchecked_return_type = "Written")]
    pub fn write(
        &self,
        #[wasm_bindgen(unchecked_param_type = "{ name: string, json: string }[]")]
        documents: JsValue,
        format: &str,
        #[wasm_bindgen(unchecked_param_type = "WriteOptions")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let documents: Vec<Named> =
            serde_wasm_bindgen::from_value(documents).map_err(into_error)?;
        let options: WriteOptions = serde_wasm_bindgen::from_value(options).map_err(into_error)?;
        to_js(&written(&documents, named_format(format)?, &options)?)
    }

    /// The files that stand once beside documents that were written one by one, without them
    /// ([`WriteOptions::bare`]): `seen` is what was seen in each.
    ///
    /// # Errors
    ///
    /// When there is no such format, or `seen` is not what was given.
    #[wasm_bindgen(unchecked_return_type = "WrittenFile[]")]
    pub fn configuration(
        &self,
        format: &str,
        #[wasm_bindgen(unchecked_param_type = "Seen[]")] seen: JsValue,
    ) -> Result<JsValue, JsError> {
        let seen: Vec<Seen> = serde_wasm_bindgen::from_value(seen).map_err(into_error)?;
        let mut all = Seen::default();
        for one in seen {
            all.join(one);
        }
        to_js(&configuration(named_format(format)?, &all))
    }

    /// The format of a file, by what stands in it; none where it is a plain text.
    pub fn recognise(&self, name: &str, content: &str) -> Option<String> {
        Format::recognise(name, content).map(|format| format.name().to_owned())
    }

    /// The documents of a file, each as `wassam-document/1` with what is not in it as it stood in the file;
    /// or why there are none. `beside` is the text where the format has it in a second file.
    ///
    /// # Errors
    ///
    /// When there is no such format.
    #[wasm_bindgen(unchecked_return_type = "ReadFile")]
    pub fn read(&self, format: &str, content: &str, beside: &str) -> Result<JsValue, JsError> {
        let read = named_format(format)?.read(content, beside);
        to_js(&match read {
            Ok(documents) => ReadFile {
                documents: documents.into_iter().map(ReadDocument::of).collect(),
                problem: None,
            },
            Err(error) => ReadFile {
                documents: Vec::new(),
                problem: Some(Problem::of(&error)),
            },
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

/** A format of files. */
export interface FormatFacts {
    name: string;
    /** What the names of its files end in, after the dot. */
    extension: string;
    /** What its offsets count. */
    unit: string;
    isRead: boolean;
    /** Whether the text stands in a file of its own. */
    hasTextBeside: boolean;
}

/** How documents are written. */
export interface WriteOptions {
    /** The time of writing, in ISO 8601, UTC, to the second. */
    created: string;
    schema: 'wojood' | 'conll4';
    /** Whether what nobody has confirmed is left out. */
    confirmedOnly: boolean;
    /** Whether the files that stand once beside all documents are left out; `false` where it is left out. */
    bare?: boolean;
}

/** A file that was written. */
export interface WrittenFile { name: string; content: string }

/** Documents as files, and what these do not hold: how many of each part. */
export interface Written {
    files: WrittenFile[];
    losses: { part: string; count: number }[];
    /** What stands in the documents, for the files that stand once beside all. */
    seen: Seen;
}

/** Types and subtypes of the documents that were written. */
export interface Seen { labels: string[]; subtypes: string[] }

/** A file as it was read. */
export interface ReadFile {
    documents: ReadDocument[];
    /** Why it was not read. */
    problem: Said | null;
}

/** A document of a file. */
export interface ReadDocument {
    /** As `wassam-document/1`. */
    json: string;
    text: string;
    title: string | null;
    annotations: number;
    /** What is not as it stood in the file. */
    reports: Said[];
}

/** Something to say in the reader's language: what, and with which words and numbers. */
export interface Said { key: string; params: Record<string, string | number> }

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

/// A format, in its own words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FormatFacts {
    name: &'static str,
    extension: &'static str,
    unit: Unit,
    is_read: bool,
    has_text_beside: bool,
}

impl FormatFacts {
    fn of(format: Format) -> Self {
        Self {
            name: format.name(),
            extension: format.extension(),
            unit: format.unit(),
            is_read: format.is_read(),
            has_text_beside: format.has_text_beside(),
        }
    }
}

/// A document with its name, such as that of its file.
#[derive(Deserialize)]
struct Named {
    name: String,
    json: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WriteOptions {
    created: String,
    schema: String,
    confirmed_only: bool,
    /// Whether the files that stand once beside all documents are left out.
    #[serde(default)]
    bare: bool,
}

#[derive(Serialize)]
struct Written {
    files: Vec<WrittenFile>,
    losses: Vec<LossView>,
    seen: Seen,
}

#[derive(Serialize)]
struct WrittenFile {
    name: String,
    content: String,
}

#[derive(Serialize)]
struct LossView {
    part: String,
    count: usize,
}

/// The files of documents: those of each, and once what stands beside all.
fn written(
    documents: &[Named],
    format: Format,
    options: &WriteOptions,
) -> Result<Written, JsError> {
    let schema: Schema = options.schema.parse().map_err(into_error)?;
    let mut files = Vec::new();
    let mut losses: Vec<format::Loss> = Vec::new();
    let mut seen = Seen::default();
    for Named { name, json } in documents {
        let mut document = read_own(json)?;
        document.annotations.retain(|annotation| {
            let is_wanted = match annotation.state {
                State::Confirmed => true,
                State::Suggested => !options.confirmed_only,
                State::Rejected => format == Format::Wassam && !options.confirmed_only,
            };
            is_wanted && schema.view_name(&annotation.label).is_some()
        });
        let document = in_schema(document, schema);
        for loss in format.losses(&document) {
            match losses.iter_mut().find(|known| known.part == loss.part) {
                Some(known) => known.count += loss.count,
                None => losses.push(loss),
            }
        }
        seen.see(&document, format);
        let about = About {
            name,
            created: &options.created,
        };
        let frame = format.frame();
        let mut outputs = format.write(&document, about);
        if let Some(first) = outputs.first_mut() {
            first.content = [frame.open, &first.content, frame.close].concat();
        }
        files.extend(outputs.into_iter().map(|output| WrittenFile {
            name: format!("{name}.{}", output.extension),
            content: output.content,
        }));
    }
    if !options.bare {
        files.extend(configuration(format, &seen));
    }
    losses.sort_by_key(|loss| loss.part);
    let losses = losses.iter().map(|loss| LossView {
        part: format!("{:?}", loss.part),
        count: loss.count,
    });
    Ok(Written {
        files,
        losses: losses.collect(),
        seen,
    })
}

/// The files that stand once beside all documents.
fn configuration(format: Format, seen: &Seen) -> Vec<WrittenFile> {
    let files = format.configuration(seen).into_iter();
    files
        .map(|(name, content)| WrittenFile {
            name: name.to_owned(),
            content,
        })
        .collect()
}

fn read_own(json: &str) -> Result<Document, JsError> {
    let read = format::wassam::read(json).map_err(into_error)?;
    Ok(read.document)
}

fn named_format(name: &str) -> Result<Format, JsError> {
    Format::of_name(name).ok_or_else(|| JsError::new("there is no such format"))
}

#[derive(Serialize)]
struct ReadFile {
    documents: Vec<ReadDocument>,
    problem: Option<Problem>,
}

#[derive(Serialize)]
struct ReadDocument {
    json: String,
    text: String,
    title: Option<String>,
    annotations: usize,
    reports: Vec<Problem>,
}

impl ReadDocument {
    fn of(imported: Imported) -> Self {
        let Imported {
            mut document,
            created,
            reports,
        } = imported;
        let mut reports: Vec<Problem> = reports.iter().map(Problem::said).collect();
        reports.extend(with_our_names(&mut document));
        Self {
            json: format::wassam::write(&document, &created.unwrap_or_default()),
            annotations: document.annotations.len(),
            title: document.meta.title,
            text: document.text.into_string(),
            reports,
        }
    }
}

/// Gives types that other corpora call otherwise the names that they have here, and says which.
fn with_our_names(document: &mut Document) -> Vec<Problem> {
    let mut renamed: Vec<(String, &'static str, usize)> = Vec::new();
    let mut unknown: Vec<(String, usize)> = Vec::new();
    for annotation in &mut document.annotations {
        let ours = our_name(&annotation.label).parse::<Label>();
        match ours {
            Ok(ours) if ours.as_str() == annotation.label => {}
            Ok(ours) => {
                match renamed
                    .iter_mut()
                    .find(|(name, ..)| *name == annotation.label)
                {
                    Some(known) => known.2 += 1,
                    None => renamed.push((annotation.label.clone(), ours.as_str(), 1)),
                }
                ours.as_str().clone_into(&mut annotation.label);
            }
            Err(_) => match unknown
                .iter_mut()
                .find(|(name, _)| *name == annotation.label)
            {
                Some(known) => known.1 += 1,
                None => unknown.push((annotation.label.clone(), 1)),
            },
        }
    }
    for entity in &mut document.entities {
        if let Ok(ours) = our_name(&entity.label).parse::<Label>() {
            ours.as_str().clone_into(&mut entity.label);
        }
    }
    let renamed = renamed.into_iter().map(|(from, to, count)| {
        Problem::new("reportRenamed")
            .with("from", from)
            .with("to", to)
            .with("count", count)
    });
    let unknown = unknown.into_iter().map(|(label, count)| {
        Problem::new("reportUnknownType")
            .with("label", label)
            .with("count", count)
    });
    renamed.chain(unknown).collect()
}

/// Something to say in the reader's language.
#[derive(Serialize)]
struct Problem {
    key: &'static str,
    params: serde_json::Map<String, serde_json::Value>,
}

impl Problem {
    fn new(key: &'static str) -> Self {
        Self {
            key,
            params: serde_json::Map::new(),
        }
    }

    fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// What a reader has said.
    fn said(report: &Report) -> Self {
        match report {
            Report::Moved { id, .. } => Self::new("reportMoved").with("id", id.as_str()),
            Report::Lost { id, quote } => Self::new("reportLost")
                .with("id", id.as_str())
                .with("quote", quote.as_str()),
            Report::HeadOutside { id } => Self::new("reportHead").with("id", id.as_str()),
            Report::Confidence { id } => Self::new("reportConfidence").with("id", id.as_str()),
            Report::NoSuchEntity { id, .. } => Self::new("reportEntity").with("id", id.as_str()),
            Report::NotModelled { id, what } => Self::new("reportNotModelled")
                .with("id", id.as_str())
                .with("what", *what),
            Report::LineEnds => Self::new("reportLineEnds"),
            Report::NotKept { part, count } => Self::new("reportNotKept")
                .with("part", *part)
                .with("count", *count),
            // What is rare is said as it is.
            Report::AlternativeLost { .. } => {
                Self::new("reportOther").with("message", report.to_string())
            }
        }
    }

    /// Why a file is not read.
    fn of(error: &InvalidFile) -> Self {
        let json = |error: &serde_json::Error| {
            Self::new("importLine")
                .with("line", error.line())
                .with("message", error.to_string())
        };
        match error {
            InvalidFile::TooLarge(_) | InvalidFile::Wassam(InvalidDocument::TooLarge(_)) => {
                Self::new("importTooLarge")
            }
            InvalidFile::NotRead(_) => Self::new("importNotRead"),
            InvalidFile::Wassam(InvalidDocument::Version(_)) => Self::new("importNewer"),
            InvalidFile::Json(error) | InvalidFile::Wassam(InvalidDocument::Json(error)) => {
                json(error)
            }
            InvalidFile::Line { line, .. }
            | InvalidFile::Document { line, .. }
            | InvalidFile::Xml { line, .. } => Self::new("importLine")
                .with("line", *line)
                .with("message", error.to_string()),
            InvalidFile::Lacks { document, .. } => Self::new("importLacks")
                .with("document", *document)
                .with("message", error.to_string()),
            InvalidFile::Span { id, .. }
            | InvalidFile::Utf16Span { id, .. }
            | InvalidFile::Wassam(InvalidDocument::Span { id, .. }) => Self::new("importSpan")
                .with("id", id.as_str())
                .with("message", error.to_string()),
            other => Self::new("importWrong").with("message", other.to_string()),
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
