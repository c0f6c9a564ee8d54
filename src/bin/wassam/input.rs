//! Texts from files, folders of them, and standard input.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use walkdir::{DirEntry, WalkDir};
use wassam::{with_line_feeds, without_byte_order_mark};

/// Where a text comes from.
pub(crate) struct Input {
    /// Its file, if it is not standard input.
    path: Option<PathBuf>,
    /// What it is called: the name of its file, after those of the folders between it and the one that was named,
    /// parted by `/` and without the last extension.
    name: String,
}

/// What is named on the command line, folders opened.
pub(crate) struct Inputs {
    /// What is read, in the order named; the files of a folder by their names.
    pub(crate) found: Vec<Input>,
    /// Why some of it is not.
    pub(crate) failed: Vec<anyhow::Error>,
}

impl Input {
    /// The files named, or standard input where none is; `-` is standard input too.
    pub(crate) fn all(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::standard()];
        }
        files.iter().map(|file| Self::named(file)).collect()
    }

    /// The same with folders, and all folders in them, opened: of their files those are taken
    /// whose names end in a dot and one of `endings`.
    ///
    /// Left out are what is hidden, folders behind links, and the folder `without`, into which is written.
    pub(crate) fn within(paths: &[PathBuf], endings: &[String], without: Option<&Path>) -> Inputs {
        if paths.is_empty() {
            return Inputs {
                found: Self::all(paths),
                failed: Vec::new(),
            };
        }
        let without = without.and_then(|folder| folder.canonicalize().ok());
        let mut inputs = Inputs {
            found: Vec::new(),
            failed: Vec::new(),
        };
        for path in paths {
            if !path.is_dir() {
                inputs.found.push(Self::named(path));
                continue;
            }
            let before = (inputs.found.len(), inputs.failed.len());
            let is_wanted = |entry: &DirEntry| {
                let is_ours = || without.is_some() && entry.path().canonicalize().ok() == without;
                let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                entry.depth() == 0 || !(is_hidden || entry.file_type().is_dir() && is_ours())
            };
            let walk = WalkDir::new(path).sort_by_file_name();
            for entry in walk.into_iter().filter_entry(is_wanted) {
                match entry {
                    Ok(entry) if entry.path().is_file() => {
                        inputs.found.extend(Self::in_folder(&entry, path, endings));
                    }
                    Ok(_) => {}
                    Err(error) => inputs.failed.push(error.into()),
                }
            }
            if before == (inputs.found.len(), inputs.failed.len()) {
                let (folder, names) = (path.display(), endings.join(", ."));
                let why = anyhow!("{folder} holds no file whose name ends in .{names}");
                inputs.failed.push(why);
            }
        }
        inputs
    }

    fn standard() -> Self {
        Self {
            path: None,
            name: "standard-input".to_owned(),
        }
    }

    fn named(path: &Path) -> Self {
        if path == Path::new("-") {
            return Self::standard();
        }
        let name = path.file_stem().unwrap_or_default();
        Self {
            path: Some(path.to_owned()),
            name: name.to_string_lossy().into_owned(),
        }
    }

    /// A file found in a folder, if it has one of the endings.
    fn in_folder(entry: &DirEntry, folder: &Path, endings: &[String]) -> Option<Self> {
        let inside = entry.path().strip_prefix(folder).ok()?;
        let extension = inside.extension()?;
        if !endings
            .iter()
            .any(|end| extension.eq_ignore_ascii_case(end))
        {
            return None;
        }
        let stem = inside.with_extension("");
        let parts = stem.iter().map(|part| part.to_string_lossy());
        Some(Self {
            path: Some(entry.path().to_owned()),
            name: parts.collect::<Vec<_>>().join("/"),
        })
    }

    /// What the name of the file ends in, after its last dot.
    pub(crate) fn extension(&self) -> Option<&str> {
        self.path()?.extension()?.to_str()
    }

    /// What it is called.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its file, if it is not standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The file of the same name with another extension.
    pub(crate) fn with_extension(&self, extension: &str) -> Option<Self> {
        Some(Self {
            path: Some(self.path()?.with_extension(extension)),
            name: self.name.clone(),
        })
    }

    /// The whole text, with LF line ends and without a byte order mark.
    ///
    /// # Errors
    ///
    /// When the input cannot be read, or is not UTF-8.
    pub(crate) fn text(&self) -> Result<String> {
        let text = self.raw()?;
        Ok(with_line_feeds(without_byte_order_mark(&text)).into_owned())
    }

    /// The whole text as it is.
    ///
    /// # Errors
    ///
    /// When the input cannot be read, or is not UTF-8.
    pub(crate) fn raw(&self) -> Result<String> {
        let mut bytes = Vec::new();
        self.open()?
            .read_to_end(&mut bytes)
            .with_context(|| format!("cannot read {self}"))?;
        Ok(self.utf8(&bytes, 0)?.to_owned())
    }

    /// Every line, without its LF or CRLF, and without a byte order mark before the first.
    ///
    /// A line is read when it is asked for, so that a pipe is answered line by line
    /// and no file is too long.
    /// The lines end with the first error: the input cannot be read, or is not UTF-8.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Result<String>> + '_ {
        let mut lines = Lines {
            input: self,
            reader: None,
            offset: 0,
        };
        let mut failed = false;
        std::iter::from_fn(move || {
            let next = if failed {
                None
            } else {
                lines.next().transpose()
            };
            failed = matches!(next, Some(Err(_)));
            next
        })
    }

    fn open(&self) -> Result<Box<dyn BufRead>> {
        Ok(match &self.path {
            None => Box::new(io::stdin().lock()),
            Some(path) => {
                let file = File::open(path).with_context(|| format!("cannot open {self}"))?;
                Box::new(BufReader::new(file))
            }
        })
    }

    /// `bytes`, which stand at `offset` of the input, as text.
    fn utf8<'b>(&self, bytes: &'b [u8], offset: usize) -> Result<&'b str> {
        std::str::from_utf8(bytes).map_err(|error| {
            let byte = offset + error.valid_up_to();
            anyhow!("{self} is not UTF-8 at byte {byte}")
        })
    }
}

/// The lines of an input that are still to come.
struct Lines<'i> {
    input: &'i Input,
    reader: Option<Box<dyn BufRead>>,
    /// Bytes read so far.
    offset: usize,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<String>> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            None => self.reader.insert(self.input.open()?),
        };
        let mut bytes = Vec::new();
        let read = reader
            .read_until(b'\n', &mut bytes)
            .with_context(|| format!("cannot read {}", self.input))?;
        if read == 0 {
            return Ok(None);
        }
        let mut line = self.input.utf8(&bytes, self.offset)?;
        if self.offset == 0 {
            line = without_byte_order_mark(line);
        }
        self.offset += read;
        line = line.strip_suffix('\n').unwrap_or(line);
        line = line.strip_suffix('\r').unwrap_or(line);
        // A CR that is left stands inside the line: lines here are those that `wc -l` counts.
        Ok(Some(with_line_feeds(line).into_owned()))
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => path.display().fmt(f),
            None => f.write_str("standard input"),
        }
    }
}
