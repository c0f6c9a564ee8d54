//! Plain text with its tags in it: `وصل [PERS لافروف] إلى [GPE بيروت]`.
//!
//! A tag begins with `[`, the type and a space, and ends with `]`; tags may stand in each other.
//! A bracket, or a `\`, of the text has a `\` before it. What is left without tags and these is the text.

use super::holds::{Holds, Part};
use super::{Facts, Frame, Unit, one_word};
use crate::document::Document;
use crate::span::ByteOffset;

pub(super) const FACTS: Facts = Facts {
    name: "inline",
    extension: "tagged.txt",
    unit: Unit::None,
    holds: Holds::all_of(&[Part::Edge, Part::Nested, Part::Space, Part::Text]).with_labels(label),
    frame: Frame {
        open: "",
        between: "\n",
        close: "\n",
    },
    is_read: false,
};

/// The name of a type in one word, without what is a sign here.
fn label(name: &str) -> String {
    one_word(name).replace(['[', ']', '\\'], "_")
}

pub(super) fn write(document: &Document) -> String {
    let mut file = String::new();
    let text = document.text.as_str();
    let mut from = 0;
    // Where the tags end in which we are, the outermost first: they nest, so the last ends first.
    let mut ends: Vec<ByteOffset> = Vec::new();
    for annotation in &document.annotations {
        let start = annotation.span.start;
        close(&mut file, text, &mut from, &mut ends, start);
        put(&mut file, &text[from..start.0]);
        from = start.0;
        file.extend(["[", &annotation.label, " "]);
        ends.push(annotation.span.end);
    }
    close(
        &mut file,
        text,
        &mut from,
        &mut ends,
        ByteOffset(text.len()),
    );
    put(&mut file, &text[from..]);
    file
}

/// Ends the tags that end at or before `until`.
fn close(
    file: &mut String,
    text: &str,
    from: &mut usize,
    ends: &mut Vec<ByteOffset>,
    until: ByteOffset,
) {
    while let Some(&end) = ends.last().filter(|end| **end <= until) {
        ends.pop();
        put(file, &text[*from..end.0]);
        *from = end.0;
        file.push(']');
    }
}

fn put(file: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            file.push('\\');
        }
        file.push(c);
    }
}
