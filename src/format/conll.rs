//! CoNLL columns: a token a line, its tags in the columns after it, an empty line after each sentence.
//!
//! Columns are parted by a tab or by spaces. A `-DOCSTART-` line begins a new document.

use crate::span::ByteSpan;

/// One token with the tags of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token as written.
    pub form: String,
    /// The columns after it.
    pub tags: Vec<String>,
}

/// The tokens between two empty lines.
pub type Sentence = Vec<Token>;

/// A line that is no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected a token and {columns} or more tags, found {found:?}")]
pub struct InvalidConll {
    /// The number of the line, from 1.
    pub line: usize,
    /// How many tags were asked for.
    pub columns: usize,
    /// What stands there.
    pub found: String,
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
        let mut fields = line.split_whitespace();
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
            return Err(InvalidConll {
                line: number + 1,
                columns,
                found: line.to_owned(),
            });
        }
        let form = form.to_owned();
        sentence.push(Token { form, tags });
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
/// A block begins at `B-X`, or at an `I-X` that does not continue an X, as seqeval counts by default.
pub fn blocks(sentence: &[Token], column: usize) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut continues = "";
    for (index, token) in sentence.iter().enumerate() {
        let tag = token.tags.get(column).map_or("O", String::as_str);
        let (position, label) = tag.split_once('-').unwrap_or(("O", ""));
        if position == "O" {
            continues = "";
            continue;
        }
        match blocks.last_mut() {
            Some(block) if position == "I" && continues == label => block.end = index + 1,
            _ => blocks.push(Block {
                first: index,
                end: index + 1,
                label,
            }),
        }
        continues = label;
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
    use super::{blocks, read};

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
        assert_eq!(error.line, 2);
    }

    #[test]
    fn an_inside_tag_of_another_type_begins_a_block() {
        let text = "a I-PERS\nb I-PERS\nc I-LOC\nd B-LOC\ne O\nf I-LOC\n";
        let read = read(text, 1).expect("is CoNLL");
        let found: Vec<_> = blocks(&read[0][0], 0)
            .iter()
            .map(|block| (block.first, block.end, block.label.to_owned()))
            .collect();
        let expected = [(0, 2, "PERS"), (2, 3, "LOC"), (3, 4, "LOC"), (5, 6, "LOC")];
        assert_eq!(found, expected.map(|(a, b, c)| (a, b, c.to_owned())));
    }
}
