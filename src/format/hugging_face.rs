//! `tokens` and `ner_tags` as data sets for token classification have them (`datasets`, Hugging Face):
//! JSONL, a sentence a line, tags in IOB2, flat.

use serde::Serialize;

use super::conll::{FLAT, columns, tokens};
use super::{About, Facts, Frame, Unit, json_line};
use crate::document::Document;

pub(super) const FACTS: Facts = Facts {
    name: "hugging-face",
    extension: "ner.jsonl",
    unit: Unit::Token,
    holds: FLAT,
    frame: Frame::NONE,
    is_read: false,
};

#[derive(Serialize)]
struct Written<'d> {
    id: String,
    tokens: Vec<&'d str>,
    ner_tags: &'d [String],
}

pub(super) fn write(document: &Document, about: About) -> String {
    let pieces = tokens(document);
    let columns = columns(document, &pieces);
    let mut lines = String::new();
    let mut start = 0;
    let sentences = pieces.chunk_by(|_, next| !next.starts_sentence);
    for (sentence, number) in sentences.zip(1..) {
        let end = start + sentence.len();
        lines.push_str(&json_line(&Written {
            id: format!("{}-{number}", about.name),
            tokens: sentence
                .iter()
                .map(|piece| document.text.slice(piece.span))
                .collect(),
            // What is held is flat: it has one column.
            ner_tags: &columns[0][start..end],
        }));
        start = end;
    }
    lines
}
