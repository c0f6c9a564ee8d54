//! CoNLL columns: a token a line, its tags in the columns after it, an empty line after each sentence.
//!
//! Columns are parted by a tab or by spaces. A `-DOCSTART-` line begins a new document.
//! Tags are `O`, or a position and a type: `B-PERS`, `I-PERS`, and where a corpus has them `E-PERS`, `S-PERS`.

mod write;

use crate::span::ByteSpan;
pub(super) use write::{
    FACTS, FLAT, TAB, TAB_NESTED, columns, read_all_columns, read_last_column, tokens, write,
    write_tab,
};

/// One token with the tags of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token as written.
    pub form: String,
    /// The columns after it.
    pub tags: Vec<String>,
    /// The number of its line, from 1.
    pub line: usize,
}

/// The tokens between two empty lines.
pub type Sentence = Vec<Token>;

/// Why a file is not CoNLL columns. Lines and columns are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidConll {
    /// A line has too few columns.
    #[error("line {line}: expected a token and {columns} or more tags, found {found:?}")]
    Columns {
        /// The line.
        line: usize,
        /// How many tags were asked for.
        columns: usize,
        /// What stands there.
        found: String,
    },
    /// What stands in a column is no tag.
    #[error("line {line}: expected O, B-TYPE or I-TYPE in tag column {column}, found {found:?}")]
    Tag {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What stands there.
        found: String,
    },
    /// The file has fewer columns.
    #[error("no line has a tag column {column}")]
    NoColumn {
        /// The column.
        column: usize,
    },
}

/// Reads the documents of a file, each a list of its sentences; every token has at least `columns` tags.
///
/// # Errors
///
/// When a line has fewer columns.
pub fn read(text: &str, columns: usize) -> Result<Vec<Vec<Sentence>>, InvalidConll> {
    let mut documents = vec![Vec::new()];
    let mut sentence = Sentence::new();
    for (number, line) in text.lines().enumerate() {
        // Other white space, such as a no-break space, may stand inside a token.
        let mut fields = line.split([' ', '\t']).filter(|field| !field.is_empty());
        let Some(form) = fields.next() else {
            end_sentence(&mut documents, &mut sentence);
            continue;
        };
        if form == "-DOCSTART-" {
            end_sentence(&mut documents, &mut sentence);
            documents.push(Vec::new());
            continue;
        }
        let tags: Vec<String> = fields.map(str::to_owned).collect();
        if tags.len() < columns {
            return Err(InvalidConll::Columns {
                line: number + 1,
                columns,
                found: line.to_owned(),
            });
        }
        sentence.push(Token {
            form: form.to_owned(),
            tags,
            line: number + 1,
        });
    }
    end_sentence(&mut documents, &mut sentence);
    documents.retain(|document| !document.is_empty());
    Ok(documents)
}

fn end_sentence(documents: &mut [Vec<Sentence>], sentence: &mut Sentence) {
    if let (Some(document), false) = (documents.last_mut(), sentence.is_empty()) {
        document.push(std::mem::take(sentence));
    }
}

/// Checks the tags of column `column`, counted from 0.
/// Not every line must have it: nested corpora write as many columns as a token has names around it.
///
/// # Errors
///
/// When one is no tag, or there is none at all.
pub fn check_tags(documents: &[Vec<Sentence>], column: usize) -> Result<(), InvalidConll> {
    let mut any = documents.is_empty();
    for token in documents.iter().flatten().flatten() {
        let Some(tag) = token.tags.get(column) else {
            continue;
        };
        any = true;
        if parts(tag).is_none() {
            return Err(InvalidConll::Tag {
                line: token.line,
                column: column + 1,
                found: tag.clone(),
            });
        }
    }
    let column = column + 1;
    any.then_some(()).ok_or(InvalidConll::NoColumn { column })
}

/// Position and type of a tag.
fn parts(tag: &str) -> Option<(&str, &str)> {
    if tag == "O" {
        return Some(("O", ""));
    }
    let (position, label) = tag.split_once('-')?;
    (matches!(position, "B" | "I" | "E" | "S") && !label.is_empty()).then_some((position, label))
}

/// A run of tokens that the tags of one column name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// Index of the first token in its sentence.
    pub first: usize,
    /// Index after the last token.
    pub end: usize,
    /// The type, without `B-` or `I-`.
    pub label: &'t str,
}

