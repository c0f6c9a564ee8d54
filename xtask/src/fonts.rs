//! The page's faces, from npm into www/fonts/.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{npm, process};

/// A family as npm has it.
struct Family {
    package: &'static str,
    faces: &'static [&'static str],
    /// What its licence is called beside the faces.
    licence: &'static str,
}

/// The reading face and the interface's face: the files that style.css names.
const FAMILIES: [Family; 2] = [
    Family {
        package: "@fontsource/noto-naskh-arabic",
        faces: &[
            "noto-naskh-arabic-arabic-400-normal.woff2",
            "noto-naskh-arabic-arabic-700-normal.woff2",
            "noto-naskh-arabic-latin-400-normal.woff2",
            "noto-naskh-arabic-latin-700-normal.woff2",
        ],
        licence: "OFL-noto-naskh-arabic.txt",
    },
    Family {
        package: "@fontsource/ibm-plex-sans-arabic",
        faces: &[
            "ibm-plex-sans-arabic-arabic-400-normal.woff2",
            "ibm-plex-sans-arabic-arabic-600-normal.woff2",
            "ibm-plex-sans-arabic-latin-400-normal.woff2",
            "ibm-plex-sans-arabic-latin-600-normal.woff2",
        ],
        licence: "OFL-ibm-plex-sans-arabic.txt",
    },
];
const FOLDER: &str = "www/fonts";

/// Copies the faces and their licence, when they are missing.
///
/// Without npm the page still works, with the system's faces: that is said in a line and is no error.
///
/// # Errors
///
/// When npm fails or a file cannot be copied.
pub(crate) fn copy(project: &Project) -> Result<()> {
    if present(project) {
        return Ok(());
    }
    if !process::exists("npm") {
        println!(
            "no npm: the page will use the system's Arabic face; install Node.js 20 or later for its own"
        );
        return Ok(());
    }
    npm::install(project)?;
    let folder = project.path(FOLDER);
    fs::create_dir_all(&folder)?;
    for family in &FAMILIES {
        let package = family.package;
        let files = family
            .faces
            .iter()
            .map(|face| (format!("{package}/files/{face}"), *face))
            .chain([(format!("{package}/LICENSE"), family.licence)]);
        for (source, name) in files {
            let from = npm::file(project, &source)?;
            fs::copy(&from, folder.join(name))
                .with_context(|| format!("cannot copy {}", from.display()))?;
        }
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
    FAMILIES.iter().all(|family| {
        family
            .faces
            .iter()
            .chain(&[family.licence])
            .all(|name| folder.join(name).exists())
    })
}
