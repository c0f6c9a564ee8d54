//! `wassam convert`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use wassam::format::{Format, Imported};

use crate::input::Input;
use crate::output::{self, Documents, Failure, formats};

/// Turn annotated files from one format into another
///
/// Files are UTF-8.
/// What a file has that we do not keep, and what the other format does not hold, is said.
/// Of brat either the .ann or the .txt is named; the other stands beside it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files to convert; standard input where none is named
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::is_read))]
    from: Format,
    #[command(flatten)]
    output: output::Arguments,
}

/// Converts every file in turn; one that fails does not hold up the others.
///
/// # Errors
///
/// When standard output cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let inputs = Input::all(&arguments.files);
    let mut output = arguments.output.open(&inputs)?;
    let mut code = ExitCode::SUCCESS;
    for input in &inputs {
        let is_done = match read(input, arguments.from) {
            Ok(read) => {
                let documents = output.input(input, read.len() > 1);
                write(input, &read, documents).map_err(Failure::Write)
            }
            Err(error) => Err(Failure::Read(error)),
        };
        if !output.said(is_done)? {
            code = ExitCode::FAILURE;
        }
    }
    output.finish()?;
    Ok(code)
}

fn read(input: &Input, format: Format) -> Result<Vec<Imported>> {
    let read = if format.has_text_beside() {
        let beside = |extension| {
            let other = input.with_extension(extension);
            other
                .context("standard input is one file, and this format is two")?
                .raw()
        };
        format.read(&beside(format.extension())?, &beside("txt")?)
    } else {
        format.read(&input.text()?, "")
    };
    let read = read.with_context(|| input.to_string())?;
    ensure!(!read.is_empty(), "{input}: holds no document");
    Ok(read)
}

fn write(input: &Input, read: &[Imported], mut documents: Documents) -> Result<()> {
    for imported in read {
        for report in &imported.reports {
            eprintln!("note: {input}: {report}");
        }
        documents.write(&imported.document)?;
    }
    documents.finish()
}