/// The blocks of a sentence in tag column `column`, counted from 0.
///
/// A block begins at `B-X` or `S-X`, or at an `I-X` or `E-X` that does not continue an X,
/// as seqeval counts by default. What is no tag counts as `O`.
pub fn blocks(sentence: &[Token], column: usize) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut continues = "";
    for (index, token) in sentence.iter().enumerate() {
        let tag = token.tags.get(column).map_or("O", String::as_str);
        let (position, label) = parts(tag).unwrap_or(("O", ""));
        if position == "O" {
            continues = "";
            continue;
        }
        let inside = matches!(position, "I" | "E") && continues == label;
        match blocks.last_mut() {
            Some(block) if inside => block.end = index + 1,
            _ => blocks.push(Block {
                first: index,
                end: index + 1,
                label,
            }),
        }
        // After E-X and S-X the block is over.
        continues = if matches!(position, "B" | "I") {
            label
        } else {
            ""
        };
    }
    blocks
}

/// A document as a text, its tokens parted by spaces, a sentence a line,
/// with the blocks of tag column `column` as spans of it.
pub fn text(document: &[Sentence], column: usize) -> (String, Vec<(ByteSpan, &str)>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for sentence in document {
        let tokens: Vec<ByteSpan> = sentence
            .iter()
            .enumerate()
            .map(|(index, token)| {
                if index > 0 {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(&token.form);
                ByteSpan::of(start, text.len())
            })
            .collect();
        let blocks = blocks(sentence, column).into_iter();
        spans.extend(blocks.map(|block| {
            let (first, last) = (tokens[block.first], tokens[block.end - 1]);
            (ByteSpan::new(first.start, last.end), block.label)
        }));
        text.push('\n');
    }
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::{InvalidConll, blocks, check_tags, read};

    #[test]
    fn columns_may_be_parted_by_tabs_or_spaces() {
        let read = read("قال O\nفي\tO\n\n\nبغداد   B-LOC B-GPE\n", 1).expect("is CoNLL");
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].len(), 2);
        assert_eq!(read[0][1][0].tags, ["B-LOC", "B-GPE"]);
    }

    #[test]
    fn a_document_begins_at_its_mark() {
        let read = read("-DOCSTART- O\n\nأ O\n\n-DOCSTART- O\n\nب O\n", 1).expect("is CoNLL");
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn a_line_without_a_tag_is_named() {
        let error = read("أ O\nب\n", 1).expect_err("the second line has no tag");
        assert!(matches!(error, InvalidConll::Columns { line: 2, .. }));
    }

    #[test]
    fn a_token_may_hold_a_no_break_space() {
        let read = read("أبو\u{a0}ظبي B-LOC\n", 1).expect("is CoNLL");
        assert_eq!(read[0][0][0].form, "أبو\u{a0}ظبي");
    }

    #[test]
    fn what_is_no_tag_is_named() {
        let read = read("أ O\n\nب B-LOC NN\nج O B\n", 1).expect("is CoNLL");
        assert_eq!(check_tags(&read, 0), Ok(()));
        let error = check_tags(&read, 1).expect_err("NN is no tag");
        assert!(matches!(
            error,
            InvalidConll::Tag {
                line: 3,
                column: 2,
                ..
            }
        ));
        assert_eq!(
            check_tags(&read, 2),
            Err(InvalidConll::NoColumn { column: 3 })
        );
        assert_eq!(check_tags(&[], 0), Ok(()));
    }

    #[test]
    fn an_inside_tag_of_another_type_begins_a_block() {
        check(
            "I-PERS I-PERS I-LOC B-LOC O I-LOC",
            &[(0, 2, "PERS"), (2, 3, "LOC"), (3, 4, "LOC"), (5, 6, "LOC")],
        );
    }

    #[test]
    fn ends_and_singles_are_blocks_too() {
        check(
            "B-LOC I-LOC E-LOC E-LOC S-LOC I-LOC",
            &[(0, 3, "LOC"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "LOC")],
        );
    }

    fn check(tags: &str, expected: &[(usize, usize, &str)]) {
        let lines: Vec<String> = tags.split(' ').map(|tag| format!("x {tag}\n")).collect();
        let read = read(&lines.concat(), 1).expect("is CoNLL");
        let found: Vec<_> = blocks(&read[0][0], 0)
            .iter()
            .map(|block| (block.first, block.end, block.label))
            .collect();
        assert_eq!(found, expected);
    }
}
