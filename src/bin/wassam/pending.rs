//! Files that are whole, or not there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Writes a whole file, unless it is an input that says the same already.
///
/// # Errors
///
/// When it cannot be written, or is one of the `inputs`.
pub(crate) fn put(path: &Path, content: &str, inputs: &BTreeSet<PathBuf>) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == content.as_bytes()) {
        return Ok(());
    }
    let mut file = Pending::new(path.to_owned(), inputs)?;
    file.write(content)?;
    file.finish()
}

/// A file that has its name only when all of it is written: until then it has another beside it,
/// which is the same in every run, so that the next one takes what one that was killed has left.
pub(crate) struct Pending {
    path: PathBuf,
    beside: PathBuf,
    writer: BufWriter<File>,
    is_finished: bool,
}

impl Pending {
    /// Begins a file, and makes the folders in which it stands.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or is one of the `inputs`.
    pub(crate) fn new(path: PathBuf, inputs: &BTreeSet<PathBuf>) -> Result<Self> {
        if path.canonicalize().is_ok_and(|path| inputs.contains(&path)) {
            bail!("{} is read, and would be written over", path.display());
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(".part");
        let beside = path.with_file_name(name);
        let create = || {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            File::create(&beside)
        };
        let file = create().with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            path,
            beside,
            writer: BufWriter::new(file),
            is_finished: false,
        })
    }

    /// Writes on.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn write(&mut self, content: &str) -> Result<()> {
        let written = self.writer.write_all(content.as_bytes());
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn finish(mut self) -> Result<()> {
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
