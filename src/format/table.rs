//! Mentions as a table, in CSV or TSV: a row each, with offsets in code points and in UTF-16 code units.
//!
//! A cell that begins as a formula does is written with an apostrophe before it,
//! so that no spreadsheet reckons with what an article says.

use super::holds::{Holds, Part};
use super::{About, Facts, Frame, Unit};
use crate::document::{Annotation, Document, Entity, State};
use crate::mention::Source;

const HOLDS: Holds = Holds::all_of(&[
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
    // Whatever white space there is stands in the quotes; what is between them is lost with the text.
    Part::Space,
]);

pub(super) const CSV: Facts = Facts {
    name: "csv",
    extension: "csv",
    unit: Unit::CodePointAndUtf16,
    holds: HOLDS,
    frame: Frame {
        open: concat!(
            "document,id,start_cp,end_cp,start_utf16,end_utf16,type,subtype,text,head,norm,value,",
            "entity,entity_name,entity_link,confidence,source,state,note\n"
        ),
        between: "",
        close: "",
    },
    is_read: false,
};

pub(super) const TSV: Facts = Facts {
    name: "tsv",
    extension: "tsv",
    unit: Unit::CodePointAndUtf16,
    holds: HOLDS,
    frame: Frame {
        open: concat!(
            "document\tid\tstart_cp\tend_cp\tstart_utf16\tend_utf16\ttype\tsubtype\ttext\thead\tnorm\tvalue\t",
            "entity\tentity_name\tentity_link\tconfidence\tsource\tstate\tnote\n"
        ),
        between: "",
        close: "",
    },
    is_read: false,
};

/// The rows of a document, cells parted by `separator`.
pub(super) fn write(document: &Document, about: About, separator: char) -> String {
    let entities: rustc_hash::FxHashMap<&str, &Entity> = document
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity))
        .collect();
    let mut rows = String::new();
    for annotation in &document.annotations {
        let entity = annotation.entity.as_deref();
        let entity = entity.and_then(|id| entities.get(id).copied());
        let cells = cells(document, annotation, entity, about);
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                rows.push(separator);
            }
            put(&mut rows, cell, separator);
        }
        rows.push('\n');
    }
    rows
}

fn cells(
    document: &Document,
    annotation: &Annotation,
    entity: Option<&Entity>,
    about: About,
) -> [String; 19] {
    let text = &document.text;
    let code_points = text.code_point_span(annotation.span);
    let utf16 = text.utf16_span(annotation.span);
    let or_empty = |words: &Option<String>| words.clone().unwrap_or_default();
    let value = annotation
        .value
        .as_ref()
        .map(|value| serde_json::to_string(value).expect("numbers and strings are JSON"));
    [
        about.name.to_owned(),
        annotation.id.clone(),
        code_points.start.to_string(),
        code_points.end.to_string(),
        utf16.start.to_string(),
        utf16.end.to_string(),
        annotation.label.clone(),
        or_empty(&annotation.subtype),
        text.slice(annotation.span).to_owned(),
        text.slice(annotation.head).to_owned(),
        or_empty(&annotation.norm),
        value.unwrap_or_default(),
        or_empty(&annotation.entity),
        entity.map_or(String::new(), |entity| entity.name.clone()),
        entity.map_or(String::new(), |entity| or_empty(&entity.link)),
        format!(
            "{}.{:03}",
            annotation.confidence / 1000,
            annotation.confidence % 1000
        ),
        source(annotation.source).to_owned(),
        state(annotation.state).to_owned(),
        or_empty(&annotation.note),
    ]
}

const fn source(source: Source) -> &'static str {
    match source {
        Source::Lexicon => "lexicon",
        Source::Grammar => "grammar",
        Source::Tagger => "tagger",
        Source::User => "user",
    }
}

const fn state(state: State) -> &'static str {
    match state {
        State::Suggested => "suggested",
        State::Confirmed => "confirmed",
        State::Rejected => "rejected",
    }
}

/// Puts a cell, quoted where it must be (RFC 4180), and harmless.
fn put(row: &mut String, cell: &str, separator: char) {
    // What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    let is_special = |c| c == separator || matches!(c, '"' | '\n' | '\r');
    if cell.contains(is_special) || cell != cell.trim() {
        row.push('"');
        row.push_str(mark);
        row.push_str(&cell.replace('"', "\"\""));
        row.push('"');
    } else {
        row.push_str(mark);
        row.push_str(cell);
    }
}
