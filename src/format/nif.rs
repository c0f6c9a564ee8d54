//! NIF 2.0 in Turtle: a context that holds the text, and a string for each annotation.
//!
//! Offsets are code points, as NIF says. A string is named by its place in the text (RFC 5147),
//! so that annotations of the same span are one string with several classes.
//! <https://persistence.uni-leipzig.org/nlp2rdf/specification/core.html>

use std::fmt::Write as _;

use super::holds::{Holds, Part};
use super::{About, Facts, Frame, Unit, encoded};
use crate::Label;
use crate::document::{Document, Entity};
use crate::span::{ByteSpan, CodePointSpan};

pub(super) const FACTS: Facts = Facts {
    name: "nif",
    extension: "ttl",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Label,
        Part::Entity,
        Part::Space,
        Part::Text,
    ])
    .with_links(is_linked),
    frame: Frame {
        open: concat!(
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n",
            "@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .\n",
            "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n",
        ),
        between: "",
        close: "",
    },
    is_read: false,
};

pub(super) fn write(document: &Document, about: About) -> String {
    let base = format!("urn:wassam:{}", encoded(about.name));
    let mut file = String::new();
    let text = document.text.as_str();
    let whole = document.text.code_point_span(ByteSpan::of(0, text.len()));
    let context = place(&base, whole);
    let _ = write!(file, "\n<{context}> a nif:Context, nif:RFC5147String ;\n");
    offsets(&mut file, whole);
    let _ = writeln!(file, "  nif:isString {} .", literal(text));
    for annotation in &document.annotations {
        let span = document.text.code_point_span(annotation.span);
        let quote = literal(document.text.slice(annotation.span));
        let _ = write!(
            file,
            "\n<{}> a nif:Phrase, nif:RFC5147String ;\n",
            place(&base, span)
        );
        offsets(&mut file, span);
        let _ = write!(
            file,
            "  nif:anchorOf {quote} ;\n  nif:referenceContext <{context}> ;\n"
        );
        if let Some(id) = &annotation.entity {
            let mut entities = document.entities.iter();
            let entity = entities.find(|entity| entity.id == *id);
            let iri = entity
                .and_then(linked)
                .unwrap_or_else(|| format!("{base}#entity={}", encoded(id)));
            let _ = writeln!(file, "  itsrdf:taIdentRef <{iri}> ;");
        }
        let _ = writeln!(file, "  itsrdf:taClassRef {} .", classes(&annotation.label));
    }
    file
}

/// The name of a place in a text.
fn place(base: &str, CodePointSpan { start, end }: CodePointSpan) -> String {
    format!("{base}#char={start},{end}")
}

fn offsets(file: &mut String, CodePointSpan { start, end }: CodePointSpan) {
    for (name, offset) in [("beginIndex", start), ("endIndex", end)] {
        let _ = writeln!(file, "  nif:{name} \"{offset}\"^^xsd:nonNegativeInteger ;");
    }
}

/// The class of a type of ours, and the one of NERD that others know for it.
fn classes(label: &str) -> String {
    let ours = format!("<urn:wassam:type:{}>", encoded(label));
    let nerd = match label.parse::<Label>() {
        Ok(Label::Pers) => "Person",
        Ok(Label::Org) => "Organization",
        Ok(Label::Gpe | Label::Loc) => "Location",
        Ok(Label::Event) => "Event",
        Ok(Label::Product) => "Product",
        _ => return ours,
    };
    format!("{ours}, <http://nerd.eurecom.fr/ontology#{nerd}>")
}

/// Whether a link is an item of Wikidata or an address.
fn is_linked(link: &str) -> bool {
    iri(link).is_some()
}

fn linked(entity: &Entity) -> Option<String> {
    iri(entity.link.as_deref()?)
}

fn iri(link: &str) -> Option<String> {
    let item = link.strip_prefix("Wikidata:").unwrap_or(link);
    let digits = item.strip_prefix('Q').unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some(format!("http://www.wikidata.org/entity/{item}"));
    }
    let is_address = link.starts_with("http://") || link.starts_with("https://");
    // What an IRI of Turtle may not hold.
    let is_barred = |c: char| c <= ' ' || c.is_whitespace() || "<>\"{}|^`\\".contains(c);
    (is_address && !link.contains(is_barred)).then(|| link.to_owned())
}

/// A string of Turtle.
fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{:04X}", u32::from(c));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}
