//! How much a first visit downloads.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dist::SINGLE_FILE;
use crate::fresh::files_under;
use crate::project::Project;

/// The most that a first visit may download, in bytes, compressed.
const BUDGET: usize = 8_000_000;

/// Prints what a first visit to dist/ downloads, and returns whether it is within the budget.
///
/// # Errors
///
/// When there is no site, or a file cannot be read.
pub(crate) fn check(project: &Project) -> Result<bool> {
    let folder = project.path("dist");
    if !folder.join("index.html").exists() {
        bail!("dist/ is missing: run `cargo xtask dist`");
    }
    let report = report(&folder)?;
    report.print();
    Ok(report.compressed() <= BUDGET)
}

/// The sizes of the site's files, in bytes.
struct Report {
    /// Name, size, and size as a server sends it.
    files: Vec<(String, usize, usize)>,
}

/// Measures the files of dist/ that the page can ask for.
///
/// # Errors
///
/// When a file cannot be read.
fn report(folder: &Path) -> Result<Report> {
    let mut files = Vec::new();
    for file in files_under(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        // The single file is another way to have the page; licences go along, but nobody loads them.
        if name == SINGLE_FILE || name.starts_with("fonts/OFL") {
            continue;
        }
        let bytes = fs::read(&file)?;
        // What is compressed already is sent as it is.
        let sent = gzipped(&bytes)?.min(bytes.len());
        files.push((name, bytes.len(), sent));
    }
    files.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    Ok(Report { files })
}

impl Report {
    /// The whole, compressed.
    fn compressed(&self) -> usize {
        self.files.iter().map(|(_, _, compressed)| compressed).sum()
    }

    fn raw(&self) -> usize {
        self.files.iter().map(|(_, raw, _)| raw).sum()
    }

    /// Prints a line for every file, and the sum.
    fn print(&self) {
        let lines = self
            .files
            .iter()
            .map(|(name, raw, compressed)| (name.as_str(), kilobytes(*raw), kilobytes(*compressed)))
            .chain([
                ("all", kilobytes(self.raw()), kilobytes(self.compressed())),
                ("budget", String::new(), kilobytes(BUDGET)),
            ]);
        let width = self
            .files
            .iter()
            .map(|(name, _, _)| name.len())
            .max()
            .unwrap_or(0);
        println!("{:<width$} {:>8} {:>8}", "first visit, kB", "raw", "gzip");
        for (name, raw, compressed) in lines {
            println!("{name:<width$} {raw:>8} {compressed:>8}");
        }
    }
}

/// Thousands of bytes, with one decimal.
fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
