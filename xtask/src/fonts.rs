//! The page's faces, from npm into www/fonts/.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{npm, process};

const PACKAGE: &str = "@fontsource/noto-naskh-arabic";
const FACES: [&str; 2] = [
    "noto-naskh-arabic-arabic-400-normal.woff2",
    "noto-naskh-arabic-arabic-700-normal.woff2",
];
const FOLDER: &str = "www/fonts";
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
    let folder = project.path(FOLDER);
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

/// Makes sure that the faces are there, for what is handed out.
///
/// # Errors
///
/// When they are not.
pub(crate) fn expect(project: &Project) -> Result<()> {
    if !present(project) {
        bail!("the page's fonts are missing: install Node.js 20 or later with npm");
    }
    Ok(())
}

fn present(project: &Project) -> bool {
    let folder = project.path(FOLDER);
    FACES
        .iter()
        .chain(&[LICENCE])
        .all(|name| folder.join(name).exists())
}
