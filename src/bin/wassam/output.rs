//! Where documents go: standard output, or files in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use wassam::Document;
use wassam::format::{About, Format, Frame, Loss, Part, Seen};

use crate::clock;
use crate::done::{Entry, Record, stamp};
use crate::input::{Input, Inputs};
use crate::pending::{Pending, put};

/// Inputs whose documents are kept at once, for each thread, where they are printed in order.
const KEPT: usize = 4;

#[derive(clap::Args)]
#[group(skip)]
pub(crate) struct Arguments {
    /// The format to write
    #[arg(
        long,
        default_value = "wassam",
        value_name = "FORMAT",
        value_parser = formats(|_| true)
    )]
    to: Format,
    /// Write a file for each input into this folder, in place of standard output
    ///
    /// What is in a folder, or a folder in it, is written at the same place in this one.
    /// An input is left out if the same has been done with it before, and its path, size and time of change
    /// are what they were: a run that was stopped goes on. What was done is noted in a hidden file there.
    #[arg(long, short, visible_alias = "out", value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
    /// Do again what has been done before
    #[arg(long, requires = "output")]
    force: bool,
    /// Do so many inputs at once; as many as there are processors where it is left out
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Begin a table with a byte order mark, which Excel wants
    #[arg(long)]
    bom: bool,
}

/// The formats that may be named.
pub(crate) fn formats(wanted: impl Fn(Format) -> bool) -> impl TypedValueParser<Value = Format> {
    let wanted = Format::ALL.into_iter().filter(|format| wanted(*format));
    PossibleValuesParser::new(wanted.map(Format::name))
        .try_map(|name| Format::of_name(&name).ok_or("is no format"))
}

