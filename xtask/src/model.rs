//! The trained model beside the engine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::project::Project;

/// The model.
pub(crate) const MODEL: &str = "seeds/model/tagger.bin";

/// Copies the model into the page's folder for what is built, and writes a module that says where it is.
///
/// The file is named after its content, so that no cache on the way ever gives the model of another release.
///
/// # Errors
///
/// When the model is missing or the folder cannot be written.
pub(crate) fn copy(project: &Project) -> Result<()> {
    let source = project.path(MODEL);
    let bytes = fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let folder = project.path("www/pkg");
    let name = name_of(&bytes);
    for entry in fs::read_dir(&folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if is_model(&file) && file != name {
            fs::remove_file(folder.join(file))?;
        }
    }
    write(&folder.join(&name), &bytes)?;
    let module = format!(
        "// Written by the build: the trained model's file, named after its content, and its size in bytes.\n\
         export const MODEL_FILE = {{ name: '{name}', size: {} }};\n",
        bytes.len()
    );
    write(&folder.join("model.js"), module.as_bytes())
}

fn name_of(bytes: &[u8]) -> String {
    let hash = format!("{:x}", Sha256::digest(bytes));
    format!("tagger-{}.bin", &hash[..16])
}

fn is_model(name: &str) -> bool {
    let middle = name.strip_prefix("tagger-");
    middle.is_some_and(|rest| rest.strip_suffix(".bin").is_some())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        assert_eq!(name_of(b""), "tagger-e3b0c44298fc1c14.bin");
        assert!(is_model(&name_of(b"a")));
        assert_ne!(name_of(b"a"), name_of(b"b"));
    }
}
