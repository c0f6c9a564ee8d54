//! spaCy's `Doc` as JSON, a document a line: `Doc(vocab).from_json(json.loads(line))`.
//!
//! Offsets are code points, and all of them stand at edges of tokens:
//! tokens are ours, cut at the edges of annotations, and white space is tokens as spaCy has it.
//! `ents`, which may not overlap, are the outermost annotations; the span group `sc` has all of them.
//! <https://spacy.io/api/doc#to_json>; a `DocBin` is made of them by `DocBin(docs=…).to_disk(…)`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::holds::{Holds, Part, has_solid_edges};
use super::incoming::{Imported, Incoming, InvalidFile, numbered, records};
use super::pieces::{Piece, pieces};
use super::{Facts, Frame, Unit, json_line};
use crate::document::{Annotation, Document, Meta};
use crate::span::{ByteOffset, ByteSpan, CodePointSpan};
use crate::text::Text;

pub(super) const FACTS: Facts = Facts {
    name: "spacy",
    extension: "spacy.jsonl",
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

/// A token of spaCy's.
pub(super) struct Token {
    pub(super) span: ByteSpan,
    /// Whether a space follows, which belongs to it.
    pub(super) has_space: bool,
    /// Whether a sentence begins.
    pub(super) starts_sentence: bool,
}

/// The tokens of a document such that, with the spaces that belong to them, they are the text:
/// white space beyond one space is a token (spaCy's `get_words_and_spaces`).
pub(super) fn tokens(document: &Document) -> Vec<Token> {
    let text = document.text.as_str();
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    let last = Piece {
        span: ByteSpan::of(text.len(), text.len()),
        starts_sentence: false,
        is_stray: true,
    };
    for piece in pieces(document).into_iter().chain([last]) {
        let mut gap = ByteSpan::of(end, piece.span.start.0);
        if let (Some(token), true) = (tokens.last_mut(), text[gap.range()].starts_with(' ')) {
            token.has_space = true;
            gap.start.0 += 1;
        }
        for (span, starts_sentence) in [(gap, false), (piece.span, piece.starts_sentence)] {
            if !span.is_empty() {
                tokens.push(Token {
                    span,
                    has_space: false,
                    starts_sentence,
                });
            }
        }
        end = piece.span.end.0;
    }
    tokens
}

#[derive(Serialize)]
struct Written<'d> {
    text: &'d str,
    ents: Vec<WrittenSpan<'d>>,
    sents: Vec<Place>,
    spans: Groups<'d>,
    tokens: Vec<WrittenToken>,
}

#[derive(Serialize)]
struct Groups<'d> {
    sc: Vec<WrittenSpan<'d>>,
}

#[derive(Serialize)]
struct WrittenSpan<'d> {
    start: usize,
    end: usize,
    label: &'d str,
    kb_id: &'static str,
}

#[derive(Serialize)]
struct WrittenToken {
    id: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

pub(super) fn write(document: &Document) -> String {
    let text = &document.text;
    let place = |span| {
        let CodePointSpan { start, end } = text.code_point_span(span);
        Place {
            start: start.0,
            end: end.0,
        }
    };
    let span = |annotation: &'_ Annotation| place(annotation.span);
    let all = || {
        document.annotations.iter().map(|annotation| {
            let Place { start, end } = span(annotation);
            WrittenSpan {
                start,
                end,
                label: &annotation.label,
                kb_id: "",
            }
        })
    };
    let tokens = tokens(document);
    let mut free_from = 0;
    json_line(&Written {
        text: text.as_str(),
        ents: all()
            .filter(|span| {
                let is_free = span.start >= free_from;
                if is_free {
                    free_from = span.end;
                }
                is_free
            })
            .collect(),
        sents: sentences(&tokens).into_iter().map(place).collect(),
        spans: Groups {
            sc: all().collect(),
        },
        tokens: tokens
            .iter()
            .enumerate()
            .map(|(id, token)| {
                let Place { start, end } = place(token.span);
                WrittenToken { id, start, end }
            })
            .collect(),
    })
}

/// The sentences, each with the white space around it.
fn sentences(tokens: &[Token]) -> Vec<ByteSpan> {
    let mut sentences: Vec<ByteSpan> = Vec::new();
    let mut has_words = false;
    for token in tokens {
        match sentences.last_mut() {
            Some(sentence) if !(token.starts_sentence && has_words) => {
                sentence.end = token.span.end;
            }
            _ => sentences.push(token.span),
        }
        // White space before the first sentence belongs to it.
        has_words |= token.starts_sentence;
    }
    sentences
}

#[derive(Deserialize)]
struct Given {
    text: String,
    #[serde(default)]
    ents: Vec<GivenSpan>,
    #[serde(default)]
    spans: BTreeMap<String, Vec<GivenSpan>>,
    #[serde(default)]
    cats: BTreeMap<String, f64>,
}

#[derive(Deserialize, PartialEq, Eq, Hash)]
struct GivenSpan {
    start: usize,
    end: usize,
    #[serde(default)]
    label: String,
}

/// Reads documents as spaCy's `Doc.to_json` gives them: the spans of all groups, and the entities that are not among them.
///
/// # Errors
///
/// When the file is none, or a span does not fit its text.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let given: Vec<Given> = records(content)?;
    given.into_iter().enumerate().map(imported).collect()
}

fn imported((number, given): (usize, Given)) -> Result<Imported, InvalidFile> {
    let text = Text::new(given.text);
    let mut incoming = Incoming::new(&text);
    let grouped: Vec<&GivenSpan> = given.spans.values().flatten().collect();
    let known: FxHashSet<&GivenSpan> = grouped.iter().copied().collect();
    let alone = given.ents.iter().filter(|span| !known.contains(span));
    for (place, span) in grouped.iter().copied().chain(alone).enumerate() {
        let id = numbered(number, place);
        incoming.add(&id, (span.start, span.end), None, &span.label)?;
    }
    incoming.not_kept("cats", given.cats.len());
    Ok(incoming.document(Meta::default(), |_| None))
}

/// The tokens at which a span begins and ends, the last included.
pub(super) fn token_range(tokens: &[Token], span: ByteSpan) -> (usize, usize) {
    let at = |offset: ByteOffset| tokens.partition_point(|token| token.span.start < offset);
    (at(span.start), at(span.end).saturating_sub(1))
}
