//! Mentions, entities or values as a table, in CSV or TSV: a row each, with offsets in code points
//! and in UTF-16 code units.
//!
//! A cell that begins as a formula does is written with an apostrophe before it,
//! so that no spreadsheet reckons with what an article says.

use super::holds::{Holds, Part};
use super::{About, Facts, Frame, Unit, json};
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

/// Entities; of their mentions how many there are, wherever they stand, and which is the first.
const HOLDS_ENTITIES: Holds = Holds::all_of(&[
    Part::Edge,
    Part::Nested,
    Part::Crossing,
    Part::Label,
    Part::Entity,
    Part::EntityName,
    Part::Space,
]);

/// The mentions that have values, and these.
const HOLDS_VALUES: Holds = Holds::all_of(&[
    Part::Edge,
    Part::Nested,
    Part::Crossing,
    Part::Label,
    Part::Value,
    Part::Space,
]);

const fn facts(
    name: &'static str,
    extension: &'static str,
    holds: Holds,
    open: &'static str,
) -> Facts {
    Facts {
        name,
        extension,
        unit: Unit::CodePointAndUtf16,
        holds,
        frame: Frame {
            open,
            between: "",
            close: "",
        },
        is_read: false,
    }
}

/// A row of names, parted by commas or by tabs.
macro_rules! head {
    ($separator:literal, $first:literal $(, $name:literal)*) => {
        concat!($first $(, $separator, $name)*, "\n")
    };
}

macro_rules! mentions_head {
    ($separator:literal) => {
        head!(
            $separator,
            "document",
            "id",
            "start_cp",
            "end_cp",
            "start_utf16",
            "end_utf16",
            "type",
            "subtype",
            "text",
            "head",
            "norm",
            "value",
            "entity",
            "entity_name",
            "entity_link",
            "confidence",
            "source",
            "state",
            "note"
        )
    };
}

macro_rules! entities_head {
    ($separator:literal) => {
        head!(
            $separator,
            "document",
            "id",
            "type",
            "name",
            "aliases",
            "link",
            "mentions",
            "start_cp",
            "start_utf16",
            "text"
        )
    };
}

macro_rules! values_head {
    ($separator:literal) => {
        head!(
            $separator,
            "document",
            "id",
            "start_cp",
            "end_cp",
            "start_utf16",
            "end_utf16",
            "type",
            "text",
            "kind",
            "number",
            "max",
            "mod",
            "unit",
            "timex",
            "timex_type",
            "begin",
            "end",
            "value"
        )
    };
}

pub(super) const CSV: Facts = facts("csv", "csv", HOLDS, mentions_head!(","));
pub(super) const TSV: Facts = facts("tsv", "tsv", HOLDS, mentions_head!("\t"));
pub(super) const CSV_ENTITIES: Facts = facts(
    "csv-entities",
    "entities.csv",
    HOLDS_ENTITIES,
    entities_head!(","),
);
pub(super) const TSV_ENTITIES: Facts = facts(
    "tsv-entities",
    "entities.tsv",
    HOLDS_ENTITIES,
    entities_head!("\t"),
);
pub(super) const CSV_VALUES: Facts =
    facts("csv-values", "values.csv", HOLDS_VALUES, values_head!(","));
pub(super) const TSV_VALUES: Facts =
    facts("tsv-values", "values.tsv", HOLDS_VALUES, values_head!("\t"));

/// A row for each mention of a document, cells parted by `separator`.
pub(super) fn mentions(document: &Document, about: About, separator: char) -> String {
    let entities: rustc_hash::FxHashMap<&str, &Entity> = document
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity))
        .collect();
    let mut rows = String::new();
    for annotation in &document.annotations {
        let entity = annotation.entity.as_deref();
        let entity = entity.and_then(|id| entities.get(id).copied());
        put_row(
            &mut rows,
            &cells(document, annotation, entity, about),
            separator,
        );
    }
    rows
}

