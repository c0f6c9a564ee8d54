//! `wassam convert`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use wassam::format::{Format, Imported};

use crate::input::Input;
use crate::output::{self, Documents, Failure, Job, formats};

/// Turn annotated files from one format into another
///
/// Files are UTF-8.
/// What a file has that we do not keep, and what the other format does not hold, is said.
/// Of brat either the .ann or the .txt is named; the other stands beside it.
/// Of a folder all files of the format are converted, and those of the folders in it: with --output
/// each into a file at the same place there, else one after the other, in the order of their names.
/// One that cannot be read is said, and the others are done; the status is 1 then.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files to convert, and folders of them; standard input where none is named
    #[arg(value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// What the names of the files in folders end in, parted by commas; what the format's do where it is left out
    #[arg(long, value_name = "ENDINGS", value_delimiter = ',')]
    ending: Vec<String>,
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::is_read))]
    from: Format,
    #[command(flatten)]
    output: output::Arguments,
}

/// Converts every file; one that fails does not hold up the others.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let from = arguments.from;
    let endings = match &arguments.ending[..] {
        [] => endings(from),
        given => given.to_vec(),
    };
    let folder = arguments.output.output.as_deref();
    let inputs = Input::within(&arguments.files, &endings, folder);
    let job = Job {
        how: format!("{} convert {}", env!("CARGO_PKG_VERSION"), from.name()),
        files: if from.has_text_beside() {
            |input| {
                let both = ["ann", "txt"].map(|extension| input.with_extension(extension));
                let files = both.iter().flatten();
                files.filter_map(Input::path).map(PathBuf::from).collect()
            }
        } else {
            |input| input.path().map(PathBuf::from).into_iter().collect()
        },
        is_streamed: false,
    };
    arguments.output.run(&inputs, &job, |input, documents| {
        let read = read(input, from).map_err(Failure::Read)?;
        write(input, &read, documents).map_err(Failure::Write)
    })
}

/// What the names of a format's files end in, after their last dot.
fn endings(format: Format) -> Vec<String> {
    let extension = format.extension();
    let last = extension.rsplit('.').next().unwrap_or(extension);
    // Documents in JSON are a line each or one in a file.
    let other = match last {
        "json" => Some("jsonl"),
        "jsonl" | "jsonld" => Some("json"),
        _ => None,
    };
    [Some(last), other]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect()
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

fn write(input: &Input, read: &[Imported], documents: &mut Documents) -> Result<()> {
    if read.len() > 1 {
        documents.number();
    }
    for imported in read {
        for report in &imported.reports {
            documents.note(format!("{input}: {report}"));
        }
        documents.write(&imported.document)?;
    }
    Ok(())
}
