//! GATE XML: the text with nodes at the edges of annotations, and the annotations from node to node.
//!
//! Nodes are named by their offsets in UTF-16 code units.
//! The annotations are in the default set, and all that is known of them stands in their features.
//! GATE opens the file, as gatenlp does: `Document.load("a.gate.xml", fmt="gatexml")`.
//! <https://gate.ac.uk/sale/tao/splitch5.html#x8-980005.5.2>

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::holds::{Holds, Part};
use super::table::{source, state};
use super::xml::{self, Writer};
use super::{About, Facts, Frame, Unit, json};
use crate::document::{Document, Entity};

pub(super) const FACTS: Facts = Facts {
    name: "gate",
    extension: "gate.xml",
    unit: Unit::Utf16,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Head,
        Part::Subtype,
        Part::Norm,
        Part::Value,
        Part::Entity,
        Part::EntityName,
        Part::Confidence,
        Part::Source,
        Part::State,
        Part::Note,
        Part::Title,
        Part::ReferenceDate,
        Part::Model,
        Part::Space,
        Part::Text,
    ])
    .with_characters(xml::with_characters)
    .with_labels(label)
    .with_words(xml::is_text)
    .with_titles(xml::is_text),
    frame: Frame::NONE,
    is_read: false,
};

fn label(label: &str) -> String {
    xml::with_characters(label).into_owned()
}

const STRING: &str = "java.lang.String";
const INTEGER: &str = "java.lang.Integer";
/// What gatenlp knows of numbers with fractions.
const DECIMAL: &str = "java.math.BigDecimal";

/// The document as GATE has it.
pub(super) fn write(document: &Document, about: About) -> String {
    let mut file = Writer::new();
    file.open("GateDocument", &[("version", "3")]);
    file.line();
    file.open("GateDocumentFeatures", &[]);
    file.line();
    let meta = &document.meta;
    for (name, value) in [
        ("gate.SourceURL", Some(about.name)),
        ("MimeType", Some("text/plain")),
        ("title", meta.title.as_deref()),
        ("reference_date", meta.reference_date.as_deref()),
        ("model", meta.model.as_deref()),
    ] {
        feature(&mut file, name, STRING, value);
    }
    file.close();
    file.line();
    nodes(&mut file, document);
    let entities: FxHashMap<&str, &Entity> = document
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity))
        .collect();
    file.open("AnnotationSet", &[]);
    file.line();
    for (annotation, id) in document.annotations.iter().zip(1..) {
        let place = document.text.utf16_span(annotation.span);
        let head = document.text.utf16_span(annotation.head);
        let [start, end, head_start, head_end] =
            [place.start, place.end, head.start, head.end].map(|offset| offset.to_string());
        let id: usize = id;
        file.open(
            "Annotation",
            &[
                ("Id", &id.to_string()),
                ("Type", &annotation.label),
                ("StartNode", &start),
                ("EndNode", &end),
            ],
        );
        file.line();
        let entity = annotation.entity.as_deref();
        let named = entity.and_then(|id| entities.get(id));
        let value = annotation.value.as_ref().map(json);
        let confidence = annotation.confidence;
        let confidence = format!("{}.{:03}", confidence / 1000, confidence % 1000);
        for (name, class, value) in [
            ("subtype", STRING, annotation.subtype.as_deref()),
            ("head", STRING, Some(document.text.slice(annotation.head))),
            ("head_start", INTEGER, Some(&*head_start)),
            ("head_end", INTEGER, Some(&*head_end)),
            ("norm", STRING, annotation.norm.as_deref()),
            ("value", STRING, value.as_deref()),
            ("entity", STRING, entity),
            ("entity_name", STRING, named.map(|entity| &*entity.name)),
            (
                "entity_link",
                STRING,
                named.and_then(|entity| entity.link.as_deref()),
            ),
            ("confidence", DECIMAL, Some(&*confidence)),
            ("source", STRING, Some(source(annotation.source))),
            ("state", STRING, Some(state(annotation.state))),
            ("note", STRING, annotation.note.as_deref()),
        ] {
            feature(&mut file, name, class, value);
        }
        file.close();
        file.line();
    }
    file.finish()
}

/// The text, with a node at every edge of an annotation and at its own.
fn nodes(file: &mut Writer, document: &Document) {
    let text = document.text.as_str();
    let spans = document
        .annotations
        .iter()
        .map(|annotation| annotation.span);
    let edges = spans.flat_map(|span| [span.start, span.end]);
    let ends = [0, text.len()].map(crate::ByteOffset);
    let edges: BTreeSet<crate::ByteOffset> = edges.chain(ends).collect();
    file.open("TextWithNodes", &[]);
    let mut written = 0;
    for edge in edges {
        file.text(&text[written..edge.0]);
        written = edge.0;
        file.empty("Node", &[("id", &document.text.utf16(edge).to_string())]);
    }
    file.close();
    file.line();
}

fn feature(file: &mut Writer, name: &str, class: &str, value: Option<&str>) {
    let Some(value) = value else { return };
    file.open("Feature", &[]);
    file.element("Name", &[("className", STRING)], name);
    file.element(
        "Value",
        &[("className", class)],
        &xml::with_characters(value),
    );
    file.close();
    file.line();
}
