//! Where things stand in the repository.

use std::env;
use std::path::{Path, PathBuf};

/// The folders that tasks read and write.
pub(crate) struct Project {
    /// The repository.
    root: PathBuf,
    /// Cargo's target folder.
    target: PathBuf,
}

impl Project {
    /// The repository that this program was built from.
    pub(crate) fn locate() -> Project {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = xtask.parent().unwrap_or(xtask).to_owned();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        Project { root, target }
    }

    /// The repository's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path in Cargo's target folder.
    pub(crate) fn target(&self, relative: &str) -> PathBuf {
        self.target.join(relative)
    }
}
