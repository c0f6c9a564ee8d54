//! Documents as files: one file per format, a writer, and a reader where a round trip is promised.
//!
//! Each format says in its `FACTS` what its offsets count and what it can hold.
//! What a document would lose is known before it is written ([`Format::losses`]),
//! and what is written is what is left ([`Format::held`]): no writer drops anything by itself.

mod anchor;
pub mod brat;
pub mod conll;
mod conllu;
mod doccano;
mod gate;
mod holds;
mod html;
mod hugging_face;
mod incoming;
mod inline;
mod label_studio;
mod nif;
mod pieces;
mod prodigy;
mod recognise;
mod report;
mod spacy;
mod table;
mod tei;
mod uima;
pub mod wassam;
mod web_annotation;
mod xml;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use holds::Holds;
pub use holds::{Loss, Part};
pub use incoming::{Imported, InvalidFile};
pub use report::Report;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1 << 28;

/// A format in which documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `wassam-document/1`, which holds everything.
    Wassam,
    /// brat standoff: `.ann` beside `.txt`.
    Brat,
    /// The four columns of CoNLL-2003.
    Conll,
    /// A token and its tag, parted by a tab.
    Tab,
    /// A token and as many tags as annotations are nested, parted by tabs.
    TabNested,
    /// CoNLL-U Plus: columns with names, and all white space.
    ConlluPlus,
    /// doccano's JSONL for sequence labelling.
    Doccano,
    /// Label Studio's tasks.
    LabelStudio,
    /// spaCy's `Doc` as JSON, a document a line.
    Spacy,
    /// Prodigy's JSONL.
    Prodigy,
    /// `tokens` and `ner_tags`, a sentence a line.
    HuggingFace,
    /// W3C Web Annotation as JSON-LD.
    WebAnnotation,
    /// NIF 2.0 in Turtle.
    Nif,
    /// A page that stands alone.
    Html,
    /// Plain text with its tags in it.
    Inline,
    /// TEI P5.
    Tei,
    /// UIMA CAS as XMI.
    UimaXmi,
    /// UIMA CAS as JSON.
    UimaJson,
    /// GATE XML.
    Gate,
    /// A table of mentions, cells parted by commas.
    Csv,
    /// The same of entities.
    CsvEntities,
    /// The same of values.
    CsvValues,
    /// A table of mentions, cells parted by tabs.
    Tsv,
    /// The same of entities.
    TsvEntities,
    /// The same of values.
    TsvValues,
}

/// What the offsets of a format count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Unicode code points.
    CodePoint,
    /// Code points and, beside them, UTF-16 code units.
    CodePointAndUtf16,
    /// UTF-16 code units.
    Utf16,
    /// Tokens, a line each: the format has no offsets.
    Token,
    /// Nothing: the format has no offsets.
    None,
}

/// What is true of a format whatever the document.
struct Facts {
    name: &'static str,
    /// What the names of its files end in, after the dot.
    extension: &'static str,
    unit: Unit,
    holds: Holds,
    frame: Frame,
    /// Whether it is read too.
    is_read: bool,
}

/// What stands around the documents of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Before the first.
    pub open: &'static str,
    /// Between two.
    pub between: &'static str,
    /// After the last.
    pub close: &'static str,
}

impl Frame {
    /// Documents that follow each other as they are.
    const NONE: Self = Self {
        open: "",
        between: "",
        close: "",
    };

    /// The elements of an array of JSON.
    const ARRAY: Self = Self {
        open: "[\n",
        between: ",\n",
        close: "\n]\n",
    };
}

/// A file, or a document's part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What the name of the file ends in, after the dot.
    pub extension: &'static str,
    /// What stands in it.
    pub content: String,
}

/// What a writer is told of a document beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Its name, such as that of its file.
    pub name: &'a str,
    /// The time of writing: the engine reads no clock. In ISO 8601, UTC, to the second.
    pub created: &'a str,
}

/// What stands in the documents written so far, for the configuration beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    labels: BTreeSet<String>,
    subtypes: BTreeSet<String>,
}

impl Format {
    /// All formats, in the order in which they are shown.
    pub const ALL: [Self; 25] = [
        Self::Wassam,
        Self::Brat,
        Self::Conll,
        Self::Tab,
        Self::TabNested,
        Self::ConlluPlus,
        Self::Doccano,
        Self::LabelStudio,
        Self::Spacy,
        Self::Prodigy,
        Self::HuggingFace,
        Self::WebAnnotation,
        Self::Nif,
        Self::Html,
        Self::Inline,
        Self::Tei,
        Self::UimaXmi,
        Self::UimaJson,
        Self::Gate,
        Self::Csv,
        Self::CsvEntities,
        Self::CsvValues,
        Self::Tsv,
        Self::TsvEntities,
        Self::TsvValues,
    ];

