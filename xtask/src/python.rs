//! The Python that trains the tagger: one with PyTorch and gensim.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::debian;

/// Debian's packages are for its own Python alone, which need not be the first on the path.
const PROGRAMS: [&str; 2] = ["python3", "/usr/bin/python3"];

/// Finds it, and installs Debian's packages when there is none.
///
/// # Errors
///
/// When it is missing and not ours to install, or that fails.
pub(crate) fn with_torch() -> Result<&'static str> {
    if let Some(program) = find() {
        return Ok(program);
    }
    debian::install(
        &["python3", "python3-torch", "python3-gensim"],
        "the trainer's test",
    )?;
    Ok(find().unwrap_or(PROGRAMS[1]))
}

fn find() -> Option<&'static str> {
    PROGRAMS.into_iter().find(|program| {
        Command::new(program)
            .args(["-c", "import torch, gensim"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    })
}