/// A row for each entity of a document: its names, how often it is mentioned, and where first.
pub(super) fn entities(document: &Document, about: About, separator: char) -> String {
    let mut mentions: rustc_hash::FxHashMap<&str, (usize, &Annotation)> =
        rustc_hash::FxHashMap::default();
    for annotation in &document.annotations {
        if let Some(entity) = &annotation.entity {
            mentions.entry(entity).or_insert((0, annotation)).0 += 1;
        }
    }
    let text = &document.text;
    let mut rows = String::new();
    for entity in &document.entities {
        let mentioned = mentions.get(entity.id.as_str());
        let first = mentioned.map(|(_, first)| first.span);
        let cell = |cell: Option<String>| cell.unwrap_or_default();
        let row = [
            about.name.to_owned(),
            entity.id.clone(),
            entity.label.clone(),
            entity.name.clone(),
            entity.aliases.join(" | "),
            cell(entity.link.clone()),
            mentioned.map_or(0, |(count, _)| *count).to_string(),
            cell(first.map(|span| text.code_point(span.start).to_string())),
            cell(first.map(|span| text.utf16(span.start).to_string())),
            cell(first.map(|span| text.slice(span).to_owned())),
        ];
        put_row(&mut rows, &row, separator);
    }
    rows
}

/// A row for each value of a document, its parts in cells of their own.
///
/// The kind is the key that says it (`number`, `ordinal`, `percent`, `amount`, `timex`, `currency`, `country`),
/// the number that of the value, or the least of two; the unit is that of UCUM, a currency or a country.
pub(super) fn values(document: &Document, about: About, separator: char) -> String {
    let mut rows = String::new();
    for annotation in &document.annotations {
        let Some(value) = &annotation.value else {
            continue;
        };
        let parts = serde_json::to_value(value).unwrap_or_default();
        let part = |key: &str| match parts.get(key) {
            None | Some(serde_json::Value::Null) => None,
            Some(serde_json::Value::String(words)) => Some(words.clone()),
            Some(other) => Some(other.to_string()),
        };
        let first = |keys: &[&str]| keys.iter().find_map(|key| part(key)).unwrap_or_default();
        let kinds = [
            "number", "min", "ordinal", "percent", "amount", "timex", "currency", "country",
        ];
        let kind = kinds.into_iter().find(|kind| part(kind).is_some());
        let kind = match kind {
            // A number between two others.
            Some("min") => "number",
            Some(kind) => kind,
            None => "",
        };
        let (code_points, utf16) = (
            document.text.code_point_span(annotation.span),
            document.text.utf16_span(annotation.span),
        );
        let row = [
            about.name.to_owned(),
            annotation.id.clone(),
            code_points.start.to_string(),
            code_points.end.to_string(),
            utf16.start.to_string(),
            utf16.end.to_string(),
            annotation.label.clone(),
            document.text.slice(annotation.span).to_owned(),
            kind.to_owned(),
            first(&["number", "min", "ordinal", "percent", "amount"]),
            first(&["max"]),
            first(&["mod"]),
            first(&["unit", "currency", "country"]),
            first(&["timex"]),
            first(&["type"]),
            first(&["begin"]),
            first(&["end"]),
            json(value),
        ];
        put_row(&mut rows, &row, separator);
    }
    rows
}

fn put_row(rows: &mut String, cells: &[String], separator: char) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            rows.push(separator);
        }
        put(rows, cell, separator);
    }
    rows.push('\n');
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
    let value = annotation.value.as_ref().map(json);
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

pub(super) const fn source(source: Source) -> &'static str {
    match source {
        Source::Lexicon => "lexicon",
        Source::Grammar => "grammar",
        Source::Tagger => "tagger",
        Source::User => "user",
    }
}

pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Suggested => "suggested",
        State::Confirmed => "confirmed",
        State::Rejected => "rejected",
    }
}

/// Puts a cell, quoted where it must be (RFC 4180), and harmless.
fn put(row: &mut String, cell: &str, separator: char) {
    // What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), in wide letters too.
    let is_formula = |c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let mark = if cell.starts_with(is_formula) || cell.starts_with(['\t', '\r', '\n']) {
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
