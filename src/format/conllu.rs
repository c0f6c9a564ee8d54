//! CoNLL-U Plus: columns with names, parted by tabs, in which no white space is lost.
//!
//! A file begins with `# global.columns = ID FORM MISC WASSAM:NER`.
//! `MISC` says what white space stands around a token, as UDPipe does (`SpaceAfter=No`, `SpacesAfter=\s\n`,
//! `SpacesBefore=\s`), so that the text comes back as it was.
//! `WASSAM:NER` has a tag for each level of nesting, parted by `|`, the outermost first: `I-OCC|B-ORG`.
//! <https://universaldependencies.org/ext-format.html>

use std::fmt::Write as _;

use super::conll::{Sentence, Token, blocks, check_tags, columns};
use super::holds::{Holds, Part, has_something};
use super::incoming::{Imported, Incoming, InvalidFile};
use super::pieces::{Piece, pieces};
use super::report::Report;
use super::{About, Facts, Frame, Unit, is_space, one_word};
use crate::document::{Document, Meta};
use crate::span::ByteSpan;
use crate::text::{Text, without_byte_order_mark};

pub(super) const FACTS: Facts = Facts {
    name: "conllu-plus",
    extension: "conllup",
    unit: Unit::Token,
    holds: Holds::all_of(&[Part::Nested, Part::Crossing, Part::Space, Part::Text])
        .with_quotes(is_tokens)
        .with_labels(label),
    frame: Frame {
        open: "# global.columns = ID FORM MISC WASSAM:NER\n",
        between: "",
        close: "",
    },
    is_read: true,
};

/// So many levels of tags are read, so that no file makes us read it forever.
const MOST_LEVELS: usize = 64;

/// Whether a quote begins and ends with a token.
fn is_tokens(quote: &str) -> bool {
    super::holds::has_solid_edges(quote) && has_something(quote)
}

/// The name of a type in one word, without what parts tags.
fn label(name: &str) -> String {
    one_word(name).replace('|', "_")
}

pub(super) fn write(document: &Document, about: About) -> String {
    let text = document.text.as_str();
    let pieces = pieces(document);
    let columns = columns(document, &pieces);
    let mut file = String::new();
    let name = one_line(about.name);
    let _ = writeln!(file, "# newdoc id = {name}");
    if pieces.is_empty() {
        if !text.is_empty() {
            let _ = writeln!(file, "# spaces = {}", escaped(text));
        }
        file.push('\n');
        return file;
    }
    let mut first = 0;
    let sentences = pieces.chunk_by(|_, next| !next.starts_sentence);
    for (sentence, number) in sentences.zip(1..) {
        let (start, end) = (
            sentence[0].span.start.0,
            sentence[sentence.len() - 1].span.end.0,
        );
        let _ = writeln!(file, "# sent_id = {name}-{number}");
        let _ = writeln!(file, "# text = {}", one_line(&text[start..end]));
        for (place, piece) in sentence.iter().enumerate() {
            let index = first + place;
            let tags: Vec<&str> = columns
                .iter()
                .map(|column| column[index].as_str())
                .collect();
            let _ = writeln!(
                file,
                "{}\t{}\t{}\t{}",
                place + 1,
                document.text.slice(piece.span),
                spaces(text, &pieces, index),
                trimmed(&tags)
            );
        }
        file.push('\n');
        first += sentence.len();
    }
    file
}

/// The tags of a token, without levels at the end where nothing is.
fn trimmed(tags: &[&str]) -> String {
    let last = tags.iter().rposition(|tag| *tag != "O").unwrap_or(0);
    tags[..=last].join("|")
}

/// What `MISC` says of the white space around a piece.
fn spaces(text: &str, pieces: &[Piece], index: usize) -> String {
    let piece = pieces[index].span;
    let next = pieces.get(index + 1);
    let after = &text[piece.end.0..next.map_or(text.len(), |next| next.span.start.0)];
    let mut said = Vec::new();
    if index == 0 && piece.start.0 > 0 {
        said.push(format!("SpacesBefore={}", escaped(&text[..piece.start.0])));
    }
    match after {
        " " => {}
        "" => said.push("SpaceAfter=No".to_owned()),
        after => said.push(format!("SpacesAfter={}", escaped(after))),
    }
    if said.is_empty() {
        said.push("_".to_owned());
    }
    said.join("|")
}

