//! The writers, and the readers that make documents.

use super::{Sentence, blocks, check_tags};
use crate::document::{Document, Meta};
use crate::format::holds::{Holds, Part, has_something};
use crate::format::incoming::{Imported, Incoming, InvalidFile};
use crate::format::pieces::{Piece, inside, pieces};
use crate::format::{Facts, Frame, Unit, one_word};
use crate::span::ByteSpan;
use crate::text::Text;

/// Flat: of annotations inside each other the outermost is kept.
pub(in crate::format) const FLAT: Holds = Holds::all_of(&[])
    .with_quotes(has_something)
    .with_labels(one_word);

/// The four columns of CoNLL-2003: token, part of speech, chunk and name, parted by spaces.
pub(in crate::format) const FACTS: Facts = Facts {
    name: "conll",
    extension: "conll",
    unit: Unit::Token,
    holds: FLAT,
    frame: Frame::NONE,
    is_read: true,
};

/// Two columns, parted by a tab.
pub(in crate::format) const TAB: Facts = Facts {
    name: "tab",
    extension: "tab",
    holds: FLAT,
    ..FACTS
};

/// A column of tags for every level of nesting, as the Wojood corpus has them.
pub(in crate::format) const TAB_NESTED: Facts = Facts {
    name: "tab-nested",
    extension: "nested.tab",
    holds: Holds::all_of(&[Part::Nested, Part::Crossing])
        .with_quotes(has_something)
        .with_labels(one_word),
    ..FACTS
};

/// The document in the columns of CoNLL-2003. Of parts of speech and chunks nothing is known.
pub(in crate::format) fn write(document: &Document) -> String {
    let mut file = String::from("-DOCSTART- -X- O O\n\n");
    write_rows(document, &mut file, |file, form, tags| {
        file.extend([form, " -X- O ", &tags[0], "\n"]);
    });
    file
}

/// The document in columns parted by tabs: as many of tags as annotations overlap, one at least.
pub(in crate::format) fn write_tab(document: &Document) -> String {
    let mut file = String::new();
    write_rows(document, &mut file, |file, form, tags| {
        file.push_str(form);
        for tag in tags {
            file.extend(["\t", tag]);
        }
        file.push('\n');
    });
    file
}

/// Writes a row for each token, and an empty line after each sentence.
fn write_rows(document: &Document, file: &mut String, row: impl Fn(&mut String, &str, &[String])) {
    let pieces = tokens(document);
    let columns = columns(document, &pieces);
    for (index, piece) in pieces.iter().enumerate() {
        if piece.starts_sentence && index > 0 {
            file.push('\n');
        }
        let tags: Vec<String> = columns.iter().map(|column| column[index].clone()).collect();
        row(file, document.text.slice(piece.span), &tags);
    }
    if !pieces.is_empty() {
        file.push('\n');
    }
}

/// The pieces that have a row: tokens, and what strays in annotations.
pub(in crate::format) fn tokens(document: &Document) -> Vec<Piece> {
    let mut pieces = pieces(document);
    let mut annotations = document.annotations.iter().peekable();
    let mut inside_until = crate::ByteOffset(0);
    pieces.retain(|piece| {
        while let Some(annotation) = annotations.next_if(|a| a.span.start <= piece.span.start) {
            inside_until = inside_until.max(annotation.span.end);
        }
        !piece.is_stray || piece.span.start < inside_until
    });
    pieces
}

/// The tags of all pieces, column by column: an annotation stands in the first where it has room.
pub(in crate::format) fn columns(document: &Document, pieces: &[Piece]) -> Vec<Vec<String>> {
    let empty = || vec!["O".to_owned(); pieces.len()];
    let mut columns = vec![empty()];
    // Where each column is free again.
    let mut free = vec![0];
    for annotation in &document.annotations {
        let place = inside(pieces, annotation.span);
        let room = free.iter().position(|&from| from <= place.start);
        let column = room.unwrap_or_else(|| {
            columns.push(empty());
            free.push(0);
            columns.len() - 1
        });
        free[column] = place.end;
        for (tag, position) in columns[column][place].iter_mut().zip(0..) {
            let mark = if position == 0 { 'B' } else { 'I' };
            *tag = format!("{mark}-{}", annotation.label);
        }
    }
    columns
}

/// The documents of a file whose last column has the tags.
pub(in crate::format) fn read_last_column(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let documents = super::read(content, 1)?;
    let mut tokens = documents.iter().flatten().flatten();
    let last = tokens.next().map_or(0, |token| token.tags.len() - 1);
    check_tags(&documents, last)?;
    let read = |document: &Vec<Sentence>| imported(document, last..=last);
    Ok(documents.iter().map(read).collect())
}

/// So many columns of tags are read, so that no file makes us read it forever.
const MOST_COLUMNS: usize = 64;

/// The documents of a file all of whose columns have tags.
pub(in crate::format) fn read_all_columns(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let documents = super::read(content, 1)?;
    let tokens = documents.iter().flatten().flatten();
    let widest = tokens.max_by_key(|token| token.tags.len());
    let count = widest.map_or(1, |token| token.tags.len());
    if count > MOST_COLUMNS {
        return Err(InvalidFile::Line {
            line: widest.map_or(1, |token| token.line),
            expected: "64 columns of tags at most",
            found: count.to_string(),
        });
    }
    for column in 0..count {
        check_tags(&documents, column)?;
    }
    let read = |document: &Vec<Sentence>| imported(document, 0..=count - 1);
    Ok(documents.iter().map(read).collect())
}

/// A document whose text is its tokens, parted by spaces, a sentence a line.
fn imported(document: &[Sentence], columns: std::ops::RangeInclusive<usize>) -> Imported {
    let (text, _) = super::text(document, *columns.start());
    let text = Text::new(text);
    let mut incoming = Incoming::new(&text);
    let mut start = 0;
    for sentence in document {
        let places: Vec<ByteSpan> = sentence
            .iter()
            .map(|token| {
                let span = ByteSpan::of(start, start + token.form.len());
                start = span.end.0 + 1;
                span
            })
            .collect();
        for block in columns.clone().flat_map(|column| blocks(sentence, column)) {
            let span = ByteSpan::new(places[block.first].start, places[block.end - 1].end);
            incoming.put("", span, block.label);
        }
    }
    incoming.document(Meta::default(), |_| None)
}
