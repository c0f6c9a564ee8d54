//! The tokens of a document as formats of tokens have them.

use super::is_space;
use crate::document::Document;
use crate::span::ByteSpan;
use crate::text::Text;
use crate::tokenise::Tokens;

/// A token, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub(super) span: ByteSpan,
    /// Whether it is the first of its sentence; a sentence never ends inside an annotation.
    pub(super) starts_sentence: bool,
    /// Whether it is a mark or a control that belongs to no token.
    pub(super) is_stray: bool,
}

/// Everything in the text that is not white space, in order: tokens, and what strays between them.
///
/// Tokens are cut at the edges of annotations, so that «وبيروت» becomes و and بيروت and no annotation is lost.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let text = document.text.as_str();
    let tokens = Tokens::new(Text::new(text));
    let mut whole = Vec::with_capacity(tokens.len());
    let mut end = 0;
    for token in tokens.as_slice() {
        strays(text, end, token.span.start.0, &mut whole);
        whole.push(Piece {
            span: token.span,
            starts_sentence: token.starts_sentence,
            is_stray: false,
        });
        end = token.span.end.0;
    }
    strays(text, end, text.len(), &mut whole);
    let mut pieces = cut(whole, document);
    join_sentences(&mut pieces, document);
    pieces
}

/// What stands between two tokens and is no white space.
fn strays(text: &str, from: usize, to: usize, pieces: &mut Vec<Piece>) {
    let mut start = from;
    for part in text[from..to].split_inclusive(is_space) {
        let stray = part.trim_end_matches(is_space);
        if !stray.is_empty() {
            pieces.push(Piece {
                span: ByteSpan::of(start, start + stray.len()),
                starts_sentence: false,
                is_stray: true,
            });
        }
        start += part.len();
    }
}

/// The pieces, cut at the edges of annotations.
fn cut(whole: Vec<Piece>, document: &Document) -> Vec<Piece> {
    let spans = || {
        document
            .annotations
            .iter()
            .map(|annotation| annotation.span)
    };
    let mut edges: Vec<_> = spans().flat_map(|span| [span.start, span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut edges = edges.into_iter().peekable();
    let mut pieces = Vec::with_capacity(whole.len());
    for mut piece in whole {
        while let Some(edge) = edges.next_if(|edge| *edge < piece.span.end) {
            if edge > piece.span.start {
                pieces.push(Piece {
                    span: ByteSpan::new(piece.span.start, edge),
                    ..piece
                });
                piece.span.start = edge;
                piece.starts_sentence = false;
            }
        }
        pieces.push(piece);
    }
    pieces
}

/// Takes away the sentence starts inside annotations; a text begins with one.
fn join_sentences(pieces: &mut [Piece], document: &Document) {
    let mut annotations = document.annotations.iter().peekable();
    let mut inside_until = crate::ByteOffset(0);
    for piece in pieces.iter_mut() {
        while let Some(annotation) = annotations.next_if(|a| a.span.start < piece.span.start) {
            inside_until = inside_until.max(annotation.span.end);
        }
        piece.starts_sentence &= inside_until <= piece.span.start;
    }
    if let Some(first) = pieces.first_mut() {
        first.starts_sentence = true;
    }
}

/// The pieces that the span holds, as indices from and up to; they are those from its first to its last.
pub(super) fn inside(pieces: &[Piece], span: ByteSpan) -> std::ops::Range<usize> {
    let first = pieces.partition_point(|piece| piece.span.start < span.start);
    let end = pieces.partition_point(|piece| piece.span.start < span.end);
    first..end.max(first)
}
