//! `wassam annotate`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use wassam::{Annotator, Options, ReferenceDate, Schema, Weekday};

use crate::input::Input;
use crate::model;
use crate::output::{self, Documents, Failure};

/// Annotate texts: a document for each, as a line of JSON (wassam-document/1) or in another format
///
/// Texts are UTF-8.
/// A byte order mark is dropped and line ends become LF; otherwise a text is kept as it is.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Texts to annotate; standard input where none is named
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Make every line a document of its own
    #[arg(long)]
    lines: bool,
    /// The day from which relative dates count: 2015-11-20[T04:30[+03:00]]
    #[arg(long, value_name = "DATE")]
    reference_date: Option<ReferenceDate>,
    /// Which types to show
    #[arg(
        long,
        default_value = "wojood",
        value_parser = PossibleValuesParser::new(["wojood", "conll4"]).try_map(|name| name.parse::<Schema>())
    )]
    schema: Schema,
    /// Which way a bare weekday looks: the way its verb does, or always forward
    #[arg(
        long,
        default_value = "news",
        value_parser = PossibleValuesParser::new(["news", "forward"]).try_map(|name| name.parse::<Weekday>())
    )]
    weekday: Weekday,
    #[command(flatten)]
    model: model::Arguments,
    #[command(flatten)]
    output: output::Arguments,
}

/// Annotates every input in turn; one that fails does not hold up the others.
///
/// # Errors
///
/// When the model cannot be read, or standard output cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let annotator = arguments.model.annotator()?;
    let options = Options {
        reference_date: arguments.reference_date.clone(),
        schema: arguments.schema,
        weekday: arguments.weekday,
        tradition: arguments.model.tradition,
    };
    let inputs = Input::all(&arguments.files);
    let mut output = arguments.output.open(&inputs)?;
    let mut code = ExitCode::SUCCESS;
    for input in &inputs {
        let documents = output.input(input, arguments.lines);
        let texts = texts(input, arguments.lines);
        let is_done = annotate(&annotator, &options, texts, documents);
        if !output.said(is_done)? {
            code = ExitCode::FAILURE;
        }
    }
    output.finish()?;
    Ok(code)
}

/// Annotates the texts of an input.
fn annotate(
    annotator: &Annotator,
    options: &Options,
    texts: impl Iterator<Item = Result<String>>,
    mut documents: Documents,
) -> Result<(), Failure> {
    for text in texts {
        // Where it cannot be read, its file is not there: files are whole.
        let text = text.map_err(Failure::Read)?;
        let document = annotator.annotate(&text, options);
        documents.write(&document).map_err(Failure::Write)?;
    }
    documents.finish().map_err(Failure::Write)
}

/// The texts of one input: itself, or each of its lines.
fn texts(input: &Input, by_line: bool) -> Box<dyn Iterator<Item = Result<String>> + '_> {
    if by_line {
        Box::new(input.lines())
    } else {
        Box::new(std::iter::once_with(|| input.text()))
    }
}
