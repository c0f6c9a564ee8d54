//! What is handed out: the site, and the single file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bindgen::Kind;
use crate::fresh::files_under;
use crate::project::Project;
use crate::single::{self, Parts};
use crate::wasm::Profile;
use crate::{build, engine, fonts, model, optimise};

/// The single file's name in dist/.
pub(crate) const SINGLE_FILE: &str = "wassam.html";

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
