//! Everything the page needs that is not committed.

use std::fs;

use anyhow::{Context, Result};

use crate::bindgen::Kind;
use crate::project::Project;
use crate::wasm::Profile;
use crate::{engine, fonts, model};

/// The article that a visitor can try.
pub(crate) const FOUNDING_ARTICLE: &str = "seeds/articles/founding.txt";

/// Builds www/pkg/ and www/fonts/, as far as they are missing or stale.
///
/// # Errors
///
/// When a tool is missing or the engine does not compile.
pub(crate) fn build(project: &Project) -> Result<()> {
    fonts::copy(project)?;
    engine::make(
        project,
        Profile::Page,
        &[(Kind::Module, project.path("www/pkg"))],
    )?;
    let article = project.path(FOUNDING_ARTICLE);
    fs::copy(&article, project.path("www/pkg/founding.txt"))
        .with_context(|| format!("cannot copy {}", article.display()))?;
    model::copy(project)
}
