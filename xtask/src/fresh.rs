//! Doing work only when its inputs have changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

/// What the inputs of a step looked like: the names, sizes and times of files, and any further text.
///
/// It is kept in a stamp file when the step has succeeded, and the step is skipped while it stays the same.
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// Looks at files, and at folders with everything in them; what does not exist counts as absent.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub(crate) fn of<'a>(
        inputs: impl IntoIterator<Item = &'a Path>,
        settings: &str,
    ) -> Result<Fingerprint> {
        let mut hasher = DefaultHasher::new();
        settings.hash(&mut hasher);
        for input in inputs {
            for file in files_under(input)? {
                let metadata = fs::metadata(&file)
                    .with_context(|| format!("cannot read {}", file.display()))?;
                let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                (file, metadata.len(), modified).hash(&mut hasher);
            }
        }
        Ok(Fingerprint(format!("{:016x}\n", hasher.finish())))
    }

    /// Whether the step that keeps this stamp last succeeded with the same inputs.
    pub(crate) fn matches(&self, stamp: &Path) -> bool {
        fs::read_to_string(stamp).is_ok_and(|kept| kept == self.0)
    }

    /// Records that the step has succeeded.
    ///
    /// # Errors
    ///
    /// When the stamp cannot be written.
    pub(crate) fn keep(&self, stamp: &Path) -> Result<()> {
        if let Some(folder) = stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(stamp, &self.0).with_context(|| format!("cannot write {}", stamp.display()))
    }
}

/// Every file under a path, sorted; the path itself when it is a file; none when there is nothing.
///
/// # Errors
///
/// When a folder cannot be read.
pub(crate) fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .with_context(|| format!("cannot read {}", path.display()))?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_under(&entry)?);
    }
    Ok(files)
}