impl Arguments {
    /// Does every input by `work`, several at once; one that fails does not hold up the others.
    ///
    /// # Errors
    ///
    /// When the format cannot be written there, two inputs would be written to one file,
    /// or standard output cannot be written.
    pub(crate) fn run(
        &self,
        inputs: &Inputs,
        job: &Job,
        work: impl Fn(&Input, &mut Documents) -> Result<(), Failure> + Sync,
    ) -> Result<ExitCode> {
        ensure!(
            self.to.is_table() || !self.bom,
            "a byte order mark is for tables, and {} is none",
            self.to.name()
        );
        let frame = self.to.frame();
        let mark = if self.bom { "\u{FEFF}" } else { "" };
        let open = format!("{mark}{}", frame.open);
        let mut run = Run {
            format: self.to,
            frame,
            open,
            tally: Mutex::default(),
            is_whole: inputs.failed.is_empty(),
        };
        for error in &inputs.failed {
            eprintln!("error: {error:#}");
        }
        let jobs = self.jobs.map_or(0, NonZeroUsize::get);
        let pool = ThreadPoolBuilder::new().num_threads(jobs).build()?;
        match &self.output {
            None => {
                ensure!(
                    !self.to.has_text_beside(),
                    "{} is several files: say with --output in which folder",
                    self.to.name()
                );
                if job.is_streamed || inputs.found.len() == 1 || pool.current_num_threads() == 1 {
                    run.print(&inputs.found, &work)?;
                } else {
                    pool.install(|| run.print_in_order(&inputs.found, &work))?;
                }
            }
            Some(path) => {
                let folder = self.folder(path, &inputs.found, job)?;
                pool.install(|| run.fill(&folder, inputs, job, &work))?;
            }
        }
        run.tally().say(self.to);
        Ok(if run.is_whole {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn folder(&self, path: &Path, inputs: &[Input], job: &Job) -> Result<Folder> {
        let mut names = BTreeSet::new();
        for input in inputs {
            let name = input.name();
            ensure!(
                names.insert(name),
                "two inputs are named {name}, and one would be written over the other"
            );
        }
        fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        let how = format!("{} bom={}", job.how, self.bom);
        let files = inputs.iter().flat_map(job.files);
        Ok(Folder {
            path: path.to_owned(),
            inputs: files.filter_map(|file| file.canonicalize().ok()).collect(),
            record: Record::open(path, self.to, &how, self.force)?,
        })
    }
}

/// What is done with the inputs.
pub(crate) struct Job {
    /// All on which the outputs hang but the inputs, in words.
    pub(crate) how: String,
    /// The files of an input.
    pub(crate) files: fn(&Input) -> Vec<PathBuf>,
    /// Whether who reads standard output may wait for a part of an input.
    pub(crate) is_streamed: bool,
}

/// Why an input is not done.
pub(crate) enum Failure {
    /// It cannot be read.
    Read(anyhow::Error),
    /// What comes of it cannot be written.
    Write(anyhow::Error),
}

/// A folder that is written into.
struct Folder {
    path: PathBuf,
    /// The files that are read, and not to be written over.
    inputs: BTreeSet<PathBuf>,
    record: Record,
}

/// What has become of the documents so far.
#[derive(Default)]
struct Tally {
    seen: Seen,
    /// How often each part of a document was lost.
    lost: BTreeMap<Part, usize>,
}

impl Tally {
    fn join(&mut self, other: Self) {
        self.seen.join(other.seen);
        for (part, count) in other.lost {
            *self.lost.entry(part).or_default() += count;
        }
    }

    /// Says what the format could not hold.
    fn say(&self, format: Format) {
        let counts = self.lost.iter();
        let lost: Vec<String> = counts
            .map(|(&part, &count)| Loss { part, count }.to_string())
            .collect();
        if !lost.is_empty() {
            eprintln!("note: {} does not hold {}", format.name(), lost.join(", "));
        }
    }
}

/// One run over all inputs.
struct Run {
    format: Format,
    frame: Frame,
    /// What stands before the first document of a file.
    open: String,
    tally: Mutex<Tally>,
    /// Whether every input was done.
    is_whole: bool,
}

impl Run {
    fn documents<'r>(&'r self, input: &'r Input, sink: Sink<'r>) -> Documents<'r> {
        Documents {
            run: self,
            name: input.name(),
            has_many: false,
            count: 0,
            sink,
            tally: Tally::default(),
            notes: Vec::new(),
        }
    }

    fn tally(&self) -> std::sync::MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Prints the documents of all inputs as they come.
    fn print(
        &mut self,
        inputs: &[Input],
        work: impl Fn(&Input, &mut Documents) -> Result<(), Failure>,
    ) -> Result<()> {
        let printer = Mutex::new(Printer::default());
        let mut is_whole = self.is_whole;
        for input in inputs {
            let mut documents = self.documents(input, Sink::Standard(&printer));
            let is_done = work(input, &mut documents);
            documents.say();
            self.tally().join(documents.tally);
            is_whole &= said(is_done)?;
        }
        self.is_whole = is_whole;
        let mut printer = printer.into_inner().unwrap_or_else(PoisonError::into_inner);
        printer.close(self)
    }

    /// Prints the documents of all inputs, several of which are done at once, in the order of the inputs.
    fn print_in_order(
        &mut self,
        inputs: &[Input],
        work: impl Fn(&Input, &mut Documents) -> Result<(), Failure> + Sync,
    ) -> Result<()> {
        let mut printer = Printer::default();
        let mut is_whole = self.is_whole;
        for inputs in inputs.chunks(KEPT * rayon::current_num_threads()) {
            let done: Vec<_> = inputs
                .par_iter()
                .map(|input| {
                    let mut documents = self.documents(input, Sink::Kept(Vec::new()));
                    (work(input, &mut documents), documents)
                })
                .collect();
            for (is_done, documents) in done {
                documents.say();
                if let Sink::Kept(kept) = &documents.sink {
                    for document in kept {
                        printer.print(document, self)?;
                    }
                }
                self.tally().join(documents.tally);
                is_whole &= said(is_done)?;
            }
        }
        self.is_whole = is_whole;
        printer.close(self)
    }

    /// Writes the files of all inputs into a folder, and what stands beside them.
    fn fill(
        &mut self,
        folder: &Folder,
        inputs: &Inputs,
        job: &Job,
        work: impl Fn(&Input, &mut Documents) -> Result<(), Failure> + Sync,
    ) -> Result<()> {
        let inputs = &inputs.found;
        // It is drawn on standard error, if that is a terminal.
        let bar = if inputs.len() > 1 {
            ProgressBar::new(inputs.len() as u64).with_style(ProgressStyle::with_template(
                "{wide_bar} {pos}/{len}, {per_sec}, {eta} left",
            )?)
        } else {
            ProgressBar::hidden()
        };
        let fates: Vec<Fate> = inputs
            .par_iter()
            .map(|input| {
                let (is_done, notes) = self.fill_one(folder, input, job, &work);
                let fate =
                    is_done.unwrap_or_else(|(Failure::Read(error) | Failure::Write(error))| {
                        bar.suspend(|| eprintln!("error: {error:#}"));
                        Fate::Failed
                    });
                for note in notes {
                    bar.suspend(|| eprintln!("note: {note}"));
                }
                bar.inc(1);
                fate
            })
            .collect();
        bar.finish_and_clear();
        let count = |wanted| fates.iter().filter(|&&fate| fate == wanted).count();
        let (failed, before, all) = (count(Fate::Failed), count(Fate::Before), fates.len());
        self.is_whole &= failed == 0;
        if failed < all {
            for (name, content) in self.format.configuration(&self.tally().seen) {
                put(&folder.path.join(name), &content, &folder.inputs)?;
            }
        }
        if before > 0 {
            eprintln!("note: {before} of {all} had been done before (--force does them again)");
        }
        if failed > 0 && all > 1 {
            eprintln!("note: {failed} of {all} failed");
        }
        Ok(())
    }

    /// Writes the files of one input. Notes are to be said.
    fn fill_one(
        &self,
        folder: &Folder,
        input: &Input,
        job: &Job,
        work: impl Fn(&Input, &mut Documents) -> Result<(), Failure>,
    ) -> (Result<Fate, Failure>, Vec<String>) {
        // Of what is there before it is read: a change meanwhile is one that comes later.
        let stamp = stamp(&(job.files)(input));
        let before = stamp
            .as_ref()
            .and_then(|stamp| folder.record.find(input.name(), stamp, &folder.path));
        if let Some(entry) = before {
            self.tally()
                .seen
                .join(entry.seen.clone().unwrap_or_default());
            return (Ok(Fate::Before), Vec::new());
        }
        let files = Files {
            folder,
            file: None,
            outputs: Vec::new(),
        };
        let mut documents = self.documents(input, Sink::Files(files));
        let mut is_done = work(input, &mut documents);
        let notes = std::mem::take(&mut documents.notes);
        if is_done.is_ok() {
            is_done = documents.finish(stamp).map_err(Failure::Write);
        }
        (is_done.map(|()| Fate::Done), notes)
    }
}

/// What has become of an input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Done,
    /// It was done before.
    Before,
    Failed,
}

