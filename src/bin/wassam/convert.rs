//! `wassam convert`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
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
    /// The format of the files; where it is left out, what stands in each says it
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::is_read))]
    from: Option<Format>,
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
        [] => from.map_or_else(all_endings, endings),
        given => given.to_vec(),
    };
    let folder = arguments.output.output.as_deref();
    let inputs = Input::within(&arguments.files, &endings, folder);
    let job = Job {
        how: format!(
            "{} convert {}",
            env!("CARGO_PKG_VERSION"),
            from.map_or("any", Format::name)
        ),
        files: if from.is_some_and(Format::has_text_beside) {
            both
        } else if from.is_none() {
            // Its format is not known yet: brat's has another beside it.
            |input| match input.extension() {
                Some("ann" | "txt") if both(input).iter().all(|file| file.is_file()) => both(input),
                _ => input.path().map(PathBuf::from).into_iter().collect(),
            }
        } else {
            |input| input.path().map(PathBuf::from).into_iter().collect()
        },
        is_streamed: false,
    };
    arguments.output.run(&inputs, &job, |input, documents| {
        let read = match from {
            Some(from) if from.is_line_each() => return lines(input, from, documents),
            Some(from) => whole(input, from),
            None => recognised(input),
        };
        let read = read.map_err(Failure::Read)?;
        write(&input.to_string(), &read, documents).map_err(Failure::Write)
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

/// What the names of all files that are read end in.
fn all_endings() -> Vec<String> {
    let read = Format::ALL.into_iter().filter(|format| format.is_read());
    let endings: BTreeSet<String> = read.flat_map(endings).collect();
    endings.into_iter().collect()
}

/// Both files of brat: the tags and the text.
fn both(input: &Input) -> Vec<PathBuf> {
    let both = ["ann", "txt"].map(|extension| input.with_extension(extension));
    let files = both.iter().flatten();
    files.filter_map(Input::path).map(PathBuf::from).collect()
}

/// Reads a file whose format is known by what stands in it.
fn recognised(input: &Input) -> Result<Vec<Imported>> {
    let content = input.text()?;
    let path = input.path().map(Path::to_string_lossy).unwrap_or_default();
    // Of brat either file is named.
    let is_brat = || both(input).first().is_some_and(|ann| ann.is_file());
    let format = Format::recognise(&path, &content)
        .or_else(|| is_brat().then_some(Format::Brat))
        .with_context(|| format!("{input}: in no format that is known here"))?;
    if format.has_text_beside() {
        return whole(input, format);
    }
    read(input, format, &content, "")
}

/// Converts a file line by line, so that it may be of any length, if each line is read by itself; else whole.
fn lines(input: &Input, format: Format, documents: &mut Documents) -> Result<(), Failure> {
    let is_blank = |line: &String| line.trim().is_empty();
    let mut lines = input.lines();
    // Two lines that say something tell.
    let mut head: Vec<String> = Vec::new();
    while head.iter().filter(|line| !is_blank(line)).count() < 2 {
        let Some(line) = lines.next() else { break };
        head.push(line.map_err(Failure::Read)?);
    }
    let mut told = head.iter().filter(|line| !is_blank(line));
    let is_each = told
        .next()
        .is_some_and(|line| format.read(line, "").is_ok());
    if !is_each || told.next().is_none() {
        for line in lines {
            head.push(line.map_err(Failure::Read)?);
        }
        let read = read(input, format, &head.join("\n"), "").map_err(Failure::Read)?;
        return write(&input.to_string(), &read, documents).map_err(Failure::Write);
    }
    documents.number();
    for (line, number) in head.into_iter().map(Ok).chain(lines).zip(1..) {
        let line = line.map_err(Failure::Read)?;
        if is_blank(&line) {
            continue;
        }
        let place = format!("{input}: line {number}");
        let read = format.read(&line, "").with_context(|| place.clone());
        write(&place, &read.map_err(Failure::Read)?, documents).map_err(Failure::Write)?;
    }
    Ok(())
}

fn whole(input: &Input, format: Format) -> Result<Vec<Imported>> {
    if !format.has_text_beside() {
        return read(input, format, &input.text()?, "");
    }
    let beside = |extension| {
        let other = input.with_extension(extension);
        other
            .context("standard input is one file, and this format is two")?
            .raw()
    };
    read(input, format, &beside(format.extension())?, &beside("txt")?)
}

fn read(input: &Input, format: Format, content: &str, beside: &str) -> Result<Vec<Imported>> {
    let read = format.read(content, beside);
    let read = read.with_context(|| input.to_string())?;
    ensure!(!read.is_empty(), "{input}: holds no document");
    Ok(read)
}

fn write(place: &str, read: &[Imported], documents: &mut Documents) -> Result<()> {
    if read.len() > 1 {
        documents.number();
    }
    for imported in read {
        for report in &imported.reports {
            documents.note(format!("{place}: {report}"));
        }
        documents.write(&imported.document)?;
    }
    Ok(())
}
