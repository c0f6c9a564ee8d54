//! `wassam annotate`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use wassam::{Options, ReferenceDate, Schema, Weekday, format};

use crate::clock;
use crate::input::Input;
use crate::model;

/// Annotate texts: a document in wassam-document/1 for each, one line of JSON
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
}

/// Annotates every input in turn; one that cannot be read does not hold up the others.
///
/// # Errors
///
/// When the model cannot be read, or the result cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let annotator = arguments.model.annotator()?;
    let options = Options {
        reference_date: arguments.reference_date.clone(),
        schema: arguments.schema,
        weekday: arguments.weekday,
        tradition: arguments.model.tradition,
    };
    let mut output = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for input in Input::all(&arguments.files) {
        for text in texts(&input, arguments.lines) {
            match text {
                Ok(text) => {
                    let document = annotator.annotate(&text, &options);
                    let line = format::wassam::write(&document, &clock::now());
                    writeln!(output, "{line}")?;
                }
                Err(error) => {
                    eprintln!("error: {error:#}");
                    code = ExitCode::FAILURE;
                }
            }
        }
    }
    Ok(code)
}

/// The texts of one input: itself, or each of its lines.
fn texts(input: &Input, by_line: bool) -> Box<dyn Iterator<Item = Result<String>> + '_> {
    if by_line {
        Box::new(input.lines())
    } else {
        Box::new(std::iter::once_with(|| input.text()))
    }
}