/// Says why an input has failed, and whether it has not.
///
/// # Errors
///
/// When standard output cannot be written, so that nothing else can.
fn said(is_done: Result<(), Failure>) -> Result<bool> {
    match is_done {
        Ok(()) => Ok(true),
        Err(Failure::Write(error)) => Err(error),
        Err(Failure::Read(error)) => {
            eprintln!("error: {error:#}");
            Ok(false)
        }
    }
}

/// Prints documents.
#[derive(Default)]
struct Printer {
    has_printed: bool,
}

impl Printer {
    fn print(&mut self, document: &str, run: &Run) -> Result<()> {
        ensure!(
            !(self.has_printed && run.format.is_file_each()),
            "{} is a file for each document: say with --output in which folder",
            run.format.name()
        );
        let mut output = io::stdout().lock();
        let before = if self.has_printed {
            run.frame.between
        } else {
            &run.open
        };
        self.has_printed = true;
        output.write_all(before.as_bytes())?;
        output.write_all(document.as_bytes())?;
        // Who reads us may answer before we go on.
        output.flush()?;
        Ok(())
    }

    fn close(&mut self, run: &Run) -> Result<()> {
        let mut output = io::stdout().lock();
        if !self.has_printed {
            output.write_all(run.open.as_bytes())?;
        }
        output.write_all(run.frame.close.as_bytes())?;
        Ok(())
    }
}

