//! What is handed out: the site, and the single file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::bindgen::Kind;
use crate::fresh::files_under;
use crate::project::Project;
use crate::single::{self, Parts};
use crate::wasm::Profile;
use crate::{build, engine, fonts, model, optimise};

/// The single file's name in dist/.
pub(crate) const SINGLE_FILE: &str = "wassam.html";
/// What keeps the site for offline use.
const SERVICE_WORKER: &str = "sw.js";
/// What stands in it where the version is to be.
const UNRELEASED: &str = "VERSION = 'development'";

/// Builds dist/ anew.
///
/// # Errors
///
/// When something is missing, does not build, or cannot be put into the single file.
pub(crate) fn dist(project: &Project) -> Result<()> {
    build::build(project)?;
    fonts::expect(project)?;
    let module = project.target("dist/module");
    let script = project.target("dist/script");
    engine::make(
        project,
        Profile::Release,
        &[
            (Kind::Module, module.clone()),
            (Kind::Script, script.clone()),
        ],
    )?;
    let optimised = project.target("dist/optimised").join(engine::MODULE);
    optimise::optimise(project, &module.join(engine::MODULE), &optimised)?;

    let folder = project.path("dist");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let page = project.path("www");
    for file in files_under(&page)?
        .into_iter()
        .filter(|file| is_handed_out(file))
    {
        let name = file.strip_prefix(&page)?;
        // The glue belongs to the module that it was made with.
        let source = match name.strip_prefix("pkg") {
            Ok(name) if name == Path::new(engine::MODULE) => &optimised,
            Ok(name) if name == Path::new(engine::GLUE) => &module.join(engine::GLUE),
            _ => &file,
        };
        copy(source, &folder.join(name))?;
    }
    stamp(&folder)?;
    let single = single::assemble(&Parts {
        page: &page,
        glue: &script.join(engine::GLUE),
        engine: &optimised,
        model: &project.path(model::MODEL),
        article: &project.path(build::FOUNDING_ARTICLE),
    })?;
    fs::write(folder.join(SINGLE_FILE), single)?;
    println!("dist/ is the site, dist/{SINGLE_FILE} the same in one file");
    Ok(())
}

/// Gives the service worker the name of this version: a digest of all files of the site.
fn stamp(folder: &Path) -> Result<()> {
    let mut digest = Sha256::new();
    for file in files_under(folder)? {
        let content = fs::read(&file)?;
        digest.update(file.strip_prefix(folder)?.to_string_lossy().as_bytes());
        digest.update((content.len() as u64).to_le_bytes());
        digest.update(content);
    }
    let version = format!("{:x}", digest.finalize());
    let path = folder.join(SERVICE_WORKER);
    let script = fs::read_to_string(&path)?;
    if script.matches(UNRELEASED).count() != 1 {
        bail!("{SERVICE_WORKER} does not say {UNRELEASED} once");
    }
    fs::write(
        &path,
        script.replace(UNRELEASED, &format!("VERSION = '{}'", &version[..16])),
    )?;
    Ok(())
}

/// Not the types for the editor, nor what only the build looks at.
fn is_handed_out(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with(".d.ts")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
