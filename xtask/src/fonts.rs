//! The page's faces, from npm into www/fonts/.

use std::fs;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{npm, process};

const PACKAGE: &str = "@fontsource/noto-naskh-arabic";
const FACES: [&str; 2] = [
    "noto-naskh-arabic-arabic-400-normal.woff2",
    "noto-naskh-arabic-arabic-700-normal.woff2",
];
const LICENCE: &str = "OFL.txt";

/// Copies the faces and their licence, when they are missing.
///
/// Without npm the page still works, with the system's faces: that is said in a line and is no error.
///
/// # Errors
///
/// When npm fails or a file cannot be copied.
pub(crate) fn copy(project: &Project) -> Result<()> {
    let folder = project.path("www/fonts");
    if FACES
        .iter()
        .chain(&[LICENCE])
        .all(|name| folder.join(name).exists())
    {
        return Ok(());
    }
    if !process::exists("npm") {
        println!(
            "no npm: the page will use the system's Arabic face; install Node.js 20 or later for Noto Naskh Arabic"
        );
        return Ok(());
    }
    npm::install(project)?;
    fs::create_dir_all(&folder)?;
    let files = FACES
        .iter()
        .map(|face| (format!("{PACKAGE}/files/{face}"), *face))
        .chain([(format!("{PACKAGE}/LICENSE"), LICENCE)]);
    for (source, name) in files {
        let from = npm::file(project, &source)?;
        fs::copy(&from, folder.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(())
}