/// Takes the documents of one input.
pub(crate) struct Documents<'r> {
    run: &'r Run,
    name: &'r str,
    /// Whether there may be more than one.
    has_many: bool,
    count: usize,
    sink: Sink<'r>,
    tally: Tally,
    notes: Vec<String>,
}

/// Where they go.
enum Sink<'r> {
    /// To standard output, at once.
    Standard(&'r Mutex<Printer>),
    /// Nowhere yet.
    Kept(Vec<String>),
    Files(Files<'r>),
}

/// The files of one input.
struct Files<'r> {
    folder: &'r Folder,
    /// The file in which all documents are; it is not there before all of them are written.
    file: Option<Pending>,
    /// The names of all files.
    outputs: Vec<String>,
}

impl Documents<'_> {
    /// Says that there may be more than one: they are numbered.
    pub(crate) fn number(&mut self) {
        self.has_many = true;
    }

    /// Says something of the input.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    fn say(&self) {
        for note in &self.notes {
            eprintln!("note: {note}");
        }
    }

    /// Writes the next document.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn write(&mut self, document: &Document) -> Result<()> {
        let Run {
            format,
            frame,
            open,
            ..
        } = self.run;
        self.count += 1;
        let name = if self.has_many {
            format!("{}-{}", self.name, self.count)
        } else {
            self.name.to_owned()
        };
        let created = &clock::now();
        let about = About {
            name: &name,
            created,
        };
        let mut written = format.write(document, about);
        if format.has_configuration() {
            self.tally.seen.see(document, *format);
        }
        for loss in format.losses(document) {
            *self.tally.lost.entry(loss.part).or_default() += loss.count;
        }
        match &mut self.sink {
            Sink::Standard(printer) => {
                let mut printer = printer.lock().unwrap_or_else(PoisonError::into_inner);
                printer.print(&written[0].content, self.run)
            }
            Sink::Kept(kept) => {
                kept.push(written.swap_remove(0).content);
                Ok(())
            }
            Sink::Files(files) if format.is_file_each() => {
                // The text first: annotations without one are of no use.
                for part in written.iter().rev() {
                    let name = format!("{name}.{}", part.extension);
                    let path = files.folder.path.join(&name);
                    put(&path, &part.content, &files.folder.inputs)?;
                    files.outputs.push(name);
                }
                Ok(())
            }
            Sink::Files(files) => {
                let before = match files.file {
                    Some(_) => frame.between,
                    None => open,
                };
                let file = if let Some(file) = &mut files.file {
                    file
                } else {
                    let name = format!("{}.{}", self.name, format.extension());
                    let path = files.folder.path.join(&name);
                    files.outputs.push(name);
                    files.file.insert(Pending::new(path, &files.folder.inputs)?)
                };
                file.write(before)?;
                file.write(&written[0].content)
            }
        }
    }

    /// Puts the file, where there is one, in its place, and takes note of it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn finish(self, stamp: Option<String>) -> Result<()> {
        let Sink::Files(files) = self.sink else {
            return Ok(());
        };
        if let Some(mut file) = files.file {
            file.write(self.run.frame.close)?;
            file.finish()?;
        }
        if let Some(stamp) = stamp {
            let has_configuration = self.run.format.has_configuration();
            files.folder.record.add(&Entry {
                input: self.name.to_owned(),
                stamp,
                outputs: files.outputs,
                seen: has_configuration.then(|| self.tally.seen.clone()),
            })?;
        }
        self.run.tally().join(self.tally);
        Ok(())
    }
}