/// White space as UDPipe spells it; what it has no sign for goes by its number.
fn escaped(space: &str) -> String {
    let mut escaped = String::new();
    for c in space.chars() {
        match c {
            ' ' => escaped.push_str("\\s"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            '\n' => escaped.push_str("\\n"),
            '|' => escaped.push_str("\\p"),
            '\\' => escaped.push_str("\\\\"),
            c if is_space(c) && c != '\u{A0}' => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// What `escaped` has made; anything else stays as it is.
fn unescaped(spelled: &str) -> String {
    let mut space = String::new();
    let mut rest = spelled;
    while let Some(at) = rest.find('\\') {
        space.push_str(&rest[..at]);
        let sign = rest[at + 1..].chars().next();
        let mut taken = at + 1 + sign.map_or(0, char::len_utf8);
        match sign {
            Some('s') => space.push(' '),
            Some('t') => space.push('\t'),
            Some('r') => space.push('\r'),
            Some('n') => space.push('\n'),
            Some('p') => space.push('|'),
            Some('u') => {
                let digits = rest.get(taken..taken + 4);
                let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                space.extend(number.and_then(char::from_u32));
                taken += digits.map_or(0, str::len);
            }
            other => space.extend(other),
        }
        rest = &rest[taken..];
    }
    space.push_str(rest);
    space
}

/// Words on one line, with nothing at its ends.
fn one_line(words: &str) -> String {
    let is_break = |c: char| c != ' ' && is_space(c) || c.is_control();
    words.replace(is_break, " ").trim().to_owned()
}

/// Where the columns stand that are read.
struct Columns {
    id: Option<usize>,
    form: usize,
    misc: Option<usize>,
    tags: Option<usize>,
    count: usize,
}

impl Columns {
    /// Those of CoNLL-U, which has no tags of names.
    const USUAL: &str = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC";

    fn named(names: &str) -> Option<Self> {
        let names: Vec<&str> = names.split_whitespace().collect();
        let of = |wanted: &str| names.iter().position(|name| *name == wanted);
        let is_tags = |name: &&str| matches!(name.rsplit(':').next(), Some("NER" | "NE"));
        Some(Self {
            id: of("ID"),
            form: of("FORM")?,
            misc: of("MISC"),
            tags: of("WASSAM:NER").or_else(|| names.iter().position(is_tags)),
            count: names.len(),
        })
    }
}

/// A document that is being read: its text, and its sentences with where their tokens stand.
#[derive(Default)]
struct Read {
    text: String,
    sentences: Vec<(Sentence, Vec<ByteSpan>)>,
    /// Numbers of the words of a token of several that are still to come.
    inside: Option<std::ops::RangeInclusive<u64>>,
    words: usize,
    empty: usize,
}

/// Reads the documents of a file. Each begins with `# newdoc`; without it there is one.
///
/// # Errors
///
/// When the file does not name its columns, a line has not so many, or what stands among the tags is none.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let content = without_byte_order_mark(content);
    let mut columns = Columns::named(Columns::USUAL).expect("has a form");
    let mut documents: Vec<Read> = Vec::new();
    let mut sentence = None;
    for (number, line) in content.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let expected = |expected| InvalidFile::Line {
            line: number + 1,
            expected,
            found: line.to_owned(),
        };
        if line.is_empty() {
            sentence = None;
            continue;
        }
        if let (Some(comment), None) = (line.strip_prefix('#'), sentence) {
            let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
            match key.trim() {
                "global.columns" => {
                    columns = Columns::named(value).ok_or_else(|| expected("a column FORM"))?;
                }
                "newdoc" | "newdoc id" => documents.push(Read::default()),
                "spaces" => {
                    let document = last(&mut documents);
                    document.text.push_str(&unescaped(value.trim()));
                }
                _ => {}
            }
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != columns.count {
            return Err(expected("as many columns as the file names"));
        }
        let document = last(&mut documents);
        if sentence.is_none() {
            sentence = Some(());
            document.inside = None;
            document.sentences.push(Default::default());
        }
        document.line(&columns, &fields, number + 1);
    }
    let forms: Vec<Vec<Sentence>> = documents
        .iter()
        .map(|document| document.sentences.iter().map(|(s, _)| s.clone()).collect())
        .collect();
    let tokens = forms.iter().flatten().flatten();
    let widest = tokens.max_by_key(|token| token.tags.len());
    let levels = widest.map_or(0, |token| token.tags.len());
    if levels > MOST_LEVELS {
        return Err(InvalidFile::Line {
            line: widest.map_or(1, |token| token.line),
            expected: "64 tags of a token at most",
            found: levels.to_string(),
        });
    }
    for level in 0..levels {
        check_tags(&forms, level)?;
    }
    let others = columns.count
        - [columns.id, columns.misc, columns.tags]
            .iter()
            .flatten()
            .count()
        - 1;
    Ok(documents
        .into_iter()
        .map(|document| document.imported(levels, others))
        .collect())
}

/// The document that is being read; one begins where none has.
fn last(documents: &mut Vec<Read>) -> &mut Read {
    if documents.is_empty() {
        documents.push(Read::default());
    }
    documents.last_mut().expect("has just been put")
}

impl Read {
    /// Takes a line of a token.
    fn line(&mut self, columns: &Columns, fields: &[&str], line: usize) {
        let id = columns.id.map_or("", |column| fields[column]);
        if id.contains('.') {
            self.empty += 1;
            return;
        }
        let tags: Vec<String> = match columns.tags.map(|column| fields[column]) {
            None | Some("_" | "*") => Vec::new(),
            Some(tags) => tags.split('|').map(str::to_owned).collect(),
        };
        let (sentence, spans) = self.sentences.last_mut().expect("a sentence has begun");
        if let Some(inside) = &self.inside {
            if id.parse().is_ok_and(|id: u64| inside.contains(&id)) {
                self.words += 1;
                // A token of several words has the tags of the first of them that has any.
                if let Some(token) = sentence.last_mut() {
                    if token.tags.iter().all(|tag| tag == "O") {
                        token.tags = tags;
                    }
                }
                return;
            }
            self.inside = None;
        }
        if let Some((first, end)) = id.split_once('-') {
            if let (Ok(first), Ok(end)) = (first.parse(), end.parse()) {
                self.inside = Some(first..=end);
            }
        }
        let misc = columns.misc.map_or("_", |column| fields[column]);
        let said = |key: &str| {
            let mut items = misc.split('|').filter_map(|item| item.split_once('='));
            items.find(|(name, _)| *name == key).map(|(_, value)| value)
        };
        if let Some(before) = said("SpacesBefore") {
            self.text.push_str(&unescaped(before));
        }
        let start = self.text.len();
        self.text.push_str(fields[columns.form]);
        spans.push(ByteSpan::of(start, self.text.len()));
        match (said("SpacesAfter"), said("SpaceAfter")) {
            (Some(after), _) => self.text.push_str(&unescaped(after)),
            (None, Some("No")) => {}
            _ => self.text.push(' '),
        }
        sentence.push(Token {
            form: fields[columns.form].to_owned(),
            tags,
            line,
        });
    }

    fn imported(self, levels: usize, others: usize) -> Imported {
        let text = Text::new(self.text);
        let mut incoming = Incoming::new(&text);
        for (sentence, spans) in &self.sentences {
            for block in (0..levels).flat_map(|level| blocks(sentence, level)) {
                let span = ByteSpan::new(spans[block.first].start, spans[block.end - 1].end);
                if span.is_empty() {
                    incoming.report(Report::NotModelled {
                        id: format!("line {}", sentence[block.first].line),
                        what: "a token without letters",
                    });
                } else {
                    incoming.put("", span, block.label);
                }
            }
        }
        incoming.not_kept("words inside tokens", self.words);
        incoming.not_kept("empty nodes", self.empty);
        incoming.not_kept("other columns", others);
        incoming.document(Meta::default(), |_| None)
    }
}
