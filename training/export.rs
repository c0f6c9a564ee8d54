//! What the trainer reads, made by the engine's own code.
//!
//! ```text
//! export words FILE…                      plain text → its words, a sentence a line, on standard output
//! export features VOCABULARY OUT FILE…    gold or plain text → numbers for training, in files OUT.*
//! ```
//!
//! A `.jsonl` file is gold, a `.conll` file (`.conll:2` for its second tag column) is labelled by token,
//! any other is plain text, a paragraph a line, each line that begins with `#` naming a new document.

use std::collections::HashMap;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use wassam::evaluate::gold;
use wassam::format::conll;
use wassam::tagger;
use wassam::tagger::features::{self, Features, PIECES};
use wassam::tokenise::Tokens;
use wassam::{Annotator, ByteSpan, Options, Text};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["words", ref files @ ..] => words(files),
        ["features", vocabulary, out, ref files @ ..] => export(vocabulary, out, files),
        _ => Err("usage: export words FILE… | export features VOCABULARY OUT FILE…".into()),
    }
}

fn words(files: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in files {
        let text = fs::read_to_string(file)?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let tokens = Tokens::new(Text::new(line));
            for index in 0..tokens.len() {
                if index > 0 {
                    let starts = tokens[index].starts_sentence;
                    out.write_all(if starts { b"\n" } else { b" " })?;
                }
                out.write_all(features::word(&tokens, index).as_bytes())?;
            }
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// A text with what ought to be found in it.
struct Labelled {
    text: String,
    spans: Vec<Span>,
}

struct Span {
    whole: ByteSpan,
    head: ByteSpan,
    label: String,
    optional: bool,
}

fn read(file: &str) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let (path, column) = match file.rsplit_once(':') {
        Some((path, column)) => (path, column.parse::<usize>()?),
        None => (file, 1),
    };
    let content = fs::read_to_string(path)?;
    let kind = Path::new(path).extension().and_then(OsStr::to_str);
    if kind == Some("jsonl") {
        let texts = gold::read(&content)?.into_iter().map(|gold| Labelled {
            spans: gold
                .items
                .into_iter()
                .map(|item| Span {
                    whole: item.span,
                    head: item.head,
                    label: item.label,
                    optional: item.optional,
                })
                .collect(),
            text: gold.text.into_string(),
        });
        return Ok(texts.collect());
    }
    if kind == Some("conll") {
        let documents = conll::read(&content, column)?;
        let texts = documents.iter().map(|document| {
            let (text, blocks) = conll::text(document, column - 1);
            let span = |(whole, label): (ByteSpan, &str)| Span {
                whole,
                head: whole,
                label: label.to_owned(),
                optional: false,
            };
            let spans = blocks.into_iter().map(span).collect();
            Labelled { text, spans }
        });
        return Ok(texts.collect());
    }
    let mut texts = vec![String::new()];
    for line in content.lines() {
        if line.starts_with('#') {
            texts.push(String::new());
        } else if let Some(text) = texts.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    let plain = |text| Labelled {
        text,
        spans: Vec::new(),
    };
    Ok(texts.into_iter().map(plain).collect())
}

/// Arrays of numbers, each written as little-endian integers to a file of its own.
#[derive(Default)]
struct Arrays {
    /// Word and rest of each token, as places in the vocabulary, 0 for what it lacks.
    word: Vec<u32>,
    rest: Vec<u32>,
    /// Pieces and features, with the index of each token's first, and one more.
    piece: Vec<u32>,
    piece_start: Vec<u32>,
    feature: Vec<u32>,
    feature_start: Vec<u32>,
    /// Index of each sentence's first token, and of each document's first sentence.
    sentence: Vec<u32>,
    document: Vec<u32>,
    /// Seven numbers for each span: first token, letters skipped, end, the same of its head, label.
    /// Of optional spans the label is less by 1000, as a wrapped number.
    span: Vec<u32>,
}

fn export(vocabulary: &str, out: &str, files: &[&str]) -> Result<(), Box<dyn Error>> {
    let vocabulary = fs::read_to_string(vocabulary)?;
    let vocabulary: HashMap<&str, u32> = vocabulary.lines().zip(1..).collect();
    let annotator = Annotator::new();
    let mut arrays = Arrays::default();
    let mut labels: Vec<String> = Vec::new();
    let mut lost = 0;
    for file in files {
        for labelled in read(file)? {
            let tokens = Tokens::new(Text::new(labelled.text));
            let first = arrays.word.len();
            arrays.add_tokens(&annotator, &vocabulary, &tokens);
            for span in &labelled.spans {
                let label = labels.iter().position(|label| *label == span.label);
                let label = label.unwrap_or_else(|| {
                    labels.push(span.label.clone());
                    labels.len() - 1
                });
                lost += usize::from(!arrays.add_span(&tokens, first, span, label));
            }
        }
    }
    let arrays = arrays.finished();
    for (name, array) in arrays {
        let bytes: Vec<u8> = array
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        fs::write(format!("{out}.{name}"), bytes)?;
    }
    fs::write(format!("{out}.labels"), labels.join("\n"))?;
    fs::write(
        format!("{out}.shape"),
        format!("{} {PIECES}", features::COUNT),
    )?;
    if lost > 0 {
        eprintln!("{lost} spans of no token left out");
    }
    Ok(())
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than four thousand million tokens")
}

impl Arrays {
    fn add_tokens(
        &mut self,
        annotator: &Annotator,
        vocabulary: &HashMap<&str, u32>,
        tokens: &Tokens,
    ) {
        let hits = annotator.lexicon().find(tokens);
        let found = annotator.by_rules(tokens, &hits, &Options::default());
        let features = Features::new(tokens, annotator.lexicon(), &hits, &found.mentions);
        self.document.push(number(self.sentence.len()));
        let first = number(self.word.len());
        let sentences = tagger::sentences(tokens);
        self.sentence
            .extend(sentences.map(|(start, _)| first + number(start)));
        for index in 0..tokens.len() {
            let place = |word: &str| vocabulary.get(word).copied().unwrap_or(0);
            let word = features::word(tokens, index);
            self.word.push(place(&word));
            let rests = features::rests(tokens, index).map(|rest| place(&rest));
            self.rest
                .push(rests.filter(|&place| place > 0).min().unwrap_or(0));
            self.piece_start.push(number(self.piece.len()));
            features::pieces(&word, |piece| self.piece.push(piece));
            self.feature_start.push(number(self.feature.len()));
            self.feature
                .extend(features.of(index).iter().map(|&f| u32::from(f)));
        }
    }

    /// Adds a span; not one that holds no token.
    fn add_span(&mut self, tokens: &Tokens, first: usize, span: &Span, label: usize) -> bool {
        let place = |span: ByteSpan| {
            let start = tokens.at_byte(span.start.0);
            let end = tokens.at_byte(span.end.0 - 1) + 1;
            let token = tokens.get(start)?;
            let skipped = span.start.0.saturating_sub(token.span.start.0);
            let cut = token.cuts.iter().find(|cut| cut.source == skipped);
            let skip = cut.map_or(0, |cut| cut.folded / 2);
            (start < end && end <= tokens.len()).then_some([
                number(first + start),
                number(skip),
                number(first + end),
            ])
        };
        let (Some(whole), Some(head)) = (place(span.whole), place(span.head)) else {
            return false;
        };
        let label = number(label);
        self.span.extend(whole);
        self.span.extend(head);
        self.span.push(if span.optional {
            label.wrapping_sub(1000)
        } else {
            label
        });
        true
    }

    fn finished(mut self) -> [(&'static str, Vec<u32>); 9] {
        self.piece_start.push(number(self.piece.len()));
        self.feature_start.push(number(self.feature.len()));
        self.document.push(number(self.sentence.len()));
        self.sentence.push(number(self.word.len()));
        [
            ("word", self.word),
            ("rest", self.rest),
            ("piece", self.piece),
            ("piece_start", self.piece_start),
            ("feature", self.feature),
            ("feature_start", self.feature_start),
            ("sentence", self.sentence),
            ("document", self.document),
            ("span", self.span),
        ]
    }
}
