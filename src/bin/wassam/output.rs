//! Where documents go: standard output, or files in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use wassam::Document;
use wassam::format::{About, Format, Part, Seen};

use crate::clock;
use crate::input::Input;

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
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
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
    /// What is written to.
    ///
    /// # Errors
    ///
    /// When the format cannot be written there, or two inputs would be written to one file.
    pub(crate) fn open(&self, inputs: &[Input]) -> Result<Output> {
        let is_table = matches!(self.to, Format::Csv | Format::Tsv);
        ensure!(
            is_table || !self.bom,
            "a byte order mark is for tables, and {} is none",
            self.to.name()
        );
        let place = match &self.output {
            None => {
                ensure!(
                    !self.to.has_text_beside(),
                    "{} is several files: say with --output in which folder",
                    self.to.name()
                );
                Place::Standard
            }
            Some(folder) => {
                let mut names = BTreeSet::new();
                for input in inputs {
                    let name = input.name();
                    ensure!(
                        names.insert(name.clone()),
                        "two inputs are named {name}, and one would be written over the other"
                    );
                }
                fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
                Place::Folder {
                    folder: folder.clone(),
                    inputs: inputs.iter().filter_map(Input::real_path).collect(),
                }
            }
        };
        Ok(Output {
            format: self.to,
            open: if self.bom {
                format!("\u{FEFF}{}", self.to.frame().open)
            } else {
                self.to.frame().open.to_owned()
            },
            place,
            count: 0,
            seen: Seen::default(),
            lost: BTreeMap::new(),
        })
    }
}

/// Takes documents, input by input.
pub(crate) struct Output {
    format: Format,
    /// What stands before the first document of a file.
    open: String,
    place: Place,
    /// How many documents have been written.
    count: usize,
    seen: Seen,
    /// How often each part of a document was lost.
    lost: BTreeMap<Part, usize>,
}

enum Place {
    Standard,
    Folder {
        folder: PathBuf,
        /// The files that are read, and not to be written over.
        inputs: BTreeSet<PathBuf>,
    },
}

impl Output {
    /// Begins with the documents of an input.
    pub(crate) fn input(&mut self, input: &Input, has_many: bool) -> Documents<'_> {
        Documents {
            output: self,
            name: input.name(),
            has_many,
            count: 0,
            file: None,
        }
    }

    /// Says why an input has failed, and whether it has not.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written, so that nothing else can.
    pub(crate) fn said(&self, is_done: Result<(), Failure>) -> Result<bool> {
        let error = match (is_done, &self.place) {
            (Ok(()), _) => return Ok(true),
            (Err(Failure::Write(error)), Place::Standard) => return Err(error),
            (Err(Failure::Read(error) | Failure::Write(error)), _) => error,
        };
        eprintln!("error: {error:#}");
        Ok(false)
    }

    /// Ends, and says what the format could not hold.
    ///
    /// # Errors
    ///
    /// When the rest cannot be written.
    pub(crate) fn finish(self) -> Result<()> {
        match &self.place {
            Place::Standard => {
                let frame = self.format.frame();
                let mut output = io::stdout().lock();
                if self.count == 0 {
                    output.write_all(self.open.as_bytes())?;
                }
                output.write_all(frame.close.as_bytes())?;
            }
            Place::Folder { folder, .. } if self.count > 0 => {
                for (name, content) in self.format.configuration(&self.seen) {
                    let mut file = Pending::new(folder.join(name))?;
                    file.write(&content)?;
                    file.finish()?;
                }
            }
            Place::Folder { .. } => {}
        }
        let lost: Vec<String> = self
            .lost
            .into_iter()
            .map(|(part, count)| wassam::format::Loss { part, count }.to_string())
            .collect();
        if !lost.is_empty() {
            let format = self.format.name();
            eprintln!("note: {format} does not hold {}", lost.join(", "));
        }
        Ok(())
    }
}

/// Why an input is not done.
pub(crate) enum Failure {
    /// It cannot be read.
    Read(anyhow::Error),
    /// What comes of it cannot be written.
    Write(anyhow::Error),
}

