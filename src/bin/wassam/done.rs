//! What has been done in a folder, so that a run goes on where another was stopped.
//!
//! It stands in a hidden file of the folder, one for each format: first a line that says how the files are made,
//! then a line for each input whose files are there.
//! An input is done if how is the same as now, its path, size and time of change are too, and its files are there.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use wassam::format::{Format, Seen};

/// The record of a folder. While it is open no other run writes there in the same format.
pub(crate) struct Record {
    file: Mutex<File>,
    path: PathBuf,
    before: HashMap<String, Entry>,
}

/// An input that is done.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What the input is called.
    pub(crate) input: String,
    /// The state of its files when it was read ([`stamp`]).
    pub(crate) stamp: String,
    /// The names of the files written, from the folder on.
    pub(crate) outputs: Vec<String>,
    /// What stands in them, if the format has a configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Seen>,
}

/// Where the files of an input are, how large they are, and when they were changed.
/// Nothing for standard input, of which nobody knows what it will say.
pub(crate) fn stamp(files: &[PathBuf]) -> Option<String> {
    let parts: Option<Vec<String>> = files
        .iter()
        .map(|file| {
            let path = file.canonicalize().ok()?;
            let about = path.metadata().ok()?;
            let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            let (path, size) = (path.display(), about.len());
            Some(format!("{path} {size} {}", changed.as_nanos()))
        })
        .collect();
    parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join(" "))
}

impl Record {
    /// Opens the record of a folder, and forgets what was done in another way than `how`,
    /// or everything where it `is_anew`.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or another run writes there.
    pub(crate) fn open(folder: &Path, format: Format, how: &str, is_anew: bool) -> Result<Self> {
        let path = folder.join(format!(".wassam-{}.jsonl", format.name()));
        let cannot = || format!("cannot write {}", path.display());
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(cannot)?;
        fs4::FileExt::try_lock(&file).map_err(|error| match error {
            fs4::TryLockError::WouldBlock => {
                anyhow!("another run writes into {}", folder.display())
            }
            fs4::TryLockError::Error(error) => anyhow!(error).context(cannot()),
        })?;
        let how = serde_json::to_string(how)?;
        let mut lines = BufReader::new(&file).split(b'\n');
        let is_same = !is_anew && matches!(lines.next(), Some(Ok(line)) if line == how.as_bytes());
        let mut before = HashMap::new();
        if is_same {
            // The last line is half one where the run was killed.
            for line in lines.map_while(Result::ok) {
                if let Ok(entry) = serde_json::from_slice::<Entry>(&line) {
                    before.insert(entry.input.clone(), entry);
                }
            }
        } else {
            file.set_len(0).with_context(cannot)?;
        }
        let record = Self {
            file: Mutex::new(file),
            path,
            before,
        };
        // What follows a half line begins a line.
        record.put(if is_same { "" } else { &how })?;
        Ok(record)
    }

    /// What was done before of an input that is still as it was, if its files are there.
    pub(crate) fn find(&self, input: &str, stamp: &str, folder: &Path) -> Option<&Entry> {
        let entry = self.before.get(input)?;
        let is_there = |output: &String| folder.join(output).is_file();
        (entry.stamp == stamp && entry.outputs.iter().all(is_there)).then_some(entry)
    }

    /// Takes note of an input whose files are there.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn add(&self, entry: &Entry) -> Result<()> {
        self.put(&serde_json::to_string(entry)?)
    }

    fn put(&self, line: &str) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = file.seek(std::io::SeekFrom::End(0)).and_then(|_| {
            let line = format!("{line}\n");
            file.write_all(line.as_bytes())
        });
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }
}
