//! Texts from files and standard input.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wassam::{with_line_feeds, without_byte_order_mark};

/// Where a text comes from.
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
}

impl Input {
    /// The files named, or standard input where none is; `-` is standard input too.
    pub(crate) fn all(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Standard];
        }
        let named = |file: &PathBuf| {
            if file == Path::new("-") {
                Self::Standard
            } else {
                Self::File(file.clone())
            }
        };
        files.iter().map(named).collect()
    }

    /// What the name of the file ends in, after its last dot.
    pub(crate) fn extension(&self) -> Option<&str> {
        match self {
            Self::File(path) => path.extension()?.to_str(),
            Self::Standard => None,
        }
    }

    /// What the file is called, without its last extension.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into(),
            Self::Standard => "standard-input".to_owned(),
        }
    }

    /// The file of the same name with another extension.
    pub(crate) fn with_extension(&self, extension: &str) -> Option<Self> {
        match self {
            Self::File(path) => Some(Self::File(path.with_extension(extension))),
            Self::Standard => None,
        }
    }

    /// The one path by which the file system knows the file, where there is one.
    pub(crate) fn real_path(&self) -> Option<PathBuf> {
        match self {
            Self::File(path) => path.canonicalize().ok(),
            Self::Standard => None,
        }
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
        Ok(match self {
            Self::Standard => Box::new(io::stdin().lock()),
            Self::File(path) => {
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
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Standard => f.write_str("standard input"),
        }
    }
}