    const fn facts(self) -> &'static Facts {
        match self {
            Self::Wassam => &wassam::FACTS,
            Self::Brat => &brat::FACTS,
            Self::Conll => &conll::FACTS,
            Self::Tab => &conll::TAB,
            Self::TabNested => &conll::TAB_NESTED,
            Self::ConlluPlus => &conllu::FACTS,
            Self::Doccano => &doccano::FACTS,
            Self::LabelStudio => &label_studio::FACTS,
            Self::Spacy => &spacy::FACTS,
            Self::Prodigy => &prodigy::FACTS,
            Self::HuggingFace => &hugging_face::FACTS,
            Self::WebAnnotation => &web_annotation::FACTS,
            Self::Nif => &nif::FACTS,
            Self::Html => &html::FACTS,
            Self::Inline => &inline::FACTS,
            Self::Tei => &tei::FACTS,
            Self::UimaXmi => &uima::XMI,
            Self::UimaJson => &uima::JSON,
            Self::Gate => &gate::FACTS,
            Self::Csv => &table::CSV,
            Self::CsvEntities => &table::CSV_ENTITIES,
            Self::CsvValues => &table::CSV_VALUES,
            Self::Tsv => &table::TSV,
            Self::TsvEntities => &table::TSV_ENTITIES,
            Self::TsvValues => &table::TSV_VALUES,
        }
    }

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The format of such a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What the names of its files end in, after the dot.
    pub const fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// What its offsets count.
    pub const fn unit(self) -> Unit {
        self.facts().unit
    }

    /// Whether it is read too.
    pub const fn is_read(self) -> bool {
        self.facts().is_read
    }

    /// Whether a document needs a second file, the text, beside its own.
    pub const fn has_text_beside(self) -> bool {
        matches!(self, Self::Brat)
    }

    /// Whether a line of a file may be a document that is read by itself.
    pub const fn is_line_each(self) -> bool {
        matches!(
            self,
            Self::Wassam | Self::Doccano | Self::Spacy | Self::Prodigy
        )
    }

    /// Whether a file holds one document.
    pub const fn is_file_each(self) -> bool {
        matches!(
            self,
            Self::Brat | Self::Html | Self::Tei | Self::UimaXmi | Self::UimaJson | Self::Gate
        )
    }

    /// Whether it is a table, for spreadsheets.
    pub const fn is_table(self) -> bool {
        matches!(
            self,
            Self::Csv
                | Self::CsvEntities
                | Self::CsvValues
                | Self::Tsv
                | Self::TsvEntities
                | Self::TsvValues
        )
    }

    /// What stands around the documents of one file.
    pub const fn frame(self) -> Frame {
        self.facts().frame
    }

    /// What the format cannot hold of a document; empty where it holds everything.
    pub fn losses(self, document: &Document) -> Vec<Loss> {
        self.facts().holds.project(document).1
    }

    /// The document without what the format cannot hold: what reading gives after writing,
    /// but for identifiers.
    pub fn held(self, document: &Document) -> Document {
        self.facts().holds.project(document).0
    }

    /// The document in this format: a file, or a file's part (see [`Format::frame`]);
    /// the text is the second where it stands beside ([`Format::has_text_beside`]).
    pub fn write(self, document: &Document, about: About) -> Vec<Output> {
        let held = &self.held(document);
        let content = match self {
            // Whole, whatever it is.
            Self::Wassam => wassam::write(document, about.created) + "\n",
            Self::Brat => brat::write(held),
            Self::Conll => conll::write(held),
            Self::Tab | Self::TabNested => conll::write_tab(held),
            Self::ConlluPlus => conllu::write(held, about),
            Self::Doccano => doccano::write(held, about),
            Self::LabelStudio => label_studio::write(held, about, document.meta.model.as_deref()),
            Self::Spacy => spacy::write(held),
            Self::Prodigy => prodigy::write(held, about),
            Self::HuggingFace => hugging_face::write(held, about),
            Self::WebAnnotation => web_annotation::write(held, about),
            Self::Nif => nif::write(held, about),
            Self::Html => html::write(held, about),
            Self::Inline => inline::write(held),
            Self::Csv => table::mentions(held, about, ','),
            Self::CsvEntities => table::entities(held, about, ','),
            Self::CsvValues => table::values(held, about, ','),
            Self::Tsv => table::mentions(held, about, '\t'),
            Self::TsvEntities => table::entities(held, about, '\t'),
            Self::TsvValues => table::values(held, about, '\t'),
            Self::Tei => tei::write(held, about),
            Self::UimaXmi => uima::write_xmi(held, about),
            Self::UimaJson => uima::write_json(held, about),
            Self::Gate => gate::write(held, about),
        };
        let mut written = vec![self.output(content)];
        if self.has_text_beside() {
            written.push(Output {
                extension: "txt",
                content: held.text.as_str().to_owned(),
            });
        }
        written
    }

    const fn output(self, content: String) -> Output {
        Output {
            extension: self.extension(),
            content,
        }
    }

    /// Whether files stand once beside all documents ([`Format::configuration`]).
    pub const fn has_configuration(self) -> bool {
        matches!(self, Self::Brat | Self::LabelStudio | Self::UimaXmi)
    }

    /// The files that stand once beside all documents: their names and what stands in them.
    pub fn configuration(self, seen: &Seen) -> Vec<(&'static str, String)> {
        match self {
            Self::Brat => vec![
                (
                    "annotation.conf",
                    brat::configuration(&seen.labels, &seen.subtypes),
                ),
                ("visual.conf", brat::appearance(&seen.labels)),
            ],
            Self::LabelStudio => {
                let file = label_studio::configuration(&seen.labels);
                vec![("label-studio.xml", file)]
            }
            Self::UimaXmi => vec![("TypeSystem.xml", uima::type_system())],
            _ => Vec::new(),
        }
    }

    /// Reads the documents of a file; `beside` is the text where the format has it in a second one.
    ///
    /// # Errors
    ///
    /// When the file is not in this format, or the format is not read.
    pub fn read(self, content: &str, beside: &str) -> Result<Vec<Imported>, InvalidFile> {
        for file in [content, beside] {
            if file.len() > LARGEST {
                return Err(InvalidFile::TooLarge(file.len()));
            }
        }
        match self {
            Self::Wassam => wassam::read_lines(content),
            Self::Brat => brat::read(content, beside).map(|document| vec![document]),
            Self::Conll | Self::Tab => conll::read_last_column(content),
            Self::TabNested => conll::read_all_columns(content),
            Self::ConlluPlus => conllu::read(content),
            Self::Doccano => doccano::read(content),
            Self::LabelStudio => label_studio::read(content),
            Self::Spacy => spacy::read(content),
            Self::Prodigy => prodigy::read(content),
            Self::WebAnnotation => web_annotation::read(content),
            Self::HuggingFace
            | Self::Nif
            | Self::Gate
            | Self::Html
            | Self::Inline
            | Self::Csv
            | Self::CsvEntities
            | Self::CsvValues
            | Self::Tsv
            | Self::TsvEntities
            | Self::TsvValues => Err(InvalidFile::NotRead(self.name())),
            Self::Tei => tei::read(content),
            Self::UimaXmi => uima::read_xmi(content).map(|document| vec![document]),
            Self::UimaJson => uima::read_json(content).map(|document| vec![document]),
        }
    }
}

impl Seen {
    /// Takes note of a document that is written in a format.
    pub fn see(&mut self, document: &Document, format: Format) {
        for annotation in format.held(document).annotations {
            self.labels.insert(annotation.label);
            self.subtypes.extend(annotation.subtype);
        }
    }

    /// Takes note of what stands in other documents.
    pub fn join(&mut self, other: Self) {
        self.labels.extend(other.labels);
        self.subtypes.extend(other.subtypes);
    }
}

/// A value as JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings, numbers and objects with string keys are JSON")
}

/// A value as a line of JSON.
fn json_line(value: &impl Serialize) -> String {
    json(value) + "\n"
}

/// Whether a character is white space to Python, which consumers of tokens are written in.
fn is_space(c: char) -> bool {
    // Python counts the separators of files, groups, records and units too.
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// The same name in one word: white space in it becomes `_`.
fn one_word(name: &str) -> String {
    if name.is_empty() {
        return "_".to_owned();
    }
    name.replace(|c| is_space(c) || c.is_control(), "_")
}

/// A name as a part of an IRI: what is not a letter or digit of ASCII, or one of `-._~`, is written in hexadecimal (RFC 3986).
fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