/// Takes the documents of one input.
pub(crate) struct Documents<'o> {
    output: &'o mut Output,
    name: String,
    /// Whether there may be more than one.
    has_many: bool,
    count: usize,
    /// The file in which they are; it is not there before all of them are written.
    file: Option<Pending>,
}

impl Documents<'_> {
    /// Writes the next document.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn write(&mut self, document: &Document) -> Result<()> {
        let format = self.output.format;
        let frame = format.frame();
        self.count += 1;
        let name = if self.has_many {
            format!("{}-{}", self.name, self.count)
        } else {
            self.name.clone()
        };
        let created = &clock::now();
        let about = About {
            name: &name,
            created,
        };
        let written = format.write(document, about);
        self.output.seen.see(document, format);
        for loss in format.losses(document) {
            *self.output.lost.entry(loss.part).or_default() += loss.count;
        }
        match &mut self.output.place {
            Place::Standard => {
                let mut output = io::stdout().lock();
                let before = if self.output.count == 0 {
                    &self.output.open
                } else {
                    frame.between
                };
                output.write_all(before.as_bytes())?;
                for part in written {
                    output.write_all(part.content.as_bytes())?;
                }
                // Who reads us may answer before we go on.
                output.flush()?;
            }
            Place::Folder { folder, inputs } if format.has_text_beside() => {
                // The text first: annotations without one are of no use.
                for part in written.iter().rev() {
                    let path = folder.join(format!("{name}.{}", part.extension));
                    put(&path, &part.content, inputs)?;
                }
            }
            Place::Folder { folder, inputs } => {
                let before = match self.file {
                    Some(_) => frame.between,
                    None => &self.output.open,
                };
                let file = if let Some(file) = &mut self.file {
                    file
                } else {
                    let path = folder.join(format!("{}.{}", self.name, format.extension()));
                    spare(&path, inputs)?;
                    self.file.insert(Pending::new(path)?)
                };
                file.write(before)?;
                for part in written {
                    file.write(&part.content)?;
                }
            }
        }
        self.output.count += 1;
        Ok(())
    }

    /// Puts the file, where there is one, in its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn finish(mut self) -> Result<()> {
        if let Some(mut file) = self.file.take() {
            file.write(self.output.format.frame().close)?;
            file.finish()?;
        }
        Ok(())
    }
}

/// Writes a whole file, unless it is an input that says the same already.
fn put(path: &Path, content: &str, inputs: &BTreeSet<PathBuf>) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == content.as_bytes()) {
        return Ok(());
    }
    spare(path, inputs)?;
    let mut file = Pending::new(path.to_owned())?;
    file.write(content)?;
    file.finish()
}

/// Fails where a file is one of those that are read.
fn spare(path: &Path, inputs: &BTreeSet<PathBuf>) -> Result<()> {
    if path.canonicalize().is_ok_and(|path| inputs.contains(&path)) {
        bail!("{} is read, and would be written over", path.display());
    }
    Ok(())
}

/// A file that has its name only when all of it is written: until then it has another beside it.
struct Pending {
    path: PathBuf,
    beside: PathBuf,
    writer: BufWriter<File>,
    is_finished: bool,
}

impl Pending {
    fn new(path: PathBuf) -> Result<Self> {
        let mut beside = path.clone().into_os_string();
        beside.push(format!(".{}.part", std::process::id()));
        let beside = PathBuf::from(beside);
        let file =
            File::create(&beside).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            path,
            beside,
            writer: BufWriter::new(file),
            is_finished: false,
        })
    }

    fn write(&mut self, content: &str) -> Result<()> {
        let written = self.writer.write_all(content.as_bytes());
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn finish(mut self) -> Result<()> {
        let mut finish = || {
            self.writer.flush()?;
            fs::rename(&self.beside, &self.path)
        };
        finish().with_context(|| format!("cannot write {}", self.path.display()))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_finished {
            // Nobody is told: what went wrong has been said already.
            let _ = fs::remove_file(&self.beside);
        }
    }
}
