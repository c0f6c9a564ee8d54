//! `wassam annotate`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use wassam::{Annotator, Model, Options, ReferenceDate, Schema, Weekday};

use crate::input::Input;
use crate::model;
use crate::output::{self, Documents, Failure, Job};

/// Annotate texts: a document for each, as a line of JSON (wassam-document/1) or in another format
///
/// Texts are UTF-8.
/// A byte order mark is dropped and line ends become LF; otherwise a text is kept as it is.
/// Of a folder all texts are annotated, and those of the folders in it: with --output each into a file
/// at the same place there, else one after the other, in the order of their names.
/// One that cannot be read is said, and the others are done; the status is 1 then.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Texts to annotate, and folders of them; standard input where none is named
    #[arg(value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// What the names of the texts in folders end in, parted by commas
    #[arg(
        long,
        value_name = "ENDINGS",
        value_delimiter = ',',
        default_value = "txt"
    )]
    ending: Vec<String>,
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

/// Annotates every input; one that fails does not hold up the others.
///
/// # Errors
///
/// When the model cannot be read, or the output cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let annotator = arguments.model.annotator()?;
    let options = Options {
        reference_date: arguments.reference_date.clone(),
        schema: arguments.schema,
        weekday: arguments.weekday,
        tradition: arguments.model.tradition,
    };
    let folder = arguments.output.output.as_deref();
    let inputs = Input::within(&arguments.files, &arguments.ending, folder);
    let by_line = arguments.lines;
    let job = Job {
        how: format!(
            "{} annotate {options:?} model={:?} lines={by_line}",
            env!("CARGO_PKG_VERSION"),
            annotator.model().map(Model::name),
        ),
        files: |input| input.path().map(PathBuf::from).into_iter().collect(),
        is_streamed: by_line,
    };
    arguments.output.run(&inputs, &job, |input, documents| {
        if by_line {
            documents.number();
        }
        annotate(&annotator, &options, texts(input, by_line), documents)
    })
}

/// Annotates the texts of an input.
fn annotate(
    annotator: &Annotator,
    options: &Options,
    texts: impl Iterator<Item = Result<String>>,
    documents: &mut Documents,
) -> Result<(), Failure> {
    for text in texts {
        // Where it cannot be read, its file is not there: files are whole.
        let text = text.map_err(Failure::Read)?;
        let document = annotator.annotate(&text, options);
        documents.write(&document).map_err(Failure::Write)?;
    }
    Ok(())
}

/// The texts of one input: itself, or each of its lines.
fn texts(input: &Input, by_line: bool) -> Box<dyn Iterator<Item = Result<String>> + '_> {
    if by_line {
        Box::new(input.lines())
    } else {
        Box::new(std::iter::once_with(|| input.text()))
    }
}
